"""Train the weights of the default reader from annotated documents (docs/reading.md).

    python tools/train_reader.py DATA [--keep] [--only MODEL] [--out FOLDER]

DATA holds ``annotated/train.jsonl`` (claims in the exchange format) and ``corpus/`` (the documents it names). What is
kept for development or measuring trains nothing. Act, domain, secrecy and checkability are learned from the texts
beside this program as well (``annotated/README.md``), act and domain also from the vocabulary's examples and the
sentences written for acts; with ``--keep`` the other fields stay as shipped. The same data give the same weights.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from backchannel.claims import dating, linear, places, roles, scenes, selection
from backchannel.claims.clauses import Proposal, proposals
from backchannel.claims.features import Stretch, features, vector
from backchannel.claims.frames import Frame, frames
from backchannel.claims.linear import Floats, Head, LinearModel, arrays
from backchannel.claims.scene import Place, Scene
from backchannel.documents import read_bytes
from backchannel.language import load
from backchannel.model import Document, When, first_day, last_day
from backchannel.states import Gazetteer
from lone_sentences import Lone, vocabulary, written
from ranking import Group, fit_ranking

Annotation = dict[str, Any]
MORE = Path(__file__).parent / "annotated"
FIELDS = ("kind", "plover", "domain", "certainty", "polarity", "covert", "checkable")
LEAST = {"spans": 8, "fields": 3, "roles": 3, "dates": 3, "places": 3}
"""How often a feature must occur to be given a weight."""
STRENGTH = {"spans": 0.05, "fields": 0.1, "roles": 0.1, "dates": 1.0, "places": 2.0}
"""Inverse of the penalty on the squares of the weights; chosen by cross-validation on the training documents."""
SILENCE = 0.3
"""What no place is worth where none is annotated, beside 1 for the right place where one is; about the share of right
places that is reached, and chosen as STRENGTH."""
WIDER = ("plover", "domain", "covert", "checkable")
"""Fields that are learned from more than the first annotation: what is added puts kind and certainty otherwise."""
LONE = 0.8
"""What a sentence that stands alone counts beside an annotated claim."""
SEED = 1
FOLDS = 3
WIDTH = 120
"""Dimensions that word vectors are cut to for training; the weights are folded back to full vectors afterwards."""


class Row(NamedTuple):
    """One example: named features, a dense vector or None, its class, its weight."""

    features: list[str]
    vector: Floats | None
    label: str
    weight: float = 1.0


class Example(NamedTuple):
    """One annotated claim where it stands."""

    document: str
    scene: Scene
    stretch: Stretch
    frames: list[Frame]
    features: list[str]
    vector: Floats
    gold: Annotation


def annotated(path: Path) -> dict[str, list[Annotation]]:
    """Annotations by document stem, minor claims included."""
    found: dict[str, list[Annotation]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        found[Path(claim["doc"]).stem].append(claim)
    return dict(found)


def documents(folders: Sequence[Path], stems: Iterable[str]) -> Iterator[tuple[str, Document]]:
    """The documents of the stems under the folders, with their sidecars."""
    paths = {p.stem: p for folder in folders for p in sorted(folder.rglob("*.txt"))}
    for stem in stems:
        path = paths[stem]
        sidecar = path.with_suffix(".json")
        yield stem, read_bytes(path.read_bytes(), path.name, sidecar.read_bytes() if sidecar.exists() else None)[0]


def stretch_of(scene: Scene, start: int, end: int) -> Stretch | None:
    """The tokens of the scene's sentence that an annotated span covers, and their predicate."""
    view = scene.view
    covered = [
        i
        for i in range(scene.sentence.start, scene.sentence.end)
        if scene.offset(i) < end and scene.offset(i) + len(view.tokens[i]) > start
    ]
    if not covered:
        return None
    return Stretch(covered[0], covered[-1] + 1, view.doc[covered[0] : covered[-1] + 1].root.i)


def gather(
    stage: scenes.Stage, document: Document, stem: str, golds: Sequence[Annotation]
) -> tuple[list[Row], list[Example]]:
    """The rows of span selection and the examples of one document."""
    rows: list[Row] = []
    examples: list[Example] = []
    low, high = min(g["start"] for g in golds), max(g["end"] for g in golds)
    narrative: When | None = None
    dates = 0
    told: tuple[Place, ...] = ()
    for scene in stage.scenes(document):
        dates += sum(bool(t.when.start) for t in scene.times)
        scene.narrative, scene.dates, scene.places = narrative, dates, told
        start, end = scene.offset(scene.sentence.start), scene.offset(scene.sentence.end - 1)
        if end >= low and start <= high:
            rows += span_rows(scene, golds)
        for gold in golds:
            if start <= gold["start"] <= end:
                example = example_of(scene, stem, gold)
                if example is not None:
                    examples.append(example)
        narrative = scenes.narrative(scene, narrative)
        told = places.remembered(scene, told)
    return rows, examples


