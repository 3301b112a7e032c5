"""Set how much the linear models and the encoder each count in the careful reader (docs/reading.md).

    python tools/pool_encoder.py DATA [--weights FOLDER]

For each question the two weights are those under which the annotated answers of ``DATA/annotated/dev.jsonl`` are
likeliest (a logarithmic pool; Genest and Zidek 1986). They are written into ``encoded.npz``.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from backchannel.claims import dating, encoded, linear, roles, scenes, selection
from backchannel.claims.clauses import proposals
from backchannel.claims.encoder import load as load_encoder
from backchannel.claims.linear import Floats, Head
from backchannel.claims.reader import Models
from backchannel.claims.scene import Scene
from backchannel.language import load
from backchannel.model import Document, When
from backchannel.states import Gazetteer
from train_reader import (
    FIELDS,
    Annotation,
    Example,
    annotated,
    date_group,
    documents,
    example_of,
    label,
    nearness,
    role_label,
)


class Answered(NamedTuple):
    """The sums of the linear model and of the encoder for the same answers, and how right each answer is."""

    own: Floats
    other: Floats
    right: Floats


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path, default=Path("src/backchannel/claims/weights"))
    given = parser.parse_args()
    golds = annotated(given.data / "annotated" / "dev.jsonl")
    stage = scenes.Stage(load(), Gazetteer())
    found: dict[str, list[Answered]] = defaultdict(list)
    for stem, document in documents((given.data / "corpus",), golds):
        for question, answer in answers(stage, document, stem, golds[stem]):
            found[question].append(answer)
    path = given.weights / "encoded.npz"
    with np.load(path, allow_pickle=False) as data:
        arrays = dict(data)
    for question, answered in found.items():
        shares, before, after = fitted(question, answered)
        arrays[f"shares.{question}"] = shares.astype(np.float32)
        print(
            f"{question}: {len(answered)}, shares {shares[0]:.2f} and {shares[1]:.2f}, loss {before:.3f} to {after:.3f}"
        )
    np.savez_compressed(path, allow_pickle=False, **arrays)


def fitted(question: str, answered: Sequence[Answered]) -> tuple[NDArray[np.float64], float, float]:
    """The two weights, and the mean loss of the linear model alone and of both.

    The loss is cross-entropy; of dates, whose linear model ranks them and gives no shares, it is the agreement missed.
    """

    def loss(shares: NDArray[np.float64]) -> float:
        total = 0.0
        for own, other, right in answered:
            sums = shares[0] * own + shares[1] * other
            powers = np.exp(sums - sums.max())
            likely = powers / powers.sum()
            total += float(1 - likely @ right if question == "date" else -right @ np.log(likely + 1e-6))
        return total / len(answered)

    best = minimize(loss, np.array([0.6, 0.6]), method="Nelder-Mead", options={"xatol": 0.01, "fatol": 1e-5})
    return best.x, loss(np.array([1.0, 0.0])), float(best.fun)


def answers(
    stage: scenes.Stage, document: Document, stem: str, golds: Sequence[Annotation]
) -> Iterator[tuple[str, Answered]]:
    """Every question that the document's annotation answers."""
    models = Models(*(linear.load(name) for name in Models._fields))
    heads = encoded.heads()
    alone = {name: np.array([0, 1], np.float32) for name in heads.arrays if name.startswith("shares.")}
    other = encoded.Encoded(load_encoder(), heads._replace(arrays={**heads.arrays, **alone}))
    low, high = min(g["start"] for g in golds), max(g["end"] for g in golds)
    narrative: When | None = None
    dates = 0
    for scene in stage.scenes(document):
        dates += sum(bool(t.when.start) for t in scene.times)
        scene.narrative, scene.dates = narrative, dates
        start, end = scene.offset(scene.sentence.start), scene.offset(scene.sentence.end - 1)
        if end >= low and start <= high:
            yield from span_answers(models, other, scene, golds)
        for gold in golds:
            example = example_of(scene, stem, gold) if start <= gold["start"] <= end else None
            if example is not None:
                yield from claim_answers(models, other, example)
        narrative = scenes.narrative(scene, narrative)


def span_answers(
    models: Models, other: encoded.Encoded, scene: Scene, golds: Sequence[Annotation]
) -> Iterator[tuple[str, Answered]]:
    """Whether each proposal is a claim."""
    found = proposals(scene.sentence)
    view = selection.SentenceView(scene.sentence)
    if not found:
        return
    own = selection.odds(models.spans, [selection.features(view, p) for p in found])
    for proposal, mine, theirs in zip(found, own, other.spans(scene, found, own), strict=True):
        likely = nearness(scene, proposal, golds)
        right = np.array([1 - likely, likely], np.float32)
        yield "span", Answered(np.array([0, mine], np.float32), np.array([0, theirs], np.float32), right)


def claim_answers(models: Models, other: encoded.Encoded, example: Example) -> Iterator[tuple[str, Answered]]:
    """The fields of a claim, the roles of its parties, its date."""
    scene, stretch = example.scene, example.stretch
    own = models.fields.sums(example.features, example.vector)
    theirs = other.fields(scene, stretch, models.fields.heads, own)
    for field in FIELDS:
        head = models.fields.heads[field]
        yield field, Answered(own[head.columns], theirs[head.columns], _one(head, label(example.gold, field)))
    known = {field: label(example.gold, field) for field in ("kind", "plover", "domain", "certainty")}
    here = [
        c
        for c in roles.candidates(scene, stretch, example.frames, known)
        if any(c.mention is m for m in scene.mentions)
    ]
    if here:
        head = models.roles.heads["role"]
        sums = np.array([models.roles.sums(c.features) for c in here])
        for candidate, mine, encoded_sums in zip(
            here, sums, other.roles(scene, stretch, head, here, sums), strict=True
        ):
            yield "role", Answered(mine, encoded_sums, _one(head, role_label(candidate, example.gold)))
    agreement = np.array(date_group(example, known).agreement, np.float32)
    if agreement.max() > 0:
        options = dating.options(scene, stretch, known)
        ranks = np.array([models.dates.sums(o.features)[0] for o in options])
        yield "date", Answered(ranks, other.dates(scene, stretch, options, ranks), agreement / agreement.max())


def _one(head: Head, answer: str) -> Floats:
    return np.array([label == answer for label in head.classes], np.float32)


if __name__ == "__main__":
    main()
