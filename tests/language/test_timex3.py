"""Time expressions carry the TIMEX3 tags that TimeML asks for: extents, types, values."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.language import intervals as iv
from backchannel.language import load
from backchannel.language.feast_rules import FEASTS, easter, feast
from backchannel.language.plain import tightened
from backchannel.language.times import TimeContext, Timeline
from backchannel.model import When

WRITTEN = "2009-06-04"


def tags(text: str, *, last: str | None = None, parse: bool = False) -> list[tuple[str, str, str]]:
    """Words, type and value of each tag of a text written on Thursday, 4 June 2009."""
    context = TimeContext(document_date=When(start=WRITTEN), last=When(start=last) if last else None)
    found = Timeline(context).read(text, load()(text) if parse else None)
    return [(text[t.start : t.end], t.type, t.value) for one in found for t in one.timexes()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It ran from 1959 to 1961.", [("1959", "DATE", "1959"), ("1961", "DATE", "1961")]),
        ("It ran between May 1970 and June 1971.", [("May 1970", "DATE", "1970-05"), ("June 1971", "DATE", "1971-06")]),
        ("It has held since 2003.", [("2003", "DATE", "2003")]),
        ("It fell in 1914–18.", [("1914", "DATE", "1914"), ("18", "DATE", "1918")]),
        ("They met on 4 to 7 June 1967.", [("4", "DATE", "1967-06-04"), ("7 June 1967", "DATE", "1967-06-07")]),
        ("It takes between 60 and 90 days.", [("60", "DURATION", "P60D"), ("90 days", "DURATION", "P90D")]),
    ],
)
def test_a_range_is_tagged_by_its_ends(text: str, wanted: list[tuple[str, str, str]]) -> None:
    """One expression of the reader is two tags of TimeML, without the prepositions."""
    assert tags(text) == wanted


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("It lasted the past decade.", "the past decade", "DURATION", "P10Y"),
        ("A decades-long dispute.", "A decades-long", "DURATION", "PXY"),
        ("For the past five trading days it fell.", "the past five trading days", "DURATION", "P5D"),
        ("The first six months of 2008 were bad.", "The first six months of 2008", "DURATION", "P6M"),
        ("Their annual meeting.", "annual", "SET", "P1Y"),
        ("Its third-quarter losses.", "third-quarter", "DATE", "2009-Q3"),
        ("They fell in the fourth quarter.", "the fourth quarter", "DATE", "2008-Q4"),
        ("They fell in the first quarter of last year.", "the first quarter of last year", "DATE", "2008-Q1"),
        ("In fiscal 2009 it fell.", "fiscal 2009", "DATE", "FY2009"),
        ("The last fiscal year was bad.", "The last fiscal year", "DATE", "FY2008"),
        ("In the second half of last year.", "the second half of last year", "DATE", "2008-H2"),
        ("By the end of the year it will open.", "the end of the year", "DATE", "2009"),
        ("It fell by year's end.", "year's end", "DATE", "2009"),
        ("It rose later in the day.", "later in the day", "DATE", WRITTEN),
        ("It rose to end the day at 9.", "the day", "DATE", WRITTEN),
        ("A loss for the entire year.", "the entire year", "DATE", "2009"),
        ("Sales fell from the same month last year.", "the same month last year", "DATE", "2008-06"),
        ("It was worse the year before.", "the year before", "DATE", "2008"),
        ("It sank late Monday.", "late Monday", "DATE", "2009-06-01"),
        ("It sank on Thursday of last week.", "Thursday of last week", "DATE", "2009-05-28"),
        ("It sinks this Friday.", "this Friday", "DATE", "2009-06-05"),
        ("It sank in the last week of March.", "the last week of March", "DATE", "2009-W13"),
        ("It sank at 0800 UTC.", "0800 UTC", "TIME", "XXXX-XX-XXT08:00Z"),
        ("It will come very soon.", "very soon", "DATE", "FUTURE_REF"),
        ("The recent talks.", "recent", "DATE", "PAST_REF"),
        ("He thanked the current minister.", "current", "DATE", "PRESENT_REF"),
        ("It looks good in the near term.", "the near term", "DATE", "FUTURE_REF"),
        ("The truce of Christmas 1914.", "Christmas 1914", "DATE", "1914-12-25"),
        ("It was signed on Good Friday 1998.", "Good Friday 1998", "DATE", "1998-04-10"),
    ],
)
def test_words_have_their_tag(text: str, words: str, kind: str, value: str) -> None:
    """Periods, repetitions, feasts and vague words have the extent and value of TimeML."""
    assert tags(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Reply as soon as possible.",
        "The past flights were noted.",
        "The dawn of the atomic age.",
        "The present series went on.",
        "He flew to Easter Island.",
    ],
)
def test_words_that_only_look_like_times_have_none(text: str) -> None:
    """Idioms, adjectives of other nouns and names are not tagged."""
    assert tags(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The firm announced Friday that it will close.", "2009-05-29"),
        ("The firm will close on Friday.", "2009-06-05"),
        ("The markets are to remain closed until Friday.", "2009-06-05"),
        ("The ministers are meeting on Monday.", "2009-06-08"),
        ("A vote scheduled for Monday was put off.", "2009-06-08"),
        ("The talks held on Monday failed.", "2009-06-01"),
    ],
)
def test_the_tense_of_its_own_clause_turns_a_weekday(text: str, value: str) -> None:
    """The predicate over the weekday decides whether it lies ahead, not another of the sentence."""
    assert [tag[2] for tag in tags(text, parse=True)] == [value]


@pytest.mark.parametrize(
    ("text", "last", "value"),
    [
        ("It flew on 11 December.", "2009-01-20", "2008-12-11"),
        ("It flew on 11 May.", "2009-01-20", "2009-05-11"),
        ("It flew on 11 December.", "1971-01-20", "1971-12-11"),
    ],
)
def test_a_day_of_the_narrative_is_not_put_behind_the_document(text: str, last: str, value: str) -> None:
    """The narrative gives the year, but what is told did not happen long after it was written."""
    assert [tag[2] for tag in tags(text, last=last)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The Dow fell on Monday , October 6 , 2008 .",
        "The Dow fell on  Monday,\u00a0October   6,  2008.",
        "The Dow fell on Monday,[3] October 6, 2008.".replace("[3]", "   "),
    ],
)
def test_blanks_between_the_words_do_not_matter(text: str) -> None:
    """Tokens set apart, justified lines and blanked note marks change no expression, and offsets stay right."""
    (tag,) = tags(text)
    assert (tag[0].split()[0].strip(" ,"), tag[0][-4:], tag[1:]) == ("Monday", "2008", ("DATE", "2008-10-06"))


def test_nothing_is_joined_over_the_end_of_a_line() -> None:
    """A weekday that ends a headline is no part of the date on the next line."""
    text = "Markets are to stay closed until Friday September 18, 2008 was quiet."
    doc = load()(text)
    doc.user_data["sentence_starts"] = frozenset({text.index("September")})
    found = Timeline(TimeContext(document_date=When(start="2008-09-18"))).read(text, doc)
    assert [t.text for t in found] == ["until Friday", "September 18, 2008"]


def test_easter_falls_where_the_tables_say() -> None:
    """The day of Easter agrees with printed tables, and is a Sunday between 22 March and 25 April in every year."""
    known = {1818: "03-22", 1916: "04-23", 1943: "04-25", 1998: "04-12", 2000: "04-23", 2024: "03-31"}
    assert {year: f"{easter(year):%m-%d}" for year in known} == known
    for year in range(1583, 3000):
        day = easter(year)
        assert day.isoweekday() == 7
        assert (3, 22) <= (day.month, day.day) <= (4, 25)


@pytest.mark.parametrize("name", sorted(FEASTS))
def test_every_feast_has_a_day(name: str) -> None:
    """The rule of each feast can be worked out, and its name is read."""
    assert isinstance(feast(FEASTS[name], 2008), dt.date)
    assert [tag[2] for tag in tags(f"They met on {name} 2008.")] == [feast(FEASTS[name], 2008).isoformat()]


@given(st.dates(min_value=dt.date(1700, 1, 1), max_value=dt.date(2900, 1, 1)), st.sampled_from(["W1", "W4", "W5"]))
def test_the_weeks_of_a_month_have_their_thursday_in_it(day: dt.date, modifier: str) -> None:
    """ISO weeks belong to the month that holds most of their days."""
    month = iv.months(day.year, day.month)
    assert month is not None
    value = iv.week_value(month, modifier)
    assert value is not None
    thursday = dt.date.fromisocalendar(int(value[:4]), int(value[6:]), 4)
    assert month.first <= thursday <= month.last


@given(st.text(alphabet=" ,.a1'\ns%)", max_size=60))
@settings(max_examples=200, deadline=None)
def test_what_is_tightened_keeps_its_places(text: str) -> None:
    """Each code point left stands where the list says, in order; only blanks go or become the end of a line."""
    tight, at = tightened(text)
    places = at or list(range(len(text) + 1))
    assert len(places) == len(tight) + 1
    assert places == sorted(set(places))
    assert all(text[places[i]] == c or (text[places[i]], c) == (" ", "\n") for i, c in enumerate(tight))
    assert "".join(tight.split()) == "".join(text.split())
