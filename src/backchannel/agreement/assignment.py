"""One-to-one pairs of what two coders marked, so that all pairs together share the most words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

ENOUGH = 0.5
"""Least intersection over union of two spans that are one claim, as in the scoring of the reader (docs/figures.md)."""


class Span(NamedTuple):
    """A stretch of a passage in code points, ``end`` exclusive."""

    start: int
    end: int


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two stretches, 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


def assign(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Rows and columns paired one to one for the greatest sum of gains; a gain of 0 or less makes no pair.

    The Hungarian method in its form with potentials (H. W. Kuhn, "The Hungarian method for the assignment problem",
    Naval Research Logistics Quarterly 2, 1955; J. Munkres, 1957): time grows with the cube of the longer side.
    """
    rows, columns = len(gains), len(gains[0]) if gains else 0
    if rows > columns:
        return sorted((r, c) for c, r in assign([[gains[r][c] for r in range(rows)] for c in range(columns)]))
    owner = _owners(gains, rows, columns)
    pairs = ((owner[c] - 1, c - 1) for c in range(1, columns + 1) if owner[c])
    return sorted((r, c) for r, c in pairs if gains[r][c] > 0)


def _owners(gains: Sequence[Sequence[float]], rows: int, columns: int) -> list[int]:
    """The row (from 1) that each column (from 1) belongs to, 0 for none; there are at least as many columns."""
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, before, done = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while owner[at]:
            done[at] = True
            step, following = float("inf"), 0
            for column in range(1, columns + 1):
                if done[column]:
                    continue
                cost = -max(gains[owner[at] - 1][column - 1], 0.0) - of_row[owner[at]] - of_column[column]
                if cost < least[column]:
                    least[column], before[column] = cost, at
                if least[column] < step:
                    step, following = least[column], column
            for column in range(columns + 1):
                if done[column]:
                    of_row[owner[column]] += step
                    of_column[column] -= step
                else:
                    least[column] -= step
            at = following
        while at:
            owner[at] = owner[before[at]]
            at = before[at]
    return owner
