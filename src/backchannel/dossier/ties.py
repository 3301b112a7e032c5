"""The ties of the network: dealing directly, through a third party, or by an inferred chain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from backchannel.dossier.value import Tie
from backchannel.model import Channel, Claim, When, first_day
from backchannel.relations import Direction, Known, dealing


def _span(claims: Iterable[Claim]) -> When:
    dated = sorted({c.date.start for c in claims if c.date.start}, key=first_day)
    if not dated:
        return When()
    return When(start=dated[0], end=dated[-1] if dated[-1] != dated[0] else None)


def direct(pair: tuple[str, str], names: Mapping[str, str], left: Known) -> tuple[Tie, ...]:
    """The tie of what the two did with each other without a third party; none where nothing is known of it."""
    mine = [
        c
        for c in left.claims.values()
        if c.kind in ("event", "state", "figure")
        and c.polarity == "positive"
        and c.certainty != "counterfactual_or_future"
        and dealing(c, *pair)
        and not any(a.role == "via" for a in c.actors)
    ]
    if not mine:
        return ()
    ids = tuple(sorted(c.id for c in mine))
    held = set(ids)
    return (
        Tie(
            ends=pair,
            names=(names[pair[0]], names[pair[1]]),
            kind="direct",
            domains=tuple(d for d, _ in sorted(Counter(c.domain for c in mine).items(), key=lambda n: (-n[1], n[0]))),
            direction=_direction({dealing(c, *pair) for c in mine}, pair),
            claims=ids,
            findings=tuple(f.id for f in left.findings if held.intersection(f.claims)),
            when=_span(mine),
        ),
    )


def _direction(found: set[Direction | None], pair: tuple[str, str]) -> str:
    one, other = pair
    if len(found) > 1 or "mutual" in found:
        return "mutual"
    return f"{one}->{other}" if "forth" in found else f"{other}->{one}"


def through(channel: Channel, names: Mapping[str, str]) -> tuple[Tie, ...]:
    """The two ties of a channel: from each party to the third."""
    via = names.get(channel.via, channel.name)
    return tuple(
        Tie(
            ends=(party, channel.via),
            names=(names[party], via),
            kind="inferred" if channel.inferred else "channel",
            domains=(channel.domain,),
            direction=channel.direction,
            claims=channel.claims,
            findings=channel.findings,
            when=channel.when,
        )
        for party in channel.parties
    )
