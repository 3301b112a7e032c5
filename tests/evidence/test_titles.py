"""Titles: plain, and never more firmly put than the firmest of the claims."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from backchannel.evidence import findings
from backchannel.evidence.tables import act_phrases, families, firmness
from backchannel.evidence.titles import time_words
from backchannel.model import ACTS, Certainty, When
from tests.evidence.factory import actors, said

ARMS: dict[str, Any] = {"plover": "AID", "domain": "arms", "date": "1978"}


def titled(**fields: Any) -> str:
    (finding,) = findings([said("Libya shipped guns to Malta", **{**ARMS, **fields})], {})
    return finding.title


def test_a_title_says_who_what_when_and_through_whom() -> None:
    """The parts of a directed act, by name."""
    through = actors(source="LBY", target="MLT", via="ITA")
    assert titled(actors=through, date="197X") == "Libya → Malta: arms passed on, 1970s; via Italy"


def test_undirected_acts_have_no_arrow() -> None:
    """Who meets whom is not said with an arrow."""
    both = actors(participant="LBY MLT")
    assert titled(actors=both, plover="CONSULT", domain="diplomacy") == "Libya and Malta: talks or contacts, 1978"


def test_who_only_gains_is_not_who_is_acted_on() -> None:
    """A beneficiary stands apart from the target."""
    three = actors(source="LBY", target="ITA", beneficiary="MLT")
    assert titled(actors=three, plover="REQUEST") == "Libya → Italy: request for Malta, 1978"


@pytest.mark.parametrize("certainty", get_args(Certainty))
def test_a_hedged_claim_has_a_hedged_title(certainty: Certainty) -> None:
    """Whatever is not stated flatly says so at the front of its title."""
    assert titled(certainty=certainty).startswith(firmness()[certainty] + "Libya")
    assert bool(firmness()[certainty]) == (certainty != "certain")


def test_of_several_claims_the_firmest_sets_the_title() -> None:
    """One flat claim among hedged ones: the title is flat; without it, it is hedged."""
    claims = [
        said("Libya shipped forty guns to Malta", f"{n}.txt", certainty=c, **ARMS)
        for n, c in enumerate(("possible", "alleged", "certain"))
    ]
    (flat,) = findings(claims, {})
    (hedged,) = findings(claims[:2], {})
    assert flat.title.startswith("Libya")
    assert hedged.title.startswith("Possible: ")


def test_what_did_not_happen_is_said_so() -> None:
    """A negative claim has a negative title."""
    assert titled(polarity="negative") == "Libya → Malta: no arms passed on, 1978"


def test_what_no_act_names_is_quoted() -> None:
    """Without an act, or for judgements, the title is the text's own words, cut where they are long."""
    assert titled(plover=None) == "“Libya shipped guns to Malta”, 1978"
    (finding,) = findings([said("word " * 60, kind="assessment", **ARMS)], {})
    assert finding.title.endswith("…”, 1978")
    assert len(finding.title) < 140


def test_every_act_has_a_phrase_and_every_phrase_stands_in_its_example() -> None:
    """No act of PLOVER is without words, and the examples use them."""
    assert {p.act for p in act_phrases() if p.domain is None} == set(ACTS)
    for entry in act_phrases():
        assert f": {entry.phrase}, " in entry.example, entry


def test_every_word_family_makes_one_of_its_examples() -> None:
    """The two examples of a family each hold a word of it."""
    for family in families():
        for example in family.example:
            words = {w.strip(".,'s").lower() for w in example.split()} | {w.lower() for w in example.split()}
            assert words & family.words, (family.name, example)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(start="193X"), "1930s"),
        (When(start="1970-05"), "May 1970"),
        (When(start="1970-05-03"), "3 May 1970"),
        (When(start="2008", end="2012"), "2008–2012"),
        (When(end="2008"), "until 2008"),
        (When(), "undated"),
    ],
)
def test_times_are_said_as_people_say_them(when: When, words: str) -> None:
    """Decade, month, day, range, open start."""
    assert time_words(when) == words


def test_a_code_that_nobody_knows_is_shown_as_it_is() -> None:
    """A user's own actor code stands for itself."""
    assert titled(actors=actors(source="XQX", target="MLT")).startswith("XQX → Malta")


def test_a_date_that_is_none_counts_as_not_given() -> None:
    """Another reader's "1978-13" is no time, and no reason to fail."""
    assert titled(date="1978-13") == "Libya → Malta: arms passed on"


def test_recognition_is_named_only_where_the_words_name_it() -> None:
    """Support in words of recognition is recognition; any other is political support."""
    both = actors(source="NOR", target="LBY")
    for quote, title in (
        ("Norway recognised Libya", "Norway → Libya: recognition, 1978"),
        ("Norway spoke up for Libya", "Norway → Libya: political support, 1978"),
    ):
        (finding,) = findings([said(quote, actors=both, plover="SUPPORT", domain="diplomacy", date="1978")], {})
        assert finding.title == title


def test_a_title_says_its_time_once() -> None:
    """Months of one year share it, and a quote that tells the year is not followed by it."""
    assert time_words(When(start="2012-01", end="2012-04")) == "January–April 2012"
    (finding,) = findings([said("Libya had changed by 1978", kind="assessment", date="1978")], {})
    assert finding.title.count("1978") == 1
