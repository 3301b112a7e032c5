"""The place of a claim: phrases of the text, cut in the ways that writers cut them, or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backchannel.claims import ClauseReader, places
from backchannel.claims.features import Stretch
from backchannel.claims.scene import Place, Scene
from backchannel.model import Claim
from backchannel.vocabulary import load_toml

from .made import clause, document, holding

Read = Callable[..., tuple[Claim, ...]]
Scenes = Callable[[str], list[Scene]]
ENTRIES = [row for part in ("noun", "adverb", "preposition") for row in load_toml("place_nouns")[part]]


def offered(scene: Scene, stretch: Stretch) -> set[str | None]:
    """The phrases among which the place of a stretch is chosen."""
    return {option.words for option in places.options(scene, stretch, {})}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e["place"])
def test_every_example_offers_its_place(entry: dict[str, str], scenes: Scenes) -> None:
    """The phrase of each entry of the vocabulary is among those that its example's claim may take."""
    (scene,) = scenes(entry["example"])
    sentence = scene.sentence
    assert entry["place"] in offered(scene, Stretch(sentence.start, sentence.end, sentence.root.i))


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("They met in Vienna and Geneva in 1961.", "met", {"Vienna", "Vienna and Geneva", "Geneva"}),
        ("They met at Bergen, Norway, in 1961.", "met", {"Bergen", "Bergen, Norway", "Norway"}),
        ("Ships lay off the port of Aden in 1967.", "lay", {"port", "port of Aden", "Aden"}),
        ("Rifles crossed the Swedish border in 1940.", "crossed", {"border", "Swedish border"}),
    ],
)
def test_a_phrase_is_offered_in_its_cuts(text: str, predicate: str, expected: set[str], scenes: Scenes) -> None:
    """Alone, with what stands before it, with what follows, with what is joined to it."""
    (scene,) = scenes(text)
    assert expected <= offered(scene, clause(scene, predicate))


def test_no_place_is_always_offered_and_the_rest_are_the_texts_words(scenes: Scenes) -> None:
    """For every stretch of a sentence: each phrase once, each of it the text's own, and none among them."""
    text = "In Havana, Cuban officers trained Angolan gunners at a base near Luanda, and ships lay off Cabinda."
    (scene,) = scenes(text)
    for low in range(scene.sentence.start, scene.sentence.end, 2):
        found = places.options(scene, Stretch(low, scene.sentence.end, scene.sentence.root.i), {})
        words = [option.words for option in found]
        assert words.count(None) == 1
        assert len(set(words)) == len(words)
        assert all(w in text for w in words if w)


def test_places_told_of_before_are_offered_the_last_ones_only(scenes: Scenes) -> None:
    """What was named in earlier sentences, each once, and no more of it than is kept."""
    names = ["Oslo", "Lima", "Tunis", "Vienna", "Geneva", "Cairo", "Dakar", "Rabat"]
    before: tuple[Place, ...] = ()
    *told, last = scenes(" ".join(f"They met in {n} in 1961." for n in [*names, "Rabat"]) + " Nothing was signed.")
    for scene in told:
        before = places.remembered(scene, before)
    assert [p.words for p in before] == names[-places.MOST :]
    assert before[-1].times == 2
    last.places = before
    assert "Rabat" in offered(last, clause(last, "signed"))
    assert "Oslo" not in offered(last, clause(last, "signed"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Denmark and Libya met in Tunis in 1983.", "Tunis"),
        ("Peru and Ecuador signed a treaty in Rio de Janeiro in 1942.", "Rio de Janeiro"),
        ("The minister resigned near Bergen in 1956.", "Bergen"),
        ("Syria accused Turkey of espionage.", None),
        ("Cuba shipped rifles to Angola.", None),
    ],
)
def test_a_place_is_where_it_happened(text: str, place: str | None, read: Read) -> None:
    """In the text's words; a receiver is no place."""
    (claim,) = read(text)
    assert claim.place == place


def test_each_clause_has_its_own_place(read: Read) -> None:
    """Of two meetings in one sentence each keeps its town."""
    claims = read("The ministers of Peru and Chile met in Vienna, and the envoys of Peru and Chile met in Paris.")
    assert holding(claims, "Vienna").place == "Vienna"
    assert holding(claims, "Paris").place == "Paris"


def test_a_place_has_a_reason(reader: ClauseReader) -> None:
    """The reason names the words."""
    (claim,) = reader.read(document("Denmark and Libya met in Tunis in 1983.")).claims
    assert [(r.rule, r.text) for r in claim.reasons if r.field == "place"] == [("the words", "Tunis")]
