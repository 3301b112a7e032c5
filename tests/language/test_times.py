"""Time expressions are found where they stand and resolved no further than the text goes."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.language import intervals as iv
from backchannel.language import load
from backchannel.language.time_words import examples
from backchannel.language.times import TimeContext, TimeExpression, Timeline, find_times
from backchannel.model import When, first_day, last_day

WRITTEN = "2016-09-27"


def read(text: str, date: str | None = WRITTEN, last: str | None = None) -> list[TimeExpression]:
    context = TimeContext(document_date=When(start=date) if date else None, last=When(start=last) if last else None)
    return find_times(text, context=context)


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("They signed on August 26th of this year.", "August 26th of this year", "2016-08-26", None),
        ("Talks were planned for early 2012.", "early 2012", "2012-01", "2012-04"),
        ("It ended in the late 1960s.", "late 1960s", "1967", "1969"),
        ("All through the 1980s they met.", "the 1980s", "198X", None),
        ("They met in spring 1931.", "spring 1931", "1931-03", "1931-05"),
        ("They met in winter 1939.", "winter 1939", "1939-12", "1940-02"),
        ("Trade grew between 1963 and 1994.", "between 1963 and 1994", "1963", "1994"),
        ("He served from 1959 to 1961.", "from 1959 to 1961", "1959", "1961"),
        ("It has held since 2003.", "since 2003", "2003", WRITTEN),
        ("It held until 1979.", "until 1979", None, "1979"),
        ("By 1975 it was over.", "1975", "1975", None),
        ("It came a decade ago.", "a decade ago", "2006", None),
        ("Over the last decade and a half they talked.", "the last decade and a half", "2001", "2016"),
        ("They fought in 1914–18.", "1914–18", "1914", "1918"),
        ("The season of 2009-10 was dry.", "2009-10", "2009", "2010"),
        ("He fell in '79.", "'79", "1979", None),
        ("In the nineteenth century it was common.", "the nineteenth century", "1801", "1900"),
        ("The budget of fiscal year 1962 passed.", "fiscal year 1962", "1962", None),
        ("In the first half of 1973 nothing moved.", "the first half of 1973", "1973-01", "1973-06"),
        ("Trade fell in Q3 2020.", "Q3 2020", "2020-07", "2020-09"),
        ("On 3/14/71 he wrote.", "3/14/71", "1971-03-14", None),
        ("On 3/4/71 he wrote.", "3/4/71", "1971", None),
        ("On 14.03.1971 he wrote.", "14.03.1971", "1971-03-14", None),
        ("He came last year.", "last year", "2015", None),
        ("He came last Tuesday.", "last Tuesday", "2016-09-20", None),
        ("He came on Monday.", "Monday", "2016-09-26", None),
        ("He will come on Friday.", "Friday", "2016-09-30", None),
        ("He came yesterday.", "yesterday", "2016-09-26", None),
        ("He came on May 3.", "May 3", "2016-05-03", None),
        ("He came on November 3.", "November 3", "2015-11-03", None),
        ("They met from 4 to 7 June 1967.", "from 4 to 7 June 1967", "1967-06-04", "1967-06-07"),
        ("They met on June 4–7, 1967.", "June 4–7, 1967", "1967-06-04", "1967-06-07"),
        ("It lasted from March to May 1931.", "from March to May 1931", "1931-03", "1931-05"),
        ("Between May 1970 and June 1971 they met.", "Between May 1970 and June 1971", "1970-05", "1971-06"),
        ("In mid-March 1965 they broke.", "mid-March 1965", "1965-03-11", "1965-03-20"),
        ("In the first week of July 1994 he died.", "the first week of July 1994", "1994-07-01", "1994-07-07"),
        ("24 September 1964, 3 p.m.: he calls.", "24 September 1964, 3 p.m.", "1964-09-24", None),
        ("Fire opened at 4.45 a.m. on 1 September 1939.", "4.45 a.m. on 1 September 1939", "1939-09-01", None),
        ("141530Z MAR 74 FM THE EMBASSY TO THE SECRETARY.", "141530Z MAR 74", "1974-03-14", None),
        ("He wrote on the 28th ultimo.", "the 28th ultimo", "2016-08-28", None),
    ],
)  # fmt: skip
def test_an_expression_means_what_it_says(text: str, words: str, start: str | None, end: str | None) -> None:
    """Each form is found with its words and resolved to the dates they give."""
    found = read(text)
    assert [(t.text, t.when.start, t.when.end) for t in found] == [(words, start, end)]


@pytest.mark.parametrize(
    ("text", "last", "start", "end"),
    [
        ("Three years later they met.", "1970-09-17", "1973", None),
        ("Two weeks earlier they had met.", "1970-09-17", "1970-08-31", "1970-09-06"),
        ("The same day he left.", "1970-09-17", "1970-09-17", None),
        ("That year was bad.", "1970-09-17", "1970", None),
        ("The following month it ended.", "1970-09-17", "1970-10", None),
        ("The next morning they came.", "1970-09-17", "1970-09-18", None),
        ("That spring it rained.", "1970-09-17", "1970-03", "1970-05"),
        ("Two years later they met.", "1970", "1972", None),
        ("The following decade was calm.", "1970", "198X", None),
        ("On May 3 they met.", "1970-04", "1970-05-03", None),
    ],
)
def test_the_narrative_carries_on(text: str, last: str, start: str, end: str | None) -> None:
    """What hangs on the last date told is resolved from it, at no finer precision, and marked as anchored."""
    (found,) = read(text, None, last)
    assert (found.when.start, found.when.end, found.when.anchored) == (start, end, True)


@pytest.mark.parametrize(
    "text",
    [
        "He sent 1,950 troops.",
        "Resolution 1973 was passed.",
        "Under UNSCR 1701 they withdrew.",
        "It weighed 2000 tons.",
        "It cost $1999.",
        "They may march.",
        "August Bebel spoke.",
        "See https://example.org/2003/04/05 for it.",
        "A second envoy came.",
        "About 1950 soldiers came.",
    ],
)
def test_what_only_looks_like_a_time_is_left_out(text: str) -> None:
    """Counts, numbers of resolutions, amounts, names and verbs are no times."""
    assert read(text) == []


def test_a_verb_is_no_month() -> None:
    """The parse tells "march" and "may" from the months."""
    text = "In spring the troops march; in May they rest."
    assert [t.text for t in find_times(text, doc=load()(text))] == ["spring", "May"]


@pytest.mark.parametrize(
    "text", ["Three years later they met.", "On May 3 they met.", "That year was bad.", "Last year it rained."]
)
def test_what_nothing_resolves_has_no_start(text: str) -> None:
    """Without a document's date or a date told before, a relative expression stays open."""
    (found,) = read(text, None)
    assert found.when.start is None
    assert not found.when.anchored


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The truce held for three years.", "DURATION", "P3Y"),
        ("After a six-month pause they met.", "DURATION", "P6M"),
        ("They spoke for two and a half hours.", "DURATION", "PT2.5H"),
        ("They meet every two years.", "SET", "P2Y"),
        ("They meet twice a week.", "SET", "P1W"),
        ("They meet on Mondays.", "SET", "XXXX-WXX-1"),
        ("They met in winter 1939.", "DATE", "1939-WI"),
        ("They now meet openly.", "DATE", "PRESENT_REF"),
    ],
)
def test_durations_and_sets_have_their_timex_value(text: str, kind: str, value: str) -> None:
    """Lengths and repetitions carry the TIMEX3 value."""
    (found,) = read(text)
    assert (found.type, found.value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "relation"),
    [("since 1970", "since"), ("until 1970", "until"), ("by 1970", "before"), ("after 1970", "after"),
     ("during 1970", "during"),
     ("in 1970", "at"), ("between 1970 and 1975", "between")],
)  # fmt: skip
def test_the_words_before_give_the_relation(text: str, relation: str) -> None:
    """Prepositions become relations of the claim to the time."""
    (found,) = read(f"They dealt {text}.")
    assert found.relation == relation


