"""Times the claims of a dyad in a ledger of half a million claims, through ``Ledger.claims``, in process.

    python benchmarks/lookups.py [--claims 500000] [--keep FILE]

The ledger is made up, always the same: 10,000 documents of 50 claims, actors drawn from 190 states with weights that
fall with rank (as in event data, where a few states have most of the news), records of the size a reader writes.
100 dyads are drawn like the claims' own, so busy dyads are looked up more often; 100 more are drawn evenly.
Each look-up is timed three times: the first, which also fetches pages from the disk, is shown; the fastest, which says
least about what else the machine does, is held against the limit.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from itertools import accumulate, product
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

from backchannel.ledger import Ledger
from backchannel.model import (
    ACTS,
    DOMAINS,
    Actor,
    Claim,
    Dating,
    Document,
    Metadata,
    Reading,
    Reason,
    Relay,
    Section,
    When,
    claim_id,
    digest,
    reading_id,
)

LIMIT_MS = 50.0
LOOKUPS = 100
REPEATS = 3
CLAIMS_A_DOCUMENT = 50
STATES = ["".join(letters) for letters in product(ascii_uppercase[:6], repeat=3)][:190]
WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(len(STATES))))
WORDS = (
    "envoy", "talks", "arms", "border", "treaty", "port", "visit", "embassy", "report", "signal", "supply", "council",
    "ministry", "letter", "aid",
)  # fmt: skip


def a_document(number: int, chance: random.Random) -> tuple[Document, Reading]:
    lines = [" ".join(chance.choices(WORDS, k=22)) + f" {number}-{line}." for line in range(CLAIMS_A_DOCUMENT)]
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    id_ = digest(f"bytes {number}")
    document = Document(
        id=id_,
        name=f"{number:06}.txt",
        text=text,
        text_digest=digest(text),
        media_type="text/plain",
        metadata=Metadata(title=f"Report {number}", date=Dating(start=str(1950 + number % 70), reason="made up")),
        sections=tuple(Section(start=s, end=s + len(x), kind="paragraph") for s, x in zip(starts, lines, strict=False)),
    )
    claims = tuple(a_claim(document, s, s + len(x), chance) for s, x in zip(starts, lines, strict=False))
    reading = reading_id(id_, document.text_digest, "rules", "1", "")
    return document, Reading(
        id=reading, document=id_, text_digest=document.text_digest, reader="rules", version="1", claims=claims
    )


def a_dyad(chance: random.Random) -> tuple[str, str]:
    one, two = chance.choices(STATES, cum_weights=WEIGHTS, k=2)
    return (one, two) if one != two else a_dyad(chance)


def a_claim(document: Document, start: int, end: int, chance: random.Random) -> Claim:
    roles = ("source", "target") if chance.random() < 0.6 else ("participant", "participant")
    third = [chance.choice(STATES)] if chance.random() < 0.15 else []
    actors = tuple(
        Actor(name=f"State of {code}", role=role, country=code, start=start, end=start + 5)  # type: ignore[arg-type]
        for code, role in zip((*a_dyad(chance), *third), (*roles, "via"), strict=False)
    )
    act = chance.choice(ACTS)
    rules = ("kind.event", "act.verb", "actor.subject", "actor.object", "date.adverbial", "certainty.flat")
    return Claim(
        id=claim_id(document.text_digest, start, end, "event", act, actors),
        document=document.id,
        doc=document.name,
        start=start,
        end=end,
        quote=document.text[start:end],
        kind="event",
        plover=act,
        actors=actors,
        domain=chance.choice(DOMAINS),
        date=When(start=f"{chance.randint(1948, 2024)}-{chance.randint(1, 12):02}", text="in that month"),
        attribution=(Relay(source="a ministry", cue="said", kind="official"), Relay(source="author", kind="author")),
        reasons=tuple(
            Reason(field=r.split(".")[0], rule=r, start=start, end=start + 9, text="nine char") for r in rules
        ),
        confidence=0.7,
    )


def build(path: Path, claims: int) -> float:
    chance = random.Random(1)
    began = time.perf_counter()
    with Ledger(path) as ledger:
        for number in range(claims // CLAIMS_A_DOCUMENT):
            ledger.add(*a_document(number, chance))
            if number % 500 == 499:
                print(f"\r{(number + 1) * CLAIMS_A_DOCUMENT:,} claims", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return time.perf_counter() - began


class Timed(NamedTuple):
    """Milliseconds the first time, at best, and how many claims were found."""

    first: float
    fastest: float
    claims: int


def look_up(ledger: Ledger, dyads: list[tuple[str, str]]) -> list[Timed]:
    return [timed(ledger, dyad) for dyad in dyads]


def timed(ledger: Ledger, dyad: tuple[str, str]) -> Timed:
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        found = ledger.claims(dyad)
        times.append((time.perf_counter() - began) * 1000)
    return Timed(times[0], min(times), len(found))


def figures(times: list[float]) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, max {max(times):.1f} ms"


def report(name: str, lookups: list[Timed]) -> bool:
    passed = max(t.fastest for t in lookups) < LIMIT_MS
    sizes = [t.claims for t in lookups]
    print(f"{name}: {statistics.median(sizes):.0f} claims found (median), {max(sizes)} at most")
    print(f"  first time: {figures([t.first for t in lookups])}")
    print(f"  fastest of {REPEATS}: {figures([t.fastest for t in lookups])}")
    print(f"  at most {LIMIT_MS:.0f} ms: {'passed' if passed else 'FAILED'}")
    return passed


def measure(path: Path, claims: int) -> bool:
    if not path.exists():
        took = build(path, claims)
        print(f"built {claims:,} claims in {took:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
    chance = random.Random(2)
    with Ledger(path, read_only=True) as ledger:
        busy = look_up(ledger, [a_dyad(chance) for _ in range(LOOKUPS)])
        even = look_up(ledger, [(a, b) for a, b in (chance.sample(STATES, 2) for _ in range(LOOKUPS))])
    return all([report("dyads as frequent as their claims", busy), report("dyads drawn evenly", even)])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=500_000)
    parser.add_argument("--keep", type=Path, help="keep the ledger in this file, and use it if it is there")
    options = parser.parse_args()
    if options.keep:
        return 0 if measure(options.keep, options.claims) else 1
    with tempfile.TemporaryDirectory() as folder:
        return 0 if measure(Path(folder, "lookups.ledger"), options.claims) else 1


if __name__ == "__main__":
    sys.exit(main())
