"""Rules for periods of which the words give the kind: the year's end, the fourth quarter, the same month last year."""

from __future__ import annotations

import re

from backchannel.language import intervals as iv
from backchannel.language import time_words as tw
from backchannel.language.calendar_rules import deictic_year, parted, short_year
from backchannel.language.numbers import ORDINALS, alternatives
from backchannel.language.relative_rules import STEPS, base_of, dated, enclosing
from backchannel.language.timex import Meaning, Rule, Scene

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}


def _at_hand(scene: Scene) -> iv.Interval | None:
    """What "the year" lies in: the narrative's date where it stands close by and the clause does not look ahead."""
    told = scene.last if scene.near and not scene.ahead else None
    return told or scene.document


def _enclosed(scene: Scene, letter: str) -> iv.Interval | None:
    """The day, week, month … at hand: the narrative's if it is fine enough, else the document's."""
    bases = (_at_hand(scene), scene.document)
    return next((whole for base in bases if base and (whole := enclosing(base, letter))), None)


def _unit(match: re.Match[str]) -> str:
    return tw.unit(next(word for name, word in match.groupdict().items() if name.startswith("unit") and word))


def _year_named(match: re.Match[str], scene: Scene) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["short"]:
        return short_year(match["short"][1:], scene)
    return deictic_year(match["deictic"], scene) if match["deictic"] else None


def _quarter(match: re.Match[str], scene: Scene) -> Meaning | None:
    """The fourth quarter: of the year named, else the one nearest the document."""
    word = match["number"] or match["plain"]
    number = _QUARTERS[word.lower()] if word else int(match["q"])
    year = _year_named(match, scene) or _nearest_year(scene, number)
    span = iv.months(year, number * 3 - 2, number * 3) if year else None
    return Meaning("DATE", f"{year}-Q{number}", span, None, anchored=not match["year"]) if span else None


def _nearest_year(scene: Scene, number: int) -> int | None:
    """The year of the quarter that began last before the document, or of the next where that is much nearer."""
    base = scene.document
    if base is None or base.level < iv.MONTH:
        return None
    year = base.last.year
    span, before = (iv.months(y, number * 3 - 2, number * 3) for y in (year, year - 1))
    if span is None or before is None or span.first <= base.last or scene.ahead:
        return year
    return year if 2 * (span.first - base.last) < base.first - before.last else year - 1


def _fiscal(match: re.Match[str], scene: Scene) -> Meaning | None:
    """This fiscal year: named after the calendar year, for its months differ between states and firms."""
    which, step = STEPS.get((match["step"] or "the current").lower(), STEPS["last"])
    base = base_of(scene, which)
    span = enclosing(base, "Y") if base else None
    span = iv.shift(span, step, "Y") if span and step else span
    return Meaning("DATE", f"FY{span.first.year}" if span else "FXXXX", span, None, anchored=True, told=False)


def _part(match: re.Match[str], scene: Scene) -> Meaning | None:
    """The end of the year, the rest of the week, later in the day, year-end."""
    letter = _unit(match)
    whole = _enclosed(scene, letter)
    made = dated(whole, letter, told=False)
    if match["fiscal"] and whole and letter == "Y":
        return made._replace(value=f"FY{whole.first.year}")
    modifier = tw.PARTS.get("end" if match["unit_end"] else (match["part"] or "").lower())
    if whole is None or modifier is None or letter == "D":
        return made
    cut = parted(whole, made.value, modifier, anchored=True)
    return cut._replace(told=False) if cut else made


def _whole(match: re.Match[str], scene: Scene) -> Meaning | None:
    """The entire year; for the quarter; ended the day; a third consecutive week."""
    letter = _unit(match)
    return dated(_enclosed(scene, letter), letter, told=False)


def _that_time(match: re.Match[str], scene: Scene) -> Meaning | None:
    return dated(scene.last, "D", told=False) if scene.last else None


