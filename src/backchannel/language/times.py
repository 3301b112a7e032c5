"""Time expressions found in plain text and resolved as far as the text and its date allow.

The grammar is a list of rules (regular expressions and what they mean); the leftmost, longest match that means
something wins. Types and values follow TIMEX3; dates are those of the claims format, never more precise than the
words: a range beats a guess, and what nothing resolves has no start. The conventions are in docs/language.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from backchannel.language import calendar_rules, relative_rules, span_rules
from backchannel.language import intervals as iv
from backchannel.language import time_words as tw
from backchannel.language.numbers import alternatives
from backchannel.language.plain import straighten
from backchannel.language.timex import Meaning, Relation, Rule, Scene, TimeContext, TimeExpression, TimeType
from backchannel.model import When

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["RULES", "TimeContext", "TimeExpression", "TimeType", "Timeline", "find_times"]

RULES: tuple[Rule, ...] = (*calendar_rules.RULES, *relative_rules.RULES, *span_rules.RULES)

_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_TRIGGER = re.compile(
    r"\d|\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[A-Z][a-z]+day|Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)"
    rf"|(?i:second|minute|hour|day|night|week|month|quarter|year|decade|centur|morning|afternoon|evening|noon|dawn|dusk|"
    rf"tomorrow|annual|{alternatives((*tw.table('vague'), *tw.table('sets'), *tw.DECADES))})"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|won't|'ll|plans? to|planned to|due (?:to|in|on)|scheduled|set to|expected|is to|are to|upcoming|by)\b"
)
_BETWEEN = re.compile(r"\b(?:between) (?:the )?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|starting|beginning) (?:the )?$", re.IGNORECASE)
_JOINER = re.compile(r" ?[-–—] ?| (?:to|until|till|through|and|or) (?:the )?|, ")
_RELATIONS: dict[str, Relation] = tw.table("relations")
_BEFORE = re.compile(rf"\b({alternatives(_RELATIONS)})(?: about| around| at least| the| roughly)* $", re.IGNORECASE)
_NUMBERS_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:{alternatives(tw.table('not_years')['before'])})|[$€£¥#§]) ?$", re.IGNORECASE
)
_NUMBERS_AFTER = re.compile(rf" (?:[a-z]+ )?(?:{alternatives(tw.table('not_years')['after'])})\b")
_PLURAL_AFTER = re.compile(
    r" (?!was|is|has|does|as|its|this|us|thus|perhaps|across|always|towards|besides|afterwards)[a-z]+[a-rt-z]s\b"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|to|during|before|after|between|and|of|the|early|late|mid|circa|c\.|through) $|\($",
    re.IGNORECASE,
)
_NEAR = 2
"""Paragraphs through which the narrative's last month or day still gives its year to dates without one."""


class _Candidate(NamedTuple):
    start: int
    end: int
    order: int
    rule: Rule
    match: re.Match[str]


class _Found(NamedTuple):
    start: int
    end: int
    meaning: Meaning
    lead: Relation | None = None


class Timeline:
    """Reads the paragraphs of one document in order and remembers the last date of the narrative."""

    def __init__(self, context: TimeContext | None = None) -> None:
        given = context or TimeContext()
        self._document = iv.of_when(given.document_date)
        self._last = iv.of_when(given.last)
        self._age = 0

    @property
    def context(self) -> TimeContext:
        """What the next paragraph's expressions hang on."""
        return TimeContext(document_date=_when(self._document), last=_when(self._last))

    def read(self, text: str, doc: Doc | None = None) -> list[TimeExpression]:
        """The time expressions of the next paragraph, in order; ``doc`` is its parse, of the same length."""
        found = _Search(straighten(text), self._document, self._last, near=self._near())
        out = [self._expression(text, item, found.text) for item in found.run() if not _is_verb(doc, item)]
        if found.last != self._last:
            self._last, self._age = found.last, 0
        else:
            self._age += 1
        return out

    def _near(self) -> bool:
        fine = self._last is not None and self._last.level >= iv.MONTH
        return self._age < _NEAR and (fine or (self._age == 0 and self._document is None))

    def _expression(self, text: str, item: _Found, plain: str) -> TimeExpression:
        meaning = item.meaning
        relation: Relation | None = item.lead or _relation(plain, item.start)
        words = text[item.start : item.end]
        start, end = meaning.span.dates() if meaning.span else (None, None)
        anchored = meaning.anchored
        if relation == "since" and start and end is None and meaning.type == "DATE" and self._document:
            last = self._document.dates()
            if start < (last[1] or last[0]):
                end, anchored = last[1] or last[0], True
        return TimeExpression(
            start=item.start,
            end=item.end,
            text=words,
            type=meaning.type,
            when=When(start=start, end=end, text=words, anchored=anchored and start is not None),
            value=meaning.value,
            mod=meaning.mod,
            relation=relation,
        )


def find_times(text: str, *, context: TimeContext | None = None, doc: Doc | None = None) -> list[TimeExpression]:
    """The time expressions of one text, in order, none overlapping; offsets are those of ``text``."""
    return Timeline(context).read(text, doc)


