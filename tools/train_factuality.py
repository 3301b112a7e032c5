"""Train the weights of factuality from the sentences in ``annotated/factuality`` (docs/reading-certainty.md).

    python tools/train_factuality.py [--folds N] [--out FOLDER]

Each line of those files is a sentence cut into tokens; behind a predicate stands its value, as in "called/2.8". With
``--folds`` nothing is written: the correlation with the annotation is printed, each sentence read by a model that has
not seen its part of the files. The same data give the same weights.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import LinearOperator, cg

from backchannel.claims.factuality import MODEL
from backchannel.claims.factuality_features import features, vector
from backchannel.claims.factuality_rules import by_rule
from backchannel.claims.linear import Floats, Head, LinearModel, arrays
from backchannel.claims.predicates import Predicate
from backchannel.claims.scene import View
from backchannel.claims.scenes import hits
from backchannel.documents import read_bytes
from backchannel.language import Paragraph, iterate, load

SENTENCES = Path(__file__).parent / "annotated" / "factuality"
WEIGHTS = Path(__file__).parent.parent / "src" / "backchannel" / "claims" / "weights"
STRENGTH = 14.0
"""The penalty on the squares of the weights."""
COMMON = -0.12
"""The power of its count that a feature is multiplied by, so that common ones are penalised a little more."""
SEED = 20261123

Doubles = NDArray[np.float64]
_TARGET = re.compile(r"(.+)/(-?\d(?:\.\d)?)")


class Row(NamedTuple):
    """One annotated predicate."""

    features: list[str]
    vector: Floats
    value: float


def rows() -> Iterator[list[Row]]:
    """The annotated predicates of each sentence."""
    nlp = load()
    for path in sorted(SENTENCES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text, targets = plain(line)
            (document,) = read_bytes(text.encode(), "sentence.txt")
            yield [row for paragraph in iterate(document, nlp) for row in _of(paragraph, targets)]


def plain(line: str) -> tuple[str, dict[int, float]]:
    """The sentence of a line without its annotation, and the value of the predicate at each offset."""
    words, targets, at = [], {}, 0
    for word in line.split():
        found = _TARGET.fullmatch(word)
        words.append(found[1] if found else word)
        if found:
            targets[at] = float(found[2])
        at += len(words[-1]) + 1
    return " ".join(words), targets


def _of(paragraph: Paragraph, targets: dict[int, float]) -> Iterator[Row]:
    view = View(paragraph, hits(paragraph))
    ruled: dict[int, float] = {}
    for at, token in enumerate(view.tokens):
        value = targets.get(paragraph.start + token.idx)
        if value is not None:
            yield Row(features(Predicate(view, at), by_rule(view, at, ruled)), vector(view, at), value)


def fit(given: Sequence[Row]) -> LinearModel:
    """Ridge regression on the named features and the word vectors, by conjugate gradients."""
    counts = Counter(name for row in given for name in row.features)
    names = sorted(counts)
    scale = np.array([counts[name] ** COMMON for name in names])
    named = _matrix(given, {name: i for i, name in enumerate(names)}, scale)
    vectors = np.array([row.vector for row in given], np.float64)
    values = np.array([row.value for row in given])
    mean, known = float(values.mean()), len(names)

    def back(rest: Doubles) -> Doubles:
        return np.concatenate([named.T @ rest, vectors.T @ rest])

    def normal(weights: Doubles) -> Doubles:
        return back(named @ weights[:known] + vectors @ weights[known:]) + STRENGTH * weights

    size = known + vectors.shape[1]
    found, _ = cg(LinearOperator((size, size), matvec=normal, dtype=np.float64), back(values - mean), rtol=1e-5)
    weights, dense = (found[:known] * scale)[:, None].astype(np.float32), found[known:, None].astype(np.float32)
    return LinearModel({MODEL: Head(("value",), 0)}, names, weights, dense, np.array([mean], np.float32))


def _matrix(given: Sequence[Row], columns: dict[str, int], scale: Doubles) -> csr_matrix:
    indices: list[int] = []
    ends = [0]
    for row in given:
        indices += sorted({columns[name] for name in row.features})
        ends.append(len(indices))
    return csr_matrix((scale[indices], indices, ends), shape=(len(given), len(columns)))


def crossed(sentences: Sequence[list[Row]], folds: int) -> float:
    """The correlation with the annotation of values read by models that have not seen the sentence."""
    part = np.random.default_rng(SEED).integers(folds, size=len(sentences))
    found, wanted = [], []
    for fold in range(folds):
        model = fit([row for i, rows in enumerate(sentences) if part[i] != fold for row in rows])
        for i, rows in enumerate(sentences):
            if part[i] == fold:
                found += [float(model.sums(row.features, row.vector)[0]) for row in rows]
                wanted += [row.value for row in rows]
    return float(np.corrcoef(found, wanted)[0, 1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, help="cross-validate and write nothing")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    sentences = list(rows())
    print(f"{len(sentences)} sentences, {sum(map(len, sentences))} predicates")
    if given.folds:
        print(f"Pearson r of {given.folds} folds: {crossed(sentences, given.folds):.3f}")
        return
    model = fit([row for found in sentences for row in found])
    np.savez_compressed(given.out / f"{MODEL}.npz", **arrays(model))  # type: ignore[arg-type]  # numpy's stub
    print(f"{len(model.rows)} features -> {given.out / MODEL}.npz")


if __name__ == "__main__":
    main()
