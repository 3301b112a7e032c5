"""Gathers names, adjectives and nouns of people for each party, each with its source."""

from __future__ import annotations

import re
from pathlib import Path

from states_lists import CLDR, COW, GW, UN, WN, Crosswalk, Parties, Spell, fold
from wordnet_geography import Geography

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
    return {v for v in found if "(" not in v and "," not in v and " - " not in v}


OFFICIAL = re.compile(
    r"\b(Republic|Kingdom|States?|Union|Federation|Commonwealth|Principality|Duchy|Emirate|Sultanate|Jamahiriya|"
    r"Confederation|Co-operative)\b.* of |^(Republic|Kingdom|State|Union) of|Arab Republic|Federation$|"
    r"Democratic Republic|Hellenic Republic|Confederation$"
)


class Names:
    """Gathers names, adjectives and nouns of people for each party, each with its source; the first source wins."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, str], tuple[str, str, str, str]] = {}
        self.words: dict[tuple[str, str, str], tuple[str, str, str]] = {}

    def name(self, code: str, text: str, kind: str, source: str, since: str = "", until: str = "") -> None:
        """Notes a name, without its article."""
        text = text.removeprefix("The ").removeprefix("the ")
        self.names.setdefault((code, text), (kind, since, until, source))

    def word(self, code: str, text: str, kind: str, source: str, since: str = "", until: str = "") -> None:
        """Notes an adjective or a noun of people."""
        self.words.setdefault((code, text, kind), (since, until, source))


def gather_crosswalk(names: Names, crosswalk: Crosswalk, windows: dict[str, tuple[str, str]]) -> None:
    for party in crosswalk["party"]:
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
    for old, code in crosswalk["codes"].items():
        names.name(code, old, "code", "crosswalk: ISO 3166-3")
    for code, entry in crosswalk["names"].items():
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
                    names.name(code, text, "official" if OFFICIAL.search(text) else kind, UN)
    for spells, source in ((cow, COW), (gw, GW)):
        for spell in spells:
            owner = parties.default(spell)
            text = re.sub(r"\s*\(.*\)|/.*", "", spell.name).strip()
            split = parties.windows(spell.number, "cow") or spell.number in (255, 260)
            if owner and "," not in text and not split:
                for variant in variants(text):
                    names.name(owner, variant, "variant", source)


def plural(noun: str) -> str:
    if noun.endswith(("man", "Man")) and not noun.endswith(("German", "Oman", "Roman")):
        return noun[:-3] + ("men" if noun.endswith("man") else "Men")
    if noun.endswith("woman"):
        return noun[:-5] + "women"
    if re.search(r"(ese|ss|ish|ch|x|people|s)$", noun):
        return noun
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + "s"


ARCHAIC = {  # poetic, local or too short: never met for the party in running English
    "AS", "Calpe", "Cathay", "Commonwealth", "Dae-Han-Min-Gook", "Emerald Isle", "Free State", "GU", "Han-Gook",
    "Hellas", "Korean Peninsula", "Land of Opportunity", "Man", "Sakartvelo", "Saxe", "Sion", "Sitsang", "TT",
    "Uncle Sam", "Zion",
}  # fmt: skip
NOT_PEOPLE = re.compile(  # faiths, regions and terms of abuse that WordNet lists among the people of a country
    r"Jew|Hindu|Muslim|Moslem|person$|people$|[a-z] [a-z]|Yankee|Yank|Sassenach|Jap$|Nip$|Chink|Wog|Kraut|Boche|Jerry|"
    r"Hun$|Mick|Paddy|Limey|John Bull|Chinaman|Nipponese|Gringo|Frog|Spic|Basque|Breton|Norman|Parisi|Savoyard",
    re.I,
)


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
        adjectives = {w for c, w, k in names.words if c == code and k == "adjective"}
        for text in geography.names(offset):
            short = text.replace(".", "").isupper()
            kind = "abbreviation" if short else "official" if OFFICIAL.search(text) else "variant"
            if text not in ARCHAIC and text not in adjectives and (code, text) != ("TWN", "China"):
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