def _when(span: iv.Interval | None) -> When | None:
    if span is None:
        return None
    start, end = span.dates()
    return When(start=start, end=end)


def _relation(text: str, start: int) -> Relation | None:
    match = _BEFORE.search(text, max(0, start - 30), start)
    return _RELATIONS[match[1].lower()] if match else None


def _is_verb(doc: Doc | None, item: _Found) -> bool:
    """Whether the parse says that a word such as "may", "march" or "spring" is a verb here."""
    if doc is None or item.end - item.start > 8:
        return False
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    return span is not None and len(span) == 1 and span[0].pos_ in ("VERB", "AUX")


class _Search:
    """One pass over one text: candidates of all rules, taken from left to right."""

    def __init__(self, text: str, document: iv.Interval | None, last: iv.Interval | None, *, near: bool) -> None:
        self.text = _URL.sub(lambda match: " " * len(match[0]), text)
        self.last = last
        self._document = document
        self._near = near
        self._candidates = self._collect() if _TRIGGER.search(self.text) else []

    def _collect(self) -> list[_Candidate]:
        made = [
            _Candidate(*_trimmed(match), order, rule, match)
            for order, rule in enumerate(RULES)
            for match in rule.pattern.finditer(self.text)
        ]
        return sorted(made, key=lambda c: (c.start, -c.end, c.order))

    def run(self) -> Iterator[_Found]:
        """The expressions, joined where a range is meant."""
        at = index = 0
        while index < len(self._candidates):
            candidate = self._candidates[index]
            index += 1
            if candidate.start < at:
                continue
            meaning = self._build(candidate)
            if meaning is None:
                continue
            found = self._joined(candidate, meaning)
            at = found.end
            self._remember(found.meaning)
            yield found

    def _remember(self, meaning: Meaning) -> None:
        if meaning.told and meaning.span is not None:
            self.last, self._near = meaning.span, True

    def _build(self, candidate: _Candidate, hint: int | None = None) -> Meaning | None:
        if candidate.rule.name == "year" and not self._is_year(candidate):
            return None
        scene = Scene(self._document, self.last, self._near, self._ahead(candidate), hint)
        return candidate.rule.build(candidate.match, scene)

    def _ahead(self, candidate: _Candidate) -> bool:
        begin = self.text.rfind(". ", 0, candidate.start) + 1
        end = self.text.find(". ", candidate.end)
        clause = self.text[
            max(begin, candidate.start - 120) : min(end if end > 0 else len(self.text), candidate.end + 60)
        ]
        return bool(_AHEAD.search(clause))

    def _is_year(self, candidate: _Candidate) -> bool:
        """Whether a four-digit number is a year and no count, number of a resolution or name of a model."""
        text = self.text
        if _NUMBERS_BEFORE.search(text, max(0, candidate.start - 20), candidate.start) or _NUMBERS_AFTER.match(
            text, candidate.end
        ):
            return False
        if _YEAR_BEFORE.search(text, max(0, candidate.start - 12), candidate.start):
            return True
        return not (_PLURAL_AFTER.match(text, candidate.end) and candidate.match["year"].endswith("0"))

    def _joined(self, candidate: _Candidate, meaning: Meaning) -> _Found:
        """The range that begins with ``candidate``, or it alone, with the year of the date it is joined to."""
        found = _Found(candidate.start, candidate.end, meaning)
        joiner = _JOINER.match(self.text, candidate.end)
        if meaning.type != "DATE" or joiner is None:
            return found
        after = self._next(joiner.end(), meaning)
        if after is None:
            return found
        second, other = after
        if meaning.yearless and not other.yearless and other.span:
            meaning = self._build(candidate, hint=other.span.first.year) or meaning
            found = found._replace(meaning=meaning)
        return self._range(found, joiner[0], second, other) or found

    def _next(self, at: int, first: Meaning) -> tuple[_Candidate, Meaning] | None:
        for candidate in self._candidates:
            if candidate.start == at:
                hint = first.span.first.year if first.span and not first.yearless else None
                meaning = self._build(candidate, hint=hint)
                if meaning and meaning.type == "DATE":
                    return candidate, meaning
        return None

    def _range(self, found: _Found, joiner: str, second: _Candidate, other: Meaning) -> _Found | None:
        word = joiner.strip()
        between = _BETWEEN.search(self.text, max(0, found.start - 14), found.start)
        source = _FROM.search(self.text, max(0, found.start - 14), found.start)
        if word in ("or", ",") or (word == "and" and not between) or (between and word != "and"):
            return None
        span = iv.join(found.meaning.span, other.span) if found.meaning.span and other.span else None
        if span is None:
            return None
        lead = between or source
        start = lead.start() if lead else found.start
        value = f"{found.meaning.value}/{other.value}"
        meaning = Meaning("DATE", value, span, None, found.meaning.anchored or other.anchored)
        return _Found(start, second.end, meaning, "between")


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The bounds of a match without blanks at its ends."""
    start, end = match.span()
    words = match[0]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
