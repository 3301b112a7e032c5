"""The reading order of a page: its words in stretches, the stretches in columns, the columns one after the other.

Columns are told by the white between them: a strip as high as several lines that no word crosses, with the left edges
of lines along its right side (after the whitespace rectangles of Breuel 2002, "Two Geometric Algorithms for Layout
Analysis", anchored at aligned edges). White between the cells of a table is told apart by how full the lines are.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from backchannel.documents.pdf.values import Word

_APART = 0.75
"""Gaps in a line that are wider than this, in type sizes, part it in stretches."""
_STRIP = 0.6
_LEAST_LINES = 3
_LONG = 8
_FULL = 0.72
"""Of a column's width, what the middle line of prose fills at least; cells of tables and names in a list do not."""
_MOST_EDGES = 60


class Stretch(NamedTuple):
    """Words that follow each other in one line without a wide gap."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float


class Gutter(NamedTuple):
    """White from ``top`` to ``bottom`` that parts what ends left of it from what begins at ``x`` or right of it."""

    x: float
    top: float
    bottom: float


def stretches(words: Sequence[Word]) -> list[Stretch]:
    """The words in the order of the file, put together where they follow each other in a line."""
    found: list[Stretch] = []
    taken: list[Word] = []
    for word in words:
        if taken and not _follows(taken, word):
            found.append(_stretch(taken))
            taken = []
        taken.append(word)
    if taken:
        found.append(_stretch(taken))
    return found


def _follows(taken: list[Word], word: Word) -> bool:
    last = taken[-1]
    size = max(last.size, word.size)
    gap = max(word.x0 - last.x1, last.x0 - word.x1)
    if word.joined and gap < 0.3 * size and abs(word.base - last.base) < 0.7 * size:
        return True
    if not -0.6 * size < gap < _APART * size:
        return False
    drop = abs(word.base - last.base)
    return drop < 0.3 * min(last.size, word.size) or (drop < 0.6 * size and _is_script(last, word))


def _is_script(one: Word, other: Word) -> bool:
    """Whether one of two words is a raised or lowered figure of the other."""
    return min(one.size, other.size) < 0.8 * max(one.size, other.size)


def _stretch(words: list[Word]) -> Stretch:
    large = max(words, key=lambda word: (word.size, len(word.text)))
    return Stretch(
        tuple(words),
        min(word.x0 for word in words),
        max(word.x1 for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        large.base,
        large.size,
    )


def columns(given: Sequence[Stretch], width: float) -> list[list[Stretch]]:
    """The stretches of a page of this width in columns, in reading order."""
    if not given:
        return []
    em = median(one.size for one in given)
    return _ordered(list(given), _gutters(given, em, width), depth=0)


def _ordered(given: list[Stretch], gutters: list[Gutter], depth: int) -> list[list[Stretch]]:
    """What is above the highest gutter, left of it, right of it, and below it, each in its own order."""
    inside = [(gutter, parts) for gutter in gutters if all((parts := _parted(given, gutter))[1:3])]
    if not inside or depth > 12:
        return [given] if given else []
    gutter, parts = max(inside, key=lambda one: (one[0].bottom - one[0].top, -one[0].x))
    others = [other for other in gutters if other != gutter]
    return [column for part in parts for column in _ordered(part, others, depth + 1)]


def _parted(given: list[Stretch], gutter: Gutter) -> tuple[list[Stretch], ...]:
    above: list[Stretch] = []
    left: list[Stretch] = []
    right: list[Stretch] = []
    below: list[Stretch] = []
    for one in given:
        middle = (one.top + one.bottom) / 2
        if middle < gutter.top:
            above.append(one)
        elif middle > gutter.bottom:
            below.append(one)
        else:
            (left if (one.x0 + one.x1) / 2 < gutter.x else right).append(one)
    return above, left, right, below


def _gutters(given: Sequence[Stretch], em: float, width: float) -> list[Gutter]:
    """The gutters of the page; none where no line stands beside another."""
    found: list[Gutter] = []
    for x in _edges(given, em, width):
        for gutter in _runs(given, x, em, width):
            if not any(abs(gutter.x - other.x) < em and _same_run(gutter, other) for other in found):
                found.append(gutter)
    return found


def _same_run(one: Gutter, other: Gutter) -> bool:
    return min(one.bottom, other.bottom) > max(one.top, other.top)


def _edges(given: Sequence[Stretch], em: float, width: float) -> list[float]:
    """Where several stretches begin at one x, those with most of them first."""
    starts = sorted(one.x0 for one in given)
    groups: list[list[float]] = []
    for x in starts:
        if groups and x - groups[-1][0] < 0.4 * em:
            groups[-1].append(x)
        else:
            groups.append([x])
    groups = [group for group in groups if len(group) >= _LEAST_LINES or group[0] > 0.4 * width]
    groups.sort(key=len, reverse=True)
    return [group[0] for group in groups[:_MOST_EDGES]]


def _runs(given: Sequence[Stretch], x: float, em: float, width: float) -> list[Gutter]:
    """The stretches of white left of ``x`` that have lines of prose on both sides."""
    low, high = x - max(_STRIP * em, 4.0), x - 0.08 * em
    blockers = sorted((one.top, one.bottom) for one in given if one.x0 < high and one.x1 > low)
    top = min(one.top for one in given) - 1
    end = max(one.bottom for one in given) + 1
    runs: list[tuple[float, float]] = []
    for start, stop in [*blockers, (end, end)]:
        if start - top > 2 * em:
            runs.append((top, start))
        top = max(top, stop)
    return [gutter for run in runs if (gutter := _gutter(given, x, high, run, width))]


def _gutter(given: Sequence[Stretch], x: float, high: float, run: tuple[float, float], width: float) -> Gutter | None:
    beside = [one for one in given if run[0] <= (one.top + one.bottom) / 2 <= run[1]]
    left = [one for one in beside if one.x1 <= high]
    right = [one for one in beside if one.x0 >= high]
    if not left or not right:
        return None
    edge = max(one.x1 for one in left)
    near = [one for one in left if one.x1 > edge - 0.5 * (edge - min(one.x0 for one in left))]
    if not _is_prose(near):
        return None
    if not (_is_prose(_nearest(right, x)) or _is_begun(near, right, width)):
        return None
    top, bottom = _together(left, right)
    return Gutter(x, top, bottom) if bottom > top else None


def _nearest(right: list[Stretch], x: float) -> list[Stretch]:
    """Of what is right of a gutter, what begins near it: further columns have gutters of their own."""
    width = median(one.x1 - one.x0 for one in right)
    return [one for one in right if one.x0 < x + 0.5 * width]


def _is_begun(left: list[Stretch], right: list[Stretch], width: float) -> bool:
    """Whether a few lines begin a column beside a long one of half the page's width."""
    if len(left) < _LONG or len(right) >= _LEAST_LINES:
        return False
    half = max(one.x1 for one in left) - min(one.x0 for one in left)
    return 0.2 * width < half < 0.48 * width and min(one.top for one in right) < min(one.bottom for one in left) + 2


