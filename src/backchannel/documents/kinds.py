"""What kind of file bytes are, told by their content first and by the name only where content leaves it open."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from backchannel.documents.zipnames import first_member, members

# Signatures: the list of Gary Kessler (file signatures), the formats' own specifications, and RFC 8081 for fonts.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"%!PS", "a PostScript file"),
    (b"GIF87a", "an image (GIF)"),
    (b"GIF89a", "an image (GIF)"),
    (b"AT&TFORM", "an image (DjVu)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z), to be unpacked first"),
    (b"Rar!\x1a\x07", "an archive (RAR), to be unpacked first"),
    (b"\x28\xb5\x2f\xfd", "packed by zstd, to be unpacked first (zstd -d)"),
    (b"!BDN", "an Outlook mailbox (PST or OST), to be turned into mbox first (readpst)"),
    (b"\x78\x9f\x3e\x22", "Outlook's own packing of a mail (TNEF), to be unpacked first (tnef, ytnef)"),
    (b"filedesc://", "a web archive of the older kind (ARC), to be turned into WARC first (warcio recompress)"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"OggS", "a sound or film file (Ogg)"),
    (b"ID3", "a sound file (MP3)"),
    (b"fLaC", "a sound file (FLAC)"),
    (b"\x1aE\xdf\xa3", "a film file (Matroska)"),
    (b"RIFF", "an image, sound or film file (RIFF)"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
"""How the streams of a message are named in it (MS-OXMSG, 2.2)."""
_COMPRESSED = (".gz", ".bz2", ".xz")
_OTHER_SUFFIXES = {
    ".json": "a JSON file with no document beside it",
    ".xml": "an XML file",
    ".yaml": "a YAML file",
    ".yml": "a YAML file",
    ".toml": "a TOML file",
    ".py": "a program",
    ".js": "a program",
    ".css": "a style sheet",
    ".svg": "an image (SVG)",
    ".tex": "a TeX file",
}
DOCX = "a Word document (DOCX)"
ODT = "an OpenDocument text (ODT)"
EPUB = "an e-book (EPUB)"
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."
_HTML_START = re.compile(
    rb"(?is)\A(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->).)*-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>])"
)
_XML_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml\s|<!DOCTYPE\s+(?!html)|<[\w:.-]+(?:\s[^<>]*)?\sxmlns)", re.IGNORECASE
)
_HTML_TAGS = re.compile(rb"(?i)<(?:head|body|title|div|p|h1|article|meta)[\s>]")


def suffix(name: str) -> str:
    """The last extension of ``name`` in small letters, with its point; empty where it has none.

    Of a part (``box.zip!README``) its own; that of a file compressed whole (``essay.txt.gz``) is what lies before.
    """
    # The letter in front keeps the extension of "Stop!.txt", in which the exclamation mark parts nothing.
    own = "x" + name.replace("\\", "/").rpartition("/")[2].rpartition("!")[2]
    found = PurePosixPath(own).suffix.lower()
    return PurePosixPath(own[: -len(found)]).suffix.lower() if found in _COMPRESSED else found


def looks_like_html(data: bytes) -> bool:
    """Whether the bytes begin as an HTML page does."""
    head = data[:4096]
    if _HTML_START.match(head):
        return True
    return head.lstrip().startswith(b"<") and not _XML_START.match(head) and len(_HTML_TAGS.findall(head)) >= 2


def foreign(data: bytes, name: str) -> str | None:
    """What the bytes are ('a PDF') where they are of a kind that no format here reads; None where they may be read."""
    signed = _by_signature(data)
    if signed or looks_like_html(data):
        return signed
    head = data[:4096]
    if _XML_START.match(head):
        own = b"<!ENTITY" in head
        return "an XML file that declares entities of its own, which are never expanded here" if own else "an XML file"
    return _OTHER_SUFFIXES.get(suffix(name))


def _by_signature(data: bytes) -> str | None:
    head = data[:1024]
    if head.startswith(_OLE) and _OUTLOOK in data:
        return "an Outlook message (.msg), to be saved as .eml first (Outlook, or msgconvert)"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zipped(data[:65536], data[-65536:]) or "an archive (ZIP)"
    if head[4:8] == b"ftyp":
        return "a film or sound file (MP4)"
    if head[257:262] == b"ustar":
        return "an archive (tar)"
    return next((what for signature, what in _SIGNATURES if head.startswith(signature)), None)


def zipped(head: bytes, tail: bytes) -> str | None:
    """What a ZIP file is, of which these are the first and last bytes (64 KiB are enough); None for a plain archive.

    :data:`DOCX`, :data:`ODT` and :data:`EPUB` are read by their own formats; what else is named cannot be read. Only
    the names of the file's own members count: a Word document stored in an archive does not make that one.
    """
    first, content = first_member(head)
    if first == "mimetype":
        if content.startswith(b"application/epub+zip"):
            return EPUB
        if content.startswith(_OPENDOCUMENT):
            text = content.startswith(_OPENDOCUMENT + b"text")
            return ODT if text else "an OpenDocument file that is no text"
    names = members(tail) | {first}
    if "META-INF/container.xml" in names:
        return EPUB
    if {"META-INF/manifest.xml", "content.xml"} <= names:
        return ODT
    if "word/document.xml" in names:
        return DOCX
    return _office(names) if "[Content_Types].xml" in names else None


_OF_ANY_PACKAGE = frozenset({"[Content_Types].xml", "_rels", "docProps", "customXml", ""})
"""What stands at the root of every package after ISO/IEC 29500-2, whatever it holds."""


def _office(names: set[str]) -> str | None:
    """Which of the formats of ISO/IEC 29500 it is, by the folder in which its parts lie."""
    folders = {name.partition("/")[0] for name in names}
    kinds = {"word": DOCX, "xl": "a spreadsheet (XLSX), to be saved as CSV first", "ppt": "a presentation (PPTX)"}
    if len(names) > 1 and folders <= _OF_ANY_PACKAGE:
        return "an office file that lacks its document: it is damaged"
    return next((what for folder, what in kinds.items() if folder in folders), None)
