"""How a dealing is known, and whether each side owns to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from backchannel.model import Acknowledgement, Claim, Finding, Visibility, first_day
from backchannel.relations.parts import private
from backchannel.relations.rules import first_match, words
from backchannel.states import Gazetteer

_ORDER: tuple[Visibility, ...] = ("public", "leaked", "declassified", "alleged")
_MEANING: dict[str, Acknowledgement] = {
    "confirms": "acknowledged",
    "admits_later": "acknowledged",
    "denies": "denied",
    "denies_part": "denied",
    "neither": "neither",
    "no_comment": "neither",
}


def _key(name: str) -> str:
    return name.strip().casefold().removeprefix("the ")


def speaks_for(claims: Iterable[Claim]) -> dict[str, str]:
    """Names, case folded, and the one party that each acts for, as the claims' own actors have it.

    A name that acts for two parties, or a former office holder, is left out: nobody is pinned on a guess.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for actor in claim.actors:
            if actor.country and actor.type in ("state", "agency", "person") and not private(actor, claim):
                found[_key(actor.name)].add(actor.country)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer()


def _by_words(by: str) -> str | None:
    """The one state that the words name, where they are its bare name or name one of its offices."""
    found = _gazetteer().match(by)
    codes = {m.code for m in found}
    bare = len(found) == 1 and found[0].end - found[0].start == len(by.strip())
    official = bare or first_match(words("visibility", "official"), by)
    return codes.pop() if len(codes) == 1 and official else None


def party_of(by: str, names: Mapping[str, str]) -> str | None:
    """The party for which ``by`` ("Pakistan's foreign ministry") answers; None where the words do not settle it.

    ``names`` are those of the claims' actors (:func:`speaks_for`); the table of states is asked after them.
    """
    if first_match(words("visibility", "former"), by):
        return None
    return names.get(_key(by)) or _by_words(by)


def acknowledged(finding: Finding, claims: Iterable[Claim], party: str, names: Mapping[str, str]) -> Acknowledgement:
    """Whether the party owns to what the finding says.

    Its latest dated answer counts; of undated ones a later admission before a denial before silence. Without an answer
    a claim that rests on the party's own official word is acknowledged by it.
    """
    answers = [
        (first_day(r.date.start).isoformat() if r.date and r.date.start else "", r.stance in ("admits_later",), r)
        for r in finding.responses
        if party_of(r.by, names) == party
    ]
    if answers:
        ranks = {"denied": 1, "acknowledged": 1, "neither": 0}
        last = max(answers, key=lambda a: (a[0], a[1], ranks[_MEANING[a[2].stance]], a[2].stance))
        return _MEANING[last[2].stance]
    own = any(
        relay.kind == "official" and party_of(relay.source, names) == party for c in claims for relay in c.attribution
    )
    return "acknowledged" if own else "not known"


def visible(finding: Finding, claims: Iterable[Claim]) -> tuple[Visibility, ...]:
    """How the matter is known: every way that holds, the most open first."""
    mine = tuple(claims)
    said = [f"{r.source} {r.cue or ''}" for c in mine for r in c.attribution]
    said += [c.citation.text for c in mine if c.citation and c.citation.text]
    found: set[str] = {m[0].value for m in (first_match(words("visibility", "visibility"), s) for s in said) if m}
    if any(r.kind == "leak" for c in mine for r in c.attribution):
        found.add("leaked")
    official = any(r.kind == "official" for c in mine for r in c.attribution)
    owned = any(_MEANING[r.stance] == "acknowledged" for r in finding.responses)
    if owned or official or (finding.traced and not finding.covert and not found):
        found.add("public")
    if not finding.traced:
        found.add("alleged")
    return tuple(v for v in _ORDER if v in found)
