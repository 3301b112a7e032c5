"""Where the columns of a document begin and end, short ones told by others of the same place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from backchannel.documents.pdf.values import Line, Page

_FEW = 6
"""Lines: a column of fewer may have no line that is full."""


class _Edges(NamedTuple):
    left: float
    right: float
    lines: int


def edged(pages: Sequence[Page]) -> list[Page]:
    """The pages with the edges of its column in each line."""
    columns = [
        (index, number, list(lines))
        for index, page in enumerate(pages)
        for number, lines in groupby(page.lines, key=lambda line: line.column)
    ]
    own = {(index, number): _edges(lines) for index, number, lines in columns}
    known = {key: edges for key, edges in own.items() if edges.lines >= _FEW}
    found: dict[int, list[Line]] = {index: [] for index in range(len(pages))}
    for index, number, lines in columns:
        edges = own[index, number]
        if edges.lines < _FEW:
            edges = _like_others(edges, index, known, lines[0].size)
        found[index] += [
            line._replace(left=max(edges.left, line.bounds[0]), right=min(edges.right, line.bounds[1]))
            for line in lines
        ]
    return [page._replace(lines=tuple(found[index])) for index, page in enumerate(pages)]


def _edges(lines: Sequence[Line]) -> _Edges:
    """Where most lines begin, and where the longest end."""
    starts = Counter(round(line.x0) for line in lines)
    most = max(starts.values())
    left = min(x for x, count in starts.items() if count >= max(1, 0.3 * most))
    ends = sorted(line.x1 for line in lines)
    return _Edges(float(left), ends[-1] if len(ends) < 20 else ends[int(0.98 * (len(ends) - 1))], len(lines))


def _like_others(edges: _Edges, page: int, known: dict[tuple[int, int], _Edges], size: float) -> _Edges:
    """The edges of a short column: those of the narrowest column nearby that begins where it does and holds it."""
    near = [
        other
        for (index, _), other in known.items()
        if abs(index - page) <= 2
        and abs(other.left - edges.left) < 2.5 * size
        and other.right > edges.right - 0.5 * size
    ]
    if not near:
        return edges
    like = min(near, key=lambda other: other.right)
    return edges._replace(left=min(edges.left, like.left), right=max(edges.right, like.right))