def _beside(match: re.Match[str], scene: Scene) -> Meaning | None:
    """The year before, the month after; the year-ago quarter."""
    letter = tw.unit(match["unit"] or "year")
    base = base_of(scene, "narrative") if match["unit"] else scene.document
    whole = enclosing(base, letter) if base else None
    step = 1 if (match["way"] or "").lower() in ("after", "following") else -1
    return dated(iv.shift(whole, step, letter) if whole else None, letter)


def _same(match: re.Match[str], scene: Scene) -> Meaning | None:
    """The same month last year: what was told of last, in the year named; "a year earlier" is one before it."""
    word, base = match["unit"].lower(), _at_hand(scene)
    loose = word in ("period", "time", "point", "stage")
    span = base if loose or base is None else enclosing(base, tw.unit(word))
    if span is None or span.level < iv.MONTH:
        return Meaning("DATE", "XXXX", told=False, anchored=True)
    year = _year_named(match, scene) or span.first.year - 1
    moved = _in_year(span, year)
    return dated(moved, _letter(moved) if loose else tw.unit(word), told=False) if moved else None


def _in_year(span: iv.Interval, year: int) -> iv.Interval | None:
    """The same months or days of another year; None where it has no such day."""
    if span.level == iv.MONTH:
        return iv.shift(span, 12 * (year - span.first.year), "M")
    if (span.last - span.first).days == 6:
        week = span.first.isocalendar().week
        day = iv.days(year, 1, 4)
        return iv.shift(iv.week(day.first), week - 1, "W") if day else None
    return iv.days(year, span.first.month, span.first.day) if span.first == span.last else None


def _letter(span: iv.Interval) -> str:
    """The letter of the unit that a stretch is one of: a quarter, else what its dates say."""
    quarter = enclosing(span._replace(last=span.first), "Q")
    return "Q" if quarter and (quarter.first, quarter.last) == (span.first, span.last) else "D"


def _edge(match: re.Match[str], scene: Scene) -> Meaning | None:
    """The first nine months of the year, the last two weeks of May 1968: a duration that has dates."""
    letter, amount = tw.unit(match["unit"]), tw.count(match["count"])
    value = tw.duration(amount, letter)
    span = _named(match, scene)
    if span is None or amount is None or amount != int(amount):
        return Meaning("DURATION", value, told=False)
    return Meaning("DURATION", value, _cut(span, int(amount), letter, match["edge"].lower() != "first"), told=False)


def _named(match: re.Match[str], scene: Scene) -> iv.Interval | None:
    year = _year_named(match, scene)
    if year is None:
        base = _at_hand(scene) if not (match["deictic"] or match["month"]) else None
        return enclosing(base, "Y") if base else None
    return iv.months(year, tw.MONTHS[match["month"]]) if match["month"] else iv.years(year)


def _cut(span: iv.Interval, amount: int, letter: str, last: bool) -> iv.Interval | None:
    """So many units from the beginning or, with ``last``, the end of a stretch."""
    if letter == "W":
        amount, letter = amount * 7, "D"
    level = {"D": iv.DAY, "M": iv.MONTH}.get(letter, iv.YEAR)
    day = span.last if last else span.first
    near = iv.widen(iv.Interval(day, day, level), level)
    far = iv.shift(near, (1 - amount) if last else amount - 1, letter)
    if far is None:
        return None
    return iv.join(far, near) if last else iv.join(near, far)


_UNIT = "(?i:day|week|month|quarter|year|decade|century)"
_STOP = r"(?= *[.,;:)]|$| (?:to|at|on|by|up|down|from|ended|ending|and|but|with|as)\b)"
_NAMED = rf"(?P<year>{tw.YEAR})|(?P<short>'\d\d)(?!\d)|(?P<deictic>{tw.DEICTIC_YEAR})"
_STEP = "|".join(sorted(STEPS, key=len, reverse=True))
_ITS = "|".join(rf"(?<=\b(?i:{word}) )" for word in ("its", "their", "our", "his", "her"))
_FISCAL = "(?i:fiscal|financial) "
_WHOSE = rf"(?:(?i:the|this) (?:{_FISCAL})?|(?:{_ITS})(?:{_FISCAL})?|{_FISCAL})"
_SPENT = "|".join(
    rf"(?<=\b{word} )"
    for word in (
        "for",
        "begin",
        "began",
        "start",
        "started",
        "end",
        "ended",
        "ending",
        "close",
        "closed",
        "finish",
        "finished",
    )
)

