"""Where hostile files are read: folders from which nothing may get out, an address at which nobody may call."""

from __future__ import annotations

import os
import select
import shutil
import socket
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from measuring import tree_memory

PORT = 18917
"""Stands in the files (tests/hostile/make/words.py)."""
ESCAPED = "backchannel-hostile-escaped.txt"
LEDGER = "kept.ledger"
MEGABYTE = 1e6


class Surroundings:
    """An empty working folder deep in a tree, a home and a place for temporary files of its own, beside the files.

    To be used as a context manager. ``complaints()`` says what was written elsewhere, left behind, or fetched.
    """

    def __init__(self, files: Path) -> None:
        self.files = files
        self._before = _listing(files)
        self._root = Path(tempfile.mkdtemp(prefix="hostile-"))
        self.here = self._root / "a" / "b" / "c" / "d"
        self._temporary, self._home = self._root / "a" / "b" / "t" / "m" / "p", self._root / "home"
        for folder in (self.here, self._temporary, self._home):
            folder.mkdir(parents=True)
        self.ledger = self.here / LEDGER
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        # two measurements may run at a time; whichever takes the call, one of them tells
        self._listener.bind(("127.0.0.1", PORT))
        self._listener.listen()
        self._calls = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.close()
        shutil.rmtree(self._root, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """The environment for a process that reads here."""
        own = {"HOME": self._home, "TMPDIR": self._temporary, "XDG_CACHE_HOME": self._home / ".cache"}
        single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PYTHONDONTWRITEBYTECODE"), "1")
        return {**os.environ, **{name: str(place) for name, place in own.items()}, **single, "COLUMNS": "100"}

    def enter(self) -> None:
        """Move this process itself there (for a child that was forked)."""
        os.environ.update(self.environment())
        tempfile.tempdir = None
        os.chdir(self.here)

    def answer_calls(self) -> None:
        """Take note of whoever calls, and hang up; to be called often while a process runs."""
        while select.select([self._listener], [], [], 0)[0]:
            caller, _ = self._listener.accept()
            caller.close()
            self._calls += 1

    def complaints(self) -> list[str]:
        """What happened outside the ledger, one line each; forgets it."""
        self.answer_calls()
        found = [f"fetched from an address {self._calls} times"] if self._calls else []
        self._calls = 0
        for place in (Path("/tmp") / ESCAPED, Path("/") / ESCAPED):  # the files name it
            if place.exists():
                found.append(f"wrote {place}")
                place.unlink()
        own = {self.ledger, *(self.ledger.with_name(f"{LEDGER}{end}") for end in ("-wal", "-shm"))}
        left = [path for path in self._root.rglob("*") if not path.is_dir() and path not in own]
        found += [f"left {path.relative_to(self._root)} behind" for path in left]
        after = _listing(self.files)
        found += [f"changed or wrote {path} among the files" for path in sorted(after ^ self._before)]
        self._before = after
        return found

    def clear(self) -> None:
        """Make it as empty as it was."""
        for path in self._root.rglob("*"):
            if not path.is_dir():
                with suppress(FileNotFoundError):
                    path.unlink()


def _listing(folder: Path) -> set[tuple[str, int, int]]:
    return {(str(p), (s := p.lstat()).st_size, s.st_mtime_ns) for p in folder.rglob("*") if not p.is_dir()}


def peak_memory(pid: int, peak: float, limit: float) -> float:
    """The larger of the peak so far and what the process tree holds now, in MB.

    Resident memory counts pages that processes share once for each; only where that is above the limit are the shares
    added up instead, which takes the kernel longer (``Pss`` in smaps_rollup).
    """
    now = tree_memory(pid) / MEGABYTE
    if now > max(peak, limit):
        now = min(now, _shares(pid) / MEGABYTE)
    return max(peak, now)


def _shares(pid: int) -> float:
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    own = next((int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:")), 0)
    return own + sum(_shares(int(child)) for child in children)
