"""Opening a PDF, mended if need be, and reading its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from backchannel.documents.pdf.characters import MAX_CHARACTERS, Frame, Reader
from backchannel.documents.pdf.drawn import Drawn
from backchannel.documents.pdf.lines import lines_of
from backchannel.documents.pdf.mending import rewritten, with_pages
from backchannel.documents.pdf.unknown import Unknown
from backchannel.documents.pdf.values import Page
from backchannel.errors import DocumentError

MAX_PAGES = 5_000
_LONGEST_SIDE = 100_000.0
"""Points; PDF allows 14,400 (ISO 32000-1, annex C), and some plans have more."""


class File(NamedTuple):
    """An open PDF, as pypdfium2 has it, and whether it had to be mended."""

    document: Any
    mended: bool = False


@contextmanager
def opened(data: bytes, name: str, *, mend: bool = False) -> Iterator[File]:
    """The open file, mended where it cannot be opened as it is, or where ``mend`` asks for it.

    Raises ``DocumentError`` where it is locked, damaged or too long.
    """
    file = None if mend else _as_it_is(data, name)
    file = file or _mended(data, name)
    with closing(file.document):
        count = len(file.document)
        if count > MAX_PAGES:
            raise DocumentError(name, f"is a PDF of {count:,} pages, more than {MAX_PAGES:,}; split it into parts")
        yield file


def _as_it_is(data: bytes, name: str) -> File | None:
    import pypdfium2  # noqa: PLC0415  # heavy: only PDFs need it

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document):
            return File(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise DocumentError(name, "is a PDF locked with a password; unlock it first") from error
    return None


def _mended(data: bytes, name: str) -> File:
    import pypdfium2  # noqa: PLC0415

    for mended in (rewritten, with_pages):
        try:
            document = pypdfium2.PdfDocument(mended(data, name))
            if len(document):
                return File(document, mended=True)
            document.close()
        except pypdfium2.PdfiumError:
            continue
    raise DocumentError(name, "is a damaged PDF that cannot be mended")


def read_page(document: Any, index: int, unknown: Unknown) -> Page:
    """The page with this index (from 0): its words in lines, in reading order; an empty page where it is damaged.

    Characters that the file does not name are left in ``unknown``, and as its signs in the lines.
    """
    from pypdfium2 import raw  # noqa: PLC0415

    handle = raw.FPDF_LoadPage(document, index)
    if not handle:
        return Page(index + 1, 0, 0, (), damaged=True)
    try:
        return _read_page(raw, handle, index, unknown)
    finally:
        raw.FPDF_ClosePage(handle)


def _read_page(raw: Any, handle: Any, index: int, unknown: Unknown) -> Page:
    frame = _frame(raw, handle)
    text = raw.FPDFText_LoadPage(handle)
    if not text:
        return Page(index + 1, 0, 0, (), damaged=True)
    drawn = Drawn(raw, handle, frame)
    try:
        count = min(raw.FPDFText_CountChars(text), MAX_CHARACTERS)
        found = Reader(raw, text, frame, drawn.lies_under, unknown).read(count)
    finally:
        raw.FPDFText_ClosePage(text)
    upright = max(found.words, key=lambda quarter: sum(len(word.text) for word in found.words[quarter]), default=0)
    rules = drawn.rules() if upright == 0 else ()
    lines = lines_of(found.words.get(upright, ()), index, frame.size(upright)[0], rules)
    for quarter in sorted(found.words):
        if quarter != upright:
            first = lines[-1].column + 1 if lines else 0
            lines += lines_of(found.words[quarter], index, frame.size(quarter)[0], (), first, turned=True)
    return Page(
        index + 1,
        *frame.size(upright),
        tuple(lines),
        rules,
        tuple(sorted(found.unseen.items())),
        found.unknown,
        drawn.pictures(),
    )


def _frame(raw: Any, handle: Any) -> Frame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle, box)
    left, right = sorted((box.left, box.right))
    bottom, top = sorted((box.bottom, box.top))
    return Frame(
        left,
        bottom,
        min(right, left + _LONGEST_SIDE),
        min(top, bottom + _LONGEST_SIDE),
        raw.FPDFPage_GetRotation(handle),
    )
