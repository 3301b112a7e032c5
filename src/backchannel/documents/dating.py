"""A document's date as a range with the reason it is believed.

In order: a date that is stated; else the latest date of a source that the notes cite – the text is not older than
that, and is taken to be of the same year; else the latest year of which the text speaks as past. Nothing is dated
to a day that no words state. A day of release or retrieval ends the range, since a text is not younger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from backchannel.documents.dates import spelled
from backchannel.model import Dating, Note, Section, first_day, last_day

_YEAR = re.compile(
    r"(?P<ahead>\b(?:by|until|till|through|beyond|before|vision|agenda|target|targets|from now to)\s+(?:the year\s+)?)?"
    r"(?<![\w.,/$€£-])(?P<year>(?:1[89]|20)\d\d)(?![\w%]|[.,/]\d)"
)
_NOT_YEARS = re.compile(r"\s*(?:people|men|troops|soldiers|dead|deaths|miles|km|kilomet|tons|tonnes|rockets|radios|rifles|dollars|members|million|billion|hours|copies)")  # fmt: skip


def bounded(dating: Dating, no_later_than: Iterable[tuple[str | None, str]]) -> Dating:
    """``dating`` with its end moved to the earliest of the given days that falls inside it."""
    for value, why in no_later_than:
        if value is None:
            continue
        end = dating.end or dating.start
        if first_day(dating.start) <= last_day(value) < last_day(end):
            dating = msgspec.structs.replace(dating, end=value, reason=f"{dating.reason}; {why} {spelled(value)}")
    return dating


def from_notes(notes: Sequence[Note]) -> Dating | None:
    """The range that the latest dated source of the notes opens."""
    days = [note.date for note in notes if note.date and not note.date.endswith("X")]
    if not days:
        return None
    latest = max(days, key=lambda value: (first_day(value), value))
    if len(latest) == 4:
        return Dating(start=latest, reason=f"cites a source of {latest}; taken to be of the same year")
    return Dating(
        start=latest,
        end=latest[:4],
        reason=f"cites a source of {spelled(latest)}; taken to be of the same year",
    )


def from_body(text: str, sections: Sequence[Section], known_by: str | None = None) -> Dating | None:
    """The latest year of which the body speaks, years to come ('by 2030') and figures aside."""
    limit = last_day(known_by).year if known_by else 2100
    years = {
        int(match["year"])
        for section in sections
        if section.kind in ("paragraph", "quotation", "list", "title", "heading", "byline")
        for match in _YEAR.finditer(text, section.start, section.end)
        if not match["ahead"] and int(match["year"]) <= limit and not _NOT_YEARS.match(text, match.end())
    }
    if not years:
        return None
    latest = max(years)
    return Dating(start=str(latest), reason=f"mentions events of {latest}")
