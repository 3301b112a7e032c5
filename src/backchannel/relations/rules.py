"""The rules of this room: tables in ``data/``, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

Scale = Literal["cooperation", "conflict"]


class StepRule(NamedTuple):
    """Which step of which scale an act of PLOVER shows in these domains ("*": any).

    ``persons`` is false where it does not where on one side nobody but single persons acts.
    """

    act: str
    scale: Scale
    domains: tuple[str, ...]
    step: str
    example: str
    persons: bool = True


class WordRule(NamedTuple):
    """A value that words show; ``negated`` where the claim's polarity is negative; ``alone`` see ``pulls.toml``."""

    value: str
    pattern: re.Pattern[str]
    example: str
    negated: str | None = None
    alone: bool = False


class Sustained(NamedTuple):
    """How many findings, in how many different years, how many years apart, make dealing sustained."""

    findings: int
    years: int
    apart: int


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data", f"{name}.toml").read_text("utf-8"))


def _words(rows: list[dict[str, Any]], value: str) -> tuple[WordRule, ...]:
    return tuple(
        WordRule(
            row.get(value, value),
            re.compile(row["pattern"], re.IGNORECASE),
            row["example"],
            row.get("negated"),
            row.get("alone", False),
        )
        for row in rows
    )


@cache
def steps() -> tuple[StepRule, ...]:
    """The steps of both scales, in the order in which they are tried."""
    return tuple(
        StepRule(r["act"], r["scale"], tuple(r["domains"]), r["step"], r["example"], r.get("persons", True))
        for r in _load("scales")["step"]
    )


@cache
def sustained() -> Sustained:
    """What makes dealing sustained."""
    return Sustained(**_load("scales")["sustained"])


@cache
def words(table: str, entry: str, value: str = "value") -> tuple[WordRule, ...]:
    """The word rules of one kind of ``entry`` in ``data/TABLE.toml``; ``value`` is the key that holds the value."""
    return _words(_load(table)[entry], value)


def first_match(rules: tuple[WordRule, ...], text: str) -> tuple[WordRule, re.Match[str]] | None:
    """The first rule whose pattern stands in ``text``, with its match."""
    for rule in rules:
        match = rule.pattern.search(text)
        if match:
            return rule, match
    return None
