"""Scores the layer "quantities" of ``backchannel annotate``: extents strict and relaxed, values over relaxed matches.

    python benchmarks/quantities.py FILE... [--json] [--errors] [--whole]

FILE holds a text a line, in one of two forms:

- ``text`` and ``quantities`` by character, with ``value``, ``min``, ``max`` and ``unit`` (``tests/sets/quantities.*``;
  its README says what is marked). A value is right where all four agree; shares may differ by half a percentage point.
  An answer without any number is a multitude ("hundreds"), to which the claims format gives the least number that the
  plural allows: there the unit alone is compared. ``strict value`` in the report counts such a bound as an error.
- ``tokens``, ``sentence`` and ``values`` by token (MEANTIME; Tonelli et al., NewsReader guidelines NWR-2014-2), which
  have classes and no numbers. A value is right where the class agrees (MONEY, PERCENT, QUANTITY for the rest) and both
  extents print the same figures, in digits and in words, in the same order. Only the first six sentences are annotated
  in full: what is found behind them counts neither way (``--whole`` counts all). What that scheme has no class for –
  durations, which it gives to TIMEX3, ranks and "twice" – counts only where it matches an annotated value.

Relaxed matches overlap, one to one, nearest extents first; strict ones are equal. All figures are F1.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from backchannel.api.annotating import QuantitySpan, Text, annotate
from backchannel.claims import ClauseReader
from backchannel.language.numbers import CARDINALS, MULTIPLIERS, SUFFIXES, alternatives
from backchannel.language.quantity_grammar import MONEY
from times_quantities import Gold, Pair, pair, read_lines, score  # one way to pair and to count

SENTENCES = 6
_NO_CLASS = frozenset(
    {"rank", "times", "seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"}
)
_NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "%", "'s", "n't", "”"})
_NO_SPACE_AFTER = frozenset({"(", "$", "“", "£", "€"})
_FIGURES = re.compile(
    rf"\d+(?:[.,]\d+)*|\b(?:{alternatives([*CARDINALS, *MULTIPLIERS])})|(?<=\d)(?:{alternatives(SUFFIXES)})\b",
    re.IGNORECASE,
)


class Article(NamedTuple):
    """A text, its annotated quantities by character, where the annotation ends, and whether it gives numbers."""

    name: str
    text: str
    gold: list[Gold]
    until: int
    numbers: bool


Same = Callable[[Gold, QuantitySpan], bool]


def articles(path: Path, *, whole: bool = False) -> Iterator[Article]:
    """The texts of a file."""
    for row in read_lines(path):
        if "quantities" in row:
            yield Article(row["id"], row["text"], row["quantities"], len(row["text"]), numbers=True)
        else:
            yield _tokenised(row, whole=whole)


def _tokenised(row: Gold, *, whole: bool) -> Article:
    """The tokens as they are printed, sentences on lines of their own."""
    spans: list[tuple[int, int]] = []
    text, before, line, until = "", "", 0, None
    for token, sentence in zip(row["tokens"], row["sentence"], strict=True):
        word = {"``": "“", "''": "”"}.get(token, token)
        glued = not text or word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER
        text += "\n" if sentence != line else "" if glued else " "
        until = len(text) if until is None and sentence >= SENTENCES and not whole else until
        spans.append((len(text), len(text) + len(word)))
        text, before, line = text + word, word, sentence
    gold = []
    for item in row["values"]:
        start, end = spans[item["start"]][0], spans[item["end"] - 1][1]
        gold.append({**item, "start": start, "end": end, "text": text[start:end]})
    return Article(row["doc_id"], text, gold, len(text) if until is None else until, numbers=False)


def compared(article: Article, reader: ClauseReader) -> list[Pair]:
    """Annotated and found quantities in pairs, within the annotated part."""
    layers = annotate(reader, Text(id=article.name, text=article.text), ("quantities",))
    assert isinstance(layers.quantities, tuple)
    pairs = pair(
        [g for g in article.gold if g["start"] < article.until],
        [f for f in layers.quantities if f.start < article.until],
    )
    return pairs if article.numbers else [(g, f) for g, f in pairs if g is not None or f.unit not in _NO_CLASS]


def same_numbers(gold: Gold, found: QuantitySpan, *, strict: bool = False) -> bool:
    """Whether unit, value and bounds agree; of a multitude without a number the unit alone, unless ``strict``."""
    if gold["unit"] != found.unit:
        return False
    wanted = (gold["value"], gold["min"], gold["max"])
    if not strict and wanted == (None, None, None):
        return True
    slack = 0.5 if gold["unit"] == "percent" else 0.0
    numbers = zip(wanted, (found.value, found.min, found.max), strict=True)
    return all(w == f or (w is not None and f is not None and abs(w - f) <= slack) for w, f in numbers)


def same_figures(text: str) -> Same:
    """Whether class and printed figures agree with an annotation that gives no numbers."""

    def same(gold: Gold, found: QuantitySpan) -> bool:
        words = text[found.start : found.end]
        return bool(gold["type"] == class_of(found.unit, words)) and _figures(gold["text"]) == _figures(words)

    return same


def class_of(unit: str, words: str) -> str:
    """MEANTIME's class of a quantity: money by unit, shares where they are printed as such ("half" is a QUANTITY)."""
    if unit in MONEY or unit == "cents":
        return "MONEY"
    return "PERCENT" if unit == "percent" and re.search(r"%|cent\b", words) else "QUANTITY"


