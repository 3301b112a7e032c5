"""A paragraph as attributions are read from it: its tokens, its quotation marks, and how stretches are cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from backchannel.claims.quote_marks import quotations
from backchannel.claims.scene import View

Range = tuple[int, int]
"""Tokens of a paragraph, or code points of a document: first, and last exclusive."""

_DROPPED = frozenset({",", ".", ";", ":", "-", "--", "–", "—", "(", "[", "..."})
_RELATIVES = frozenset({"which", "who", "whose", "whom", "where"})
_STOPS = frozenset({".", "?", "!"})
_OPENERS = frozenset("\"'`“ABCDEFGHIJKLMNOPQRSTUVWXYZ")
MARKS = frozenset({'"', "''", "``", "'", "‘", "’"})


class Marked(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) in quotation marks, the marks among them."""

    first: int
    last: int
    closed: bool


@dataclass(slots=True)
class Found:
    """An attribution as it grows; stretches are code points of the document, ``at`` the cue's main token."""

    at: int
    source: list[Range] = field(default_factory=list)
    cue: list[Range] = field(default_factory=list)
    content: list[Range] = field(default_factory=list)


class Passage:
    """A paragraph's view with its quotation marks.

    ``opened`` is the speech that the paragraph before leaves to go on, ``carried`` that which this one leaves;
    ``orphans`` are utterances for which no verb names a speaker.
    """

    def __init__(self, view: View, text: str, opened: Found | None = None) -> None:
        self.view = view
        self.start = view.paragraph.start
        self.words = text[self.start : view.paragraph.end]
        self.opened = opened
        self.starts = [t.idx for t in view.tokens]
        self.marked = [self._tokens(q.start, q.end, q.closed) for q in quotations(self.words)]
        self._opens = [m.first for m in self.marked]
        self.carried: Found | None = None
        self.orphans: list[Marked] = []

    def _tokens(self, start: int, end: int, closed: bool) -> Marked:
        return Marked(bisect_right(self.starts, start) - 1, bisect_left(self.starts, end), closed)

    def marked_at(self, token: int) -> Marked | None:
        """The stretch in quotation marks that holds a token."""
        at = bisect_right(self._opens, token) - 1
        return self.marked[at] if at >= 0 and token < self.marked[at].last else None

    def span(self, first: int, last: int) -> Range:
        """Tokens ``first`` to ``last`` (exclusive) as code points of the document."""
        end = self.view.tokens[last - 1]
        return self.start + self.starts[first], self.start + end.idx + len(end)

    def made(self, at: int, cue: Range, content: list[Range], source: list[Range]) -> Found | None:
        """The attribution of these tokens, or None where nothing is left of the content."""
        pieces = [found for piece in content if (found := self.trimmed(*self.without_aside(*self.sentence(*piece))))]
        if not pieces:
            return None
        return Found(at, source, [self.span(*cue)], [self.span(*piece) for piece in pieces])

    def sentence(self, first: int, last: int) -> Range:
        """The tokens up to where a sentence ends outside of quotation marks, and to the end of what is quoted."""
        view = self.view
        for at in range(first, last - 1):
            if view.lower[at] in _STOPS and self.marked_at(at) is None and self._opens_sentence(at + 1):
                return first, at + 1
        tail = self.marked_at(last - 1)
        if tail is not None and tail.closed and tail.first >= first:
            last = max(last, tail.last)
        return first, last

    def _opens_sentence(self, at: int) -> bool:
        tokens = self.view.tokens
        if not tokens[at].text.strip():
            return at + 1 < len(tokens) and tokens[at + 1].text[0] in _OPENERS
        return tokens[at].text[0] in _OPENERS

    def without_aside(self, first: int, last: int) -> Range:
        """The tokens without a relative clause or "according to" that a comma sets off at their end."""
        view = self.view
        for at in range(first + 1, last - 1):
            if view.lower[at] == "," and self.marked_at(at) is None:
                after = self._aside(at + 1)
                if after is not None and after >= last - 2:
                    return first, at
        return first, last

    def _aside(self, at: int) -> int | None:
        """Where what begins after a comma ends, if it is an aside."""
        if self.view.lower[at] == "according":
            return self.view.tokens[at].right_edge.i + 1
        if self.view.lower[at] not in _RELATIVES:
            return None
        clause = self._relative(at)
        return self.view.tokens[clause].right_edge.i + 1 if clause is not None else None

    def _relative(self, at: int) -> int | None:
        """The verb of the clause that a relative pronoun opens."""
        for _ in range(4):
            at = self.view.head[at]
            if self.view.dep[at] in ("relcl", "advcl", "ccomp"):
                return at
        return None

    def trimmed(self, first: int, last: int) -> Range | None:
        """The tokens without punctuation at their ends, with both marks of what is quoted; None where none is left."""
        lower = self.view.lower
        first, last = self._balanced(first, last)
        while first < last and lower[first] in _DROPPED:
            first += 1
        while first < last and lower[last - 1] in _DROPPED:
            last -= 1
        while first < last and not lower[last - 1].strip():
            last -= 1
        while first < last and (lower[first] in _DROPPED or not lower[first].strip()):
            first += 1
        return (first, last) if any(self.view.tokens[at].text[:1].isalnum() for at in range(first, last)) else None

    def _balanced(self, first: int, last: int) -> Range:
        """The tokens with the other mark of a quotation that they hold up to its mark."""
        tail = self.marked_at(last - 1)
        if tail is not None and tail.first >= first and tail.last - last <= 3 and self._only_marks(last, tail.last):
            last = tail.last
        head = self.marked_at(first)
        if head is not None and head.last <= last and self._only_marks(head.first, first):
            first = head.first
        elif tail is not None and tail.first < first and self._only_marks(tail.first, first) and tail.last <= last + 2:
            first, last = tail.first, max(last, tail.last)
        return first, last

    def _only_marks(self, first: int, last: int) -> bool:
        return all(w in MARKS or w in _DROPPED or not w.strip() or w in "?!" for w in self.view.lower[first:last])


def merged(stretches: list[Range], text: str) -> tuple[Range, ...]:
    """The stretches in order, those joined that only blanks part."""
    out: list[Range] = []
    for start, end in sorted(stretches):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
