"""Claims and findings made for a statement: short, so that the test shows all that matters."""

from __future__ import annotations

from typing import Any, cast

from backchannel.model import (
    Actor,
    ActorType,
    Claim,
    Finding,
    Origin,
    Role,
    When,
    claim_id,
    finding_id,
)

PAIR = ("AAA", "BBB")


def who(*parts: str) -> tuple[Actor, ...]:
    """Actors from ``role CODE [type [office]]``."""
    made = []
    for part in parts:
        role, code, *rest = part.split(" ", 3)
        typed = cast(ActorType, rest[0] if rest else "state")
        office = rest[1] if len(rest) > 1 else None
        made.append(Actor(name=f"{code.title()}land", role=cast(Role, role), country=code, type=typed, office=office))
    return tuple(made)


def claim(
    quote: str,
    *actors: str,
    act: Any = None,
    domain: Any = "diplomacy",
    date: str | None = None,
    doc: str = "essay",
    kind: Any = "event",
    **more: Any,
) -> Claim:
    """A claim; without actors the first of the pair acts on the second; ``date`` is ``start`` or ``start/end``."""
    people = who(*(actors or ("source AAA", "target BBB")))
    begin, _, close = (date or "").partition("/")
    return Claim(
        id=claim_id(doc + quote, 0, len(quote), kind, act, people),
        document=doc,
        doc=doc,
        start=0,
        end=len(quote),
        quote=quote,
        kind=kind,
        actors=people,
        plover=act,
        domain=domain,
        date=When(start=begin or None, end=close or None),
        **more,
    )


def finding(*claims: Claim, origin: str | None = "a cable") -> Finding:
    """The finding of these claims, all on the word of one ``origin`` (None: not given)."""
    first = claims[0]
    return Finding(
        id=finding_id(tuple(c.id for c in claims)),
        title=first.quote,
        kind=first.kind,
        claims=tuple(c.id for c in claims),
        countries=tuple(sorted({c for m in claims for c in m.countries})),
        act=first.plover,
        domain=first.domain,
        when=first.date,
        origins=(Origin(id=origin or "none", name=origin, claims=tuple(c.id for c in claims)),),
        traced=int(origin is not None),
        untraced=int(origin is None),
        responses=tuple(r for c in claims for r in c.responses),
        covert=any(c.covert for c in claims),
    )


def ids(*claims: Claim) -> dict[str, Claim]:
    """The claims by id."""
    return {c.id: c for c in claims}
