"""Rules for clock times, durations and repetitions."""

from __future__ import annotations

import re

from backchannel.language import time_words as tw
from backchannel.language.calendar_rules import short_year
from backchannel.language.intervals import days
from backchannel.language.numbers import alternatives
from backchannel.language.timex import Meaning, Parts, Rule, Scene, day_value

_PARTS_OF_DAY = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "noon": "T12:00",
    "midday": "T12:00",
    "midnight": "T00:00",
    "dawn": "TMO",
    "dusk": "TEV",
}


def clock_value(match: re.Match[str]) -> str | None:
    """The TIMEX3 time of day of a clock match (``THH:MM``); None where the clock has no such hour."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower().replace(".", "").replace(" ", "")
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}"


def _clock(match: re.Match[str], scene: Scene) -> Meaning | None:
    value = clock_value(match)
    if value and match[0].endswith((" GMT", " UTC", " Z")):
        value += "Z"
    return _at(value, scene) if value else None


def _hours(match: re.Match[str], scene: Scene) -> Meaning | None:
    hour, minute = int(match["hhmm"][:2]), int(match["hhmm"][2:])
    zone = "" if match["zone"] in ("hours", "hrs") else "Z"
    return _at(f"T{hour:02d}:{minute:02d}{zone}", scene) if hour < 24 and minute < 60 else None


def _at(value: str, scene: Scene) -> Meaning:
    day = scene.last if scene.near and scene.last and scene.last.first == scene.last.last else None
    start = day.dates()[0] if day else "XXXX-XX-XX"
    return Meaning("TIME", start + value, day, None, anchored=day is not None, told=False)


def _group(match: re.Match[str], scene: Scene) -> Meaning | None:
    """The date-time group at the head of a cable: day, hour and minute in universal time, month, year."""
    year = int(match["year"])
    if year < 100:
        year = short_year(match["year"], scene)
    span = days(year, tw.MONTHS[match["month"]], int(match["day"]))
    if span is None or int(match["hhmm"][:2]) > 23 or int(match["hhmm"][2:]) > 59:
        return None
    return Meaning("TIME", f"{day_value(span)}T{match['hhmm'][:2]}:{match['hhmm'][2:]}Z", span)


def _part_of_day(match: re.Match[str], scene: Scene) -> Meaning | None:
    return _at(_PARTS_OF_DAY[match["word"].lower()], scene)


def _duration(match: re.Match[str], scene: Scene) -> Meaning | None:
    if match["unit"].lower() in ("second", "quarter", "min") and not (match["count"] or "")[:1].isdigit():
        return None
    article = (match["count"] or "").lower() in ("a", "an") and match["unit"].endswith("s")
    amount = None if article else tw.count(match["count"] or match["few"])
    if (match["half"] or match["half2"]) and amount is not None:
        amount += 0.5
    value = tw.duration(amount, tw.unit(match["unit"]))
    if match["low"]:
        parts = Parts("low", "count", (tw.duration(tw.count(match["low"]), tw.unit(match["unit"])), value))
        return Meaning("DURATION", value, told=False, parts=parts)
    return Meaning("DURATION", value, told=False)


def _plural(match: re.Match[str], scene: Scene) -> Meaning | None:
    return Meaning("DURATION", tw.duration(None, tw.unit(match["unit"])), told=False)


def _every(match: re.Match[str], scene: Scene) -> Meaning | None:
    weekday = match["weekday"] or (match["weekdays"] or "").removesuffix("s")
    if weekday:
        return Meaning("SET", f"XXXX-WXX-{tw.WEEKDAYS[weekday.rstrip('.')]}", told=False)
    if match["month"]:
        return Meaning("SET", f"XXXX-{tw.MONTHS[match['month']]:02d}", told=False)
    if match["of"]:
        return Meaning("SET", tw.duration(1, tw.unit(match["of"])), told=False)
    amount = tw.count(match["count"]) if match["count"] else 1.0
    return Meaning("SET", tw.duration(amount, tw.unit(match["unit"])), told=False)


def _per(match: re.Match[str], scene: Scene) -> Meaning | None:
    return Meaning("SET", tw.duration(1, tw.unit(match["unit"])), told=False)


def _adverb(match: re.Match[str], scene: Scene) -> Meaning | None:
    return Meaning("SET", tw.table("sets")[match["word"].lower()], told=False)


_ZONE = r"(?: (?:GMT|UTC|EST|EDT|CET|CEST|BST|PST|PDT|MST|Z|(?i:local time|hours|hrs)))?"
_COUNTED = rf"(?:(?P<count>{tw.COUNT})|(?P<few>{tw.FEW}))"

RULES = (
    Rule(
        "clock",
        re.compile(
            rf"(?<![\d:.,$€£-])(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?(?: ?(?P<half>(?i:[ap]\.? ?m\b\.?))){_ZONE}"
        ),
        _clock,
        tw.DIGIT,
    ),
    Rule(
        "full clock",
        re.compile(rf"(?<![\d:.,$€£-])(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?P<half>)(?::\d\d)?(?![\d:]){_ZONE}"),
        _clock,
        tw.DIGIT,
    ),
    Rule("o'clock", re.compile(r"\b(?P<hour>\d{1,2})(?P<minute>)(?P<half>) o'clock\b"), _clock, tw.DIGIT),
    Rule(
        "date-time group",
        re.compile(
            rf"\b(?P<day>[0-3]\d)(?P<hhmm>[0-2]\d[0-5]\d)(?i:z) (?P<month>{tw.MONTH}) "
            r"(?P<year>\d{4}|\d\d)\b"
        ),
        _group,
        tw.DIGIT,
    ),
    Rule("hours", re.compile(r"\b(?P<hhmm>[0-2]\d[0-5]\d) (?P<zone>hours|hrs|GMT|UTC|Z)\b"), _hours, tw.DIGIT),
    Rule(
        "part of day",
        re.compile(
            r"\b(?:(?i:the|that|this|early|late) )*(?P<word>(?i:morning|afternoon|evening|night(?= of)|"
            r"(?<=day )night|noon|midday|midnight|(?:dawn|dusk)(?! of\b)))\b(?! prayer| news)"
        ),
        _part_of_day,
        frozenset(_PARTS_OF_DAY),
    ),
    Rule(
        "duration",
        re.compile(
            rf"\b(?:(?<=\b(?i:between) )(?P<low>{tw.COUNT}) and )?{tw.APPROXIMATE}{_COUNTED}[ -]"
            rf"(?P<half>(?i:and a half[ -]))?{tw.QUALIFIED}(?P<unit>{tw.UNIT})(?:-long\b|'(?!\w))?"
            r"(?P<half2> and a half)?"
        ),
        _duration,
        tw.UNIT_WORDS,
    ),
    Rule(
        "long stretch",
        re.compile(
            r"\b(?P<unit>(?i:days|weeks|months|years|decades|centuries|hours|minutes))(?:-long\b)?(?! ago\b)"
            r"(?! (?:later|earlier)\b)"
        ),
        _plural,
        tw.UNIT_WORDS,
    ),
    Rule(
        "every",
        re.compile(
            rf"\b(?i:every|each)(?: other)? (?:(?P<count>{tw.COUNT}) )?(?:(?P<weekday>{tw.WEEKDAY})|"
            rf"(?P<month>{tw.MONTH})|(?P<unit>{tw.UNIT}))"
            rf"|\b(?:(?i:the (?:first|second|third|fourth|last)) {tw.WEEKDAY} of (?:each|every) (?P<of>month|year))"
            rf"|\b(?:on )?(?P<weekdays>(?:{alternatives(tw.WEEKDAYS)})s)\b"
        ),
        _every,
        frozenset({"every", "each"}) | tw.WEEKDAY_WORDS,
    ),
    Rule(
        "per",
        re.compile(
            r"\b(?:(?i:once|twice|(?:\d+|two|three|four|five|six) times) )?(?i:a|per|each) (?P<unit>"
            r"(?i:day|week|month|year))\b"
        ),
        _per,
        frozenset({"a", "per", "each"}),
    ),
    Rule(
        "adverb of repetition",
        re.compile(rf"\b(?P<word>(?i:{alternatives(tw.table('sets'))}))\b"),
        _adverb,
        tw.lowered(tw.table("sets")),
    ),
)
