"""What is said of coders whose differences are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.agreement import Answer, Coding, Comparison, Passage, Resampling, Span, comparisons
from backchannel.agreement.comparing import CONFUSABLE, MEASURES, Figure, compare
from backchannel.agreement.fields import of_claim
from backchannel.model import CERTAINTIES, KINDS

from .made import CARRIED

WORDS = "Ruritania lent Graustark two boats and trained the crews of both."
PASSAGES = {
    p.id: p
    for p in (Passage(document="d", text_digest="0", start=n * 100, end=n * 100 + 66, words=WORDS) for n in range(12))
}
IDS = tuple(PASSAGES)
NO_INTERVALS = Resampling(0)
VALUES = of_claim(CARRIED)


def answer(start: int = 0, end: int = 34, **values: Any) -> Answer:
    return Answer(Span(start, end), {**VALUES, **values})


def coder(name: str, answers: Mapping[int, tuple[Answer, ...]]) -> Coding:
    return Coding(name, {IDS[n]: given_ for n, given_ in answers.items()})


def figure(of: Comparison, field: str) -> Figure:
    return next(f for f in of.figures if f.field == field)


def test_two_who_say_the_same_agree_in_all() -> None:
    """Alpha is 1 wherever something varies, and every claim is found by both."""
    made = {
        n: (answer(certainty=CERTAINTIES[n % 5], kind=KINDS[n % 6], date=(f"19{n + 10}",) * 2),) if n else ()
        for n in range(12)
    }
    of = compare((coder("a", made), coder("b", made)), PASSAGES, resampling=Resampling(200))
    assert of.passages == 12
    assert of.claims == (11, 11)
    assert (of.found.f1, of.found.pairs) == (1, 11)
    assert [figure(of, name).alpha for name in ("any claim", "words", "kind", "certainty", "date", "year")] == [1] * 6
    assert figure(of, "polarity").alpha is None
    assert figure(of, "polarity").same == 1


def test_a_field_is_compared_on_claims_that_both_have() -> None:
    """What one alone found counts against finding, not against the field."""
    a = coder("a", {0: (answer(), answer(39, 65, kind="state")), 1: (answer(),)})
    b = coder("b", {0: (answer(),), 1: (answer(kind="state"),)})
    of = compare((a, b), PASSAGES, resampling=NO_INTERVALS)
    assert (of.claims, of.found.pairs) == ((3, 2), 2)
    assert of.found.f1 == pytest.approx(2 * 2 / 5)
    kind = figure(of, "kind")
    assert (kind.units, kind.missing, kind.same) == (2, 0, 0.5)


def test_what_was_left_open_is_missing_and_no_value() -> None:
    """A claim that both have, of which one left the field open, is no unit of that field."""
    a = coder("a", {0: (answer(),), 1: (answer(),)})
    b = coder("b", {0: (answer(covert=None, actors=None, date=None),), 1: (answer(),)})
    of = compare((a, b), PASSAGES, resampling=NO_INTERVALS)
    for name in ("covert", "actors", "parties", "date", "year"):
        assert (figure(of, name).units, figure(of, name).missing) == (1, 1), name


def test_one_step_of_certainty_is_less_than_four() -> None:
    """The ordinal figure tells them apart, the unordered one does not."""
    rest = {n: (answer(certainty=CERTAINTIES[n % 5]),) for n in range(1, 12)}
    a = coder("a", {0: (answer(certainty="certain"),), **rest})
    near, far = (
        compare((a, coder("b", {0: (answer(certainty=c),), **rest})), PASSAGES, resampling=NO_INTERVALS)
        for c in ("probable", "counterfactual_or_future")
    )
    ordered = [figure(of, "certainty").alpha for of in (near, far)]
    assert ordered[0] is not None
    assert ordered[1] is not None
    assert 1 > ordered[0] > ordered[1]
    plain = [figure(of, "certainty, unordered").alpha for of in (near, far)]
    assert plain[0] == pytest.approx(plain[1], abs=0.03)


def test_parties_may_agree_where_roles_do_not() -> None:
    """Who is turned round is the same two parties."""
    turns = [frozenset({("AAA", "source"), ("BBB", "target")}), frozenset({("BBB", "source"), ("AAA", "target")})]
    rest = {n: (answer(actors=frozenset({(f"X{n}", "party")})),) for n in range(1, 6)}
    a, b = (coder(name, {0: (answer(actors=who),), **rest}) for name, who in zip("ab", turns, strict=True))
    of = compare((a, b), PASSAGES, resampling=NO_INTERVALS)
    assert figure(of, "parties").alpha == 1
    assert figure(of, "actors").same == pytest.approx(5 / 6)


def test_words_are_counted_where_claims_are_not_cut_alike() -> None:
    """The second claim of the passage was not seen by b: five of eleven words."""
    a = coder("a", {0: (answer(0, 34), answer(39, 65)), 1: ()})
    b = coder("b", {0: (answer(0, 34),), 1: ()})
    words = figure(compare((a, b), PASSAGES, resampling=NO_INTERVALS), "words")
    assert words.units == 22
    assert words.same == pytest.approx(1 - 5 / 22)


def test_three_persons_and_a_reader_make_seven_tables() -> None:
    """All persons, each two, each with the reader; who shares no passage with another is left out."""
    made = {0: (answer(),), 1: ()}
    persons = [coder(name, made) for name in "abc"]
    tables = list(comparisons(persons, [coder("reader:x", made)], PASSAGES, resampling=NO_INTERVALS))
    assert [t.coders for t in tables] == [
        ("a", "b", "c"), ("a", "b"), ("a", "c"), ("b", "c"), ("a", "reader:x"), ("b", "reader:x"), ("c", "reader:x"),
    ]  # fmt: skip
    alone = [coder("a", made), coder("b", {5: ()})]
    assert list(comparisons(alone, [], PASSAGES, resampling=NO_INTERVALS)) == []


def test_confusions_are_counted_for_two() -> None:
    """How often the one gave this and the other that, the most frequent first."""
    a = coder("a", {n: (answer(act="AID"),) for n in range(4)})
    b = coder("b", {n: (answer(act="AID" if n else "CONSULT"),) for n in range(4)})
    (confusion,) = compare((a, b), PASSAGES, confuse=["act"], resampling=NO_INTERVALS).confusions
    assert confusion.cells == (("AID", "AID", 3), ("AID", "CONSULT", 1))
    assert {"act", "certainty", "any claim"} - set(CONFUSABLE) == {"any claim"}


claims = st.builds(
    answer,
    st.integers(0, 30),
    st.integers(31, 60),
    kind=st.sampled_from(KINDS),
    certainty=st.sampled_from([*CERTAINTIES, None]),
    date=st.sampled_from([("1971", "1971"), ("1972-03", "1972-03"), ("197X", "197X"), "none", None]),
    actors=st.frozensets(st.tuples(st.sampled_from("ABC"), st.sampled_from(["source", "via"]))),
)
codings = st.dictionaries(st.integers(0, 5), st.lists(claims, max_size=1).map(tuple), min_size=1)


@settings(deadline=None)
@given(codings, codings)
def test_it_does_not_matter_who_comes_first(one: dict[int, Any], other: dict[int, Any]) -> None:
    """All figures of two coders are the same the other way round."""
    a, b = coder("a", one), coder("b", other)
    there, back = (compare(pair, PASSAGES, resampling=NO_INTERVALS) for pair in ((a, b), (b, a)))
    assert there.claims == back.claims[::-1]
    assert there.found == back.found
    for mine, theirs in zip(there.figures, back.figures, strict=True):
        assert mine.alpha == (None if theirs.alpha is None else pytest.approx(theirs.alpha))
        assert (mine.units, mine.missing, mine.same) == (theirs.units, theirs.missing, theirs.same)


def test_every_field_of_a_coding_is_measured() -> None:
    """Nothing that a coder fills in is left out of the report."""
    assert {measure.field for measure in MEASURES} == set(VALUES)


def test_a_name_and_its_fuller_form_are_one() -> None:
    """Not so two that merely share a word."""
    says = [("kissinger", "henry kissinger"), ("lei yang", "yang li"), ("author", "author"), ("unnamed", "author")]
    a, b = (
        coder(name, {n: (answer(attribution=row[at]),) for n, row in enumerate(says)}) for at, name in enumerate("ab")
    )
    assert figure(compare((a, b), PASSAGES, resampling=NO_INTERVALS), "originator").same == 0.5


def test_what_is_undated_has_no_year_but_is_not_missing() -> None:
    """Both coded it: that it is undated is compared under date."""
    made = {n: (answer(date=("1971", "1971") if n % 2 else "none"),) for n in range(4)}
    of = compare((coder("a", made), coder("b", made)), PASSAGES, resampling=NO_INTERVALS)
    assert [(figure(of, name).units, figure(of, name).missing) for name in ("date", "year")] == [(4, 0), (2, 0)]
