"""Linear models over named features: small, quick, the same on every run, and able to say why.

Weights are made by ``tools/train_reader.py`` from annotated documents (docs/reading.md) and stored as ``.npz`` without
pickled objects. A model has one or more heads (questions) over the same features; a head's answer is the class with
the highest sum of weights, its probability the softmax of the sums (multinomial logistic regression).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Prediction(NamedTuple):
    """The likeliest class of a head, its probability, and the probability of every class."""

    label: str
    probability: float
    all: Mapping[str, float]


class Head(NamedTuple):
    """One question: its classes stand in columns ``first`` to ``first + len(classes)`` of the weights."""

    classes: tuple[str, ...]
    first: int

    @property
    def columns(self) -> slice:
        """The head's columns."""
        return slice(self.first, self.first + len(self.classes))


class LinearModel:
    """Weights of shape (features, columns), a dense block of shape (vector length, columns), a bias a column."""

    def __init__(
        self, heads: Mapping[str, Head], names: Iterable[str], weights: Floats, dense: Floats, bias: Floats
    ) -> None:
        self.heads = dict(heads)
        self.rows = {name: i for i, name in enumerate(names)}
        self.weights = weights
        self.dense = dense
        self.bias = bias

    def sums(self, features: Iterable[str], vector: Floats | None = None) -> Floats:
        """The sum of weights for each column; features the model has never seen count nothing."""
        rows = self.rows
        known = [row for name in features if (row := rows.get(name)) is not None]
        total = self.bias + self.weights.take(known, axis=0).sum(axis=0)
        if vector is not None and len(self.dense):
            total = total + vector @ self.dense
        return np.asarray(total, dtype=np.float32)

    def answer(self, head: str, sums: Floats) -> Prediction:
        """The answer of one head, from :meth:`sums`."""
        classes, _ = self.heads[head]
        part = sums[self.heads[head].columns]
        powers = np.exp(part - part.max())
        shares = (powers / powers.sum()).tolist()
        best = max(range(len(classes)), key=shares.__getitem__)
        return Prediction(classes[best], shares[best], dict(zip(classes, shares, strict=True)))

    def telling(self, head: str, label: str, features: Iterable[str], most: int = 3) -> list[tuple[str, float]]:
        """The features that speak most for ``label`` against the mean of the head's classes, strongest first."""
        block = self.weights[:, self.heads[head].columns]
        column = self.heads[head].classes.index(label)
        gains = []
        for name in set(features):
            row = self.rows.get(name)
            if row is not None:
                gains.append((name, float(block[row, column] - block[row].mean())))
        return sorted((g for g in gains if g[1] > 0), key=lambda g: (-g[1], g[0]))[:most]


@cache
def load(name: str) -> LinearModel:
    """The shipped model ``name`` (a file of ``claims/weights``)."""
    resource = files("backchannel.claims") / "weights" / f"{name}.npz"
    with as_file(resource) as path, np.load(path, allow_pickle=False) as data:
        heads, first = {}, 0
        for line in data["heads"]:
            title, *classes = str(line).split("\t")
            heads[title] = Head(tuple(classes), first)
            first += len(classes)
        return LinearModel(
            heads,
            [str(n) for n in data["names"]],
            data["weights"].astype(np.float32),
            data["dense"].astype(np.float32),
            data["bias"].astype(np.float32),
        )


def arrays(model: LinearModel) -> dict[str, NDArray[np.generic]]:
    """What :func:`load` reads back; half precision is enough, sums differ in the third digit at most."""
    return {
        "heads": np.array(["\t".join((title, *head.classes)) for title, head in model.heads.items()]),
        "names": np.array(list(model.rows)),
        "weights": model.weights.astype(np.float16),
        "dense": model.dense.astype(np.float16),
        "bias": model.bias,
    }
