"""Rules for expressions that name calendar time: days, months, seasons, years, decades, centuries."""

from __future__ import annotations

import re

from backchannel.language import intervals as iv
from backchannel.language import time_words as tw
from backchannel.language.numbers import ORDINALS, alternatives, ordinal
from backchannel.language.timex import Meaning, Parts, Rule, Scene, day_value, year_for

_MODIFIERS = {"BEGIN": "START", "FINISH": "END"}
_SHIFTS = {"this": 0, "the current": 0, "last": -1, "next": 1, "that": 0, "the same": 0}
_NARRATIVE = {"that": 0, "the same": 0, "the following": 1, "the next": 1, "the previous": -1, "the preceding": -1}


def _part(match: re.Match[str]) -> str | None:
    words = match["part"] or match["part2"]
    return str(tw.PARTS[words.lower()]) if words else None


def short_year(digits: str, scene: Scene) -> int:
    """The year of two digits: the latest that is not after the document, else of the twentieth century."""
    number = int(digits)
    if scene.document is None:
        return 1900 + number
    year = scene.document.last.year // 100 * 100 + number
    return year if year <= scene.document.last.year else year - 100


def deictic_year(words: str, scene: Scene) -> int | None:
    """The year that "this year", "that year", "the following year" mean here."""
    key = words.lower().removesuffix(" year").strip()
    if key in _NARRATIVE:
        return scene.last.first.year + _NARRATIVE[key] if scene.last and scene.last.level >= iv.YEAR else None
    return scene.document.last.year + _SHIFTS[key] if scene.document and scene.document.level >= iv.YEAR else None


def _year(match: re.Match[str], scene: Scene) -> tuple[int | None, bool, bool]:
    """The year a match names, whether words name one at all, and whether it rests on the context."""
    if match["year"]:
        return int(match["year"]), True, False
    if match["short"]:
        return short_year(match["short"][1:], scene), True, False
    if match["deictic"]:
        return deictic_year(match["deictic"], scene), True, True
    return None, False, True


def parted(
    span: iv.Interval | None, value: str, part: str | None, *, anchored: bool = False, yearless: bool = False
) -> Meaning | None:
    """A date, or the part of it that a modifier names."""
    if span is None:
        return None
    cut = iv.part(span, part) if part else span
    if cut is None:
        return None
    if part and part[0] in "QH" and len(value) == 4:
        value, part = f"{value}-{part}", None
    if part and part[0] == "W":
        value, part = iv.week_value(span, part) or value, None
    return Meaning("DATE", value, cut, _MODIFIERS.get(part or "", part), anchored, told=True, yearless=yearless)


def _day_of(text: str) -> int | None:
    return ordinal(text) or (int(text) if text.isdecimal() else None)


def _days(match: re.Match[str], scene: Scene) -> Meaning | None:
    month, first = tw.MONTHS[match["month"]], _day_of(match["day"])
    last = _day_of(match["day2"]) if match["day2"] else None
    if first is None or first > 31:
        return None
    year, named, anchored = _year(match, scene)
    if not named:
        year = year_for(scene, month, first)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{first:02d}", told=False, yearless=True)
    span = iv.days(year, month, first, last)
    if span is None:
        return None
    value = f"{year}-{month:02d}-{first:02d}"
    parts = Parts("day", "day2", (value, f"{year}-{month:02d}-{last:02d}")) if last else None
    return Meaning("DATE", value, span, None, anchored, told=True, yearless=not named, parts=parts)


def _month(match: re.Match[str], scene: Scene) -> Meaning | None:
    month, part = tw.MONTHS[match["month"]], _part(match)
    year, named, anchored = _year(match, scene)
    if not named:
        if (
            match["month"] in ("May", "March", "Mar", "Jan", "Jun", "Dec", "Sep", "Mar.")
            and not part
            and match["in"] is None
        ):
            return None
        if re.match(r" [A-Z][a-z]", match.string[match.end() : match.end() + 3]) and match["in"] is None and not part:
            return None
        year = year_for(scene, month)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}", iv.years_of(scene.last), part, True, told=False, yearless=True)
    return parted(iv.months(year, month), f"{year}-{month:02d}", part, anchored=anchored, yearless=not named)


