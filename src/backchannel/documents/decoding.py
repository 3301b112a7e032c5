"""Bytes to text: which encoding, and what had to be repaired.

The order of proof: a byte-order mark; UTF-16 without one (zero bytes on one side of the pairs); strict UTF-8;
Windows-1252, the superset of Latin-1 that the WHATWG Encoding Standard reads both labels as; at last UTF-8 with
replacement. Nothing else about the text is changed: no newline, quote or Unicode normalisation.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from backchannel.errors import DocumentError

MAX_BYTES = 64 * 1024 * 1024
MAX_CHARACTERS = 20_000_000
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""General categories of characters that leave no mark: blanks, line ends, joiners and marks of direction."""
_NAMED = 10  # byte offsets named in one warning before "and N more"

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),  # before UTF-16, whose mark begins the same way
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-9": "cp1254",
    "tis-620": "cp874", "iso8859-11": "cp874", "big5": "big5hkscs",
}  # fmt: skip
"""Labels that in practice mean a wider encoding (WHATWG Encoding Standard, section 4.2)."""
_BELIEVED = frozenset({"gb18030", "big5hkscs", "euc_jp", "hz", "johab", "ptcp154", "iso2022_jp", "iso2022_kr"})
"""Declarations that are believed beside those of one byte a letter. Python knows more, some of them no encodings of
texts (``punycode``), some slow, some of other bytes than they say."""
_NOT_IN_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(NamedTuple):
    """A text, the encoding it was read by, and what was repaired."""

    text: str
    encoding: str
    warnings: tuple[str, ...]


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of ``data``, verbatim but for a byte-order mark (dropped) and NUL characters (each now a space).

    ``declared`` is an encoding that the document names for itself (HTML); it is believed only where it fits.
    Raises ``DocumentError`` for what is empty, too long or not text.
    """
    if not data:
        raise DocumentError(name, "empty document")
    if len(data) > MAX_BYTES:
        raise DocumentError(name, f"is larger than {MAX_BYTES // 2**20} MiB; split it into parts")
    decoded = _by_mark(data) or _by_pairs(data) or _declared(data, declared) or _by_content(data)
    text, encoding, warnings = decoded
    if len(text) > MAX_CHARACTERS:
        raise DocumentError(name, f"has more than {MAX_CHARACTERS:,} characters; split it into parts")
    _refuse_binary(text, name)
    if "\0" in text:
        count = text.count("\0")
        warnings += (f"{count} NUL character{'s' * (count > 1)} stood in the text; each was read as a space",)
        text = text.replace("\0", " ")
    if all(unicodedata.category(letter) in _UNSEEN for letter in text):
        raise DocumentError(name, "empty document: nothing but blanks")
    return Decoded(text, encoding, warnings)


def _refuse_binary(text: str, name: str) -> None:
    strange = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if strange > 8 and strange > 0.3 * len(text):
        raise DocumentError(name, "is not text: too many of its bytes are control characters or fit no encoding")


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding, label in _MARKS:
        if data.startswith(mark):
            dropped = f"a byte-order mark ({label}) at the beginning was dropped"
            text, warnings = _repaired(data[len(mark) :], encoding, len(mark))
            return Decoded(text, encoding, (dropped, *warnings))
    return None


def _by_pairs(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: text mostly of one script has its zero bytes on one side of the pairs."""
    if len(data) % 2 or b"\0" not in data[:4096]:
        return None
    sample = data[:65536]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # Latin letters have a zero byte each; in other scripts only blanks and stops do, but then the bytes are not UTF-8.
    least = 0.1 if not _is_utf8(data) else 0.3
    if max(even, odd) < least * half or min(even, odd) > 0.02 * half:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding, (f"read as {encoding.upper()}, which has no byte-order mark",))


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    encoding = known_encoding(declared)
    if encoding is None or (_is_utf8(data) and not _shifts(encoding, data)):
        return None
    text, warnings = _mostly(data, encoding)
    return Decoded(text, encoding, warnings) if text is not None else None


def known_encoding(declared: str | None) -> str | None:
    """The Python name of an encoding whose declaration is believed, or of the one that includes it."""
    label = re.sub(r"^x-|(?<=8859-8)-[ie]$", "", (declared or "").strip().lower())
    try:
        name = codecs.lookup(label).name if label else ""
    except (LookupError, ValueError):
        return None
    name = _WIDER.get(name, name)
    if name == "iso8859-1":
        return None  # so labelled texts hold Windows-1252 as often as not; their content tells
    return name if name in _BELIEVED or name.startswith(("cp", "iso8859-", "koi8", "mac-")) else None


def _shifts(encoding: str, data: bytes) -> bool:
    """Whether the bytes use an encoding of seven bits, in which shifts make letters of ASCII (ISO 2022, HZ)."""
    return (encoding.startswith("iso2022") and b"\x1b" in data) or (encoding == "hz" and b"~{" in data)


def _mostly(data: bytes, encoding: str) -> tuple[str | None, tuple[str, ...]]:
    """The text in this encoding; one byte in a hundred may not fit, as where a line was cut within a letter."""
    try:
        return data.decode(encoding), ()
    except ValueError:
        text = data.decode(encoding, "replace")
    strange = text.count("\ufffd")
    if strange > max(1, len(text) // 100):
        return None, ()
    return text, (
        f"{strange} bytes do not fit the encoding that is declared ({encoding}); each was replaced by U+FFFD",
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _by_content(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        pass
    if _looks_like_1252(data):
        return Decoded(data.decode("cp1252"), "cp1252", ("read as Windows-1252; its bytes are not UTF-8",))
    text, warnings = _repaired(data, "utf-8", 0)
    return Decoded(text, "utf-8", warnings)


def _looks_like_1252(data: bytes) -> bool:
    """Whether the bytes above 127 are letters among letters, or quotes, dashes and signs, and not broken UTF-8."""
    if _NOT_IN_1252.search(data):
        return False
    multibyte = sum(len(match[0]) for match in _MULTIBYTE.finditer(data))
    high = len(_HIGH_BYTE.findall(data))
    if multibyte * 2 > high:
        return False
    sample = data[:1_000_000].decode("cp1252")
    strange = [match for match in re.finditer("[^\x00-\x7f]", sample) if not _plausible(sample, match.start())]
    return len(strange) <= 0.2 * max(1, len(re.findall("[^\x00-\x7f]", sample)))


def _plausible(text: str, at: int) -> bool:
    character = text[at]
    if character in "‘’“”‚„«»‹›–—…•·€£¥©®™§°º¹²³¼½¾¡¿×÷±\xa0\xad":
        return True
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return character.isalpha() and any(one.isascii() and one.isalpha() for one in around) and character not in "ÿþ"


def _repaired(data: bytes, encoding: str, offset: int) -> tuple[str, tuple[str, ...]]:
    """``data`` decoded with U+FFFD for what does not fit, and a warning that names the offending byte offsets."""
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        pass
    places: list[int] = []

    def note(error: UnicodeError) -> tuple[str | bytes, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        places.append(offset + error.start)
        return "\ufffd", error.end

    handler = "backchannel-note-places"
    codecs.register_error(handler, note)
    text = data.decode(encoding, handler)
    named = ", ".join(str(place) for place in places[:_NAMED])
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    label = encoding.upper()
    return text, (f"invalid {label} at byte {named}{more}; each was replaced by U+FFFD",)
