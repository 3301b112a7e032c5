"""The room's vocabulary: the tables in ``data/``, loaded once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, NamedTuple

from backchannel.model import Act, Certainty, Domain


class Pattern(NamedTuple):
    """A regular expression, words that it is meant to find, and words that it is not (empty where none are given)."""

    pattern: re.Pattern[str]
    example: str
    trap: str = ""


class ActPhrase(NamedTuple):
    """How titles name an act (in one domain, or in any), and its absence."""

    act: Act
    domain: Domain | None
    phrase: str
    negative: str
    example: str
    cue: re.Pattern[str] | None = None


class Family(NamedTuple):
    """Words that count as one when claims are compared."""

    name: str
    words: frozenset[str]
    example: tuple[str, str]


class Ending(NamedTuple):
    """A rule on the ending of words; ``exceptions`` only look like it."""

    pattern: re.Pattern[str]
    replacement: str
    exceptions: frozenset[str]


class HouseStyle(NamedTuple):
    """What papers write otherwise and mean the same.

    ``same`` maps the first word of a phrase to phrases that begin with it, the longest first, and the one form of each.
    """

    same: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    contractions: Mapping[str, str]
    short: Mapping[str, str]
    loose: frozenset[str]
    spelling: Mapping[str, str]
    endings: tuple[Ending, ...]
    examples: tuple[tuple[str, str], ...]


class Turns(NamedTuple):
    """What turns a sentence. ``opposites`` maps a base form to the words that each entry it is in sets against it.

    ``hedges`` maps a word to its kind, ``irregular`` a form to its base form; ``dated`` are all days and months.
    """

    opposites: Mapping[str, tuple[frozenset[str], ...]]
    hedges: Mapping[str, str]
    to_come: tuple[str, ...]
    irregular: Mapping[str, str]
    calendars: tuple[frozenset[str], ...]
    dated: frozenset[str]
    quantifiers: frozenset[str]
    thing_classes: tuple[str, ...]
    same_things: tuple[tuple[str, ...], ...]
    examples: tuple[tuple[str, str], ...]


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data", f"{name}.toml").read_text("utf-8"))


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about a matter."""
    return frozenset(_load("words")["stop"]["words"].split())


@cache
def families() -> tuple[Family, ...]:
    """All word families."""
    return tuple(Family(r["name"], frozenset(r["words"]), tuple(r["example"])) for r in _load("words")["family"])


@cache
def family_of() -> Mapping[str, str]:
    """Word → the name of its family."""
    return MappingProxyType({word: family.name for family in families() for word in family.words})


@cache
def patterns(table: str, entry: str) -> tuple[Pattern, ...]:
    """The patterns of one entry of ``data/TABLE.toml``, which match without regard to case."""
    rows = _load(table)[entry]
    return tuple(Pattern(re.compile(r["pattern"], re.IGNORECASE), r["example"], r.get("not", "")) for r in rows)


def matches(table: str, entry: str, text: str) -> bool:
    """Whether any pattern of the entry stands in the text."""
    return any(p.pattern.search(text) for p in patterns(table, entry))


@cache
def plain_words() -> frozenset[str]:
    """Words in the name of a source that carry no identity."""
    return frozenset(_load("origins")["plain"]["words"].split())


@cache
def act_phrases() -> tuple[ActPhrase, ...]:
    """How titles name acts, in the order in which the entries are tried."""
    return tuple(
        ActPhrase(
            r["act"],
            r.get("domain"),
            r["phrase"],
            r["negative"],
            r["example"],
            re.compile(r["cue"], re.IGNORECASE) if "cue" in r else None,
        )
        for r in _load("titles")["act"]
    )


@cache
def firmness() -> Mapping[Certainty, str]:
    """Certainty → what goes before a title."""
    return MappingProxyType(_load("titles")["firmness"])


@cache
def housestyle() -> HouseStyle:
    """The tables of ``data/housestyle.toml``."""
    data = _load("housestyle")
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in data["same"]:
        for form in row["forms"]:
            words = tuple(form.split())
            phrases.setdefault(words[0], []).append((words, row["forms"][0]))
    rows = [*data["same"], *data["ending"], *(data[n] for n in ("contractions", "short", "spelling", "loose"))]
    return HouseStyle(
        same=MappingProxyType({word: tuple(sorted(many, key=_longest)) for word, many in phrases.items()}),
        contractions=_plain_table(data["contractions"]),
        short=_plain_table(data["short"]),
        loose=frozenset(data["loose"]["words"].split()),
        spelling=_plain_table(data["spelling"]),
        endings=tuple(Ending(re.compile(r["pattern"]), r["replacement"], frozenset(r["not"])) for r in data["ending"]),
        examples=tuple((r["example"][0], r["example"][1]) for r in rows),
    )


def _longest(phrase: tuple[tuple[str, ...], str]) -> int:
    return -len(phrase[0])


def _plain_table(rows: Mapping[str, Any]) -> Mapping[str, str]:
    return MappingProxyType({key: value for key, value in rows.items() if key != "example"})


class Abbreviations(NamedTuple):
    """Words with a full stop: ``titles`` never end a sentence, ``closers`` may, before one of the ``starters``."""

    titles: frozenset[str]
    closers: frozenset[str]
    starters: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The abbreviations that the language room knows; its own reader of them would bring the parser along."""
    data = tomllib.loads(resources.files("backchannel.language").joinpath("data", "abbreviations.toml").read_text())
    return Abbreviations(*(frozenset(data[name]["words"]) for name in Abbreviations._fields))


@cache
def turns() -> Turns:
    """The tables of ``data/turns.toml``."""
    data = _load("turns")
    opposites: dict[str, list[frozenset[str]]] = {}
    for row in data["opposites"]:
        sides = [frozenset(side.split()) for side in row["words"].split("|")]
        for side in sides:
            for word in sorted(side):
                opposites.setdefault(word, []).append(frozenset().union(*sides) - side)
    calendars = tuple(frozenset(data["calendar"][name].split()) for name in ("days", "months"))
    told = [*data["opposites"], *(data[name] for name in ("hedges", "to_come", "calendar", "quantifiers", "things"))]
    return Turns(
        opposites=MappingProxyType({word: tuple(sets) for word, sets in opposites.items()}),
        hedges=MappingProxyType(
            {word: kind for kind, words in _plain_table(data["hedges"]).items() for word in words.split()}
        ),
        to_come=tuple(data["to_come"]["words"].split()),
        irregular=_plain_table(data["irregular"]),
        calendars=calendars,
        dated=calendars[0] | calendars[1],
        quantifiers=frozenset(data["quantifiers"]["words"].split()),
        thing_classes=tuple(data["things"]["classes"]),
        same_things=tuple(tuple(words.split()) for words in data["things"]["same"]),
        examples=tuple((r["example"][0], r["example"][1]) for r in told),
    )
