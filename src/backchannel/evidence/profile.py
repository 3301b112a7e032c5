"""What of a claim is compared: parties by role, time in days, content words, quantities, place."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from backchannel.evidence.denials import folded, is_denial
from backchannel.evidence.tables import family_of, stop_words
from backchannel.model import Act, Certainty, Claim, Domain, Kind, Polarity, When, first_day, last_day, precision
from backchannel.states import forms

_WORD = re.compile(r"[^\W\d_]+")
_RECEIVES = frozenset({"target", "beneficiary", "victim"})
_STEM = 7  # letters: "recognise" and "recognition", "negotiate" and "negotiators" fall together
_FREQUENT = 10_000
_ENDINGS = ("ings", "ing", "ies", "ied", "es", "ed", "s")


class Time(NamedTuple):
    """An event time as days (proleptic Gregorian ordinals, both inclusive) and how exactly it is given (0 to 3)."""

    first: int
    last: int
    grain: int


class Amount(NamedTuple):
    """A quantity as bounds in one unit; ``exact`` where the text gives one value."""

    low: float
    high: float
    unit: str
    about: frozenset[str]
    exact: bool


class Profile(NamedTuple):
    """A claim as the comparison sees it. Parties are country codes or, lacking one, folded names."""

    claim: Claim
    givers: frozenset[str]
    takers: frozenset[str]
    beside: frozenset[str]
    conduits: frozenset[str]
    dealing: frozenset[str]
    topics: frozenset[str]
    people: frozenset[str]
    words: frozenset[str]
    time: Time | None
    amounts: tuple[Amount, ...]
    place: frozenset[str]
    deniers: frozenset[str]
    denial: bool

    @property
    def act(self) -> Act | None:
        """The claim's act."""
        return self.claim.plover

    @property
    def kind(self) -> Kind:
        """The claim's kind."""
        return self.claim.kind

    @property
    def domain(self) -> Domain:
        """The claim's domain."""
        return self.claim.domain

    @property
    def polarity(self) -> Polarity:
        """The claim's polarity."""
        return self.claim.polarity

    @property
    def certainty(self) -> Certainty:
        """The claim's certainty."""
        return self.claim.certainty


def fold(text: str) -> str:
    """The text without case, accents, typographic quotes and surplus blanks."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʼ", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


@cache
def stem(word: str) -> str:
    """A word's family, or its first letters without inflection; for comparing, never for showing."""
    family = family_of().get(word)
    if family:
        return family
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:_STEM]


def content_words(text: str, names: frozenset[str] = frozenset()) -> frozenset[str]:
    """Stems of the words that carry the matter; ``names`` are beginnings of words (five letters) to pass over."""
    words = (w for w in _WORD.findall(fold(text).replace("'s", "")) if len(w) > 2 and w not in stop_words())
    return frozenset(stem(w) for w in words if w[:5] not in names)


@cache
def _words_for_parties() -> dict[str, frozenset[str]]:
    """Code → the beginnings of words that name the party or its people: "libya", "maltese"."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in forms():
        if form.code and form.kind in ("name", "official", "adjective", "demonym", "abbreviation", "prefix"):
            found[form.code].update(w[:5] for w in _WORD.findall(fold(form.text)) if w not in stop_words())
    return {code: frozenset(words) for code, words in found.items()}


def _names(claim: Claim) -> frozenset[str]:
    """The beginnings of words that only say who takes part, which the roles say already."""
    printed = (w[:5] for a in claim.actors for w in _WORD.findall(fold(a.name)) if w not in stop_words())
    known = (_words_for_parties().get(code, frozenset()) for code in claim.countries)
    return frozenset(printed).union(*known)


def sound(when: When) -> bool:
    """Whether the time names real days; one that another reader got wrong counts as not given."""
    try:
        days = [first_day(d) for d in (when.start, when.end) if d is not None]
    except ValueError:
        return False
    return bool(days)


def time_of(claim: Claim) -> Time | None:
    """When the claim's matter took place; None where its start is open."""
    start, end = claim.date.start, claim.date.end
    if start is None or not sound(claim.date):
        return None
    first, last = first_day(start).toordinal(), last_day(end or start).toordinal()
    grain = min(precision(start), precision(end)) if end else precision(start)
    return Time(min(first, last), max(first, last), grain)


def _amounts(claim: Claim) -> tuple[Amount, ...]:
    found = []
    for q in claim.quantity:
        low = q.value if q.value is not None else q.min
        high = q.value if q.value is not None else q.max
        if low is None and high is None:
            continue
        found.append(
            Amount(
                low if low is not None else float("-inf"),
                high if high is not None else float("inf"),
                " ".join(sorted(stem(w) for w in _WORD.findall(fold(q.unit)))) or fold(q.unit),
                content_words(q.what or ""),
                q.value is not None,
            )
        )
    return tuple(found)


def _party(country: str | None, name: str) -> str:
    return country or fold(name)


@lru_cache(_FREQUENT)
def _once(parts: frozenset[str]) -> frozenset[str]:
    """One object for sets that are alike, as most of those that a claim's profile has are."""
    return parts


def profile(claim: Claim) -> Profile:
    """The claim as the comparison sees it."""
    by_role: dict[str, set[str]] = {"giver": set(), "taker": set(), "beside": set(), "via": set(), "topic": set()}
    people = set()
    for actor in claim.actors:
        side = (
            "giver" if actor.role == "source"
            else "taker" if actor.role in _RECEIVES
            else "beside" if actor.role == "participant"
            else "via" if actor.role == "via"
            else "topic"
        )  # fmt: skip
        by_role[side].add(_party(actor.country, actor.name))
        if actor.type == "person" and actor.role != "speaker":
            people.update(_WORD.findall(fold(actor.name))[-1:])
    dealing = by_role["giver"] | by_role["taker"] | by_role["beside"] | by_role["via"]
    return Profile(
        claim=claim,
        givers=_once(frozenset(by_role["giver"])),
        takers=_once(frozenset(by_role["taker"])),
        beside=_once(frozenset(by_role["beside"])),
        conduits=_once(frozenset(by_role["via"])),
        dealing=_once(frozenset(dealing or by_role["topic"])),
        topics=_once(frozenset(by_role["topic"])),
        people=_once(frozenset(people)),
        words=content_words(claim.quote, _names(claim)),
        time=time_of(claim),
        amounts=_amounts(claim),
        place=_once(content_words(claim.place or "")),
        deniers=_once(frozenset(folded(by) for by in claim.denied_by)),
        denial=is_denial(claim),
    )
