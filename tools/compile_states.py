"""Compiles the tables of the states room from openly licensed lists.

A maintainer runs it with the lists downloaded; the small CSV files it writes ship with the package:

    python tools/compile_states.py --cow states2016.csv --gw gw_states.csv --capitals cow_capitals.csv \\
        --reign leaderlist_3_21.csv --codes country-codes.csv --phoenix Phoenix.Countries.actors.txt \\
        --wordnet /usr/share/wordnet --cldr en.xml-as-babel --sipri names.txt

Babel (CLDR names) is needed here and never at run time. Every row carries its source.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from phoenix_actors import Holder, read_holders
from wordnet_geography import Geography, Synset

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "backchannel" / "states" / "data"
COW, GW, CLDR, UN, WN = "cow-2016", "gw", "cldr", "country-codes", "wordnet-3.0"
ENTITIES = {"TWN", "XKX", "PSE", "ESH"}
FAMILY_FIRST = {"CHN", "TWN", "KOR", "PRK", "VNM", "RVN", "KHM", "SGP"}
OPEN_ENDS = {"2016-12-31", "2017-12-31", "2024-12-31"}  # last day of a list, not of a state
Rows = list[dict[str, str]]


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

    def __init__(self, crosswalk: dict[str, object], codes: Rows, territories: dict[str, str]) -> None:
        self.extra: list[dict[str, object]] = crosswalk["party"]  # type: ignore[assignment]  # TOML is untyped
        self.numbers = {int(k): str(v) for k, v in crosswalk["numbers"].items()}  # type: ignore[attr-defined]  # TOML
        self.codes = [r for r in codes if len(r["ISO3166-1-Alpha-3"]) == 3]
        self.territories = territories
        self.by_name: dict[str, str] = {}
        for row in self.codes:
            iso2 = row["ISO3166-1-Alpha-2"]
            for name in (territories.get(iso2, ""), row["UNTERM English Short"], row["official_name_en"]):
                if name:
                    self.by_name.setdefault(fold(re.sub(r"\((the|The)\)|\(.*\)", "", name)), row["ISO3166-1-Alpha-3"])

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

    def on(self, number: int, day: str, name: str = "") -> str | None:
        """The party that a COW number means on a day."""
        for code, since, until in self.windows(number, "cow"):
            if since <= day <= until:
                return code
        return self.default(Spell(number, name, day, ""))


def before(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()


def after(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def write(name: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    body = sorted({tuple(str(v) for v in row) for row in rows})
    with (OUT / name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
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
    numbers: dict[tuple[str, str], int] = {}
    for code, _, _, source, number in spells:
        numbers[code, source] = max(number, numbers.get((code, source), 0)) if code != "YEM" else 679
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


DISPLAY = {  # where the CLDR name is not one that is written in running text
    "HKG": "Hong Kong", "MAC": "Macao", "MMR": "Myanmar", "PSE": "Palestine", "COD": "DR Congo", "COG": "Congo",
    "ATG": "Antigua and Barbuda", "BIH": "Bosnia and Herzegovina", "KNA": "St. Kitts and Nevis",
    "STP": "São Tomé and Príncipe", "TTO": "Trinidad and Tobago", "VCT": "St. Vincent and the Grenadines",
    "VAT": "Holy See", "TUR": "Turkey", "CIV": "Ivory Coast",
}  # fmt: skip


def clean(name: str) -> str:
    """A list's name as running text has it: no bracketed article, no inversion ('Congo, Republic of')."""
    name = re.sub(r"\s*\((the|The|l'|Keeling|Islas? [^)]*)\)|\*", "", name).strip()
    return name.removeprefix("the ").removeprefix("The ")


def variants(name: str) -> set[str]:
    found = {name}
    if " & " in name:
        found.add(name.replace(" & ", " and "))
    for text in tuple(found):
        if text.startswith("St. "):
            found |= {text.replace("St. ", "St "), text.replace("St. ", "Saint ")}
        if text.startswith("Saint "):
            found.add(text.replace("Saint ", "St. "))
    return {v for v in found if "(" not in v and "," not in v}


OFFICIAL = re.compile(r"\b(Republic|Kingdom|State|States|Union|Federation|Commonwealth|Principality|Duchy|Emirate|"
                      r"Sultanate|Jamahiriya|Confederation|Co-operative)\b.* of |^(Republic|Kingdom|State|Union) of|Arab Republic|Federation$|"
                      r"Democratic Republic|Hellenic Republic|Confederation$")  # fmt: skip


