"""Damaged PDFs made whole enough for PDFium, which itself finds objects whose table is wrong."""

from __future__ import annotations

import io
import logging
import re

from backchannel.errors import DocumentError

_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,7})[ \t\r\n]+([0-9]{1,5})[ \t\r\n]+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_LONGEST = 20_000
"""Bytes of a page's dictionary."""
_MOST = 20_000


def rewritten(data: bytes, name: str) -> bytes:
    """The file written anew by pypdf, which reads on where PDFium stops; as it is where pypdf cannot.

    Raises ``DocumentError`` where it is locked with a password.
    """
    import pypdf  # noqa: PLC0415  # heavy: only damaged PDFs need it
    from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        writer = pypdf.PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        written = io.BytesIO()
        writer.write(written)
    except (FileNotDecryptedError, DependencyError) as error:
        raise DocumentError(name, "is a PDF locked with a password; unlock it first") from error
    except Exception:  # pypdf raises what its parts raise, whatever the damage
        return data
    return written.getvalue()


def with_pages(data: bytes, name: str) -> bytes:
    """The file with a catalogue that lists every page object in it, as for one that breaks off or lost its trailer."""
    objects = list(_OBJECT.finditer(data))[:_MOST]
    ends = [found.start() for found in objects[1:]] + [len(data)]
    pages: list[bytes] = []
    for found, end in zip(objects, ends, strict=False):
        head = data[found.end() : min(end, found.end() + _LONGEST)].split(b"stream", 1)[0]
        if _PAGE.search(head):
            pages.append(b"%s %s R" % (found[1], found[2]))
    first = max((int(found[1]) for found in objects), default=0) + 1
    tree = b"%d 0 obj\n<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 612 792] >>\nendobj\n"
    root = b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\ntrailer\n<< /Root %d 0 R /Size %d >>\n%%%%EOF\n"
    added = tree % (first, b" ".join(pages), len(pages)) + root % (first + 1, first, first + 1, first + 2)
    return data.replace(b"startxref", b"startxxxx") + b"\nendstream\nendobj\n" + added  # so that it is not followed
