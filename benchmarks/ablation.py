"""Whether the vocabulary is fitted to annotated documents: each entry is taken out, and what it was worth is compared.

    BACKCHANNEL_DATA=DIR python benchmarks/ablation.py [SET...] [--entries N] [--seed S] [--list N] [--json FILE]

SET are annotated sets as in claims.py (left out: gold, dev and examples-open, as far as they are at hand). An entry of
a cue file is taken out of the index that the reader uses, the documents that hold it are read again (parsed once), and
their score is compared. What an entry is worth in a document is the score with it less the score without, in claims,
for each time it occurs. A score is F1 with a claim's credit being the share of its fields that are right.

An entry that was put in for one document is worth more there than elsewhere. So, for each document,

  shared   entries that other documents hold as well: worth here less their mean worth there. The chance of such a mean
           difference is that of its rank when each entry's worths are dealt out anew among its documents.
  alone    entries that no other document holds: their mean worth less that of the entries which others hold alone;
           the documents of all such entries are dealt out anew.

Chances are one-sided, by 5,000 permutations, and adjusted for the number of documents (Holm 1979); a document below
0.05 is said to be fitted, and the program then ends with 1. Weights were trained with the vocabulary as it is, so that
an entry's worth here is what the reader loses, not what a reader trained without it would.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, cast
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotated_sets import annotated
from backchannel.claims import scenes, why
from backchannel.claims.reader import ClauseReader
from backchannel.exchange.claims_format import as_record
from backchannel.language import iterate, load
from backchannel.language.sentences import STARTS
from backchannel.model import Document
from backchannel.vocabulary.cues import FILES, Cue, CueIndex, cues
from claims import Measured, documents, sets
from score import PLAIN_FIELDS, Pair, Record, actors_f1, match, same, same_originator

DEFAULT = ("gold", "dev", "examples-open")
PERMUTATIONS = 5_000
FITTED = 0.05
Floats = NDArray[np.float64]


class Worth(NamedTuple):
    """What an entry is worth in a document, in claims, each time it occurs there."""

    entry: str
    document: str
    times: int
    each: float


class Difference(NamedTuple):
    """How much more entries are worth in a document than elsewhere, and the chance of as much, adjusted."""

    document: str
    entries: int
    mean: float
    chance: float


class Parsed:
    """The language model, which parses the same words once."""

    def __init__(self) -> None:
        self._nlp = load()
        self._known: dict[tuple[str, frozenset[int]], Doc] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nlp, name)

    def pipe(self, docs: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """The docs, parsed; one that was parsed before is given again."""
        for doc in docs:
            key = doc.text, frozenset(doc.user_data.get(STARTS, ()))
            if key not in self._known:
                (self._known[key],) = self._nlp.pipe([doc], batch_size=batch_size)
            yield self._known[key]


class Bench:
    """Annotated documents, read with and without entries."""

    def __init__(self, measured: Iterable[Measured]) -> None:
        self._nlp = cast(Language, Parsed())
        self._reader = ClauseReader(nlp=self._nlp)
        self.documents: dict[str, Document] = {}
        self.gold: dict[str, list[Record]] = defaultdict(list)
        for one in measured:
            for claim in annotated(one):
                self.gold[Path(claim["doc"]).stem].append(claim)
            self.documents |= {Path(document.name).stem: document for document in documents(one)}

    def occurrences(self) -> dict[tuple[str, int], Counter[str]]:
        """How often each entry (its file, its number in it) sets something off in each document."""
        number = {id(cue): n for name in FILES for n, cue in enumerate(cues(name))}
        found: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        for stem, document in self.documents.items():
            for paragraph in iterate(document, self._nlp):
                for name, hit in scenes.hits(paragraph):
                    found[name, number[id(hit.cue)]][stem] += 1
        return dict(found)

    def score(self, stem: str) -> float:
        """The document's score in claims: F1, each claim counting by the share of its fields that are right."""
        with mock.patch.object(why, "reasons", lambda *_: ()):  # nobody reads them here, and they cost a third
            found = [as_record(claim) for claim in self._reader.read(self.documents[stem]).claims]
        return credit(self.gold[stem], found)


