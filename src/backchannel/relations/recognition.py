"""Recognition and representation, directed, from claims that speak of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from backchannel.model import Claim, Dating, first_day
from backchannel.relations.parts import dealing, own_date
from backchannel.relations.rules import first_match, words


class Said(NamedTuple):
    """What one claim says of one direction."""

    day: dt.date
    value: str
    claim: Claim


class Directed(NamedTuple):
    """The value each way, and the sentences that say why."""

    values: tuple[str, str]
    reasons: tuple[str, ...]


def _day(claim: Claim, known: Mapping[str, Dating]) -> dt.date:
    if claim.date.start and own_date(claim):
        return first_day(claim.date.start)
    dating = known.get(claim.document)
    return first_day(dating.start) if dating else dt.date.min


def _named(said: Said) -> str:
    when = said.claim.date
    dated = "–".join(d for d in (when.start, when.end) if d) if own_date(said.claim) else "undated"
    return f"“{said.claim.quote}”, {dated} [claim {said.claim.id}]"


def _said(
    claims: Iterable[Claim], parties: tuple[str, str], entry: str, known: Mapping[str, Dating], traced: frozenset[str]
) -> tuple[list[Said], list[Said]]:
    ways: tuple[list[Said], list[Said]] = ([], [])
    for claim in claims:
        direction = dealing(claim, *parties)
        if not direction or claim.kind not in ("event", "state"):
            continue
        if claim.certainty != "certain" and claim.id not in traced:
            continue
        found = first_match(words("recognition", entry), claim.quote)
        if not found or claim.certainty == "counterfactual_or_future":
            continue
        rule = found[0]
        value = rule.negated if claim.polarity == "negative" and rule.negated else rule.value
        for way, other in ((0, "back"), (1, "forth")):
            if direction != other and value != "not known":
                ways[way].append(Said(_day(claim, known), value, claim))
    return ways


def _newest(said: list[Said]) -> tuple[str, list[Said]]:
    if not said:
        return "not known", []
    last = max(s.day for s in said)
    newest = sorted((s for s in said if s.day == last), key=lambda s: s.claim.id)
    values = {s.value for s in newest}
    return (values.pop() if len(values) == 1 else "disputed"), newest


def _settle(said: list[Said]) -> tuple[str, list[Said]]:
    """The newest value; what relations merely imply does not take the place of a recognition in words."""
    in_words = _newest([s for s in said if s.value != "implied"])
    return in_words if in_words[0] in ("de jure", "de facto") else _newest(said)


def directed(
    claims: Iterable[Claim],
    parties: tuple[str, str],
    entry: str,
    *,
    known: Mapping[str, Dating],
    traced: frozenset[str] = frozenset(),
) -> Directed:
    """The value of ``entry`` ("recognition" or "representation") each way; the newest claim decides.

    A claim counts where it is stated flatly or is one of ``traced`` (ids of claims with a traced origin). A date that
    the claim does not give itself (carried over) is none: its document's ranks it, and the reasons call it undated.
    Where the newest claims differ the value is "disputed" (for representation, which knows no such value, "not known").
    """
    ways = _said(claims, parties, entry, known, traced)
    values, reasons = [], []
    for way, (one, other) in enumerate((parties, parties[::-1])):
        value, newest = _settle(ways[way])
        if value == "disputed" and entry == "representation":
            value = "not known"
        values.append(value)
        if newest:
            what = f"{entry.capitalize()} of {other} by {one}" if entry == "recognition" else f"{one} in {other}"
            named = "; ".join(_named(s) for s in newest)
            reasons.append(f"{what} is {value}: {named}.")
    return Directed((values[0], values[1]), tuple(reasons))
