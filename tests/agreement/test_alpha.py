"""Krippendorff's alpha: the published examples, and the laws it obeys."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.agreement.alpha import Metric, Unit, masi, reliability

# The data of K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): sections A, B and C to E.
BINARY = ("0100000010", "1110010000")
LETTERS = ("aabbdcccedda", "babbbccceddd")
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")

values = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(1, 5))] * 3), min_size=1, max_size=12)


def units(*coders: Sequence[str]) -> list[Unit]:
    """One unit for each place, one group a unit; a dot is missing."""
    rows = zip(*coders, strict=True)
    return [Unit(n, tuple(None if v == "." else v for v in row)) for n, row in enumerate(rows)]


def numbers(*coders: str) -> list[Unit]:
    return [
        Unit(n, tuple(v if v is None else int(str(v)) for v in unit.values)) for n, unit in enumerate(units(*coders))
    ]


def alpha(given_: Sequence[Unit], metric: Metric = "nominal") -> float | None:
    return reliability(given_, metric, order=(1, 2, 3, 4, 5)).alpha


def test_the_published_example_of_two_values() -> None:
    """Ten units of two observers, 0 and 1: 0.095."""
    assert alpha(units(*BINARY)) == pytest.approx(0.095, abs=0.0005)


def test_the_published_example_of_names() -> None:
    """Twelve units of two observers, five names: 0.692."""
    assert alpha(units(*LETTERS)) == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_the_published_example_of_four_observers(metric: Metric, published: float) -> None:
    """Twelve units of four observers with missing values, under three metrics."""
    assert alpha(numbers(*FOUR), metric) == pytest.approx(published, abs=0.0005)


def test_a_unit_with_one_value_does_not_count() -> None:
    """The twelfth unit of the published example has one value; without it all stays the same, but what is missing."""
    whole, less = (reliability(numbers(*(row[:n] for row in FOUR)), "nominal") for n in (12, 11))
    assert (whole.alpha, whole.units) == (less.alpha, 11)
    assert whole.missing - less.missing == 3


@settings(deadline=None)
@given(values, st.permutations(range(3)), st.randoms(use_true_random=False))
def test_neither_the_order_of_coders_nor_that_of_units_matters(
    rows: list[tuple[int | None, ...]], order: list[int], lot: random.Random
) -> None:
    """Under each metric."""
    turned = [tuple(row[n] for n in order) for row in rows]
    lot.shuffle(turned)
    for metric in ("nominal", "ordinal", "interval"):
        one, other = (alpha([Unit(n, row) for n, row in enumerate(given_)], metric) for given_ in (rows, turned))
        assert one == (None if other is None else pytest.approx(other))


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=2).filter(lambda row: len(set(row)) > 1))
def test_equal_codings_agree_perfectly(row: list[int]) -> None:
    """Alpha is 1 where all is the same and something varies."""
    for metric in ("nominal", "ordinal", "interval"):
        assert alpha([Unit(n, (value, value)) for n, value in enumerate(row)], metric) == pytest.approx(1)


def test_what_does_not_vary_tells_nothing() -> None:
    """Coders who give everything one value show no reliability: alpha is undefined, although all is the same."""
    found = reliability([Unit(n, ("no", "no")) for n in range(9)], "nominal", resamples=50)
    assert found[:3] == (None, None, None)
    assert found.same == 1


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval"])
def test_chance_gives_nothing(metric: Metric) -> None:
    """Codings drawn by lot, with unlike frequencies, have an alpha near 0, and 0 lies in the interval."""
    lot = random.Random(3)
    rows = [tuple(lot.choices((1, 2, 3, 4, 5), (8, 4, 2, 1, 1), k=2)) for _ in range(800)]
    found = reliability(
        [Unit(n, row) for n, row in enumerate(rows)], metric, order=(1, 2, 3, 4, 5), resamples=200
    )  # fmt: skip
    assert found.alpha is not None
    assert found.low is not None
    assert found.high is not None
    assert abs(found.alpha) < 0.08
    assert found.low < 0 < found.high


def test_the_share_of_equal_values_flatters_where_one_value_is_frequent() -> None:
    """Ninety of a hundred pairs are equal, and alpha says that this is no better than chance."""
    rows = [("no", "no")] * 90 + [("yes", "no")] * 5 + [("no", "yes")] * 5
    found = reliability([Unit(n, row) for n, row in enumerate(rows)], "nominal")
    assert found.same == pytest.approx(0.9)
    assert found.alpha is not None
    assert found.alpha < 0


@settings(deadline=None)
@given(values, st.floats(0.1, 50), st.floats(-100, 100))
def test_an_interval_scale_may_be_moved_and_stretched(
    rows: list[tuple[int | None, ...]], factor: float, shift: float
) -> None:
    """Years agree as days do."""
    moved = [tuple(v if v is None else v * factor + shift for v in row) for row in rows]
    one, other = (alpha([Unit(n, row) for n, row in enumerate(given_)], "interval") for given_ in (rows, moved))
    assert one == (None if other is None else pytest.approx(other, abs=1e-6))


@settings(deadline=None)
@given(values)
def test_a_sample_of_all_groups_once_is_the_whole(rows: list[tuple[int | None, ...]]) -> None:
    """Whether units stand in one group or in many, alpha is the same; only the interval tells them apart."""
    apart = alpha([Unit(n, row) for n, row in enumerate(rows)], "ordinal")
    together = alpha([Unit(0, row) for row in rows], "ordinal")
    assert apart == (None if together is None else pytest.approx(together))


def test_the_interval_is_that_of_the_seed_and_grows_narrow_with_more_passages() -> None:
    """The same seed gives the same, and a hundred times the units a tenth of the width or so."""
    few = units(*LETTERS)
    many = [Unit(n, few[n % len(few)].values) for n in range(1200)]
    one, same, wide = (reliability(u, "nominal", resamples=400, seed=5) for u in (many, many, few))
    assert one == same
    widths = [found.high - found.low for found in (one, wide) if found.high is not None and found.low is not None]
    assert widths[0] < widths[1] / 6


def test_units_of_one_passage_do_not_count_as_many() -> None:
    """The same units in a tenth of the groups give a wider interval."""
    lot = random.Random(1)
    rows = [(v, v if lot.random() < 0.8 else lot.choice("abc")) for v in lot.choices("abc", k=30)]
    alone = [Unit(n, row) for n, row in enumerate(rows * 10)]
    grouped = [Unit(n % 30, row) for n, row in enumerate(rows * 10)]
    narrow, wide = (reliability(u, "nominal", resamples=500) for u in (alone, grouped))
    assert narrow.alpha == pytest.approx(wide.alpha)
    assert np.diff([narrow.low or 0, narrow.high or 0]) < np.diff([wide.low or 0, wide.high or 0]) / 2


def test_the_distance_of_sets_weighs_how_they_overlap() -> None:
    """Passonneau 2006: two of four and all four are a subset; two that share one of three only intersect."""
    assert masi(frozenset("ab"), frozenset("ab")) == 0
    assert masi(frozenset("ab"), frozenset("abcd")) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi(frozenset("ab"), frozenset("bc")) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(frozenset("a"), frozenset("b")) == 1
    assert masi(frozenset(), frozenset("b")) == 1
    assert masi(frozenset(), frozenset()) == 0


sets = st.frozensets(st.integers(0, 5))


@settings(deadline=None)
@given(sets, sets)
def test_the_distance_of_sets_is_symmetric_and_bounded(one: frozenset[int], other: frozenset[int]) -> None:
    """Between 0, for equal sets alone, and 1."""
    assert masi(one, other) == masi(other, one)
    assert 0 <= masi(one, other) <= 1
    assert (masi(one, other) == 0) == (one == other)


def test_sets_that_overlap_agree_more_than_sets_that_do_not() -> None:
    """With the same number of equal pairs."""
    near = [(frozenset("ab"), frozenset("abc")), (frozenset("x"), frozenset("x")), (frozenset("y"), frozenset("y"))]
    far = [(frozenset("ab"), frozenset("cd")), *near[1:]]
    one, other = (reliability([Unit(n, r) for n, r in enumerate(rows)], "sets").alpha for rows in (near, far))
    assert one is not None
    assert other is not None
    assert other < one < 1
