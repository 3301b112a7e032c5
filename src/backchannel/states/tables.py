"""Reads the compiled tables (states/data/*.csv), once each and only when asked for."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from functools import cache
from importlib import resources

from backchannel.states.values import Party, Spell, Succession
from backchannel.vocabulary import load_toml


def rows(name: str) -> Iterator[list[str]]:
    """The rows of one table without its header."""
    text = (resources.files(__package__) / "data" / f"{name}.csv").read_text(encoding="utf-8")
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
        found[code] = Party(
            code, name, kind, iso or None, int(cow) if cow else None, int(gw) if gw else None,
            cameo or None, sipri or None, tuple(spells.get(code, ())),
        )  # type: ignore[arg-type]  # the compile script writes only the four kinds  # fmt: skip
    for entry in load_toml("entities").get("entity", ()):
        spell = Spell(day(entry.get("since", "")), day(entry.get("until", "")), entry["reference"])
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
