"""Notes are read source by source: who, what, where and when, and what is left to an earlier note."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.documents import read_bytes
from backchannel.documents.cited_sources import cited_sources
from backchannel.documents.facts.reference_cues import entries
from backchannel.documents.facts.references import Reference, references

FIELDS = [name for name in Reference.__struct_fields__ if name not in ("start", "end")]
WORDS = [name for name in FIELDS if name not in ("date", "accessed", "back", "secondhand")]


def fields(text: str) -> list[dict[str, Any]]:
    return [{name: getattr(one, name) for name in FIELDS if getattr(one, name)} for one in references(text)]


def examples() -> Iterator[str]:
    for kind in entries().values():
        yield from (entry["example"] for entry in (kind if isinstance(kind, list) else [kind]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Example, The Long Table, 2nd ed. (Oslo: Press House, 1996), pp. 12–14.",
            {
                "author": "Ann Example", "title": "The Long Table", "place": "Oslo", "publisher": "Press House",
                "date": "1996", "pages": "12–14",
            },
        ),
        (
            "Bo Sample, “A Channel,” Journal of Samples 4, no. 2 (May 1998): 11–30.",
            {
                "author": "Bo Sample", "title": "A Channel", "container": "Journal of Samples", "volume": "4",
                "issue": "2", "date": "1998-05", "pages": "11–30",
            },
        ),
        (
            "Sample, B. (1998). A channel. Journal of Samples, 4(2), 11–30.",
            {
                "author": "Sample, B.", "title": "A channel", "container": "Journal of Samples", "volume": "4",
                "issue": "2", "date": "1998", "pages": "11–30",
            },
        ),
        (
            "“Envoys meet,” The Harbour Times, 3 May 2016, https://example.org/a?b=(1) (accessed 4 June 2016).",
            {
                "title": "Envoys meet", "container": "The Harbour Times", "date": "2016-05-03",
                "url": "https://example.org/a?b=(1)", "accessed": "2016-06-04",
            },
        ),
        (
            "Embassy Oslo, cable 08OSLO227, 17 March 2008, WikiLeaks.",
            {
                "author": "Embassy Oslo", "title": "cable 08OSLO227", "number": "08OSLO227", "date": "2008-03-17",
                "container": "WikiLeaks",
            },
        ),
        (
            "Source: National Archives, RG 59, Central Files 1964–66, POL 7 NOR. Secret; Exdis. Drafted by Sample.",
            {"archive": "National Archives", "file": "RG 59, Central Files 1964–66, POL 7 NOR"},
        ),
        (
            "Telegram 72 to Oslo, May 3, agreed with telegram 21. (Department of State, Central Files, POL 7 NOR)",
            {
                "title": "Telegram 72 to Oslo", "number": "72", "archive": "Department of State",
                "file": "Central Files, POL 7 NOR",
            },
        ),
        ("See footnote 3, Document 174.", {"number": "174"}),
        ("See note 4 above.", {"back": "4"}),
        ("Ibid., p. 7.", {"back": "ibid", "pages": "7"}),
        ("Le Journal, 14 January 1986.", {"container": "Le Journal", "date": "1986-01-14"}),
        ("https://example.org/minutes.pdf.", {"url": "https://example.org/minutes.pdf"}),
    ],
)  # fmt: skip
def test_one_source_is_taken_apart(text: str, expected: dict[str, str]) -> None:
    """Books, articles, newspapers, cables, papers in archives, and what points to another note."""
    assert fields(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy retired in 1991 and has given no interviews since.",
        "He called it “a marriage without a wedding” in later years.",
        "The “Approve” option is checked on the copy.",
        "Attached but not printed.",
        "George Sample.",
        "June 12.",
        "A note at the top reads, “Not now.”",
    ],
)
def test_what_only_tells_something_cites_nothing(text: str) -> None:
    """A remark has no title made of half a sentence."""
    assert fields(text) == []


def test_several_sources_in_one_note_are_kept_apart() -> None:
    """A semicolon, "and" before a new title, and "See" after a sentence part them."""
    found = fields(
        "Nothing was signed. See Ann Example, “One,” Review, May 1994, pp. 3–4 and Bo Sample, “Two,” Review, "
        "June 1995; for its end, Cy Case, The End (Rome: Fine, 1999)."
    )
    assert [(one["author"], one["title"]) for one in found] == [
        ("Ann Example", "One"), ("Bo Sample", "Two"), ("Cy Case", "The End"),
    ]  # fmt: skip


def test_a_work_known_through_another_is_told_from_the_one_that_was_read() -> None:
    """ "Cited in" makes two sources, the second of which was read."""
    first, second = fields("Memorandum by Sample, 8 June 1982, cited in Ann Example, The Table, Press House, 1988.")
    assert (first["title"], first.get("secondhand")) == ("Memorandum by Sample", None)
    assert (second["title"], second["secondhand"]) == ("The Table", True)


NOTED = """Envoys met in Vienna.[1] They met again.[2] Others knew.[3] It was denied.[4] It ended.[5]

