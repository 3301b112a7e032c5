"""What measurements of the whole program share: texts, processes with CPU time and memory, the verdict."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from backchannel.documents import walk
from backchannel.errors import DocumentError

FOLDERS = ("essays", "frus", "news", "speeches", "written")
"""The English parts of an outside corpus; what is there to be refused measures nothing."""


class Cost(NamedTuple):
    """What a process took: CPU seconds, peak resident memory of it and its children in bytes, and what it said."""

    seconds: float
    peak: int
    out: str


def outside() -> Path | None:
    """The outside corpus, or None where there is none."""
    root = os.environ.get("BACKCHANNEL_DATA")
    folder = Path(root) / "corpus" if root else None
    return folder if folder and folder.is_dir() else None


def texts() -> list[str]:
    """The texts of the outside corpus, else of the shipped examples."""
    corpus = outside()
    if corpus:
        return list(_loaded([corpus / name for name in FOLDERS if (corpus / name).is_dir()]))
    with as_file(files("backchannel") / "examples") as examples:
        return list(_loaded([examples]))


def _loaded(folders: Sequence[Path]) -> Iterator[str]:
    for source in walk(folders):
        try:
            yield from (document.text for document in source.load() if document.metadata.language == "en")
        except DocumentError:
            continue


def paragraphs(given: Sequence[str]) -> list[str]:
    """The paragraphs of the texts, in order."""
    return [part.strip() for text in given for part in text.split("\n\n") if part.strip()]


def pieces(words: int, most: int) -> list[str]:
    """At most ``most`` texts of about ``words`` words each, cut from the texts between paragraphs."""
    found: list[str] = []
    at_hand: list[str] = []
    for paragraph in paragraphs(texts()):
        at_hand.append(paragraph)
        if sum(len(p.split()) for p in at_hand) >= words:
            found.append("\n\n".join(at_hand))
            at_hand = []
            if len(found) == most:
                break
    return found


def write(folder: Path, given: Sequence[str]) -> int:
    """Write the texts as files, and return how many words they have."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, text in enumerate(given):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return sum(len(text.split()) for text in given)


def read(folder: Path, ledger: Path, *more: str) -> Cost:
    """The whole ``read`` as a process of its own, into a new ledger."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{ledger}{suffix}").unlink(missing_ok=True)
    line = (sys.executable, "-m", "backchannel", "read", str(folder), "--quiet", "--ledger", str(ledger), *more)
    return run(line)


def run(line: Sequence[str]) -> Cost:
    """Run a process to its end; raises ``SystemExit`` with what it said where it fails."""
    single = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    before = _children_seconds()
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=single) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            time.sleep(0.05)
        out, err = process.communicate()
    if process.returncode:
        raise SystemExit(f"{' '.join(line)} ended with {process.returncode}: {err}")
    return Cost(_children_seconds() - before, peak, out)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tree_memory(pid: int) -> int:
    """Resident memory of a process and all below it, in bytes; shared pages count for each (Linux)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return pages * os.sysconf("SC_PAGESIZE") + sum(tree_memory(int(child)) for child in children)


def verdict(what: str, asked: str, reached: str, good: bool) -> bool:
    """Print one line of asked and reached, and return whether it is good."""
    print(f"{what}: asked {asked}, reached {reached}: {'reached' if good else 'NOT reached'}")
    return good
