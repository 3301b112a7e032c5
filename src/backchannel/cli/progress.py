"""Progress on standard error: a line that renews itself on a terminal; skips and notes as lines of their own."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from backchannel.cli.output import cut
from backchannel.cli.screen import clean, note, width, working_on
from backchannel.pipeline import Event

_EVERY = 0.1


class Progress:
    """Watches a read; to be used as a context manager, which clears the line in the end."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._live = sys.stderr.isatty() and not quiet
        self._quiet = quiet
        self._shown = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._clear()

    def __call__(self, event: Event) -> None:
        """Take notice of what happened."""
        working_on(event.name)
        if event.kind == "skipped":
            self._clear()
            note(f"skipped {event.name}: {event.text}")
        elif event.kind == "note" and not self._quiet:
            self._clear()
            note(f"note on {event.name}: {event.text}")
        self._renew(event)

    def _renew(self, event: Event) -> None:
        now = time.monotonic()
        if not self._live or (now - self._shown < _EVERY and event.kind != "fusing"):
            return
        self._shown = now
        words = "bringing together what is said about one matter" if event.kind == "fusing" else clean(event.name)
        line = f"{_bar(event.done, event.total)} {event.done}/{event.total} {words}"
        sys.stderr.write(f"\r\x1b[K{cut(line, width() - 1)}")
        sys.stderr.flush()

    def _clear(self) -> None:
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _bar(done: int, total: int, size: int = 20) -> str:
    full = size * done // max(1, total)
    return "█" * full + "░" * (size - full)
