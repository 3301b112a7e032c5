"""Passages are drawn by lot from all sentences, not from what was found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from backchannel.agreement import Plan, draw
from backchannel.agreement.drawing import FEWEST_WORDS, Ground
from backchannel.model import Claim, Document, Section
from tests.ledger.builders import claim, document

COUNTRIES = ("Ruritania", "Graustark", "Freedonia", "Sylvania", "Borduria", "Syldavia")
MANY = document(
    "many.txt",
    "\n".join(
        " ".join(f"{a} sent a note to {b} in {1900 + n}." for n, b in enumerate(COUNTRIES[: 1 + i])) + " No."
        for i, a in enumerate(COUNTRIES)
    ),
)
FEW = document("few.txt", "Ruritania lent Graustark two boats. It was never told.\nThe end of it came soon.")
FOUND = (
    claim(FEW, "Ruritania lent Graustark two boats", "Ruritania/source/"),
    claim(FEW, "It was never told", kind="state", act=None),
)
BOTH = {d.id: d for d in (MANY, FEW)}
PARSED: dict[Any, Any] = {}


@pytest.fixture(autouse=True)
def _parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a section holds is the same in each of the many draws."""
    parse = Ground._sentences

    def known(self: Ground, place: Any) -> Any:
        if place not in PARSED:
            PARSED[place] = parse(self, place)
        return PARSED[place]

    monkeypatch.setattr(Ground, "_sentences", known)


def found(id_: str) -> Sequence[Claim]:
    return FOUND if id_ == FEW.id else ()


def drawn(plan: Plan, documents: dict[str, Document] = BOTH) -> list[str]:
    return [p.words for p in draw(documents, found, plan).passages]


def test_asked_for_more_than_there_are_all_sentences_come() -> None:
    """Each once, in reading order; those of fewer words than four are no passages."""
    words = drawn(Plan(500))
    assert len(words) == len(set(words)) == 21 + 3
    assert words[:3] == ["Ruritania lent Graustark two boats.", "It was never told.", "The end of it came soon."]
    assert not any(len(w.split()) < FEWEST_WORDS for w in words)


def test_each_sentence_has_the_same_chance() -> None:
    """Over 600 draws of 6 each of 24 sentences comes in a quarter, whether its paragraph has one sentence or six."""
    times = Counter(words for seed in range(600) for words in drawn(Plan(6, seed)))
    assert len(times) == 24
    assert sum((n - 150) ** 2 / 150 for n in times.values()) < 49.7  # chi squared of 23 degrees at 0.001


def test_the_draw_does_not_depend_on_what_was_found() -> None:
    """Other claims, or none, draw the same passages."""
    plan = Plan(5, seed=3)
    assert draw(BOTH, found, plan) == draw(BOTH, lambda _: (), plan)


def test_the_seed_draws_the_same_whatever_files_were_called() -> None:
    """Names and order of documents do not matter; another seed draws others."""
    other = {d.id: msgspec.structs.replace(d, name=f"x-{d.name}") for d in (FEW, MANY)}
    assert sorted(drawn(Plan(5, 9))) == sorted(drawn(Plan(5, 9), other))
    assert drawn(Plan(5, 9)) != drawn(Plan(5, 10))


def test_the_text_behind_a_passage_is_its_own() -> None:
    """Place, digest, words and what stands around it."""
    passages = draw(BOTH, found, Plan(500)).passages
    for passage in passages:
        of = next(d for d in BOTH.values() if d.text_digest == passage.text_digest)
        assert of.text[passage.start : passage.end] == passage.words
    assert passages[1].before == "Ruritania lent Graustark two boats."
    assert passages[1].after == "The end of it came soon."
    assert len({p.id for p in passages}) == len(passages)


def test_a_draw_by_document_takes_as_many_of_each() -> None:
    """As far as they go: of four, two of the short one, although it has an eighth of the sentences."""
    names = Counter(p.document for p in draw(BOTH, found, Plan(4, 1, strata="document")).passages)
    assert names == {"few.txt": 2, "many.txt": 2}
    names = Counter(p.document for p in draw(BOTH, found, Plan(10, 1, strata="document")).passages)
    assert names == {"few.txt": 3, "many.txt": 7}


def test_a_draw_by_kind_takes_as_many_of_each_kind_and_of_none() -> None:
    """The only event and the only state come, and the rest has no claim."""
    words = drawn(Plan(6, 1, strata="kind"))
    assert words[:2] == ["Ruritania lent Graustark two boats.", "It was never told."]
    assert len(words) == 6


@pytest.mark.parametrize("strata", ["none", "document", "kind"])
def test_a_draw_from_claims_takes_only_sentences_with_some(strata: str) -> None:
    """However it is drawn."""
    words = drawn(Plan(50, frame="claims", strata=strata))  # type: ignore[arg-type] # one of the three
    assert words == ["Ruritania lent Graustark two boats.", "It was never told."]


def test_headings_notes_and_other_languages_are_not_drawn_from() -> None:
    """The reader makes no claims of them either."""
    text = "The treaty of the two kings\nRuritania lent Graustark two boats.\nDie Minister trafen sich gestern in Wien."
    parts = [(0, 27, "heading", None), (28, 63, "paragraph", None), (64, len(text), "paragraph", "de")]
    sections = tuple(Section(start=a, end=b, kind=k, language=c) for a, b, k, c in parts)  # type: ignore[arg-type]
    of = msgspec.structs.replace(document("mixed.txt", text, language="en"), sections=sections)
    assert drawn(Plan(9), {of.id: of}) == ["Ruritania lent Graustark two boats."]


def test_two_files_of_one_text_are_drawn_from_once() -> None:
    """Else its sentences would have twice the chance, and two rows one name."""
    twin = document("twin.txt", FEW.text, mark="\ufeff")
    assert len(drawn(Plan(50), {d.id: d for d in (FEW, twin)})) == 3
