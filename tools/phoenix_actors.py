"""Reads office holders with dates out of the Phoenix country dictionary (openeventdata/petrarch2, MIT)."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import NamedTuple

_PERIOD = re.compile(r"^\s+\[([A-Z]{3})GOV\s*(<|>)?(\d{6,8})?(?:-(\d{6,8}))?\]")
_TITLE = re.compile(
    r"\b(PRESIDENT|PRIME|MINISTER|SECRETARY|GENERAL|GOVERNOR|KING|QUEEN|PRINCE|SULTAN|EMIR|CHANCELLOR|OF|THE|SIR|DR|"
    r"MR|MRS|GEN|COL|MAJ|LT|BRIG|CAPT|DAME|LORD|SHEIKH|SENATOR|FORMER|SECY|AND|ADMINISTRATION|GOVERNMENT|RET)\b"
)


class Holder(NamedTuple):
    """One person in one office of state."""

    name: str
    country: str
    since: str
    until: str


def _day(digits: str | None) -> str:
    if not digits:
        return ""
    text = digits if len(digits) == 8 else ("19" if int(digits[:2]) > 20 else "20") + digits
    try:
        return dt.date(int(text[:4]), max(1, int(text[4:6])), max(1, int(text[6:]))).isoformat()
    except ValueError:
        return ""


def _name(raw: str) -> str:
    words = raw.replace("_", " ").split()
    return " ".join("-".join(p.capitalize() if p.isupper() else p for p in w.split("-")) for w in words)


def read_holders(path: Path) -> list[Holder]:
    """Every person of the dictionary with a dated government period; names of two words and more."""
    found: list[Holder] = []
    names: list[str] = []
    for line in path.read_text(encoding="latin-1").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] in " \t":
            period = _PERIOD.match(line)
            if period and names and (period[3] or period[4]):
                since = _day(period[3]) if period[2] != "<" else ""
                until = _day(period[4]) if period[2] != "<" else _day(period[3])
                found.extend(Holder(name, period[1], since, until) for name in names if since or until)
            continue
        raw = re.sub(r"\s*(#.*|\[.*)$", "", line).strip()
        alias = raw.startswith("+")
        body = raw.lstrip("+").rstrip("_ ")
        if not alias:
            names = []
        fits = body and body.count("_") in (1, 2, 3) and not _TITLE.search(body.replace("_", " ").replace(".", " "))
        if fits and re.fullmatch(r"[A-Z][A-Z.'\-_]+", body):
            names.append(_name(body))
    return found
