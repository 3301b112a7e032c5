"""Reading one hostile file: as a user does, and inside a forked child of this process, which is quicker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from backchannel import Ledger, pipeline
from backchannel.cli.screen import clean
from backchannel.errors import BackchannelError
from backchannel.model import Document, Reading, reading_id
from hostile_judging import Outcome
from hostile_surroundings import Surroundings, peak_memory

_OUT_OF_HAND = 4.0
"""So many times the memory allowed end a process at once, so that the machine stays usable."""
_PAUSE = 0.02
_SAID = "said.json"


class Limits(NamedTuple):
    """Seconds by the clock after which a process is killed, and megabytes."""

    seconds: float
    memory_mb: float


class _End(NamedTuple):
    seconds: float
    memory_mb: float
    faults: tuple[str, ...]


def as_user(file: Path, surroundings: Surroundings, limits: Limits) -> Outcome:
    """``backchannel read FILE --ledger …`` as a process, and what the ledger holds then."""
    line = [sys.executable, "-m", "backchannel", "read", str(file), "--ledger", str(surroundings.ledger)]
    said = surroundings.here / _SAID
    with said.open("wb") as out, subprocess.Popen(
        line, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, cwd=surroundings.here,
        env=surroundings.environment(), start_new_session=True,
    ) as process:  # fmt: skip
        end = _watched(process.pid, surroundings, limits)
        process.returncode = 0  # it was waited for
    lines = said.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    said.unlink()
    return _outcome(file, surroundings, end, [row for row in lines if row.strip()])


def inside(file: Path, surroundings: Surroundings, limits: Limits) -> Outcome:
    """The pipeline's own ``read`` with a reader that makes no claims, in a forked child.

    The process must have one thread only.
    """
    said = surroundings.here / _SAID
    child = os.fork()
    if not child:
        os.setsid()
        _in_child(lambda: _read_in(file, surroundings, said))
    end = _watched(child, surroundings, limits)
    lines: list[str] = msgspec.json.decode(said.read_bytes(), type=list[str]) if said.exists() else []
    said.unlink(missing_ok=True)
    return _outcome(file, surroundings, end, lines)


def _outcome(file: Path, surroundings: Surroundings, end: _End, lines: list[str]) -> Outcome:
    documents, claims = ((), 0) if end.faults else kept(surroundings.ledger)
    warnings = [clean(warning) for document in documents for warning in document.warnings]
    said = tuple(line.replace(str(file), "").replace(file.name, "") for line in [*lines, *warnings])
    faults = (*end.faults, *surroundings.complaints())
    surroundings.clear()
    return Outcome(documents, said, faults, end.seconds, end.memory_mb, claims)


def kept(ledger: Path) -> tuple[tuple[Document, ...], int]:
    """All documents in the ledger, versions too, and the number of claims; none where there is no ledger."""
    if not ledger.exists():
        return (), 0
    with Ledger(ledger, create=False, read_only=True) as opened:
        documents = tuple(opened.file.document(entry.id) for entry in opened.documents(versions=True))
        return documents, opened.counts().claims


def _watched(pid: int, surroundings: Surroundings, limits: Limits) -> _End:
    """Wait for the end of a process that leads a group of its own, and kill all of it where it takes too much."""
    started, peak, faults = time.monotonic(), 0.0, []
    while True:
        ended, status, used = os.wait4(pid, os.WNOHANG)
        seconds = time.monotonic() - started
        if ended:
            break
        surroundings.answer_calls()
        peak = peak_memory(pid, peak, limits.memory_mb)
        if seconds > limits.seconds or peak > _OUT_OF_HAND * limits.memory_mb:
            faults.append(f"was killed after {seconds:.0f} s with {peak:,.0f} MB")
            os.killpg(pid, signal.SIGKILL)
            _, status, used = os.wait4(pid, 0)
            break
        time.sleep(_PAUSE)
    if _still_there(pid):
        faults.append("left processes behind")
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    if not faults and (crash := _crash(status)):
        faults.append(crash)
    return _End(seconds, max(peak, used.ru_maxrss * 1024 / 1e6), tuple(faults))


def _still_there(group: int) -> bool:
    """Whether processes of the group are alive a second after its leader ended."""
    for _ in range(50):
        if not any(_lives_in(group, place) for place in Path("/proc").glob("[0-9]*")):
            return False
        time.sleep(_PAUSE)
    return True


def _lives_in(group: int, place: Path) -> bool:
    try:
        state, _, its_group = (place / "stat").read_text().rpartition(")")[2].split()[:3]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return int(its_group) == group and state != "Z"


def _crash(status: int) -> str:
    """What is wrong with how a process ended; exit codes 0, 1 and 2 are the program's own."""
    if os.WIFSIGNALED(status):
        return f"was ended by {signal.Signals(os.WTERMSIG(status)).name}"
    code = os.waitstatus_to_exitcode(status)
    return f"ended with {code}" if code not in (0, 1, 2) else ""


class _Silent:
    """A reader that makes nothing of a document, so that only the opening of files is tried."""

    name = "silent"
    version = "1"
    settings = ""

    def read(self, document: Document) -> Reading:
        """A reading without claims."""
        return Reading(
            id=reading_id(document.id, document.text_digest, self.name, self.version, self.settings),
            document=document.id,
            text_digest=document.text_digest,
            reader=self.name,
            version=self.version,
            settings=self.settings,
            claims=(),
        )


def _read_in(file: Path, surroundings: Surroundings, said: Path) -> int:
    """The child's work: read the file, write down what is said, and give the exit code of the command line."""
    lines: list[str] = []
    surroundings.enter()
    try:
        with Ledger(surroundings.ledger) as ledger:
            code = _reading(file, ledger, lines)
    except BackchannelError as error:
        lines.append(clean(f"backchannel: {error}"))
        code = 2
    said.write_bytes(msgspec.json.encode(lines))
    return code


def _reading(file: Path, ledger: Ledger, lines: list[str]) -> int:
    def watch(event: pipeline.Event) -> None:
        if event.kind in ("skipped", "note"):
            lines.append(clean(f"{event.kind} {event.name}: {event.text}"))

    return 1 if pipeline.read([file], ledger.file, reader=_Silent(), watch=watch).skipped else 0


def _in_child(work: Callable[[], int]) -> None:
    """Do the work and end, whatever happens: nothing of the parent may run on in a child."""
    code = 70
    try:
        code = work()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
