"""How firmly a text puts a claim: no hedge beside the predicate is lost, and a denial is not one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backchannel.claims.firmness import certainty
from backchannel.claims.frames import frames
from backchannel.claims.linear import Prediction
from backchannel.claims.scene import Scene
from backchannel.model import CERTAINTIES, Claim
from backchannel.vocabulary.cues import Cue, cues

from .made import clause, holding

Read = Callable[..., tuple[Claim, ...]]
Scenes = Callable[[str], list[Scene]]

FLAT = Prediction("certain", 0.99, {"certain": 0.99})

ADVERBS = sorted(
    {
        (form[0], cue.value)
        for cue in cues("certainty")
        if cue.scope == "clause" and cue.value in ("alleged", "probable", "possible") and not cue.pos
        for form in cue.forms
        if len(form) == 1 and form[0].endswith(("ly", "haps", "aybe"))
    }
)
"""The adverbs of the vocabulary that hedge the clause they stand in."""


def test_the_vocabulary_has_hedging_adverbs() -> None:
    """The statements below are about something."""
    assert {"allegedly", "reportedly", "perhaps", "probably", "possibly", "apparently"} <= {word for word, _ in ADVERBS}


@pytest.mark.parametrize(("word", "value"), ADVERBS)
def test_a_hedge_beside_the_predicate_stands_though_the_weights_say_flat(word: str, value: str, scenes: Scenes) -> None:
    """The rule answers with the hedge's own value, whatever the sum of weights."""
    (scene,) = scenes(f"Portugal {word} sold rifles to Chad in 1931.")
    stretch = clause(scene, "sold")
    assert certainty(scene, stretch, frames(scene, *stretch), FLAT) == value


@pytest.mark.parametrize(("word", "value"), ADVERBS)
@pytest.mark.parametrize(
    "sentence",
    [
        "Portugal {} sold rifles to Chad in 1931.",
        "In 1921 Egypt {} trained the pilots of Yemen.",
        "The rifles were {} shipped to Angola by Cuba.",
        "The two ministers {} met in Geneva in 1985.",
    ],
)
def test_a_hedged_claim_is_never_certain(sentence: str, word: str, value: str, read: Read) -> None:
    """Read as the program reads it: some claim is found, and none of them is stated flatly."""
    claims = read(sentence.format(word))
    assert claims
    assert "certain" not in {c.certainty for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "It is said that Albania hosted the rebels in 1949.",
        "Bulgaria may have sold the list.",
        "The crew could have been Libyan.",
        "By one account the Swedes paid double.",
        "As far as is known Fiji never replied.",
        "Vienna must have seen the telegram.",
        "It is probable that Nepal was asked.",
        "Most likely the crates held shells.",
        "By all accounts Quito warned them.",
        "A Danish role can not be excluded.",
        "In the telling of the consul, Siam gave way.",
        "Norway is said to have trained Kenyan officers.",
    ],
)
def test_hedging_phrases_and_auxiliaries_are_kept(text: str, read: Read) -> None:
    """Modal perfects and nameless tellers leave no claim flat."""
    claims = read(text)
    assert claims
    assert "certain" not in {c.certainty for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "Cuba shipped rifles to Angola in 1975.",
        "Peru and Ecuador signed a treaty in Rio de Janeiro in 1942.",
        "President Sadat flew to Jerusalem in November 1977.",
        "Peru did not recognise Norway in 1905.",
        "Russia sold Alaska to the United States in 1867.",
    ],
)
def test_a_bare_assertion_is_certain(text: str, read: Read) -> None:
    """Nothing hedges it, so it is stated flatly."""
    (claim,) = read(text)
    assert claim.certainty == "certain"


@pytest.mark.parametrize(
    "text",
    ["Egypt should recognise Israel.", "China should release the fishermen.", "Kenya would close the border in 2030."],
)
def test_what_does_not_exist_yet_is_so_called(text: str, read: Read) -> None:
    """ "Should" and "would" tell of no fact."""
    (claim,) = read(text)
    assert claim.certainty == "counterfactual_or_future"


@pytest.mark.parametrize("answer", CERTAINTIES)
def test_the_rule_only_ever_takes_flatness_away(answer: str, scenes: Scenes) -> None:
    """What the weights call anything but certain stays as they have it."""
    (scene,) = scenes("Portugal perhaps sold rifles to Chad in 1931.")
    stretch = clause(scene, "sold")
    given = certainty(scene, stretch, frames(scene, *stretch), Prediction(answer, 0.9, {answer: 0.9}))
    assert given == ("possible" if answer == "certain" else answer)


@pytest.mark.parametrize(
    ("text", "predicate", "value"),
    [
        ("The garrison appears to have left Fao.", "appears", "probable"),
        ("Portugal seems willing to sell the rifles to Chad.", "seems", "probable"),
        ("The alleged sale of rifles to Chad was made in Basel.", "made", "alleged"),
        ("Portugal may sell the rifles and send crews to Chad.", "send", "possible"),
    ],
)
def test_verbs_of_seeming_adjectives_and_shared_modals_hedge(
    text: str, predicate: str, value: str, scenes: Scenes
) -> None:
    """What seems, what is done to an alleged thing, and the second of two things that could be done."""
    (scene,) = scenes(text)
    stretch = clause(scene, predicate)
    assert certainty(scene, stretch, frames(scene, *stretch), FLAT) == value


def test_a_belief_that_is_stated_is_no_verb_of_seeming(scenes: Scenes) -> None:
    """That somebody believes a thing is told flatly; the thing is not what is told."""
    (scene,) = scenes("Portugal believes that Chad bought rifles.")
    stretch = clause(scene, "believes")
    assert certainty(scene, stretch, frames(scene, *stretch), FLAT) == "certain"


def test_a_hedge_of_another_clause_does_not_count(scenes: Scenes) -> None:
    """ "Perhaps" beside one predicate says nothing of its neighbour."""
    (scene,) = scenes("Chile withdrew its consul, and Peru perhaps sold the boats.")
    stretch = clause(scene, "withdrew")
    assert certainty(scene, stretch, frames(scene, *stretch), FLAT) == "certain"


def test_a_denial_is_no_hedge(read: Read) -> None:
    """The claim that is denied keeps the firmness with which it was put."""
    alone = read("Norway trained Kenyan officers in 1974.")
    answered = read("Norway trained Kenyan officers in 1974. Kenya denied these claims.")
    assert holding(answered, "trained").certainty == alone[0].certainty == "certain"


def test_every_hedge_has_a_value_of_the_format() -> None:
    """The vocabulary's values are those of the claims format."""
    entries: tuple[Cue, ...] = cues("certainty")
    assert {cue.value for cue in entries} <= set(CERTAINTIES)
