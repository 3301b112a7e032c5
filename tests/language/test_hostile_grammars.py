"""No text makes the grammars of times and quantities hang: their time grows with its length, and offsets stay right."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.language.quantities import find_quantities
from backchannel.language.times import TimeContext, find_times
from backchannel.model import When

CONTEXT = TimeContext(document_date=When(start="2016-09-27"), last=When(start="1970-09-17"))
LENGTH = 4_000
TIMES = 4
MOST = 11.0
"""Times as long for four times the text: 4 where time is linear, 16 where it is quadratic."""
LEAST = 0.01
"""Seconds under which the clock, not the grammar, is measured."""
PIECES = (
    *("1", "12", "1,", "1,234 ", "1.", "1999-", "1999 ", "1/2/", "12:12", "3 p.m. ", "141530Z ", "'79", "½", "²"),
    *("May ", "May 5 ", "May, ", "January–", "Monday, ", "Christmas ", "Q1 ", "20th century ", "1990s and "),
    *("of ", "the ", "the last ", "in the early ", "a ", "and ", "between ", "from ", "to ", "or ", "every "),
    *("the same ", "two hundred ", "twenty-", "one-", "half a ", "a quarter of ", "million ", "dozens of ", "few "),
    *("$", "US$", "% ", "per cent ", "Rs. ", "5 km ", "5 to ", "troops ", "year ", "years ", "year's ", "ago "),
    *("days ", "some ", "now ", "very ", "first ", "quarter ", "the end of ", "morning ", "fiscal ", "more than "),
    *(", ", ". ", "; ", "( "),
    *("'", '"', "-", "– ", "'s ", "http://", "@", "a@b.c ", "x", "A", "a1 ", "\n", "  "),
    *("\u00a0", "\u2009", "\u200b", "\ufeff"),
    *("٣", "३", "３", "\U0001d7d9", "Ⅳ", "İ", "ß", "\u0301", "\U0001f4c5"),
)  # fmt: skip


def times(text: str) -> object:
    return find_times(text, context=CONTEXT)


def quantities(text: str) -> object:
    return find_quantities(text, times=())


def seconds(call: Callable[[str], object], text: str) -> float:
    """The least CPU time of three calls."""
    spent = []
    for _ in range(3):
        begin = time.process_time()
        call(text)
        spent.append(time.process_time() - begin)
    return min(spent)


def grows_no_faster_than_the_text(call: Callable[[str], object], unit: str) -> None:
    short, long = ((unit * (size // len(unit) + 1))[:size] for size in (LENGTH, TIMES * LENGTH))
    assert seconds(call, long) <= MOST * max(LEAST, seconds(call, short)), unit


@pytest.mark.parametrize("call", [times, quantities])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join))
@settings(max_examples=20, deadline=None)
def test_time_grows_with_the_length(call: Callable[[str], object], unit: str) -> None:
    """Whatever is said over and over: four times the text takes about four times the time."""
    grows_no_faster_than_the_text(call, unit)


@pytest.mark.parametrize("call", [times, quantities])
@pytest.mark.parametrize("unit", ["x", "12", "a@", "'79", "of of of "])
def test_time_grows_with_the_length_of_a_single_word(call: Callable[[str], object], unit: str) -> None:
    """Words without end, digits without end and chains of little words are no exception."""
    grows_no_faster_than_the_text(call, unit)


def test_twenty_five_thousand_months_are_read() -> None:
    """Month after month for 225,000 characters takes seconds, not hours, and each is found."""
    begin = time.process_time()
    assert len(find_times("October, " * 25_000, context=CONTEXT)) == 25_000
    assert time.process_time() - begin < 20


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=150, deadline=None)
def test_offsets_are_those_of_the_text(text: str) -> None:
    """Odd digits and blanks, marks set apart: words are slices of the text in order, and tags lie within them."""
    at = 0
    for found in find_times(text, context=CONTEXT):
        assert at <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        inner = found.start
        for tag in found.timexes():
            assert inner <= tag.start < tag.end <= found.end
            inner = tag.end
        at = found.end
    for amount in find_quantities(text):
        assert 0 <= amount.start < amount.end <= len(text)
