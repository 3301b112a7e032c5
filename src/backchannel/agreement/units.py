"""Which claims of several coders are one claim: what fields can be compared on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from backchannel.agreement.assignment import ENOUGH, assign, overlap
from backchannel.agreement.filled import Answer, Coding


class Matched(NamedTuple):
    """One claim of a passage as each coder has it; None where a coder does not have it."""

    passage: str
    answers: tuple[Answer | None, ...]


def shared(codings: Sequence[Coding]) -> list[str]:
    """The passages that at least two of the coders coded, in an order that does not depend on theirs."""
    counted = sorted(id_ for coding in codings for id_ in coding.answers)
    return list(dict.fromkeys(one for one, other in pairwise(counted) if one == other))


def matched(codings: Sequence[Coding], passage: str) -> list[Matched]:
    """The claims of a passage, each with the answers that are one claim.

    Two coders' claims are paired one to one for the greatest overlap in all, each pair overlapping by half at least. A
    further coder's are paired in the same way with the claims so far, by the mean of the overlaps with its answers.
    """
    claims: list[list[Answer | None]] = []
    for n, coding in enumerate(codings):
        own = coding.answers.get(passage, ())
        gains = [[_alike(claim, answer) for answer in own] for claim in claims]
        pairs = {column: row for row, column in assign(gains)} if claims and own else {}
        for claim in claims:
            claim.append(None)
        for column, answer in enumerate(own):
            if column in pairs:
                claims[pairs[column]][n] = answer
            else:
                claims.append([*[None] * n, answer])
    return [Matched(passage, tuple(claim)) for claim in claims]


def _alike(claim: Sequence[Answer | None], answer: Answer) -> float:
    overlaps = [overlap(known.span, answer.span) for known in claim if known is not None]
    mean = sum(overlaps) / len(overlaps)
    return mean if mean >= ENOUGH else 0.0


class Detected(NamedTuple):
    """Of one passage, over all pairs of coders: claims that both have, and claims that either has, added up."""

    pairs: int
    claims: int


def detected(codings: Sequence[Coding], passage: str) -> Detected:
    """How many claims pairs of coders share, of how many; twice the one by the other is the F1 of finding claims."""
    pairs = claims = 0
    for one, other in combinations([c for c in codings if passage in c.answers], 2):
        found = matched((one, other), passage)
        pairs += sum(None not in claim.answers for claim in found)
        claims += len(one.answers[passage]) + len(other.answers[passage])
    return Detected(pairs, claims)