RULES = (
    Rule(
        "quarter of the year",
        re.compile(
            rf"(?<!\w)(?:{_WHOSE}(?P<number>(?i:{alternatives(_QUARTERS)}))[ -](?i:quarter)"
            r"|(?:(?i:the ))?(?P<plain>(?i:first|second|third|fourth))(?:-(?i:quarter)| (?i:quarter)(?= (?:of )?\d))"
            rf"|(?i:q)(?P<q>[1-4]))\b(?:(?: of|,)? (?:{_NAMED})| of the year\b|(?! of ))"
        ),
        _quarter,
        frozenset({"quarter", "0"}),
    ),
    Rule(
        "fiscal year of the context",
        re.compile(rf"\b(?:(?P<step>(?i:{_STEP}|the last)) |(?i:the ))(?i:fiscal|financial) year\b(?! \d)"),
        _fiscal,
        frozenset({"fiscal", "financial"}),
    ),
    Rule(
        "part of the period",
        re.compile(
            r"\b(?:(?i:the )?(?:very )?(?P<part>(?i:end|close|start|beginning|middle|rest|remainder"
            r"|(?:first|second|latter) half))"
            rf" of the (?:(?P<fiscal>fiscal |financial )|calendar )?(?P<unit_of>{_UNIT})"
            r"|(?i:the )?(?P<unit_end>(?i:year|month|quarter|week))(?:-|'s )(?i:end)"
            rf"|(?i:earlier|later|early|late) in the (?P<unit_in>{_UNIT}))\b(?! (?:of|after|before|\d))"
        ),
        _part,
        tw.UNIT_WORDS,
    ),
    Rule(
        "the whole period",
        re.compile(
            rf"\b(?:(?i:the (?:entire|whole|full)) (?P<unit>{_UNIT})\b"
            rf"|(?:{_SPENT})(?i:the) (?P<unit_for>(?i:day|week|month|quarter|year)){_STOP}"
            rf"|(?i:an?|the) (?:{alternatives(ORDINALS)}) (?i:consecutive|straight|successive) (?P<unit_row>{_UNIT}))"
        ),
        _whole,
        tw.UNIT_WORDS,
    ),
    Rule(
        "that time",
        re.compile(r"\b(?:(?<=by )|(?<=until )|(?<=till )|(?<=since )|(?<=at )|(?<=before ))that time\b"),
        _that_time,
        frozenset({"time"}),
    ),
    Rule(
        "the period beside",
        re.compile(
            r"\b(?:(?i:the) (?P<unit>(?i:year|quarter|month|week)) "
            r"(?P<way>(?i:before|previous|prior|earlier|after|following))(?= *[.,;:)]|$)|(?i:year-ago)\b)"
        ),
        _beside,
        tw.UNIT_WORDS,
    ),
    Rule(
        "the same period of another year",
        re.compile(
            r"\b(?i:the same) (?P<unit>(?i:day|week|month|quarter|period|time|point|stage)),? (?:of |in )?"
            r"(?:the )?(?:(?i:a year (?:ago|earlier|before)|year before|(?:previous|prior|preceding) year)"
            rf"|{_NAMED})"
        ),
        _same,
        frozenset({"same"}),
    ),
    Rule(
        "first units of a period",
        re.compile(
            rf"\b(?i:the )?(?P<edge>(?i:first|last|final)) (?P<count>{tw.COUNT}) (?P<unit>(?i:days|weeks|months|years))"
            rf" of (?:the year\b|(?:(?P<month>{tw.MONTH}),? (?:of )?)?(?:{_NAMED}))"
        ),
        _edge,
        tw.UNIT_WORDS,
    ),
)
