"""Rules for expressions whose time hangs on the document's date or on the narrative."""

from __future__ import annotations

import datetime as dt
import re

from backchannel.language import intervals as iv
from backchannel.language import time_words as tw
from backchannel.language.numbers import alternatives, ordinal
from backchannel.language.timex import Meaning, Rule, Scene

_DOCUMENT, _NARRATIVE = "document", "narrative"
STEPS = {
    "last": (_DOCUMENT, -1),
    "this past": (_DOCUMENT, -1),
    "next": (_DOCUMENT, 1),
    "this": (_DOCUMENT, 0),
    "this coming": (_DOCUMENT, 1),
    "the current": (_DOCUMENT, 0),
    "the coming": (_DOCUMENT, 1),
    "that": (_NARRATIVE, 0),
    "that same": (_NARRATIVE, 0),
    "the same": (_NARRATIVE, 0),
    "the following": (_NARRATIVE, 1),
    "the next": (_NARRATIVE, 1),
    "the ensuing": (_NARRATIVE, 1),
    "the previous": (_NARRATIVE, -1),
    "the preceding": (_NARRATIVE, -1),
}
_DAYS = {
    "today": (_DOCUMENT, 0),
    "tonight": (_DOCUMENT, 0),
    "yesterday": (_DOCUMENT, -1),
    "tomorrow": (_DOCUMENT, 1),
    "the day before yesterday": (_DOCUMENT, -2),
    "the day after tomorrow": (_DOCUMENT, 2),
    "the day before": (_NARRATIVE, -1),
    "the day after": (_NARRATIVE, 1),
    "the same day": (_NARRATIVE, 0),
}
_PARTS_OF_DAY = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_VAGUE: dict[str, str] = tw.table("vague")
_VAGUE_WORDS: dict[str, str] = tw.table("vague_words")
_LEVEL = {
    "D": iv.DAY,
    "W": iv.DAY,
    "W2": iv.DAY,
    "M": iv.MONTH,
    "Q": iv.MONTH,
    "Y": iv.YEAR,
    "E": iv.DECADE,
    "C": iv.YEAR,
}


def base_of(scene: Scene, which: str) -> iv.Interval | None:
    """What an expression hangs on: the document's date, or the narrative's, which begins at the document's."""
    return scene.document if which == _DOCUMENT else scene.last or scene.document


