"""Opening a PDF and reading its pages; what is damaged is mended by pypdf, where it can."""

from __future__ import annotations

import ctypes
import io
import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from backchannel.documents.pdf.characters import MAX_CHARACTERS, Frame, Reader
from backchannel.documents.pdf.lines import lines_of
from backchannel.documents.pdf.values import Page, Rule
from backchannel.errors import DocumentError

MAX_PAGES = 5_000
MAX_OBJECTS = 20_000
"""Drawn objects of a page that are looked at for rules and for what lies under white letters."""
_LONGEST_SIDE = 100_000.0
"""Points; PDF allows 14,400 (ISO 32000-1, annex C), and some plans have more."""


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """The document, as pypdfium2 has it. Raises ``DocumentError`` where it is locked, damaged or too long."""
    document = _open(data, name)
    with closing(document):
        count = len(document)
        if count > MAX_PAGES:
            raise DocumentError(name, f"is a PDF of {count:,} pages, more than {MAX_PAGES:,}; split it into parts")
        yield document


def _open(data: bytes, name: str) -> Any:
    import pypdfium2  # noqa: PLC0415  # heavy: only PDFs need it

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document):
            return document
        document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise DocumentError(name, "is a PDF locked with a password; unlock it first") from error
    try:
        return pypdfium2.PdfDocument(_mended(data, name))
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


def read_page(document: Any, index: int) -> Page:
    """The page with this index (from 0): its words in lines, in reading order; an empty page where it is damaged."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    handle = raw.FPDF_LoadPage(document, index)
    if not handle:
        return Page(index + 1, 0, 0, (), unseen=(("damaged", 1),))
    try:
        return _read_page(raw, handle, index)
    finally:
        raw.FPDF_ClosePage(handle)


def _read_page(raw: Any, handle: Any, index: int) -> Page:
    frame = _frame(raw, handle)
    text = raw.FPDFText_LoadPage(handle)
    if not text:
        return Page(index + 1, 0, 0, (), unseen=(("damaged", 1),))
    drawn = _Drawn(raw, handle, frame)
    try:
        count = min(raw.FPDFText_CountChars(text), MAX_CHARACTERS)
        found = Reader(raw, text, frame, drawn.lies_under).read(count)
    finally:
        raw.FPDFText_ClosePage(text)
    upright = max(found.words, key=lambda quarter: sum(len(word.text) for word in found.words[quarter]), default=0)
    lines = lines_of(found.words.get(upright, ()), index)
    for quarter in sorted(found.words):
        if quarter != upright:
            first = lines[-1].column + 1 if lines else 0
            lines += lines_of(found.words[quarter], index, first, turned=True)
    return Page(
        index + 1,
        *frame.size(upright),
        tuple(lines),
        drawn.rules() if upright == 0 else (),
        tuple(sorted(found.unseen.items())),
        found.unknown,
        drawn.pictures,
    )


def _frame(raw: Any, handle: Any) -> Frame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle, box)
    left, right = sorted((box.left, box.right))
    bottom, top = sorted((box.bottom, box.top))
    return Frame(left, bottom, min(right, left + _LONGEST_SIDE), min(top, bottom + _LONGEST_SIDE), raw.FPDFPage_GetRotation(handle))


class _Drawn:
    """What else is drawn on a page: rules, and what lies under letters; looked at only where it is asked for."""

    def __init__(self, raw: Any, handle: Any, frame: Frame) -> None:
        self._raw, self._handle, self._frame = raw, handle, frame
        self._boxes: list[tuple[int, tuple[float, float, float, float], bool]] | None = None

    def _all(self) -> list[tuple[int, tuple[float, float, float, float], bool]]:
        """Kind, box in user space and whether it covers with a colour, of each object that is no text."""
        if self._boxes is None:
            count = min(self._raw.FPDFPage_CountObjects(self._handle), MAX_OBJECTS)
            objects = (self._raw.FPDFPage_GetObject(self._handle, index) for index in range(count))
            self._boxes = [found for one in objects if (found := self._box(one))]
        return self._boxes

    def _box(self, one: Any) -> tuple[int, tuple[float, float, float, float], bool] | None:
        raw = self._raw
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            return None
        sides = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(one, *sides):
            return None
        left, bottom, right, top = (side.value for side in sides)
        return kind, (left, bottom, right, top), kind != raw.FPDF_PAGEOBJ_PATH or self._is_coloured(one)

    def _is_coloured(self, path: Any) -> bool:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        self._raw.FPDFPath_GetDrawMode(path, mode, stroked)
        if not mode.value:
            return False
        channels = [ctypes.c_uint() for _ in range(4)]
        if not self._raw.FPDFPageObj_GetFillColor(path, *channels):
            return True
        return min(channel.value for channel in channels[:3]) < 230 and channels[3].value > 25

    @property
    def pictures(self) -> bool:
        """Whether pictures or other graphics stand on the page."""
        return bool(self._all())

    def rules(self) -> tuple[Rule, ...]:
        """The horizontal lines that are longer than an inch's third."""
        frame = self._frame
        found = [box for kind, box, _ in self._all() if kind == self._raw.FPDF_PAGEOBJ_PATH]
        return tuple(
            Rule(left - frame.left, right - frame.left, frame.top - (bottom + top) / 2)
            for left, bottom, right, top in found
            if top - bottom < 2.5 and right - left > 24
        )

    def lies_under(self, quarter: int, x: float, y: float) -> bool:
        """Whether anything coloured is drawn where a letter stands."""
        for _, (left, bottom, right, top), coloured in self._all():
            if not coloured:
                continue
            x0, y0 = self._frame.place(quarter, left, bottom)
            x1, y1 = self._frame.place(quarter, right, top)
            if min(x0, x1) - 1 <= x <= max(x0, x1) + 1 and min(y0, y1) - 1 <= y <= max(y0, y1) + 1:
                return True
        return False