def _season(match: re.Match[str], scene: Scene) -> Meaning | None:
    code, first, last = tw.SEASONS[match["season"].lower()]
    year, named, anchored = _year(match, scene)
    if not named and match["in"] is None and not match["part2"]:
        return None
    if not named:
        year = year_for(scene, first)
    if year is None:
        return Meaning("DATE", f"XXXX-{code}", None, _part(match), told=False, yearless=True)
    span = iv.months(year, first, last)
    return parted(span, f"{year}-{code}", _part(match), anchored=anchored, yearless=not named)


def _of_year(match: re.Match[str], scene: Scene) -> Meaning | None:
    """A year with a part before it ("early 2012", "the end of last year")."""
    year, _, anchored = _year(match, scene)
    if year is None:
        return Meaning("DATE", "XXXX", None, _part(match), told=False)
    return parted(iv.years(year), str(year), _part(match), anchored=anchored)


def _plain_year(match: re.Match[str], scene: Scene) -> Meaning | None:
    return parted(iv.years(int(match["year"])), match["year"], None)


def _fiscal(match: re.Match[str], scene: Scene) -> Meaning | None:
    year = int(match["year"]) if match["year"] else short_year(match["short"], scene)
    return parted(iv.years(year), f"FY{year}", None)


def _short_range(match: re.Match[str], scene: Scene) -> Meaning | None:
    """1914–18, 1998/99: the second year lacks its century."""
    first = int(match["year"])
    last = first // 100 * 100 + int(match["short"])
    last += 100 if last < first else 0
    if last - first > 60 or last == first:
        return None
    made = parted(iv.years(first, last), f"{first}/{last}", None)
    return made._replace(parts=Parts("year", "short", (str(first), str(last)))) if made else None


def _decade(match: re.Match[str], scene: Scene) -> Meaning | None:
    part = _part(match)
    if match["year"]:
        first = int(match["year"])
    elif match["short"]:
        first = short_year(match["short"], scene)
    else:
        first = 1900 + tw.DECADES[match["word"].lower()]
    if first % 100 == 0 and first < 2000:
        return parted(iv.years(first, first + 99), f"{first // 100}", part)
    return parted(iv.decade(first), f"{first // 10}", part)


def _century(match: re.Match[str], scene: Scene) -> Meaning | None:
    number = ordinal(match["number"])
    if number is None or not 11 <= number <= 21:
        return None
    return parted(iv.century(number), f"{number - 1}", _part(match))


def _iso(match: re.Match[str], scene: Scene) -> Meaning | None:
    span = iv.days(int(match["year"]), int(match["month"]), int(match["day"]))
    return parted(span, match["year"] + "-" + match["month"] + "-" + match["day"], None)


def _numeric(match: re.Match[str], scene: Scene) -> Meaning | None:
    """3/14/71, 14.03.1971: day and month are told apart only where one is above 12; else the year alone is kept."""
    one, two, year = int(match["one"]), int(match["two"]), match["year"]
    whole = int(year) if len(year) == 4 else short_year(year, scene)
    if match["sep"] == "." or one > 12:
        span = iv.days(whole, two, one)
    elif two > 12 or one == two:
        span = iv.days(whole, one, two)
    elif one <= 12 and two >= 1:
        return parted(iv.years(whole), f"{whole}-XX-XX", None)
    else:
        span = None
    return parted(span, day_value(span), None) if span else None


_LEADS = (
    "in",
    "since",
    "until",
    "by",
    "of",
    "last",
    "next",
    "this",
    "that",
    "from",
    "between",
    "during",
    "through",
    "before",
    "after",
)
_IN = "(?P<in>" + "|".join(rf"(?<=\b(?i:{word}) )" for word in _LEADS) + ")"
_MAYBE_IN = f"(?:{_IN}(?:the )?)?"
_TO = r"(?: ?[-–—/] ?| to | and | or | & )"
_EDGE = r"(?<![\w$€£¥#/.,–-])"

