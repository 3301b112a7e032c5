"""The program that takes vocabulary entries out finds what is fitted to one document, and nothing where nothing is."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ablation import Worth, alone, credit, excesses, holm, shared, summary, without
from backchannel.claims import scenes
from backchannel.vocabulary.cues import cues

DOCUMENTS = tuple("abcdefgh")
Draw = Callable[[str, random.Random], float]


def common(worth: Draw) -> list[Worth]:
    """A hundred entries, each in half of the documents."""
    lot = random.Random(2)
    return [
        Worth(f"entry {n:03}", name, 1 + n % 3, worth(name, lot))
        for n in range(100)
        for name in sorted(lot.sample(DOCUMENTS, 4))
    ]


def single(worth: Draw) -> list[Worth]:
    """Entries that one document alone holds, thirty of each."""
    lot = random.Random(4)
    return [Worth(f"{name} {n}", name, 1, worth(name, lot)) for name in DOCUMENTS for n in range(30)]


@pytest.mark.parametrize(("made", "test"), [(common, shared), (single, alone)])
def test_an_even_vocabulary_is_not_said_to_be_fitted(
    made: Callable[[Draw], list[Worth]], test: Callable[..., list[object]]
) -> None:
    """Worths that are as large everywhere, most of them nothing, single no document out."""
    rows = test(made(lambda _, lot: max(0.0, lot.gauss(-0.2, 0.3))), 500, 0)
    assert len(rows) == len(DOCUMENTS)
    assert all(row.chance > 0.05 for row in rows)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("made", "test"), [(common, shared), (single, alone)])
def test_a_document_that_entries_were_put_in_for_is_found(
    made: Callable[[Draw], list[Worth]], test: Callable[..., list[object]]
) -> None:
    """And it alone, although a third of its entries only is worth more there."""
    rows = test(made(lambda name, lot: max(0.0, lot.gauss(-0.2, 0.3)) + (name == "c") * (lot.random() < 0.35)), 500, 0)
    assert [row.document for row in rows if row.chance < 0.05] == ["c"]  # type: ignore[attr-defined]


def test_what_is_worth_more_in_one_document_is_listed_first() -> None:
    """By claims gained over its mean elsewhere, for all the times it occurs."""
    rows = [Worth("x", "a", 2, 0.5), Worth("x", "b", 1, 0.1), Worth("y", "a", 1, 0.6), Worth("z", "b", 9, 0.0)]
    assert [(round(more, 3), row.entry, row.document) for more, row in excesses(rows)][:2] == [
        (0.8, "x", "a"),
        (0.6, "y", "a"),
    ]
    counted = {"entries": 3, "documents": 2, "places": 13, "change nothing": 1, "help": 2, "harm": 0}
    assert summary(rows) == {**counted, "worth in claims": pytest.approx(1.7)}


def test_chances_are_adjusted_step_by_step() -> None:
    """The least by all, the next by all but one, and none below one that was less (Holm's own rule)."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), max_size=8))
def test_adjusted_chances_keep_their_order(chances: list[float]) -> None:
    """They are never less than before, nor more than 1."""
    made = holm(chances)
    assert all(before <= after <= 1 or after == 1 for before, after in zip(chances, made, strict=True))
    assert [made[n] for n in sorted(range(len(made)), key=chances.__getitem__)] == sorted(made)


def test_an_entry_is_taken_out_and_put_back() -> None:
    """Its word sets nothing off meanwhile, and the other files are as they were."""
    cue = next(cue for cue in cues("polarity") if len(cue.forms[0]) == 1 and not cue.conditional)

    def set_off() -> bool:
        (word,) = cue.forms[0]
        word = word.removeprefix("=")
        index = dict(scenes._indexes())["polarity"]
        parts = ("VERB", "NOUN", "ADJ", "PROPN")
        return any(hit.cue is cue for pos in parts for hit in index.match([word], [pos], [word]))

    acts = dict(scenes._indexes())["acts"]
    assert set_off()
    with without("polarity", cue):
        assert not set_off()
        assert dict(scenes._indexes())["acts"] is acts
    assert set_off()


def test_a_score_is_in_claims() -> None:
    """All right is as many as are annotated; a wrong field of nine costs a ninth; an invented claim costs a share."""
    claim = {
        "doc": "d",
        "start": 0,
        "end": 9,
        "kind": "event",
        "actors": [{"name": "A", "role": "source", "type": "state"}],
    }
    gold = [claim, {**claim, "start": 20, "end": 29}]
    assert credit(gold, gold) == pytest.approx(2)
    assert credit(gold, [{**claim, "kind": "state"}, gold[1]]) == pytest.approx(2 - 1 / 9)
    assert credit(gold, [*gold, {**claim, "start": 40, "end": 49}]) == pytest.approx(2 * 4 / 5)
    assert credit(gold, gold[:1]) == pytest.approx(2 * 2 / 3)
    assert credit(gold, []) == 0
