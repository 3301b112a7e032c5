"""Reads the lists of states and says which party a number of a list means on a day."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

COW, GW, CLDR, UN, WN = "cow-2016", "gw", "cldr", "country-codes", "wordnet-3.0"
OPEN_ENDS = {"2016-12-31", "2017-12-31", "2024-12-31"}  # last day of a list, not of a state
Rows = list[dict[str, str]]
Crosswalk = dict[str, Any]


class Spell(NamedTuple):
    """One stretch of membership in the system of states under one number of one list."""

    number: int
    name: str
    since: str
    until: str


def read_csv(path: Path, encoding: str = "utf-8-sig") -> Rows:
    with path.open(encoding=encoding, newline="") as lines:
        return list(csv.DictReader(lines))


def fold(text: str) -> str:
    """Letters and digits only, without accents and case, for comparing names of lists."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^a-z0-9]+", " ", bare.replace("&", "and").replace("saint", "st")).strip()


def until_of(day: str) -> str:
    return "" if day in OPEN_ENDS else day


def cow_spells(path: Path) -> list[Spell]:
    def day(row: dict[str, str], side: str) -> str:
        return dt.date(int(row[side + "year"]), int(row[side + "month"]), int(row[side + "day"])).isoformat()

    return [Spell(int(r["ccode"]), r["statenme"], day(r, "st"), until_of(day(r, "end"))) for r in read_csv(path)]


def gw_spells(path: Path) -> list[Spell]:
    return [Spell(int(r["gwcode"]), r["statename"], r["startdate"], until_of(r["enddate"])) for r in read_csv(path)]


class Parties:
    """The parties, the numbers that lead to them, and which party a number means on a day."""

    def __init__(self, crosswalk: Crosswalk, codes: Rows, territories: dict[str, str]) -> None:
        self.extra: list[dict[str, Any]] = crosswalk["party"]
        self.numbers = {int(k): str(v) for k, v in crosswalk["numbers"].items()}
        self.codes = [r for r in codes if len(r["ISO3166-1-Alpha-3"]) == 3]
        self.territories = territories
        self.by_name: dict[str, str] = {}
        for row in self.codes:
            iso2 = row["ISO3166-1-Alpha-2"]
            for name in (territories.get(iso2, ""), row["UNTERM English Short"], row["official_name_en"]):
                if name:
                    self.by_name.setdefault(fold(re.sub(r"\((the|The)\)|\(.*\)", "", name)), row["ISO3166-1-Alpha-3"])

    def learn(self, spells: list[Spell]) -> None:
        """Notes which party each number means by the list's own names; other lists may abbreviate them."""
        for spell in spells:
            code = self.default(spell)
            if code:
                self.numbers.setdefault(spell.number, code)

    def windows(self, number: int, scheme: str) -> list[tuple[str, str, str]]:
        """Parties under one number with the window in which it means them, from the crosswalk."""
        return [
            (str(p["code"]), str(p.get("since", "0000")), str(p.get("until", "9999")))
            for p in self.extra
            if p.get(scheme) == number
        ]

    def default(self, spell: Spell) -> str | None:
        """The party of a number outside all windows."""
        return self.numbers.get(spell.number) or self.by_name.get(fold(re.sub(r"\(.*\)", "", spell.name)))

    def split(self, spell: Spell, scheme: str) -> Iterable[tuple[str, str, str]]:
        """The spell cut at the windows: (party, since, until)."""
        rest = [(spell.since, spell.until or "9999")]
        for code, since, until in self.windows(spell.number, scheme):
            left = []
            for start, end in rest:
                low, high = max(start, since), min(end, until)
                if low > high:
                    left.append((start, end))
                    continue
                yield code, low, "" if high == "9999" else high
                if start < low:
                    left.append((start, before(low)))
                if high < end:
                    left.append((after(high), end))
            rest = left
        code_or_none = self.default(spell)
        if rest and code_or_none is None:
            raise SystemExit(f"{scheme} {spell.number} ({spell.name}) leads to no party; add it to the crosswalk")
        for start, end in rest:
            yield str(code_or_none), start, "" if end == "9999" else end


def before(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()


def after(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
