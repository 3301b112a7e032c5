"""One pass of the time grammar over one text: candidates of all rules, taken from left to right.

The leftmost, longest match that means something wins. Dates that a range joins ("between June 1970 and March 1971")
become one expression; a date and the clock time beside it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from backchannel.language import calendar_rules, feast_rules, period_rules, relative_rules, span_rules
from backchannel.language import intervals as iv
from backchannel.language import time_words as tw
from backchannel.language.numbers import alternatives
from backchannel.language.plain import vocabulary
from backchannel.language.timex import Meaning, Relation, Rule, Scene, Timex

RULES: tuple[Rule, ...] = (
    *calendar_rules.RULES,
    *relative_rules.RULES,
    *period_rules.RULES,
    *feast_rules.RULES,
    *span_rules.RULES,
)

_URL = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+")
_AHEAD = re.compile(
    r"\b(?:will|shall|won't|plans? to|due (?:to|in|on)|scheduled|set to|expected to|is to|are to|upcoming)\b|'ll "
)
_DUE = re.compile(r"\b(?:until|till|by) $")
_CLAUSE = re.compile(r"[.;:,\"()](?= |$)")
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|starting|beginning) (?:the )?$", re.IGNORECASE)
_JOINER = re.compile(r" ?[-–—] ?| (?:to|until|till|through|and|or) (?:the )?|, (?:and )?")
_TO_CLOCK = re.compile(r",? (?:at |around |about |in the )?")
_TO_DATE = re.compile(r",? (?:on |of |of the )?")
_BEFORE_NUMBER = re.compile(
    rf"(?:(?<!\w)(?:{alternatives(tw.table('not_years')['before'])})|[$€£¥#§]) ?$", re.IGNORECASE
)
_AFTER_NUMBER = re.compile(rf" (?:[a-z]+ )?(?:{alternatives(tw.table('not_years')['after'])})\b")
_PLURAL = re.compile(
    r" (?!was|is|has|does|as|its|this|us|thus|perhaps|across|always|towards|besides|afterwards)[a-z]+[a-rt-z]s\b"
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|to|during|before|after|between|and|of|the|early|late"
    r"|mid|circa|c\.|through) |\()$",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """An expression, what it means, the relation its own words give ("between"), and its TIMEX3 tags if several."""

    start: int
    end: int
    meaning: Meaning
    relation: Relation | None = None
    tags: tuple[Timex, ...] = ()

    def marked(self) -> tuple[Timex, ...]:
        """The expression as TIMEX3 tags."""
        return self.tags or (Timex(start=self.start, end=self.end, type=self.meaning.type, value=self.meaning.value),)


class _Candidate(NamedTuple):
    start: int
    end: int
    order: int
    rule: Rule
    match: re.Match[str]


Tense = Callable[[int, int], bool | None]
"""Whether the clause around a stretch of the text looks ahead; None where the parse does not tell."""


class Search:
    """The pass; ``last`` is the last date of the narrative, before and after."""

    def __init__(
        self,
        text: str,
        document: iv.Interval | None,
        last: iv.Interval | None,
        *,
        near: bool,
        tense: Tense | None = None,
    ) -> None:
        self.text = _URL.sub(lambda match: " " * len(match[0]), text)
        self.last = last
        self._document = document
        self._near = near
        self._tense = tense
        self._candidates = self._collect()
        self._at: dict[int, list[_Candidate]] = {}
        for candidate in self._candidates:
            self._at.setdefault(candidate.start, []).append(candidate)

    def _collect(self) -> list[_Candidate]:
        words = vocabulary(self.text)
        made = [
            _Candidate(*_trimmed(match), order, rule, match)
            for order, rule in enumerate(RULES)
            if not (rule.needs and rule.needs.isdisjoint(words))
            for match in rule.pattern.finditer(self.text)
        ]
        return sorted(made, key=lambda c: (c.start, -c.end, c.order))

    def run(self) -> Iterator[Found]:
        """The expressions in order, none overlapping."""
        at = 0
        for candidate in self._candidates:
            if candidate.start < at:
                continue
            meaning = self._build(candidate)
            if meaning is None:
                continue
            found = self._with_clock(self._joined(candidate, meaning))
            at = found.end
            if found.meaning.told and found.meaning.span is not None:
                self.last, self._near = found.meaning.span, True
            yield found

    def _build(self, candidate: _Candidate, hint: int | None = None) -> Meaning | None:
        if candidate.rule.name == "year" and not self._is_year(candidate):
            return None
        scene = Scene(self._document, self.last, self._near, self._ahead(candidate), hint)
        return candidate.rule.build(candidate.match, scene)

    def _ahead(self, candidate: _Candidate) -> bool:
        """Whether the clause around the candidate speaks of what is to come."""
        if candidate.rule.name == "weekday" and _DUE.search(self.text, max(0, candidate.start - 8), candidate.start):
            return True
        parsed = self._tense(candidate.start, candidate.end) if self._tense else None
        if parsed is not None:
            return parsed
        low, high = max(0, candidate.start - 90), min(len(self.text), candidate.end + 60)
        for stop in _CLAUSE.finditer(self.text, low, candidate.start):
            low = stop.end()
        after = _CLAUSE.search(self.text, candidate.end, high)
        return bool(_AHEAD.search(self.text, low, after.start() if after else high))

    def _is_year(self, candidate: _Candidate) -> bool:
        """Whether a four-digit number is a year and no count, number of a resolution or name of a model."""
        text, start = self.text, candidate.start
        if _BEFORE_NUMBER.search(text, max(0, start - 20), start) or _AFTER_NUMBER.match(text, candidate.end):
            return False
        if _BEFORE_YEAR.search(text, max(0, start - 12), start):
            return True
        return not (_PLURAL.match(text, candidate.end) and candidate.match["year"].endswith("0"))

    def _joined(self, candidate: _Candidate, meaning: Meaning) -> Found:
        """The range that begins with ``candidate``, or it alone, with the year of the date it is joined to."""
        found = Found(candidate.start, candidate.end, meaning, None, _tags(candidate, meaning))
        if meaning.type != "DATE":
            return found
        if "day2" in candidate.match.re.groupindex and candidate.match["day2"]:
            return self._led(found)
        joiner = _JOINER.match(self.text, candidate.end)
        after = self._next(joiner.end(), meaning) if joiner else None
        if joiner is None or after is None:
            return found
        second, other = after
        if meaning.yearless and not other.yearless and other.span:
            meaning = self._build(candidate, hint=other.span.first.year) or meaning
        elif meaning.yearless and other.span and meaning.span and meaning.span.first > other.span.last:
            meaning = self._build(candidate, hint=other.span.first.year - 1) or meaning
        found = found._replace(meaning=meaning)
        return self._range(found, joiner[0], second, other) or found

    def _next(self, at: int, first: Meaning, depth: int = 3) -> tuple[_Candidate, Meaning] | None:
        """The date that begins at ``at``; one without a year takes it from those listed after it, or from ``first``."""
        for candidate in self._at.get(at, ()):
            hint = first.span.first.year if first.span and not first.yearless else None
            meaning = self._build(candidate, hint=hint)
            if meaning is None or meaning.type != "DATE":
                continue
            joiner = _JOINER.match(self.text, candidate.end)
            if meaning.yearless and hint is None and joiner and depth:
                further = self._next(joiner.end(), meaning, depth - 1)
                if further and further[1].span and not further[1].yearless:
                    known = self._build(candidate, hint=further[1].span.first.year)
                    meaning = known._replace(yearless=False) if known else meaning
            if meaning.yearless and first.span and meaning.span and meaning.span.last.year != first.span.last.year:
                meaning = self._build(candidate, hint=first.span.last.year) or meaning
            return candidate, meaning
        return None

    def _range(self, found: Found, joiner: str, second: _Candidate, other: Meaning) -> Found | None:
        word = joiner.strip()
        between = bool(_BETWEEN.search(self.text, max(0, found.start - 14), found.start))
        if word.startswith(("or", ",")) or (word.startswith("and") is not between):
            return None
        span = iv.join(found.meaning.span, other.span) if found.meaning.span and other.span else None
        if span is None:
            return None
        anchored = found.meaning.anchored or other.anchored
        meaning = Meaning("DATE", f"{found.meaning.value}/{other.value}", span, None, anchored)
        last = Timex(start=second.start, end=second.end, type="DATE", value=other.value)
        return self._led(Found(found.start, second.end, meaning, None, (*found.marked(), last)))

    def _led(self, found: Found) -> Found:
        """A range with the "between" or "from" that opens it."""
        low = max(0, found.start - 14)
        lead = _BETWEEN.search(self.text, low, found.start) or _FROM.search(self.text, low, found.start)
        return found._replace(start=lead.start() if lead else found.start, relation="between")

    def _with_clock(self, found: Found) -> Found:
        """A date and the clock time beside it as one time; anything else as it is."""
        if found.relation or found.meaning.type not in ("DATE", "TIME") or found.meaning.value.endswith("_REF"):
            return found
        dated = found.meaning.type == "DATE"
        joiner = (_TO_CLOCK if dated else _TO_DATE).match(self.text, found.end)
        for candidate in self._at.get(joiner.end(), ()) if joiner else ():
            other = self._build(candidate)
            if other is None or other.type not in ("DATE", "TIME") or (dated and other.type == "DATE"):
                continue
            date, clock = (found.meaning, other) if dated else (other, found.meaning)
            if clock.value.startswith("PT") or date.span is None or date.span.first != date.span.last:
                continue
            value = date.span.first.isoformat() + clock.value[clock.value.index("T") :]
            meaning = Meaning("TIME", value, date.span, None, date.anchored, told=True)
            return Found(found.start, candidate.end, meaning)
        return found


def _tags(candidate: _Candidate, meaning: Meaning) -> tuple[Timex, ...]:
    """The tags of a match that holds both ends of a range; none for any other."""
    parts = meaning.parts
    if parts is None:
        return ()
    first, second = candidate.match.end(parts.first), candidate.match.start(parts.second)
    return (
        Timex(start=candidate.start, end=first, type=meaning.type, value=parts.values[0]),
        Timex(start=second, end=candidate.end, type=meaning.type, value=parts.values[1]),
    )


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The bounds of a match without blanks at its ends."""
    start, end = match.span()
    words = match[0]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
