"""PDF files (ISO 32000): the running text of the pages, with page numbers as fragments (RFC 8118) and notes tied.

What is printed is read by PDFium, as a browser shows it; see :mod:`backchannel.documents.pdf` for how lines become
paragraphs. Scripts, attachments, forms and comments are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from backchannel.documents.pdf.remarks import UNKNOWN_SHARE, remarks
from backchannel.documents.pdf.unknown import Unknown
from backchannel.documents.pdf.values import Page
from backchannel.errors import DocumentError

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


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Extracted]:
    """The one text of a PDF; raises ``DocumentError`` where it is locked, damaged, too long or without text."""
    with opened(data, name) as file:
        pages = _pages(file, name)
        said = stated(file.document)
        unread = _without_text(pages)
        read = _Recognised(pages)
        if allowance.options.ocr and unread:
            read = _recognised(file, pages, unread, name)
    bare = [number for number in unread if number not in read.numbers]
    _refuse_empty(read.pages, bare, name, tried=allowance.options.ocr)
    composed = compose(read.pages, said.title)
    text = composed.built.text
    if not text:
        raise DocumentError(name, "is a PDF in which no letter can be told from what surrounds the text")
    if len(text) > MAX_CHARACTERS:
        raise DocumentError(name, f"has more than {MAX_CHARACTERS:,} characters; split it into parts")
    mended = ("the file is damaged and was mended; parts of it may be missing",) if file.mended else ()
    yield Extracted(
        name,
        data,
        text,
        MEDIA_TYPE,
        metadata=believed(said, text, composed.built.blocks, read.extraction),
        blocks=composed.built.blocks,
        notes=composed.built.notes if composed.noted else None,
        fragments=composed.built.fragments,
        warnings=(*mended, *read.warnings, *remarks(read.pages, bare, composed.furniture)),
    )


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


class _Recognised(NamedTuple):
    """The pages with those that an OCR program read in their places, the numbers of these, and how they were read."""

    pages: Sequence[Page]
    numbers: frozenset[int] = frozenset()
    extraction: str | None = None
    warnings: tuple[str, ...] = ()


def _recognised(file: File, pages: Sequence[Page], unread: Sequence[int], name: str) -> _Recognised:
    tesseract = ocr.installed()
    if tesseract is None:
        raise DocumentError(
            name, "has pages to be read with --ocr, which needs tesseract; install it, or leave --ocr out"
        )
    whole = list(pages)
    reads: list[ocr.Read] = []
    for number in unread:
        picture = draw(file.document, number - 1)
        found = ocr.read_picture(tesseract, picture.data, picture.dpi, number - 1)
        if found and found[0].page.lines:
            whole[number - 1] = found[0].page
            reads.append(found[0])
    if not reads:
        return _Recognised(pages)
    numbers = frozenset(read.page.number for read in reads)
    return _Recognised(whole, numbers, f"{tesseract.name}, at {ocr.DPI} dpi", (ocr.remark(reads, len(pages)),))


def _refuse_empty(pages: Sequence[Page], bare: Sequence[int], name: str, *, tried: bool) -> None:
    """Raise ``DocumentError`` where no page has a letter."""
    if any(line.text.strip() for page in pages if page.number not in bare for line in page.lines):
        return
    if not bare:
        raise DocumentError(name, "is a PDF without a letter or picture in it")
    if tried:
        raise DocumentError(name, "is a PDF that has no text in it, nor did tesseract find any in its pictures")
    what = "a picture of a page" if len(pages) == 1 else "pictures of pages"
    raise DocumentError(name, f"is a PDF that has no text in it ({what}); with an installed tesseract, --ocr reads it")
