"""What becomes of offsets when places of a text are taken out: every span in a record keeps standing on its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from backchannel.ledger.names import MARK, Places, replaced

Cleaner = Callable[[str], str]

FIXED = frozenset(
    ("id", "document", "text_digest", "kind", "role", "type", "country", "plover", "domain", "certainty", "polarity",
     "stance", "media_type", "authenticity", "language", "number")
)  # fmt: skip
"""Fields whose values are the program's own words, or digests: nothing of a text stands in them."""


class Shift:
    """A text, and the places in it (in order, apart) that give way to marks; ``new`` is the text with the marks.

    ``marks`` are the offsets at which the marks begin in it.
    """

    def __init__(self, text: str, places: Places) -> None:
        self.text, self.places = text, places
        self.new = replaced(text, places)
        self.marks: list[int] = []
        less = 0
        for start, end in places:
            self.marks.append(start - less)
            less += end - start - len(MARK)

    def start(self, at: int) -> int:
        """Where a span that began at ``at`` begins now; one that began within a place begins with its mark."""
        return self._shifted(at, within=0)

    def end(self, at: int) -> int:
        """Where a span that ended at ``at`` ends now; one that ended within a place ends with its mark."""
        return self._shifted(at, within=len(MARK))

    def _shifted(self, at: int, within: int) -> int:
        n = bisect_right(self.places, at, key=lambda p: p[0]) - 1
        if n < 0:
            return at
        start, end = self.places[n]
        past = 0 if at == start else within if at < end else at - end + len(MARK)
        return self.marks[n] + past

    def touched(self, start: int, end: int) -> bool:
        """Whether a place lies, in part or wholly, between the two offsets."""
        return any(start < high and low < end for low, high in self.places)


def moved(record: Any, shift: Shift, clean: Cleaner) -> Any:
    """A record (of JSON) as it is for the new text: spans moved, words cleaned, copies of the text cut anew.

    Whatever has a ``start`` and an ``end`` in whole numbers is a span of the text, and a ``text`` or ``quote`` beside
    them that repeats it is cut anew. Spans of a list that did not overlap do not overlap then either.
    """
    if isinstance(record, str):
        return clean(record)
    if isinstance(record, list):
        return _listed(record, shift, clean)
    if not isinstance(record, dict):
        return record
    if any(isinstance(day := record.get(end), str) and clean(day) != day for end in ("start", "end")):
        return None  # a date of which a part is to go
    made = {key: value if key in FIXED else moved(value, shift, clean) for key, value in record.items()}
    if _is_span(record):
        made["start"], made["end"] = shift.start(record["start"]), shift.end(record["end"])
        for name in ("text", "quote"):
            if record.get(name) == shift.text[record["start"] : record["end"]]:
                made[name] = shift.new[made["start"] : made["end"]]
    return made


def strings(record: Any) -> Iterator[str]:
    """Every string of a record (of JSON), keys apart, but for the program's own words and digests."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, dict):
        for key, value in record.items():
            if key not in FIXED:
                yield from strings(value)
    elif isinstance(record, list):
        for value in record:
            yield from strings(value)


def _is_span(record: Mapping[str, Any]) -> bool:
    return isinstance(record.get("start"), int) and isinstance(record.get("end"), int)


def _listed(record: list[Any], shift: Shift, clean: Cleaner) -> list[Any]:
    made = [moved(value, shift, clean) for value in record]
    if len(made) < 2 or not all(isinstance(v, dict) and _is_span(v) for v in record):
        return made
    if any(b["start"] < a["end"] for a, b in pairwise(record)):
        return made
    apart: list[Any] = []
    for span in made:
        start = max(span["start"], apart[-1]["end"] if apart else 0)
        if start < span["end"] or span["start"] == span["end"]:
            apart.append({**span, "start": start})
    return apart
