"""Decisions of persons on pairs of claims, as constraints on the grouping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backchannel.evidence.clustering import Constraints
from backchannel.model import Claim, Decision, Document


def settled(claims: Sequence[Claim], documents: Mapping[str, Document], decisions: Sequence[Decision]) -> Constraints:
    """Pairs of indices of one matter and of different matters.

    A decision whose claims are not among these is passed over. The latest decision is taken first; one that
    contradicts those taken (also through others: same with a claim that is the same as …) is passed over.
    """
    of_id = {c.id: i for i, c in enumerate(claims)}
    of_span = {
        (documents[c.document].text_digest, c.start, c.end): i
        for i, c in reversed(list(enumerate(claims)))
        if c.document in documents
    }
    group = list(range(len(claims)))
    same: list[tuple[int, int]] = []
    different: set[tuple[int, int]] = set()
    for d in sorted(decisions, key=lambda d: (d.at, d.id), reverse=True):
        if d.kind not in ("same_matter", "different_matter"):
            continue
        a = of_id.get(d.claim or "", of_span.get((d.text_digest, d.start, d.end)))
        b = of_id.get(d.other or "")
        if a is None or b is None or a == b:
            continue
        one, other = _root(group, a), _root(group, b)
        if d.kind == "different_matter" and one != other:
            different.add((min(a, b), max(a, b)))
        elif d.kind == "same_matter" and not _forbidden(group, different, one, other):
            group[max(one, other)] = min(one, other)
            same.append((min(a, b), max(a, b)))
    return Constraints(tuple(sorted(same)), frozenset(different))


def _root(group: list[int], i: int) -> int:
    while group[i] != i:
        group[i] = i = group[group[i]]
    return i


def _forbidden(group: list[int], different: set[tuple[int, int]], one: int, other: int) -> bool:
    return any({_root(group, a), _root(group, b)} == {one, other} for a, b in different)
