"""Leaders and holders of office with days, and statesmen of the time before the lists begin."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from phoenix_actors import Holder
from states_lists import WN, Parties, Spell, fold, read_csv
from wordnet_geography import Synset

BODY = re.compile(  # bodies that ruled are no persons
    r"\b(Council|Junta|Committee|Military|Government|Collective|Transition\w*|Presidency|Provisional|Commission)\b",
    re.I,
)
FAMILY_FIRST = {"CHN", "TWN", "KOR", "PRK", "VNM", "VDR", "RVN", "KHM", "SGP"}


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
        name = re.sub(r"\s+", " ", re.sub(r"\(.*", "", row["leader"]).replace("Ã©", "é")).strip()
        if name and not BODY.search(name):
            spell = Spell(int(row["ccode"]), row["stateabb"], since, until)
            rows += [(code, name, low, high, "reign-2021-3") for code, low, high in parties.split(spell, "cow")]
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
        exact = int(last.casefold() in common)
        full = [w.replace("_", " ") for w in synset.words[1:] if "_" in w and len(w) < 40]
        rows += [(nation, name, last, since, until, "statesman", exact, WN) for name in full]
    return rows
