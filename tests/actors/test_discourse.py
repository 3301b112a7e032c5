"""Pronouns, bare surnames and offices find whom they mean where it is plain, and stay open where it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backchannel.actors import Discourse, Mention
from backchannel.vocabulary import load_toml

from .named import Named

Found = Callable[..., list[Mention]]
Who = Callable[..., list[Named]]
Heard = Callable[..., tuple[list[Mention], Discourse]]


def meaning(named: list[Named], words: str) -> list[tuple[str, str | None]]:
    return [(n.name, n.country) for n in named if n.words == words]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("President Sadat flew home. He had said enough.", "He", [("Sadat", "EGY")]),
        ("Golda Meir listened. She asked about Cairo.", "She", [("Golda Meir", "ISR")]),
        ("The Kremlin denied it all day. It said nothing more.", "It", [("Kremlin", "RUS")]),
        ("Norway hosted the talks. It never spoke of them.", "It", [("Norway", "NOR")]),
        ("Malta declined. The country was small.", "The country", [("Malta", "MLT")]),
    ],
)
def test_a_pronoun_means_the_last_that_fits(text: str, words: str, expected: list[tuple[str, str]], who: Who) -> None:
    """ "He" a person, "it" a state or agency, subjects first."""
    assert meaning(who(text), words) == expected


@pytest.mark.parametrize(
    "words",
    ["Both countries", "The two governments", "Both sides", "They", "The two states", "Both"],
)
def test_a_pair_is_the_two_that_were_named_together(words: str, who: Who) -> None:
    """Two states in one sentence are what "both" and "the two" mean in the next."""
    named = who(f"Iran and Iraq signed in Algiers. {words} kept the text secret.")
    assert meaning(named, words) == [("Iran", "IRN"), ("Iraq", "IRQ")]


@pytest.mark.parametrize("words", ["Both countries", "They", "He", "The two governments", "It"])
def test_a_pronoun_without_anyone_before_it_stays_open(words: str, who: Who) -> None:
    """Nobody was named: nobody is meant, and no country is guessed."""
    named = who(f"{words} kept the text secret.")
    assert [n.country for n in named] == [None]


def test_it_that_means_nothing_points_to_nobody(who: Who) -> None:
    """ "It rained", "it is said": no antecedent is given to them."""
    assert all(n.words.lower() != "it" for n in who("Norway paid. It is said that Peru knew."))


def test_a_pair_follows_the_text_not_its_start(who: Who) -> None:
    """Where others are spoken of together later, "both" means them."""
    named = who("Iran and Iraq signed in Algiers. Peru and Ecuador met in Rio. Both countries withdrew.")
    assert meaning(named, "Both countries") == [("Peru", "PER"), ("Ecuador", "ECU")]


def test_one_is_no_pair(who: Who) -> None:
    """ "Both countries" after a single one stays open, or is a pair further back."""
    named = who("Peru withdrew its envoy. Both countries kept silent.")
    assert len(meaning(named, "Both countries")) == 1
    named = who("Iran and Iraq signed in Algiers. Peru withdrew its envoy. Both countries kept silent.")
    assert meaning(named, "Both countries") == [("Iran", "IRN"), ("Iraq", "IRQ")]


def test_the_two_of_a_text_about_two_are_those(who: Who) -> None:
    """Where a text speaks far more of two states than of any third, the two are meant, whoever was named last."""
    text = (
        "India and Nepal share a border. India closed it. Nepal protested. India and Nepal met. "
        "Nepal asked India for rice. China watched. The two countries signed a treaty."
    )
    assert meaning(who(text), "The two countries") == [("India", "IND"), ("Nepal", "NPL")]


def test_a_surname_is_its_bearers_once_he_is_named(who: Who) -> None:
    """Later mentions of one person have his fuller name and his state."""
    named = who("Prime Minister Olof Lindqvist of Sweden left. Lindqvist had signed.")
    assert meaning(named, "Lindqvist") == [("Olof Lindqvist", "SWE")]


def test_an_office_is_its_holders_once_it_is_tied(who: Who) -> None:
    """ "The ambassador" is the Danish one, if he was spoken of."""
    named = who("The Danish ambassador arrived. The ambassador carried a letter.")
    assert meaning(named, "ambassador") == [("Danish ambassador", "DNK")]


def test_an_indefinite_office_is_somebody_elses(who: Who) -> None:
    """ "An ambassador" is not the one spoken of before."""
    named = who("The Danish ambassador arrived. An ambassador left.")
    assert meaning(named, "ambassador") == [("ambassador", None)]


def test_we_are_the_side_the_document_speaks_for(who: Who) -> None:
    """In a cable of an embassy "we" are its state; elsewhere nobody."""
    text = "We told the Danish minister that our position had not changed."
    cable = who(text, side="USA", side_name="United States")
    assert {n.country for n in cable if n.words in ("We", "our")} == {"USA"}
    assert {n.country for n in who(text) if n.words in ("We", "our")} == {None}


def test_what_is_long_past_is_not_meant(who: Who) -> None:
    """After three sentences without him a person is no longer "he"."""
    between = "The rain went on. The river rose. The road was closed. The bridge held. "
    named = who(f"President Sadat flew home. {between}He slept.")
    assert meaning(named, "He") == [("He", None)]


def test_a_document_starts_with_nobody(who: Who) -> None:
    """What one text spoke of, the next does not know."""
    who("President Sadat flew home.")
    assert meaning(who("He slept."), "He") == [("He", None)]


def test_salience_counts_what_is_spoken_of(heard: Heard) -> None:
    """The states most spoken of come first, ties in alphabetical order, as many as asked."""
    _, discourse = heard("India closed the road. Nepal protested. India met Nepal. China watched India.")
    assert discourse.salient() == ["IND", "NPL", "CHN"]
    assert discourse.salient(1) == ["IND"]


def test_recent_mentions_come_latest_first(heard: Heard) -> None:
    """What was spoken of last stands first, subjects before others; what lies further back is left out."""
    _, discourse = heard("Chad left. Peru asked Chile. India told Nepal.")
    assert [s.mention.country for s in discourse.recent(back=2)] == ["IND", "NPL", "PER", "CHL"]
    assert [s.mention.country for s in discourse.recent(back=1)] == ["IND", "NPL"]
    assert Discourse().recent() == []


@pytest.mark.parametrize("row", load_toml("pronouns")["pronoun"], ids=lambda row: str(row["words"][0]))
def test_every_pronoun_of_the_vocabulary_is_met(row: dict[str, list[str]], found: Found) -> None:
    """The example of each entry holds a pointer that is found as one."""
    example = str(row["example"])
    assert any(m.pronoun for m in found(example)), example


def test_people_of_one_place_are_not_the_people_of_another(who: Who) -> None:
    """A noun that says of whom it is does not point back."""
    who("The Mexican people mourned.")
    (people, *_) = meaning(who("The people of Tuva voted."), "people")
    assert people[1] != "MEX"
