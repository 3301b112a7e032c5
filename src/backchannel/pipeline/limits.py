"""What bounds the reading of one document: its length, the languages its reader knows, the time it may take."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from backchannel.claims.protocol import Reader
from backchannel.documents.facts.languages import base, counted, is_other, passage_language
from backchannel.model import Document, Section

MINUTES = 30
"""What a document may take unless more is asked for: some three million words on one slow core."""

LONGEST = 5_000_000
"""Characters of a document: some 800,000 words. Our reader holds all that it reads of a document until its end, so
that one text of 10,000,000 took more than 6 GB, and whole runs end where memory does."""

_LONG = 1_000
"""Characters from which on running text of any language is recognised, even badly scanned; what is not, is no text."""

_REPEAT = 5.0


class TimeUp(BaseException):
    """The time is up. Not an ``Exception``, so that no reader that goes on after its own faults goes on after this."""


def refusal(reader: Reader, document: Document) -> str | None:
    """Why the document is not kept at all; None where it is."""
    if len(document.text) > LONGEST:
        return f"has {len(document.text):,} characters, more than the {LONGEST:,} read at once; split it into parts"
    return ruined(reader, document)


def ruined(reader: Reader, document: Document) -> str | None:
    """Why the document is taken for no text at all; None where it is one, or is too short to tell.

    Only readers that say what they read are spared such texts.
    """
    known = languages_of(reader)
    told = sum(s.end - s.start for s in document.sections if s.language)
    if not known or base(document.metadata.language) or len(document.text.strip()) < _LONG:
        return None
    if 2 * told > sum(s.end - s.start for s in document.sections):  # a noise here and there passes for a language
        return None
    return (
        f"its language is none that is known (a bad scan?), and the reader {reader.name} reads {_list(known)};"
        f' state "language": "{known[0]}" in a file beside it to have it read all the same'
    )


def foreign(reader: Reader, document: Document) -> str | None:
    """Why the reader is not given a document that is kept all the same: nothing in it is in a language it knows."""
    known = frozenset(languages_of(reader))
    passages = document.sections or (Section(start=0, end=len(document.text), kind="paragraph"),)
    if not known or not all(is_other(passage_language(document, passage), known) for passage in passages):
        return None
    return f"is in {counted(passage_language(document, one) for one in passages)}: kept and searchable, not read"


def languages_of(reader: Reader) -> tuple[str, ...]:
    """The languages that a reader says it reads; empty for one that is asked for all."""
    return tuple(getattr(reader, "languages", ()))


def _list(codes: tuple[str, ...]) -> str:
    return ", ".join(map(repr, codes))


def too_long(minutes: float) -> str:
    """The reason a document is skipped with when its time was up."""
    return f"took longer than {minutes:g} minutes; split it into parts, or give it more with --minutes"


@contextmanager
def time_limit(minutes: float) -> Iterator[None]:
    """Raise :class:`TimeUp` in what is done here when the minutes are over.

    Needs the main thread and a system with interval timers (POSIX ``setitimer``); elsewhere there is no limit. The
    alarm rings on, because what it raises is lost where C calls back.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    started = time.monotonic()
    left, interval = signal.setitimer(signal.ITIMER_REAL, minutes * 60, _REPEAT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # somebody else's alarm, less the time that has passed
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - started), 0.001), interval)


def _ring(number: int, frame: FrameType | None) -> None:
    raise TimeUp
