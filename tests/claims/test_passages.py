"""Every claim leads back to its words: quote, span and reasons, whatever the text looks like."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.claims import ClauseReader
from backchannel.model import Claim, Document

from .made import bare, document
from .texts import ALL, ESSAY, OPENINGS, PLAIN, SEPARATORS

Read = Callable[..., tuple[Claim, ...]]

SENTENCES = st.lists(st.tuples(st.sampled_from(PLAIN), st.sampled_from(SEPARATORS)), min_size=1, max_size=6)
TEXTS = st.builds(
    lambda opening, parts: opening + "".join(words + between for words, between in parts),
    st.sampled_from(OPENINGS),
    SENTENCES,
)


DISGUISES = {
    "plain": (),
    "crlf": (("\n", "\r\n"),),
    "wrapped": ((" in ", "\nin "),),
    "zero-width": ((" ", " \u200b"),),
    "soft hyphens": (("tr", "t\u00adr"),),
    "no-break": ((" ", "\u00a0"),),
    "straight quotes": (("“", '"'), ("”", '"'), ("’", "'")),
    "long dashes": (("-", "—"),),
}
"""How another program or typist would have written a text: what is put for what."""
BEFORE = {"astral": "🕊𝔄𝔅 ", "decomposed": "e\u0301u\u0308 "}


def disguised(text: str, manner: str) -> str:
    for old, new in DISGUISES.get(manner, ()):
        text = text.replace(old, new)
    return BEFORE.get(manner, "") + text


def stands_on_its_words(document: Document, claims: tuple[Claim, ...]) -> None:
    """What holds of all claims of a reading of the document."""
    text = document.text
    for claim in claims:
        assert claim.quote == text[claim.start : claim.end]
        assert claim.quote == claim.quote.strip() != ""
        section = next(s for s in document.sections if s.start <= claim.start < s.end)
        assert claim.end <= section.end
        assert section.kind not in ("title", "heading", "notes", "byline", "boilerplate")
        assert claim.attribution[-1].source == "author"
        assert claim.attribution[-1].kind == "author"
        for answer in claim.responses:
            assert answer.start is not None and answer.end is not None
            assert 0 <= answer.start < answer.end <= len(text)
        for actor in claim.actors:
            assert actor.start is not None and actor.end is not None
            assert text[actor.start : actor.end].strip()
    assert [(c.start, c.end) for c in claims] == sorted((c.start, c.end) for c in claims)
    assert len({c.id for c in claims}) == len(claims)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("manner", [*DISGUISES, *BEFORE])
def test_a_quote_is_the_slice_of_the_text(name: str, manner: str, reader: ClauseReader) -> None:
    """Position and quote agree to the code point, also behind characters that others count differently."""
    made = document(disguised(ALL[name], manner), name)
    claims = reader.read(made).claims
    stands_on_its_words(made, claims)
    assert claims


@settings(max_examples=30, deadline=None)
@given(text=TEXTS)
def test_no_arrangement_of_sentences_loses_the_words(text: str, reader: ClauseReader) -> None:
    """Blanks, line ends and marks between sentences move spans, never off their words."""
    made = document(text)
    stands_on_its_words(made, reader.read(made).claims)


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_characters_can_be_read(text: str, reader: ClauseReader) -> None:
    """What is no language at all gives a reading too, and what it quotes is there."""
    made = bare("Oslo " + text)
    stands_on_its_words(made, reader.read(made).claims)


@pytest.mark.parametrize("name", ALL)
def test_a_reason_shows_its_words(name: str, reader: ClauseReader) -> None:
    """Where a reason has a span, its text is what stands there."""
    made = document(ALL[name], name)
    for claim in reader.read(made).claims:
        for reason in claim.reasons:
            if reason.start is not None and reason.field != "attribution":
                assert reason.text == made.text[reason.start : reason.end]
            if reason.start is not None:
                assert made.text[reason.start : reason.end].strip()


def test_every_field_has_a_reason(reader: ClauseReader) -> None:
    """Each field that is weighed says why; each actor why he has his role; a date whether it was in the words."""
    for claim in reader.read(document(ESSAY)).claims:
        fields = [r.field for r in claim.reasons]
        for field in ("kind", "plover", "domain", "certainty", "polarity", "covert", "checkable"):
            assert fields.count(field) == 1
        assert fields.count("actors") == len(claim.actors)
        assert ("date" in fields) == bool(claim.date.start)
        assert all(r.rule for r in claim.reasons)


def test_a_named_source_has_a_reason_at_its_cue(read: Read) -> None:
    """The reason of an attribution points at the word that reports."""
    (claim,) = read("In 2010 a newspaper revealed that Denmark had sold radar parts to Libya in 1983.")
    reason = next(r for r in claim.reasons if r.field == "attribution")
    assert (reason.text, "newspaper" in reason.rule) == ("revealed", True)


def test_a_cue_of_the_vocabulary_is_a_reason(read: Read) -> None:
    """ "Allegedly" is shown as what made the claim hearsay."""
    (claim,) = read("Portugal allegedly passed rifles to Chad in 1986.")
    reason = next(r for r in claim.reasons if r.field == "certainty")
    assert (reason.text, claim.certainty) == ("allegedly", "alleged")


def test_claims_come_in_the_order_of_the_text(read: Read) -> None:
    """First by start, then by end."""
    claims = read(ESSAY)
    assert len(claims) > 4
    assert all((a.start, a.end) <= (b.start, b.end) for a, b in pairwise(claims))


@pytest.mark.parametrize(
    "heading",
    [
        "# Cuba ships rifles to Angola\n\nNothing was decided.",
        "Cuba ships rifles to Angola\n===========================\n\nNothing was decided.",
    ],
)
def test_headings_make_no_claims(heading: str, read: Read) -> None:
    """A heading names what the text is about and asserts nothing."""
    assert all("rifles" not in claim.quote for claim in read(heading, "talks.md"))


@pytest.mark.parametrize("text", ["", " \n\n\t", "\ufeff", "—", "...", "1.", "😀"])
def test_a_text_without_words_makes_no_claims(text: str, reader: ClauseReader) -> None:
    """Empty, blank, one mark: an empty reading."""
    assert reader.read(bare(text)).claims == ()


def test_one_very_long_sentence_is_read(reader: ClauseReader) -> None:
    """Hundreds of joined clauses without a full stop are cut into claims of sensible length."""
    parts = [f"Cuba sent {n} rifles to Angola in {1900 + n % 90}" for n in range(2, 102)]
    made = document("; ".join(parts) + ".")
    claims = reader.read(made).claims
    stands_on_its_words(made, claims)
    assert len(claims) > 25


@pytest.mark.parametrize(
    "text",
    [
        "En 1975, Cuba a livré des fusils à l'Angola. Le gouvernement l'a confirmé.",
        "Im Mai 1970 reiste der Kanzler nach Warschau und unterzeichnete den Vertrag.",
        "Куба поставила винтовки Анголе в 1975 году.",
        "1975年古巴向安哥拉运送了步枪。两国否认了这些报道。",
        "أرسلت كوبا بنادق إلى أنغولا عام 1975.",
        "クーバは1975年にアンゴラへ小銃を送った。",
    ],
)
def test_another_language_is_no_accident(text: str, reader: ClauseReader) -> None:
    """What the model was not made for may be misread, but it is read, and quoted rightly."""
    made = document(text)
    stands_on_its_words(made, reader.read(made).claims)
