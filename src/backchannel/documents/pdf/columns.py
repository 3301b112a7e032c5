"""The reading order of a page: its words in stretches, the stretches in columns, the columns one after the other.

Columns are told by the white between them: a strip as high as several lines that no word crosses, with the left edges
of lines along its right side (after the whitespace rectangles of Breuel 2002, "Two Geometric Algorithms for Layout
Analysis", anchored at aligned edges). White between the cells of a table is told apart by how full the lines are.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from backchannel.documents.pdf.values import Rule, Word

_APART = 0.75
"""Gaps in a line that are wider than this, in type sizes, part it in stretches."""
_STRIP = 0.6
_LEAST_LINES = 3
_LONG = 8
_NARROWEST = 8.0
"""Type sizes that a column is wide at least."""
_FULL = 0.72
"""Of a column's width, what the middle line of prose fills at least; cells of tables and names in a list do not."""
_CELL = 3
"""Words in the cells of a table: those of most lines of a column are more."""
_MOST_EDGES = 60
_DEEPEST = 8


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


def columns(given: Sequence[Stretch], width: float, rules: Sequence[Rule] = ()) -> list[list[Stretch]]:
    """The stretches of a page of this width in columns, in reading order; a rule drawn across white ends it."""
    return _ordered(list(given), _Place(width, rules), depth=0)


class _Place(NamedTuple):
    """The page's width and rules, and where gutters were found that lie above or below, or further out."""

    width: float
    rules: Sequence[Rule]
    known: frozenset[float] = frozenset()


def _ordered(given: list[Stretch], place: _Place, depth: int) -> list[list[Stretch]]:
    """What is above the highest gutter, left of it, right of it, and below it, each in its own order."""
    if not given:
        return []
    gutters = _gutters(given, place) if depth < _DEEPEST else []
    if not gutters:
        return [given]
    inside = place._replace(known=place.known | {gutter.x for gutter in gutters})
    parts = _parted(given, max(gutters, key=lambda one: (one.bottom - one.top, -one.x)))
    return [column for part in parts for column in _ordered(part, inside, depth + 1)]


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


def _gutters(given: Sequence[Stretch], place: _Place) -> list[Gutter]:
    """The gutters of a part of a page; none where no line stands beside another.

    Where white parts columns in one place, it does so at the same x also between a few lines.
    """
    em = median(one.size for one in given)
    found = [
        gutter
        for x in _edges(given, em, place.width)
        for run in _runs(given, x, em, place.rules)
        if (gutter := _gutter(given, x, x - 0.08 * em, run, place.width))
    ]
    for x in sorted({gutter.x for gutter in found} | place.known):
        for run in _runs(given, x, em, place.rules):
            if not any(gutter.x == x and gutter.top < run[1] and gutter.bottom > run[0] for gutter in found):
                found += _again(given, x, em, run)
    return found


def _again(given: Sequence[Stretch], x: float, em: float, run: tuple[float, float]) -> list[Gutter]:
    """The gutter between a few lines at the x of another one."""
    left, right = _sides(given, x - 0.08 * em, run)
    if not left or not right or max(map(len, (_rows(left), _rows(right)))) < 2 or not _begin_at(right, x):
        return []
    return [Gutter(x, *_together(left, right))]


def _sides(given: Sequence[Stretch], high: float, run: tuple[float, float]) -> tuple[list[Stretch], list[Stretch]]:
    beside = [one for one in given if run[0] <= (one.top + one.bottom) / 2 <= run[1]]
    return [one for one in beside if one.x1 <= high], [one for one in beside if one.x0 >= high]


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


def _runs(given: Sequence[Stretch], x: float, em: float, rules: Sequence[Rule]) -> list[tuple[float, float]]:
    """From where to where no word crosses the strip left of ``x``."""
    low, high = x - max(_STRIP * em, 4.0), x - 0.08 * em
    crossing = [one for one in given if one.x0 < high and one.x1 > low]
    right = [one for one in given if high <= one.x0 < x + 2 * em]
    blockers = [(one.top, one.bottom) for one in crossing if not _overruns(one, x, right)]
    blockers = sorted(blockers + [(rule.y, rule.y) for rule in rules if rule.x0 < low - em and rule.x1 > x + em])
    top = min(one.top for one in given) - 1
    end = max(one.bottom for one in given) + 1
    runs: list[tuple[float, float]] = []
    for start, stop in [*blockers, (end, end)]:
        if start - top > 2 * em:
            runs.append((top, start))
        top = max(top, stop)
    return runs


