"""Progress on standard error: a line that renews itself on a terminal; skips and notes as lines of their own."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, deque
from types import TracebackType
from typing import Self

from backchannel.cli.output import cut
from backchannel.cli.screen import clean, note, width, working_on
from backchannel.pipeline import Event

_EVERY = 0.1
_WINDOW = 60.0
_TO_TELL = 2.0
_ALIKE = 3
"""Notes of one kind that are told one by one."""
_NUMBER = re.compile(r"\d[\d,.]*")


class Progress:
    """Watches a read; to be used as a context manager, which clears the line in the end."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._live = sys.stderr.isatty() and not quiet
        self._quiet = quiet
        self._shown = 0.0
        self._pace = Pace()
        self._notes: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._clear()
        self._count_notes()

    def __call__(self, event: Event) -> None:
        """Take notice of what happened."""
        working_on(event.name)
        self._pace.note(event, time.monotonic())
        if event.kind == "fusing":
            self._clear()
            self._count_notes()
        if event.kind == "skipped":
            self._clear()
            note(f"skipped {event.name}: {event.text}")
        elif event.kind in ("note", "shared") and not event.shares and not self._quiet:
            self._note(event)
        self._renew(event)

    def _note(self, event: Event) -> None:
        """The first notes of a kind (they differ in numbers alone) are told one by one, the others counted."""
        kind = _NUMBER.sub("…", event.text)
        self._notes[kind] += 1
        if self._notes[kind] <= _ALIKE or event.kind == "shared":
            self._clear()
            note(f"note on {event.name}: {event.text}")

    def _count_notes(self) -> None:
        for kind, told in self._notes.items():
            if told > _ALIKE:
                note(f"note on {told - _ALIKE:,} more: {kind}")
        self._notes.clear()

    def _renew(self, event: Event) -> None:
        now = time.monotonic()
        if not self._live or (now - self._shown < _EVERY and event.kind != "fusing"):
            return
        self._shown = now
        words = "bringing together what is said about one matter" if event.kind == "fusing" else clean(event.name)
        pace = "" if event.kind == "fusing" else self._pace.told(event, now)
        line = f"{_bar(event.done, event.total)} {event.done:,}/{event.total:,} {pace}{words}"
        sys.stderr.write(f"\r\x1b[K{cut(line, width() - 1)}")
        sys.stderr.flush()

    def _clear(self) -> None:
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class Pace:
    """How fast reading goes, from what the last minute saw: words a second, and the time that is left."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int, int]] = deque()
        self._words = 0

    def note(self, event: Event, now: float) -> None:
        """Take notice of an event at this time in seconds."""
        self._words += event.words
        self._seen.append((now, event.done, self._words))
        while now - self._seen[0][0] > _WINDOW:
            self._seen.popleft()

    def told(self, event: Event, now: float) -> str:
        """``2,300 words/s, 4 min left · ``; empty while too little was seen to tell."""
        then, done, words = self._seen[0]
        if now - then < _TO_TELL or event.done <= done:
            return ""
        left = (event.total - event.done) * (now - then) / (event.done - done)
        return f"{(self._words - words) / (now - then):,.0f} words/s, {_duration(left)} left · "


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


def _bar(done: int, total: int, size: int = 20) -> str:
    full = size * done // max(1, total)
    return "█" * full + "░" * (size - full)
