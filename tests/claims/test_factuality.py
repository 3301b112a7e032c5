"""Factuality: what is told of the past stands above what is only possible, wished, ordered or denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.claims import ClauseReader
from backchannel.claims.factuality import Factuality, factuality
from backchannel.claims.factuality_rules import LEAST, MOST
from backchannel.claims.linear import load
from backchannel.claims.predicates import MOODS, Predicate
from backchannel.claims.scene import Scene
from backchannel.claims.signatures import Signature, entries

from .made import bare

Scenes = Callable[[str], list[Scene]]

WORDS = (
    "if",
    "not",
    "they",
    "will",
    "have",
    "said",
    "to",
    "go",
    "gone",
    "the",
    "men",
    ",",
    "?",
    ".",
    "never",
    "by",
    "and",
)


def values(scene: Scene) -> dict[str, float]:
    """The values of a sentence by the word they stand on."""
    found = factuality(scene.view, scene.sentence.start, scene.sentence.end)
    return {scene.view.tokens[one.at].text: one.value for one in found}


def predicate(scenes: Scenes, text: str, word: str) -> Predicate:
    """The predicate of a one-sentence text whose head is the word."""
    (scene,) = scenes(text)
    return Predicate(scene.view, next(i for i, token in enumerate(scene.view.tokens) if token.text == word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Peru signed the treaty in 1942.", "signed"),
        ("The envoy has left the capital.", "left"),
        ("The crew managed to land in the storm.", "land"),
        ("The rebels, who fled to Chad, sold their trucks.", "fled"),
        ("The court confirmed that the ship had sailed.", "sailed"),
        ("He was jailed for robbing a bank.", "robbing"),
    ],
)
def test_what_is_told_as_done_stands_high(text: str, word: str, scenes: Scenes) -> None:
    """Past, perfect, implied and presupposed events happened, as the text has it."""
    (scene,) = scenes(text)
    assert values(scene)[word] > 1.3


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Please call the embassy before noon.", "call"),
        ("Norway will open a consulate in Lima.", "open"),
        ("Quito hopes to join the bloc.", "join"),
        ("They should release the fishermen.", "release"),
        ("If the talks fail, the army could march.", "march"),
        ("If you visit the fort, take a coat.", "visit"),
        ("Ghana failed to deliver the cocoa.", "deliver"),
        ("They plan to build a dam.", "build"),
        ("You can buy a stamp at the desk.", "buy"),
    ],
)
def test_what_is_open_or_to_come_has_not_happened(text: str, word: str, scenes: Scenes) -> None:
    """Orders, futures, wishes, plans, conditions and failures stand below the middle."""
    (scene,) = scenes(text)
    assert values(scene)[word] < 0


@pytest.mark.parametrize(
    ("more", "less", "word"),
    [
        ("Lagos bought the ships.", "Lagos did not buy the ships.", "b"),
        ("Cuba trained the pilots.", "Cuba may have trained the pilots.", "trained"),
        ("The storm forced them to leave.", "The consul ordered them to leave.", "leave"),
        ("She remembered to lock the gate.", "She forgot to lock the gate.", "lock"),
        ("He was seen leaving.", "He avoided leaving.", "leaving"),
        ("I know that they paid.", "I doubt that they paid.", "paid"),
        ("They attacked the fort.", "They threatened to attack the fort.", "attack"),
    ],
)
def test_a_hedge_a_denial_or_a_signature_lowers_the_value(more: str, less: str, word: str, scenes: Scenes) -> None:
    """Of two sentences about one event the one that leaves it open has the lower value."""

    def value(text: str) -> float:
        (scene,) = scenes(text)
        return next(v for w, v in reversed(values(scene).items()) if w.startswith(word))

    assert value(more) > value(less) + 0.5


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: f"{entry.name}-{entry.lemmas[0]}")
def test_each_signature_is_found_in_its_example(entry: Signature, scenes: Scenes) -> None:
    """The governor of the named predicate has the class of the entry."""
    found = predicate(scenes, entry.example, entry.of)
    assert found.signed_by is not None
    assert found.view.lemma[found.signed_by] in entry.lemmas
    assert found.signature == entry.name


def test_no_entry_is_hidden_by_another() -> None:
    """A governor has one class for each kind of complement."""
    keys = [(e.group, lemma, kind) for e in entries() for lemma in e.lemmas for kind in e.complements]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "word", "mood"),
    [
        ("The spy could not stay or eat.", "eat", "could"),
        ("She has written and sold a book.", "sold", "perfect"),
        ("Cuba will not pay or reply.", "reply", "will"),
        ("Close the door.", "Close", "imperative"),
        ("They want to eat and sleep.", "sleep", "infinitive"),
        ("The ship sailed.", "sailed", "past"),
    ],
)
def test_conjuncts_share_auxiliaries(text: str, word: str, mood: str, scenes: Scenes) -> None:
    """What stands once before two predicates counts for both."""
    assert predicate(scenes, text, word).mood == mood
    assert mood in MOODS


def test_a_conjunct_shares_negation(scenes: Scenes) -> None:
    """ "Not" before the first of two predicates denies the second too."""
    assert predicate(scenes, "Cuba will not pay or reply.", "reply").negated


def test_negative_subjects_and_objects_deny(scenes: Scenes) -> None:
    """ "Nobody came" and "found no ship" are negative though no adverb says so."""
    assert predicate(scenes, "Nobody came to the port.", "came").negated
    assert predicate(scenes, "The patrol found no ship.", "found").negated
    assert not predicate(scenes, "The patrol found a ship.", "found").negated


def test_the_weights_are_small_and_name_no_one() -> None:
    """The model has one column, and some thousand readable features."""
    model = load("factuality")
    assert model.bias.shape == (1,)
    assert 1000 < len(model.rows) < 30000


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS)))
def test_any_words_have_values_on_the_scale(reader: ClauseReader, words: list[str]) -> None:
    """Whatever the words, each value lies between −3 and 3, its predicate in its sentence, each predicate once."""
    for scene in reader.stage.scenes(bare(" ".join(words))):
        first, last = scene.sentence.start, scene.sentence.end
        found: list[Factuality] = factuality(scene.view, first, last)
        assert all(LEAST <= one.value <= MOST and first <= one.at < last for one in found)
        assert len({one.at for one in found}) == len(found)