def test_paragraphs_are_read_in_sequence() -> None:
    """A timeline remembers the last date from paragraph to paragraph, and its context can be handed on."""
    timeline = Timeline(TimeContext(document_date=When(start="2019")))
    timeline.read("In October 1973 war broke out.")
    (later,) = timeline.read("On 22 October a cease-fire was called.")
    assert later.when.start == "1973-10-22"
    (again,) = find_times("The next day it broke.", context=timeline.context)
    assert again.when.start == "1973-10-23"


def test_reading_again_changes_nothing() -> None:
    """The same paragraph in the same context gives the same expressions."""
    context = TimeContext(document_date=When(start=WRITTEN), last=When(start="1970-09-17"))
    text = "On May 3, two weeks later and last Monday, in the spring of that year, they met."
    assert find_times(text, context=context) == find_times(text, context=context)


@pytest.mark.parametrize(("table", "example"), sorted(examples().items()))
def test_every_example_of_the_data_is_read(table: str, example: str) -> None:
    """Each table's example sentence holds a time expression; that of numbers that are no years holds none."""
    found = read(example, WRITTEN, "1970-09-17")
    assert bool(found) is (table != "not_years")


WORDS = st.sampled_from(
    [
        "in",
        "on",
        "the",
        "of",
        "last",
        "next",
        "this",
        "that",
        "1973",
        "1960s",
        "early",
        "late",
        "mid-",
        "May",
        "March",
        "3",
        "14th",
        "spring",
        "year",
        "years",
        "ago",
        "later",
        "between",
        "and",
        "from",
        "to",
        "since",
        "until",
        "two",
        "decade",
        "Monday",
        "3/14/71",
        "'79",
        "3",
        "p.m.",
        ",",
        ".",
        "–",
        "2009-10",
        "century",
        "nineteenth",
        "week",
        "weekend",
        "every",
        "half",
        "a",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from([None, "2016", "2016-09", WRITTEN]))
@settings(max_examples=300, deadline=None)
def test_expressions_are_slices_in_order_and_run_forwards(text: str, date: str | None) -> None:
    """Whatever the words: offsets match, nothing overlaps, and no time ends before it starts."""
    at = 0
    for found in read(text, date):
        assert at <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text == found.when.text
        at = found.end
        if found.when.start:
            assert first_day(found.when.start) <= last_day(found.when.end or found.when.start)


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    """No text breaks the grammar."""
    for found in read(text):
        assert text[found.start : found.end] == found.text


@given(
    st.dates(min_value=dt.date(1600, 1, 1), max_value=dt.date(2400, 1, 1)),
    st.integers(-50, 50),
    st.sampled_from("DWMQYE"),
)
def test_shifts_keep_their_precision(day: dt.date, count: int, unit: str) -> None:
    """A shifted day is no more precise than the unit, and its dates name it exactly."""
    base = iv.of_when(When(start=str(day)))
    assert base is not None
    moved = iv.shift(base, count, unit)
    assert moved is not None
    start, end = moved.dates()
    assert (first_day(start), last_day(end or start)) == (moved.first, moved.last)
    assert moved.level <= base.level


@pytest.mark.parametrize(
    "text", ["1 " * 4000, "a and " * 3000, "the last " * 3000, "May " * 3000, "1999-" * 3000, "in the early " * 2000]
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    """Texts made to trip the patterns are read in a few seconds at most."""
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 4