class Names:
    """Gathers names, adjectives and nouns of people for each party, each with its source; the first source wins."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, str], tuple[str, str, str, str]] = {}
        self.words: dict[tuple[str, str, str], tuple[str, str, str]] = {}

    def name(self, code: str, text: str, kind: str, source: str, since: str = "", until: str = "") -> None:
        text = text.removeprefix("The ").removeprefix("the ")
        self.names.setdefault((code, text), (kind, since, until, source))

    def word(self, code: str, text: str, kind: str, source: str, since: str = "", until: str = "") -> None:
        self.words.setdefault((code, text, kind), (since, until, source))


def gather_crosswalk(names: Names, crosswalk: dict[str, object], windows: dict[str, tuple[str, str]]) -> None:
    for party in crosswalk["party"]:  # type: ignore[attr-defined]  # TOML is untyped
        code, source = party["code"], "crosswalk: " + party["reference"]
        since, until = windows.get(code, ("", ""))
        names.name(code, party["name"], "name", source, since, until)
        if "official" in party:
            names.name(code, party["official"], "official", source, since, until)
        for entry in party.get("names", ()):
            text, _, kind = entry.partition(":")
            if kind in ("adjective", "demonym"):
                names.word(code, text, kind, source, since, until)
            elif kind != "capital":
                names.name(
                    code, text, "abbreviation" if text.replace(".", "").isupper() else "variant", source, since, until
                )
    for code, entry in crosswalk["names"].items():  # type: ignore[attr-defined]  # TOML is untyped
        source = "crosswalk: " + entry["reference"]
        for kind in ("short", "official", "former", "abbreviation", "variant"):
            for text in entry.get(kind, ()):
                names.name(code, text, kind, source)
        for kind in ("adjective", "demonym"):
            for text in entry.get(kind, ()):
                names.word(code, text, kind, source)


def gather_lists(names: Names, parties: Parties, cow: list[Spell], gw: list[Spell]) -> None:
    for row in parties.codes:
        code, iso2 = row["ISO3166-1-Alpha-3"], row["ISO3166-1-Alpha-2"]
        for text in variants(DISPLAY.get(code) or clean(parties.territories.get(iso2, ""))):
            if text:
                names.name(code, text, "name", CLDR)
        for column, kind in (("CLDR display name", "name"), ("UNTERM English Short", "name"),
                             ("official_name_en", "variant"), ("UNTERM English Formal", "official")):  # fmt: skip
            for text in variants(clean(row[column])):
                if len(text) > 2:
                    names.name(code, text, kind, UN)
    for spells, source in ((cow, COW), (gw, GW)):
        for spell in spells:
            code = parties.default(spell)
            text = re.sub(r"\s*\(.*\)|/.*", "", spell.name).strip()
            if code and "," not in text and not parties.windows(spell.number, "cow") and spell.number not in (255, 260):
                for variant in variants(text):
                    names.name(code, variant, "variant", source)


def plural(noun: str) -> str:
    if noun.endswith(("man", "Man")) and not noun.endswith(("German", "Oman", "Roman")):
        return noun[:-3] + ("men" if noun.endswith("man") else "Men")
    if noun.endswith("woman"):
        return noun[:-5] + "women"
    if re.search(r"(ese|ss|ish|ch|x|people|s)$", noun):
        return noun
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + "s"


ARCHAIC = {
    "Cathay",
    "Land of Opportunity",
    "Hellas",
    "Sakartvelo",
    "Uncle Sam",
}  # poetic, or never met in running English
NOT_PEOPLE = re.compile(r"Jew|Hindu|Muslim|Moslem|person$|people$|[a-z] [a-z]|Yankee|Yank|Sassenach|Jap$|Nip$|Chink|Wog|"
                        r"Kraut|Boche|Jerry|Hun$|Mick|Paddy|Limey|John Bull|Chinaman|Nipponese|Gringo|Frog|Spic|Basque|Breton|Norman|Parisi|Angeleno|Savoyard", re.I)  # fmt: skip


def gather_wordnet(names: Names, geography: Geography, display: dict[str, str]) -> None:
    known: dict[str, set[str]] = {}
    for (code, text), (kind, *_) in names.names.items():
        if kind != "former":
            known.setdefault(code, set()).add(text.casefold())
    for code, texts in known.items():
        first = {display[code].casefold()} if code in display else set()
        offset = geography.find(texts | first)
        if offset is None:
            continue
        for text in geography.names(offset):
            short = text.replace(".", "").isupper()
            kind = "abbreviation" if short else "official" if OFFICIAL.search(text) else "variant"
            if len(text) > 1 and text not in ARCHAIC:
                names.name(code, text, kind, WN)
        for text in geography.adjectives_of(offset):
            names.word(code, text, "adjective", WN)
        for text in geography.people(offset):
            if not NOT_PEOPLE.search(text):
                names.word(code, text, "demonym", WN)
                names.word(code, plural(text), "demonym", WN)


def gather_phoenix(names: Names, path: Path, known: set[str]) -> None:
    """Adjectives of the Phoenix dictionary for parties that have none yet, told by their ending and their stem."""
    have = {code for code, _, kind in names.words if kind == "adjective"}
    stems: dict[str, set[str]] = {}
    for code, text in names.names:
        stems.setdefault(code, set()).add(fold(text)[:4])
    code = ""
    for line in path.read_text(encoding="latin-1").splitlines():
        head = re.match(r"[A-Z][A-Z_.'\-]+\s+\[([A-Z]{3})\]", line)
        if head:
            code = head[1]
        elif line and not line.startswith("+"):
            code = ""
        word = re.fullmatch(r"\+([A-Z]{4,}(?:I|AN|IAN|ESE|ISH))_?\s*", line)
        if code in known and code not in have and word and fold(word[1])[:4] in stems.get(code, ()):
            names.word(code, word[1].capitalize(), "adjective", "phoenix")
            names.word(code, plural(word[1].capitalize()), "demonym", "phoenix")


def capital_rows(parties: Parties, path: Path, codes: Rows, crosswalk: dict[str, object]) -> list[tuple[str, ...]]:
    rows = []
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
    for party in crosswalk["party"]:  # type: ignore[attr-defined]  # TOML is untyped
        for entry in party.get("names", ()):
            if entry.endswith(":capital") and (party["code"], fold(entry[:-8])) not in seen:
                rows.append((party["code"], entry[:-8], party.get("since", ""), party.get("until", ""), "crosswalk"))
    return rows


def surname(name: str, code: str) -> str:
    words = name.partition(",")[0].replace("`", "'").split() or [name]
    if len(words) == 1:
        return words[0]
    if code in FAMILY_FIRST and len(words) > 1:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in {
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "de",
        "von",
        "van",
        "der",
        "da",
        "dos",
        "le",
        "la",
    }:
        start -= 1
    last = " ".join(words[start:])
    return (
        last if last.casefold().rstrip(".") not in {"jr", "sr", "i", "ii", "iii", "iv", "v", "vi", "ii."} else words[0]
    )


def reign_rows(parties: Parties, path: Path) -> list[tuple[str, str, str, str, str]]:
    """(party, name, since, until, source) of each leader; a spell that runs to the end of the list stays open."""
    rows = []
    for row in read_csv(path, "latin-1"):
        if not row["ccode"].strip() or not row["syear"].strip():
            continue
        since = dt.date(int(row["syear"]), int(row["smonth"]), max(1, int(row["sdate"] or 1))).isoformat()
        year, month = int(row["eyear"] or 2021), int(row["emonth"] or 12)
        until = (
            ""
            if (year, month) >= (2021, 3)
            else (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)).isoformat()
        )
        code = parties.on(int(row["ccode"]), since, row["stateabb"])
        if code is not None and row["leader"].strip():
            rows.append(
                (
                    code,
                    re.sub(r"\s+", " ", re.sub(r"\(.*", "", row["leader"]).replace("Ã©", "é")).strip(),
                    since,
                    until,
                    "reign-2021-3",
                )
            )
    return rows


def leader_rows(reign: list[tuple[str, str, str, str, str]], holders: list[Holder], cameo: dict[str, str],
                common: set[str], parties: set[str]) -> list[tuple[object, ...]]:  # fmt: skip
    """Heads (REIGN) with surname; persons in office (Phoenix) by full name only, as heads where the spells meet."""
    rows: list[tuple[object, ...]] = []
    heads: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for code, name, since, until, source in reign:
        last = surname(name, code)
        heads.setdefault((code, fold(last)), []).append((since, until))
        rows.append((code, name, last, since, until, "head", int(last.casefold() in common), source))
    back = {v: k for k, v in cameo.items() if v}
    for holder in holders:
        code = back.get(holder.country, holder.country)
        if code not in parties:
            continue
        last = surname(holder.name, code)
        spells = heads.get((code, fold(last)), [])
        meets = [s for s in spells if s[0] <= (holder.until or "9999") and (holder.since or "0000") <= (s[1] or "9999")]
        role = "head" if meets else "office"
        rows.append(
            (code, holder.name, last, holder.since, holder.until, role, int(last.casefold() in common), "phoenix")
        )
    return rows


LIVED = re.compile(r"\((?:born |c\. ?|circa )?(\d{4})\s*-\s*(\d{4})?\)|\(born in (\d{4})\)")


def statesman_rows(
    statesmen: list[Synset], people: dict[str, str], common: set[str], known: set[tuple[str, str]]
) -> list[tuple[object, ...]]:
    """Statesmen of WordNet from 1816 on; their dates are years of life, from the twentieth birthday."""
    rows: list[tuple[object, ...]] = []
    for synset in statesmen:
        lived = LIVED.search(synset.gloss)
        first = re.match(r"(?:the )?(?:first |a )?([A-Z][a-z]+)(?: [a-z]+)", synset.gloss)
        nation = people.get(first[1]) if first else None
        if "President of the United States" in synset.gloss:
            nation = "USA"
        if not lived or not nation or (lived[2] and int(lived[2]) < 1816):
            continue
        since = f"{int(lived[1] or lived[3]) + 20}-01-01"
        until = f"{lived[2]}-12-31" if lived[2] else ""
        last = synset.words[0].replace("_", " ")
        if (nation, fold(last)) in known:
            continue  # a list of office holders has him, with the days of office
        for word in synset.words[1:]:
            if "_" in word and len(word) < 40:
                rows.append((nation, word.replace("_", " "), last, since, until, "statesman",
                             int(last.casefold() in common), WN))  # fmt: skip
    return rows


def cameo_codes(path: Path, parties: Parties) -> dict[str, str]:
    """Party → CAMEO country code, from the heads of the Phoenix dictionary."""
    found = {}
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
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        code = special.get(fold(line)) or parties.by_name.get(fold(re.sub(r"\(.*\)", "", line)))
        if code and line.strip():
            found.setdefault(code, line.strip())
    return found


def main() -> None:
    from babel import Locale  # noqa: PLC0415  # only the maintainer who compiles needs Babel

    given = arguments()
    OUT.mkdir(parents=True, exist_ok=True)
    crosswalk: dict[str, object] = tomllib.loads((HERE / "states_crosswalk.toml").read_text(encoding="utf-8"))
    codes = read_csv(given.codes)
    parties = Parties(crosswalk, codes, dict(Locale("en").territories))
    cow, gw = cow_spells(given.cow), gw_spells(given.gw)
    for spell in cow:
        parties.numbers.setdefault(spell.number, parties.default(spell) or "")
    spells = spell_rows(parties, cow, gw)
    cameo = cameo_codes(given.phoenix, parties)
    table = party_rows(parties, spells, sipri_names(given.sipri, parties), cameo)
    geography = Geography(given.wordnet)
    windows = {
        c: (min(s[1] for s in spells if s[0] == c), max(s[2] or "9999" for s in spells if s[0] == c))
        for c in {s[0] for s in spells}
    }
    windows = {c: (a, "" if b == "9999" else b) for c, (a, b) in windows.items()}
    display = {str(r[0]): str(r[1]) for r in table}
    names = Names()
    gather_crosswalk(names, crosswalk, windows)
    gather_lists(names, parties, cow, gw)
    gather_wordnet(names, geography, display)
    gather_phoenix(names, given.phoenix, set(display))
    people = {text: code for code, text, kind in sorted(names.words) if kind == "adjective"}
    common = geography.common_words()
    leaders = leader_rows(reign_rows(parties, given.reign), read_holders(given.phoenix), cameo, common, set(display))
    write("parties.csv", ("code", "name", "kind", "iso2", "iso", "cow", "gw", "cameo", "sipri", "source"), table)
    write("spells.csv", ("code", "since", "until", "source", "number"), spells)
    write("names.csv", ("code", "text", "kind", "since", "until", "source"), [(*k, *v) for k, v in names.names.items()])
    write(
        "demonyms.csv", ("code", "text", "kind", "since", "until", "source"), [(*k, *v) for k, v in names.words.items()]
    )
    write(
        "capitals.csv",
        ("code", "text", "since", "until", "source"),
        capital_rows(parties, given.capitals, codes, crosswalk),
    )
    write("successions.csv", ("from", "to", "date", "how", "source"),
          [(s["from"], t, s["date"], s["how"], "crosswalk: " + s["reference"]) for s in crosswalk["succession"] for t in s["to"]])  # type: ignore[attr-defined]  # fmt: skip
    write("leaders.csv", ("code", "name", "surname", "since", "until", "role", "common", "source"),
          [*leaders, *statesman_rows(geography.statesmen(), people, common, {(str(r[0]), fold(str(r[2]))) for r in leaders})])  # fmt: skip
    write("traps.csv", ("text", "source"), trap_rows(geography, names))


if __name__ == "__main__":
    main()
