"""What answers what: denials put to the claims that they answer, and all answers to a matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from backchannel.evidence.comparison import compare
from backchannel.evidence.denials import denier, folded, is_denial, points_back, same_denier
from backchannel.evidence.profile import Profile
from backchannel.model import Claim, Response

REACH = 400
"""Characters from the end of a claim to a denial that points back to it without naming it."""


def answered(profiles: Sequence[Profile]) -> Iterator[tuple[int, int, str]]:
    """Pairs (claim, denial) of indices and the reason: for each denial the one claim that it most plainly answers.

    That is a claim of the same document which carries this denier's answer, the likest first, then the nearest before;
    else, where the denial only points back ("denied these claims"), the claim before it that shares a party.
    """
    by_document: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(profiles):
        by_document[p.claim.document].append(i)
    for members in by_document.values():
        members.sort(key=lambda i: (profiles[i].claim.start, profiles[i].claim.end, i))
        for at, i in enumerate(members):
            if profiles[i].denial:
                yield from _target(i, at, members, profiles)


def _target(i: int, at: int, members: Sequence[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int, str]]:
    denial = profiles[i]
    carriers = [j for j in members if j != i and _carries(profiles[j].claim, denial.claim)]
    if carriers:
        best = max(carriers, key=lambda j: (compare(profiles[j], denial).total, -abs(members.index(j) - at), -j))
        yield best, i, f"{denier(denial.claim)} answers it"
    elif points_back(denial.claim):
        yield from ((j, i, "the denial points back to it") for j in _just_before(i, members[:at], profiles))


def _carries(claim: Claim, denial: Claim) -> bool:
    """Whether the claim carries an answer that is this denial: the same passage, or the same name in one document."""
    if is_denial(claim):
        return False
    for response in claim.responses:
        if response.stance not in ("denies", "denies_part"):
            continue
        if response.start is not None and response.end is not None:
            if response.start < denial.end and denial.start < response.end:
                return True
        elif same_denier(response.by, denier(denial)):
            return True
    return False


def _just_before(denial: int, before: Sequence[int], profiles: Sequence[Profile]) -> Iterator[int]:
    """The nearest claim before the denial that shares a party with it."""
    start = profiles[denial].claim.start
    for j in reversed(before):
        claim = profiles[j].claim
        if claim.end > start or profiles[j].denial:
            continue
        if start - claim.end > REACH:
            return
        if claim.countries & profiles[denial].claim.countries:
            yield j
            return


def responses(claims: Sequence[Claim]) -> tuple[Response, ...]:
    """All answers to the matter: those the claims carry, and those that are claims of their own; each once."""
    found: dict[tuple[str, str], Response] = {}
    for claim in claims:
        for response in claim.responses:
            found.setdefault((folded(response.by), response.stance), response)
    for claim in claims:
        if is_denial(claim):
            by = denier(claim)
            known = any(same_denier(by, who) for who, stance in found if stance.startswith("denies"))
            if not known:
                found[folded(by), "denies"] = Response(
                    by=by, stance="denies", of=claim.quote, date=claim.date, start=claim.start, end=claim.end
                )
    return tuple(found.values())
