"""What is shown of a text in which something was found: the words around it, with the places marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WIDTH = 180
"""Characters shown, some thirty words; a longer match is shown whole."""

_BEFORE = 60
_EDGE = 24
_BLANK = re.compile(r"\s")

Parts = tuple[tuple[str, bool], ...]
Span = tuple[int, int]


def cut(text: str, spans: Sequence[Span], width: int = WIDTH) -> Parts:
    """The stretch of ``text`` that holds most of ``spans``, in pieces; true where a piece is one of them.

    ``spans`` are in order and do not overlap; where there are none, the text's beginning is given. Edges lie between
    words where there are any nearby, and never between a letter and its marks.
    """
    first, last = _densest(spans, width) if spans else (0, 0)
    start = _start(text, first - min(max(width - (last - first), 0), _BEFORE))
    end = _end(text, max(start + width, last), last)
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for low, high in spans:
        if start <= low and high <= end:
            pieces += [(text[at:low], False), (text[low:high], True)]
            at = high
    pieces += [(text[at:end], False), (" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _densest(spans: Sequence[Span], width: int) -> Span:
    """The first span from which on most others lie within ``width``, and where the last of those ends."""
    best, most, beyond = spans[0], 1, 0
    for n, (start, end) in enumerate(spans):
        beyond = max(beyond, n + 1)
        while beyond < len(spans) and spans[beyond][1] <= start + width:
            beyond += 1
        if beyond - n > most:
            best, most = (start, max(end, spans[beyond - 1][1])), beyond - n
    return best


def _start(text: str, at: int) -> int:
    """Where a word begins, at or before ``at``."""
    if at <= _EDGE:
        return 0
    return _after_blank(text, at - _EDGE, at) or _between_letters(text, at, at - _EDGE)


def _end(text: str, at: int, least: int) -> int:
    """Where a word ends, at or before ``at`` but not before ``least``."""
    if at >= len(text) - _EDGE:
        return len(text)
    return (_after_blank(text, max(at - _EDGE, least), at) or _between_letters(text, at, least) + 1) - 1


def _after_blank(text: str, low: int, high: int) -> int:
    """Behind the last white space from ``low`` on that ends at or before ``high``; 0 where there is none."""
    return max((match.end() for match in _BLANK.finditer(text, low, high)), default=0)


def _between_letters(text: str, at: int, least: int) -> int:
    while at > least and unicodedata.category(text[at])[0] in "MC":
        at -= 1
    return at
