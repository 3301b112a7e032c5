"""What is shown is cut from the text itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backchannel.ledger.snippets import WIDTH, cut


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text and some of its words' places."""
    words = draw(st.lists(st.sampled_from(["a", "war", "communiqué", "北京", "का"]), min_size=1, max_size=150))
    spans, at = [], 0
    for word in words:
        if draw(st.booleans()):
            spans.append((at, at + len(word)))
        at += len(word) + 1
    return " ".join(words), spans


@given(marked())
def test_pieces_are_the_texts_own_and_the_marked_ones_are_what_was_found(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    """Joined, they stand in the text; at least one place is marked, and none that was not found."""
    text, spans = case
    pieces = cut(text, spans)
    shown = "".join(piece for piece, _ in pieces).removeprefix("… ").removesuffix(" …")
    assert shown in text
    assert len(shown) <= WIDTH + 30
    assert {piece for piece, match in pieces if match} <= {text[s:e] for s, e in spans}
    assert any(match for _, match in pieces) is bool(spans)


def test_the_stretch_with_most_places_is_shown_and_says_where_it_was_cut() -> None:
    """One lonely word at the beginning gives way to three together."""
    text = "war " + "peace " * 60 + "war after war after war " + "peace " * 60
    spans = [(n, n + 3) for n in range(len(text)) if text.startswith("war", n)]
    shown = "".join(f"[{piece}]" if match else piece for piece, match in cut(text, spans))
    assert shown.count("[war]") == 3
    assert shown.startswith("… ") and shown.endswith(" …")


def test_a_letter_keeps_its_marks_where_there_is_no_space_to_cut_at() -> None:
    """Devanagari vowel signs do not open a snippet."""
    text = "की" * 400
    first = cut(text, [(400, 402)])[1][0]
    assert first.startswith("की")
