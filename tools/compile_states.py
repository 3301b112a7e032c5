r"""Compiles the tables of the states room from openly licensed lists.

A maintainer runs it with the lists downloaded; the small CSV files it writes ship with the package:

    python tools/compile_states.py --cow states2016.csv --gw gw_states.csv --capitals cow_capitals.csv \
        --reign leaderlist_3_21.csv --codes country-codes.csv --phoenix Phoenix.Countries.actors.txt \
        --wordnet /usr/share/wordnet --sipri names.txt

Babel (CLDR names) is needed here and never at run time. Every row carries its source.
"""

from __future__ import annotations

import argparse
import csv
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from phoenix_actors import read_holders
from states_leaders import leader_rows, reign_rows, statesman_rows
from states_lists import (
    CLDR,
    COW,
    GW,
    UN,
    WN,
    Crosswalk,
    Parties,
    Rows,
    Spell,
    cow_spells,
    fold,
    gw_spells,
    read_csv,
    until_of,
)  # fmt: skip
from states_names import DISPLAY, Names, clean, gather_crosswalk, gather_lists, gather_phoenix, gather_wordnet
from wordnet_geography import Geography

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "backchannel" / "states" / "data"
ENTITIES = {"TWN", "XKX", "PSE", "ESH"}


def write(name: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    body = sorted({tuple(str(v) for v in row) for row in rows})
    with (OUT / name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns.split())
        writer.writerows(body)
    print(f"{name}: {len(body)} rows")


def spell_rows(parties: Parties, cow: list[Spell], gw: list[Spell]) -> list[tuple[str, str, str, str, int]]:
    rows = []
    for scheme, spells in (("cow", cow), ("gw", gw)):
        for spell in spells:
            source = COW if scheme == "cow" else GW
            rows += [(code, since, until, source, spell.number) for code, since, until in parties.split(spell, scheme)]
    return rows


def party_rows(
    parties: Parties, spells: list[tuple[str, str, str, str, int]], sipri: dict[str, str], cameo: dict[str, str]
) -> list[tuple[object, ...]]:
    latest: dict[tuple[str, str], tuple[str, int]] = {}
    for code, since, _, source, number in spells:
        latest[code, source] = max((since, number), latest.get((code, source), ("", 0)))
    numbers = {key: number for key, (_, number) in latest.items()}
    states = {s[0] for s in spells}
    rows: list[tuple[object, ...]] = []
    for extra in parties.extra:
        code = str(extra["code"])
        cow, gw = numbers.get((code, COW), ""), numbers.get((code, GW), "")
        rows.append(
            (code, extra["name"], "state", "", extra.get("iso", ""), cow, gw, "", sipri.get(code, ""), "crosswalk")
        )
    for row in [*parties.codes, {"ISO3166-1-Alpha-3": "XKX", "ISO3166-1-Alpha-2": "XK"}]:
        code, iso2 = row["ISO3166-1-Alpha-3"], row["ISO3166-1-Alpha-2"]
        kind = "entity" if code in ENTITIES else "state" if code in states or code == "VAT" else "dependency"
        name = DISPLAY.get(code) or clean(parties.territories.get(iso2) or row["UNTERM English Short"])
        cow, gw = numbers.get((code, COW), ""), numbers.get((code, GW), "")
        iso = "" if code == "XKX" else code
        rows.append((code, name, kind, iso2, iso, cow, gw, cameo.get(code, ""), sipri.get(code, ""), CLDR))
    return rows


def capital_rows(parties: Parties, path: Path, codes: Rows, crosswalk: Crosswalk) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    seen: set[tuple[str, str]] = set()
    for row in read_csv(path):
        spell = Spell(int(row["ccode"]), row["statenme"], row["stdate"], until_of(row["enddate"]))
        for code, since, until in parties.split(spell, "cow"):
            for text in sorted({row["capital"], row["capital"].split(",")[0], row["capital"].replace(" D.C.", "")}):
                if "," not in text:
                    rows.append((code, text, since, until, "cow-capitals"))
                    seen.add((code, fold(text)))
    for row in codes:
        code, text = row["ISO3166-1-Alpha-3"], row["Capital"].strip()
        if len(code) == 3 and text and "," not in text and (code, fold(text)) not in seen:
            rows.append((code, text, "", "", UN))
    rows += [
        (party["code"], entry[:-8], party.get("since", ""), party.get("until", ""), "crosswalk")
        for party in crosswalk["party"]
        for entry in party.get("names", ())
        if entry.endswith(":capital") and (party["code"], fold(entry[:-8])) not in seen
    ]
    return rows


def cameo_codes(path: Path, parties: Parties) -> dict[str, str]:
    """Party → CAMEO country code, from the heads of the Phoenix dictionary."""
    found: dict[str, str] = {}
    for match in re.finditer(r"^([A-Z][A-Z_.'\-]+)\s+\[([A-Z]{3})\]", path.read_text(encoding="latin-1"), re.M):
        name = fold(match[1].replace("_", " "))
        code = parties.by_name.get(name)
        if code:
            found.setdefault(code, match[2])
    for row in parties.codes:
        found.setdefault(row["ISO3166-1-Alpha-3"], row["ISO3166-1-Alpha-3"])
    return found


def trap_rows(geography: Geography, names: Names) -> list[tuple[str, str]]:
    """Names of places, plants, foods and animals that hold a party's word but do not mean the party."""
    words = {t for _, t in names.names} | {t for _, t, _ in names.words}
    singles = {w for w in words if " " not in w}
    own = {w.casefold() for w in words}
    found = []
    for thing in geography.things():
        parts = thing.split(" ")
        if parts[-1] in {"capital", "nation", "country", "city"}:
            continue  # 'Mexican capital' means the party
        if thing.casefold() not in own and any(p in singles for p in parts) and len(parts) <= 4:
            found.append((thing, WN))
    return found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("cow", "gw", "capitals", "reign", "codes", "phoenix", "wordnet", "sipri"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    return parser.parse_args()


def sipri_names(path: Path, parties: Parties) -> dict[str, str]:
    """Party → SIPRI's spelling, from a file with one name a line."""
    special = {"soviet union": "SUN", "east germany gdr": "DDR", "turkiye": "TUR", "uae": "ARE", "uk": "GBR",
               "usa": "USA", "dr congo": "COD", "yugoslavia": "YUG", "czechoslovakia": "CSK", "south yemen": "YMD",
               "south vietnam": "RVN", "north korea": "PRK", "south korea": "KOR", "czechia": "CZE"}  # fmt: skip
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        code = special.get(fold(line)) or parties.by_name.get(fold(re.sub(r"\(.*\)", "", line)))
        if code and line.strip():
            found.setdefault(code, line.strip())
    return found


def bounds(spells: list[tuple[str, str, str, str, int]]) -> dict[str, tuple[str, str]]:
    """First and last day of each party over all its spells; an open end is empty."""
    found: dict[str, tuple[str, str]] = {}
    for code in {s[0] for s in spells}:
        ends = [s[2] for s in spells if s[0] == code]
        found[code] = (min(s[1] for s in spells if s[0] == code), "" if "" in ends else max(ends))
    return found


def succession_rows(crosswalk: Crosswalk) -> list[tuple[str, ...]]:
    return [
        (s["from"], to, s["date"], s["how"], f"crosswalk: {s['reference']}")
        for s in crosswalk["succession"]
        for to in s["to"]
    ]


def gather(
    crosswalk: Crosswalk,
    parties: Parties,
    lists: tuple[list[Spell], list[Spell]],
    windows: dict[str, tuple[str, str]],
    geography: Geography,
    display: dict[str, str],
    phoenix: Path,
) -> Names:
    """Names of all sources, the crosswalk first."""
    names = Names()
    gather_crosswalk(names, crosswalk, windows)
    gather_lists(names, parties, *lists)
    gather_wordnet(names, geography, display)
    gather_phoenix(names, phoenix, set(display))
    return names


def all_leaders(given: argparse.Namespace, parties: Parties, names: Names, geography: Geography, cameo: dict[str, str],
                known: set[str]) -> list[tuple[object, ...]]:  # fmt: skip
    common = geography.common_words()
    people = {text: code for code, text, kind in sorted(names.words) if kind == "adjective"}
    leaders = leader_rows(reign_rows(parties, given.reign), read_holders(given.phoenix), cameo, common, known)
    heads = {(str(row[0]), fold(str(row[2]))) for row in leaders if row[5] == "head"}
    return [*leaders, *statesman_rows(geography.statesmen(), people, common, heads)]


def main() -> None:
    from babel import Locale  # noqa: PLC0415  # only the maintainer who compiles needs Babel

    given = arguments()
    OUT.mkdir(parents=True, exist_ok=True)
    crosswalk: Crosswalk = tomllib.loads((HERE / "states_crosswalk.toml").read_text(encoding="utf-8"))
    codes, geography = read_csv(given.codes), Geography(given.wordnet)
    parties = Parties(crosswalk, codes, dict(Locale("en").territories))
    cow, gw = cow_spells(given.cow), gw_spells(given.gw)
    parties.learn(cow)
    spells = spell_rows(parties, cow, gw)
    cameo = cameo_codes(given.phoenix, parties)
    table = party_rows(parties, spells, sipri_names(given.sipri, parties), cameo)
    display = {str(row[0]): str(row[1]) for row in table}
    names = gather(crosswalk, parties, (cow, gw), bounds(spells), geography, display, given.phoenix)
    leaders = all_leaders(given, parties, names, geography, cameo, set(display))
    capitals = capital_rows(parties, given.capitals, codes, crosswalk)
    write("parties.csv", "code name kind iso2 iso cow gw cameo sipri source", table)
    write("spells.csv", "code since until source number", spells)
    write("names.csv", "code text kind since until source", [(*k, *v) for k, v in names.names.items()])
    write("demonyms.csv", "code text kind since until source", [(*k, *v) for k, v in names.words.items()])
    write("capitals.csv", "code text since until source", capitals)
    write("successions.csv", "from to date how source", succession_rows(crosswalk))
    write("leaders.csv", "code name surname since until role common source", leaders)
    write("traps.csv", "text source", trap_rows(geography, names))


if __name__ == "__main__":
    main()