RULES = (
    Rule(
        "day month year",
        re.compile(
            rf"(?:\b{tw.WEEKDAY},? )?(?:\b(?i:the) )?(?<![\w$€£,.:])(?P<day>{tw.DAY})(?:{_TO}(?:the )?"
            rf"(?P<day2>{tw.DAY}))?"
            rf"(?: of|,)? (?P<month>{tw.MONTH}){tw.OF_YEAR}?"
        ),
        _days,
        tw.MONTH_WORDS,
    ),
    Rule(
        "month day year",
        re.compile(
            rf"(?:\b{tw.WEEKDAY},? )?\b(?P<month>{tw.MONTH}) (?:the )?(?P<day>{tw.DAY})"
            rf"(?:{_TO}(?P<day2>{tw.DAY})(?! {tw.MONTH}))?{tw.OF_YEAR}?"
        ),
        _days,
        tw.MONTH_WORDS,
    ),
    Rule(
        "month",
        re.compile(rf"{_MAYBE_IN}(?:\b{tw.PART})?(?<!\w)(?P<month>{tw.MONTH})(?! \d\d?\b| Day\b){tw.OF_YEAR}?"),
        _month,
        tw.MONTH_WORDS,
    ),
    Rule(
        "season",
        re.compile(rf"{_MAYBE_IN}(?:\b{tw.PART})?(?:(?<!\w)(?i:the ))?(?<!\w)(?P<season>{tw.SEASON}){tw.OF_YEAR}?"),
        _season,
        tw.SEASON_WORDS,
    ),
    Rule(
        "part of year",
        re.compile(
            rf"\b{tw.PART}(?:(?:the )?year )?(?:(?P<year>{tw.YEAR})(?!'?s)|(?P<short>'\d\d)(?![\ds])|"
            rf"(?P<deictic>{tw.DEICTIC_YEAR}))"
        ),
        _of_year,
        tw.DIGIT | {"year"},
    ),
    Rule(
        "year",
        re.compile(rf"{_EDGE}(?:(?i:the year) )?(?P<year>{tw.YEAR})(?![\w/]|-\d|'s?\b[^ ]|-[a-z]+s?\b(?<!-era))"),
        _plain_year,
        tw.DIGIT,
    ),
    Rule(
        "fiscal year",
        re.compile(rf"\b(?i:(?:fiscal|financial)(?: year)?|FY)[ -]?(?:(?P<year>{tw.YEAR})|'?(?P<short>\d\d)(?!\d))"),
        _fiscal,
        tw.DIGIT,
    ),
    Rule("years", re.compile(rf"{_EDGE}(?P<year>{tw.YEAR})[-–/](?P<short>\d\d)(?![\d-])"), _short_range, tw.DIGIT),
    Rule(
        "decade",
        re.compile(
            rf"(?:\b{tw.PART}|(?<!\w)(?i:the ))?(?:{_EDGE}|(?<=-))(?:(?P<year>(?:1[5-9]|20)\d0)'?s|(?:'"
            rf"(?P<short>\d0)'?s)"
            rf"|(?:(?i:nineteen[- ])?(?P<word>(?i:{alternatives(tw.DECADES)}))))\b"
        ),
        _decade,
        tw.DIGIT | tw.lowered(tw.DECADES),
    ),
    Rule(
        "century",
        re.compile(
            rf"(?:\b{tw.PART}|\b(?i:the) )?(?<!\w)(?P<number>1\dth|2[01](?:th|st)|"
            rf"(?i:{alternatives(w for w, n in ORDINALS.items() if 10 < n < 22)}))[ -](?i:century)\b"
        ),
        _century,
        frozenset({"century"}),
    ),
    Rule("iso", re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"), _iso, tw.DIGIT),
    Rule(
        "numeric",
        re.compile(
            r"(?<![\d/.$-])(?P<one>\d\d?)(?P<sep>[/.-])(?P<two>\d\d?)(?P=sep)(?P<year>(?:1[5-9]|20)\d\d"
            r"|\d\d)(?![\d/-]|\.\d)"
        ),
        _numeric,
        tw.DIGIT,
    ),
    Rule(
        "short year",
        re.compile(r"(?<![\w'])(?P<year>)'(?P<short>\d\d)(?![\d'\w])"),
        lambda m, s: parted(iv.years(short_year(m["short"], s)), str(short_year(m["short"], s)), None),
        tw.DIGIT,
    ),
)
