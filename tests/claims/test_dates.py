"""When it happened: the event's date, not the report's; no more precise than the words; open where nothing says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.claims import ClauseReader, dating
from backchannel.claims.scene import Scene
from backchannel.model import Claim, When

from .made import clause, document, holding
from .texts import ALL

Read = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("In 2010 a newspaper revealed that Denmark had sold radar parts to Libya in 1983.", "radar", "1983"),
        ("The Times reported on 4 May 1993 that Japan had paid Nauru in 1968.", "Nauru", "1968"),
        ("A book published in 1995 says that Oman let the aircraft land in 1980.", "aircraft", "1980"),
        ("In 1999 the minister admitted that Italy had trained the guards in 1982.", "guards", "1982"),
        (
            "On 3 May 1961 the envoy wrote that the treaty had been signed on 30 April 1961.",
            "treaty",
            "1961-04-30",
        ),
    ],
)
def test_the_events_date_not_the_reports(text: str, words: str, start: str, read: Read) -> None:
    """Two dates in a sentence: the one in the clause is the claim's."""
    assert holding(read(text), words).date.start == start


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("Cuba shipped rifles to Angola in 1975.", "1975", None, "1975"),
        ("Iraq attacked Iran in September 1980.", "1980-09", None, "September 1980"),
        ("Mr Wang met the delegates in Geneva on 3 May 1955.", "1955-05-03", None, "3 May 1955"),
        ("Portugal sold rifles to Chad in the 1980s.", "198X", None, "1980s"),
        ("In the spring of 1931 Sweden sold boats to Finland.", "1931-03", "1931-05", "spring of 1931"),
    ],
)
def test_no_more_precise_than_the_words(text: str, start: str, end: str | None, words: str, read: Read) -> None:
    """Year, month, day, decade, season: as the text gives it, with the words that say so."""
    (claim,) = read(text)
    assert (claim.date.start, claim.date.end, claim.date.anchored) == (start, end, False)
    assert claim.date.text is not None
    assert words in claim.date.text


def test_words_that_hang_on_the_document_are_anchored(read: Read) -> None:
    """ "Yesterday" and "this year" are counted from the document's date."""
    yesterday, year = read(
        "Yesterday the minister of Chile met the president of Peru in Lima. Chile bought 12 aircraft this year.",
        date="1993-04-14",
    )
    assert (yesterday.date.start, yesterday.date.anchored) == ("1993-04-13", True)
    assert (year.date.start, year.date.anchored) == ("1993", True)


def test_without_a_date_nothing_is_dated(read: Read) -> None:
    """No document date, no words: no date."""
    for text in ("Chile and Peru signed a treaty.", "Yesterday the minister of Chile met the president of Peru."):
        assert all(c.date.start is None for c in read(text))


def test_a_carried_date_is_anchored_and_says_so(read: Read) -> None:
    """A date from the sentence before has no words of its own."""
    claims = read("Denmark and Libya met in Tunis in 1983. The two countries signed a trade agreement.")
    signed = holding(claims, "signed")
    assert (signed.date.start, signed.date.text, signed.date.anchored) == ("1983", None, True)


RANGES = st.tuples(st.integers(1900, 1990), st.integers(0, 9), st.integers(1, 6), st.integers(7, 12))
DAYLESS = st.sampled_from(
    [
        "Chile sold copper to Peru on Monday.",
        "Yesterday the minister of Chile met the president of Peru in Lima.",
        "Chile and Peru signed a treaty.",
        "Chile bought 12 aircraft last week.",
        "Today the border was closed by Chile.",
    ]
)


@settings(max_examples=15, deadline=None)
@given(span=RANGES, text=DAYLESS)
def test_a_document_of_a_range_never_gives_a_day(
    span: tuple[int, int, int, int], text: str, reader: ClauseReader
) -> None:
    """Of a document that is only known to be of some months or years no claim is dated to the day."""
    year, years, first, last = span
    for date in (
        f"{year}",
        f"{year}-{first:02}",
        f"{year}-{first:02}/{year + years}-{last:02}",
        f"{year}/{year + 1 + years}",
    ):
        for claim in reader.read(document(text, date=date)).claims:
            assert len(claim.date.start or "") < len("1900-01-01"), date


def test_options_come_from_clause_sentence_narrative_and_document(reader: ClauseReader) -> None:
    """What is weighed: the clause's dates, its sentence's, where the narrative stands, the document's."""
    made = document("Peru asked Chile for a loan in 1931, and in 1932 Chile refused.", date="1955-04-14")
    scene: Scene = next(iter(reader.stage.scenes(made)))
    stretch = clause(scene, "refused")
    found = [(o.where, o.when.start) for o in dating.options(scene, stretch, {})]
    assert ("clause", "1932") in found
    assert ("sentence", "1931") in found
    assert ("document", "1955-04-14") in found
    assert ("document-year", "1955") in found


@pytest.mark.parametrize(
    ("date", "offered"),
    [
        ("1955-04-14", [("document", "1955-04-14"), ("document-year", "1955")]),
        ("1955-04", [("document", "1955-04"), ("document-year", "1955")]),
        ("1955", [("document", "1955")]),
        ("1955-04-03/1955-07-20", [("document-year", "1955")]),
        ("1955-04/1955-07", [("document-year", "1955")]),
        ("1953/1955", []),
    ],
)
def test_a_document_lends_no_more_than_it_is_known_to_be(
    date: str, offered: list[tuple[str, str]], reader: ClauseReader
) -> None:
    """A day lends its day and year, a range its year at most, a range of years nothing."""
    scene = next(iter(reader.stage.scenes(document("Peru asked Chile for a loan.", date=date))))
    found = [(o.where, o.when.start) for o in dating.options(scene, clause(scene, "asked"), {})]
    assert found == [*offered, (dating.NONE, None)]


def test_no_date_is_one_of_the_options(reader: ClauseReader) -> None:
    """It is ranked with the others: below the date in the clause, and alone where there is no other."""
    answers = {"kind": "event", "plover": "AID", "certainty": "certain"}
    scene = next(iter(reader.stage.scenes(document("Cuba shipped rifles to Angola in 1975."))))
    found = dating.options(scene, clause(scene, "shipped"), answers)
    assert [o.where for o in found] == ["clause", dating.NONE]
    assert dating.choose(reader.models.dates, found)[0].start == "1975"
    assert dating.choose(reader.models.dates, found[1:]) == (When(), dating.NONE)


@pytest.mark.parametrize("name", ALL)
def test_the_words_of_a_date_stand_in_the_text(name: str, reader: ClauseReader) -> None:
    """Where a date has words they are the document's own."""
    made = document(ALL[name], name)
    plain = " ".join(made.text.replace("*", "").split())
    for claim in reader.read(made).claims:
        if claim.date.text:
            assert " ".join(claim.date.text.split()) in plain
