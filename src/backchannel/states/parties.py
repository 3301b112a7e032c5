"""Who a name or a code means, what a party is called, and whom it followed."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from functools import cache
from typing import Literal

from backchannel.errors import UnknownParty
from backchannel.states.folding import fold
from backchannel.states.tables import alpha2, parties, rows, successions
from backchannel.states.values import Party, Succession, days_outside
from backchannel.vocabulary import load_toml

NamingProfile = Literal["short", "official", "iso", "cow", "sipri"]
_NUMBER = re.compile(r"(cow|gw)\s*(\d{1,3})", re.I)
_FAR = 9_999_999


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Folded name → codes of the parties that bear or bore it."""
    found: dict[str, dict[str, None]] = {}
    for party in parties().values():
        for text in (party.name, party.sipri):
            if text:
                found.setdefault(fold(text), {})[party.code] = None
    for code, text, _, _, _, _ in rows("names"):
        found.setdefault(fold(text), {})[code] = None
    entities = load_toml("entities")
    for entry in entities.get("entity", ()):
        for text in entry.get("names", ()):
            found.setdefault(fold(text), {})[entry["code"]] = None
    for entry in entities.get("movement", ()):
        if entry.get("stands_for"):
            for text in (entry["name"], *entry.get("names", ())):
                found.setdefault(fold(text), {})[entry["stands_for"]] = None
    return {name: tuple(codes) for name, codes in found.items()}


def _distance(party: Party, on: dt.date) -> int:
    """Days between ``on`` and the nearest spell; 0 where the party existed."""
    return min((days_outside(s.since, s.until, on) for s in party.spells), default=0 if party.kind != "state" else _FAR)


@cache
def _numbered() -> dict[tuple[str, int], tuple[str, ...]]:
    """(list, number) → codes of the parties that the number means, on one day or another."""
    found: dict[tuple[str, int], dict[str, None]] = {}
    for code, _, _, source, number in rows("spells"):
        found.setdefault(("gw" if source == "gw" else "cow", int(number)), {})[code] = None
    return {key: tuple(codes) for key, codes in found.items()}


def _candidates(text: str) -> tuple[str, ...]:
    known = parties()
    if text.upper() in known and len(text) == 3:
        return (text.upper(),)
    number = _NUMBER.fullmatch(text)
    if number:
        return _numbered().get((number[1].lower(), int(number[2])), ())
    name = fold(text)
    found = _names().get(name) or _names().get(name.removeprefix("the "))
    if found:
        return found
    code = alpha2().get(text.upper())
    return (code,) if code else ()


def suggest(name: str) -> tuple[str, ...]:
    """Names of parties that look like ``name``, best first, at most three."""
    close = difflib.get_close_matches(fold(name), _names(), n=6, cutoff=0.7)
    return tuple(dict.fromkeys(parties()[_names()[c][0]].name for c in close))[:3]


def party(name_or_code: str, on: dt.date | None = None) -> Party:
    """The party that a name or code means.

    Takes names of any time, ISO 3166 alpha-3 and alpha-2, old alpha-3 codes and 'COW 666' or 'GW 666'. Where
    several bear the name ('Congo', 'COW 365') the one that existed on the day ``on`` (today if None) is meant, then
    the one nearest to it, then the one the lists name first. Raises ``UnknownParty`` with names that look alike.
    """
    codes = _candidates(name_or_code.strip())
    if not codes:
        raise UnknownParty(name_or_code, suggest(name_or_code))
    day = on or dt.date.today()
    known = parties()
    exact = fold(name_or_code)
    return min((known[c] for c in codes), key=lambda p: (_distance(p, day), fold(p.name) != exact))


@cache
def _official() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, text, kind, _, _, source in rows("names"):
        if kind == "official" and (code not in found or source.startswith(("country-codes", "crosswalk"))):
            found[code] = text
    return found


def display_name(code: str, on: dt.date | None = None, profile: NamingProfile = "short") -> str:
    """What the party of ``code`` is called in a profile: its short or official name, its code, SIPRI's spelling.

    A name that the party bore only in a window that contains ``on`` goes before its present one ('Zaire' in 1980).
    Raises ``UnknownParty`` where no party has the code.
    """
    known = parties().get(code)
    if known is None:
        raise UnknownParty(code, suggest(code))
    if profile == "official":
        return _official().get(code, known.name)
    if profile == "iso":
        return known.iso or known.code
    if profile == "cow":
        return f"COW {known.cow}" if known.cow else known.name
    if profile == "sipri":
        return known.sipri or known.name
    return _dated_name(code, on) or known.name


def _dated_name(code: str, on: dt.date | None) -> str | None:
    if on is None:
        return None
    for owner, text, kind, since, until, _ in rows("names"):
        if owner == code and kind == "former" and since and until and since <= on.isoformat() <= until:
            return text
    return None


def predecessors(code: str) -> tuple[Succession, ...]:
    """The successions that led to the party, by date."""
    return tuple(s for s in successions() if s.after == code)


def successors(code: str) -> tuple[Succession, ...]:
    """The successions that led away from the party, by date."""
    return tuple(s for s in successions() if s.before == code)
