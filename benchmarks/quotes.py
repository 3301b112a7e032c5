r"""Scores attributions (source, cue, content) on documents annotated as PolNeAR is.

    python benchmarks/quotes.py FILE... [--json] [--half 0|1]

``FILE`` holds JSON lines with ``text`` and ``attributions`` [{source, cue, content}], each part a list of [start, end]
in code points. Each line is a document of its own: an article with several annotators counts once for each.

Exact F1, for each of the three parts: of a document the set of that part's annotated values, a value being all the
stretches of one attribution's part together; found and annotated sets are compared, counts summed over documents. An
attribution without the part adds nothing. By this count two annotators of PolNeAR agree at 0.79, 0.71 and 0.66.
Token F1: words (``\w+`` or one other mark) that stand in any content, found and annotated, summed alike.

``--half`` keeps the articles of one half, drawn by the SHA-256 of their ``doc_id``: errors are read in half 0 only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from backchannel.api.annotating import Text, annotate
from backchannel.claims import ClauseReader

PARTS = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")
Row = dict[str, Any]
Value = tuple[tuple[int, int], ...]
Parts = dict[str, set[Value]]


def rows(paths: Iterable[Path], half: int | None = None, among: int = 1) -> Iterator[Row]:
    """The annotated documents of the files: of one half of the articles if asked, and of one in ``among``."""
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                drawn = digest_of(str(row.get("doc_id", row.get("id"))))
                if (half is None or drawn % 2 == half) and drawn // 2 % among == 0:
                    yield row


def digest_of(doc_id: str) -> int:
    """A number from the name of an article, by which halves and samples are drawn."""
    return int(hashlib.sha256(doc_id.encode()).hexdigest(), 16)


def annotated(row: Row) -> Parts:
    """The sets of annotated values."""
    return {
        part: {tuple(sorted((s, e) for s, e in one[part])) for one in row["attributions"] if one[part]}
        for part in PARTS
    }


def found(row: Row, reader: ClauseReader) -> Parts:
    """The sets of values in the layer "quotes" of a document."""
    text = Text(id="text", text=row["text"], date=row.get("date"))
    quotes = annotate(reader, text, ["quotes"]).quotes or ()
    return {part: {tuple(getattr(one, part)) for one in quotes if getattr(one, part)} for part in PARTS}


class Tally:
    """Counts of what was annotated, found, and both."""

    def __init__(self) -> None:
        self.both: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.made: Counter[str] = Counter()

    def add(self, text: str, gold: Parts, made: Parts) -> None:
        """Count one document."""
        for part in PARTS:
            self._add(part, gold[part], made[part])
        starts = [m.start() for m in _TOKEN.finditer(text)]
        self._add("content tokens", _tokens(starts, gold["content"]), _tokens(starts, made["content"]))

    def _add(self, name: str, gold: set[Any], made: set[Any]) -> None:
        self.both[name] += len(gold & made)
        self.gold[name] += len(gold)
        self.made[name] += len(made)

    def figures(self) -> dict[str, float]:
        """F1 of each part and of the tokens of content; precision and recall as ``PART p`` and ``PART r``."""
        out: dict[str, float] = {}
        for name in (*PARTS, "content tokens"):
            both, gold, made = self.both[name], self.gold[name], self.made[name]
            out[name] = 2 * both / (gold + made) if gold + made else 1.0
            out[f"{name} p"] = both / made if made else 1.0
            out[f"{name} r"] = both / gold if gold else 1.0
        return {name: round(value, 4) for name, value in out.items()}


def _tokens(starts: Sequence[int], values: set[Value]) -> set[int]:
    inside: set[int] = set()
    for value in values:
        for start, end in value:
            inside.update(range(start, end))
    return inside.intersection(starts)


def measure(given: Iterable[Row]) -> tuple[dict[str, float], int]:
    """The figures over the rows, and how many attributions are annotated in them."""
    tally, items = Tally(), 0
    reader = ClauseReader()
    last: tuple[str, Parts] = ("", {})
    for row in given:
        if row["text"] != last[0]:
            last = (row["text"], found(row, reader))
        tally.add(row["text"], annotated(row), last[1])
        items += len(row["attributions"])
    return tally.figures(), items


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only the articles of one half")
    given = parser.parse_args()
    figures, items = measure(rows(given.files, given.half))
    if given.json:
        print(json.dumps({"attributions": items, **figures}))
        return
    print(f"{items} attributions")
    for name in (*PARTS, "content tokens"):
        print(f"  {name:<15} F1 {figures[name]:.3f}  P {figures[name + ' p']:.3f}  R {figures[name + ' r']:.3f}")


if __name__ == "__main__":
    main()
