"""Copies, variants and versions: how well they are recognised, and what that costs on the way in.

    BACKCHANNEL_DATA=DIR python benchmarks/copies.py [--held] [--errors] [--corpus] [--cost N...]

Without options: the open half of ``tests/sets/copies``, how much editing a copy survives, edits made by rule to texts
that nobody here wrote (:mod:`desk_edits`), the outside corpus, and the cost of the thousandth and the ten-thousandth
document. A pair of the sets is right where relation and newer side are; "one source" asks only whether the two are told
from two sources. Pairs found in the outside corpus are listed, to be looked at. For the cost, documents are made by
varying what is at hand: one in five is a copy, edited or cut, one in ten a digest of three others, and half bear one
letterhead; most words of the rest are their own.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from backchannel import evidence
from backchannel.documents import read_bytes, walk
from backchannel.errors import DocumentError
from backchannel.evidence import Comparer
from backchannel.evidence.sketches import likely
from backchannel.ledger import Ledger
from backchannel.model import Document, Link, Reading, reading_id
from backchannel.pipeline.linking import Linker
from desk_edits import HARMLESS, TURNING
from measuring import outside, paragraphs, texts

SETS = Path(__file__).parent.parent / "tests" / "sets"
CORPUS = ("essays", "frus", "langs", "news", "speeches", "written", "nasty")
ONE_SOURCE = frozenset({"copy", "part", "correction", "retraction", "release"})
RATES = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2)
LAST = 100
"""The cost of a document is the mean over so many."""
LETTERHEAD = """MINISTRY OF FOREIGN AFFAIRS
12 Harbour Street, Port City
Telephone 555-0142

%s

