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
    """A regular expression and words that it is meant to find."""

    pattern: re.Pattern[str]
    example: str


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
    return tuple(Pattern(re.compile(r["pattern"], re.IGNORECASE), r["example"]) for r in _load(table)[entry])


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
