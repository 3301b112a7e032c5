"""Numbers of a claim are those of its own words; secrecy, polarity and act need words too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backchannel.claims import details
from backchannel.claims.features import Stretch
from backchannel.claims.scene import Scene
from backchannel.model import Claim, Quantity

from .made import clause, holding

Read = Callable[..., tuple[Claim, ...]]
Scenes = Callable[[str], list[Scene]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Portugal sold 40 radios to Chad in March 1961.", Quantity(value=40, unit="radios")),
        ("More than 300 people were killed in Beirut in 1983.", Quantity(min=300, unit="deaths")),
        ("Italy exported arms worth $2.5 million to Libya in 1979.", Quantity(value=2_500_000, unit="USD")),
        ("Angola received forty tanks from Cuba.", Quantity(value=40, unit="tanks")),
        ("Trade between Vietnam and China grew by 12 percent in 1996.", Quantity(value=12, unit="percent")),
    ],
)
def test_a_number_has_its_value_and_unit(text: str, expected: Quantity, read: Read) -> None:
    """Digits, words, money, bounds; the year is none of them."""
    (claim,) = read(text)
    (found,) = claim.quantity
    assert (found.value, found.min, found.max, found.unit) == (
        expected.value,
        expected.min,
        expected.max,
        expected.unit,
    )


def test_a_number_outside_the_span_is_not_the_claims(scenes: Scenes) -> None:
    """Of two clauses each has its own number."""
    (scene,) = scenes("Sweden sold 40 guns to Peru, and Norway sent 12 boats to Chile.")
    sold = clause(scene, "sold")
    sold = sold._replace(last=scene.view.lower.index("and"))
    sent = clause(scene, "sent")
    assert [q.value for q in details.quantities(scene, sold)] == [40]
    assert [q.value for q in details.quantities(scene, sent)] == [12]


def test_every_cut_of_a_sentence_has_the_numbers_within_it(scenes: Scenes) -> None:
    """For all stretches of a sentence: a number is there if and only if its words are."""
    (scene,) = scenes("In 1921 Sweden sold 40 guns, 12 boats and three planes to Peru for $2 million.")
    first, last = scene.sentence.start, scene.sentence.end
    for low in range(first, last):
        for high in range(low + 1, last + 1):
            stretch = Stretch(low, high, low)
            start, end = details.bounds(scene, stretch)
            inside = [q for q in scene.quantities if start <= q.start and q.end <= end]
            assert [q.value for q in inside] == [q.value for q in details.quantities(scene, stretch)]
            assert scene.words(low, high) == scene.document.text[start:end]


@pytest.mark.parametrize(
    ("text", "covert"),
    [
        ("The two leaders met secretly in Vienna in 1961.", True),
        ("Iran and Iraq signed a treaty in Algiers in 1975.", False),
        ("Denmark protested against the overflights in 1955.", False),
    ],
)
def test_secrecy_needs_words(text: str, covert: bool, read: Read) -> None:
    """ "Secretly" makes a meeting covert; nothing else does here."""
    (claim,) = read(text)
    assert claim.covert is covert


def test_a_denial_alone_makes_nothing_covert(read: Read) -> None:
    """What is denied is not thereby secret."""
    claims = read("Norway trained Kenyan officers in 1974. Kenya denied these claims.")
    assert not holding(claims, "trained").covert


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Peru did not recognise Norway in 1905.", "negative"),
        ("Kenya has not recalled its ambassador from Oslo.", "negative"),
        ("Sweden recognised Estonia in 1921.", "positive"),
    ],
)
def test_polarity_follows_the_wording(text: str, polarity: str, read: Read) -> None:
    """ "Not" makes it negative."""
    (claim,) = read(text)
    assert claim.polarity == polarity


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Peru and Ecuador signed a treaty in Rio de Janeiro in 1942.", "AGREE"),
        ("Denmark and Libya met in Tunis in 1983.", "CONSULT"),
        ("Sweden recognised Estonia in 1921.", "SUPPORT"),
        ("Cuba shipped rifles to Angola in 1975.", "AID"),
        ("Oman and Qatar held a joint exercise in 1984.", "COOPERATE"),
        ("Iraq withdrew its troops in 1976.", "RETREAT"),
        ("Canada asked Iceland for help in 1975.", "REQUEST"),
        ("Syria accused Turkey of espionage.", "ACCUSE"),
        ("Egypt refused to recognise Israel in 1949.", "REJECT"),
        ("France threatened Siam with a blockade in 1893.", "THREATEN"),
        ("Denmark protested to Moscow in 1955.", "ACCUSE"),
        ("Turkey closed its border with Armenia in 1993.", "SANCTION"),
        ("Iraq attacked Iran in September 1980.", "ASSAULT"),
    ],
)
def test_a_plain_act_has_its_type(text: str, act: str, read: Read) -> None:
    """Thirteen of the sixteen types of PLOVER, each in its plainest words."""
    (claim,) = read(text)
    assert claim.plover == act
