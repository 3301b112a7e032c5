"""Sources to documents, in a process of its own: a file that hangs or swells costs that process and itself.

The process is started anew after each such file. One source is ordered ahead, so that files are taken apart while
documents are read.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from backchannel.documents import Options, Refused, Source
from backchannel.documents.allowance import AS_IT_IS
from backchannel.documents.frames import At, Done, Found, Lost, Message, Order, Ready, receive, send
from backchannel.documents.walking import standard_input
from backchannel.documents.worker import TOO_LARGE
from backchannel.errors import InputError
from backchannel.model import Document
from backchannel.pipeline.limits import MINUTES

_log = logging.getLogger(__name__)

SECONDS = 20.0
"""What taking apart may take between one document of a file and the next, and for a small file."""
BYTES_A_SECOND = 100_000
"""For large files so much more: the slowest format takes its pages apart at this pace."""

WORKER = "backchannel.documents.worker"
_AHEAD = 2
_MESSAGES = 4
_TICK = 0.1
_TO_START = 120.0
_LOSSES = 20
"""Parts of one file that may cost a process, before the rest of it is given up."""


class Taken(NamedTuple):
    """A document of the source with this number, or what in it cannot be read; None where nothing has come yet."""

    number: int
    source: Source
    found: Document | Refused | None


class _Ordered:
    """A source on its way: how much of it was delivered, and what in it is to be avoided."""

    def __init__(self, number: int, source: Source) -> None:
        self.number, self.source = number, source
        self.delivered = self.seen = 0
        self.at: str | None = None
        self.avoid: list[str] = []

    def order(self, options: Options) -> Order:
        self.seen, self.at = 0, None
        source = self.source
        if source.path is None and source.refusal is None and source.data is None:
            self.source = source = source._replace(data=standard_input())
        original = source.original and (*source.original[:2], _encoded(source.original.sidecar))
        return Order(
            source.name,
            _encoded(source.path),
            _encoded(source.sidecar),
            source.refusal,
            source.data,
            options.ocr,
            tuple(self.avoid),
            original,
            source.translated,
        )

    def is_new(self) -> bool:
        """Whether what just came has not come before the process was lost."""
        self.seen += 1
        self.at = None
        if self.seen <= self.delivered:
            return False
        self.delivered = self.seen
        return True


def _encoded(path: Path | None) -> bytes | None:
    return os.fsencode(path.absolute()) if path else None


class Extractor:
    """The process, started when first needed; to be used as a context manager."""

    def __init__(self, options: Options = AS_IT_IS, minutes: float = MINUTES) -> None:
        self._options, self._minutes = options, minutes
        self._process: _Process | None = None
        self._under_way: deque[_Ordered] = deque()

    def __enter__(self) -> Extractor:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def take(self, sources: Iterable[Source]) -> Iterator[Taken]:
        """The documents of the sources in order, and what cannot be read; every source gives at least one of them.

        While nothing comes the caller is given the word several times a second, to do what else there is to do.
        """
        numbered = enumerate(sources, 1)
        while self._order_ahead(numbered):
            ordered = self._under_way[0]
            for found in self._of(ordered):
                yield Taken(ordered.number, ordered.source, found)
            self._under_way.popleft()

    def _order_ahead(self, numbered: Iterator[tuple[int, Source]]) -> bool:
        """Order sources until enough are under way; false where none is left."""
        while len(self._under_way) < _AHEAD and (following := next(numbered, None)):
            ordered = _Ordered(*following)
            self._under_way.append(ordered)
            if self._process is not None:
                self._process.order(ordered.order(self._options))
        return bool(self._under_way)

    def _of(self, ordered: _Ordered) -> Iterator[Document | Refused | None]:
        waited = 0.0
        while True:
            message = self._next(ordered, waited)
            if message is None:
                waited += _TICK
                yield None
                continue
            waited = 0.0
            match message:
                case Done():
                    return
                case At(name=name):
                    ordered.at = name
                case Found(document=document):
                    if ordered.is_new():
                        yield document
                case Lost(name=name, reason=reason, trace=trace):
                    if trace:
                        _log.debug("%s: %s", name, trace)
                    if ordered.is_new():
                        yield Refused(name, reason)
                case str() as reason:
                    self._end()
                    if ordered.at is None or len(ordered.avoid) >= _LOSSES:
                        yield Refused(ordered.source.name, reason)
                        self._abandon(ordered)
                        return
                    ordered.avoid.append(ordered.at)

    def _abandon(self, ordered: _Ordered) -> None:
        """Let the process that is started next begin behind this source."""
        rest = [one for one in self._under_way if one is not ordered]
        if rest:
            self._process = self._started(rest)

    def _next(self, ordered: _Ordered, waited: float) -> Message | str | None:
        """The next message on the source, why its process was lost, or None where there is none yet."""
        if self._process is None:
            self._process = self._started(self._under_way)
        seconds = self._seconds(ordered.source)
        try:
            return self._process.answer(_TICK) or TOO_LARGE.replace("needs", "perhaps needs")
        except TimeoutError:
            if waited < seconds:
                return None
            return f"took longer than {seconds:.3g} seconds to take apart; split it into parts, or leave it out"

    def _seconds(self, source: Source) -> float:
        most = self._minutes * 60
        if self._options.ocr:
            return most
        try:
            size = source.path.stat().st_size if source.path else len(source.data or b"")
        except OSError:
            size = 0
        return min(most, SECONDS + size / BYTES_A_SECOND)

    def _started(self, ordered: Iterable[_Ordered]) -> _Process:
        process = _Process()
        for one in ordered:
            process.order(one.order(self._options))
        return process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None


class _Process:
    """One process; its messages are taken off by a thread, a few ahead, so that waiting for one can have an end."""

    def __init__(self) -> None:
        home = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-m", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is for the program, which ends it; and what it starts dies with it
        )
        self._messages: queue.Queue[Message | None] = queue.Queue(_MESSAGES)
        self._closing = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        if not isinstance(self.answer(_TO_START), Ready):
            self.kill()
            raise InputError("the process that takes files apart does not start; reinstall backchannel.")

    def order(self, order: Order) -> None:
        """Send an order; that the process has died shows when its answer is waited for.

        Only the first can be long (what stood on standard input); others fit the pipe, so that sending never waits.
        """
        assert self._popen.stdin is not None
        try:
            send(self._popen.stdin, order)  # type: ignore[arg-type] # a pipe opened in binary mode
        except OSError:
            _log.debug("%s: the process has ended", order.name)

    def answer(self, seconds: float) -> Message | None:
        """The next message; None where the process has ended. Raises ``TimeoutError``."""
        try:
            return self._messages.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None

    def _listen(self) -> None:
        assert self._popen.stdout is not None
        message: Message | None = Ready()
        while message is not None:
            try:
                message = receive(self._popen.stdout, Message)  # type: ignore[arg-type] # as above
            except (ValueError, OSError):
                message = None
            while not self._closing.is_set():
                try:
                    self._messages.put(message, timeout=0.2)
                    break
                except queue.Full:
                    continue

    def kill(self) -> None:
        """End the process and what it started, now."""
        self._closing.set()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._popen.pid, signal.SIGKILL) if hasattr(os, "killpg") else self._popen.kill()
        self._popen.wait()
        self._listener.join()
        for pipe in (self._popen.stdin, self._popen.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
