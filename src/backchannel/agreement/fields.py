"""What a coder fills in for each claim: the columns, their values, and how a cell is read.

A cell that is left empty is *not coded*, never "no": whoever means that there is nothing writes ``none``. The fields
are those of the claims format (docs/claims-format.md), and claims of a reader are put into the same values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from backchannel.errors import UnknownParty
from backchannel.model import ACTS, CERTAINTIES, DOMAINS, KINDS, ROLES, Actor, Claim, When, first_day, last_day
from backchannel.states import party

NONE = "none"
"""What a cell holds where the coder found that there is nothing."""

Values = Mapping[str, Any]
"""A claim's coding: field → value, None where it is not coded. Lists are frozen sets, dates pairs, all else plain."""

_PREPOSITION = re.compile(r"(?:in|on)\s+", re.IGNORECASE)
_CODE = re.compile(r"(.*?)\s*\(\s*([A-Za-z]{3}|-)\s*\)", re.DOTALL)
_ARTICLE = frozenset({"the", "a", "an"})
_WORD = re.compile(r"\w+")
_YES = MappingProxyType({"yes": "yes", "no": "no", "true": "yes", "false": "no", "y": "yes", "n": "no"})
LONGEST_CELL = 5_000


class Column(NamedTuple):
    """One field of the sheet: its name, the values it may have (none: free), what it asks, and what reads a cell.

    ``parse`` raises ``ValueError`` with one clause for a cell that cannot be read.
    """

    name: str
    asks: str
    parse: Callable[[str], object]
    values: tuple[str, ...] = ()


def _choice(values: tuple[str, ...]) -> Callable[[str], object]:
    known = {value.lower(): value for value in values}

    def parse(cell: str) -> object:
        found = known.get("_".join(cell.lower().replace("-", " ").replace("_", " ").split()))
        if found is None:
            raise ValueError(f"{_shown(cell)} is none of {', '.join(values)}")
        return found

    return parse


def _yes_or_no(cell: str) -> object:
    found = _YES.get(cell.lower())
    if found is None:
        raise ValueError(f"{_shown(cell)} is neither yes nor no")
    return found


def parse_date(cell: str) -> tuple[str, str] | str:
    """``1971``, ``1971-07``, ``1971-07-09``, ``197X``, two with a slash between them, or ``none``."""
    if cell.lower() == NONE:
        return NONE
    words = _PREPOSITION.sub("", cell, count=1)
    start, _, end = (part.strip().upper() for part in words.partition("/"))
    try:
        if first_day(start) > last_day(end or start):
            raise ValueError
    except ValueError:
        raise ValueError(
            f"{_shown(cell)} is no date; write 1971, 1971-07, 1971-07-09 or 197X, two with / between them for a range,"
            " or none. If a spreadsheet turned the date into another form, put the word on before it: on 1971-07-09"
        ) from None
    return start, end or start


def parse_names(cell: str) -> frozenset[str]:
    """Names with semicolons between them, ``Name (CODE)`` where they act for a state; ``none`` is nobody."""
    if cell.lower() == NONE:
        return frozenset()
    parts = [part.strip() for part in cell.split(";")]
    return frozenset(_actor(part) for part in parts if part)


def _actor(words: str) -> str:
    """Who is meant: the code of the state acted for, else the name without case and article."""
    found = _CODE.fullmatch(words)
    if found is None:
        if "(" in words:
            raise ValueError(f"{_shown(words)}: what stands in brackets is a code of three letters, or - for no state")
        return _code(words) or folded(words)
    name, code = found.groups()
    return folded(name) if code == "-" else code.upper()


@lru_cache(4096)
def _code(name: str) -> str | None:
    try:
        return party(name).code
    except UnknownParty:
        return None


def folded(name: str) -> str:
    """The name as it is compared: its words without case, articles and punctuation."""
    words = [word for word in _WORD.findall(name.casefold()) if word not in _ARTICLE]
    return " ".join(words) or name.strip().casefold()


def _originator(cell: str) -> object:
    return folded(cell.partition(">")[0])


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else cell[:39] + "…")


_ROLE_ASKS = MappingProxyType(
    {
        "source": "Who does it. Each as Name (CODE), the state acted for; several with ; between.",
        "target": "Who it is done to, or who receives.",
        "via": "Who passes it on between others.",
        "participant": "Either side of what has no direction, such as a meeting.",
        "beneficiary": "Who gains by it without being the one it is done to.",
        "victim": "Who suffers from it.",
        "speaker": "Who says it, where it is not about the speaker's own act.",
        "party": "Who is only spoken of.",
    }
)

