import json

import pytest

from backchannel.documents import read_bytes
from backchannel.documents.facts.dates import dates, spelled
from backchannel.documents.facts.dating import from_body
from backchannel.documents.layout.sections import sections_of
from backchannel.model import Dating, Document, first_day, last_day

PARAGRAPH = "The two ministers met in Oslo in 1993 and told nobody, not even their deputies, for eleven months."


def read(text: str, sidecar: object = None) -> Document:
    beside = None if sidecar is None else json.dumps(sidecar).encode()
    return read_bytes(text.encode(), "essay.txt", beside)[0]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("By Ann Q. Example, PhD", {"author": "Ann Q. Example"}),
        (
            "By Ann Example\nThe Harbour Review, 21 October 2019",
            {"author": "Ann Example", "publisher": "The Harbour Review", "date": "2019-10-21"},
        ),
        ("By Ann Example and John Sample", {"author": "Ann Example and John Sample"}),
        ("Ann Example, OSLO, 12 May 1971", {"author": "Ann Example", "place": "OSLO", "date": "1971-05-12"}),
        ("Warsaw, September 24, 1964, 3 p.m.", {"place": "Warsaw", "date": "1964-09-24"}),
        ("Washington, March 31, 1955—10:14 a.m.", {"place": "Washington", "date": "1955-03-31"}),
        ("Date: 25 May 1970", {"date": "1970-05-25"}),
        ("Thursday, 2 December 2010", {"date": "2010-12-02"}),
        (
            "March 24, 2022\n\nAnn Example, Department Spokesperson",
            {"author": "Ann Example, Department Spokesperson", "date": "2022-03-24"},
        ),
        ("*The Harbour Review, 21 October 2019*", {"publisher": "The Harbour Review", "date": "2019-10-21"}),
    ],
)  # fmt: skip
def test_the_head_of_a_text_tells_author_place_and_date(head: str, expected: dict[str, str]) -> None:
    """Bylines, datelines and cable headings in the forms in which they are printed."""
    metadata = read(f"Old friends\n\n{head}\n\n{PARAGRAPH}\n").metadata
    found = {name: getattr(metadata, name) for name in ("author", "publisher", "place")}
    found["date"] = metadata.date.start if metadata.date else None
    assert {name: found[name] for name in expected} == expected
    assert metadata.title == "Old friends"


def test_a_stated_date_is_a_day_with_its_reason() -> None:
    """What the head of the text states is believed for that reason, as exactly as it is stated."""
    assert read(f"Old friends\n\nOslo, 3 May 1995\n\n{PARAGRAPH}").metadata.date == Dating(
        start="1995-05-03", reason="stated at the head of the text"
    )


def test_a_cited_source_opens_a_range_and_never_a_day() -> None:
    """A text is not older than what it cites; how much younger nothing says, so the range runs on."""
    text = f"Old friends\n\n{PARAGRAPH}[1]\n\nNotes\n\n[1] Ann Example, ‘A Title’, The Paper, 25th September 2016\n"
    assert read(text).metadata.date == Dating(
        start="2016-09-25", end="2017", reason="cites a source of 25 September 2016"
    )


def test_this_year_narrows_the_range_to_the_year_of_the_source_cited_there() -> None:
    """'This year', in a sentence whose note is of that year, fixes the year."""
    text = (
        "Old friends\n\nIn August of this year both flew in one exercise, which was noticed.[1] Others were there too."
        "\n\nNotes\n\n[1] Ann Example, ‘A Title’, The Paper, 25th September 2016\n"
    )
    date = read(text).metadata.date
    assert date is not None
    assert (date.start, date.end) == ("2016-09-25", "2016")
    assert "this year" in date.reason


def test_years_to_come_and_figures_are_no_dates_of_a_text() -> None:
    """The latest year spoken of as past counts; plans and numbers do not."""
    text = (
        "Old friends\n\nThey met in 2011 and in 2013. By 2030 trade may double; the 2040 agenda says so. In 2025 they "
        "will meet again. Some 2050 troops took part, for 2,099 dollars each."
    )
    dating = from_body(text, sections_of(text))
    assert dating == Dating(start="2013", end="2015", reason="mentions events of 2013")


def test_retrieval_and_release_end_the_range() -> None:
    """A text is not younger than the day on which it was retrieved or released."""
    date = read(f"Old friends\n\n{PARAGRAPH}", {"retrieved": "1994-02-01"}).metadata.date
    assert date == Dating(start="1993", end="1994-02-01", reason="mentions events of 1993; retrieved 1 February 1994")


def test_a_text_without_any_year_has_no_date() -> None:
    """Nothing is guessed."""
    assert read("Old friends\n\nThe two ministers met and told nobody, not even their deputies.").metadata.date is None


