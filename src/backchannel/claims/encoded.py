"""What the encoder adds to the sums of the linear models.

The linear models see words, grammar and vocabulary; small networks over the encoder's vectors (two layers at most) see
what words mean where they stand. The two were trained apart and their sums are added, each with a weight of its own (a
logarithmic pool; Genest and Zidek, Statistical Science 1986). Weights: ``tools/train_encoder.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backchannel.claims.clauses import Proposal
from backchannel.claims.dating import Option
from backchannel.claims.encoder import Encoder
from backchannel.claims.encoder import load as load_encoder
from backchannel.claims.features import Stretch
from backchannel.claims.linear import Floats, Head
from backchannel.claims.roles import Candidate
from backchannel.claims.scene import Scene, View


class Heads(NamedTuple):
    """The networks over the encoder's vectors by name, and the order of their classes."""

    arrays: Mapping[str, Floats]
    classes: Mapping[str, tuple[str, ...]]

    def layer(self, name: str, rows: Floats) -> Floats:
        """One linear layer: rows of shape (n, inputs) to (n, outputs)."""
        return np.asarray(rows @ self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"], dtype=np.float32)

    def network(self, name: str, rows: Floats) -> Floats:
        """Two layers with a GELU between them."""
        return self.layer(f"{name}.3", gelu(self.layer(f"{name}.0", rows)))

    def blend(self, name: str, own: Floats, encoded: Floats) -> Floats:
        """The sums of the linear model and of the network for the same classes, each with its weight."""
        mine, other = self.arrays[f"shares.{name}"]
        return np.asarray(mine * own + other * encoded, dtype=np.float32)

    def ordered(self, name: str, sums: Floats, head: Head) -> Floats:
        """The network's sums in the order of the linear model's classes."""
        return np.asarray(sums[..., [self.classes[name].index(label) for label in head.classes]], dtype=np.float32)


def gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit in its usual approximation by tanh (Hendrycks and Gimpel 2016, section 2)."""
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))), dtype=np.float32)


class Encoded:
    """The paragraphs of documents, encoded one after the other; the last is kept."""

    def __init__(self, encoder: Encoder, heads: Heads) -> None:
        self._encoder = encoder
        self._heads = heads
        self._view: View | None = None
        self._vectors: Floats = np.zeros((0, 0), np.float32)
        self._totals: Floats = self._vectors

    def spans(self, scene: Scene, proposals: Sequence[Proposal], own: Floats) -> Floats:
        """How much more likely than not each proposal is a claim, as log odds of shape (proposals); so is ``own``."""
        rows = self._rows(scene, [(p.start, p.end, p.head) for p in proposals])
        return self._heads.blend("span", own, self._heads.network("span", rows)[:, 0])

    def fields(self, scene: Scene, stretch: Stretch, heads: Mapping[str, Head], own: Floats) -> Floats:
        """The sums of all fields, in the columns of the linear model, from its own."""
        claim = self._claim(scene, stretch)
        blended = own.copy()
        for name, head in heads.items():
            encoded = self._heads.ordered(name, self._heads.layer(f"heads.{name}", claim)[0], head)
            blended[head.columns] = self._heads.blend(name, own[head.columns], encoded)
        return blended

    def roles(self, scene: Scene, stretch: Stretch, head: Head, found: Sequence[Candidate], own: Floats) -> Floats:
        """The sums of each candidate's roles, shape (candidates, roles), from the linear model's.

        Those of a party that the sentence does not name stay as they are.
        """
        blended = own.copy()
        here = [i for i, c in enumerate(found) if any(c.mention is m for m in scene.mentions)]
        if here:
            claim = self._claim(scene, stretch)[0]
            at = self._vectors
            rows = [(at[m.head], at[m.first], claim, at[stretch.head]) for m in (found[i].mention for i in here)]
            encoded = self._heads.network("role", np.array([np.concatenate(row) for row in rows]))
            blended[here] = self._heads.blend("role", own[here], self._heads.ordered("role", encoded, head))
        return blended

    def dates(self, scene: Scene, stretch: Stretch, found: Sequence[Option], own: Floats) -> Floats:
        """The rank of each option, shape (options), from the linear model's."""
        claim = self._claim(scene, stretch)[0]
        where, names = self._heads.arrays["where"], self._heads.classes["where"]
        rows = []
        for option in found:
            words = scene.view.paragraph.tokens(option.time.start, option.time.end) if option.time else None
            named = self._vectors[words.start] if words is not None else np.zeros_like(claim)
            rows.append(np.concatenate([where[names.index(option.where)], named, claim]))
        return self._heads.blend("date", own, self._heads.network("date", np.array(rows))[:, 0])

    def _claim(self, scene: Scene, stretch: Stretch) -> Floats:
        return gelu(self._heads.layer("claim.0", self._rows(scene, [(stretch.first, stretch.last, stretch.head)])))

    def _rows(self, scene: Scene, stretches: Sequence[tuple[int, int, int]]) -> Floats:
        """First word, last word, mean and predicate of each stretch, shape (stretches, 4 × 384)."""
        self._enter(scene.view)
        first, last, head = (np.array(column) for column in zip(*stretches, strict=True))
        mean = (self._totals[last] - self._totals[first]) / (last - first)[:, None]
        vectors = self._vectors
        return np.concatenate([vectors[first], vectors[last - 1], mean, vectors[head]], axis=1)

    def _enter(self, view: View) -> None:
        if view is self._view:
            return
        sentences = [(s.start, s.end) for s in view.doc.sents]
        self._vectors = self._encoder.encode([t.text for t in view.tokens], sentences)
        self._totals = np.concatenate([np.zeros((1, self._vectors.shape[1]), np.float32), self._vectors.cumsum(0)])
        self._view = view


@cache
def heads() -> Heads:
    """The shipped networks over the encoder's vectors."""
    resource = files("backchannel.claims") / "weights" / "encoded.npz"
    with as_file(resource) as path, np.load(path, allow_pickle=False) as data:
        classes = (str(line).split("\t") for line in data["classes"])
        arrays: dict[str, NDArray[np.float32]] = {n: data[n].astype(np.float32) for n in data.files if n != "classes"}
        return Heads(arrays, {name: tuple(labels) for name, *labels in classes})


def load() -> Encoded:
    """The encoder with its networks, ready for a document."""
    return Encoded(load_encoder(), heads())
