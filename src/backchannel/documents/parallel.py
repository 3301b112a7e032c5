"""A translation beside its original: which passage of the one is which of the other.

Paragraphs are put beside each other by their lengths (Gale and Church 1993, "A program for aligning sentences in
bilingual corpora", section 4) and by the numbers that stand in both, which stay what they are in any language (Simard,
Foster, Isabelle 1992, "Using cognates to align sentences"). Where the two have as many paragraphs and each has its
like, that is called sure; else the place is about right, and that is said.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from backchannel.model import Document, Section, SectionKind

How = Literal["paragraph", "length"]

_BODY: frozenset[SectionKind] = frozenset({"paragraph", "list", "quotation", "title", "heading", "caption"})
_NUMBER = re.compile(r"\d+")

_VARIANCE = 6.8
"""Of the characters of a translation for each of the original (Gale and Church, section 4.1)."""
_BEADS = {(1, 1): 0.89, (1, 0): 0.005, (0, 1): 0.005, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
"""How many paragraphs become how many, and how often (their table 5)."""
_OTHER_NUMBERS = 4.0
_LEAST = 1e-12
_BAND = 40
"""Paragraphs by which the two may be out of step, and a tenth of all: what is farther is not looked at."""
_LOOKED_AT = 150_000
"""Pairs of places that are looked at, for long texts in a narrower band: some three seconds."""


class Match(NamedTuple):
    """Where in the original the passage stands: its own paragraph, or about here by its length and place."""

    start: int
    end: int
    how: How


class _Passage(NamedTuple):
    section: Section
    length: int
    numbers: tuple[str, ...]


class Parallel:
    """The passages of an original and of its translation, put beside each other."""

    def __init__(self, original: Document, translation: Document) -> None:
        ours, theirs = _passages(translation), _passages(original)
        self._ours = [passage.section for passage in ours]
        self._theirs = [passage.section for passage in theirs]
        self._beads = list(_beads(ours, theirs))
        self.sure = all(len(ours) == len(theirs) == 1 for ours, theirs in self._beads)
        """Whether each paragraph has its like."""

    def match(self, start: int, end: int) -> Match | None:
        """The passage of the original for these characters of the translation; None where it has none."""
        found = [
            index
            for ours, theirs in self._beads
            if any(self._ours[index].start < end and self._ours[index].end > start for index in ours)
            for index in theirs
        ]
        if not found:
            return None
        how: How = "paragraph" if self.sure else "length"
        return Match(self._theirs[found[0]].start, self._theirs[found[-1]].end, how)


def _passages(document: Document) -> list[_Passage]:
    whole = (Section(start=0, end=len(document.text), kind="paragraph"),)
    return [
        _Passage(section, section.end - section.start, _numbers(document.text[section.start : section.end]))
        for section in document.sections or whole
        if section.kind in _BODY
    ]


def _numbers(words: str) -> tuple[str, ...]:
    """The numbers in figures, in those of any script."""
    return tuple(sorted("".join(str(unicodedata.digit(d)) for d in number) for number in _NUMBER.findall(words)))


_Bead = tuple[range, range]


def _beads(ours: Sequence[_Passage], theirs: Sequence[_Passage]) -> Iterator[_Bead]:
    """Which passages of the translation are which of the original, by dynamic programming within a band."""
    ratio = max(1, sum(p.length for p in theirs)) / max(1, sum(p.length for p in ours))
    band = _band(len(ours), len(theirs))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(ours) + 1):
        middle = i * len(theirs) // max(1, len(ours))
        for j in range(max(0, middle - band), min(len(theirs), middle + band) + 1):
            for (a, b), often in _BEADS.items():
                before = best.get((i - a, j - b))
                if before is None:
                    continue
                cost = before[0] - math.log(often) + _cost(ours[i - a : i], theirs[j - b : j], ratio)
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = (cost, (a, b))
    path: list[_Bead] = []
    i, j = len(ours), len(theirs)
    while i or j:
        a, b = best[i, j][1]
        path.append((range(i - a, i), range(j - b, j)))
        i, j = i - a, j - b
    return reversed(path)


def _band(ours: int, theirs: int) -> int:
    wide = _BAND + max(ours, theirs) // 10
    step = theirs // max(1, ours) + 1  # neighbouring rows must overlap
    return max(step, min(wide, _LOOKED_AT // (2 * max(1, ours))))


def _cost(ours: Sequence[_Passage], theirs: Sequence[_Passage], ratio: float) -> float:
    """How unlikely it is that the one was translated into the other: by length, and by the numbers in both."""
    expected = sum(p.length for p in ours) * ratio
    length = sum(p.length for p in theirs)
    off = abs(length - expected) / math.sqrt(max(expected, length, 1.0) * _VARIANCE)
    unlikely = -math.log(max(math.erfc(off / math.sqrt(2)), _LEAST))
    numbers = (sorted(n for p in side for n in p.numbers) for side in (ours, theirs))
    same = (one := next(numbers)) == (other := next(numbers))
    return unlikely + (0.0 if same or not (one and other) else _OTHER_NUMBERS)
