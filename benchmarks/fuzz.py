"""Damaged files and mangled texts by the million: no crash, no hang, no broken promise. The nightly target.

    python benchmarks/fuzz.py [--cases 1000000] [--workers 2] [--seed N] [--only NAME] [--repeat NAME:NUMBER]

Each case is a number, from which the damage follows (``tests/fuzz``), so that ``--repeat`` shows a fault again. Cases
run in processes of their own; one that dies or takes more than 20 seconds is noted with its case, and is started anew
behind it. The program reads files in such a process too, so that what a library written in C breaks off with costs a
user one file; here it fails the run all the same. ``--only reading`` is the reading alone, whose models are loaded
before the processes begin. Fuzzing that is led by coverage is in ``fuzz_atheris.py``.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
import traceback
from collections import Counter
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fuzz.damage import damaged, renamed
from tests.fuzz.reading import annotate_text, read_claims_of
from tests.fuzz.seeds import NAMES
from tests.fuzz.texts import mangled
from tests.fuzz.trying import damaged_claim, read, take_in

HANG = 20.0
CHUNK = 500
IMPORT = "import"
"""The import of claims, which is damaged like a format."""
READING = "reading"
"""The reading of texts: real ones cut, doubled, shuffled and sown with odd characters, for claims and for layers."""


class Fault(NamedTuple):
    """A case that went wrong: the file damaged, its number, and what happened."""

    name: str
    number: int
    what: str


def case(name: str, number: int) -> int:
    """Run one case; raises what it breaks."""
    dice = random.Random(number)
    if name == IMPORT:
        return take_in(damaged_claim(dice))
    if name == READING:
        text = mangled(dice)
        annotate_text(text)
        return read_claims_of(text)
    return read(damaged(name, dice), renamed(name, dice))


def work(name: str, numbers: range, answers: Connection) -> None:
    """Run the cases, and say of each that it begins, and of faults what they are."""
    for number in numbers:
        answers.send((number, None))
        try:
            case(name, number)
        except Exception:
            answers.send((number, traceback.format_exc(limit=-4)))
    answers.send((numbers.stop, None))


class Chunk:
    """Cases under way in a process."""

    def __init__(self, name: str, numbers: range) -> None:
        self.name, self.numbers = name, numbers
        self.at, self.since = numbers.start, time.monotonic()
        self.answers, theirs = multiprocessing.Pipe(duplex=False)
        self.process = multiprocessing.get_context("fork").Process(target=work, args=(name, numbers, theirs))
        self.process.start()
        theirs.close()

    def take(self) -> list[Fault]:
        """What has been said since; the end of the process is noticed here."""
        faults: list[Fault] = []
        try:
            while self.answers.poll():
                number, what = self.answers.recv()
                self.at, self.since = number, time.monotonic()
                if what:
                    faults.append(Fault(self.name, number, what))
        except EOFError:
            self.process.join()
            if self.at < self.numbers.stop:
                faults.append(Fault(self.name, self.at, f"died with {self.process.exitcode}"))
        return faults

    def hangs(self) -> bool:
        """Whether nothing was heard for too long."""
        return time.monotonic() - self.since > HANG

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.answers.close()


def run(names: list[str], cases: int, workers: int, seed: int) -> list[Fault]:
    if READING in names:
        read_claims_of("Peru and Chile met in 1993.")  # loads the models, once for all processes
    each = cases // len(names)
    waiting = [
        (name, range(at, min(at + CHUNK, seed + each))) for at in range(seed, seed + each, CHUNK) for name in names
    ]
    waiting.reverse()
    under_way: list[Chunk] = []
    faults: list[Fault] = []
    done, begun, shown = 0, time.monotonic(), 0.0
    while waiting or under_way:
        while waiting and len(under_way) < workers:
            under_way.append(Chunk(*waiting.pop()))
        wait([chunk.answers for chunk in under_way], timeout=1)
        for chunk in list(under_way):
            found = chunk.take()
            if chunk.hangs() and chunk.process.is_alive():
                found.append(Fault(chunk.name, chunk.at, f"hangs: more than {HANG:.0f} s"))
                chunk.end()
            for fault in found:
                print(f"  {fault.name}:{fault.number} {fault.what.strip().splitlines()[-1]}", flush=True)
            faults += found
            if not chunk.process.is_alive() and not chunk.answers.closed and chunk.at >= chunk.numbers.stop:
                chunk.end()
            if not chunk.process.is_alive():
                under_way.remove(chunk)
                done += min(chunk.at + 1, chunk.numbers.stop) - chunk.numbers.start
                if chunk.at + 1 < chunk.numbers.stop:
                    waiting.append((chunk.name, range(chunk.at + 1, chunk.numbers.stop)))
        if time.monotonic() - shown > 30:
            shown = time.monotonic()
            pace = done / (shown - begun)
            print(f"  {done:,} cases, {len(faults)} faults, {pace:,.0f} cases a second", flush=True)
    print(f"{done:,} cases in {time.monotonic() - begun:,.0f} s")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", action="append", metavar="NAME")
    parser.add_argument("--repeat", metavar="NAME:NUMBER")
    given = parser.parse_args()
    if given.repeat:
        name, _, number = given.repeat.rpartition(":")
        print(f"{case(name, int(number))} documents")
        return 0
    faults = run(given.only or [*NAMES, IMPORT, READING], given.cases, given.workers, given.seed)
    kinds = Counter(fault.what.strip().splitlines()[-1][:160] for fault in faults)
    for what, count in kinds.most_common():
        example = next(fault for fault in faults if fault.what.strip().splitlines()[-1][:160] == what)
        print(f"\n{count} x {example.name}:{example.number}\n{example.what.strip()}")
    print(f"fuzzing: asked no crash and no hang, reached {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
