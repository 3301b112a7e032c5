"""Opening a PDF and reading its pages; what is damaged is mended by pypdf, where it can."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from backchannel.documents.pdf.characters import MAX_CHARACTERS, Frame, Reader
from backchannel.documents.pdf.drawn import Drawn
from backchannel.documents.pdf.lines import lines_of
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
def opened(data: bytes, name: str) -> Iterator[File]:
    """The open file. Raises ``DocumentError`` where it is locked, damaged or too long."""
    file = _open(data, name)
    with closing(file.document):
        count = len(file.document)
        if count > MAX_PAGES:
            raise DocumentError(name, f"is a PDF of {count:,} pages, more than {MAX_PAGES:,}; split it into parts")
        yield file


def _open(data: bytes, name: str) -> File:
    import pypdfium2  # noqa: PLC0415  # heavy: only PDFs need it

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document):
            return File(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise DocumentError(name, "is a PDF locked with a password; unlock it first") from error
    try:
        return File(pypdfium2.PdfDocument(_mended(data, name)), mended=True)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(name, "is a damaged PDF that cannot be mended") from error


def _mended(data: bytes, name: str) -> bytes:
    """The file written anew by pypdf, which looks for its objects one by one where the table of them is damaged."""
    import pypdf  # noqa: PLC0415
    from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        if not reader.pages:
            raise DocumentError(name, "is a PDF without pages")
        written = io.BytesIO()
        writer = pypdf.PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        writer.write(written)
    except (FileNotDecryptedError, DependencyError) as error:
        raise DocumentError(name, "is a PDF locked with a password; unlock it first") from error
    except DocumentError:
        raise
    except Exception as error:  # pypdf raises what its parts raise, whatever the damage
        raise DocumentError(name, "is a damaged PDF that cannot be mended") from error
    return written.getvalue()


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