def gathered(stage: scenes.Stage, data: Path, path: Path) -> tuple[list[Row], list[Example]]:
    """The rows of span selection and the examples of all documents that a file annotates."""
    rows: list[Row] = []
    examples: list[Example] = []
    golds = annotated(path)
    for stem, document in documents((data / "corpus", MORE / "texts"), golds):
        more_rows, more = gather(stage, document, stem, golds[stem])
        rows += more_rows
        examples += more
    return rows, examples


def example_of(scene: Scene, stem: str, gold: Annotation) -> Example | None:
    """An annotated claim with its features."""
    stretch = stretch_of(scene, gold["start"], gold["end"])
    if stretch is None:
        return None
    framed = frames(scene, *stretch)
    return Example(stem, scene, stretch, framed, features(scene, stretch, framed), vector(scene, stretch), gold)


def span_rows(scene: Scene, golds: Sequence[Annotation]) -> Iterator[Row]:
    """Each proposal twice, as a claim and as none, weighted by how well it meets an annotated span."""
    view = selection.SentenceView(scene.sentence)
    for proposal in proposals(scene.sentence):
        likely = nearness(scene, proposal, golds)
        named = selection.features(view, proposal)
        if likely > 0:
            yield Row(named, None, "yes", likely)
        if likely < 1:
            yield Row(named, None, "no", 1 - likely)


def nearness(scene: Scene, proposal: Proposal, golds: Sequence[Annotation]) -> float:
    """How well a proposal meets an annotated span: from 0 at half in common to 1, and half as much for minor ones."""
    start, last = scene.offset(proposal.start), proposal.end - 1
    end = scene.offset(last) + len(scene.view.tokens[last])
    best, core = 0.0, True
    for gold in golds:
        shared = min(end, gold["end"]) - max(start, gold["start"])
        if shared > 0:
            union = shared / (max(end, gold["end"]) - min(start, gold["start"]))
            if union > best:
                best, core = union, gold.get("tier", "core") == "core"
    return min(1.0, max(0.0, (best - 0.5) / 0.4)) * (1.0 if core else 0.5)


def label(gold: Annotation, field: str) -> str:
    """An annotated value as a class."""
    value = gold.get(field)
    return str(value).lower() if isinstance(value, bool) else str(value or "none")


def date_group(example: Example, answers: dict[str, str]) -> Group:
    """The dates at hand, none among them, and how far each agrees with the annotated one."""
    found = dating.options(example.scene, example.stretch, answers)
    gold = example.gold["date"] or {}
    return Group([option.features for option in found], [_agree(gold, option.when) for option in found])


def _agree(gold: dict[str, Any], when: When) -> float:
    """1 for the same interval as finely as it is annotated, or none where none is; a half for a shared day; else 0."""
    start, end = gold.get("start"), gold.get("end") or gold.get("start")
    if not (start or end) or not when.start or not start:
        return float((start, end) == (when.start, when.end or when.start))
    if when.start.startswith(start.rstrip("X")) and (when.end or when.start).startswith((end or start).rstrip("X")):
        return 1.0
    try:
        apart = first_day(start) > last_day(when.end or when.start) or first_day(when.start) > last_day(end or start)
    except ValueError:
        return 0.0
    return 0.0 if apart else 0.5


def place_group(example: Example, answers: dict[str, str]) -> Group:
    """The place phrases at hand, none among them, and how far each agrees with the annotated one.

    Silence where nothing is annotated is worth less than a right place: what is scored is the share of right places
    among the claims that have one or are given one.
    """
    found = places.options(example.scene, example.stretch, answers)
    gold = _bare(example.gold.get("place"))
    right = 1.0 if gold else SILENCE
    return Group([o.features for o in found], [right * float(_bare(o.words) == gold) for o in found])


def _bare(place: str | None) -> tuple[str, ...]:
    """The words of a place without what leads them in."""
    words = re.findall(r"[^\W_]+", (place or "").casefold())
    leading = places.place_words().prepositions | {"the", "a", "an"}
    return tuple(dropwhile(leading.__contains__, words))


