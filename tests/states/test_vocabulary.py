"""Every entry of the actor vocabulary runs its own example."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from backchannel.model import first_day, last_day
from backchannel.states import Gazetteer, forms, parties
from backchannel.states.tables import rows
from backchannel.vocabulary import load_toml

FILES = ("agencies", "organisations", "armed_groups", "media", "bodies", "metonyms", "entities", "compounding")
ENTRIES = [
    pytest.param(entry, id=f"{file}: {entry.get('name') or entry['text']}")
    for file in FILES
    for table in load_toml(file).values()
    for entry in table
]
TRAPS = [pytest.param(entry, id=entry["text"]) for entry in load_toml("not_parties")["trap"]]


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_example_mentions_the_entry(entry: dict[str, Any]) -> None:
    """The example holds a mention that can stand for the entry, with the entry's party."""
    texts = {entry.get("name") or entry["text"], *entry.get("names", ()), *entry.get("adjectives", ())}
    code = entry.get("code") or entry.get("country")
    found = [c for m in gazetteer().match(entry["example"]) for c in m.candidates]
    assert any(c.code == code and c.text in texts for c in found)


@pytest.mark.parametrize("entry", TRAPS)
def test_a_namesake_is_no_party(entry: dict[str, Any]) -> None:
    """The phrase of a trap holds no mention."""
    start = entry["example"].index(entry["text"])
    stop = start + len(entry["text"])
    assert not [m for m in gazetteer().match(entry["example"]) if m.start < stop and m.end > start]


@pytest.mark.parametrize("entry", ENTRIES)
def test_each_entry_is_dated_and_referenced(entry: dict[str, Any]) -> None:
    """Each entry names a reference; where it has two dates the first is not the later."""
    assert entry["reference"].strip()
    if "since" in entry and "until" in entry:
        assert first_day(entry["since"]) <= last_day(entry["until"])


def test_every_form_leads_to_a_party_or_to_nobody() -> None:
    """Each code of each form and of each home is a party; each form has a source."""
    known = parties()
    for form in forms():
        assert form.code is None or form.code in known, form
        assert form.home is None or form.home in known, form
        assert form.source, form


@pytest.mark.parametrize(
    "table", ["parties", "spells", "names", "demonyms", "capitals", "successions", "leaders", "traps"]
)
def test_every_row_of_every_table_has_its_source(table: str) -> None:
    """No row came from nowhere."""
    column = {
        "parties": 9,
        "spells": 3,
        "names": 5,
        "demonyms": 5,
        "capitals": 4,
        "successions": 4,
        "leaders": 7,
        "traps": 1,
    }
    assert all(row[column[table]] for row in rows(table))
