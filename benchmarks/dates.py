"""Scores the layer "dates" as TempEval-3 does: extents strict and relaxed, type and value over the relaxed matches.

    python benchmarks/dates.py FILE... [--json] [--errors] [--apart] [--no-own-date]

FILE holds a document a line: ``tokens``, ``sentence`` and ``timex`` by token (the form of MEANTIME), or ``text``,
``date`` and ``timex`` by character. Strict F1 wants equal extents, relaxed F1 overlapping ones, one to one; type and
value F1 are relaxed F1 times the share of relaxed matches with the right type, value (UzZaman et al., SemEval-2013,
task 1). Values are compared as strings, in capitals. Of MEANTIME's articles only the first six sentences are annotated
in full: what is found behind them counts neither way (``--sentences`` changes it); times without words are left out.
``--apart`` leaves a blank between all tokens, as a tokenised file does; ``--no-own-date`` leaves out the article's own
date, which TempEval-3 gives to the reader and MEANTIME annotates in the text.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from backchannel.api.annotating import DateSpan, Text, annotate
from backchannel.claims import ClauseReader
from times_quantities import Gold, Pair, pair, read_lines

SENTENCES = 6
_NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "%", "'s", "n't", "”", "'"})
_NO_SPACE_AFTER = frozenset({"(", "$", "“", "£", "€"})
_OWN = "CREATION_TIME"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
READER = ClauseReader()


class Article(NamedTuple):
    """A text, its date, the annotated expressions by character, and where the annotation ends."""

    name: str
    text: str
    date: str | None
    gold: list[Gold]
    until: int


class Given(NamedTuple):
    """How the articles are taken."""

    apart: bool = False
    own_date: bool = True
    sentences: int = SENTENCES


class Scores(NamedTuple):
    """The figures of TempEval-3 and the counts behind them."""

    gold: int
    found: int
    strict: float
    relaxed: float
    precision: float
    recall: float
    type: float
    value: float


def articles(path: Path, given: Given) -> Iterator[Article]:
    """The documents of a file."""
    for row in read_lines(path):
        yield _tokenised(row, given) if "tokens" in row else _plain(row)


def _plain(row: Gold) -> Article:
    gold = [t for t in row["timex"] if t["end"] > t["start"]]
    date = row.get("date") or row.get("dct")
    return Article(str(row.get("id") or row.get("doc_id")), row["text"], date, gold, len(row["text"]))


def _tokenised(row: Gold, given: Given) -> Article:
    """The tokens as printed, or each with a blank before it; sentences stand on lines of their own."""
    spans: list[tuple[int, int]] = []
    text, before, line, until = "", "", 0, None
    for token, sentence in zip(row["tokens"], row["sentence"], strict=True):
        word = {"``": "“", "''": "”"}.get(token, token)
        glued = not text or (not given.apart and (word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER))
        text += "\n" if sentence != line and not given.apart else "" if glued else " "
        until = len(text) if until is None and sentence >= given.sentences else until
        spans.append((len(text), len(text) + len(word)))
        text, before, line = text + word, word, sentence
    until = len(text) if until is None else until
    own = [t["value"] for t in row["timex"] if t.get("function") == _OWN]
    gold = [_placed(t, spans) for t in row["timex"] if not t.get("empty")]
    date = _DATE.match(own[0]) if own else None
    return Article(row["doc_id"], text, date[0] if date else None, gold, until)


def _placed(timex: Gold, spans: list[tuple[int, int]]) -> Gold:
    return {**timex, "start": spans[timex["start"]][0], "end": spans[timex["end"] - 1][1]}


def found_in(article: Article) -> tuple[DateSpan, ...]:
    """What the layer finds in the text."""
    text = Text(id=article.name, text=article.text, date=article.date)
    found = annotate(READER, text, ["dates"]).dates
    return found or ()


def compared(article: Article, given: Given) -> list[Pair]:
    """Annotated and found expressions in pairs, within the annotated part."""
    gold = [t for t in article.gold if t["start"] < article.until]
    found = [t for t in found_in(article) if t.start < article.until]
    pairs = pair(gold, found)
    if given.own_date:
        return pairs
    return [(g, f) for g, f in pairs if g is None or g.get("function") != _OWN]


def score(pairs: Iterable[Pair]) -> Scores:
    """The figures over all documents together."""
    counts: Counter[str] = Counter()
    for gold, found in pairs:
        counts["gold"] += gold is not None
        counts["found"] += found is not None
        if gold is None or found is None:
            continue
        counts["relaxed"] += 1
        counts["strict"] += (gold["start"], gold["end"]) == (found.start, found.end)
        counts["type"] += gold["type"] == found.type
        counts["value"] += same_value(gold, found)
    both = counts["gold"] + counts["found"]
    f1 = {name: 2 * counts[name] / both if both else 1.0 for name in ("strict", "relaxed", "type", "value")}
    precision, recall = (counts["relaxed"] / (counts[side] or 1) for side in ("found", "gold"))
    return Scores(
        counts["gold"], counts["found"], f1["strict"], f1["relaxed"], precision, recall, f1["type"], f1["value"]
    )


def same_value(gold: Gold, found: DateSpan) -> bool:
    """Whether the values are the same words, in capitals or not."""
    return str(gold["value"]).upper() == found.value.upper()


def show(article: Article, pairs: Iterable[Pair]) -> None:
    """Print what differs, each with the words around it."""
    for gold, found in pairs:
        start, end = (gold["start"], gold["end"]) if gold else (found.start, found.end)
        if (
            gold
            and found
            and same_value(gold, found)
            and (found.start, found.end, found.type) == (start, end, gold["type"])
        ):
            continue
        around = article.text[max(0, start - 60) : end + 40].replace("\n", " / ")
        want = f"{article.text[start:end]!r} {gold['type']} {gold['value']}" if gold else "-"
        got = f"{article.text[found.start : found.end]!r} {found.type} {found.value}" if found else "-"
        print(f"{article.name} [{article.date}] …{around}…\n    wanted {want}\n    found  {got}")


def measure(paths: Iterable[Path], given: Given, *, errors: bool = False) -> Scores:
    """The figures of the files' documents together."""
    pairs: list[Pair] = []
    for path in paths:
        for article in articles(path, given):
            made = compared(article, given)
            pairs += made
            if errors:
                show(article, made)
    return score(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--errors", action="store_true", help="list what differs")
    parser.add_argument("--apart", action="store_true", help="leave a blank between all tokens")
    parser.add_argument("--no-own-date", action="store_true", help="leave out the article's own date")
    parser.add_argument("--sentences", type=int, default=SENTENCES, help="sentences that are annotated in full")
    options = parser.parse_args()
    given = Given(options.apart, not options.no_own_date, options.sentences)
    scores = measure(options.files, given, errors=options.errors)
    if options.json:
        print(json.dumps(scores._asdict()))
        return
    for name, value in scores._asdict().items():
        print(f"{name:<10}{value if isinstance(value, int) else format(value, '.3f')}")


if __name__ == "__main__":
    main()
