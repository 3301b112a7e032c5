"""PDF files (ISO 32000): the running text of the pages, with page numbers as fragments (RFC 8118) and notes tied.

What is printed is read by PDFium, as a browser shows it; see :mod:`backchannel.documents.pdf` for how lines become
paragraphs. Scripts, attachments, forms and comments are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from backchannel.documents.allowance import Allowance
from backchannel.documents.decoding import MAX_CHARACTERS
from backchannel.documents.extracted import Extracted
from backchannel.documents.kinds import suffix
from backchannel.documents.pdf import ocr
from backchannel.documents.pdf.composing import compose
from backchannel.documents.pdf.drawing import draw
from backchannel.documents.pdf.furniture import without_furniture
from backchannel.documents.pdf.info import believed, stated
from backchannel.documents.pdf.opening import File, opened, read_page
from backchannel.documents.pdf.remarks import UNKNOWN_SHARE, pages_named, remarks
from backchannel.documents.pdf.unknown import Unknown
from backchannel.documents.pdf.values import Page
from backchannel.errors import DocumentError
from backchannel.model import Metadata

LABEL = "PDF"
MEDIA_TYPE = "application/pdf"
SUFFIXES = frozenset({".pdf"})

_HEAD = 1024
"""Readers look for the header within the first 1,024 bytes (Adobe's implementation notes to PDF 1.7, H.3, note 13)."""
_FEW_LETTERS = 25
"""A picture of a page may bear a stamp or a number in letters and is still none that has text."""


def recognises(data: bytes, name: str) -> bool:
    """Whether the bytes begin as a PDF does, or the name says so and they are no text."""
    return b"%PDF-" in data[:_HEAD] or (suffix(name) in SUFFIXES and b"\0" in data[:_HEAD])


class _Read(NamedTuple):
    """An open PDF's pages, what it says of itself, and the numbers of the pages that are pictures without text.

    ``extraction`` names the program that read letters from pictures, where one did; ``tried`` whether one was to.
    """

    pages: Sequence[Page]
    said: Metadata
    bare: Sequence[int]
    mended: bool = False
    tried: bool = False
    extraction: str | None = None
    warnings: tuple[str, ...] = ()


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Extracted]:
    """The one text of a PDF; raises ``DocumentError`` where it is locked, damaged, too long or without text."""
    read = _read(data, name, allowance)
    if not read.mended and not read.bare and not any(page.lines for page in read.pages):
        with suppress(DocumentError):  # the pages that it lists may not be those that it has
            read = _read(data, name, allowance, mend=True)
    _refuse_empty(read, name)
    composed = compose(read.pages, read.said.title)
    text = composed.built.text
    if not text:
        raise DocumentError(name, "is a PDF in which no letter can be told from what surrounds the text")
    mended = ("the file is damaged and was mended; parts of it may be missing",) if read.mended else ()
    yield Extracted(
        name,
        data,
        text,
        MEDIA_TYPE,
        metadata=believed(read.said, text, composed.built.blocks, read.extraction),
        blocks=composed.built.blocks,
        notes=composed.built.notes if composed.noted else None,
        fragments=composed.built.fragments,
        warnings=(*mended, *read.warnings, *remarks(read.pages, read.bare, composed.furniture)),
    )


def _read(data: bytes, name: str, allowance: Allowance, *, mend: bool = False) -> _Read:
    with opened(data, name, mend=mend) as file:
        pages = _pages(file, name)
        read = _Read(pages, stated(file.document), _without_text(pages), file.mended)
        return _recognised(file, read) if read.bare and allowance.options.ocr else read


def _pages(file: File, name: str) -> list[Page]:
    """The pages of an open file; raises ``DocumentError`` where they hold more letters than a text may have."""
    pages: list[Page] = []
    unknown = Unknown()
    letters = 0
    for index in range(len(file.document)):
        page = read_page(file.document, index, unknown)
        letters += sum(len(line.text) for line in page.lines)
        if letters > MAX_CHARACTERS:
            raise DocumentError(name, f"has more than {MAX_CHARACTERS:,} characters; split it into parts")
        pages.append(page)
    return unknown.settled(pages)


def _without_text(pages: Sequence[Page]) -> list[int]:
    """The numbers of the pages that are pictures, stamps and numbers aside, or whose letters are not known."""
    cleared = without_furniture(pages).pages
    return [
        page.number
        for page, rest in zip(pages, cleared, strict=True)
        if page.unknown > UNKNOWN_SHARE
        or (page.pictures and sum(map(str.isalpha, "".join(line.text for line in rest.lines))) < _FEW_LETTERS)
    ]


def _recognised(file: File, read: _Read) -> _Read:
    """With the letters that tesseract reads from the pages without text, where it is installed and finds any."""
    tesseract = ocr.installed()
    if tesseract is None:
        return read._replace(warnings=(f"--ocr could not read {pages_named(read.bare)}: tesseract is not installed",))
    pages = {page.number: page for page in read.pages}
    reads: list[ocr.Read] = []
    for number in read.bare:
        picture = draw(file.document, number - 1)
        found = ocr.read_picture(tesseract, picture.data, picture.dpi, number - 1)
        reads += [one for one in found[:1] if one.page.lines]
    pages.update((one.page.number, one.page) for one in reads)
    done = {one.page.number for one in reads}
    return read._replace(
        pages=[pages[number] for number in sorted(pages)],
        bare=[number for number in read.bare if number not in done],
        tried=True,
        extraction=f"{tesseract.name}, at {ocr.DPI} dpi" if reads else None,
        warnings=(ocr.remark(reads, len(pages)),) if reads else (),
    )


def _refuse_empty(read: _Read, name: str) -> None:
    """Raise ``DocumentError`` where no page has a letter."""
    if any(line.text.strip() for page in read.pages if page.number not in read.bare for line in page.lines):
        return
    what = "a picture of a page" if len(read.pages) == 1 else "pictures of pages"
    if read.mended:
        reason = "is a damaged PDF of which no text is left"
    elif not read.bare:
        reason = "is a PDF without a letter or picture in it"
    elif read.tried:
        reason = f"is a PDF that has no text in it ({what}), and tesseract found none"
    elif read.warnings:
        reason = f"is a PDF that has no text in it ({what}), and --ocr needs tesseract, which is not installed"
    else:
        reason = f"is a PDF that has no text in it ({what}); with an installed tesseract, --ocr reads it"
    raise DocumentError(name, reason)
