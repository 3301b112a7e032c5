"""Channels: third parties through whom two parties deal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from backchannel.model import Channel, Claim, Domain, Finding, When, first_day, last_day, overlap
from backchannel.relations.nearby import carried
from backchannel.relations.parts import dealing, private, roles

# What can be handed on: word, weapon, knowledge or trust. A war or an election is not passed through anybody.
_CARRIED: frozenset[Domain] = frozenset(
    {"diplomacy", "arms", "intelligence", "military_exercise", "counter_terrorism", "trade", "science"}
)
_HANDS_ON = frozenset({"AID", "COOPERATE", "CONSULT", "AGREE", "SUPPORT"})
_ENDS = frozenset({"source", "target", "participant", "beneficiary", "victim"})
_DAYS = 3 * 366  # two claims that each say "in the 1960s" do not show that one thing led to the other


class _Key(NamedTuple):
    via: str
    domain: Domain
    direction: str
    inferred: bool
    partial: bool = False


class _Leg(NamedTuple):
    third: str
    claim: Claim
    to_third: bool
    party: int


def _arrow(direction: str, parties: tuple[str, str]) -> str:
    one, other = parties
    return {"forth": f"{one}->{other}", "back": f"{other}->{one}"}.get(direction, "mutual")


def _stands(claim: Claim) -> bool:
    """Whether the claim says that it was or is so: no denial, no plan, no option, no judgement."""
    tells = claim.kind in ("event", "state", "figure", "statement")
    return tells and claim.polarity == "positive" and claim.certainty != "counterfactual_or_future"


def _one_end(claim: Claim, parties: tuple[str, str]) -> str | None:
    """The direction of a claim that has one of the two at one end and nobody's state at the other."""
    acting = {a.country for a in claim.actors if a.role in _ENDS and a.country}
    if len(acting) != 1 or not acting <= set(parties):
        return None
    here = 0 if parties[0] in acting else 1
    mine = roles(claim, parties[here]) & _ENDS
    if "participant" in mine or {"source", "target"} <= mine:
        return "mutual"
    return "forth" if ("source" in mine) == (here == 0) else "back"


def _said(parties: tuple[str, str], claims: Iterable[Claim]) -> Iterable[tuple[_Key, str, Claim]]:
    known = tuple(claims)
    near = carried(known, parties)
    for claim in known:
        vias = {(a.country or a.name, a.name) for a in claim.actors if a.role == "via" and a.country not in parties}
        direction = dealing(claim, *parties) if vias and _stands(claim) else None
        half = None if direction or not vias or claim.id not in near or not _stands(claim) else _one_end(claim, parties)
        way = direction or half
        for via, name in sorted(vias) if way else ():
            yield _Key(via, claim.domain, _arrow(way or "", parties), False, half is not None), name, claim


def _narrow(when: When) -> bool:
    return when.start is not None and (last_day(when.end or when.start) - first_day(when.start)).days <= _DAYS


def _legs(parties: tuple[str, str], claims: Iterable[Claim]) -> Iterable[_Leg]:
    for claim in claims:
        if not _stands(claim) or not _narrow(claim.date):
            continue
        if claim.domain not in _CARRIED or claim.plover not in _HANDS_ON:
            continue
        both = claim.countries.issuperset(parties)
        for third in sorted(claim.countries - set(parties)) if not both else ():
            for index, party in enumerate(parties):
                direction = dealing(claim, party, third)
                if direction in ("forth", "back"):
                    yield _Leg(third, claim, direction == "forth", index)


def _chained(parties: tuple[str, str], claims: Iterable[Claim]) -> Iterable[tuple[_Key, str, Claim]]:
    ends: dict[tuple[str, Domain], tuple[list[_Leg], list[_Leg]]] = defaultdict(lambda: ([], []))
    for leg in _legs(parties, claims):
        ends[leg.third, leg.claim.domain][0 if leg.to_third else 1].append(leg)
    for (third, domain), (inward, outward) in sorted(ends.items()):
        for first in inward:
            for second in outward:
                if first.party != second.party and overlap(first.claim.date, second.claim.date):
                    key = _Key(third, domain, _arrow("forth" if first.party == 0 else "back", parties), True)
                    for leg in (first, second):
                        yield key, _name(third, leg.claim), leg.claim


def _name(code: str, claim: Claim) -> str:
    mine = [a for a in claim.actors if a.country == code and not private(a, claim)]
    return min((a.name for a in mine if a.type == "state"), default=mine[0].name if mine else code)


def _usual(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], len(name), name))


def _spread(claims: Iterable[Claim]) -> When:
    dated = [c.date for c in claims if c.date.start]
    if not dated:
        return When()
    start = min((w.start for w in dated if w.start), key=first_day)
    end = max((w.end or w.start for w in dated if w.start), key=lambda d: last_day(d or start))
    return When(start=start, end=end if end != start else None)


def channels(
    parties: tuple[str, str], claims: Mapping[str, Claim] | Iterable[Claim], findings: Iterable[Finding]
) -> tuple[Channel, ...]:
    """The ways in which two parties deal through a third, said by a text first, then inferred.

    A text says so where a claim has a third party in the role ``via`` between the two; where it names only one of them,
    no other state at the other end, and stands near claims on both, the channel is ``partial``. A chain is inferred,
    and marked so, where one claim leads from one party to a third and another from there to the other party, in one
    domain, at times that overlap and are no wider than three years. One channel per third party, domain and direction.
    """
    known = sorted(claims.values() if isinstance(claims, Mapping) else claims, key=lambda c: c.id)
    of: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for claim_id in finding.claims:
            of[claim_id].add(finding.id)
    found: dict[_Key, dict[str, Claim]] = defaultdict(dict)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name, claim in (*_said(parties, known), *_chained(parties, known)):
        found[key][claim.id] = claim
        names[key.via][name] += 1
    made = [
        Channel(
            via=key.via,
            name=_usual(names[key.via]),
            parties=parties,
            domain=key.domain,
            direction=key.direction,
            findings=tuple(sorted({f for c in mine for f in of[c]})),
            claims=tuple(sorted(mine)),
            when=_spread(mine.values()),
            inferred=key.inferred,
            partial=key.partial,
        )
        for key, mine in found.items()
    ]
    return tuple(
        sorted(made, key=lambda c: (c.inferred, c.partial, c.when.start or "9999", c.via, c.domain, c.direction))
    )