Notes

1. Ann Example, The Long Table (Oslo: Press House, 1996), p. 3.
2. Ibid., p. 8.
3. Telegram 7 to Oslo. (Department of State, Central Files, POL 7) A second one was telegram 9. (Ibid., POL 8)
4. Example, The Long Table, p. 40.
5. See note 1.
"""


def test_short_forms_are_filled_from_earlier_notes() -> None:
    """Ibid., a short title and "See note 1" are the first book; a paper kept "ibid." is in the same archive."""
    (document,) = read_bytes(NOTED.encode(), "noted.txt")
    one, two, three, four, five = cited_sources(document)
    for (found,), pages in ((one, "3"), (two, "8"), (four, "40"), (five, "3")):
        assert (found.author, found.publisher, found.date, found.pages) == ("Ann Example", "Press House", "1996", pages)
    assert [(r.title, r.archive, r.file) for r in three] == [
        ("Telegram 7 to Oslo", "Department of State", "Central Files, POL 7"),
        ("telegram 9", "Department of State", "POL 8"),
    ]
    assert document.text[one[0].start : one[0].end].startswith("Ann Example, The Long")


@pytest.mark.parametrize("text", sorted(set(examples())))
def test_every_example_of_the_data_cites_something(text: str) -> None:
    """Each entry's example is a note that cites."""
    assert references(text)


NOTE_WORDS = st.sampled_from(
    [
        *("Ann Example", ",", ".", ";", "“A Title,”", "‘Another’", "(Oslo: Press, 1996)", "p. 4", "Ibid.", "[", "]"),
        *("(Ibid., POL 7)", "See", "cited in", "vol. 3", "no. 2", "telegram 7", "Document 9", "https://example.org/a"),
        *("accessed 3 May 2001", "3 May 2001", "1999", "said", "the", "and", "Source:", "National Archives", "RG 59"),
        *("S/RES/242", "08OSLO227", "*Italic*", "(", ")", "in"),
    ]
)


@given(st.lists(NOTE_WORDS, max_size=25).map(" ".join) | st.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_fields_are_words_of_the_note(text: str) -> None:
    """Whatever the note: spans lie in it, and what is no date is printed there."""
    for one in references(text):
        assert 0 <= one.start <= one.end <= len(text)
        for name in WORDS:
            value = getattr(one, name)
            assert value is None or all(part in text for part in value.split(", "))


@pytest.mark.parametrize(
    "text",
    [
        "a, " * 4000, "(" * 12000, "“" * 12000, "See " * 3000, "A. B " * 2400, "1999, " * 2000, "p. 4 " * 2400,
        "(Ibid.) " * 1500, "telegram 7 " * 1000, "A b c d. " * 1300, "Ann Example, " * 900, "x" * 12000, "[" * 12000,
        "; " * 6000, "A/" * 6000,
    ],
)  # fmt: skip
def test_hostile_notes_cost_little(text: str) -> None:
    """Notes made to trip the patterns are read in a few seconds at most."""
    begin = time.process_time()
    references(text)
    assert time.process_time() - begin < 3
