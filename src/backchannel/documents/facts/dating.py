"""A document's date as a range with the reason it is believed.

In order: a date that is stated; else the latest date of a source that the notes cite, since a text is not older than
what it cites; else the latest year of which the text speaks as past. Nothing is dated to a day that no words state.
How long after such a date a text was written nothing says: the range runs to the end of the next year after a cited
source and of the second year after a year mentioned, unless words narrow it ("this year", in a paragraph whose note
is dated). A day of release or retrieval ends the range, since a text is not younger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from backchannel.documents.facts.dates import spelled
from backchannel.model import Dating, Note, Section, first_day, last_day

_AFTER_SOURCE = 1  # years
_AFTER_MENTION = 2
_YEAR = re.compile(
    r"(?P<ahead>\b(?:by|until|till|through|beyond|before|vision|agenda|targets?|from now to|than)\s+(?:the year\s+)?)?"
    r"(?<![\w.,/$€£-])(?P<year>(?:1[89]|20)\d\d)(?![\w%]|[.,/]\d)",
    re.IGNORECASE,
)
_NOT_PAST = re.compile(
    r"\s*(?:people|men|troops|soldiers|dead|deaths|miles|km|kilomet|tons?\b|tonnes|rockets|radios|rifles|dollars|members|"
    r"million|billion|hours|copies|agenda|goals?|targets?|vision|sustainable|"
    r"[^.;]{0,60}\b(?:will|shall|is to|are to)\b)",
    re.IGNORECASE,
)
_COMING = re.compile(r"\b(?:will|shall|next|scheduled for|planned for|is to|are to)\b[^.;]{0,60}$")
_THIS_YEAR = re.compile(r"\b(?:this year|this (?:month|week))\b", re.IGNORECASE)
_NEAR = 700  # characters between "this year" and the mark of the note that tells the year, at most


def bounded(dating: Dating, no_later_than: Iterable[tuple[str | None, str]]) -> Dating:
    """``dating`` with its end moved to the earliest of the given days that falls inside it."""
    for value, why in no_later_than:
        if value is None:
            continue
        end = dating.end or dating.start
        if first_day(dating.start) <= last_day(value) < last_day(end):
            dating = msgspec.structs.replace(dating, end=value, reason=f"{dating.reason}; {why} {spelled(value)}")
    return dating


def from_notes(notes: Sequence[Note], text: str = "") -> Dating | None:
    """The range that the latest dated source of the notes opens."""
    days = [note.date for note in notes if note.date and not note.date.endswith("X")]
    if not days:
        return None
    latest = max(days, key=lambda value: (first_day(value), value))
    year = int(latest[:4])
    same = _of_this_year(notes, text, year)
    if same:
        reason = f"cites a source of {spelled(latest)} and speaks of “this year” where it cites one of {spelled(same)}"
        return Dating(start=latest, end=None if latest == str(year) else str(year), reason=reason)
    return Dating(start=latest, end=str(year + _AFTER_SOURCE), reason=f"cites a source of {spelled(latest)}")


def _of_this_year(notes: Sequence[Note], text: str, year: int) -> str | None:
    """The date of a source of ``year`` that is cited for what happened "this year"."""
    for note in notes:
        if not note.date or not note.date.startswith(str(year)):
            continue
        for mark in note.marks:
            before = text[max(0, mark.start - _NEAR) : mark.start].rpartition("\n\n")[2]
            if _THIS_YEAR.search(before):
                return note.date
    return None


def from_body(text: str, sections: Sequence[Section], known_by: str | None = None) -> Dating | None:
    """The latest year of which the body speaks, years to come ("by 2030") and figures aside."""
    limit = last_day(known_by).year if known_by else 2100
    years = {
        int(match["year"])
        for section in sections
        if section.kind in ("paragraph", "quotation", "list", "title", "heading", "byline")
        for match in _YEAR.finditer(text, section.start, section.end)
        if not match["ahead"] and int(match["year"]) <= limit and not _is_ahead(text, match)
    }
    if not years:
        return None
    latest = max(years)
    return Dating(start=str(latest), end=str(latest + _AFTER_MENTION), reason=f"mentions events of {latest}")


def _is_ahead(text: str, match: re.Match[str]) -> bool:
    """Whether the year is spoken of as one to come, or is no year."""
    return bool(_NOT_PAST.match(text, match.end()) or _COMING.search(text[max(0, match.start() - 80) : match.start()]))
