"""From pairs to findings: average linkage with vetoes, so that each joining can be explained by a pair of claims.

Two groups are joined on their best pair where, on average over their pairs, the points still speak for one matter and
no pair is forbidden by a decision. A veto weighs as strong evidence against, so one odd pair does not break up a
large group that otherwise agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from backchannel.evidence.comparison import SAME_MATTER, Comparison

AVERAGE = SAME_MATTER - 1.5
"""Mean points, over the pairs of two groups, from which the groups are joined."""
VETO = -6.0
"""Points of a pair with a veto, in the mean."""
REMEMBERED = 100_000
"""Pairs whose points are kept; those of all would take more memory than the claims."""
SAMPLE = 8
"""Most claims of a group that stand for it in the mean."""


class Join(NamedTuple):
    """Two claims (indices) whose pair joined two groups, and why."""

    one: int
    other: int
    why: str


class Constraints(NamedTuple):
    """What persons decided: pairs (indices) of one matter and of different matters."""

    same: tuple[tuple[int, int], ...] = ()
    different: frozenset[tuple[int, int]] = frozenset()


class Groups:
    """A partition of ``range(count)`` that only grows coarser and never breaks a constraint."""

    def __init__(self, count: int, different: Iterable[tuple[int, int]]) -> None:
        self.of = list(range(count))
        self.members: dict[int, list[int]] = {i: [i] for i in range(count)}
        self.against: dict[int, set[int]] = {}
        for a, b in different:
            self.against.setdefault(a, set()).add(b)
            self.against.setdefault(b, set()).add(a)

    def forbidden(self, a: int, b: int) -> bool:
        """Whether two groups hold claims that were decided to be of different matters."""
        return any(self.of[j] == b for j in self.against.get(a, ()))

    def join(self, a: int, b: int) -> None:
        """Make one group of two; the group keeps its smallest index as its name."""
        a, b = min(a, b), max(a, b)
        for i in self.members[b]:
            self.of[i] = a
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        if b in self.against:
            self.against.setdefault(a, set()).update(self.against.pop(b))


def cluster(
    count: int,
    edges: Iterable[tuple[int, int, Comparison]],
    compare: Callable[[int, int], Comparison],
    constraints: Constraints,
    certain: Iterable[tuple[int, int, str]] = (),
    answers: frozenset[int] = frozenset(),
) -> tuple[list[list[int]], list[Join]]:
    """Groups of indices below ``count``, each sorted, and the pairs that joined them, in order.

    ``edges`` are compared pairs; ``certain`` pairs (with the reason) are joined without regard to points. Decisions go
    before both: ``same`` pairs are joined first, groups with a ``different`` pair between them never. ``answers`` only
    answer a matter: they do not make one matter of two.
    """
    groups = Groups(count, constraints.different)
    joins: list[Join] = []
    firm = [(a, b, "decided to be the same matter") for a, b in constraints.same] + list(certain)
    for a, b, why in firm:
        one, other = groups.of[a], groups.of[b]
        if one != other and not groups.forbidden(one, other):
            groups.join(one, other)
            joins.append(Join(a, b, why))
    points = _points(compare)
    for _, a, b in sorted((-round(made.total, 6), a, b) for a, b, made in edges if made.same):
        one, other = groups.of[a], groups.of[b]
        if one == other or groups.forbidden(one, other):
            continue
        if _mean(_tellers(groups.members[one], answers), _tellers(groups.members[other], answers), points) >= AVERAGE:
            groups.join(one, other)
            joins.append(Join(a, b, "; ".join(p.reason for p in compare(a, b).points if p.weight != 0)))
    return sorted(groups.members.values()), joins


def _points(compare: Callable[[int, int], Comparison]) -> Callable[[int, int], float]:
    """The points of a pair, remembered: reasons are only asked for where two groups are joined."""

    @lru_cache(REMEMBERED)
    def points(a: int, b: int) -> float:
        made = compare(a, b)
        return VETO if made.veto else made.total

    return points


def _tellers(members: list[int], answers: frozenset[int]) -> list[int]:
    """The claims that stand for a group: its first ones that do not merely answer."""
    return list(islice((i for i in members if i not in answers), SAMPLE)) or members[:SAMPLE]


def _mean(one: list[int], other: list[int], points: Callable[[int, int], float]) -> float:
    total = 0.0
    for a in one:
        for b in other:
            total += points(min(a, b), max(a, b))
    return total / (len(one) * len(other))
