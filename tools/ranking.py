"""Weights that rank options, trained for the agreement of the option ranked first (minimum risk training).

Each group of options (the dates at hand for a claim) has a softmax over its sums of weights; what is made as large as
can be is the expected agreement with the annotation, less a penalty on the squares of the weights (Smith and Eisner,
"Minimum risk annealing for training log-linear models", COLING/ACL 2006).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from backchannel.claims.linear import Head, LinearModel

Doubles = NDArray[np.float64]
ROUNDS = 150


class Group(NamedTuple):
    """Options among which one is taken: the features of each, and how far each agrees with the annotation, 0 to 1."""

    features: list[list[str]]
    agreement: list[float]


def fit_ranking(groups: Sequence[Group], least: int, strength: float, name: str) -> LinearModel:
    """A model of one head with one column: the more, the better the option. ``strength`` is as in the other models."""
    counts = Counter(f for group in groups for option in group.features for f in set(option))
    names = sorted(f for f, n in counts.items() if n >= least)
    columns = {f: i for i, f in enumerate(names)}
    matrix = _matrix([option for group in groups for option in group.features], columns)
    sizes = [len(group.features) for group in groups]
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(groups)), sizes)
    agreement = np.array([a for group in groups for a in group.agreement])

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        sums = matrix @ weights
        powers = np.exp(sums - np.maximum.reduceat(sums, first)[of])
        shares = powers / np.add.reduceat(powers, first)[of]
        expected = np.add.reduceat(shares * agreement, first)
        slope = matrix.T @ (shares * (agreement - expected[of]))
        return float(-expected.sum() + weights @ weights / (2 * strength)), -slope + weights / strength

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    weights = np.asarray(fitted.x, np.float32)[:, None]
    return LinearModel(
        {name: Head(("rank",), 0)}, names, weights, np.zeros((0, 1), np.float32), np.zeros(1, np.float32)
    )


def _matrix(options: Sequence[Sequence[str]], columns: dict[str, int]) -> csr_matrix:
    indices: list[int] = []
    ends = [0]
    for option in options:
        indices += sorted({columns[f] for f in option if f in columns})
        ends.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(options), len(columns)))
