"""Sentences in, event codes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backchannel.api.coding import Sentence, code, parse
from backchannel.errors import InputError
from backchannel.exchange.event_codes import event_type
from backchannel.model import ACTS
from backchannel.pipeline import open_reader
from tests.pipeline.toys import command, finished

from .conftest import Call


def coded(text: str, ontology: str = "plover", **more: str) -> list[tuple[str, str, str]]:
    found = code(open_reader("toy"), Sentence(id="1", text=text, **more), ontology)  # type: ignore[arg-type] # a literal
    return [(e.source, e.target, e.code) for e in found.events]


def test_events_have_codes_of_states_and_acts(place: Path) -> None:
    """Source and target are alpha-3 codes, the act a type of PLOVER or a root of CAMEO."""
    assert coded("Israel met Jordan in 1963.") == [("ISR", "JOR", "CONSULT")]
    assert coded("Israel met Jordan in 1963.", "cameo") == [("ISR", "JOR", "04")]


def test_what_is_no_event_is_not_coded(place: Path) -> None:
    """No act, no text: no events."""
    assert coded("Israel is small.") == []
    assert coded("   ") == []


def test_known_ends_make_one_event_between_them(place: Path) -> None:
    """With the words for source and target there is at most one event, and it is between these."""
    text = "Israel met Jordan. Pakistan met China."
    assert coded(text, source_text="Pakistan", target_text="the Chinese") == [("PAK", "CHN", "CONSULT")]
    assert coded("Nothing happened.", source_text="Pakistan", target_text="China") == []


def test_every_type_has_a_root() -> None:
    """The table knows all sixteen types and gives two digits for each."""
    roots = {act: event_type(act).cameo for act in ACTS}
    assert all(len(root) == 2 and root.isdigit() for root in roots.values())


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"id": 1, "text": "x"}', b'{"id": "1"}'])
def test_lines_that_are_no_sentences_are_named(line: bytes) -> None:
    """What is wrong with a line is one clause."""
    with pytest.raises(InputError):
        parse(line)


def test_lines_go_in_and_out_in_order(call: Call) -> None:
    """Each sentence gives a line with its id; what is no sentence is skipped, named, and the code is 1."""
    sentences: list[Any] = [
        {"id": "b", "text": "Israel met Jordan.", "date": "1994-01-01"},
        "no sentence",
        {"id": "a", "text": "Nothing."},
    ]
    done = finished(command("code"), input="\n".join(map(json.dumps, sentences)))
    assert done.returncode == 1
    assert done.stderr.startswith("skipped line 2")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "b", "events": [{"source": "ISR", "target": "JOR", "code": "CONSULT", "mode": None}]},
        {"id": "a", "events": []},
    ]


def test_the_reader_that_ships_codes_a_plain_sentence() -> None:
    """A visit, aid and a threat between states come out with the right ends."""
    reader = open_reader()
    told = {
        "The United States imposed sanctions on Iran on Monday.": ("USA", "IRN"),
        "France delivered tanks to Jordan in 1956.": ("FRA", "JOR"),
    }
    for text, (source, target) in told.items():
        events = code(reader, Sentence(id="1", text=text, date="2001-01-01")).events
        assert (source, target) in {(e.source, e.target) for e in events}, text
