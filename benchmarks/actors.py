"""Which state a phrase stands for, by the layer "actors" of ``backchannel annotate``, against people's codes.

    python benchmarks/actors.py FILE... [--json] [--errors] [--ours]

FILE holds a phrase a line: ``text``, ``expect.country`` (a code of PLOVER's entities; empty where no state is meant)
and ``query_date``, on which it is to hold. Each phrase is annotated as a text of its own. It stands for the first
actor in it for whom the layer knows a state: "the Canadian ambassador to Poland" for Canada. Codes are compared as
PLOVER writes them (PLOVER manual, section on entities): an entity that broke away as the state that claims it, an
armed group or a body by the state where it is at home, international organisations as UNO, EUR or IGO. ``--ours``
compares our own codes of states acted for instead. Phrases without ``expect.country`` are not counted.

``country`` is accuracy over all phrases, ``stated`` over those that stand for a state, ``none`` over the others;
``sector`` the share whose type fits the sector that people gave, of those with a sector that a type of ours answers to.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from backchannel.api.annotating import ActorSpan, Text, annotate
from backchannel.claims import ClauseReader
from backchannel.exchange.entities import entity_country
from backchannel.language.times import find_times

FITTING: dict[str, frozenset[str]] = {
    "GOV": frozenset({"agency", "person", "state"}),
    "MIL": frozenset({"agency", "person", "armed_group"}),
    "SPY": frozenset({"agency", "person"}),
    "LEG": frozenset({"agency", "person"}),
    "JUD": frozenset({"agency", "person"}),
    "COP": frozenset({"agency", "person", "population"}),
    "ELI": frozenset({"person"}),
    "REB": frozenset({"armed_group"}),
    "UAF": frozenset({"armed_group"}),
    "PRM": frozenset({"armed_group"}),
    "JRN": frozenset({"media", "person"}),
    "PTY": frozenset({"other", "person"}),
    "CVL": frozenset({"population", "person", "other"}),
    "REF": frozenset({"population"}),
    "PRE": frozenset({"state"}),
}
"""Types of the claims format that may stand for a sector of PLOVER; sectors that none answers to are not counted."""
NONE = ""
Row = dict[str, Any]


class Answer(NamedTuple):
    """A phrase, the code and sector that people gave, and what the layer says."""

    text: str
    country: str
    sector: str
    found: str
    type: str | None
    ours: str


def rows(paths: Iterable[Path]) -> Iterator[Row]:
    """The phrases that have an answer for the country."""
    for path in paths:
        with path.open(encoding="utf-8") as file:
            yield from (row for row in map(json.loads, file) if row["expect"].get("country") is not None)


def day(words: str | None) -> str | None:
    """The day in the words of a query, which a program's source may have left quotes and brackets on."""
    found = find_times(re.sub(r'[")]', "", words)) if words else []
    return found[0].when.start if found else None


def answered(reader: ClauseReader, row: Row) -> Answer:
    """What the layer says of one phrase."""
    text = Text(id=row["id"], text=row["text"], date=day(row.get("query_date")))
    actors = annotate(reader, text, ("actors",)).actors
    assert isinstance(actors, tuple)
    stated = next((actor for actor in actors if actor.country or _plover(actor)), None)
    meant = stated or next(iter(actors), None)
    expect = row["expect"]
    ours = (stated and stated.country) or NONE
    return Answer(
        row["text"], expect["country"], expect.get("code_1", NONE), _plover(meant), meant.type if meant else None, ours
    )


def _plover(actor: ActorSpan | None) -> str:
    """The code of an actor as PLOVER writes it."""
    if actor is None:
        return NONE
    return entity_country(actor.country or actor.home, actor.name)


def figures(answers: Iterable[Answer], *, ours: bool = False) -> dict[str, float]:
    """Accuracy over all phrases, over those with a state, and over those without; fit of types; how many phrases."""
    counted = list(answers)
    right = [(a.country, (a.ours if ours else a.found) == a.country) for a in counted]
    typed = [a.type in FITTING[a.sector] for a in counted if a.sector in FITTING and a.type]
    return {
        "country": _share([r for _, r in right]),
        "stated": _share([r for c, r in right if c]),
        "none": _share([r for c, r in right if not c]),
        "sector": _share(typed),
        "phrases": len(counted),
    }


def _share(right: list[bool]) -> float:
    return round(sum(right) / len(right), 4) if right else 1.0


def measure(paths: Iterable[Path]) -> dict[str, float]:
    """The figures of files of phrases."""
    reader = ClauseReader()
    return figures(answered(reader, row) for row in rows(paths))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="the figures as one JSON object")
    parser.add_argument("--errors", action="store_true", help="list the phrases with another answer")
    parser.add_argument("--ours", action="store_true", help="compare our own codes")
    given = parser.parse_args()
    reader = ClauseReader()
    answers = [answered(reader, row) for row in rows(given.files)]
    if given.errors:
        for one in answers:
            if one.found != one.country:
                print(f"{one.country or '-':4} {one.found or '-':4} {one.sector:4} {one.type or '-':12} {one.text}")
    made = figures(answers, ours=given.ours)
    if given.json:
        print(json.dumps(made))
    else:
        print(
            "  ".join(
                f"{name} {value:.3f}" if name != "phrases" else f"{value:.0f} phrases" for name, value in made.items()
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
