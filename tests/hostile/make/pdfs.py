"""PDF files written by hand, object by object (ISO 32000-1)."""

from __future__ import annotations

import hashlib
import textwrap
import zlib
from collections.abc import Callable, Mapping

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
CATALOG, PAGES, FONT = 1, 2, 3


def shown(text: str, *, top: int = 720, mode: int = 0) -> bytes:
    """A content stream that shows the text in lines of Helvetica (``mode`` 3 shows it invisibly)."""
    lines = "\n".join(f"({_escaped(line)}) '" for line in textwrap.wrap(text, 80))
    return f"BT /F1 11 Tf {mode} Tr 14 TL 60 {top} Td\n{lines}\nET\n".encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


class Pdf:
    """Objects by number; the catalog, the page tree and a font are there from the beginning."""

    def __init__(self) -> None:
        self.objects: dict[int, bytes] = {
            CATALOG: b"<< /Type /Catalog /Pages 2 0 R >>",
            FONT: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        }
        self.last = FONT
        self.kids: list[int] = []
        self.trailer = b""

    def add(self, body: bytes) -> int:
        """A new object; its number."""
        self.last += 1
        self.objects[self.last] = body
        return self.last

    def stream(self, data: bytes, more: bytes = b"", *, length: bytes | None = None) -> int:
        """A new stream as it stands; ``length`` may lie."""
        return self.add(stream(data, more, length=length))

    def page(self, content: bytes | int, more: bytes = b"", resources: bytes = b"") -> int:
        """A new page that shows the content stream."""
        drawn = self.stream(content) if isinstance(content, bytes) else content
        number = self.add(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R %s "
            b"/Resources << /Font << /F1 3 0 R >> %s >> >>" % (drawn, more, resources)
        )
        self.kids.append(number)
        return number

    def build(self, *, header: bytes = HEADER, shift: int = 0, xref: bool = True) -> bytes:
        """The file; ``shift`` is added to each place in the cross-reference table."""
        kids = b" ".join(b"%d 0 R" % kid for kid in self.kids)
        objects = {PAGES: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(self.kids)), **self.objects}
        return assembled(objects, self.trailer, header=header, shift=shift, xref=xref)


def stream(data: bytes, more: bytes = b"", *, length: bytes | None = None) -> bytes:
    """A stream object's body."""
    told = b"%d" % len(data) if length is None else length
    return b"<< /Length %s %s >>\nstream\n%s\nendstream" % (told, more, data)


def assembled(
    objects: Mapping[int, bytes], trailer: bytes = b"", *, header: bytes = HEADER, shift: int = 0, xref: bool = True
) -> bytes:
    """Objects by number as a file with one cross-reference table."""
    parts, places, at = [header], {}, len(header)
    for number, body in sorted(objects.items()):
        written = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        places[number] = at
        parts.append(written)
        at += len(written)
    if not xref:
        return b"".join(parts)
    last = max(objects)
    rows = [
        b"%010d 00000 n \n" % (places[n] + shift) if n in places else b"0000000000 65535 f \n" for n in range(last + 1)
    ]
    parts += [b"xref\n0 %d\n" % (last + 1), *rows]
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, trailer, at + shift))
    return b"".join(parts)


def simple(*texts: str) -> Pdf:
    """A document with one page for each text."""
    made = Pdf()
    for text in texts:
        made.page(shown(text))
    return made


def flate(data: bytes, more: bytes = b"") -> tuple[bytes, bytes]:
    """Data and dictionary entries of a compressed stream."""
    return zlib.compress(data, 9), b"/Filter /FlateDecode " + more


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key: bytes, data: bytes) -> bytes:
    """The old stream cipher, as the standard security handler of revision 2 uses it."""
    box = list(range(256))
    at = 0
    for n in range(256):
        at = (at + box[n] + key[n % len(key)]) & 255
        box[n], box[at] = box[at], box[n]
    out, first, second = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) & 255
        second = (second + box[first]) & 255
        box[first], box[second] = box[second], box[first]
        out.append(byte ^ box[(box[first] + box[second]) & 255])
    return bytes(out)


Cipher = Callable[[int, bytes], bytes]
"""From an object's number and a string or stream to what stands in the file."""


def encrypted(user: bytes, owner: bytes, pages: Callable[[Pdf, Cipher], None]) -> bytes:
    """A document under 40-bit RC4 (ISO 32000-1, 7.6.3); ``pages`` adds pages and is given the cipher of an object."""
    made, permissions, identity = Pdf(), -64, b"0123456789abcdef"
    hidden_owner = rc4(hashlib.md5((owner + _PADDING)[:32]).digest()[:5], (user + _PADDING)[:32])
    seed = (user + _PADDING)[:32] + hidden_owner + permissions.to_bytes(4, "little", signed=True) + identity
    key = hashlib.md5(seed).digest()[:5]

    def cipher(number: int, data: bytes) -> bytes:
        return rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)

    pages(made, cipher)
    lock = made.add(
        b"<< /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>"
        % (permissions, hidden_owner.hex().encode(), rc4(key, _PADDING).hex().encode())
    )
    made.trailer = b"/Encrypt %d 0 R /ID [<%s> <%s>]" % (lock, identity.hex().encode(), identity.hex().encode())
    return made.build()


SYNTAX = ("endobj", "/Type", "endstream")
