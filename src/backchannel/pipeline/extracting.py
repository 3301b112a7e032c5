"""Sources to documents: whatever goes wrong with a source stays with it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from backchannel.documents import Refused, Source
from backchannel.model import Document
from backchannel.pipeline.limits import TimeUp, time_limit, too_long

_log = logging.getLogger(__name__)


def extracted(source: Source, minutes: float) -> Iterator[Document | Refused]:
    """The documents of a source, and what in it cannot be read, each in at most so many minutes."""
    found = source.read()
    while True:
        try:
            with time_limit(minutes):
                one = next(found, None)
        except TimeUp:
            yield Refused(source.name, too_long(minutes))
            return
        except Exception as error:  # a fault in an extractor must not cost the other documents
            _log.debug("%s", source.name, exc_info=True)
            words = " ".join(f"{type(error).__name__} {error}".split())[:200]
            yield Refused(source.name, f"cannot be read ({words}); please report this")
            return
        if one is None:
            return
        yield one
