"""Scores the grammar of times on annotated sentences and on MEANTIME, and times it with that of quantities.

    python benchmarks/times_quantities.py [--held] [--errors] [--speed]

The shipped sets (tests/sets) have an open and a held half; of the held one only totals are printed. MEANTIME is read
from ``$BACKCHANNEL_DATA/claims/meantime_dev.jsonl`` where that is set, else "not measured" is printed.
Extents are scored strict (equal) and relaxed (overlapping, one to one); values on the relaxed pairs, as F1.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from backchannel.language import load
from backchannel.language.quantities import find_quantities
from backchannel.language.times import TimeContext, TimeExpression, find_times
from backchannel.model import When

_NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "%", "'s", "n't", "”"})
_NO_SPACE_AFTER = frozenset({"(", "$", "“", "£", "€"})
SETS = Path(__file__).parent.parent / "tests" / "sets"
Gold = dict[str, Any]


class Scores(NamedTuple):
    """F1 of extents (strict, relaxed) and of relaxed extents with the right value, and the counts behind it."""

    gold: int
    found: int
    strict: float
    relaxed: float
    value: float
    precision: float
    recall: float

    def line(self, name: str) -> str:
        """The scores as one line of the report."""
        return (
            f"{name:<28} gold {self.gold:4d} found {self.found:4d}  strict {self.strict:.3f}"
            f"  relaxed {self.relaxed:.3f} (P {self.precision:.3f} R {self.recall:.3f})  value {self.value:.3f}"
        )


Pair = tuple[Gold | None, Any]


def pair(gold: list[Gold], found: Iterable[Any]) -> list[Pair]:
    """Gold and found expressions, matched where they overlap, the nearest extents first."""
    left, right = list(gold), list(found)
    options = sorted(
        (abs(g["start"] - f.start) + abs(g["end"] - f.end), i, j)
        for i, g in enumerate(left)
        for j, f in enumerate(right)
        if g["start"] < f.end and f.start < g["end"]
    )
    pairs: list[Pair] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in options:
        if i not in taken[0] and j not in taken[1]:
            pairs.append((left[i], right[j]))
            taken[0].add(i)
            taken[1].add(j)
    pairs += [(g, None) for i, g in enumerate(left) if i not in taken[0]]
    pairs += [(None, f) for j, f in enumerate(right) if j not in taken[1]]
    return pairs


def score(pairs: list[Pair], same: Callable[[Gold, Any], bool]) -> Scores:
    gold = sum(g is not None for g, _ in pairs)
    found = sum(f is not None for _, f in pairs)
    both = [(g, f) for g, f in pairs if g is not None and f is not None]
    strict = sum((g["start"], g["end"]) == (f.start, f.end) for g, f in both)

    def f1(hits: int) -> float:
        return 2 * hits / (gold + found) if gold + found else 1.0

    right = sum(same(g, f) for g, f in both)
    return Scores(gold, found, f1(strict), f1(len(both)), f1(right), len(both) / (found or 1), len(both) / (gold or 1))


def read_lines(path: Path) -> Iterator[Gold]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def same_time(gold: Gold, found: TimeExpression) -> bool:
    return gold["type"] == found.type and (gold["from"], gold["to"] or gold["from"]) == (
        found.when.start,
        found.when.end or found.when.start,
    )


def show(pairs: list[Pair], same: Callable[[Gold, Any], bool], text: str) -> None:
    for g, f in pairs:
        if g is None or f is None or not same(g, f) or (g["start"], g["end"]) != (f.start, f.end):
            want = {k: v for k, v in (g or {}).items() if k not in ("start", "end")}
            print(f"  {text!r}\n    gold  {want}\n    found {_brief(f)}")


def _brief(found: TimeExpression | None) -> str:
    if found is None:
        return "-"
    return f"{found.text!r} {found.type} {found.when.start}..{found.when.end} {found.value} {found.relation}"


def shipped(half: str, *, errors: bool, parse: bool) -> None:
    nlp = load() if parse else None
    pairs: list[Pair] = []
    for row in read_lines(SETS / f"times.{half}.jsonl"):
        context = TimeContext(document_date=When(start=row["date"]) if row["date"] else None)
        doc = nlp(row["text"]) if nlp else None
        made = pair(row["times"], find_times(row["text"], context=context, doc=doc))
        pairs += made
        if errors:
            show(made, same_time, row["text"] + f" [{row['date']}]")
    print(score(pairs, same_time).line(f"times, {half}"))


class Article(NamedTuple):
    """A MEANTIME article: its sentences up to the last fully annotated one as text, and gold by offset."""

    text: str
    date: str | None
    times: list[Gold]


def article(row: Gold, last_sentence: int = 5) -> Article:
    """Tokens joined by spaces; annotations beyond the last fully annotated sentence are left out (its README)."""
    spans: list[tuple[int, int, str]] = []
    before, at, line = "", 0, 0
    for token, sentence in zip(row["tokens"], row["sentence"], strict=True):
        if sentence > last_sentence:
            break
        word = {"``": "“", "''": "”"}.get(token, token)
        glued = not before or word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER
        gap = "\n" if sentence != line else "" if glued else " "
        at, before, line = at + len(gap), word, sentence
        spans.append((at, at + len(word), gap + word))
        at += len(word)
    text = "".join(word for _, _, word in spans)

    def gold(items: list[Gold]) -> list[Gold]:
        out = []
        for item in items:
            if not item.get("empty") and item["end"] <= len(spans):
                begin, end = spans[item["start"]][0], spans[item["end"] - 1][1]
                out.append({**item, "start": begin, "end": end, "text": text[begin:end]})
        return out

    dates = [t["value"] for t in row["timex"] if t.get("function") == "CREATION_TIME"]
    return Article(text, dates[0][:10] if dates else None, gold(row["timex"]))


def same_timex(gold: Gold, found: TimeExpression) -> bool:
    return bool(gold["type"] == found.type and str(gold["value"]).upper() == found.value.upper())


def meantime(*, errors: bool, parse: bool) -> None:
    folder = os.environ.get("BACKCHANNEL_DATA")
    if not folder:
        print("MEANTIME: not measured (BACKCHANNEL_DATA is not set)")
        return
    nlp = load() if parse else None
    times: list[Pair] = []
    for row in read_lines(Path(folder) / "claims" / "meantime_dev.jsonl"):
        made = article(row)
        doc = nlp(made.text) if nlp else None
        context = TimeContext(document_date=When(start=made.date) if made.date else None)
        found = find_times(made.text, context=context, doc=doc)
        times += pair(made.times, found)
        if errors:
            show(pair(made.times, found), same_timex, made.text[:60] + f" [{made.date}]")
    print(score(times, same_timex).line("MEANTIME dates"))
    kinds = Counter(t["type"] for t, _ in times if t)
    print("  ", dict(kinds))


def speed() -> None:
    nlp = load()
    texts = [row["text"] for half in ("times", "quantities") for row in read_lines(SETS / f"{half}.open.jsonl")]
    joined = [" ".join(texts[i : i + 5]) for i in range(0, len(texts), 5)]
    list(nlp.pipe(joined[:4]))
    begin = time.process_time()
    docs = list(nlp.pipe(joined))
    parsed = time.process_time() - begin
    begin = time.process_time()
    for text, doc in zip(joined, docs, strict=True):
        find_quantities(text, doc, times=find_times(text, doc=doc))
    spent = time.process_time() - begin
    words = sum(len(doc) for doc in docs)
    share = spent / parsed
    print(f"parse {parsed / words * 1e6:.0f} us/token, times and quantities {spent / words * 1e6:.0f} ({share:.1%})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="score the held halves too (totals only)")
    parser.add_argument("--errors", action="store_true", help="list what differs in the open halves and MEANTIME")
    parser.add_argument("--no-parse", action="store_true", help="the grammars alone, without spaCy")
    parser.add_argument("--speed", action="store_true", help="time against the parse")
    given = parser.parse_args()
    shipped("open", errors=given.errors, parse=not given.no_parse)
    if given.held:
        shipped("held", errors=False, parse=not given.no_parse)
    meantime(errors=given.errors, parse=not given.no_parse)
    if given.speed:
        speed()


if __name__ == "__main__":
    main()
