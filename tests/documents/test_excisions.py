import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.documents import read_bytes
from backchannel.documents.facts.excisions import cues, entries, excisions_in, with_found
from backchannel.model import Excision

SIGNS = ["[", "]", "(", ")", "(b)", "(1)", " ", "\n", "█", "x", "1", "line", "not declassified", "REDACTED", "a", ", "]


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue["text"][:40])
def test_each_cue_finds_what_its_example_says(cue: dict[str, object]) -> None:
    """The words of the excision and its extent, and nothing else."""
    text = str(cue["text"])
    found = [[text[one.start : one.end], one.extent or ""] for one in excisions_in(text)]
    assert found == cue["found"]


@pytest.mark.parametrize("entry", entries("none"), ids=lambda entry: entry["text"][:40])
def test_what_nobody_withheld_is_no_excision(entry: dict[str, str]) -> None:
    """Statutes, editors' brackets and running words about deletions tell of no gap in this text."""
    assert excisions_in(entry["text"]) == ()


@pytest.mark.parametrize(
    ("words", "extent"),
    [
        ("[one line of source text not declassified]", "one line"),
        ("[3–1/2 lines of source text not declassified]", "3–1/2 lines"),
        ("[distribution indicator not declassified]", "distribution indicator"),
        ("[less than 1 line\n   not declassified]", "less than 1 line"),
        ("[1 paragraph (5 lines) not declassified]", "1 paragraph (5 lines)"),
        ("(2-1/2 lines deleted)", "2-1/2 lines"),
        ("[several words excised]", "several words"),
        ("[EXCISED]", None),
        ("[EXCISION]", None),
        ("(REDACTED)", None),
        ("[***REDACTED***]", None),
        ("[REDACTED – Personal Privacy]", None),
        ("[text not declassified]", None),
        ("███████", None),
        ("xxxxxxx", None),
        ("(b) (7)(E)", None),
        ("25X1", None),
    ],
)
def test_excisions_are_told_with_their_extent(words: str, extent: str | None) -> None:
    """In the middle of a sentence, at its end, and alone in a text."""
    for before, after in (("He met ", " at noon."), ("He met ", "."), ("", "")):
        start = len(before)
        assert excisions_in(before + words + after) == (Excision(start=start, end=start + len(words), extent=extent),)


def test_a_document_of_any_format_has_its_excisions() -> None:
    """Plain text has what its words tell."""
    text = "Cable\n\nThe ambassador saw [less than 1 line not declassified] on 3 May 1966 and told nobody else of it."
    (document,) = read_bytes(text.encode(), "cable.txt")
    assert document.excisions == (Excision(start=26, end=61, extent="less than 1 line"),)


def test_a_formats_own_excisions_and_those_of_the_words_are_merged() -> None:
    """One place is one excision; where only the words tell how much, they are believed."""
    text = "A [1 line not declassified] b [...] c [REDACTED]"
    stated = (Excision(start=2, end=27), Excision(start=30, end=35, extent="2 words"))
    assert with_found(text, stated) == (
        Excision(start=2, end=27, extent="1 line"),
        Excision(start=30, end=35, extent="2 words"),
        Excision(start=38, end=48),
    )


@given(st.lists(st.sampled_from(SIGNS), max_size=60).map("".join))
def test_excisions_lie_apart_and_in_order(text: str) -> None:
    """Whatever the text, spans are within it, do not overlap and are not empty."""
    at = 0
    for one in excisions_in(text):
        assert at <= one.start < one.end <= len(text)
        at = one.end


@pytest.mark.parametrize(
    "sign", ["[", "(", "[ ", "[a not ", "(b)(1) ", "(b)(1)", "█ ", "xxxxx ", "[1 line ", "[" + " " * 50]
)
def test_the_time_grows_with_the_length(sign: str) -> None:
    """Signs without end take no more time than their number asks for."""
    text = sign * (400_000 // len(sign))
    begun = time.process_time()
    excisions_in(text)
    assert time.process_time() - begun < 4
