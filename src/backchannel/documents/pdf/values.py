"""Words, lines and pages as they are printed.

Lengths are points (1/72 inch). x grows to the right and y downwards from the upper left corner of the page's box, as
the reader of the page sees it.
"""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """Letters without a blank between them, in one style.

    ``base`` is the baseline; ``joined`` is whether it follows the word before it without a blank (a raised figure, a
    change to italics); ``layer`` whether it is invisible, as what a scanner's software read is laid under the picture.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    layer: bool = False
    joined: bool = False


class Raised(NamedTuple):
    """Small letters above the line."""

    words: str


Printed = str | Raised


class Line(NamedTuple):
    """A printed line within one column: what stands in it, a tabulator where a wide gap parts two of its words.

    ``first`` is the width of its first word; ``column`` the number of its column on the page, in reading order;
    ``turned`` whether it stands across the page. ``left`` and ``right`` are the edges of its column, which
    :func:`~backchannel.documents.pdf.edges.edged` finds; ``bounds`` how far the line may reach for what is beside it.
    """

    pieces: tuple[Printed, ...]
    page: int
    column: int
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    first: float
    bold: bool = False
    italic: bool = False
    layer: bool = False
    turned: bool = False
    left: float = 0.0
    right: float = 0.0
    bounds: tuple[float, float] = (0.0, float("inf"))

    @property
    def text(self) -> str:
        """Its words, raised ones included."""
        return "".join(piece if isinstance(piece, str) else piece.words for piece in self.pieces)


class Rule(NamedTuple):
    """A drawn horizontal line."""

    x0: float
    x1: float
    y: float


class Page(NamedTuple):
    """One page's lines in reading order. ``number`` counts from 1.

    ``unseen`` counts the letters that its reader does not see, by why; ``unknown`` is the share of letters whose
    character the file does not say; ``pictures`` is whether there is anything drawn but text; ``damaged`` whether the
    page cannot be read.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    unseen: tuple[tuple[str, int], ...] = ()
    unknown: float = 0.0
    pictures: bool = False
    damaged: bool = False
