"""Dealings: what claims say was done between whom, for formats that know events and edges.

A claim is of a dealing where it has an act and two ends, says that it was so, and is no option, judgement or
forecast: negative polarity, ``counterfactual_or_future``, ``assessment`` and ``policy_option`` are left out, because a
format that knows only events would show them as events. Claims of one finding that name the same ends in the same roles
are one dealing: repetition makes no second event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations, product
from typing import NamedTuple

from backchannel.exchange.formats import Material
from backchannel.model import CERTAINTIES, ROLES, Act, Actor, Certainty, Claim, Domain, Finding, Role, When
from backchannel.states import display_name, parties

_KINDS = frozenset({"event", "state", "statement", "figure"})
_STRUCK: tuple[Role, ...] = ("target", "beneficiary", "victim")


class End(NamedTuple):
    """Who stands at an end: a party by its code, or an actor who acts for none, by name and type."""

    id: str
    name: str
    kind: str
    country: str | None


class Dealing(NamedTuple):
    """One dealing; ``claims`` the most telling first, whose id is the dealing's.

    ``mutual`` dealings have no direction: all take part in ``sources``, and ``targets`` is empty.
    """

    claims: tuple[Claim, ...]
    finding: Finding | None
    sources: tuple[End, ...]
    targets: tuple[End, ...]
    via: tuple[End, ...]
    mutual: bool

    @property
    def id(self) -> str:
        """The id of the most telling claim, which leads back to the words."""
        return self.claims[0].id

    @property
    def act(self) -> Act:
        """PLOVER's event type."""
        act = self.claims[0].plover
        assert act is not None  # claims without an act are of no dealing
        return act

    @property
    def domain(self) -> Domain:
        """The field of dealing."""
        return self.claims[0].domain

    @property
    def when(self) -> When:
        """When, by the first claim that tells."""
        return next((c.date for c in self.claims if c.date.start), When())

    @property
    def certainty(self) -> Certainty:
        """The firmest wording among the claims; not whether it is true."""
        return min((c.certainty for c in self.claims), key=CERTAINTIES.index)

    @property
    def covert(self) -> bool:
        """Whether a claim says it was hidden."""
        return any(c.covert for c in self.claims)

    @property
    def denied_by(self) -> tuple[str, ...]:
        """Who denies it, wholly or in part."""
        return tuple(dict.fromkeys(by for c in self.claims for by in c.denied_by))

    @property
    def traced(self) -> int:
        """How many traced origins the dealing's claims have; 0 where none is named."""
        ids = {c.id for c in self.claims}
        origins = self.finding.origins if self.finding else ()
        return sum(o.name is not None and bool(ids.intersection(o.claims)) for o in origins)

    def pairs(self) -> Iterator[tuple[End, End]]:
        """From whom to whom: each source to each target; a mutual dealing goes both ways."""
        if self.mutual:
            yield from permutations(self.sources, 2)
            return
        for one, other in product(self.sources, self.targets):
            if one.id != other.id:
                yield one, other


def end_of(actor: Actor) -> End:
    """Whom an actor stands for: the party acted for, else himself."""
    if actor.country:
        known = parties().get(actor.country)
        return End(actor.country, display_name(actor.country) if known else actor.country, "party", actor.country)
    return End(f"{actor.type}:{actor.name}", actor.name, actor.type, None)


def dealings(material: Material) -> list[Dealing]:
    """The dealings of the claims, in the order of their first claims' appearance."""
    told = {claim.id: claim for claim in material.claims if _tells(claim)}
    found: list[Dealing] = []
    seen: set[str] = set()
    for finding in material.findings:
        mine = [told[id_] for id_ in finding.claims if id_ in told and id_ not in seen]
        seen.update(claim.id for claim in mine)
        found.extend(_of(mine, finding))
    found.extend(dealing for id_, claim in told.items() if id_ not in seen for dealing in _of([claim], None))
    place = {id_: n for n, id_ in enumerate(told)}
    return sorted(found, key=lambda dealing: place[dealing.id])


def _tells(claim: Claim) -> bool:
    return (
        claim.plover is not None
        and claim.kind in _KINDS
        and claim.polarity == "positive"
        and claim.certainty != "counterfactual_or_future"
    )


_Signature = tuple[str, frozenset[str], frozenset[str], frozenset[str]]


def _of(claims: Sequence[Claim], finding: Finding | None) -> Iterator[Dealing]:
    """One dealing for each act and set of ends among the claims of one finding."""
    grouped: dict[_Signature, list[Dealing]] = defaultdict(list)
    for claim in claims:
        one = _alone(claim, finding)
        if one is not None:
            grouped[one.act, _ids(one.sources), _ids(one.targets), _ids(one.via)].append(one)
    for same in grouped.values():
        yield same[0]._replace(claims=tuple(dealing.claims[0] for dealing in same))


def _ids(ends: Iterable[End]) -> frozenset[str]:
    return frozenset(end.id for end in ends)


def _alone(claim: Claim, finding: Finding | None) -> Dealing | None:
    """The dealing of one claim; None where it names fewer than two ends."""
    sources, targets = _ends(claim, ("source",)), _ends(claim, _STRUCK)
    both, via = _ends(claim, ("participant",)), _ends(claim, ("via",))
    if sources and (targets or both):
        ends = (sources, targets or both)
    elif both and targets and not sources:
        ends = (both, targets)
    elif len(both) > 1:
        return Dealing((claim,), finding, both, (), via, mutual=True)
    else:
        return None
    if len({end.id for side in ends for end in side}) < 2:
        return None
    return Dealing((claim,), finding, *ends, via, mutual=False)


def _ends(claim: Claim, roles: Iterable[Role]) -> tuple[End, ...]:
    found = {end.id: end for a in claim.actors if a.role in roles for end in (end_of(a),)}
    return tuple(found[id_] for id_ in sorted(found))


def actors_of(dealing: Dealing, side: Sequence[End], roles: Iterable[Role] = ROLES) -> tuple[Actor, ...]:
    """The actors of the first claim who stand for these ends, in its order."""
    ids = {end.id for end in side}
    return tuple(a for a in dealing.claims[0].actors if a.role in roles and end_of(a).id in ids)
