"""Which claims of several coders are one claim."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.agreement.assignment import Span, assign, overlap
from backchannel.agreement.filled import Answer, Coding
from backchannel.agreement.units import detected, matched, shared

spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
gains = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 0.5, 0.6, 0.75, 1.0]), min_size=columns, max_size=columns),
        min_size=1,
        max_size=5,
    )
)


def coding(name: str, *claims: Span) -> Coding:
    return Coding(name, {"p": tuple(Answer(span, {"n": n}) for n, span in enumerate(sorted(claims)))})


def best(table: Sequence[Sequence[float]]) -> float:
    """The greatest sum, by trying all."""
    if len(table) > len(table[0]):
        table = [list(column) for column in zip(*table, strict=True)]
    return max(
        sum(table[row][column] for row, column in enumerate(chosen))
        for chosen in permutations(range(len(table[0])), len(table))
    )


@settings(deadline=None)
@given(gains)
def test_no_other_pairing_gains_more(table: list[list[float]]) -> None:
    """One to one, without pairs that gain nothing, and as much as trying all finds."""
    pairs = assign(table)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)
    assert all(table[r][c] > 0 for r, c in pairs)
    assert sum(table[r][c] for r, c in pairs) == pytest.approx(best(table))


def test_the_best_pair_first_is_not_the_best_pairing() -> None:
    """One good pair would leave two claims over that fit well enough together."""
    assert assign([[0.6, 0.55], [0.55, 0.0]]) == [(0, 1), (1, 0)]


@settings(deadline=None)
@given(st.lists(spans, max_size=5, unique=True), st.lists(spans, max_size=5, unique=True))
def test_two_coders_have_the_same_pairs_whoever_comes_first(one: list[Span], other: list[Span]) -> None:
    """As many, with as much overlap in all, and each overlaps by half at least."""
    a, b = coding("a", *one), coding("b", *other)
    sums = []
    for pair in ((a, b), (b, a)):
        found = [claim.answers for claim in matched(pair, "p") if None not in claim.answers]
        overlaps = [overlap(x.span, y.span) for x, y in found if x and y]
        assert all(value >= 0.5 for value in overlaps)
        sums.append(sum(overlaps))
    assert sums[0] == pytest.approx(sums[1])


@settings(deadline=None)
@given(st.lists(st.lists(spans, max_size=4, unique=True), min_size=3, max_size=4))
def test_every_claim_of_every_coder_stands_once(claims: list[list[Span]]) -> None:
    """None is lost and none is counted twice."""
    codings = [coding(str(n), *own) for n, own in enumerate(claims)]
    found = matched(codings, "p")
    for n, own in enumerate(claims):
        assert sorted(c.answers[n].span for c in found if c.answers[n]) == sorted(own)  # type: ignore[union-attr]


def test_a_claim_that_only_touches_is_another() -> None:
    """Ten characters of which three are shared are two claims."""
    found = matched((coding("a", Span(0, 10)), coding("b", Span(7, 17))), "p")
    assert [sum(a is not None for a in claim.answers) for claim in found] == [1, 1]


def test_claims_are_counted_over_all_pairs_of_coders() -> None:
    """Three coders of one claim, of whom one has another besides, share three of seven halves."""
    three = (coding("a", Span(0, 9)), coding("b", Span(0, 9)), coding("c", Span(0, 9), Span(20, 29)))
    assert detected(three, "p") == (3, 8)


def test_only_passages_of_two_coders_are_compared() -> None:
    """One that a single coder coded says nothing."""
    a, b = Coding("a", {"p": (), "q": ()}), Coding("b", {"q": (), "r": ()})
    assert shared((a, b)) == shared((b, a)) == ["q"]