COLUMNS: tuple[Column, ...] = (
    Column("kind", "What sort of claim it is.", _choice(KINDS), KINDS),
    Column(
        "act", "The PLOVER event type, or none where nobody does anything to or with another.",
        _choice((*ACTS, NONE)), (*ACTS, NONE),
    ),
    Column("domain", "The field of dealing.", _choice(DOMAINS), DOMAINS),
    *(Column(role, _ROLE_ASKS[role], parse_names) for role in ROLES),
    Column("date", "When it happened or held, not when it was reported: 1971, 1971-07, 1971-07-09, 197X, a range"
           " 1971-07/1971-09, or none. The word in or on before it keeps a spreadsheet from changing it.", parse_date),
    Column("attribution", "On whose word: whoever said it first, then each who passed it on, with > between them;"
           " author where it is the author's own word, unnamed where nobody in particular is named.", _originator),
    Column("certainty", "How firmly the text puts it, true or not.", _choice(CERTAINTIES), CERTAINTIES),
    Column("polarity", "Whether the wording says that it is so or that it is not.", _choice(("positive", "negative")),
           ("positive", "negative")),
    Column("covert", "Whether the text says that it was hidden, or rests it on a leak.", _yes_or_no, ("yes", "no")),
    Column("denied_by", "Who denies it, wholly or in part; several with ; between, or none.", parse_names),
    Column("checkable", "Whether an archive or a data set could settle it.", _yes_or_no, ("yes", "no")),
)  # fmt: skip
"""The fields in the order of the sheet."""


def parsed(cells: Mapping[str, str], fault: Callable[[str, str], None]) -> dict[str, Any]:
    """The values of a row's cells; what cannot be read is told to ``fault`` (column, reason) and is None.

    All roles together are one field, ``actors``: it is coded where any of them is.
    """
    values: dict[str, Any] = {}
    for column in COLUMNS:
        cell = cells.get(column.name, "").strip()
        values[column.name] = None
        if len(cell) > LONGEST_CELL:
            fault(column.name, f"longer than {LONGEST_CELL:,} characters")
        elif cell:
            try:
                values[column.name] = column.parse(cell)
            except ValueError as error:
                fault(column.name, str(error))
    named = {role: values.pop(role) for role in ROLES}
    coded = any(who is not None for who in named.values())
    values["actors"] = frozenset((who, role) for role in ROLES for who in named[role] or ()) if coded else None
    return values


def of_claim(claim: Claim) -> dict[str, Any]:
    """A claim of a reader in the values of the sheet; nothing of it is missing."""
    return {
        "kind": claim.kind,
        "act": claim.plover or NONE,
        "domain": claim.domain,
        "actors": frozenset((actor.country or folded(actor.name), actor.role) for actor in claim.actors),
        "date": (claim.date.start, claim.date.end or claim.date.start) if claim.date.start else NONE,
        "attribution": folded(claim.attribution[0].source) if claim.attribution else "author",
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "covert": "yes" if claim.covert else "no",
        "denied_by": frozenset(_actor_of(name) for name in claim.denied_by),
        "checkable": "yes" if claim.checkable else "no",
    }


def _actor_of(name: str) -> str:
    return _code(name) or folded(name)


def cells_of(claim: Claim) -> dict[str, str]:
    """A claim of a reader as the cells of a row."""
    cells: dict[str, str] = {role: _names([a for a in claim.actors if a.role == role]) for role in ROLES}
    cells |= {
        "kind": claim.kind,
        "act": claim.plover or NONE,
        "domain": claim.domain,
        "date": _date(claim.date),
        "attribution": " > ".join(relay.source.replace(">", " ") for relay in claim.attribution) or "author",
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "covert": "yes" if claim.covert else "no",
        "denied_by": "; ".join(_plain(name) for name in claim.denied_by) or NONE,
        "checkable": "yes" if claim.checkable else "no",
    }
    if not any(cells[role] for role in ROLES):
        cells[ROLES[0]] = NONE
    return cells


def _names(actors: list[Actor]) -> str:
    return "; ".join(f"{_plain(actor.name)} ({actor.country or '-'})" for actor in actors)


def _plain(name: str) -> str:
    """The name without what has a meaning in a cell."""
    return " ".join(re.sub(r"[;()]", " ", name).split())


def _date(when: When) -> str:
    if not when.start:
        return NONE
    return f"in {when.start}" + (f"/{when.end}" if when.end and when.end != when.start else "")
