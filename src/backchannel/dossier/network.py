"""The picture of who deals with whom through whom: two rails, and a rung for each way between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from backchannel.dossier import words
from backchannel.dossier.value import Dossier, Tie
from backchannel.model import first_day

ROW = 74
_SLIM = 500  # below this width a rung has two lines of notes


class Rung(NamedTuple):
    """One way between the two: straight, through a third party, or an inferred chain."""

    name: str | None
    domains: str
    extent: str
    kind: str
    forth: bool
    back: bool
    width: float
    y: int


class Ladder(NamedTuple):
    """The picture in one width; rails stand at ``left`` and ``right``, stations at ``middle``."""

    width: int
    height: int
    left: int
    right: int
    middle: int
    rungs: tuple[Rung, ...]
    names: tuple[str, str]


def _years(ties: list[Tie]) -> str:
    starts = sorted((t.when.start for t in ties if t.when.start), key=first_day)
    ends = sorted((t.when.end or t.when.start for t in ties if t.when.start), key=lambda d: first_day(d or ""))
    if not starts:
        return "undated"
    first, last = words.year(starts[0]), words.year(ends[-1] or "")
    return first if first == last else f"{first}–{last}"


def _domains(ties: list[Tie]) -> str:
    found = list(dict.fromkeys(words.DOMAIN[d].lower() for t in ties for d in t.domains))
    return ", ".join(found[:2]) + (f" and {len(found) - 2} more" if len(found) > 2 else "")


def _rung(ties: list[Tie], parties: tuple[str, str], name: str | None, y: int) -> Rung:
    directions = {t.direction for t in ties}
    claims = {c for t in ties for c in t.claims}
    mutual = "mutual" in directions
    return Rung(
        name=name,
        domains=_domains(ties),
        extent=f"{_years(ties)} · {words.count(len(claims), 'claim')}",
        kind=ties[0].kind,
        forth=mutual or f"{parties[0]}->{parties[1]}" in directions,
        back=mutual or f"{parties[1]}->{parties[0]}" in directions,
        width=min(1.5 + 0.5 * (len(claims) - 1), 5),
        y=y,
    )


def _grouped(dossier: Dossier) -> list[tuple[str | None, list[Tie]]]:
    direct = [t for t in dossier.ties if t.kind == "direct"]
    through: Mapping[tuple[bool, str], list[Tie]] = defaultdict(list)
    for tie in dossier.ties:
        if tie.kind != "direct":
            through[tie.kind == "inferred", tie.ends[1]].append(tie)
    ranked = sorted(through.items(), key=lambda kv: (kv[0][0], -len({c for t in kv[1] for c in t.claims}), kv[0][1]))
    rows: list[tuple[str | None, list[Tie]]] = [(None, direct)] if direct else []
    return rows + [(ties[0].names[1], ties) for _, ties in ranked]


def ladder(dossier: Dossier, width: int) -> Ladder | None:
    """The picture in ``width`` pixels; None where nothing is known of any way between the two."""
    rows = _grouped(dossier)
    if not rows:
        return None
    one, other = dossier.parties
    step = ROW + (12 if width < _SLIM else 0)
    rungs = tuple(_rung(ties, (one.code, other.code), name, ROW + row * step) for row, (name, ties) in enumerate(rows))
    return Ladder(width, ROW + len(rungs) * step - 14, 12, width - 12, width // 2, rungs, (one.name, other.name))
