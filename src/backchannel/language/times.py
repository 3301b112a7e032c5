"""Time expressions found in plain text and resolved as far as the text and its date allow.

Types and values follow TIMEX3; dates are those of the claims format, never more precise than the words: a range
beats a guess, and what nothing resolves has no start. The conventions are in docs/language.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from backchannel.language import intervals as iv
from backchannel.language import time_words as tw
from backchannel.language.numbers import alternatives
from backchannel.language.plain import shouted, straighten, tightened
from backchannel.language.tense import looks_ahead
from backchannel.language.time_search import RULES, Found, Search
from backchannel.language.timex import Meaning, Relation, TimeContext, TimeExpression, TimeType
from backchannel.model import When

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["RULES", "TimeContext", "TimeExpression", "TimeType", "Timeline", "find_times"]

_RELATIONS: dict[str, Relation] = tw.table("relations")
_BEFORE = re.compile(rf"\b({alternatives(_RELATIONS)})(?: about| around| at least| the| roughly)* $", re.IGNORECASE)
_OPENERS = re.compile(r"\b(?:(?:ever )?since|until|till) (?:about |around |at least )?$", re.IGNORECASE)
_UPPER = re.compile(
    r"\b(?:" + alternatives(name for t in (tw.MONTHS, tw.WEEKDAYS) for name in t) + r")\b", re.IGNORECASE
)
_NEAR = 2
"""Paragraphs through which the narrative's last month or day still gives its year to dates without one."""


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
        given = _Given.of(text, doc)
        return [self._expression(given, item) for item in self._search(given)]

    def _search(self, given: _Given) -> list[Found]:
        search = Search(given.tight, self._document, self._last, near=self._near(), tense=given.tense)
        found = [item for item in search.run() if not given.is_verb(item)]
        if search.last != self._last:
            self._last, self._age = search.last, 0
        else:
            self._age += 1
        return found

    def _near(self) -> bool:
        fine = self._last is not None and self._last.level >= iv.MONTH
        return self._age < _NEAR and (fine or (self._age == 0 and self._document is None))

    def _expression(self, given: _Given, item: Found) -> TimeExpression:
        relation = item.relation or _relation(given.tight, item.start)
        opener = _OPENERS.search(given.tight, max(0, item.start - 20), item.start)
        start = given.starts(opener.start() if opener and item.meaning.type == "DATE" else item.start)
        end = given.ends(item.end)
        words = given.text[start:end]
        return TimeExpression(
            start=start,
            end=end,
            text=words,
            type=item.meaning.type,
            when=self._resolved(item.meaning, relation, words),
            value=item.meaning.value,
            mod=item.meaning.mod,
            relation=relation,
            tags=tuple(
                replace(tag, start=given.starts(tag.start) - start, end=given.ends(tag.end) - start)
                for tag in item.marked()
            ),
        )

    def _resolved(self, meaning: Meaning, relation: Relation | None, words: str) -> When:
        """The dates meant: "since" runs to the document's date where that is known, "until" has no start."""
        start, end = meaning.span.dates() if meaning.span else (None, None)
        anchored = meaning.anchored and start is not None
        if start and meaning.type == "DATE" and relation == "until":
            return When(start=None, end=end or start, text=words, anchored=anchored)
        if start and meaning.type == "DATE" and relation == "since" and meaning.span and self._document:
            first, last = self._document.dates()
            if meaning.span.first <= self._document.first:
                return When(start=start, end=last or first, text=words, anchored=True)
        return When(start=start, end=end, text=words, anchored=anchored)


def find_times(text: str, *, context: TimeContext | None = None, doc: Doc | None = None) -> list[TimeExpression]:
    """The time expressions of one text, in order, none overlapping; offsets are those of ``text``."""
    return Timeline(context).read(text, doc)


def readable(text: str) -> str:
    """The text as the grammar reads it, of the same length; what is all in capitals (cables) in lower case."""
    plain = straighten(text)
    if not shouted(plain):
        return plain
    return _UPPER.sub(lambda match: match[0].capitalize(), plain.lower()) if len(plain.lower()) == len(plain) else plain


def _when(span: iv.Interval | None) -> When | None:
    if span is None:
        return None
    start, end = span.dates()
    return When(start=start, end=end)


def _relation(text: str, start: int) -> Relation | None:
    match = _BEFORE.search(text, max(0, start - 30), start)
    return _RELATIONS[match[1].lower()] if match else None


class _Given(NamedTuple):
    """A paragraph: its text and parse, what the grammar reads of it, and where each code point of that stood."""

    text: str
    doc: Doc | None
    tight: str
    at: list[int]

    @classmethod
    def of(cls, text: str, doc: Doc | None) -> _Given:
        """Where the layout begins a line anew the grammar finds the end of a line, over which it joins nothing."""
        plain = readable(text)
        begins = sorted(doc.user_data.get("sentence_starts", ())) if doc is not None else ()
        for start in begins:
            if 0 < start <= len(plain) and plain[start - 1] == " ":
                plain = f"{plain[: start - 1]}\n{plain[start:]}"
        return cls(text, doc, *tightened(plain))

    def starts(self, offset: int) -> int:
        """The place in the text of where something starts in what was read."""
        return self.at[offset] if self.at else offset

    def ends(self, offset: int) -> int:
        """The place in the text of where something ends in what was read."""
        return self.at[offset - 1] + 1 if self.at else offset

    def tense(self, start: int, end: int) -> bool | None:
        """Whether the parse says that the clause around the words looks ahead."""
        return None if self.doc is None else looks_ahead(self.doc, self.starts(start), self.ends(end))

    def is_verb(self, item: Found) -> bool:
        """Whether the parse says that a word such as "may", "march" or "spring" is a verb here."""
        if self.doc is None or item.end - item.start > 8:
            return False
        span = self.doc.char_span(self.starts(item.start), self.ends(item.end), alignment_mode="expand")
        return span is not None and len(span) == 1 and span[0].pos_ in ("VERB", "AUX")
