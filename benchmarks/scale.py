"""Many documents in one run: memory, throughput, and what a kill costs.

    BACKCHANNEL_DATA=DIR python benchmarks/scale.py [--documents N] [--words N] [--workers N] [--kills N]

So many documents of about so many words each are made by repeating and varying what is at hand: paragraphs are drawn
at random (seeded), and years, days and figures in them are moved, so that no two are copies. Resident memory of the
whole process tree is sampled, and compared after the first tenth of the documents with that in the end, the bringing
together included. Then a second ledger is filled in several runs, each but the last killed at a random moment. (What
a kill costs is held by ``tests/faults``: at most the document that each worker was reading.)
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from measuring import paragraphs, texts, tree_memory, verdict

MEMORY_ASKED = 1.2
_NUMBER = re.compile(r"\b\d{1,4}\b")


class Sample(NamedTuple):
    """Memory of the process tree in bytes, so many seconds after the start, with so many documents in the ledger."""

    seconds: float
    documents: int
    memory: int


def made(folder: Path, count: int, words: int) -> None:
    """Write so many documents, a thousand to a folder."""
    source = [p for p in paragraphs(texts()) if 20 <= len(p.split()) <= 200]
    dice = random.Random(20261122)
    for number in range(count):
        parts: list[str] = []
        while sum(len(part.split()) for part in parts) < words:
            parts.append(_NUMBER.sub(lambda m: _moved(m[0], dice), dice.choice(source)))
        place = folder / f"{number // 1000:02}" / f"{number:05}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"Report {number}\n\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


def _moved(number: str, dice: random.Random) -> str:
    value = int(number)
    if len(number) == 4:
        return str(max(1900, min(2020, value + dice.randint(-15, 15)))) if 1900 <= value <= 2026 else number
    return str(max(1, value + dice.randint(0, 3))) if value <= 25 else number


def started(folder: Path, ledger: Path, workers: int) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "backchannel", "read", str(folder), "--quiet", "--ledger", str(ledger)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(
        [*line, "--workers", str(workers)], stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True
    )


def documents_in(ledger: Path) -> int:
    try:
        with sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def watched(process: subprocess.Popen[str], ledger: Path) -> list[Sample]:
    """Samples, twice a second, until the process ends."""
    samples: list[Sample] = []
    begun = time.monotonic()
    while process.poll() is None:
        samples.append(Sample(time.monotonic() - begun, documents_in(ledger), tree_memory(process.pid)))
        time.sleep(0.5)
    return samples


def flat(samples: list[Sample], count: int) -> bool:
    """Whether memory after all documents is about what it was after the first tenth; peaks are compared."""
    early = max(s.memory for s in samples if s.documents <= count // 10)
    reading = max(s.memory for s in samples if s.documents < count)
    late = max(s.memory for s in samples)
    for tenth in range(1, 11):
        within = [s for s in samples if s.documents <= count * tenth // 10]
        last = within[-1]
        peak = max(s.memory for s in within) / 1e9
        print(f"  {last.documents:>7,} documents after {last.seconds:5.0f} s, peak so far {peak:.2f} GB")
    print(f"  memory in GB: up to {count // 10:,} {early / 1e9:.2f}, reading {reading / 1e9:.2f}, all {late / 1e9:.2f}")
    told = f"{late / early:.2f} times"
    return verdict("memory", f"at most {MEMORY_ASKED} times that after a tenth", told, late <= MEMORY_ASKED * early)


def killed(folder: Path, ledger: Path, workers: int, kills: int, seconds: float) -> bool:
    """Fill a ledger in several runs, each but the last killed; the documents read in all are those there are."""
    dice = random.Random(7)
    for _ in range(kills):
        process = started(folder, ledger, workers)
        time.sleep(dice.uniform(0.5, 1.0) * seconds / (kills + 1))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    there = documents_in(ledger)
    begun = time.monotonic()
    process = started(folder, ledger, workers)
    out, _ = process.communicate()
    print(f"  after {kills} kills {there:,} were there; the last run took {time.monotonic() - begun:.0f} s")
    print(f"  {out.strip()}")
    read = int(out.split()[0].replace(",", "")) if process.returncode == 0 else -1
    missing = documents_in(ledger) - there - read
    return verdict("resuming", "nothing read twice, nothing missing", f"{missing} off", missing == 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=150)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, ledger = Path(place) / "texts", Path(place) / "scale.ledger"
        made(folder, given.documents, given.words)
        process = started(folder, ledger, given.workers)
        samples = watched(process, ledger)
        out = process.communicate()[0]
        seconds = samples[-1].seconds
        print(f"  {out.strip()}\n  {seconds:.0f} s, {60 * given.documents / seconds:,.0f} documents a minute")
        print(f"  ledger: {ledger.stat().st_size / 1e6:,.0f} MB")
        good = flat(samples, given.documents)
        if given.kills:
            good &= killed(folder, Path(place) / "killed.ledger", given.workers, given.kills, seconds)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
