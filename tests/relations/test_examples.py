"""Every entry of the room's tables does on its own example what it says."""

from __future__ import annotations

import pytest

from backchannel.relations import pulls, standing
from backchannel.relations.parts import private
from backchannel.relations.rules import StepRule, WordRule, first_match, steps, words

from .made import PAIR, claim, finding, ids, who


@pytest.mark.parametrize("rule", steps(), ids=lambda r: f"{r.act}-{r.domains[0]}")
def test_act_moves_its_scale(rule: StepRule) -> None:
    """A traced finding of the act, in the domain of the entry, takes its scale to the entry's step and no other."""
    domain = "trade" if rule.domains == ("*",) else rule.domains[0]
    said = claim(rule.example, act=rule.act, domain=domain)
    got = next(d for d in standing(PAIR, (finding(said),), ids(said)).domains if d.domain == domain)
    other = "conflict" if rule.scale == "cooperation" else "cooperation"
    assert (getattr(got, rule.scale), getattr(got, other)) == (rule.step, "not known")


@pytest.mark.parametrize("rule", words("scales", "institution", "step"), ids=lambda r: r.example)
def test_institution_outlives_the_day(rule: WordRule) -> None:
    """An agreement in these words makes co-operation institutional; the same words denied do not."""
    for polarity, step in (("positive", "institutional"), ("negative", "not known")):
        said = claim(rule.example, act="AGREE", polarity=polarity)
        got = standing(PAIR, (finding(said),), ids(said)).domains[0]
        assert got.cooperation == step


@pytest.mark.parametrize("entry", ["recognition", "representation"])
def test_recognition_is_read_from_words(entry: str) -> None:
    """Each example gives its entry's value, one way only, and no earlier entry takes it."""
    for rule in words("recognition", entry):
        said = claim(rule.example)
        got = getattr(standing(PAIR, (), ids(said)), entry)
        assert got == (rule.value, "not known"), rule.example
        if rule.negated:
            denied = claim(rule.example, polarity="negative")
            assert getattr(standing(PAIR, (), ids(denied)), entry)[0] == rule.negated, rule.example


def test_pulls_are_read_from_words() -> None:
    """Each example falls on the side of its entry, and only entries that may stand alone work with one party."""
    for rule in words("pulls", "pull", "side"):
        both = claim(rule.example, "party AAA", "party BBB", kind="assessment")
        got = pulls(PAIR, [both])
        sides = {"together": got.together, "apart": got.apart}
        assert [p.claim for p in sides[rule.value]] == [both], rule.example
        one = claim(rule.example, "party AAA", kind="assessment")
        assert bool(pulls(PAIR, [one]).together or pulls(PAIR, [one]).apart) == rule.alone, rule.example


def test_words_of_visibility_and_office() -> None:
    """Leaks, releases, offices held and offices lost are told by their examples."""
    for rule in words("visibility", "visibility"):
        found = first_match(words("visibility", "visibility"), rule.example)
        assert found and found[0].value == rule.value
    for rule in (*words("visibility", "former"), *words("visibility", "private")):
        assert first_match((rule,), rule.example)
        assert private(who(f"source AAA person {rule.example}")[0], claim("they met")), rule.example
    for rule in words("visibility", "before"):
        said = claim(f"{rule.example}Aaaland met Bbbland", "source AAA person", "target BBB", act="CONSULT")
        assert private(said.actors[0], said) and not private(said.actors[1], said), rule.example
    for rule in words("visibility", "official"):
        assert first_match((rule,), rule.example)


def test_attitudes_are_no_recognition() -> None:
    """To recognise that something is so, or to speak of reconnaissance, is not to recognise a state."""
    for quote in ("Aaaland recognised that Bbbland had a point", "Aaaland recognised the need for talks"):
        said = claim(quote)
        assert standing(PAIR, (), ids(said)).recognition == ("not known", "not known")
