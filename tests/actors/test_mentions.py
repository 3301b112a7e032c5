"""Who is named, and for whom they act: states, offices, persons, agencies, places that stand for a government."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.actors import Mention
from backchannel.actors.words import actor_nouns, pronouns

from .named import Named

Found = Callable[..., list[Mention]]
Who = Callable[..., list[Named]]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Norway trained the pilots.", "NOR"),
        ("The Swiss mediated.", "CHE"),
        ("South Korea closed the road.", "KOR"),
        ("North Korea closed the road.", "PRK"),
        ("The Soviet Union signed the pact in 1955.", "SUN"),
        ("East Germany signed the pact in 1955.", "DDR"),
        ("The Republic of China moved its capital.", "TWN"),
        ("The Mossad passed a file on.", "ISR"),
        ("The White House issued a statement.", "USA"),
    ],
)
def test_a_known_form_means_its_party(text: str, country: str, who: Who) -> None:
    """States of today and of yesterday, their adjectives, agencies and seats."""
    assert who(text)[0].country == country


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The Danish ambassador left.", "Danish ambassador", "DNK"),
        ("The Norwegian prime minister agreed.", "Norwegian prime minister", "NOR"),
        ("The foreign minister of Peru agreed.", "foreign minister", "PER"),
        ("Moscow's envoy in Havana left.", "Moscow's envoy", "RUS"),
        ("The Israeli government agreed.", "Israeli government", "ISR"),
    ],
)
def test_an_office_acts_for_the_state_it_is_named_with(text: str, words: str, country: str, who: Who) -> None:
    """Adjective, "of" and genitive say whose office it is; the phrase is one mention."""
    named = who(text)
    assert [n.country for n in named if n.words == words] == [country]


def test_a_king_and_his_country_are_one_mention(who: Who) -> None:
    """ "Jordan's King Hussein" is a person who acts for Jordan, not a state and a person."""
    named = who("Jordan's King Hussein met Golda Meir in 1973.")
    assert [(n.name, n.country) for n in named] == [("Hussein", "JOR"), ("Golda Meir", "ISR")]


def test_a_title_is_part_of_its_bearer(who: Who) -> None:
    """ "Secretary of State Henry Kissinger" is one person."""
    named = who("US Secretary of State Henry Kissinger told the Israeli government that Egypt would sign.")
    assert [n.country for n in named] == ["USA", "ISR", "EGY"]
    assert named[0].name == "Henry Kissinger"


@pytest.mark.parametrize(
    "text",
    [
        "Wang told the committee that the crates had come.",
        "Mr Wang met the delegates in Geneva.",
        "Anna Berg wrote that the ship had sailed.",
        "Officials were told nothing.",
        "The committee met in June.",
    ],
)
def test_whom_nothing_ties_to_a_state_acts_for_none(text: str, who: Who) -> None:
    """Unknown persons and bare offices stay without a country."""
    named = who(text)
    assert named
    assert all(n.country is None for n in named)


@pytest.mark.parametrize("name", ["Carter", "Meir", "Hussein", "Johnson", "Smith", "Brown", "Ford"])
def test_a_common_surname_alone_is_nobodys_leader(name: str, who: Who) -> None:
    """Where the text names no state of a leader so called, a surname is only a surname."""
    assert all(n.country is None for n in who(f"{name} built a wall near the river."))


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Johnson sent more troops; the United States had no other plan.", "Johnson", "USA"),
        ("King Hussein of Jordan had met the Israelis before.", "Hussein", "JOR"),
        ("The United States had lost patience, and Carter froze the Iranian accounts.", "Carter", "USA"),
    ],
)
def test_a_surname_is_a_leaders_where_his_state_is_named(text: str, name: str, country: str, who: Who) -> None:
    """The state's own name beside it says which Johnson is meant."""
    (person,) = [n for n in who(text, on=dt.date(1980, 1, 1)) if n.name == name]
    assert person.country == country


@pytest.mark.parametrize("name", ["Emily Nixon", "Oscar Eisenhower", "Maria Kennedy"])
def test_a_namesake_is_no_leader(name: str, who: Who) -> None:
    """Another first name is another person, also where the leader's state is named."""
    named = who(f"{name} sold her house in the United States.", on=dt.date(1970, 1, 1))
    assert [n.country for n in named if n.words == name] == [None]


def test_a_leader_not_yet_in_office_is_not_meant(who: Who) -> None:
    """A text cannot know those to come."""
    assert all(n.country is None for n in who("Carter wrote to his brother.", on=dt.date(1850, 5, 1)))


@pytest.mark.parametrize("text", ["Chad Smith drummed for an hour.", "Georgia Brown sang two songs."])
def test_a_persons_name_is_no_state(text: str, who: Who) -> None:
    """First names that are also states are read with the surname."""
    assert [n.country for n in who(text)] == [None]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Washington condemned the coup.", "USA"),
        ("The Kremlin denied it.", "RUS"),
        ("The treaty between Hanoi and Beijing was signed.", "VNM"),
        ("Paris's envoy warned them.", "FRA"),
        ("Peru complained to Washington.", "USA"),
    ],
)
def test_a_capital_that_acts_is_its_government(text: str, country: str, who: Who) -> None:
    """As subject, addressee or owner a seat of government is the state."""
    assert country in {n.country for n in who(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The talks in Paris ended.",
        "He flew to Washington and lived in Paris.",
        "They met near Beirut.",
        "The plane left Cairo at noon.",
        "The delegates travelled to Moscow.",
    ],
)
def test_a_capital_where_something_happens_is_a_place(text: str, who: Who) -> None:
    """ "In Paris", "flew to Washington", "left Cairo": nobody acts."""
    assert all(n.country is None for n in who(text))


def test_a_group_is_not_the_state_it_fights_in(found: Found) -> None:
    """An armed group acts for itself."""
    group = next(m for m in found("The Provisional IRA received arms from Libya in 1985.") if m.type == "armed_group")
    assert group.country is None


WORDS = st.lists(
    st.sampled_from(
        ["Norway", "the Danish ambassador", "President Sadat", "they", "it", "in Paris", "Washington", "both countries",
         "met", "told", "that", "the CIA", "Wang", ",", ".", "and", "of Peru", "’s envoy", "\n", "🕊", "Mr"]
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(words=WORDS)
def test_mentions_lie_in_the_text_in_reading_order(words: list[str], found: Found) -> None:
    """For any words: spans lie within the text, hold something, and stand in order; heads lie in their mention."""
    text = "So " + " ".join(words)
    mentions = found(text)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(text[m.start : m.end].strip() for m in mentions)
    assert all(m.first <= m.head < m.last for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert found(text) == mentions


def test_the_vocabularys_nouns_and_pronouns_are_lower_case() -> None:
    """Tables are asked with lower-case words, so they hold no others."""
    assert all(words == words.lower() for words in actor_nouns())
    assert all(w == w.lower() for words in pronouns() for w in words)
