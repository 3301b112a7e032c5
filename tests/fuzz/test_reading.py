"""Whatever the text, the reader reads it: no fault, quotes from the text alone, twice the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.reading import annotate_text, documents, read_claims_of, reader
from tests.fuzz.texts import mangled, wholes

numbers = st.integers(0, 2**63)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(unhurried, max_examples=30)
@given(numbers)
def test_claims_of_mangled_texts_quote_the_text(number: int) -> None:
    """Texts cut, doubled, shuffled, in capitals, without blanks, sown with odd characters."""
    read_claims_of(mangled(random.Random(number)))


@settings(unhurried, max_examples=25)
@given(numbers)
def test_layers_of_mangled_texts_lie_in_the_text(number: int) -> None:
    """Every layer gives stretches of the text as it was given, by code point."""
    annotate_text(mangled(random.Random(number)))


@settings(unhurried, max_examples=60)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """Also what never was a sentence."""
    read_claims_of(text)


@settings(unhurried, max_examples=60)
@given(st.text(max_size=80))
def test_any_text_has_layers(text: str) -> None:
    """Also what never was a sentence, with halves of surrogate pairs and zero bytes in it."""
    annotate_text(text)


@pytest.mark.parametrize("number", range(3))
def test_reading_again_gives_the_same(number: int) -> None:
    """What was read in between leaves no trace in a reading."""
    (document,) = documents(mangled(random.Random(number)))
    first = reader().read(document)
    read_claims_of(wholes()[number])
    assert reader().read(document) == first