def _is_prose(lines: list[Stretch]) -> bool:
    """Whether the lines are full, as those of prose are."""
    if len(lines) < _LEAST_LINES:
        return False
    widths = sorted(one.x1 - one.x0 for one in lines)
    full = widths[int(0.9 * (len(widths) - 1))]
    filled = median(widths) / full if full else 0.0
    return filled >= _FULL and median(len(one.words) for one in lines) >= 3


def _together(left: list[Stretch], right: list[Stretch]) -> tuple[float, float]:
    """From where to where the white parts two columns.

    What stands alone over the right one (a date) is read before the left one, what stands alone under the left one (a
    note to both) after the right one.
    """
    top = min(one.top for one in (*left, *right))
    bottom = max(one.bottom for one in (*left, *right))
    first = min(one.top for one in left)
    over = [one for one in right if one.bottom < first]
    last = max(one.bottom for one in right)
    under = [one for one in left if one.top > last]
    if over and _is_alone(max(one.bottom for one in over), [one.top for one in right if one.bottom >= first], over):
        top = max(one.bottom for one in over)
    rest = [one.bottom for one in left if one.top <= last]
    if under and rest and min(one.top for one in under) - max(rest) > 1.5 * under[0].size:
        bottom = min(one.top for one in under)
    return top, bottom


def _is_alone(end: float, below: list[float], over: list[Stretch]) -> bool:
    return not below or min(below) - end > 1.5 * over[0].size
