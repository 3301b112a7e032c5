"""Texts in, layers of their reading out."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.api.annotating import LAYERS, LONGEST, Layers, Text, annotate, layers_named, parse
from backchannel.api.coding import Sentence, code
from backchannel.claims.protocol import Reader
from backchannel.errors import DocumentError, InputError
from backchannel.model import encode
from backchannel.pipeline import open_reader
from tests.pipeline.toys import command, environment, finished

from .conftest import Call

SENTENCES = (
    "Egypt and Israel signed two agreements on 17 September 1978.",
    "The United States promised Egypt $1.5 billion in 1979.",
    "Peru sold Ecuador 14 jets on 12 May 1996.",
)
CAMP_DAVID = " ".join(SENTENCES[:2])
NAMED = {
    "dates": ("17 September 1978", "1979", "12 May 1996"),
    "quantities": ("two", "$1.5 billion", "14 jets", "14"),
    "actors": ("Egypt", "Israel", "The United States", "United States", "Peru", "Ecuador"),
}
ODD = (
    "\ufeff",
    "\0",
    " ",
    "\n\n",
    "\r\n\r\n",
    "\u00a0",
    "😀 ",
    "\u00ad",
    "\u2028",
    "\x1f",
    "  \ud800 ",
    "e\u0301 ",
    "",
)
MORE = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@cache
def reader() -> Reader:
    return open_reader()


def layers(text: str, *asked: str, date: str | None = None) -> dict[str, Any]:
    made = annotate(reader(), Text(id="1", text=text, date=date), asked or None)
    found: dict[str, Any] = json.loads(encode(made))
    return found


def spans(found: object) -> list[tuple[int, int]]:
    """All spans anywhere in what was found."""
    if isinstance(found, dict):
        own = [(found["start"], found["end"])] if "start" in found else []
        return own + [span for value in found.values() for span in spans(value)]
    if isinstance(found, list | tuple):
        if len(found) == 2 and all(isinstance(one, int) for one in found):
            return [(found[0], found[1])]
        return [span for one in found for span in spans(one)]
    return []


def test_each_layer_tells_its_own() -> None:
    """Dates by TIMEX3, quantities with their unit, actors with the state they act for, acts with both ends."""
    found = layers(CAMP_DAVID)
    assert {d["value"] for d in found["dates"]} == {"1978-09-17", "1979"}
    assert ("USD", 1.5e9) in {(q["unit"], q["value"]) for q in found["quantities"]}
    assert {a["country"] for a in found["actors"]} == {"EGY", "ISR", "USA"}
    assert {frozenset((a["source"], a["target"])) for a in found["acts"]} >= {frozenset(("EGY", "ISR"))}


def test_quotes_have_source_cue_and_content() -> None:
    """Each part is a list of stretches, and slices its words."""
    text = '"We will sign in May," the Peruvian minister said.'
    (quote,) = layers(text, "quotes")["quotes"]
    words = {part: [text[start:end] for start, end in quote[part]] for part in quote}
    assert (words["source"], words["cue"]) == (["the Peruvian minister"], ["said"])
    assert "We will sign in May" in words["content"][0]


def test_certainty_stands_on_the_heads_of_predicates() -> None:
    """What the text says happened is above what it leaves open, and above what it denies."""
    text = "Peru signed the treaty. Chile may ratify it. Brazil did not join."
    values = {text[c["start"] : c["end"]]: c["value"] for c in layers(text, "certainty")["certainty"]}
    assert values["signed"] > max(values["ratify"], values["join"])


def test_only_what_is_asked_for_is_there() -> None:
    """Layers that were not asked for are left out, not empty; a text without words has them empty."""
    assert set(layers(CAMP_DAVID, "dates")) == {"id", "dates"}
    assert layers("  ", "acts", "dates") == {"id": "1", "dates": [], "acts": []}
    assert set(layers(CAMP_DAVID)) == {"id", *LAYERS}


def test_acts_are_those_of_code() -> None:
    """The events of the layer are those that the same text is coded as."""
    events = code(reader(), Sentence(id="1", text=CAMP_DAVID, date="1978-09-18")).events
    acts = layers(CAMP_DAVID, "acts", date="1978-09-18")["acts"]
    assert {(a["source"], a["target"], a["code"], a["mode"]) for a in acts} == {
        (e.source, e.target, e.code, e.mode) for e in events
    }


def test_headings_have_layers_and_no_acts() -> None:
    """What stands above the prose is read for all but its acts, and so is the line that dates it."""
    text = "Peru and Ecuador Sign a Treaty\n\nLima, 27 October 1998\n\nThe presidents met in the capital of Brazil.\n"
    found = layers(text)
    assert (0, 4) in spans(found["actors"])
    assert "1998-10-27" in {d["value"] for d in found["dates"]}
    assert all(start > text.index("The presidents") - 1 for start, _ in spans(found["acts"]))


def test_the_day_of_the_text_dates_its_words() -> None:
    """What hangs on the day of writing is told by it, and stays open without one."""
    (told,) = layers("Peru recalled its envoy last year.", "dates", date="1996-08-02")["dates"]
    assert told["value"] == "1995"
    (untold,) = layers("Peru recalled its envoy last year.", "dates")["dates"]
    assert not untold["value"].startswith("1")


@MORE
@given(st.lists(st.tuples(st.sampled_from(ODD), st.sampled_from(SENTENCES)), min_size=1, max_size=6))
def test_offsets_are_those_of_the_text_as_given(parts: list[tuple[str, str]]) -> None:
    """Whatever is dropped or replaced on the way in, each span slices the very words it stands for."""
    text = "".join(odd + sentence + " " for odd, sentence in parts)
    found = layers(text, *NAMED)
    for layer, words in NAMED.items():
        assert found[layer], (layer, text)
        for start, end in spans(found[layer]):
            assert text[start:end] in words, (layer, text[start:end], text)


@MORE
@given(st.text(max_size=200))
def test_any_text_has_layers_or_a_reason(text: str) -> None:
    """No text makes it stumble: spans lie in the text, or the document room says in words why it is none."""
    try:
        found = layers(text)
    except DocumentError as error:
        assert error.reason
        return
    assert all(0 <= start < end <= len(text) for start, end in spans(found))


def test_layers_that_do_not_exist_are_named() -> None:
    """With those that do; order and blanks do not matter."""
    assert layers_named(" acts, dates ") == ("dates", "acts")
    for wrong in ("dates,feelings", "", ","):
        with pytest.raises(InputError, match="the layers are"):
            layers_named(wrong)


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"id": 1, "text": "x"}', b'{"id": "1"}'])
def test_lines_that_are_no_texts_are_named(line: bytes) -> None:
    """What is wrong with a line is one clause."""
    with pytest.raises(InputError):
        parse(line)


def test_books_are_refused() -> None:
    """A text may be long, but what is longer than a book goes into a ledger."""
    assert parse(msgspec.json.encode({"id": "1", "text": "x" * 300_000})).id == "1"
    with pytest.raises(InputError, match="longer than"):
        parse(msgspec.json.encode({"id": "1", "text": "x" * (LONGEST + 1)}))


def test_readers_of_others_have_no_layers(call: Call) -> None:
    """A reader that gives claims alone is named as such."""
    with pytest.raises(InputError, match="no layers"):
        annotate(open_reader("toy"), Text(id="1", text=CAMP_DAVID))


def test_lines_go_in_and_out_in_order(call: Call) -> None:
    """Each text gives a line with its id; what is no text is skipped, named, and the code is 1."""
    lines: list[Any] = [{"id": "b", "text": CAMP_DAVID}, "no text", {"id": "a", "text": " "}]
    plain = {k: v for k, v in environment().items() if k != "BACKCHANNEL_READER"}
    done = finished(command("annotate", "--layers", "dates"), env=plain, input="\n".join(map(json.dumps, lines)))
    assert done.returncode == 1
    assert done.stderr.startswith("skipped line 2")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b", "a"]


def test_an_unknown_layer_ends_the_command(call: Call) -> None:
    """Before anything is read, with the names of those that exist."""
    said = call("annotate", "--layers", "moods")
    assert said.code == 2
    assert "the layers are" in said.err


def test_layers_are_values() -> None:
    """What was not asked for stays unset, also in Python."""
    found = annotate(reader(), Text(id="1", text=CAMP_DAVID), ("dates",))
    assert isinstance(found, Layers)
    assert found.actors is msgspec.UNSET
