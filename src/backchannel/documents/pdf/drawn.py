"""What is drawn on a page besides letters: rules, pictures, what lies under letters.

The calls are those of PDFium's ``fpdf_edit.h``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from backchannel.documents.pdf.characters import Frame
from backchannel.documents.pdf.values import Rule

MAX_OBJECTS = 20_000
"""Objects of a page that are looked at."""
_DEEPEST = 4
_COVERED = 0.3
"""Of the page: pictures that cover as much may be pictures of a page."""
_OUTLINES = 400
"""So many filled shapes may be letters drawn as shapes."""


class _Shape(NamedTuple):
    """Kind of an object that is no text, its box in user space, and whether it covers what is under it with colour."""

    kind: int
    box: tuple[float, float, float, float]
    coloured: bool


class Drawn:
    """What is drawn on a page; looked at only when it is asked for."""

    def __init__(self, raw: Any, handle: Any, frame: Frame) -> None:
        self._raw, self._handle, self._frame = raw, handle, frame
        self._shapes: list[_Shape] | None = None

    def _all(self) -> list[_Shape]:
        if self._shapes is None:
            count = min(self._raw.FPDFPage_CountObjects(self._handle), MAX_OBJECTS)
            objects = (self._raw.FPDFPage_GetObject(self._handle, index) for index in range(count))
            self._shapes = [shape for one in objects if (shape := self._shape(one))]
        return self._shapes

    def _shape(self, one: Any) -> _Shape | None:
        raw = self._raw
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            return None
        sides = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(one, *sides):
            return None
        left, bottom, right, top = (side.value for side in sides)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            kind = raw.FPDF_PAGEOBJ_IMAGE if self._has_image(one, 1) else kind
        return _Shape(kind, (left, bottom, right, top), kind != raw.FPDF_PAGEOBJ_PATH or self._is_coloured(one))

    def _has_image(self, form: Any, depth: int) -> bool:
        raw = self._raw
        for index in range(min(raw.FPDFFormObj_CountObjects(form), 200)):
            one = raw.FPDFFormObj_GetObject(form, index)
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                return True
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST and self._has_image(one, depth + 1):
                return True
        return False

    def _is_coloured(self, path: Any) -> bool:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        self._raw.FPDFPath_GetDrawMode(path, mode, stroked)
        if not mode.value:
            return False
        channels = [ctypes.c_uint() for _ in range(4)]
        if not self._raw.FPDFPageObj_GetFillColor(path, *channels):
            return True
        return min(channel.value for channel in channels[:3]) < 230 and channels[3].value > 25

    def pictures(self) -> bool:
        """Whether pictures cover so much of the page, or so many shapes are drawn, that they may show its text."""
        frame = self._frame
        whole = max(1.0, (frame.right - frame.left) * (frame.top - frame.bottom))
        covered, shapes = 0.0, 0
        for shape in self._all():
            if shape.kind == self._raw.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = shape.box
                width = min(right, frame.right) - max(left, frame.left)
                covered += max(0.0, width) * max(0.0, min(top, frame.top) - max(bottom, frame.bottom))
            shapes += shape.kind == self._raw.FPDF_PAGEOBJ_PATH and shape.coloured
        return covered > _COVERED * whole or shapes > _OUTLINES

    def rules(self) -> tuple[Rule, ...]:
        """The horizontal lines that are longer than the third of an inch."""
        return tuple(self._rules())

    def _rules(self) -> Iterator[Rule]:
        frame = self._frame
        for shape in self._all():
            left, bottom, right, top = shape.box
            if shape.kind == self._raw.FPDF_PAGEOBJ_PATH and top - bottom < 2.5 and right - left > 24:
                yield Rule(left - frame.left, right - frame.left, frame.top - (bottom + top) / 2)

    def lies_under(self, quarter: int, x: float, y: float) -> bool:
        """Whether anything coloured is drawn where a letter stands."""
        for shape in self._all():
            if not shape.coloured:
                continue
            left, bottom, right, top = shape.box
            x0, y0 = self._frame.place(quarter, left, bottom)
            x1, y1 = self._frame.place(quarter, right, top)
            if min(x0, x1) - 1 <= x <= max(x0, x1) + 1 and min(y0, y1) - 1 <= y <= max(y0, y1) + 1:
                return True
        return False
