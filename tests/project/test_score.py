"""The scorer of our own: what is matched, what is compared, and which errors are counted as the worst."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from score import Matching, Pair, faults, match, overlap, same_originator, score

SIDES = (("Klow", "SYL", "source"), ("Borduria", "BOR", "target"))


def actor(name: str, country: str | None, role: str, type_: str = "state") -> dict[str, Any]:
    return {"name": name, "country": country, "role": role, "type": type_}


def claim(start: int = 0, end: int = 10, **fields: Any) -> dict[str, Any]:
    made = {
        "doc": "tale.txt",
        "start": start,
        "end": end,
        "kind": "event",
        "plover": "AID",
        "domain": "arms",
        "certainty": "alleged",
        "polarity": "positive",
        "covert": False,
        "actors": [actor(*side) for side in SIDES],
        "date": {"start": "1931-03"},
        "attribution": [{"source": "the Courier"}, {"source": "author"}],
        "denied_by": [],
    }
    return made | fields


def kinds(gold: dict[str, Any], found: dict[str, Any]) -> list[str]:
    return [fault.kind for fault in faults([gold], match([gold], [found]))]


claims = st.lists(
    st.builds(
        lambda doc, start, length: claim(start, start + length, doc=doc),
        st.sampled_from(["a.txt", "b.txt"]),
        st.integers(0, 60),
        st.integers(1, 30),
    ),
    max_size=12,
)


@given(claims, claims)
def test_matching_is_one_to_one_and_loses_nothing(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    """Each claim is in one pair or left over; pairs are of one document and overlap by half or more."""
    matching = match(gold, found)
    assert len(matching.pairs) + len(matching.missed) == len(gold)
    assert len(matching.pairs) + len(matching.extra) == len(found)
    assert len({id(pair.found) for pair in matching.pairs}) == len(matching.pairs)
    for pair in matching.pairs:
        assert pair.gold["doc"] == pair.found["doc"]
        assert overlap(pair.gold, pair.found) >= 0.5


@given(claims)
def test_what_is_found_exactly_scores_full(gold: list[dict[str, Any]]) -> None:
    """The annotation scored against itself has no fault."""
    figures = score(gold, gold)
    if gold:
        assert {name: value for name, value in figures.items() if value != 1} == {"worst per 100": 0}


@given(claims, claims)
def test_every_figure_but_the_count_is_a_share(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    """Between 0 and 1, also where nothing is annotated or found."""
    figures = score(gold, found)
    assert all(0 <= value <= 1 for name, value in figures.items() if name != "worst per 100")


def test_the_pair_that_overlaps_most_is_taken() -> None:
    """A claim inside another goes to its own annotation, not to the larger one's."""
    wide, narrow = claim(0, 30), claim(0, 18)
    assert match([wide, narrow], [claim(0, 17)]).pairs == [Pair(narrow, claim(0, 17))]


def test_a_minor_claim_costs_nothing() -> None:
    """Whether found or missed, it moves no figure."""
    gold = [claim(), claim(20, 30, tier="minor")]
    assert score(gold, [claim()])["recall"] == 1
    assert score(gold, [claim(), claim(20, 30)])["precision"] == 1


def test_fields_are_compared_one_by_one() -> None:
    """A wrong kind and date are a wrong kind and date; the rest stays right."""
    figures = score([claim()], [claim(kind="state", date={"start": "1931"})])
    assert (figures["kind"], figures["date"], figures["domain"], figures["actors"]) == (0, 0, 1, 1)


def test_actors_count_by_country_and_role() -> None:
    """One of two right with one too many is half of what was said and half of what was to say."""
    found = claim(actors=[actor("Syldavia", "SYL", "source"), actor("Borduria", "BOR", "via")])
    assert score([claim()], [found])["actors"] == 0.5


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("the Foreign Ministry", "Foreign Ministry", True), ("Reuters", "author", False), ("Bianca", "Castafiore", False)],
)
def test_originators_are_one_by_their_words(one: str, other: str, same: bool) -> None:
    """An article makes no difference, a name does."""
    pair = Pair(claim(attribution=[{"source": one}]), claim(attribution=[{"source": other}]))
    assert same_originator(pair) is same


def test_a_reversed_act_is_a_worst_error() -> None:
    """Who gave is read as who took; a vaguer role is not as bad."""
    turned = claim(actors=[actor("Borduria", "BOR", "source"), actor("Klow", "SYL", "target")])
    vague = claim(actors=[actor("Borduria", "BOR", "participant"), actor("Klow", "SYL", "participant")])
    assert kinds(claim(), turned) == ["reversed direction"]
    assert kinds(claim(), vague) == []


def test_a_lost_hedge_is_a_worst_error() -> None:
    """Alleged read as flat counts; flat read as alleged is only a wrong field."""
    assert kinds(claim(), claim(certainty="certain")) == ["lost hedge"]
    assert kinds(claim(certainty="certain"), claim()) == []


def test_a_lost_denial_is_a_worst_error() -> None:
    """Neither answered nor negated though the text says so; a denial put as a negation is kept."""
    denied = claim(denied_by=["Borduria"])
    assert kinds(denied, claim()) == ["lost denial"]
    assert kinds(denied, claim(polarity="negative")) == []
    assert kinds(claim(polarity="negative"), claim()) == ["lost denial"]


def test_an_invented_dealing_is_a_worst_error() -> None:
    """Two states in an act that the annotated words give to one of them; also where nothing is matched."""
    alone = claim(actors=[actor("Klow", "SYL", "source")])
    assert kinds(alone, claim()) == ["invented dealing"]
    far = claim(50, 60)
    assert [f.kind for f in faults([alone], Matching([], [alone], [far]))] == ["invented dealing"]
    assert kinds(alone, claim(plover=None)) == []


def test_a_wrong_person_is_a_worst_error() -> None:
    """Another person in the same role; the same by surname, or none, is no such error."""

    def says(name: str) -> dict[str, Any]:
        return claim(actors=[actor(name, "SYL", "speaker", "person")])

    assert kinds(says("Endaddine Akass"), says("Bianca Castafiore")) == ["wrong person"]
    assert kinds(says("Endaddine Akass"), says("Akass")) == []
    assert kinds(says("Endaddine Akass"), claim(actors=[])) == []