@contextmanager
def without(file: str, cue: Cue) -> Iterator[None]:
    """The reader's index of a cue file lacks an entry."""
    left = CueIndex(other for other in cues(file) if other is not cue)
    indexes = tuple((name, left if name == file else index) for name, index in scenes._indexes())
    with mock.patch.object(scenes, "_indexes", lambda: indexes):
        yield


def credit(gold: Sequence[Record], found: Sequence[Record]) -> float:
    """F1 times the annotated claims, a matched claim counting by the share of its fields that are right."""
    matching = match(gold, found)
    core = [pair for pair in matching.pairs if pair.gold.get("tier") != "minor"]
    wanted = sum(claim.get("tier") != "minor" for claim in gold)
    both = wanted + len(core) + len(matching.extra)
    return 2 * sum(map(_right, core)) / both * wanted if both else 0.0


def _right(pair: Pair) -> float:
    plain = [float(same(pair, field)) for field in PLAIN_FIELDS]
    starts = [(claim.get("date") or {}).get("start") for claim in pair]
    parts = [*plain, float(starts[0] == starts[1]), float(same_originator(pair)), _actors(pair)]
    return sum(parts) / len(parts)


def _actors(pair: Pair) -> float:
    named = [claim.get("actors") for claim in pair]
    return actors_f1([pair]) if any(named) else 1.0


def worths(bench: Bench, entries: int | None, seed: int) -> Iterator[Worth]:
    """What entries (all, or so many by lot) are worth wherever they occur."""
    base = {stem: bench.score(stem) for stem in bench.documents}
    held = sorted(bench.occurrences().items())
    if entries is not None and entries < len(held):
        held = sorted(random.Random(seed).sample(held, entries))
    for (file, number), times in held:
        cue = cues(file)[number]
        with without(file, cue):
            for stem, count in sorted(times.items()):
                lost = base[stem] - bench.score(stem)
                yield Worth(
                    f"{file}: {cue.value} {cue.lemma} ({cue.pos.lower() or 'phrase'})", stem, count, lost / count
                )


def shared(found: Sequence[Worth], permutations: int, seed: int) -> list[Difference]:
    """For each document, entries that others hold too: worth here less their mean worth there."""
    by_entry = _grouped(found)
    several = {entry: rows for entry, rows in by_entry.items() if len(rows) > 1}
    names = sorted({row.document for rows in several.values() for row in rows})
    at = {name: n for n, name in enumerate(names)}
    counts = np.zeros(len(names))
    sums = np.zeros((permutations + 1, len(names)))
    rng = np.random.default_rng(seed)
    for rows in several.values():
        where = [at[row.document] for row in rows]
        each = np.array([row.each for row in rows])
        excess = each - (each.sum() - each) / (len(each) - 1)
        counts[where] += 1
        sums[0, where] += excess
        if excess.any():
            sums[1:, where] += rng.permuted(np.tile(excess, (permutations, 1)), axis=1)
    return _differences(names, counts, sums / np.maximum(counts, 1))


def alone(found: Sequence[Worth], permutations: int, seed: int) -> list[Difference]:
    """For each document, entries that only it holds: their mean worth less that of those which only others hold."""
    single = [rows[0] for rows in _grouped(found).values() if len(rows) == 1]
    names = sorted({row.document for row in single})
    if len(names) < 2:
        return []
    at = {name: n for n, name in enumerate(names)}
    where = np.array([at[row.document] for row in single])
    each = np.array([row.each for row in single])
    counts = np.bincount(where, minlength=len(names)).astype(np.float64)
    rng = np.random.default_rng(seed)
    dealt = np.vstack([each, rng.permuted(np.tile(each, (permutations, 1)), axis=1)])
    sums = np.stack([dealt[:, where == n].sum(axis=1) for n in range(len(names))], axis=1)
    rest = (each.sum() - sums) / (len(each) - counts)
    return _differences(names, counts, sums / counts - rest)


