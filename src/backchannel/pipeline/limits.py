"""What bounds the reading of one document: its length, the languages its reader knows, the time it may take."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, MappingProxyType

from backchannel.claims.protocol import Reader
from backchannel.documents.language_id import language_of, sample
from backchannel.model import Document

MINUTES = 30
"""What a document may take unless more is asked for: some three million words on one slow core."""

LONGEST = 5_000_000
"""Characters of a document: some 800,000 words. Our reader holds all that it reads of a document until its end, so
that one text of 10,000,000 took more than 6 GB, and whole runs end where memory does."""

_LANGUAGES = MappingProxyType({"clauses": ("en",)})
"""The languages that our readers read; readers of others say so by an attribute ``languages``, or are asked for all."""

_TELLING = 120
"""Characters from which on a text's language is told rightly: of 228 English documents cut at this length, 228."""

_LONG = 1_000
"""Characters from which on running text of any language is recognised, even badly scanned; what is not, is no text."""

_REPEAT = 5.0


class TimeUp(BaseException):
    """The time is up. Not an ``Exception``, so that no reader that goes on after its own faults goes on after this."""


def refusal(reader: Reader, document: Document) -> str | None:
    """Why the document is not given to the reader at all; None where it is."""
    if len(document.text) > LONGEST:
        return f"has {len(document.text):,} characters, more than the {LONGEST:,} read at once; split it into parts"
    return foreign(reader, document)


def foreign(reader: Reader, document: Document) -> str | None:
    """Why the reader cannot read the document's language; None where it can, or where the text is too short to tell.

    A language that a page states wrongly is no reason: what the words themselves are goes first.
    """
    known: tuple[str, ...] = getattr(reader, "languages", _LANGUAGES.get(reader.name, ()))
    stated = (document.metadata.language or "").lower().replace("_", "-").split("-")[0]
    size = len(document.text.strip())
    if not known or stated in known or size < (_TELLING if stated else _LONG):
        return None
    if stated and language_of(sample(document.text, document.sections)) in known:
        return None
    way_out = f'state "language": "{known[0]}" in a file beside it to have it read all the same'
    what = f"its language is {stated!r}" if stated else "its language is none that is known (a bad scan?)"
    return f"{what}, and the reader {reader.name} reads {', '.join(map(repr, known))}; {way_out}"


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
