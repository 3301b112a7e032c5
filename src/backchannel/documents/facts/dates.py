"""Dates as headers, bylines and notes print them, in English and in figures, to dates of the claims format.

Only what the words themselves fix: no reference day, no guessing which of two figures is the month.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]  # the project's texts are English; the names are no locale's business
_NUMBER = {name[:3]: index for index, name in enumerate(_MONTHS, 1)}
_MONTH = r"(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS if name != "may") + r"|may|sept)\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"

_DATE = re.compile(
    rf"""\b(?:
      (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\d-])
    | (?P<day>{_DAY})(?:\s*[-–/]\s*{_DAY})?\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})\b
    | (?P<us_month>{_MONTH})\s+(?P<us_day>{_DAY})(?:\s*[-–]\s*{_DAY})?,?\s+(?P<us_year>{_YEAR})\b
    | (?P<only_month>{_MONTH}),?\s+(?:of\s+)?(?P<month_year>{_YEAR})\b
    | (?P<figures>\d\d?[./]\d\d?[./]{_YEAR})\b
    | (?P<decade>(?:1[5-9]|20)\d0)['’]?s\b
    | (?P<bare>{_YEAR})(?![\w'’]|[-–/]\w|[.,]\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


_DAY_AND_MONTH = re.compile(rf"(?:{_DAY}\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+{_DAY})", re.IGNORECASE)


class Printed(NamedTuple):
    """A date in a text: where its words stand and what they denote."""

    start: int
    end: int
    value: str


def dates(text: str) -> list[Printed]:
    """Every date printed in ``text``, in order; what names no real day is left out."""
    found = []
    for match in _DATE.finditer(text):
        value = _value(match)
        if value is not None:
            found.append(Printed(match.start(), match.end(), value))
    return found


def is_day_and_month(words: str) -> bool:
    """Whether the words are a day of a month and nothing else (``25 September``)."""
    return bool(_DAY_AND_MONTH.fullmatch(words.strip()))


def spelled(value: str) -> str:
    """A date of the claims format in words: ``25 September 2016``, ``September 2016``, ``2016``, ``the 2010s``."""
    if value.endswith("X"):
        return f"the {value[:3]}0s"
    year, *rest = value.split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    if rest:
        words.append(_MONTHS[int(rest[0]) - 1].capitalize())
    return " ".join([*words, year])


def _value(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return _real(*(int(part) for part in match["iso"].split("-")))
    if match["figures"]:
        return _in_figures(match["figures"])
    if match["decade"]:
        return match["decade"][:3] + "X"
    return match["bare"] or _in_words(match)


def _in_words(match: re.Match[str]) -> str | None:
    for year, month, day in (("year", "month", "day"), ("us_year", "us_month", "us_day")):
        if match[day]:
            return _real(int(match[year]), _month(match[month]), int(re.sub(r"\D", "", match[day])))
    return _real(int(match["month_year"]), _month(match["only_month"]))


def _in_figures(text: str) -> str | None:
    one, two, year = (int(part) for part in re.split(r"[./]", text))
    if "." in text or one > 12:  # 25.09.2016 and 25/09/2016 put the day first
        return _real(year, two, one)
    if two > 12:
        return _real(year, one, two)
    return _real(year, one, two) if one == two else str(year)


def _month(word: str) -> int:
    return _NUMBER[word[:3].lower()]


def _real(year: int, month: int | None = None, day: int | None = None) -> str | None:
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
