"""The words of ``references.toml``, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


class ReferenceCues(msgspec.Struct, frozen=True):
    """One compiled expression a kind of part of a citation, and the cities of publishers."""

    lead: re.Pattern[str]
    secondhand: re.Pattern[str]
    aside: re.Pattern[str]
    kind: re.Pattern[str]
    body: re.Pattern[str]
    platform: re.Pattern[str]
    keeper: re.Pattern[str]
    series: re.Pattern[str]
    cities: frozenset[str]


def entries() -> dict[str, Any]:
    """The entries of the data file, by kind."""
    return tomllib.loads((files(__package__) / "references.toml").read_text("utf-8"))


@cache
def reference_cues() -> ReferenceCues:
    """The cues, read from the package's data at first use."""
    data = entries()

    def joined(kind: str, *, only: str | None = None) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{e['pattern']})" for e in data[kind] if only is None or e.get(only)))

    kinds = ("lead", "aside", "kind", "body", "platform", "keeper", "series")
    return ReferenceCues(
        **{kind: joined(kind) for kind in kinds},
        secondhand=joined("lead", only="secondhand"),
        cities=frozenset(data["cities"]["names"]),
    )
