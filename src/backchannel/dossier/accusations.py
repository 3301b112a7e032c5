"""Accusations against named persons who may be living: held back from a published page until a person signs them off.

What is an accusation is told by ``vocabulary/en/accusations.toml``: words that accuse, and acts, fields and secrecy
that do so in certain roles. Whoever is not known to be dead counts as living. Rather too much is held back than too
little: to sign off costs a reading.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from backchannel.dossier.persons import known_names, mentioned, named, one_form, unbroken
from backchannel.model import Claim, Document, Finding, last_day
from backchannel.relations.timeframe import latest_start
from backchannel.vocabulary import load_toml

LIFETIME = 100
"""Years after which whoever acted in an event is taken to be dead: he was grown then."""

_SPEAKING = ("speaker", "victim")


class ActRule(NamedTuple):
    """Acts (none: any), domains (none: any) and roles in which a claim accuses whoever plays the role."""

    acts: tuple[str, ...]
    domains: tuple[str, ...]
    roles: tuple[str, ...]
    covert: bool
    hedged: bool
    example: str

    def holds(self, claim: Claim) -> bool:
        """Whether the rule applies to the claim, whoever plays the roles."""
        if claim.polarity == "negative" or claim.certainty == "counterfactual_or_future":
            return False
        return (
            (not self.acts or claim.plover in self.acts)
            and (not self.domains or claim.domain in self.domains)
            and (claim.covert or not self.covert)
            and (_hedged(claim) or not self.hedged)
        )


class Held(NamedTuple):
    """What is left of claims and findings; the claims held back; and the names of all persons that may be living."""

    claims: dict[str, Claim]
    findings: tuple[Finding, ...]
    taken: tuple[Claim, ...]
    names: frozenset[str]


@cache
def act_rules() -> tuple[ActRule, ...]:
    """The rules on acts, from the vocabulary."""
    return tuple(
        ActRule(
            tuple(row.get("acts", ())), tuple(row.get("domains", ())), tuple(row["roles"]),
            row.get("covert", False), row.get("hedged", False), row["example"],
        )
        for row in load_toml("accusations")["act"]
    )  # fmt: skip


@cache
def accusing_words() -> re.Pattern[str]:
    """All words that accuse, as one pattern."""
    return re.compile("|".join(row["pattern"] for row in load_toml("accusations")["word"]), re.IGNORECASE)


def accusing(text: str) -> bool:
    """Whether the text has words that accuse, broken by a line or by characters that show nothing too."""
    return any(accusing_words().search(t) for t in (text, unbroken(text)))


def _hedged(claim: Claim) -> bool:
    """Not put flatly on the author's own or an official word."""
    return claim.certainty != "certain" or (
        claim.attribution[:1] != () and claim.attribution[0].kind in ("leak", "report")
    )


def _may_live(claim: Claim, today: dt.date | None) -> bool:
    when = claim.date.end or claim.date.start
    return today is None or when is None or last_day(when).year > today.year - LIFETIME


def accuses(claim: Claim, names: frozenset[str] = frozenset(), today: dt.date | None = None) -> bool:
    """Whether the claim accuses a named person who may be living on ``today`` (None: any may).

    ``names`` are persons known from other claims, who may be named in the claim's words alone.
    """
    if not _may_live(claim, today):
        return False
    if any(r.holds(claim) and any(a.role in r.roles and named(a) for a in claim.actors) for r in act_rules()):
        return True
    if not accusing(claim.quote):
        return False
    accusers = {one_form(w) for a in claim.actors if _accuses_others(claim, a.role) for w in named(a)}
    accused = {w for a in claim.actors if not _accuses_others(claim, a.role) for w in named(a)}
    return bool(set(map(one_form, accused | mentioned(claim.quote, names))) - accusers)


def _accuses_others(claim: Claim, role: str) -> bool:
    return role in _SPEAKING or (claim.plover == "ACCUSE" and role == "source")


def reference_day(documents: Iterable[Document]) -> dt.date | None:
    """The day from which lifetimes are counted back: the newest date of a document, so that no clock goes in."""
    dates = (d.metadata.released or d.metadata.date for d in documents)
    return max((latest_start(d) for d in dates if d), default=None)


def hold_back(
    documents: Iterable[Document],
    claims: Mapping[str, Claim],
    findings: Iterable[Finding],
    signed: Mapping[str, bool],
) -> Held:
    """Take out the claims that accuse, unless ``signed`` says True of them, and those of which it says False.

    Claims that share words with one held back go with it, for their words say the same. A finding whose most telling
    claim is held back goes; from the others the claim is taken out with its share.
    """
    today, names = reference_day(documents), known_names(claims.values())
    first = [c for i, c in claims.items() if signed.get(i) is False or (i not in signed and accuses(c, names, today))]
    held = frozenset(c.id for c in first) | _sharing(first, claims.values(), signed)
    left = (_without(f, held) for f in findings if f.claims and f.claims[0] not in held)
    taken = tuple(c for i, c in sorted(claims.items()) if i in held)
    return Held({i: c for i, c in claims.items() if i not in held}, tuple(left), taken, names)


def _sharing(held: Iterable[Claim], claims: Iterable[Claim], signed: Mapping[str, bool]) -> frozenset[str]:
    """Claims that share words with one of those held back; what was signed off is not."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for claim in held:
        spans[claim.document].append((claim.start, claim.end))
    return frozenset(
        c.id
        for c in claims
        if not signed.get(c.id) and any(s < c.end and c.start < e for s, e in spans.get(c.document, ()))
    )


def _without(finding: Finding, held: frozenset[str]) -> Finding:
    if held.isdisjoint(finding.claims) and all(c.other not in held for c in finding.conflicts):
        return finding
    kept = tuple(c for c in finding.claims if c not in held)
    shares = ((o, tuple(c for c in o.claims if c not in held)) for o in finding.origins)
    origins = tuple(msgspec.structs.replace(o, claims=mine) for o, mine in shares if mine)
    return msgspec.structs.replace(
        finding, claims=kept, origins=origins,
        traced=sum(o.name is not None for o in origins), untraced=sum(o.name is None for o in origins),
        conflicts=tuple(c for c in finding.conflicts if c.claim not in held and c.other not in held),
    )  # fmt: skip
