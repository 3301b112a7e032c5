"""Who acts and who is acted on: the order of words changes, direction does not; nobody unnamed takes part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backchannel.claims import ClauseReader
from backchannel.model import ROLES, Claim

from .made import document, holding, roles
from .texts import ALL

Read = Callable[..., tuple[Claim, ...]]

DYADS = [
    ("Cuba", "CUB", "Angola", "AGO"),
    ("Sweden", "SWE", "Peru", "PER"),
    ("Egypt", "EGY", "Yemen", "YEM"),
    ("France", "FRA", "Poland", "POL"),
    ("Japan", "JPN", "Chile", "CHL"),
]
ACTIVE = [
    "{a} sold rifles to {b} in May 1931.",
    "{a} accused {b} of espionage.",
    "{a} attacked {b} in March 1921.",
    "{a} recognised {b} in June 1919.",
    "{a} supplied {b} with tanks.",
    "{a} threatened {b} with war.",
    "{a} imposed sanctions on {b}.",
    "{a} invaded {b} in 1939.",
    "{a} shipped weapons to {b}.",
    "{a} lent {b} two million dollars.",
    "{a} trained the police of {b}.",
    "{a} invited {b} to talks.",
    "{a} expelled the ambassador of {b}.",
]
PASSIVE = [
    "Rifles were sold to {b} by {a} in May 1931.",
    "{b} was attacked by {a} in March 1921.",
    "{b} was invaded by {a} in 1939.",
    "{b} was recognised by {a} in June 1919.",
    "{b} was lent two million dollars by {a}.",
    "{b} was bombed by {a}.",
    "Weapons were shipped to {b} by {a}.",
    "The police of {b} were trained by {a}.",
    "The ambassador of {b} was expelled by {a}.",
]
ANY_VOICE = [
    *PASSIVE,
    "{b} was accused of espionage by {a}.",
    "{b} was supplied with tanks by {a}.",
    "{b} was threatened with war by {a}.",
    "{b} was invited to talks by {a}.",
    "Sanctions were imposed on {b} by {a}.",
]


def widest(claims: tuple[Claim, ...]) -> dict[str, str]:
    return roles(max(claims, key=lambda c: c.end - c.start))


@pytest.mark.parametrize("form", ACTIVE)
def test_the_subject_acts(form: str, read: Read) -> None:
    """Who sells, accuses, attacks, lends is the source; to whom or whom, the target."""
    for a, source, b, target in DYADS:
        assert widest(read(form.format(a=a, b=b))) == {source: "source", target: "target"}


@pytest.mark.parametrize("form", PASSIVE)
def test_the_passive_has_the_same_direction(form: str, read: Read) -> None:
    """ "By X" acts, though the words stand the other way round."""
    for a, source, b, target in DYADS:
        assert widest(read(form.format(a=a, b=b))) == {source: "source", target: "target"}


@pytest.mark.parametrize("form", ANY_VOICE)
def test_no_passive_is_read_the_other_way_round(form: str, read: Read) -> None:
    """The worst error, source and target exchanged, is not made."""
    for a, source, b, target in DYADS:
        found = widest(read(form.format(a=a, b=b)))
        assert (found.get(source), found.get(target)) != ("target", "source")


@pytest.mark.parametrize(
    ("text", "conduit"),
    [
        ("Cuba sold forty tanks to Angola through Egypt in 1976.", "EGY"),
        ("Sweden shipped rifles to Finland via Norway in 1940.", "NOR"),
        ("Britain passed money to the rebels in Laos through Thailand.", "THA"),
        ("The United States and China exchanged messages through Pakistan in 1970.", "PAK"),
        ("Iran bought missiles from Israel through Portugal.", "PRT"),
    ],
)
def test_who_is_gone_through_is_the_conduit(text: str, conduit: str, read: Read) -> None:
    """ "Through" and "via" a state: it neither gives nor receives."""
    found = widest(read(text))
    assert [country for country, role in found.items() if role == "via"] == [conduit]


@pytest.mark.parametrize(
    "form",
    [
        "{a} and {b} signed a treaty in 1942.",
        "{a} and {b} held a joint exercise in 1984.",
        "{a} and {b} restored relations in 1991.",
        "{a} and {b} exchanged prisoners in 1973.",
    ],
)
def test_in_a_mutual_act_both_take_part(form: str, read: Read) -> None:
    """Neither side of a treaty, an exercise, an exchange is the target of the other."""
    for a, one, b, other in DYADS:
        assert widest(read(form.format(a=a, b=b))) == {one: "participant", other: "participant"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A gift of rifles from Cuba reached Angola.", {"CUB": "source", "AGO": "target"}),
        ("Weapons from Bulgaria reached Iraq in 1987.", {"BGR": "source", "IRQ": "target"}),
        ("Cuban rifles reached Angola.", {"CUB": "source", "AGO": "target"}),
        ("Russia expelled two British diplomats in 1996.", {"RUS": "source", "GBR": "target"}),
        ("Austria demanded an apology from Serbia in 1914.", {"AUT": "source", "SRB": "target"}),
        ("Canada asked Iceland for help in 1975.", {"CAN": "source", "ISL": "target"}),
        ("Turkey closed its border with Armenia in 1993.", {"TUR": "source", "ARM": "target"}),
        ("Denmark protested against the Soviet overflights in 1955.", {"DNK": "source", "SUN": "target"}),
    ],
)
def test_prepositions_and_adjectives_give_the_sides(text: str, expected: dict[str, str], read: Read) -> None:
    """ "From" the giver, "to" the taker, adjectives for their states."""
    assert widest(read(text)) == expected


def test_a_subject_that_stands_earlier_is_resolved(read: Read) -> None:
    """The second predicate of a sentence has the subject of the first."""
    claims = read("Cuba trained the pilots in 1975 and shipped rifles to Angola in 1976.")
    shipped = holding(claims, "shipped rifles")
    assert roles(shipped) == {"CUB": "source", "AGO": "target"}


def test_a_pronoun_takes_its_states_part(read: Read) -> None:
    """ "The two countries" signed: both take part."""
    claims = read("Denmark and Libya met in Tunis in 1983. The two countries signed a trade agreement.")
    assert roles(holding(claims, "signed")) == {"DNK": "participant", "LBY": "participant"}


def test_both_of_nobody_takes_no_part(read: Read) -> None:
    """A group that nothing names is left out; no state is guessed."""
    for text in ("Both countries signed the treaty.", "They met in secret in 1961.", "The committee met in June 1957."):
        assert all(not c.countries for c in read(text))


def test_a_place_takes_no_part(read: Read) -> None:
    """ "In Paris" is where, not who."""
    for text in (
        "The talks in Paris ended in 1973.",
        "Hanoi and Washington exchanged prisoners in Paris in 1973.",
        "Chancellor Brandt of West Germany travelled to Warsaw in December 1970.",
    ):
        for claim in read(text):
            assert not {"FRA", "POL"} & claim.countries


@pytest.mark.parametrize("name", ALL)
def test_every_role_is_one_of_the_format(name: str, read: Read) -> None:
    """Eight roles, each actor once in a claim, each state once."""
    for claim in read(ALL[name], name):
        assert {a.role for a in claim.actors} <= set(ROLES)
        named = [a.country or a.name.casefold() for a in claim.actors]
        assert len(named) == len(set(named))


def test_words_of_an_actor_are_those_of_his_mention(reader: ClauseReader) -> None:
    """An actor that is no pronoun stands in the text under his name."""
    made = document("Jordan's King Hussein met Golda Meir in 1973.")
    (claim,) = reader.read(made).claims
    for actor in claim.actors:
        assert actor.name in made.text[actor.start : actor.end]
    assert {(a.name, a.country, a.type) for a in claim.actors} == {
        ("Hussein", "JOR", "person"),
        ("Golda Meir", "ISR", "person"),
    }