def role_rows(example: Example, answers: dict[str, str]) -> Iterator[Row]:
    """Each party the claim could mean with its annotated role."""
    for candidate in roles.candidates(example.scene, example.stretch, example.frames, answers):
        yield Row(candidate.features, None, role_label(candidate, example.gold))


def role_label(candidate: roles.Candidate, gold: Annotation) -> str:
    """The annotated role of a party: by country, else by the words of its name."""
    mention = candidate.mention
    for actor in gold["actors"]:
        if mention.country and actor.get("country") == mention.country:
            return str(actor["role"])
    for actor in gold["actors"]:
        if not mention.country:
            one, other = actor["name"].casefold(), mention.name.casefold()
            if one in other or other in one or one.split()[-1] == other.split()[-1]:
                return str(actor["role"])
    return roles.NONE


def fit(rows: Sequence[Row], least: int, strength: float, name: str) -> LinearModel:
    """A model of one head from its rows."""
    return fit_heads({name: [r.label for r in rows]}, rows, least, strength)


def fit_heads(labels: dict[str, list[str]], rows: Sequence[Row], least: int, strength: float) -> LinearModel:
    """A model of several heads over the same rows."""
    counts = Counter(f for row in rows for f in row.features)
    names = sorted(f for f, n in counts.items() if n >= least)
    narrow = projection(rows)
    matrix = matrices(rows, {n: i for i, n in enumerate(names)}, narrow)
    weights = np.array([r.weight for r in rows])
    heads: dict[str, Head] = {}
    blocks, biases, first = [], [], 0
    for head, classes in labels.items():
        rare = rarity(classes) if len(labels) > 1 else 1.0
        fitted = LogisticRegression(C=strength, max_iter=150, tol=1e-3)
        fitted.fit(matrix, classes, sample_weight=weights * rare)
        coefficients, bias = fitted.coef_, fitted.intercept_
        if len(fitted.classes_) == 2:
            coefficients, bias = np.vstack([-coefficients / 2, coefficients / 2]), np.array([-bias[0] / 2, bias[0] / 2])
        heads[head] = Head(tuple(str(c) for c in fitted.classes_), first)
        first += len(fitted.classes_)
        blocks.append(coefficients)
        biases.append(bias)
    stacked = np.vstack(blocks).T.astype(np.float32)
    dense = np.zeros((0, first), np.float32) if narrow is None else narrow @ stacked[len(names) :]
    return LinearModel(heads, names, stacked[: len(names)], dense, np.concatenate(biases).astype(np.float32))


def rarity(classes: Sequence[str]) -> Floats:
    """A weight for each example, larger for rare classes: the fourth root of the inverse share, on average 1."""
    counts = Counter(classes)
    weights = np.array([(len(classes) / counts[c]) ** 0.25 for c in classes], dtype=np.float32)
    return np.asarray(weights / weights.mean(), dtype=np.float32)


def projection(rows: Sequence[Row]) -> Floats | None:
    """The directions in which the rows' vectors differ most, shape (vector length, WIDTH); None without vectors."""
    if rows[0].vector is None:
        return None
    block = np.array([r.vector for r in rows], dtype=np.float32)
    return np.linalg.svd(block, full_matrices=False)[2][:WIDTH].T.astype(np.float32)


def matrices(rows: Sequence[Row], columns: dict[str, int], narrow: Floats | None) -> csr_matrix:
    """The rows as a sparse matrix, named features first, then the vectors in fewer dimensions."""
    indices: list[int] = []
    ends = [0]
    for row in rows:
        indices += sorted({columns[f] for f in row.features if f in columns})
        ends.append(len(indices))
    sparse = csr_matrix((np.ones(len(indices), dtype=np.float32), indices, ends), shape=(len(rows), len(columns)))
    if narrow is None:
        return sparse
    block = np.array([r.vector for r in rows], dtype=np.float32) @ narrow
    return hstack([sparse, csr_matrix(block)]).tocsr()


def field_model(examples: Sequence[Example]) -> LinearModel:
    """The model of the fields from annotated claims alone."""
    rows = [Row(e.features, e.vector, "") for e in examples]
    labels = {field: [label(e.gold, field) for e in examples] for field in FIELDS}
    return fit_heads(labels, rows, LEAST["fields"], STRENGTH["fields"])