def test_the_sidecar_goes_before_the_text_and_the_text_fills_what_it_leaves_open() -> None:
    """What a person put beside a document is believed; null means open."""
    text = f"Old friends\n\nBy Ann Example\nOslo, 3 May 1995\n\n{PARAGRAPH}"
    metadata = read(text, {"title": "A Title", "date": None, "language": "en-GB", "authenticity": "facsimile"}).metadata
    assert (metadata.title, metadata.author, metadata.language, metadata.authenticity) == (
        "A Title",
        "Ann Example",
        "en",
        "facsimile",
    )
    assert metadata.date == Dating(start="1995-05-03", reason="stated at the head of the text")


def test_sidecar_dates_come_as_days_ranges_stamps_and_words() -> None:
    """Each is kept as exactly as it is stated."""
    for given, start, end in (
        ("1995-05", "1995-05", None),
        ("1995-05-03T18:54:00Z", "1995-05-03", None),
        ("3 May 1995", "1995-05-03", None),
        (1995, "1995", None),
        ("1995-05/1995-07", "1995-05", "1995-07"),
        ({"start": "1995", "end": "1996"}, "1995", "1996"),
    ):
        date = read(PARAGRAPH, {"date": given}).metadata.date
        assert date is not None, given
        assert (date.start, date.end) == (start, end)


@pytest.mark.parametrize(
    ("sidecar", "reason"),
    [
        (b"{", "not valid JSON"),
        (b"[1]", "no JSON object"),
        (b"\xff\xfe{}", "not valid JSON"),
        (b'{"date": "some day"}', "unusable date"),
        (b'{"authenticity": "forged"}', "unusable authenticity"),
        (b'{"title": {"a": []}}', "unusable title"),
    ],
)
def test_a_bad_sidecar_is_a_warning(sidecar: bytes, reason: str) -> None:
    """The document is read all the same, and the warning names the reason."""
    document = read_bytes(PARAGRAPH.encode(), "essay.txt", sidecar)[0]
    assert any(reason in warning for warning in document.warnings), document.warnings


def test_the_author_note_names_an_author_whom_no_byline_names() -> None:
    """'About the Author' is read for the name at its beginning."""
    text = (
        f"Old friends\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\nAbout the Author\nMr. John Q. Sample is the founder of a body.\n"
    )
    document = read(text)
    assert document.metadata.author == "John Q. Sample"
    assert document.sections[-1].kind == "author_note"


def test_language_is_told_or_left_open() -> None:
    """English and French are told apart; what is no language is left open, with a warning."""
    french = "Les deux ministres se sont rencontrés à Oslo en 1993 et n'en ont parlé à personne pendant onze mois."
    assert read(PARAGRAPH).metadata.language == "en"
    assert read(french).metadata.language == "fr"
    unclear = read("Cras YY Sa Yop cag GH 40g iS) GV) is cilie Carly oy dT AM 100 Gee iI BS LS «yale tS phe ‘|")
    assert unclear.metadata.language is None
    assert "the language of the text is unclear" in unclear.warnings


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("on 22nd February 2016", ["2016-02-22"]),
        ("May 12, 1971 and June 1971", ["1971-05-12", "1971-06"]),
        ("31 February 2016", []),
        ("2016-09-25, 25.09.2016, 25/09/2016 and 03/04/2016", ["2016-09-25"] * 3 + ["2016"]),
        ("in the 1980s, in 1979", ["198X", "1979"]),
        ("between 1964–66 and the 1990’s", ["199X"]),
        ("late August 2018", ["2018-08"]),
    ],
)
def test_dates_are_as_exact_as_their_words(words: str, values: list[str]) -> None:
    """No more precision than the words give; two figures that could each be the month give the year."""
    assert [one.value for one in dates(words)] == values


def test_dates_are_spelled_for_people() -> None:
    """Reasons print dates in words."""
    assert [spelled(value) for value in ("2016-09-25", "2016-09", "2016", "201X")] == [
        "25 September 2016",
        "September 2016",
        "2016",
        "the 2010s",
    ]


@pytest.mark.parametrize("value", ["1994-00", "1994-00-03", "1994-02-00", "1994-13", "1994-02-30", "0000"])
def test_what_is_no_day_is_an_unusable_value(value: str) -> None:
    """It is named in a warning and bounds nothing."""
    document = read(f"Old friends\n\n{PARAGRAPH}", {"retrieved": value, "date": value})
    assert document.metadata.retrieved is None
    assert sum("unusable" in warning for warning in document.warnings) == 2
    for bound in (first_day, last_day):
        with pytest.raises(ValueError, match=r"year|month|day|date"):
            bound(value)