def _figures(words: str) -> list[str]:
    return [figure.lower() for figure in _FIGURES.findall(words)]


class Judged(NamedTuple):
    """A pair and whether the value is right, under the rule and under the strict one."""

    pair: Pair
    right: bool
    strict: bool


def judged(path: Path, *, whole: bool = False) -> Iterator[tuple[Article, list[Judged]]]:
    """All texts of a file with their pairs."""
    reader = ClauseReader()
    for article in articles(path, whole=whole):
        same: Same = same_numbers if article.numbers else same_figures(article.text)
        made = []
        for g, f in compared(article, reader):
            both = g is not None and f is not None
            right = both and same(g or {}, f)
            made.append(Judged((g, f), right, right and (not article.numbers or same_numbers(g or {}, f, strict=True))))
        yield article, made


def figures(rows: Iterable[Judged]) -> dict[str, float]:
    """Counts and F1 figures of the pairs."""
    every = list(rows)
    right = {id(one.pair[1]): one for one in every if one.pair[1] is not None}
    plain = score([one.pair for one in every], lambda _, f: right[id(f)].right)
    strict = score([one.pair for one in every], lambda _, f: right[id(f)].strict)
    counts = {"gold": plain.gold, "found": plain.found, "precision": plain.precision, "recall": plain.recall}
    extents = {"extent strict": plain.strict, "extent relaxed": plain.relaxed}
    return {**counts, **extents, "value": plain.value, "strict value": strict.value}


def measure(path: Path, *, whole: bool = False) -> dict[str, float]:
    """The figures of a file."""
    return figures(one for _, rows in judged(path, whole=whole) for one in rows)


def show(article: Article, rows: Iterable[Judged]) -> None:
    """Print what differs."""
    for (g, f), right, _ in rows:
        if right and g is not None and (g["start"], g["end"]) == (f.start, f.end):
            continue
        at = g["start"] if g is not None else f.start
        around = article.text[max(0, at - 40) : at + 60].replace("\n", " / ")
        want = {k: v for k, v in (g or {}).items() if k in ("text", "type", "value", "min", "max", "unit")}
        print(f"{'  ' if right else '* '}{article.name}: …{around}…\n    gold  {want or '-'}")
        print(f"    found {f and (article.text[f.start : f.end], f.value, f.min, f.max, f.unit)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object, figures by file")
    parser.add_argument("--errors", action="store_true", help="list what differs; * marks a wrong value")
    parser.add_argument("--whole", action="store_true", help="count what is found behind the annotated sentences too")
    given = parser.parse_args()
    found = {}
    for path in given.files:
        texts = list(judged(path, whole=given.whole))
        if given.errors:
            for article, rows in texts:
                show(article, rows)
        found[path.name] = figures(one for _, rows in texts for one in rows)
    if given.json:
        print(json.dumps(found, indent=1))
        return
    for name, shown in found.items():
        print(f"{name}: " + ", ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in shown.items()))


if __name__ == "__main__":
    main()
