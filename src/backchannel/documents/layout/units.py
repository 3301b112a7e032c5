"""The stretches of a text that layout decides on: paragraphs and lines, however the text was broken.

Three habits occur, also mixed: a blank line between paragraphs; one long line a paragraph; lines broken at a fixed
width. The last is told by the greedy rule of line breaking (Knuth and Plass 1981, on "first fit"): a line was broken
where the next word would no longer have fitted.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_WIDEST = 130
_NARROWEST = 45
_STARTER = re.compile(
    r"(?:[-*+•·‣▪●–—]\s|\(?\d{1,3}[.)]\s|\[\^?\w{1,8}\]|\^\d|[¹²³⁰⁴-⁹]|\(?[a-z]\)\s|#{1,6}\s|>|\||[-=*_~]{3,}\s*$)",
)
_ENDS = re.compile(r"[.!?…:;][”’\"'»)\]*_]*(?:\s?\[\^?\d{1,3}\]|[¹²³⁰⁴-⁹])*$")


class Line(NamedTuple):
    """A line that is not blank: its span without outer blanks, its words, and whether a blank line stands before."""

    start: int
    end: int
    text: str
    indent: int
    fresh: bool


class Unit(NamedTuple):
    """A stretch of one or more lines that belong together; ``block`` numbers runs without a blank line inside."""

    start: int
    end: int
    block: int
    lines: int
    indent: int


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, with their spans."""
    found: list[Line] = []
    at, fresh = 0, True
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            found.append(Line(at + indent, at + indent + len(words), words, indent, fresh))
            fresh = False
        else:
            fresh = True
        at += len(raw)
    return found


def ends_sentence(words: str) -> bool:
    """Whether the words end as a sentence does, closing quotes and note marks aside."""
    return bool(_ENDS.search(words[-40:]))


def starts_item(words: str) -> bool:
    """Whether a line begins as an item, a note, a Markdown heading, quotation or rule does."""
    return bool(_STARTER.match(words))


def _first_word(words: str) -> int:
    return len(words.split(None, 1)[0])


def wrap_width(lines: list[Line]) -> int | None:
    """The width at which the text's lines were broken; None where they were not."""
    pairs = [(len(one.text), _first_word(two.text)) for one, two in pairwise(lines) if not two.fresh]
    if len(pairs) < 2:
        return None
    lengths = sorted(length for length, _ in pairs)
    width = lengths[min(len(lengths) - 1, int(0.9 * len(lengths)))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(length + 1 + word > 0.9 * width for length, word in pairs)
    return width if full >= 0.6 * len(pairs) else None


def _continues(one: Line, two: Line, width: int | None) -> bool:
    """Whether line ``two`` goes on with what line ``one`` began."""
    if two.fresh or one.text.startswith("#"):
        return False
    open_end = not ends_sentence(one.text)
    full = width is not None and len(one.text) + 1 + _first_word(two.text) > 0.8 * width
    if starts_item(two.text) and not (full and open_end and two.text[0].isdigit()):
        return False
    if full:
        return True
    return open_end and two.text[0].islower() and len(one.text) > 30


def units_of(text: str) -> list[Unit]:
    """The units of ``text`` in reading order; together they cover all of it that is not blank."""
    lines = lines_of(text)
    width = wrap_width(lines)
    units: list[Unit] = []
    block = -1
    for index, line in enumerate(lines):
        block += line.fresh
        if index and _continues(lines[index - 1], line, width):
            last = units[-1]
            units[-1] = Unit(last.start, line.end, last.block, last.lines + 1, last.indent)
        else:
            units.append(Unit(line.start, line.end, block, 1, line.indent))
    return units