Notes for editors: The Ministry represents the country abroad and runs 61 missions. Photographs are
free of charge."""


class Answer(NamedTuple):
    """What was said of a pair of a set, and what is right; ``link`` has the rest."""

    item: dict[str, Any]
    label: str
    newer: str | None
    link: Link | None
    texts: dict[str, str]

    @property
    def right(self) -> bool:
        """Whether relation and newer side are those of the set."""
        return (self.label, self.newer) == (self.item["label"], self.item["newer"])

    @property
    def shown(self) -> bool:
        """Whether the words that turn the text are among those shown."""
        words = " ".join(_shown(self)).casefold()
        return all(word.casefold() in words for word in self.item["words"])


def _shown(answer: Answer) -> Iterator[str]:
    for change in answer.link.changes if answer.link else ():
        for start, end, other_start, other_end in change.words if change.turned else ():
            assert answer.link is not None
            yield answer.texts[answer.link.one][start:end]
            yield answer.texts[answer.link.other][other_start:other_end]


def document(text: str, name: str = "a.txt") -> Document:
    found = next(iter(read_bytes(text.encode(), name)))
    assert isinstance(found, Document)
    return found


def answered(item: dict[str, Any]) -> Answer:
    """The pair as a ledger that holds both would have it."""
    sides = {side: document(item[side], f"{side}.txt") for side in ("a", "b")}
    found = next(iter(evidence.links({d.id: d for d in sides.values()})), None)
    side_of = {d.id: side for side, d in sides.items()}
    version = found is not None and found.kind in ("correction", "retraction", "release")
    newer = side_of[found.main] if found and found.main and version else None
    label = found.kind if found and found.kind else "none"
    return Answer(item, label, newer, found, {d.id: d.text for d in sides.values()})


def scored(half: str) -> list[Answer]:
    lines = (SETS / f"copies.{half}.jsonl").read_text("utf-8").splitlines()
    return [answered(json.loads(line)) for line in lines]


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "– (0)"


def print_set(half: str, *, errors: bool) -> None:
    answers = scored(half)
    print(f"copies.{half}: right {ratio(sum(a.right for a in answers), len(answers))}")
    for label in ("copy", "part", "variant", "correction", "retraction", "release", "none"):
        hit = sum(a.right for a in answers if a.label == label)
        found, gold = (
            sum(x == label for x in said) for said in ((a.label for a in answers), (a.item["label"] for a in answers))
        )
        print(f"  {label:<10} precision {ratio(hit, found):<16} recall {ratio(hit, gold)}")
    for name, among in (("one source", ONE_SOURCE), ("variant", {"variant"}), ("nothing", {"none"})):
        hit = sum(a.label in among and a.item["label"] in among for a in answers)
        found, gold = sum(a.label in among for a in answers), sum(a.item["label"] in among for a in answers)
        print(f"  told apart as {name:<10} precision {ratio(hit, found):<16} recall {ratio(hit, gold)}")
    variants = [a for a in answers if a.label == a.item["label"] == "variant"]
    print(f"  the words that turn it shown {ratio(sum(a.shown for a in variants), len(variants))}")
    for a in answers:
        if errors and not (a.right and (a.label != "variant" or a.shown)):
            print(f"  {a.item['id']}: {a.item['label']} taken for {a.label}: {a.item['note']}")


def edited(text: str, rate: float, dice: random.Random, *, words: Sequence[str]) -> str:
    """The text with this share of its words put in the place of by others."""
    parts = text.split(" ")
    return " ".join(dice.choice(words) if p.isalpha() and p.islower() and dice.random() < rate else p for p in parts)


def print_editing(given: Sequence[str]) -> None:
    """Of copies with every so many words changed: how many are still compared, and how many recognised."""
    dice = random.Random(20261122)
    chosen = [t for t in given if 150 <= len(t.split()) <= 1500][:60]
    words = sorted({w for t in chosen for w in t.split() if w.isalpha() and w.islower() and len(w) > 3})
    print(f"editing, {len(chosen)} texts: share of the words changed at random, copies compared, and of those linked")
    for rate in RATES:
        met = linked = 0
        for text in chosen:
            both = {d.id: d for d in (document(text), document(edited(text, rate, dice, words=words) + "\n"))}
            comparer = Comparer()
            sketches = {id_: evidence.sketch(d, comparer.cut(d)) for id_, d in both.items()}
            if likely(both, sketches):
                met += 1
                linked += comparer.relate(*both.values()).kind is not None
        print(f"  {rate:4.0%}  compared {ratio(met, len(chosen))}  linked {ratio(linked, len(chosen))}")


def print_edits(given: Sequence[str]) -> None:
    """Of texts edited by rule: turned ones told as variants, others as copies. Some edits fall into labels or notes."""
    chosen = [t for t in given if 120 <= len(t.split()) <= 1500]
    for what, edits, right in (("turning", TURNING, "variant"), ("harmless", HARMLESS, "copy")):
        for name, edit in edits.items():
            dice = random.Random(20261122)
            told: Counter[str] = Counter()
            for text in chosen:
                new = edit(text, dice)
                if new is not None and new != text:
                    held = {d.id: d for d in (document(text), document(new))}
                    told[next((k.kind or "" for k in evidence.links(held)), "nothing")] += 1
            print(f"  {what} edit, {name:<9} told as {right} {ratio(told[right], told.total())}")


def corpus() -> dict[str, Document]:
    """The documents of the outside corpus by id."""
    root = outside()
    found: dict[str, Document] = {}
    for source in walk([root / name for name in CORPUS if (root / name).is_dir()]) if root else ():
        try:
            found.update((d.id, d) for d in source.load() if isinstance(d, Document))
        except DocumentError:
            continue
    return found


def print_corpus() -> None:
    held = corpus()
    if not held:
        print("corpus: not measured (set BACKCHANNEL_DATA)")
        return
    begun = time.process_time()
    found = evidence.links(held)
    print(f"corpus: {len(held)} documents, {len(found)} pairs linked in {time.process_time() - begun:.1f} CPU seconds")
    for link in sorted(found, key=lambda k: (k.kind or "", -k.share)):
        print(f"  {link.kind:<10} {link.share:4.0%}  {held[link.one].name} | {held[link.other].name}")


def made(count: int) -> Iterator[Document]:
    """So many documents, made by varying what is at hand; the same each time."""
    dice = random.Random(1997)
    pool = [p for p in paragraphs(texts()) if 25 <= len(p.split()) <= 120]
    stock = [
        a + b + c
        for a in ("ba", "de", "ki", "lo", "mu", "ra", "ste", "vo")
        for b in ("l", "n", "r", "st")
        for c in ("am", "et", "ion", "or", "ing")
    ]
    before: list[str] = []
    for number in range(count):
        kind = dice.random()
        if before and kind < 0.2:
            text = _copied(dice.choice(before), dice, stock)
        elif len(before) > 3 and kind < 0.3:
            text = "\n\n".join(dice.sample(before, 3))
        else:
            text = "\n\n".join(edited(p, 0.6, dice, words=stock) for p in dice.sample(pool, 5))
            before = [*before[-999:], text]
        yield document(LETTERHEAD % text if number % 2 else text, f"{number:05}.txt")


def _copied(text: str, dice: random.Random, stock: Sequence[str]) -> str:
    parts = text.split("\n\n")
    kept = parts[: dice.randint(3, len(parts))] if dice.random() < 0.5 else parts
    return edited("\n\n".join(kept), dice.choice((0.0, 0.02)), dice, words=stock)


def print_cost(sizes: Sequence[int]) -> None:
    """What linking a document costs when the ledger holds so many, and what settling all links then costs."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "cost.ledger") as ledger:
        linker, spent, words = Linker(ledger), [], 0
        for number, one in enumerate(made(max(sizes)), 1):
            ledger.add(one, _empty(one), source=one.name)
            begun = time.process_time()
            linker.link(one.id, one.name)
            spent.append(time.process_time() - begun)
            words += len(one.text.split())
            if number in sizes:
                begun = time.process_time()
                linker.catch_up()
                settled = time.process_time() - begun
                _print_size(ledger, number, words, spent, settled)


def _print_size(ledger: Ledger, number: int, words: int, spent: Sequence[float], settled: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kinds = Counter(link.kind for link in ledger.links())
    last, mean = (1000 * sum(some) / len(some) for some in (spent[-LAST:], spent))
    print(
        f"cost: {number:,} documents of {words / number:.0f} words: {last:.1f} ms for each of the last {LAST}", end=""
    )
    print(f" (of all {mean:.1f}); settling all {settled:.1f} s; peak memory {peak:.0f} MB")
    print(f"  linked: {', '.join(f'{n} {k}' for k, n in sorted(kinds.items(), key=str))}")


def _empty(one: Document) -> Reading:
    id_ = reading_id(one.id, one.text_digest, "none", "1", "")
    return Reading(id=id_, document=one.id, text_digest=one.text_digest, reader="none", version="1")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="the held half of the sets too")
    parser.add_argument("--errors", action="store_true", help="name the pairs of the open half that are not right")
    parser.add_argument("--corpus", action="store_true", help="the outside corpus alone")
    parser.add_argument("--cost", type=int, nargs="+", metavar="N", help="the cost alone, with so many documents")
    given = parser.parse_args()
    if given.corpus:
        print_corpus()
        return
    if given.cost is None:
        print_set("open", errors=given.errors)
        if given.held:
            print_set("held", errors=False)
        print_editing(texts())
        print_edits(texts())
        print_corpus()
    print_cost(given.cost or (1000, 10_000))


if __name__ == "__main__":
    main()
