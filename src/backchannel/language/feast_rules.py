"""Rules for days that have a name of their own: Christmas Eve, Good Friday 1998, last Thanksgiving."""

from __future__ import annotations

import datetime as dt
import re

from backchannel.language import intervals as iv
from backchannel.language import time_words as tw
from backchannel.language.calendar_rules import deictic_year, short_year
from backchannel.language.numbers import alternatives
from backchannel.language.timex import Meaning, Rule, Scene, year_for

FEASTS: dict[str, str] = tw.table("feasts")


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm in Meeus, Astronomical Algorithms, ch. 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def feast(rule: str, year: int) -> dt.date:
    """The day that a rule of the data names: ``12-25``, ``easter-2``, ``11 4 4`` (the fourth Thursday of November)."""
    if rule.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(rule[6:] or 0))
    if " " not in rule:
        month, day = map(int, rule.split("-"))
        return dt.date(year, month, day)
    month, place, weekday = map(int, rule.split())
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (place - 1))


def _feast(match: re.Match[str], scene: Scene) -> Meaning | None:
    """A named day: of the year named, else of the year in which a date without one would be."""
    rule = FEASTS[match["feast"]]
    usual = feast(rule, 2000)
    named = bool(match["year"] or match["short"] or match["deictic"])
    year = _year(match, scene) if named else year_for(scene, usual.month, usual.day)
    if year is None or not 1583 <= year <= 2999:
        return Meaning("DATE", "XXXX" + ("" if rule.startswith("easter") else f"-{usual:%m-%d}"), told=False)
    day = feast(rule, year)
    span = iv.Interval(day, day, iv.DAY)
    return Meaning("DATE", day.isoformat(), span, None, anchored=not match["year"], yearless=not named)


def _year(match: re.Match[str], scene: Scene) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["short"]:
        return short_year(match["short"][1:], scene)
    return deictic_year(match["deictic"], scene)


RULES = (
    Rule(
        "feast",
        re.compile(
            rf"\b(?P<feast>{alternatives(FEASTS)})\b(?! (?:Island|Rising|Offensive|Agreement|Accords?|Declaration)\b)"
            rf"{tw.OF_YEAR}?"
        ),
        _feast,
        tw.lowered(FEASTS),
    ),
)
