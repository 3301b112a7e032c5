"""Scores the factuality of predicates on sentences annotated on the scale of It-Happened, −3 … 3.

    python benchmarks/certainty.py FILE... [--json] [--half 0|1] [--sample N] [--errors N]

``FILE`` holds JSON lines with ``corpus``, ``tokens`` and ``targets`` [{start, end, factuality}], start and end in
tokens. The tokens joined by spaces are read as a text of their own; the value of a target is that of the layer
``certainty`` on its last token that has one. A target without a value counts as 0, uncommitted, and as missed.

Pearson's r and the mean absolute error for each corpus, as in Rudinger, White and Van Durme (NAACL 2018) and Stanovsky
et al. (ACL 2017). ``--half`` keeps one half of each corpus, drawn at random from its sorted ids: errors are read in
half 0 only; ``--sample`` keeps N sentences of each corpus, drawn in the same way.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from backchannel.api.annotating import Text, annotate
from backchannel.claims import ClauseReader

SEED = 20261123
Row = dict[str, Any]


class Pair(NamedTuple):
    """A target: what was annotated, what was found (None where nothing was), and where it stands."""

    wanted: float
    found: float | None
    shown: str


def by_corpus(paths: Iterable[Path]) -> dict[str, list[Row]]:
    """The sentences of the files, by corpus."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                rows[row["corpus"]].append(row)
    return dict(rows)


def drawn(rows: Sequence[Row], half: int | None, sample: int | None) -> list[Row]:
    """The sentences of a corpus that are asked for, in the order of the file."""
    ids = sorted(row["id"] for row in rows)
    random.Random(SEED).shuffle(ids)
    middle = len(ids) // 2
    kept = ids if half is None else ids[:middle] if half == 0 else ids[middle:]
    wanted = set(kept[:sample])
    return [row for row in rows if row["id"] in wanted]


def pairs(reader: ClauseReader, row: Row) -> Iterator[Pair]:
    """The targets of a sentence beside the layer's values."""
    tokens, offsets, at = row["tokens"], [], 0
    for token in tokens:
        offsets.append((at, at + len(token)))
        at += len(token) + 1
    made = annotate(reader, Text(id=row["id"], text=" ".join(tokens)), ["certainty"]).certainty or ()
    for target in row["targets"]:
        start, end = offsets[target["start"]][0], offsets[target["end"] - 1][1]
        inside = [one.value for one in made if one.start < end and one.end > start]
        yield Pair(target["factuality"], inside[-1] if inside else None, shown(tokens, target))


def shown(tokens: Sequence[str], target: Mapping[str, Any], around: int = 9) -> str:
    """The words of a target in brackets, with some of those around it."""
    start, end = target["start"], target["end"]
    left, right = tokens[max(0, start - around) : start], tokens[end : end + around]
    return " ".join([*left, f"[{' '.join(tokens[start:end])}]", *right])


def figures(found: Sequence[Pair]) -> dict[str, float]:
    """Pearson's r, the mean absolute error, how many targets, how many of them without a value."""
    wanted = np.array([pair.wanted for pair in found])
    values = np.array([pair.found or 0.0 for pair in found])
    r = float(np.corrcoef(wanted, values)[0, 1]) if len(found) > 1 and wanted.std() and values.std() else 0.0
    missed = sum(pair.found is None for pair in found)
    mae = float(np.abs(wanted - values).mean()) if found else 0.0
    return {"r": round(r, 4), "mae": round(mae, 4), "targets": len(found), "missed": missed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")
    parser.add_argument("--half", type=int, choices=(0, 1), help="one half of each corpus")
    parser.add_argument("--sample", type=int, metavar="N", help="N sentences of each corpus")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the N worst of each corpus")
    given = parser.parse_args()
    reader = ClauseReader()
    made: dict[str, dict[str, float]] = {}
    for corpus, rows in sorted(by_corpus(given.files).items()):
        found = [pair for row in drawn(rows, given.half, given.sample) for pair in pairs(reader, row)]
        made[corpus] = figures(found)
        if not given.json:
            print(corpus, *(f"{name} {value:g}" for name, value in made[corpus].items()), flush=True)
            for pair in sorted(found, key=lambda p: -abs(p.wanted - (p.found or 0.0)))[: given.errors]:
                print(f"  {pair.wanted:5.1f} {pair.found or 0.0:5.1f}  {pair.shown}")
    if given.json:
        print(json.dumps(made))


if __name__ == "__main__":
    main()
