"""Arithmetic on stretches of calendar time, at the precision the words give.

An :class:`Interval` has whole days as bounds and remembers the precision at which it was named, so that "three
years later" than 17 September 1970 is 1973 and no day of it.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

from backchannel.model import When, first_day, last_day, precision

DECADE, YEAR, MONTH, DAY = range(4)
_OF_UNIT = {"TS": DAY, "TM": DAY, "TH": DAY, "D": DAY, "W": DAY, "W2": DAY, "M": MONTH, "Q": MONTH}


class Interval(NamedTuple):
    """From the first to the last day, both included; ``level`` is the precision: decade, year, month or day."""

    first: dt.date
    last: dt.date
    level: int

    def dates(self) -> tuple[str, str | None]:
        """Start and end as dates of the claims format; the end is None where one date names the whole interval."""
        for level in range(self.level + 1):
            start = _write(self.first, level)
            if (first_day(start), last_day(start)) == (self.first, self.last):
                return start, None
        level = self.level or YEAR
        start, end = _write(self.first, level), _write(self.last, level)
        return start, None if start == end else end


def _write(day: dt.date, level: int) -> str:
    if level == DECADE:
        return f"{day.year // 10:03d}X"
    return (f"{day.year:04d}", f"{day.year:04d}-{day.month:02d}", day.isoformat())[level - 1]


def of_when(when: When | None) -> Interval | None:
    """The interval of a value of the model; None where it has no start or is no real date."""
    if when is None or when.start is None:
        return None
    try:
        first, last = first_day(when.start), last_day(when.end or when.start)
    except ValueError:
        return None
    level = max(precision(when.start), precision(when.end or when.start))
    return Interval(first, last, level) if first <= last else None


def years(first: int, last: int | None = None) -> Interval | None:
    """From one year to another; None where they are no years of the calendar or stand the wrong way round."""
    final = first if last is None else last
    if not 1000 <= first <= final <= 2999:
        return None
    return Interval(dt.date(first, 1, 1), dt.date(final, 12, 31), YEAR)


def months(year: int, first: int, last: int | None = None) -> Interval | None:
    """From one month to another of ``year``; a last month before the first is in the next year (winter)."""
    final = first if last is None else last
    ends = year + (final < first)
    if not (year >= 1000 and ends <= 2999 and 1 <= first <= 12 and 1 <= final <= 12):
        return None
    return Interval(dt.date(year, first, 1), dt.date(ends, final, calendar.monthrange(ends, final)[1]), MONTH)


def days(year: int, month: int, first: int, last: int | None = None) -> Interval | None:
    """From one day to another of a month; None where there is no such day."""
    try:
        begin, end = dt.date(year, month, first), dt.date(year, month, first if last is None else last)
    except ValueError:
        return None
    return Interval(begin, end, DAY) if 1000 <= year <= 2999 and begin <= end else None


def years_of(span: Interval | None) -> Interval | None:
    """The two years that a short stretch across a new year lies in; None for anything else."""
    if span is None or span.level < YEAR or span.last.year - span.first.year != 1:
        return None
    return years(span.first.year, span.last.year)


def decade(first: int) -> Interval | None:
    """The ten years from ``first``."""
    span = years(first, first + 9)
    return span._replace(level=DECADE) if span else None


def century(number: int) -> Interval | None:
    """The hundred years of a century: the nineteenth is 1801 to 1900."""
    return years(number * 100 - 99, number * 100)


def join(first: Interval, last: Interval) -> Interval | None:
    """From the start of one to the end of the other; None where that runs backwards."""
    if first.first > last.last:
        return None
    return Interval(first.first, last.last, max(first.level, last.level))


def shift(base: Interval, count: float, unit: str) -> Interval | None:
    """``base`` moved by ``count`` units (a TIMEX3 letter), no more precise than base and unit both are.

    A shift by weeks gives the ISO week; None where it leaves the calendar.
    """
    try:
        first, last = _move(base.first, count, unit), _move(base.last, count, unit)
    except (ValueError, OverflowError):
        return None
    level = min(base.level, _OF_UNIT.get(unit, YEAR))
    if level == DAY and unit in ("W", "W2"):
        return week(first)
    return widen(Interval(first, last, level), level)


def _move(day: dt.date, count: float, unit: str) -> dt.date:
    if unit in ("TS", "TM", "TH"):
        return day
    if unit in ("D", "W", "W2"):
        return day + dt.timedelta(days=round(count * {"D": 1, "W": 7, "W2": 14}[unit]))
    step = round(count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    if not 1000 <= year <= 2999:
        raise ValueError(year)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def widen(span: Interval, level: int) -> Interval:
    """``span`` grown to whole days, months, years or decades."""
    first = first_day(_write(span.first, level))
    last = last_day(_write(span.last, level))
    return Interval(first, last, level)


def week(day: dt.date) -> Interval:
    """The ISO 8601 week (Monday to Sunday) that ``day`` is in."""
    monday = day - dt.timedelta(days=day.weekday())
    return Interval(monday, monday + dt.timedelta(days=6), DAY)


_HALVES = {"H1": (0, 1, 2), "H2": (1, 2, 2), "Q1": (0, 1, 4), "Q2": (1, 2, 4), "Q3": (2, 3, 4), "Q4": (3, 4, 4)}
_THIRDS = {"START": 0, "MID": 1, "END": 2}
_EDGES = {"BEGIN": (0, 1, 6), "FINISH": (5, 6, 6)}
_WEEKS = {"W1": (1, 7), "W2": (8, 14), "W3": (15, 21), "W4": (22, 28), "W5": (-6, 0)}


def part(span: Interval, modifier: str) -> Interval | None:
    """The part of a year, month, decade, century or other stretch that a modifier names.

    START, MID and END are thirds: of a year January–April, May–August, September–December; of a month the 1st–10th,
    11th–20th, 21st–end; of a decade years 0–3, 4–6, 7–9; of a century years 1–33, 34–66, 67–100.
    BEGIN and FINISH ("the beginning of", "the end of") are the first and last sixth: two months of a year, five days
    of a month. H1, H2 are halves, Q1 to Q4 quarters, W1 to W5 the weeks of a month.
    """
    if modifier in _WEEKS:
        return _week_of(span, modifier)
    if modifier in _HALVES or modifier in _EDGES:
        low, high, of = _HALVES.get(modifier) or _EDGES[modifier]
    else:
        low, of = _THIRDS[modifier], 3
        high = low + 1
    return _slice(span, low, high, of)


def _week_of(span: Interval, modifier: str) -> Interval | None:
    if (span.first.year, span.first.month) != (span.last.year, span.last.month):
        return None
    first, last = _WEEKS[modifier]
    add = span.last.day if first < 0 else 0
    return days(span.first.year, span.first.month, first + add, last + add)


def week_value(span: Interval, modifier: str) -> str | None:
    """The first … fourth or last ISO week of a month: a week belongs where its Thursday is, as in ISO 8601."""
    if (span.first.year, span.first.month) != (span.last.year, span.last.month):
        return None
    first = span.first + dt.timedelta(days=(3 - span.first.weekday()) % 7)
    thursdays = [first + dt.timedelta(days=7 * n) for n in range(5)]
    there = [day for day in thursdays if day <= span.last]
    chosen = there[-1] if modifier == "W5" else there[int(modifier[1]) - 1]
    year, week, _ = chosen.isocalendar()
    return f"{year}-W{week:02d}"


def _slice(span: Interval, low: int, high: int, of: int) -> Interval | None:
    count = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1
    if count == 1:
        size = 30 if of % 3 == 0 else calendar.monthrange(span.first.year, span.first.month)[1]
        last = span.last.day if high == of else size * high // of
        return days(span.first.year, span.first.month, size * low // of + 1, last)
    if count <= 12:
        begin = span.first.year * 12 + span.first.month - 1
        first, final = begin + count * low // of, begin + count * high // of - 1
        head, tail = months(first // 12, first % 12 + 1), months(final // 12, final % 12 + 1)
        return join(head, tail) if head and tail else head
    size = span.last.year - span.first.year + 1
    if size == 10 and of == 3:
        bounds = (0, 4, 7, 10)
        return years(span.first.year + bounds[low], span.first.year + bounds[high] - 1)
    return years(span.first.year + size * low // of, span.first.year + size * high // of - 1)
