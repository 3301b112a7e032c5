"""A page as a picture, for those who read pictures."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from backchannel.documents.pdf.ocr import DPI, MAX_PIXELS


class Picture(NamedTuple):
    """A page drawn in shades of grey: a portable graymap (``pgm(5)``), and its dots an inch."""

    data: bytes
    dpi: float


def draw(document: Any, index: int) -> Picture:
    """The page with this index of an open document at 300 dots an inch, or with as many as the limit allows."""
    page = document[index]
    try:
        width, height = page.get_size()
        dots = min(DPI / 72, math.sqrt(MAX_PIXELS / max(1.0, width * height)))
        bitmap = page.render(scale=dots, grayscale=True, may_draw_forms=False)
        try:
            rows = memoryview(bitmap.buffer).cast("B")
            lines = (bytes(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width]) for y in range(bitmap.height))
            head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
            return Picture(head + b"".join(lines), 72 * dots)
        finally:
            bitmap.close()
    finally:
        page.close()