def wider_field_model(base: LinearModel, examples: Sequence[Example], lone: Iterable[Lone]) -> LinearModel:
    """``base`` with the heads of :data:`WIDER` learned anew, from more claims and from sentences that stand alone."""
    rows = {field: [Row(e.features, e.vector, label(e.gold, field)) for e in examples] for field in WIDER}
    for one in lone:
        if one.field in rows:
            framed = frames(one.scene, *one.stretch)
            named = features(one.scene, one.stretch, framed)
            rows[one.field].append(Row(named, vector(one.scene, one.stretch), one.answer, LONE))
    models = dict.fromkeys(base.heads, base)
    for field, given in rows.items():
        rare = rarity([row.label for row in given])
        weighted = [row._replace(weight=row.weight * float(share)) for row, share in zip(given, rare, strict=True)]
        models[field] = fit(weighted, LEAST["fields"], STRENGTH["fields"], field)
    return joined(models)


def joined(models: Mapping[str, LinearModel]) -> LinearModel:
    """One model with each head as its own model has it."""
    names = sorted({name for model in models.values() for name in model.rows})
    row = {name: i for i, name in enumerate(names)}
    heads: dict[str, Head] = {}
    blocks, dense, bias, first = [], [], [], 0
    for field, model in models.items():
        classes, _ = model.heads[field]
        columns = model.heads[field].columns
        block = np.zeros((len(names), len(classes)), np.float32)
        block[[row[name] for name in model.rows]] = model.weights[:, columns]
        heads[field] = Head(classes, first)
        first += len(classes)
        blocks.append(block)
        dense.append(model.dense[:, columns])
        bias.append(model.bias[columns])
    return LinearModel(heads, names, np.hstack(blocks), np.hstack(dense), np.concatenate(bias))


def answers(model: LinearModel, example: Example) -> dict[str, str]:
    """The fields a role depends on, as the model reads them."""
    sums = model.sums(example.features, example.vector)
    return {name: model.answer(name, sums).label for name in ("kind", "plover", "domain", "certainty")}


def crossed(examples: Sequence[Example]) -> list[dict[str, str]]:
    """The fields of each example as read by a model that has not seen its document."""
    stems = sorted({e.document for e in examples})
    fold = {stem: i % FOLDS for i, stem in enumerate(stems)}
    found: list[dict[str, str]] = [{}] * len(examples)
    for k in range(FOLDS):
        model = field_model([e for e in examples if fold[e.document] != k])
        for i, example in enumerate(examples):
            if fold[example.document] == k:
                found[i] = answers(model, example)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--keep", action="store_true", help="leave kind, certainty and polarity as they are shipped")
    parser.add_argument(
        "--only", action="append", metavar="MODEL", help="write only spans, fields, roles, dates or places"
    )
    parser.add_argument("--out", type=Path, default=Path("src/backchannel/claims/weights"))
    given = parser.parse_args()
    stage = scenes.Stage(load(), Gazetteer())
    rows, examples = gathered(stage, given.data, given.data / "annotated" / "train.jsonl")
    given.out.mkdir(parents=True, exist_ok=True)
    models = {"spans": fit(rows, LEAST["spans"], STRENGTH["spans"], "claim")}
    if not given.only or "fields" in given.only:
        more = [example for path in sorted(MORE.glob("*.jsonl")) for example in gathered(stage, given.data, path)[1]]
        base = linear.load("fields") if given.keep else field_model(examples)
        lone = (*vocabulary(stage), *written(stage, SEED))
        models["fields"] = wider_field_model(base, [*examples, *more], lone)
    reads = crossed(examples)
    role = [row for e, read in zip(examples, reads, strict=True) for row in role_rows(e, read)]
    dates = [date_group(e, read) for e, read in zip(examples, reads, strict=True)]
    models["roles"] = fit(role, LEAST["roles"], STRENGTH["roles"], "role")
    models["dates"] = fit_ranking(dates, LEAST["dates"], STRENGTH["dates"], "date")
    where = [place_group(e, read) for e, read in zip(examples, reads, strict=True)]
    models["places"] = fit_ranking(where, LEAST["places"], STRENGTH["places"], "place")
    for name, model in models.items():
        if given.only and name not in given.only:
            continue
        with (given.out / f"{name}.npz").open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays(model))
        print(f"{name}: {len(model.rows)} features, {sum(len(h.classes) for h in model.heads.values())} columns")
    print(f"{len(examples)} claims, {len(rows)} span rows, {len(role)} role rows, {len(dates)} choices of a date")


if __name__ == "__main__":
    main()
