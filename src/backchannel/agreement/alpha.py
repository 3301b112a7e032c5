"""Krippendorff's alpha: how far codings agree beyond chance, for any number of coders and missing values.

Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011); A. F. Hayes and K. Krippendorff, "Answering the
call for a standard reliability measure for coding data", Communication Methods and Measures 1 (2007). 1 is perfect
agreement, 0 what chance gives, below 0 worse than chance. It is undefined (None) where nothing varies: coders who give
everything one value show no reliability.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from typing import Any, Literal, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Metric = Literal["nominal", "ordinal", "interval", "sets"]
Floats = NDArray[np.float64]
T = TypeVar("T", bound=Hashable)

_LEVEL = 0.95


class Unit(NamedTuple):
    """One thing that was coded: the group it was drawn with (its passage), and each coder's value or None."""

    group: int
    values: tuple[Hashable, ...]


class Reliability(NamedTuple):
    """Alpha with its confidence interval (percentiles of the bootstrap over groups) and what it rests on.

    ``units`` have values of two coders or more, ``missing`` are values that units of the matter lack; ``same`` is the
    share of pairs of values that are equal. None is what cannot be told.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    missing: int
    same: float | None


class Weighed(NamedTuple):
    """Units summed up by group: coincidences (groups × values × values) or disagreement (groups), and value counts."""

    observed: Floats
    counts: Floats
    delta: Callable[[Floats], Floats] | Floats


def reliability(
    units: Sequence[Unit], metric: Metric, *, order: Sequence[Hashable] = (), resamples: int = 0, seed: int = 0
) -> Reliability:
    """Alpha of the units under a metric; ``order`` are the values of an ordinal one from first to last.

    Units with fewer than two values do not count. The interval is that of ``resamples`` bootstrap samples of whole
    groups, because what one passage holds is not independent.
    """
    paired = [u for u in units if sum(v is not None for v in u.values) > 1]
    missing = sum(v is None for u in units for v in u.values)
    if not paired:
        return Reliability(None, None, None, 0, missing, None)
    weighed = _weighed(paired, metric, order)
    groups = len(weighed.counts)
    alpha = _alphas(weighed, np.ones((1, groups)))[0]
    low = high = None
    if resamples and groups > 1 and not np.isnan(alpha):
        low, high = interval(_alphas(weighed, draws(groups, resamples, seed)))
    return Reliability(None if np.isnan(alpha) else float(alpha), low, high, len(paired), missing, _same(paired))


def draws(groups: int, resamples: int, seed: int) -> Floats:
    """How often each group is in each bootstrap sample (resamples × groups)."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(groups, [1 / groups] * groups, size=resamples).astype(np.float64)


def interval(found: Floats) -> tuple[float | None, float | None]:
    """The middle 95 in 100 of the figures of bootstrap samples; those that are undefined are left out."""
    defined = found[~np.isnan(found)]
    if not len(defined):
        return None, None
    tail = (1 - _LEVEL) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return float(low), float(high)


def masi(one: frozenset[Any], other: frozenset[Any]) -> float:
    """The distance of two sets, 0 to 1: one less overlap (Jaccard) times what kind of overlap it is.

    Rebecca Passonneau, "Measuring Agreement on Set-valued Items (MASI)", LREC 2006: equal sets weigh 1, one within the
    other 2/3, a mere intersection 1/3, none 0. Two empty sets are equal.
    """
    if one == other:
        return 0.0
    shared = len(one & other)
    if not shared:
        return 1.0
    kind = 2 / 3 if one < other or other < one else 1 / 3
    return 1 - kind * shared / len(one | other)


def _same(units: Sequence[Unit]) -> float:
    pairs = [a == b for u in units for a, b in combinations([v for v in u.values if v is not None], 2)]
    return sum(pairs) / len(pairs)


def _weighed(units: Sequence[Unit], metric: Metric, order: Sequence[Hashable]) -> Weighed:
    values = list(order) if metric == "ordinal" else list(dict.fromkeys(v for u in units for v in u.values))
    at = {value: n for n, value in enumerate(v for v in values if v is not None)}
    rows = {group: n for n, group in enumerate(sorted({u.group for u in units}))}
    counts = np.zeros((len(rows), len(at)))
    pairs: list[tuple[int, int, int, float]] = []
    for unit in units:
        given = [at[v] for v in unit.values if v is not None]
        row = rows[unit.group]
        for value in given:
            counts[row, value] += 1
        for one, other in combinations(given, 2):
            pairs.append((row, one, other, 2 / (len(given) - 1)))
    if metric == "ordinal":
        observed = np.zeros((len(rows), len(at), len(at)))
        for row, one, other, weight in pairs:
            observed[row, one, other] += weight
        return Weighed(observed, counts, _ordinal)
    delta = _distances(list(at), metric)
    disagreement = np.zeros(len(rows))
    for row, one, other, weight in pairs:
        disagreement[row] += weight * delta[one, other]
    return Weighed(disagreement, counts, delta)


def _distances(values: Sequence[Any], metric: Metric) -> Floats:
    """The distance of each pair of values: squared differences of numbers, MASI of sets, else 0 or 1."""
    if metric == "interval":
        numbers = np.array(values, dtype=np.float64)
        return np.square(numbers[:, None] - numbers[None, :])
    if metric == "sets":
        return np.array([[masi(a, b) for b in values] for a in values])
    return 1.0 - np.eye(len(values))


def _ordinal(totals: Floats) -> Floats:
    """Squared distances of ranks: how many values lie between two, half of both counted (samples × values × values)."""
    middle = np.cumsum(totals, axis=1) - totals / 2
    return np.square(middle[:, :, None] - middle[:, None, :])


def _alphas(weighed: Weighed, samples: Floats) -> Floats:
    """Alpha of each sample of groups, NaN where it is undefined."""
    totals = samples @ weighed.counts
    values = totals.sum(axis=1)
    if isinstance(weighed.delta, np.ndarray):
        observed = samples @ weighed.observed
        expected = ((totals @ weighed.delta) * totals).sum(axis=1)
    else:
        delta = weighed.delta(totals)
        coincidences = np.tensordot(samples, weighed.observed, axes=1)
        observed = (coincidences * delta).sum(axis=(1, 2))
        expected = np.einsum("sc,sk,sck->s", totals, totals, delta)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(expected > 0, 1 - (values - 1) * observed / expected, np.nan)
    return found
