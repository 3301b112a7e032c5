"""A passage of a translation leads to its like in the original."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.documents import read_bytes
from backchannel.documents.parallel import Parallel
from backchannel.model import Document
from translations import measure, numbered

from .test_translations import ENGLISH, RUSSIAN


def document(text: str) -> Document:
    return read_bytes(text.encode(), "x.txt")[0]


def led(original: Document, translation: Document, words: str) -> tuple[str, bool]:
    """What stands in the original for these words of the translation, and whether that is sure."""
    start = translation.text.index(words)
    beside = Parallel(original, translation)
    found = beside.match(start, start + len(words))
    assert found is not None
    return original.text[found.start : found.end], found.how == "paragraph"


def test_paragraph_by_paragraph() -> None:
    """Where each has its like."""
    quote, sure = led(document(RUSSIAN), document(ENGLISH), "denied the report")
    assert quote.startswith("Министр") and quote.endswith("вымыслом.")
    assert sure


def test_a_paragraph_more_makes_the_place_about_right() -> None:
    """A line of the translator's own, or a paragraph that he parted, moves nothing else; but it is said."""
    more = ENGLISH.replace("Secret talks\n", "Secret talks\n\nTranslated by Ann Example\n")
    parted = ENGLISH.replace(", and nobody", ".\n\nNobody")
    for translation in (more, parted):
        quote, sure = led(document(RUSSIAN), document(translation), "denied the report")
        assert quote.startswith("Министр")
        assert not sure
    quote, _ = led(document(RUSSIAN), document(parted), "Nobody learned")
    assert quote.startswith("В 1931")


def test_numbers_lead_where_lengths_do_not() -> None:
    """A dropped paragraph among others of one length is found by the numbers in those."""
    lines = [f"В {year} году министры встретились в Осло, но ничего не подписали.\n\n" for year in range(1930, 1960)]
    english = [f"In {year} the ministers met in Oslo, but they signed nothing.\n\n" for year in range(1930, 1960)]
    quote, sure = led(document("".join(lines)), document("".join(english[:7] + english[8:])), "In 1950")
    assert "1950" in quote and "1949" not in quote
    assert not sure


_LINES = st.lists(st.sampled_from(["One.", "In 1931 they met, and nobody knew of it.", "北京。", "§"]), max_size=8)


@given(_LINES, _LINES)
def test_any_two_texts_can_be_put_beside_each_other(one: list[str], other: list[str]) -> None:
    """What is found lies in the original, whatever the two are, and with itself each text agrees."""
    original, translation = (document("\n\n".join(lines) or "x") for lines in (one, other))
    beside = Parallel(original, translation)
    for section in translation.sections:
        found = beside.match(section.start, section.end)
        assert found is None or 0 <= found.start < found.end <= len(original.text)
    same = Parallel(original, original)
    assert same.sure
    for section in original.sections:
        found = same.match(section.start, section.end)
        assert found is None or (found.start, found.end) == (section.start, section.end)


@pytest.mark.parametrize(("ours", "theirs"), [(1, 500), (500, 1), (300, 400)])
def test_texts_of_very_different_length_are_put_beside_each_other(ours: int, theirs: int) -> None:
    """One paragraph beside five hundred, too."""
    words = "The ministers met in Oslo, but they signed nothing.\n\n"
    beside = Parallel(document(words * theirs), document(words * ours))
    assert beside.match(0, 10) is not None or ours > theirs


@pytest.mark.outside
@pytest.mark.skipif("BACKCHANNEL_DATA" not in os.environ, reason="BACKCHANNEL_DATA names no folder")
def test_passages_of_a_declaration_lead_to_the_same_article() -> None:
    """In 95 of 100 cases at least, between languages that lay it out each in its own way."""
    documents = numbered(Path(os.environ["BACKCHANNEL_DATA"], "corpus/langs"))
    counts = [measure(one, other)[0] for one, other in itertools.permutations(documents.values(), 2)]
    right, passages = (sum(count["right"] for count in counts), sum(count.total() for count in counts))
    assert right >= 0.95 * passages
