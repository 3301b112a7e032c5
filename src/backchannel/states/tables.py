"""Reads the compiled tables (states/data/*.csv), once each and only when asked for."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

from backchannel.model import first_day, last_day
from backchannel.states.values import Party, PartyKind, Spell, Succession
from backchannel.vocabulary import load_toml

_DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[list[str]]:
    """The rows of one table without its header."""
    text = (_DATA / f"{name}.csv").read_text(encoding="utf-8")
    lines = csv.reader(io.StringIO(text))
    next(lines)
    return lines


def day(text: str) -> dt.date | None:
    """A day as the tables write it; empty is None."""
    return dt.date.fromisoformat(text) if text else None


@cache
def parties() -> dict[str, Party]:
    """All parties by code: those of the lists, then the entities of the vocabulary."""
    spells: dict[str, list[Spell]] = {}
    for code, since, until, source, _ in rows("spells"):
        spells.setdefault(code, []).append(Spell(day(since), day(until), source))
    found = {}
    for code, name, kind, _, iso, cow, gw, cameo, sipri, _ in rows("parties"):
        numbers = (int(cow) if cow else None, int(gw) if gw else None)
        held = tuple(spells.get(code, ()))
        known = cast(PartyKind, kind)  # the compile script writes no other
        found[code] = Party(code, name, known, iso or None, *numbers, cameo or None, sipri or None, held)
    for entry in load_toml("entities").get("entity", ()):
        spell = Spell(
            first_day(entry["since"]) if "since" in entry else None,
            last_day(entry["until"]) if "until" in entry else None,
            entry["reference"],
        )
        found.setdefault(entry["code"], Party(entry["code"], entry["name"], "entity", spells=(spell,)))
    return found


@cache
def alpha2() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to the party's code."""
    return {row[3]: row[0] for row in rows("parties") if row[3]}


@cache
def successions() -> tuple[Succession, ...]:
    """Who followed whom, by date."""
    found = (Succession(a, b, dt.date.fromisoformat(on), how, source) for a, b, on, how, source in rows("successions"))
    return tuple(sorted(found, key=lambda s: (s.date, s.before, s.after)))