def _grouped(found: Sequence[Worth]) -> dict[str, list[Worth]]:
    by_entry: dict[str, list[Worth]] = defaultdict(list)
    for row in found:
        by_entry[row.entry].append(row)
    return dict(by_entry)


def _differences(names: Sequence[str], counts: Floats, means: Floats) -> list[Difference]:
    """The first row is what was found, the others are what chance gives."""
    reached = (means[1:] >= means[0] - 1e-12).sum(axis=0)
    chances = holm([(int(n) + 1) / len(means) for n in reached])
    rows = zip(names, counts, means[0], chances, strict=True)
    return [Difference(name, int(count), float(mean), chance) for name, count, mean, chance in rows]


def holm(chances: Sequence[float]) -> list[float]:
    """Chances adjusted for their number, by S. Holm's step-down method (Scandinavian Journal of Statistics 6, 1979)."""
    adjusted, highest = [0.0] * len(chances), 0.0
    for rank, n in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[n]))
        adjusted[n] = highest
    return adjusted


def summary(found: Sequence[Worth]) -> dict[str, float]:
    """How many entries help, harm or change nothing where they occur, and what they are worth together."""
    total = {entry: sum(row.each * row.times for row in rows) for entry, rows in _grouped(found).items()}
    return {
        "entries": len(total),
        "documents": len({row.document for row in found}),
        "places": sum(row.times for row in found),
        "change nothing": sum(abs(worth) < 1e-9 for worth in total.values()),
        "help": sum(worth > 1e-9 for worth in total.values()),
        "harm": sum(worth < -1e-9 for worth in total.values()),
        "worth in claims": sum(total.values()),
    }


def excesses(found: Sequence[Worth]) -> list[tuple[float, Worth]]:
    """Entries by how much more, in claims, they are worth in a document than their mean worth elsewhere."""
    made = []
    for rows in _grouped(found).values():
        for row in rows:
            rest = [other.each for other in rows if other is not row]
            made.append(((row.each - (sum(rest) / len(rest) if rest else 0.0)) * row.times, row))
    return sorted(made, key=lambda item: (-item[0], item[1]))


def report(found: Sequence[Worth], differences: Mapping[str, Sequence[Difference]], listed: int) -> Iterator[str]:
    yield ", ".join(f"{name} {value:.1f}".removesuffix(".0") for name, value in summary(found).items())
    for name, rows in differences.items():
        yield f"{name:<48}{'entries':>8}{'more':>9}{'chance':>8}   (more: claims a hundred places)"
        for row in sorted(rows, key=lambda row: (row.chance, -row.mean)):
            mark = "  FITTED" if row.chance < FITTED else ""
            yield f"  {row.document[:44]:<46}{row.entries:>8}{100 * row.mean:>9.1f}{row.chance:>8.3f}{mark}"
    for excess, worth in excesses(found)[:listed]:
        yield f"{excess:7.2f}  {worth.entry}  in {worth.document}, {worth.times} times"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--entries", type=int, help="so many entries, by lot; left out, all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--list", type=int, default=10, help="so many entries that are worth most more in one document")
    parser.add_argument("--json", type=Path, help="write all worths to this file")
    given = parser.parse_args()
    known = sets()
    if missing := [name for name in given.sets if name not in known or not known[name].gold.exists()]:
        print(f"{', '.join(missing)}: not measured (BACKCHANNEL_DATA names no folder with this set)")
        return 0
    chosen = [known[name] for name in given.sets or DEFAULT if name in known and known[name].gold.exists()]
    found = list(worths(Bench(chosen), given.entries, given.seed))
    differences = {
        "shared": shared(found, PERMUTATIONS, given.seed),
        "alone": alone(found, PERMUTATIONS, given.seed),
    }
    print("\n".join(report(found, differences, given.list)))
    if given.json:
        given.json.write_text(json.dumps([row._asdict() for row in found], indent=1), encoding="utf-8")
    return int(any(row.chance < FITTED for rows in differences.values() for row in rows))


if __name__ == "__main__":
    sys.exit(main())