def enclosing(base: iv.Interval, letter: str) -> iv.Interval | None:
    """The day, week, month, quarter, year, decade or century that ``base`` lies in; None where it is coarser."""
    if letter == "D":
        return base if base.first == base.last else None
    if letter in ("W", "W2"):
        return iv.week(base.first) if base.first == base.last else None
    if letter == "Q":
        first = (base.first.month - 1) // 3 * 3 + 1
        return iv.months(base.first.year, first, first + 2) if base.level >= iv.MONTH else None
    if letter == "C":
        return iv.century((base.first.year + 99) // 100)
    wide = iv.widen(base, _LEVEL[letter])
    same = (wide.last - wide.first).days <= {"M": 31, "Y": 366, "E": 3653}[letter]
    return wide if same else None


def _value(span: iv.Interval | None, letter: str) -> str:
    if span is None:
        return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(letter, "XXXX")
    if letter in ("W", "W2"):
        year, week, _ = span.first.isocalendar()
        return f"{year}-W{week:02d}"
    if letter == "Q":
        return f"{span.first.year}-Q{(span.first.month + 2) // 3}"
    start, end = span.dates()
    return start.removesuffix("X") if end is None else f"{start}/{end}"


def dated(span: iv.Interval | None, letter: str, *, told: bool = True) -> Meaning:
    """A date that hangs on the context, at the precision of a unit; open where there is no span."""
    return Meaning("DATE", _value(span, letter), span, None, anchored=True, told=told and span is not None)


def _ago(match: re.Match[str], scene: Scene) -> Meaning | None:
    """So many units ago, earlier, later, from now."""
    words = match["way"].lower()
    letter = tw.unit(match["unit"])
    amount = tw.count(match["count"] or match["few"] or "some")
    if match["half"] and amount is not None:
        amount += 0.5
    which = _DOCUMENT if words in ("ago", "from now", "hence") else _NARRATIVE
    sign = -1 if words in ("ago", "earlier", "before", "previously", "prior", "beforehand") else 1
    base = base_of(scene, which)
    if letter.startswith("T"):
        return Meaning("TIME", tw.duration(amount, letter), None, None, anchored=True, told=False)
    if base is None or amount is None:
        return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", None, None, anchored=True, told=False)
    return dated(iv.shift(base, sign * amount, letter), letter)


def _unit_step(match: re.Match[str], scene: Scene) -> Meaning | None:
    """Last month, this year, the following week, that day."""
    which, step = STEPS[match["step"].lower()]
    word = match["unit"].lower()
    letter = tw.unit(word)
    base = base_of(scene, which)
    whole = enclosing(base, letter) if base else None
    span = iv.shift(whole, step, letter) if whole and step else whole
    if span and letter in ("D", "W") and word == "weekend":
        span = iv.Interval(span.first + dt.timedelta(days=5), span.last, iv.DAY)
    if span and word == "weekend":
        year, week, _ = span.last.isocalendar()
        return Meaning("DATE", f"{year}-W{week:02d}-WE", span, None, anchored=True)
    return dated(span, letter, told=which == _NARRATIVE or (step != 0 and letter in ("D", "W", "M")))


def _day_word(match: re.Match[str], scene: Scene) -> Meaning | None:
    words = re.sub(r"^on ", "", match["words"].lower())
    which, step = _DAYS[words]
    base = base_of(scene, which)
    day = enclosing(base, "D") if base else None
    if day is None and base is not None and step == 0 and which == _DOCUMENT and base.level >= iv.MONTH:
        day = base
    span = iv.shift(day, step, "D") if day and step else day
    made = dated(span, "D")
    return made._replace(type="TIME", value=made.value + "TNI") if words == "tonight" else made


def _weekday(match: re.Match[str], scene: Scene) -> Meaning | None:
    """Monday, last Tuesday, next Friday, the following Sunday."""
    wanted = tw.WEEKDAYS[match["weekday"].rstrip(".")]
    step = (match["step"] or "").lower()
    if match["of"] or (step == "this" and scene.document):
        return _in_week(wanted, STEPS[(match["of"] or "this").lower()], scene)
    which, sign = STEPS.get(step, (_DOCUMENT, 0))
    base = base_of(scene, which)
    told_day = scene.last if scene.near and scene.last and scene.last.level == iv.DAY else None
    if (
        not step
        and told_day
        and not scene.ahead
        and (scene.document is None or abs((scene.document.first - told_day.first).days) > 31)
    ):
        base, sign = told_day, 1
    if base is None or base.level < iv.DAY or (base.last - base.first).days > 31:
        return Meaning("DATE", f"XXXX-WXX-{wanted}", told=False, anchored=True)
    sign = sign or (1 if scene.ahead and not step else -1)
    first = _to_weekday(base.first, wanted, sign, same=not step)
    last = _to_weekday(base.last, wanted, sign, same=not step)
    span = iv.Interval(first, last, iv.DAY) if first <= last else None
    return dated(span, "D")


def _in_week(wanted: int, step: tuple[str, int], scene: Scene) -> Meaning:
    """Thursday of last week; this Thursday, which is the one of the document's own week."""
    base = base_of(scene, step[0])
    week = enclosing(base, "W") if base else None
    day = week.first + dt.timedelta(days=7 * step[1] + wanted - 1) if week else None
    return dated(iv.Interval(day, day, iv.DAY), "D") if day else Meaning("DATE", f"XXXX-WXX-{wanted}", told=False)


def _to_weekday(day: dt.date, wanted: int, sign: int, *, same: bool) -> dt.date:
    """The nearest such weekday before or after ``day``; ``same`` allows the day itself."""
    gap = sign * (wanted - day.isoweekday()) % 7
    return day + dt.timedelta(days=sign * (gap or (0 if same else 7)))


def _named_step(match: re.Match[str], scene: Scene) -> Meaning | None:
    """Last March, next spring, that summer, the following June."""
    which, step = STEPS[match["step"].lower()]
    base = base_of(scene, which)
    season = tw.SEASONS.get(match["name"].lower())
    first, last = season[1:] if season else (tw.MONTHS[match["name"]],) * 2
    if base is None or base.level < iv.YEAR:
        return Meaning("DATE", "XXXX", told=False, anchored=True)
    made = [span for year in range(base.first.year - 2, base.first.year + 3) if (span := iv.months(year, first, last))]
    if step < 0:
        fitting = [span for span in made if span.last < base.first][-1:]
    elif step > 0:
        fitting = [span for span in made if span.first > base.last][:1]
    else:
        fitting = [span for span in made if span.first.year == base.first.year]
    span = fitting[0] if fitting else None
    value = f"{span.first.year}-{season[0]}" if span and season else _value(span, "M")
    return Meaning("DATE", value, span, None, anchored=True, told=which == _NARRATIVE and span is not None)


def _stretch(match: re.Match[str], scene: Scene) -> Meaning | None:
    """The last three years, the coming decade and a half: a duration that ends or begins at the document's date."""
    letter = tw.unit(match["unit"])
    amount = tw.count(
        match["count"] or match["few"] or "a" if not match["plural"] else match["few"] or match["count"] or "some"
    )
    if match["half"] and amount is not None:
        amount += 0.5
    back = match["way"].lower() in ("last", "past", "previous", "preceding")
    base = scene.document if match["way"].lower() in ("last", "past", "next", "coming") else scene.last
    value = tw.duration(amount, letter)
    if base is None or amount is None or letter.startswith("T"):
        return Meaning("DURATION", value, None, None, anchored=base is not None, told=False)
    other = iv.shift(base, -amount if back else amount, letter)
    span = None
    if other:
        span = iv.join(other, iv.widen(base, other.level)) if back else iv.join(iv.widen(base, other.level), other)
    return Meaning("DURATION", value, span, None, anchored=True, told=False)


def _vague(match: re.Match[str], scene: Scene) -> Meaning | None:
    """Now, recently, in the past; adjectives such as "current" say so of their noun and date no clause."""
    words = match["words"].lower()
    value = _VAGUE.get(words) or _VAGUE_WORDS[words]
    span = scene.document if value == "PRESENT_REF" and words in _VAGUE else None
    return Meaning("DATE", value, span, None, anchored=span is not None, told=False)


def _part_of_day(match: re.Match[str], scene: Scene) -> Meaning | None:
    """That afternoon, the next morning, last night, yesterday evening, Friday night."""
    code = _PARTS_OF_DAY[match["part"].lower()]
    step = (match["step"] or match["word"] or "").lower()
    which, move = STEPS.get(step) or _DAYS[step]
    if step == "last" and code != "TNI":
        return None
    base = base_of(scene, which)
    day = base if base and base.first == base.last else None
    span = iv.shift(day, move, "D") if day and move else day
    start = span.dates()[0] if span else "XXXX-XX-XX"
    return Meaning("TIME", start + code, span, None, anchored=True, told=span is not None)


def _weekend(match: re.Match[str], scene: Scene) -> Meaning | None:
    """The weekend: the last that had begun when the document was written, the next where the clause looks ahead."""
    base = scene.document
    if base is None or base.first != base.last:
        return Meaning("DATE", "XXXX-WXX-WE", told=False, anchored=True)
    saturday = _to_weekday(base.first, 6, 1 if scene.ahead else -1, same=True)
    year, week, _ = saturday.isocalendar()
    span = iv.Interval(saturday, saturday + dt.timedelta(days=1), iv.DAY)
    return Meaning("DATE", f"{year}-W{week:02d}-WE", span, None, anchored=True)


def _day_of_month(match: re.Match[str], scene: Scene) -> Meaning | None:
    """On the 24th; the 28th ultimo (of last month), the 3rd instant (of this month)."""
    day, which = ordinal(match["day"]), (match["which"] or "").strip(". ")
    told = scene.last if scene.near and scene.last and scene.last.level >= iv.MONTH and not which else None
    base = told or scene.document
    if base is None or base.level < iv.MONTH or day is None:
        return Meaning("DATE", f"XXXX-XX-{day or 0:02d}", told=False, anchored=True)
    month = dt.date(base.first.year, base.first.month, 1)
    if which.startswith("ult") or (told is None and not which and not scene.ahead and day > base.last.day):
        month = (month - dt.timedelta(days=1)).replace(day=1)
    span = iv.days(month.year, month.month, day)
    return Meaning("DATE", _value(span, "D"), span, None, anchored=True, told=True) if span else None


_DAY_PARTS = frozenset(_PARTS_OF_DAY)
_COUNTED_PERIOD = rf"(?:{tw.COUNT} |{tw.FEW} )?(?:[a-z]+ )?{tw.UNIT}"
_COUNTED = rf"(?:(?P<count>{tw.COUNT})|(?P<few>{tw.FEW}))"
_HALF = r"(?P<half>(?i: and a half))?"
_NOUNS = [words for words in _VAGUE_WORDS if words.startswith("the ") and words.endswith((" past", " present"))]
_ADJECTIVES = [words for words in _VAGUE_WORDS if words not in _NOUNS]
_STEP = "|".join(sorted(STEPS, key=len, reverse=True))

RULES = (
    Rule(
        "so long ago",
        re.compile(
            rf"\b(?:{tw.APPROXIMATE}{_COUNTED}[ -]{tw.QUALIFIED}|(?=(?i:hours|days|weeks|months|years|decades)\b))"
            rf"(?P<unit>{tw.UNIT}){_HALF} "
            r"(?P<way>(?i:ago|earlier|later|from now|hence|previously|beforehand|afterwards?|(?:before"
            r"|after|prior)(?=[.,;:)]|$)))\b"
        ),
        _ago,
        tw.UNIT_WORDS,
    ),
    Rule(
        "step by unit",
        re.compile(rf"\b(?:(?i:later|earlier) )?(?P<step>(?i:{_STEP})) (?P<unit>{tw.LONG_UNIT})\b"),
        _unit_step,
        tw.UNIT_WORDS,
    ),
    Rule(
        "day word",
        re.compile(
            r"\b(?:(?i:earlier|later) )?(?P<words>(?i:the day before yesterday|the day after tomorrow"
            r"|today|tonight|yesterday|tomorrow|the day (?:before|after)(?= *[.,;:)]|$)|the same day))\b"
            r"(?!(?<=Today)'s [A-Z])"
        ),
        _day_word,
        frozenset({"today", "tonight", "yesterday", "tomorrow", "day"}),
    ),
    Rule(
        "weekday",
        re.compile(
            rf"(?:\b(?:(?P<step>(?i:{_STEP}))|(?i:early|late|earlier|later)) )?(?<!\w)(?P<weekday>{tw.WEEKDAY})"
            rf"(?!s\b)(?! \d)(?:,? (?:of )?(?P<of>(?i:last|this|next|that|the previous|the following)) (?i:week)\b)?"
        ),
        _weekday,
        tw.WEEKDAY_WORDS,
    ),
    Rule(
        "step by name",
        re.compile(rf"\b(?P<step>(?i:{_STEP})) (?P<name>{tw.MONTH}|{tw.SEASON})(?! \d)"),
        _named_step,
        tw.MONTH_WORDS | tw.SEASON_WORDS,
    ),
    Rule(
        "stretch",
        re.compile(
            rf"\b(?:(?i:the|these) )?(?P<way>(?i:last|past|next|coming|previous|preceding|following))(?: {_COUNTED})?"
            rf"(?: or so| odd)? {tw.QUALIFIED}(?P<unit>(?i:second|minute|hour|day|week|month|year|decade|centur(?:y"
            rf"|ies(?=\b)))(?P<plural>s)?){_HALF}\b"
        ),
        _stretch,
        tw.UNIT_WORDS,
    ),
    Rule(
        "vague",
        re.compile(
            rf"\b(?i:(?:very|more|most|right|just) )?(?P<words>(?i:{alternatives([*_VAGUE, *_ADJECTIVES])})"
            rf"|(?i:{alternatives(_NOUNS)})(?= *[^ \w]|$| (?:and|or|but|is|was|as|that|which|when|to)\b))\b"
            rf"(?!-)(?! as\b)(?! {_COUNTED_PERIOD})"
        ),
        _vague,
        tw.lowered(_VAGUE, _VAGUE_WORDS),
    ),
    Rule(
        "part of day",
        re.compile(
            rf"\b(?:(?P<step>(?i:{_STEP}))|(?P<word>(?i:yesterday|tomorrow))) (?P<part>(?i:morning"
            rf"|afternoon|evening|night))\b"
        ),
        _part_of_day,
        _DAY_PARTS,
    ),
    Rule("weekend", re.compile(r"\b(?i:the weekend)\b(?! of)"), _weekend, frozenset({"weekend"})),
    Rule(
        "day of month",
        re.compile(
            r"\b(?<=on |of |by )(?i:the )(?P<day>[1-3]?\d(?:st|nd|rd|th))(?P<which> (?:ultimo|ult\.?|instant|inst\.?))?"
            r"(?=[.,;:)]|$| (?:inside|at|in|by|and|with|the|when|that|he|she|they|it|to|found|was|were|but|from|as)\b)"
        ),
        _day_of_month,
        tw.DIGIT,
    ),
)
