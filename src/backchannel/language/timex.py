"""Time expressions as values, and what a grammar rule is.

Types and values follow TIMEX3 (ISO 24617-1, TimeML annotation guidelines 1.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from msgspec.structs import replace

from backchannel.language.intervals import MONTH, YEAR, Interval, days, months
from backchannel.model import Document, When
from backchannel.model.value import Value

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Relation = Literal["at", "since", "until", "before", "after", "during", "between"]


class Timex(Value, frozen=True):
    """One TIMEX3 tag: words, their type and value."""

    start: int
    end: int
    type: TimeType
    value: str


class TimeExpression(Value, frozen=True):
    """Words that say when, how long or how often.

    ``start``/``end`` are offsets in the text searched; ``value`` is the TIMEX3 value, ``mod`` its modifier (START,
    MID, END, H1, Q1 …); ``relation`` comes from the words before. ``when`` has no start where nothing resolves it.
    ``tags`` are the TIMEX3 tags in it, with offsets from ``start``: those of a range are its two ends, and none has
    the preposition in it.
    """

    start: int
    end: int
    text: str
    type: TimeType
    when: When
    value: str
    mod: str | None = None
    relation: Relation | None = None
    tags: tuple[Timex, ...] = ()

    def timexes(self) -> Iterator[Timex]:
        """The TIMEX3 tags, with offsets in the text."""
        for tag in self.tags:
            yield replace(tag, start=self.start + tag.start, end=self.start + tag.end)


class TimeContext(Value, frozen=True):
    """What relative expressions hang on: the document's own date and the last date of the narrative."""

    document_date: When | None = None
    last: When | None = None

    @classmethod
    def of(cls, document: Document) -> TimeContext:
        """The context at the start of a document."""
        dating = document.metadata.date
        return cls(document_date=When(start=dating.start, end=dating.end) if dating else None)


_JUST_GONE = 60
"""Days for which a clause that looks ahead may still speak of a day just past."""


class Scene(NamedTuple):
    """What a rule sees of the context.

    ``near`` says that ``last`` stands close by, ``ahead`` that the clause looks forward, ``hint`` is the year of a
    date this one is joined to.
    """

    document: Interval | None
    last: Interval | None
    near: bool = True
    ahead: bool = False
    hint: int | None = None


class Parts(NamedTuple):
    """The ends of a range that one match holds: the groups with which the first ends and the second begins, values."""

    first: str
    second: str
    values: tuple[str, str]


class Meaning(NamedTuple):
    """What a rule makes of its match; ``told`` is true where it moves the narrative on."""

    type: TimeType
    value: str
    span: Interval | None = None
    mod: str | None = None
    anchored: bool = False
    told: bool = True
    yearless: bool = False
    parts: Parts | None = None


class Rule(NamedTuple):
    """One pattern of the grammar, what it means, and the words of which a text must have one for it to match.

    ``needs`` are in lower case, "0" stands for any digit; without any the pattern is always tried.
    """

    name: str
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str], Scene], Meaning | None]
    needs: frozenset[str] = frozenset()


def day_value(span: Interval) -> str:
    """The TIMEX3 value of a stretch that one calendar date names, else of its first date."""
    start, _ = span.dates()
    return start.removesuffix("X") if start.endswith("X") else start


def year_for(scene: Scene, month: int, day: int | None = None) -> int | None:
    """The year of a month or day given without one: the joined date's, the narrative's, or nearest the document."""
    if scene.hint is not None:
        return scene.hint
    last = scene.last if scene.last and scene.last.level >= YEAR else None
    if last and (scene.document is None or (scene.near and not scene.ahead)):
        return _told_year(scene, last, month, day)
    if scene.document is None or scene.document.level < YEAR:
        return None
    return _nearest(scene.document, month, day, ahead=scene.ahead)


def _told_year(scene: Scene, last: Interval, month: int, day: int | None) -> int | None:
    """The narrative's year, or the one before where that would put the day far behind the document."""
    if last.first.year != last.last.year:
        return None
    year = last.first.year
    made = days(year, month, day) if day else months(year, month)
    document = scene.document
    known = document is not None and document.level >= MONTH and document.last.year == year
    if made and document and known and (made.first - document.last).days > _JUST_GONE:
        return year - 1
    return year


def _nearest(document: Interval, month: int, day: int | None, *, ahead: bool) -> int:
    """The year that puts the month or day nearest before the document, or after it where the clause looks ahead."""
    year = document.last.year
    made = days(year, month, day) if day else months(year, month)
    if document.level < MONTH or made is None:
        return year
    if not ahead:
        return year - 1 if made.first > document.last else year
    gone = (document.first - made.last).days
    return year + 1 if gone > _JUST_GONE else year
