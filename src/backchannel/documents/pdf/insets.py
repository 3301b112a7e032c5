"""What stands within a column beside its lines: quotations pulled out in other type, boxes, labels in the margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from backchannel.documents.pdf.columns import Stretch

_OTHER = 1.17
"""Type that is so many times as large, or as small, as that of the column is other type."""


class Inset(NamedTuple):
    """Stretches that stand beside a column's lines, and the box around them."""

    stretches: tuple[Stretch, ...]
    x0: float
    x1: float
    top: float
    bottom: float


def without_insets(column: Sequence[Stretch]) -> tuple[list[Stretch], list[Inset]]:
    """The column's own stretches, and the insets beside them."""
    if len(column) < 6:
        return list(column), []
    sizes: Counter[float] = Counter()
    for one in column:
        sizes[one.size] += sum(len(word.text) for word in one.words)
    usual = max(sizes, key=lambda size: sizes[size])
    own = [one for one in column if 1 / _OTHER < one.size / usual < _OTHER]
    other = [one for one in column if not 1 / _OTHER < one.size / usual < _OTHER]
    beside = [one for one in other if not one.words[0].layer and any(_is_beside(one, line) for line in own)]
    groups = [group for group in _groups(other, beside) if sum(len(one.words) for one in group) >= 3]
    taken = {id(one) for group in groups for one in group}
    return [one for one in column if id(one) not in taken], [_inset(group) for group in groups]


def _is_beside(one: Stretch, line: Stretch) -> bool:
    """Whether a line of the column stands beside the stretch, at a distance."""
    overlap = min(one.bottom, line.bottom) - max(one.top, line.top)
    apart = max(one.x0 - line.x1, line.x0 - one.x1)
    return overlap > 0.4 * line.size and apart > 0.4 * line.size and line.x1 - line.x0 > 4 * line.size


def _groups(other: list[Stretch], beside: list[Stretch]) -> list[list[Stretch]]:
    """What stands beside lines, with what goes on above or below it in the same type; groups of two lines at least."""
    groups: list[list[Stretch]] = []
    left = sorted(other, key=lambda one: one.top)
    for one in left:
        last = groups[-1][-1] if groups else None
        if last and 0.9 < one.size / last.size < 1.1 and one.top - last.bottom < 0.8 * one.size and _above(last, one):
            groups[-1].append(one)
        else:
            groups.append([one])
    wanted = {id(one) for one in beside}
    return [group for group in groups if len(group) > 1 and any(id(one) in wanted for one in group)]


def _above(last: Stretch, one: Stretch) -> bool:
    return min(last.x1, one.x1) > max(last.x0, one.x0)


def _inset(group: list[Stretch]) -> Inset:
    return Inset(
        tuple(group),
        min(one.x0 for one in group),
        max(one.x1 for one in group),
        min(one.top for one in group),
        max(one.bottom for one in group),
    )


def bounds(row: Sequence[Stretch], insets: Sequence[Inset]) -> tuple[float, float]:
    """How far a line may reach to the left and right for the insets beside it."""
    left, right = 0.0, float("inf")
    for inset in insets:
        if min(row[0].bottom, inset.bottom) - max(row[0].top, inset.top) < 0.3 * row[0].size:
            continue
        if inset.x0 >= row[-1].x1 - 1:
            right = min(right, inset.x0 - 0.5 * row[0].size)
        elif inset.x1 <= row[0].x0 + 1:
            left = max(left, inset.x1)
    return left, right
