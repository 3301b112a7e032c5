"""Letters on their way to be words: how they are drawn, where the last one stands, whether the next belongs to it."""

from __future__ import annotations

from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_SQUEEZED = 0.12
"""A space that is set as narrow as it goes, in type sizes."""


class Ink(NamedTuple):
    """How a text object is drawn: size, direction (``quarter`` None where it is at a slant), weight, font.

    ``layer`` is whether it is invisible by its mode, ``white`` and ``clear`` by its colour.
    """

    size: float
    quarter: int | None
    bold: bool
    italic: bool
    layer: bool
    white: bool
    clear: bool
    font: str


class Pen:
    """Letters on their way to be a word."""

    def __init__(self) -> None:
        self.text = ""
        self.letters: list[tuple[float, str]] = []
        self.ink: Ink | None = None
        self.base = self.x0 = self.x1 = self.top = self.bottom = 0.0
        self.last0 = self.last1 = self.widest = 0.0

    def begin(self, text: str, ink: Ink, box: Box, base: float) -> None:
        """Begin a word with this letter."""
        self.text, self.ink, self.base = text, ink, base
        self.letters = [(box[0] + box[2], text)]
        self.x0, self.top, self.x1, self.bottom = box
        self.last0, self.last1, self.widest = self.x0, self.x1, 0.0

    def add(self, text: str, box: Box) -> None:
        """Put a letter to the word."""
        self.text += text
        self.letters.append((box[0] + box[2], text))
        x0, top, x1, bottom = box
        self.widest = max(self.widest, self.gap(x0, x1))
        self.x0, self.x1 = min(self.x0, x0), max(self.x1, x1)
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)
        self.last0, self.last1 = x0, x1

    def overlaps(self, x0: float, x1: float) -> bool:
        """Whether a letter there stands over the last one."""
        return min(x1, self.last1) - max(x0, self.last0) > 0.5 * min(x1 - x0, self.last1 - self.last0)

    def gap(self, x0: float, x1: float) -> float:
        """How far a letter there is from the last one, in either direction; the letters of a ligature share its box."""
        return 0.0 if (x0, x1) == (self.last0, self.last1) else max(x0 - self.last1, self.last0 - x1)

    def leaps(self, box: Box, size: float) -> bool:
        """Whether a letter there stands so far from the last one that a blank is between them.

        That is half a size, or less where the letters so far stand close to each other.
        """
        gap = self.gap(box[0], box[2])
        if gap < -0.6 * size or gap > 0.5 * size:
            return True
        return len(self.text) > 1 and gap > _SQUEEZED * size and gap > 2.5 * (self.widest + 0.02 * size)
