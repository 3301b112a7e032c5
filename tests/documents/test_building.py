"""The laws of texts built of blocks, on pieces of any words in any arrangement."""

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backchannel.documents.building import Built, Cut, Mark, Milestone, Piece, TextBuilder
from backchannel.model import Fragment, Span

KEYS = "abcd"
words = st.text(st.sampled_from("ab.[1] \t\n\r\xa0\u2028é"), max_size=12)
inner = st.one_of(
    words,
    st.builds(Mark, st.sampled_from(KEYS)),
    st.builds(Cut, st.sampled_from(["[1 line\nnot declassified]", "", " ██ "]), st.sampled_from([None, "1 line"])),
)
pieces = st.lists(st.one_of(inner, st.builds(Milestone, st.sampled_from(["page=1", "page=2"]))), max_size=6)
blocks = st.lists(pieces, max_size=6)
notes = st.dictionaries(
    st.sampled_from(KEYS), st.tuples(st.lists(inner, max_size=4), st.sampled_from([None, "1", "7", "*"])), max_size=4
)
Notes = dict[str, tuple[list[Piece], str | None]]


def built(given_blocks: list[list[Piece]], given_notes: Notes) -> Built:
    builder = TextBuilder()
    for one in given_blocks:
        builder.block(one)
    for key, (said, number) in given_notes.items():
        builder.note(key, said, number=number)
    return builder.build()


def said(given_pieces: list[Piece]) -> str:
    """The letters of the pieces without blanks, marks left out."""
    kept = (p if isinstance(p, str) else p.words if isinstance(p, Cut) else "" for p in given_pieces)
    return "".join("".join(kept).split())


@given(blocks, notes)
def test_blocks_cover_the_text_and_are_parted_by_a_blank_line(
    given_blocks: list[list[Piece]], given_notes: Notes
) -> None:
    """Taking the text apart at its blank lines gives the blocks, in order; none begins or ends with a blank."""
    made = built(given_blocks, given_notes)
    assert (made.text.split("\n\n") if made.text else []) == [made.text[b.start : b.end] for b in made.blocks]
    assert all(block == block.strip() for block in made.text.split("\n\n"))


@given(blocks)
def test_every_letter_is_kept_and_no_other_added(given_blocks: list[list[Piece]]) -> None:
    """But for blanks, the text is what was given; marks stand between as numbers in brackets."""
    without: list[list[Piece]] = [[piece for piece in one if not isinstance(piece, Mark)] for one in given_blocks]
    assert "".join(built(without, {}).text.split()) == "".join(map(said, given_blocks))


@given(blocks, notes)
def test_spans_hold_what_they_say(given_blocks: list[list[Piece]], given_notes: Notes) -> None:
    """A mark's span holds its note's number, a note's its own words, an excision's those of the cut."""
    made = built(given_blocks, given_notes)
    for note in made.notes:
        assert made.text.startswith(f"[{note.number}] ", note.start - len(note.number) - 3)
        assert all(made.text[mark.start : mark.end] == f"[{note.number}]" for mark in note.marks)
    assert {made.text[one.start : one.end] for one in made.excisions} <= {"[1 line not declassified]", "██"}
    starts = [one.start for one in made.excisions]
    assert starts == sorted(starts)


@given(blocks, notes)
def test_every_mark_leads_to_its_note(given_blocks: list[list[Piece]], given_notes: Notes) -> None:
    """Each note with words is there once, in the order given, with all marks in body and notes that name its key."""
    made = built(given_blocks, given_notes)
    everywhere = [*given_blocks, *(note for note, _ in given_notes.values())]
    counts = {key: sum(piece == Mark(key) for one in everywhere for piece in one) for key in given_notes}
    kept = {key: note for key, note in given_notes.items() if said(note[0]) or any(map(is_mark, note[0]))}
    assert [len(note.marks) for note in made.notes] == [counts[key] for key in kept]
    for note, (_, number) in zip(made.notes, kept.values(), strict=True):
        assert number in (None, note.number)


def is_mark(piece: Piece) -> bool:
    return isinstance(piece, Mark)


@given(blocks, notes)
def test_unprinted_numbers_are_no_one_elses(given_blocks: list[list[Piece]], given_notes: Notes) -> None:
    """A note without a number of its own gets one that no other note has."""
    made = built(given_blocks, given_notes)
    unprinted = [key for key, (_, number) in given_notes.items() if number is None]
    numbers = [note.number for note in made.notes]
    kept = [key for key, note in given_notes.items() if said(note[0]) or any(map(is_mark, note[0]))]
    for key, number in zip(kept, numbers, strict=True):
        if key in unprinted:
            assert numbers.count(number) == 1


@given(blocks)
def test_fragments_part_the_text_at_their_milestones(given_blocks: list[list[Piece]]) -> None:
    """From the first milestone that has words behind it, every letter lies in the fragment begun last."""
    begun: list[Piece] = [Milestone("page=0"), "x"]
    without: list[list[Piece]] = [[piece for piece in one if not isinstance(piece, Mark)] for one in given_blocks]
    made = built([begun, *without], {})
    expected, current = dict.fromkeys(("page=0", "page=1", "page=2"), ""), ""
    for piece in (*begun, *(piece for one in without for piece in one)):
        if isinstance(piece, Milestone):
            current = piece.selector
        else:
            expected[current] += said([piece])
    found = dict.fromkeys(expected, "")
    for fragment in made.fragments:
        found[fragment.selector] += "".join(made.text[fragment.start : fragment.end].split())
    assert found == expected
    assert all(one.end <= two.start for one, two in pairwise(made.fragments))


def test_marks_and_notes_agree_on_the_printed_number_whichever_comes_first() -> None:
    """A mark met before its note already carries the number that the note is printed with."""
    builder = TextBuilder()
    builder.block(["He left.", Mark("x"), " She stayed.", Mark("y")])
    builder.note("y", "As told later.")
    builder.note("x", ["See", Mark("y"), " and the dispatch."], number="4")
    made = builder.build()
    assert made.text == "He left.[4] She stayed.[1]\n\n[1] As told later.\n\n[4] See[1] and the dispatch."
    assert [(note.number, len(note.marks)) for note in made.notes] == [("1", 2), ("4", 1)]


def test_notes_belong_to_the_fragment_in_which_they_were_given() -> None:
    """A note at a page's end lies, at the end of the text, in a fragment of that page."""
    builder = TextBuilder()
    builder.fragment("page=1")
    builder.block(["One.", Mark("x"), " And", Milestone("page=2"), " two."])
    builder.note("x", "Of the first.", selector="page=1")
    builder.note("y", "Of the second.")
    made = builder.build()
    assert [(made.text[f.start : f.end], f.selector) for f in made.fragments] == [
        ("One.[1] And", "page=1"),
        ("two.", "page=2"),
        ("[1] Of the first.", "page=1"),
        ("[2] Of the second.", "page=2"),
    ]
    assert made.fragments[0] == Fragment(start=0, end=11, selector="page=1")
    assert made.notes[0].marks == (Span(start=4, end=7),)


def test_time_grows_with_the_pieces() -> None:
    """A block of many thousand runs, wordless blocks and notes takes no longer than their number asks for."""
    begun = time.process_time()
    builder = TextBuilder()
    builder.block([piece for n in range(100_000) for piece in ("a ", Mark(str(n)), Milestone("p"), "", Milestone("q"))])
    for n in range(100_000):
        builder.fragment(str(n))
        builder.block([Milestone("x"), " "])
        builder.note(str(n), "b")
    assert len(builder.build().notes) == 100_000
    assert time.process_time() - begun < 8
