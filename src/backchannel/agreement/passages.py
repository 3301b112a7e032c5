"""Passages of a coding sheet: sentences that keep to the words of one text, whatever a spreadsheet does to blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from backchannel.agreement.assignment import Span
from backchannel.model import Value
from backchannel.model.value import fingerprint

Frame = Literal["sentences", "claims"]
Strata = Literal["none", "document", "kind"]

_BLANK = re.compile(r"\s+")


class Passage(Value, frozen=True):
    """A sentence that was drawn, bound to its text by ``id``.

    ``words`` is the sentence with each run of blanks as one space, which survives any program; ``start`` and ``end``
    are its place in the text whose digest is ``text_digest``. ``before`` and ``after`` are what stands around it.
    """

    document: str
    text_digest: str
    start: int
    end: int
    words: str
    title: str = ""
    dated: str = ""
    before: str = ""
    after: str = ""

    @property
    def id(self) -> str:
        """The identity of the passage; begins with a letter, so that no spreadsheet takes it for a number."""
        return "p" + fingerprint(self.text_digest, self.start, self.end, self.words, length=12)


class Sample(Value, frozen=True):
    """A draw: its passages in the order of the sheet, and what they were drawn from.

    ``frame`` is ``sentences`` (all that the reader looked at) or ``claims`` (those in which it found some); ``strata``
    says what was drawn from in equal parts.
    """

    passages: tuple[Passage, ...]
    frame: Frame = "sentences"
    strata: Strata = "none"

    @property
    def drawn_from(self) -> str:
        """The frame in words that fit a cell: ``sentences``, ``claims``, ``sentences by document``."""
        return self.frame if self.strata == "none" else f"{self.frame} by {self.strata}"

    @property
    def id(self) -> str:
        """The identity of the draw: of its frame and its passages, so that a passage that is gone is missed."""
        return sample_id(self.drawn_from, (p.id for p in self.passages))


def sample_id(drawn_from: str, passages: Iterable[str]) -> str:
    """The identity of a draw from the ids of its passages, in whatever order."""
    return "s" + fingerprint(drawn_from, sorted(passages), length=12)


def squeezed(text: str) -> str:
    """The text with each run of blanks as one space and none at its ends."""
    return _BLANK.sub(" ", text).strip()


def within(text: str, span: Span, place: Span) -> Span | None:
    """Where ``place`` of a text lies in the squeezed form of the passage ``span``; None where it lies outside.

    What reaches out of the passage is cut at its ends.
    """
    start, end = max(place.start, span.start), min(place.end, span.end)
    while start < end and text[start].isspace():
        start += 1
    if start >= end:
        return None
    before = squeezed(text[span.start : start])
    blank = " " if before and text[start - 1].isspace() else ""
    first = len(before) + len(blank)
    return Span(first, first + len(squeezed(text[start:end])))
