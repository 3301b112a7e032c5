"""What two texts are to each other: copies, parts, variants, versions, or nothing."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.documents import read_bytes
from backchannel.evidence import Comparer, Wording, links, sketch
from backchannel.evidence.alignment import align
from backchannel.evidence.housestyle import tokens
from backchannel.evidence.sentences import LONGEST, Sentence, cut
from backchannel.evidence.tables import housestyle, patterns, turns
from backchannel.evidence.turns import turning
from backchannel.language.plain import straighten
from backchannel.model import Document, Excision, Link, Section
from tests.evidence.factory import document, library, said

SETS = Path(__file__).parent.parent / "sets"
FLOOR = 59
"""Pairs of the open half, of 61, that are right."""

BODY = (
    "The freighter Marisol left Callao on a Sunday with nine thousand sacks of fish meal and a crew of thirty. "
    "Two days later a patrol boat of the Chilean navy ordered it to heave to off Arica. "
    "Its captain, Diego Salas, refused and turned back to Peruvian waters. "
    "Lima lodged a protest in Santiago on Thursday. "
    "The Chilean foreign minister said that the boat had acted on orders of the harbour master. "
    "Nobody was hurt, and the sacks were unloaded in Ilo by the end of the week."
)


def relate(one: str, other: str) -> Link:
    """What two texts are to each other."""
    return Comparer().relate(document("a", one), document("b", other))


def sentence(text: str) -> Sentence:
    """A sentence as it is compared."""
    return Sentence(0, len(text), tokens(straighten(text)), straighten(text), "paragraph")


def test_the_open_set_is_answered_at_least_as_well_as_when_it_was_tuned() -> None:
    """Relation and newer side, pair by pair; what is compared at all is part of it."""
    right = 0
    for line in (SETS / "copies.open.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        sides = {side: next(iter(read_bytes(item[side].encode(), f"{side}.txt"))) for side in ("a", "b")}
        held = {d.id: d for d in sides.values() if isinstance(d, Document)}
        found = next(iter(links(held)), None)
        newer = None
        if found and found.kind in ("correction", "retraction", "release"):
            newer = next(side for side, d in sides.items() if isinstance(d, Document) and d.id == found.main)
        right += ((found.kind if found else "none"), newer) == (item["label"], item["newer"])
    assert right >= FLOOR


@pytest.mark.parametrize(("one", "other"), housestyle().examples)
def test_house_styles_come_out_alike(one: str, other: str) -> None:
    """Each example of the table is written two ways and compared as one."""
    assert sentence(one).forms == sentence(other).forms


@pytest.mark.parametrize("kind", ["correction", "retraction", "frame"])
def test_every_cue_finds_its_example_and_not_its_trap(kind: str) -> None:
    """What a text says of itself is told from what it says of others."""
    for rule in patterns("editions", kind):
        assert rule.pattern.search(straighten(rule.example)), rule
        assert rule.trap and not rule.pattern.search(straighten(rule.trap)), rule


@pytest.mark.parametrize(("one", "other"), turns().examples)
def test_every_example_of_a_turn_turns(one: str, other: str) -> None:
    """The two sentences of each entry differ in what they say, both ways round."""
    for a, b in ((one, other), (other, one)):
        x, y = sentence(a), sentence(b)
        pairs = align([x], [y]) or align([x, sentence(BODY)], [y, sentence(BODY)])
        assert any(turning(x, y, pair) for pair in pairs if pair.one == pair.other == 0), (a, b)


@pytest.mark.parametrize(
    "other",
    [
        BODY.replace("nine thousand", "9,000").replace("harbour", "harbor"),
        BODY.replace("Two days later", "Two days afterwards").replace("lodged", "filed"),
        BODY.replace("The freighter Marisol left Callao", "CALLAO (Wire) – The freighter Marisol left Callao"),
        BODY.replace("Its captain, Diego Salas,", "Captain Diego Salas"),
        BODY.replace("on Thursday", "yesterday"),
        BODY.upper(),
        BODY[: BODY.index("Lima lodged")],
    ],
)
def test_what_a_desk_does_to_a_text_leaves_it_the_same(other: str) -> None:
    """House style, synonyms, a dateline, a turned apposition, today for Thursday, capitals, a cut."""
    found = relate(BODY, other)
    assert found.kind == "copy"
    assert not any(change.turned for change in found.changes)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("refused and turned back", "obeyed and turned back", ("refused", "obeyed")),
        ("nine thousand sacks", "nine hundred sacks", ("nine thousand", "nine hundred")),
        ("Nobody was hurt", "Somebody was hurt", ("Nobody", "Somebody")),
        ("Lima lodged a protest", "Lima allegedly lodged a protest", ("", "allegedly")),
        ("said that the boat had acted", "said that the boat might have acted", ("", "might")),
        ("the Chilean navy", "the Bolivian navy", ("Chilean", "Bolivian")),
        ("Diego Salas", "Pedro Rojas", ("Diego Salas", "Pedro Rojas")),
        ("on Thursday", "on Friday", ("Thursday", "Friday")),
        ("Lima lodged a protest in Santiago", "Santiago lodged a protest in Lima", ("Lima", "Santiago")),
        ("sacks of fish meal", "sacks of rifles", ("fish meal", "rifles")),
    ],
)
def test_an_edit_that_turns_the_meaning_makes_a_variant(old: str, new: str, words: tuple[str, str]) -> None:
    """A verb, number, negation, hedge, modal, state, person, day or direction; the words are shown."""
    one, other = BODY, BODY.replace(old, new)
    found = relate(one, other)
    assert found.kind == "variant"
    shown = {(one[a:b], other[c:d]) for change in found.changes if change.turned for a, b, c, d in change.words}
    assert any(words[0] in a and words[1] in b for a, b in shown), shown


def test_a_content_word_that_no_table_knows_counts_as_a_synonym_and_is_shown() -> None:
    """The program cannot tell "treasurer" from "surgeon"; whoever looks at the link sees the edit."""
    other = BODY.replace("harbour master", "harbour surgeon")
    found = relate(BODY, other)
    assert found.kind == "copy"
    ((change,),) = [found.changes]
    assert [(BODY[a:b], other[c:d]) for a, b, c, d in change.words] == [("master", "surgeon")]


def test_one_mould_filled_twice_is_nothing() -> None:
    """Two letters that differ in every name are no variants of each other."""
    mould = "The Secretary met {0} of {1} in {2} today. They spoke of {1} and of the port of {2}. {0} will travel on."
    assert relate(mould.format("Salas", "Chile", "Arica"), mould.format("Okoro", "Ghana", "Tema")).kind is None


def test_the_shared_sentences_are_the_same_words_in_both() -> None:
    """Offsets lead to words that differ at most in style."""
    other = f"A letter to the editor, for what it is worth to anybody at all.\n\n{BODY.upper()}"
    found = relate(BODY, other)
    assert found.same
    for start, end, other_start, other_end in found.same:
        assert sentence(BODY[start:end]).forms == sentence(other[other_start:other_end].lower()).forms


SENTENCES = [s + "." for s in BODY.removesuffix(".").split(". ")]


@given(st.lists(st.sampled_from(SENTENCES), max_size=8), st.lists(st.sampled_from(SENTENCES), max_size=8))
@settings(max_examples=60, deadline=None)
def test_it_makes_no_difference_which_text_is_given_first(one: list[str], other: list[str]) -> None:
    """The link is the same to the last field, and a text is a copy of itself."""
    a, b = document("a", " ".join(one) or "-"), document("b", " ".join(other) or "-")
    assert Comparer().relate(a, b) == Comparer().relate(b, a)
    twin = msgspec.structs.replace(a, id="z")
    assert Comparer().relate(a, twin).kind == ("copy" if cut(a).words >= 20 else None)


@given(st.text(max_size=400), st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_compared(one: str, other: str) -> None:
    """Spans lie within the texts, shares between nothing and all."""
    a, b = document("a", one or " "), document("b", other or " ")
    found = Comparer().relate(a, b)
    assert 0 <= found.share <= 1
    for start, end, other_start, other_end in found.same:
        assert 0 <= start < end <= len(a.text)
        assert 0 <= other_start < other_end <= len(b.text)
    assert sketch(a, cut(a)) == sketch(a, cut(a))


@pytest.mark.parametrize(
    "text",
    [
        "word " * 60_000,
        " ".join(f"w{n}" for n in range(60_000)),
        "Yes. " * 60_000,
        "(" * 200_000,
        "“" * 100_000 + "a" + "”" * 100_000,
        "█ " * 100_000,
        "\n".join("> quoted line of a mail" for _ in range(20_000)),
        "-- A.B. " * 40_000,
        "the of and to " * 30_000 + ".",
        "中" * 100_000,
    ],
    ids=[
        "one word",
        "no stop",
        "one sentence",
        "brackets",
        "quotes",
        "bars",
        "quoted",
        "initials",
        "stop words",
        "Han",
    ],
)
def test_hostile_texts_take_no_more_than_their_length(text: str) -> None:
    """No text of a few hundred thousand characters costs more than seconds, compared with itself made otherwise."""
    begun = time.process_time()
    one, other = document("a", text), document("b", text[: len(text) // 2] + " Another end.\n" + text[len(text) // 2 :])
    compare = Comparer()
    sketch(one, compare.cut(one))
    compare.relate(one, other)
    assert time.process_time() - begun < 8


def test_sentences_of_any_length_are_cut_alike() -> None:
    """A text without full stops is compared in parts whose ends depend on the words alone."""
    words = [f"{random.Random(n).choice(SENTENCES).split()[0]}{n}x" for n in range(2000)]
    one, other = (cut(document("a", " ".join(w))) for w in (words, words[7:]))
    assert max(len(s.words) for s in one.sentences) <= LONGEST
    shared = {s.forms for s in one.sentences} & {s.forms for s in other.sentences}
    assert len(shared) > 0.8 * len(other.sentences)


def test_quoted_lines_of_a_mail_are_put_together_again() -> None:
    """However the mail program broke them."""
    quoted = "> The two ministers met in Quito on\n> Friday and signed nothing at all."
    end = quoted.index("\n")
    places = ((0, end), (end + 1, len(quoted)))
    sections = tuple(Section(start=a, end=b, kind="quoted_message") for a, b in places)
    mail = msgspec.structs.replace(document("m", quoted), sections=sections)
    (only,) = cut(mail).sentences
    assert only.quoted
    assert only.forms[:4] == ("2", "ministers", "met", "in")


def test_an_excision_is_no_difference_in_meaning() -> None:
    """What is left out in one and stands in the other makes a release, whichever has it."""
    bare = BODY.replace("Diego Salas", "[name withheld]")
    at = bare.index("[")
    cable = document("bare", bare)
    cable = msgspec.structs.replace(cable, excisions=(Excision(start=at, end=at + 15),))
    full = document("full", BODY)
    for found in (Comparer().relate(cable, full), Comparer().relate(full, cable)):
        assert (found.kind, found.main) == ("release", "full")
        assert not any(change.turned for change in found.changes)


def test_copies_of_a_part_are_put_to_the_part() -> None:
    """A sentence of an article that a digest prints belongs to the article, whatever the ids."""
    own = "Rain fell on the coast for a week, and the mules of the customs house were let go. " * 2
    books = library(document("z", BODY), document("a", f"{own}\n\n{BODY}\n\n{own[::-1]}"))
    wording = Wording(links(books), books)
    at = books["a"].text.index("Lima lodged")
    claims = [said("Lima lodged a protest", "a", at), said("Rain fell", "a", 0)]
    assert [wording.home(c) for c in claims] == ["z", "a"]
