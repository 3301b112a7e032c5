import pytest
from hypothesis import given

from backchannel.documents.facts.citations import Cited, cited
from backchannel.documents.layout.notes import notes_of
from backchannel.documents.layout.sections import sections_of
from backchannel.model import Note

from .strategies import pages, texts

BODY = "Envoys met in Vienna in 1961.{0} Nothing was signed then or later.{1} Both sides denied it for years.{2}\n\n"
MEMOIRS = Cited("F. W. de Sample", "Memoirs", "Little, Brown", "1979")
LONG_TABLE = Cited("Ann Example", "The Long Table", "Press House", "1996")


def notes(text: str) -> tuple[Note, ...]:
    return notes_of(text, sections_of(text))


def marked(text: str) -> list[tuple[str, list[str]]]:
    """Each note's number with the words just before its marks."""
    return [(note.number, [text[mark.start - 6 : mark.start] for mark in note.marks]) for note in notes(text)]


@pytest.mark.parametrize(
    ("style", "entries"),
    [
        ("[{}]", "Notes\n\n[1] A. One, B, C, 1961.\n[3] D. Two, E, F, 1962.\n[2] G. Three, H, I, 1963.\n"),
        ("[{}]", "References\n\n1. A. One, B, C, 1961.\n3. D. Two, E, F, 1962.\n2. G. Three, H, I, 1963.\n"),
        ("[{}]", "\n  1. A. One, B, C, 1961\n  3. D. Two, E, F, 1962\n  2. G. Three, H, I, 1963\n"),
        ("[^{}]", "[^1]: A. One, B, C, 1961.\n[^3]: D. Two, E, F, 1962.\n[^2]: G. Three, H, I, 1963.\n"),
        ("{}", "Endnotes\n\n1. A. One, B, C, 1961.\n3. D. Two, E, F, 1962.\n2. G. Three, H, I, 1963.\n"),
    ],
)
def test_notes_are_linked_to_their_marks_in_whatever_style(style: str, entries: str) -> None:
    """Brackets, figures after a full stop and Markdown; with a heading and without; numbers out of order."""
    text = BODY.format(*(style.format(number) for number in (1, 2, 3))) + entries
    assert marked(text) == [("1", [" 1961."]), ("3", ["years."]), ("2", ["later."])]


def test_raised_figures_and_several_marks_of_one_note() -> None:
    """¹ is a mark; a note may be cited twice; [1, 2] marks both."""
    text = BODY.format("¹", "²", "¹") + "Notes\n\n¹ A. One, B, C, 1961.\n² D. Two, E, F, 1962.\n"
    assert [len(note.marks) for note in notes(text)] == [2, 1]
    text = BODY.format("[1, 2]", "", "") + "Notes\n\n[1] A. One, B, C, 1961.\n[2] D. Two, E, F, 1962.\n"
    assert [text[note.marks[0].start : note.marks[0].end] for note in notes(text)] == ["[1, 2]", "[1, 2]"]


def test_numbers_that_are_no_notes_are_left_alone() -> None:
    """A numbered list in the body is no note where the text carries no marks."""
    text = "Three aims\n\nThe talks had three aims, of which none was met in the end.\n\n1. Arms\n2. Trade\n3. Time\n"
    assert notes(text) == ()


def test_a_note_that_goes_on_in_a_second_paragraph_is_one_note() -> None:
    """A paragraph without a number between two notes belongs to the note before."""
    text = BODY.format("[1]", "[2]", "") + "Notes\n\n1. The first, at length.\n\nIt goes on here.\n\n2. The second.\n"
    assert notes(text)[0].text == "The first, at length.\n\nIt goes on here."


@given(pages | texts)
def test_note_spans_are_slices_of_the_text(text: str) -> None:
    """A note's text is what stands at its span, and marks carry its number."""
    for note in notes(text):
        assert text[note.start : note.end] == note.text
        for mark in note.marks:
            assert 0 <= mark.start < mark.end <= len(text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Ann Example, ‘Envoys meet in the people’s hall’, The Harbour Times, 3rd August 2016",
            Cited("Ann Example", "Envoys meet in the people’s hall", "The Harbour Times", "2016-08-03"),
        ),
        (
            "[AFP/News Desk], ‘Arms imports rose’, The Daily Sample (Norway), 22nd February 2016",
            Cited("AFP/News Desk", "Arms imports rose", "The Daily Sample (Norway)", "2016-02-22"),
        ),
        (
            "Arms imports fell again’, The Daily Sample, 30th September 2003",
            Cited(None, "Arms imports fell again", "The Daily Sample", "2003-09-30"),
        ),
        (
            'John Q. Sample, "A Channel," Journal of Samples 4, no. 2 (1998), pp. 11–30.',
            Cited("John Q. Sample", "A Channel", "Journal of Samples", "1998"),
        ),
        ("Ann Example, *The Long Table* (Oslo: Press House, 1996), p. 12", LONG_TABLE),
        ("Ann Example, The Long Table (Press House, 1996).", LONG_TABLE),
        ("F. W. de Sample, Memoirs, Little, Brown, 1979.", MEMOIRS),
        ("Interview, Zurich, 10 October 2009", Cited(None, "Interview", None, "2009-10-10")),
        (
            "Report on the released cabinet papers, BBC News, 1 January 2001.",
            Cited(None, "Report on the released cabinet papers", "BBC News", "2001-01-01"),
        ),
        (
            "Source: National Library, Central Files, POL 7 NOR. Secret. Drafted by Sample.",
            Cited(None, "Central Files, POL 7 NOR", "National Library", None),
        ),
        ("Embassy Oslo, cable, WikiLeaks, 2010 to 2011", Cited("Embassy Oslo", "cable", "WikiLeaks", "201X")),
        ("The ambassador was told of this on 3 May 1961, but he did not report it to his ministry.", Cited()),
        ("Document 12.", Cited()),
    ],
)  # fmt: skip
def test_citations_are_taken_apart(words: str, expected: Cited) -> None:
    """The forms that essays, histories and newspapers use; a remark cites nothing."""
    assert cited(words) == expected


def test_ibid_and_see_note_cite_what_the_note_meant_cites() -> None:
    """'Ibid.' is the note before, 'See note 1' that note."""
    text = BODY.format("[1]", "[2]", "[3]") + (
        "Notes\n\n[1] Ann Example, ‘A Title’, The Paper, 3 May 1993.\n[2] Ibid., p. 3.\n[3] See note 1.\n"
    )
    assert [note.title for note in notes(text)] == ["A Title"] * 3
    assert notes(text)[1].text == "Ibid., p. 3."