def _overruns(one: Stretch, x: float, right: Sequence[Stretch]) -> bool:
    """Whether a line of the left column is too long for it (an address), since the right one has a line beside it."""
    if one.x1 - x > 0.35 * (one.x1 - one.x0) or x - one.x0 < 3 * one.size:
        return False
    return any(min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5 * one.size for other in right)


def _gutter(given: Sequence[Stretch], x: float, high: float, run: tuple[float, float], width: float) -> Gutter | None:
    left, right = _sides(given, high, run)
    if not left or not right or _is_within(given, left, right, x) or _width(left) < _NARROWEST * left[0].size:
        return None
    if not _is_prose(left) or not (_is_prose(right) or _is_begun(left, right, width)) or not _begin_at(right, x):
        return None
    top, bottom = _together(left, right)
    return Gutter(x, top, bottom) if bottom > top else None


def _width(side: list[Stretch]) -> float:
    return max(one.x1 for one in side) - min(one.x0 for one in side)


def _is_within(given: Sequence[Stretch], left: list[Stretch], right: list[Stretch], x: float) -> bool:
    """Whether the white lies within a justified paragraph: few lines, with one across it right above or below."""
    if max(len(_rows(left)), len(_rows(right))) >= _LONG:
        return False
    top, bottom = min(one.top for one in (*left, *right)), max(one.bottom for one in (*left, *right))
    return any(
        one.x0 < x < one.x1 and -1 < max(top - one.bottom, one.top - bottom) / one.size < 0.6
        and 0.9 < one.size / left[0].size < 1.1
        for one in given
    )  # fmt: skip


def _begin_at(right: list[Stretch], x: float) -> bool:
    """Whether most lines of the right side begin where its column does, or further in where others do as well."""
    starts = [row[0].x0 for row in _rows(right)]
    size = right[0].size
    near = [start for start in starts if start < x + 3 * size]
    if len(starts) < _LEAST_LINES:
        return bool(near)
    least = max(2, 0.15 * len(starts))
    level = sum(sum(abs(start - other) < 0.3 * size for other in near) >= least for start in near)
    return len(near) >= 0.7 * len(starts) and level >= 0.7 * len(near)


def _is_begun(left: list[Stretch], right: list[Stretch], width: float) -> bool:
    """Whether a few lines begin a column beside a long one of half the page's width: at its top, in its type."""
    if len(left) < _LONG or len(right) >= _LEAST_LINES or not 0.2 * width < _width(left) < 0.48 * width:
        return False
    size = median(one.size for one in left)
    level = min(one.top for one in right) - min(one.top for one in left)
    return abs(level) < 1.5 * size and all(0.95 < one.size / size < 1.05 for one in right)


def _is_prose(side: list[Stretch]) -> bool:
    """Whether the lines are full, as those of prose are, and not cells at the same places in line after line."""
    rows = _rows(side)
    if len(rows) < _LEAST_LINES:
        return False
    widths = sorted(row[-1].x1 - row[0].x0 for row in rows)
    full = widths[int(0.9 * (len(widths) - 1))]
    filled = median(widths) / full if full else 0.0
    words = median(sum(len(one.words) for one in row) for row in rows)
    return filled >= _FULL and words >= 3 and not _is_celled(rows)


def _rows(side: list[Stretch]) -> list[list[Stretch]]:
    """The stretches by line, from the left."""
    rows: list[list[Stretch]] = []
    for one in sorted(side, key=lambda stretch: stretch.base):
        if rows and one.base - rows[-1][0].base < 0.3 * one.size:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [sorted(row, key=lambda stretch: stretch.x0) for row in rows]


def _is_celled(rows: list[list[Stretch]]) -> bool:
    """Whether most gaps within the lines end at the same places and part few words, as those of a table do."""
    if median(len(one.words) for row in rows for one in row) > _CELL:
        return False
    inner = [one.x0 for row in rows for one in row[1:]]
    size = rows[0][0].size
    gapped = sum(len(row) > 1 for row in rows)
    least = max(_LEAST_LINES, 0.3 * gapped)
    aligned = sum(sum(abs(x - other) < 0.4 * size for other in inner) >= least for x in inner)
    return gapped > 0.4 * len(rows) and aligned > 0.6 * len(inner)


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
