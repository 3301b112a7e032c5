"""How fast the grammars of times and quantities are: bytes of text per CPU second on one core, apart from the parse.

    BACKCHANNEL_DATA=DIR python benchmarks/grammars.py [KB] [--json]

Paragraphs of the outside corpus (essays, papers, releases, speeches; without one of the shipped examples) are parsed
first, once. Then each grammar reads them as the reader does: times paragraph by paragraph along a timeline, quantities
with the times already found. Given is the fastest of several passes in seconds of the process, as KB per second and as
a multiple of the speed of the parse, which the load of the machine moves less.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from backchannel.language import load
from backchannel.language.plain import plain
from backchannel.language.quantities import find_quantities
from backchannel.language.times import TimeContext, Timeline
from backchannel.model import When
from measuring import paragraphs, texts, verdict

ASKED = 100.0
"""KB per second for each grammar."""
PASSES = 5
SIZE = 300
DATE = "2016-09-27"


class Rates(NamedTuple):
    """KB per CPU second of the parse and of each grammar, and each grammar's as a multiple of the parse's."""

    kb: float
    parse: float
    times: float
    quantities: float
    times_to_parse: float
    quantities_to_parse: float


def sample(kb: int) -> list[str]:
    """Paragraphs of the corpus up to so many KB, taken from all over it."""
    given = [plain(part) for part in paragraphs(texts())]
    step = max(1, sum(map(len, given)) // (kb * 1024))
    spread = (part for start in range(step) for part in given[start::step])
    taken, size = [], 0
    for part in spread:
        if size >= kb * 1024:
            break
        taken.append(part)
        size += len(part)
    return taken


def fastest(call: Callable[[], object], passes: int = PASSES) -> float:
    """The least CPU time of some calls, in seconds."""
    spent = []
    for _ in range(passes):
        begin = time.process_time()
        call()
        spent.append(time.process_time() - begin)
    return min(spent)


def measure(kb: int) -> Rates:
    """The rates over about ``kb`` KB of text."""
    given, nlp = sample(kb), load()
    size = sum(len(part.encode()) for part in given) / 1024
    docs = list(nlp.pipe(given))
    context = TimeContext(document_date=When(start=DATE))
    timeline = Timeline(context)
    found = [timeline.read(doc.text, doc) for doc in docs]

    def times() -> None:
        timeline = Timeline(context)
        for doc in docs:
            timeline.read(doc.text, doc)

    def quantities() -> None:
        for doc, dated in zip(docs, found, strict=True):
            find_quantities(doc.text, doc, times=dated)

    parse, *both = (
        size / fastest(call, n)
        for call, n in ((lambda: list(nlp.pipe(given)), 1), (times, PASSES), (quantities, PASSES))
    )
    return Rates(size, parse, *both, *(rate / parse for rate in both))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kb", nargs="?", type=int, default=SIZE, help="size of the text in KB")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    options = parser.parse_args()
    rates = measure(options.kb)
    if options.json:
        print(json.dumps(rates._asdict()))
        return 0
    print(f"{rates.kb:,.0f} KB; the parse reads {rates.parse:,.0f} KB a CPU second")
    held = True
    for name, rate, ratio in (
        ("times", rates.times, rates.times_to_parse),
        ("quantities", rates.quantities, rates.quantities_to_parse),
    ):
        said = f"{rate:,.0f} KB a CPU second, {ratio:.1f} times the parse"
        held &= verdict(name, f"{ASKED:.0f} KB a second", said, rate >= ASKED)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
