"""Spans of text and times of events.

A time is written as in the claims format: ``1931``, ``1931-03``, ``1931-03-14`` or the decade ``193X``
(a subset of ISO 8601-2:2019, level 1). Each denotes the whole interval it names.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from backchannel.model.value import Value

_FORM = re.compile(r"(\d{3})X|(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Span(Value, frozen=True, order=True):
    """A stretch of a text in code points, ``end`` exclusive."""

    start: int
    end: int


class When(Value, frozen=True):
    """When something happened or holds.

    ``end`` None means the same as ``start`` or open; ``text`` are the words it rests on; ``anchored`` is true
    where the value rests on more than those words (the document's date, another sentence).
    """

    start: str | None = None
    end: str | None = None
    text: str | None = None
    anchored: bool = False


def _parts(value: str) -> tuple[int, int | None, int | None, int]:
    match = _FORM.fullmatch(value)
    if not match:
        raise ValueError(f"not a date of the claims format: {value!r}")
    if match[1]:
        return int(match[1]) * 10, None, None, 10
    month, day = (int(part) if part else None for part in match.group(3, 4))
    if 0 in (month, day):
        raise ValueError(f"no month or day is numbered 0: {value!r}")
    return int(match[2]), month, day, 1


def first_day(value: str) -> dt.date:
    """The first day of the interval that ``value`` names.

    Raises ``ValueError`` where ``value`` is not a date of the claims format or names no real day.
    """
    year, month, day, _ = _parts(value)
    return dt.date(year, month or 1, day or 1)


def last_day(value: str) -> dt.date:
    """The last day of the interval that ``value`` names; raises as :func:`first_day`."""
    year, month, day, years = _parts(value)
    if month is None:
        return dt.date(year + years - 1, 12, 31)
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def precision(value: str) -> int:
    """How exactly ``value`` is given: 0 decade, 1 year, 2 month, 3 day."""
    _, month, day, years = _parts(value)
    return 0 if years == 10 else 1 + (month is not None) + (day is not None)


def overlap(one: When, other: When) -> bool | None:
    """Whether two times share a day; None where either has no start."""
    if one.start is None or other.start is None:
        return None
    return first_day(one.start) <= last_day(other.end or other.start) and first_day(other.start) <= last_day(
        one.end or one.start
    )
