"""Cities, regions and bodies: for whom somebody acts who is named by where he belongs."""

from __future__ import annotations

import pytest

from backchannel.api.annotating import ActorSpan, Text, annotate
from backchannel.exchange.entities import entity_country
from backchannel.pipeline import open_reader
from backchannel.states import Gazetteer, parties
from backchannel.states.forms import place_forms

READER = open_reader()
GAZETTEER = Gazetteer()


def actors(text: str, date: str | None = None) -> list[ActorSpan]:
    found = annotate(READER, Text(id="1", text=text, date=date), ("actors",)).actors
    assert isinstance(found, tuple)
    return list(found)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Shanghai police arrested two editors.", "CHN"),
        ("Kyiv police closed the square.", "UKR"),
        ("The government of Kerala banned the film.", "IND"),
        ("Shanghai authorities closed the port.", "CHN"),
        ("Mariupol", "UKR"),
        ("TEHRAN", "IRN"),
    ],
)
def test_a_place_tells_for_whom_its_people_act(text: str, country: str) -> None:
    """Beside a noun of an actor, or where it is all that is said, a city stands for the state it lies in."""
    assert actors(text)[0].country == country


@pytest.mark.parametrize(
    "text",
    ["They met in Karachi in May.", "The ship left Rotterdam.", "The Mumbai talks failed.", "It rained in Texas."],
)
def test_a_place_where_something_happens_is_no_actor(text: str) -> None:
    """Who meets in a city does not act for its state."""
    assert not {"PAK", "NLD", "IND", "USA"} & {actor.country for actor in actors(text)}


def test_who_is_sent_does_not_act_for_the_place() -> None:
    """An ambassador or troops beside a city's name are another state's."""
    assert not any(actor.country == "PAK" for actor in actors("The Karachi consulate was closed."))


def test_bodies_have_a_home_and_act_for_nobody() -> None:
    """A party, a firm, an armed group is at home in a state that does not speak through it."""
    for text, home in (
        ("Huawei laid the cable.", "CHN"),
        ("The BJP won the election.", "IND"),
        ("Boko Haram gunmen burned the school.", "NGA"),
        ("The Boston Harbor Company sold the ships.", "USA"),
    ):
        (first, *_) = actors(text)
        assert (first.country, first.home) == (None, home), text


def test_an_organisation_of_states_keeps_its_own_words() -> None:
    """Its president is an actor, and so is it; neither acts for a state."""
    found = actors("The president of the European Council wrote.")
    assert {actor.country for actor in found} == {None}
    assert any("European Council" in actor.name for actor in found)


def test_a_leader_is_found_by_his_whole_name_on_his_day() -> None:
    """With his office or without; his forenames with another surname are somebody else.

    Where the lists give only a surname, the office before the whole name tells.
    """
    assert actors("President Emmanuel Macron called.", "2020-03-01")[0].country == "FRA"
    assert actors("Emmanuel Macron called.", "2020-03-01")[0].country is None
    assert actors("Margaret Thatcher called.", "1985-03-01")[0].country == "GBR"
    assert actors("Prime Minister Scott Morrison called.", "2020-03-01")[0].country == "AUS"
    assert not any(actor.country for actor in actors("Juan Carlos Ferrero won the match.", "2003-06-08"))


def test_who_led_the_successor_is_not_taken_for_the_state_that_is_gone() -> None:
    """A list of lives that has a man by the state of his birth does not outweigh his office."""
    (found, *_) = Gazetteer().match("Vladimir Putin")
    assert {form.code for form in found.candidates} == {"RUS"}


def test_plover_writes_what_is_no_state_by_codes_of_its_own() -> None:
    """Organisations of states have a code, entities that broke away that of the state that claims them."""
    assert entity_country(None, "the UN Security Council") == "UNO"
    assert entity_country(None, "European Union legislators") == "EUR"
    assert entity_country(None, "the World Bank") == "IGO"
    assert entity_country("XAB", "Abkhazia") == "GEO"
    assert entity_country("PER", "Peru") == "PER"
    assert entity_country(None, "two men") == ""


def test_every_place_lies_in_a_party_and_is_no_name_of_another() -> None:
    """Each row has a party; no place is also a form that the room knows for something else."""
    known, gazetteer = parties(), Gazetteer()
    forms = place_forms()
    assert len(forms) > 5_000
    assert {form.code for form in forms} <= known.keys()
    assert not [form.text for form in forms[::10] if gazetteer.match(form.text)]
