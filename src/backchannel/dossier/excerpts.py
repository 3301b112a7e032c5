"""Which words of each source a published dossier shows: the claims' own first, then what stands around them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from backchannel.dossier.accusations import accusing
from backchannel.dossier.persons import mentioned
from backchannel.dossier.quoting import Budget, Limits, clipped, words_in
from backchannel.dossier.value import Dossier, Line
from backchannel.model import Claim, Document

_SENTENCE = re.compile(r"(?<=[.!?…”\"])\s+|\n\n+")


class Excerpt(NamedTuple):
    """What of a claim and its passage is shown: offsets in the document's text, and words of the claim left out."""

    low: int
    start: int
    end: int
    high: int
    left_out: int


class Excerpts:
    """The excerpts of one dossier, chosen when it is made."""

    def __init__(
        self, dossier: Dossier, documents: Collection[Document], taken: Iterable[Claim], names: frozenset[str],
        limits: Limits,
    ) -> None:  # fmt: skip
        used = {line.claim.document for line in dossier.lines}
        mine = [d for d in documents if d.id in used]
        self._texts = {d.id: d.text for d in mine}
        self._budget, self._names = Budget(mine, limits), names
        self._closed: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for claim in (*taken, *(line.claim for line in dossier.lines if line.answers)):
            self._closed[claim.document].append((claim.start, claim.end))
        self._interest = {s.document: tuple(self.short(s.document, i) for i in s.interest) for s in dossier.sources}
        lines = {line.claim.id: line for line in dossier.lines}
        order = [lines[i] for i in _by_weight(dossier) if i in lines]
        self._made = {line.claim.id: self._quoted(line) for line in order}
        for widen in (self._to_sentence, self._to_neighbours):
            self._made |= {i: widen(lines[i], made) for i, made in self._made.items()}

    def of(self, line: Line) -> Excerpt:
        """What is shown of a claim and its passage."""
        return self._made[line.claim.id]

    def text(self, document: str) -> str:
        """The whole text of a document."""
        return self._texts[document]

    def short(self, document: str, words: str) -> str:
        """Other words of a document, cut to what may still be quoted; empty where they accuse, or nothing may."""
        if self._accusing(words, words):
            return ""
        at, most = self._texts[document].find(words), self._budget.limits.passage
        if at >= 0:
            return _marked(words, words[: self._budget.forward(document, at, at + len(words), most) - at])
        return clipped(words, most)

    def interest(self, document: str) -> tuple[str, ...]:
        """What the document states of its author's interest, cut likewise; quoted before anything else of it."""
        return self._interest[document]

    def _quoted(self, line: Line) -> Excerpt:
        claim, budget = line.claim, self._budget
        end = budget.forward(claim.document, claim.start, claim.end, budget.limits.passage)
        left_out = words_in(claim.quote) - words_in(self._texts[claim.document][claim.start : end])
        return Excerpt(claim.start, claim.start, end, end, left_out)

    def _room(self, line: Line, made: Excerpt) -> int:
        """Words that may still be shown of the passage; none where not even the claim's own are all shown."""
        shown = words_in(self._texts[line.claim.document][made.low : made.high])
        return 0 if made.left_out else self._budget.limits.passage - shown

    def _to_sentence(self, line: Line, made: Excerpt) -> Excerpt:
        """With the rest of the claim's own sentence, without which it might be misunderstood."""
        of, (low, high) = line.claim.document, self._open(line)
        if self._budget.free(of):
            return made._replace(low=low, high=high)
        first = max((start for start, _ in _sentences(line) if start <= made.start), default=low)
        last = min((end for _, end in _sentences(line) if end >= made.end), default=high)
        before = self._budget.backward(of, max(low, first), made.low, self._room(line, made))
        made = made._replace(low=before)
        return made._replace(high=self._budget.forward(of, made.high, min(high, last), self._room(line, made)))

    def _to_neighbours(self, line: Line, made: Excerpt) -> Excerpt:
        """With the sentences behind and before, each whole or not at all."""
        of, (low, high) = line.claim.document, self._open(line)
        sentences = _sentences(line)
        for start, end in sentences:
            beside = made.high <= start and not self._texts[of][made.high : start].strip()
            if beside and end <= high and self._budget.whole(of, start, end, self._room(line, made)):
                made = made._replace(high=end)
        for start, end in reversed(sentences):
            beside = end <= made.low and not self._texts[of][end : made.low].strip()
            if beside and low <= start and self._budget.whole(of, start, end, self._room(line, made)):
                made = made._replace(low=start)
        return made

    def _open(self, line: Line) -> tuple[int, int]:
        """How far the passage may be shown.

        Not into a sentence with a claim held back, nor with one that was answered (its answer stands elsewhere), nor
        into one that accuses somebody.
        """
        claim, passage = line.claim, line.passage
        low, high = passage.start, passage.start + len(passage.text)
        for start, end in (*self._sentences_closed(line), *self._accusations(line)):
            if start < claim.start:
                low = max(low, min(end, claim.start))
            if end > claim.end:
                high = min(high, max(start, claim.end))
        return low, high

    def _sentences_closed(self, line: Line) -> Iterator[tuple[int, int]]:
        """Sentences of the passage with claims that may not be shown beside this one; of its own sentence, the rest.

        Claims that share words with this one are printed with its answers, or were held back with it.
        """
        claim = line.claim
        spans = [(s, e) for s, e in self._closed[claim.document] if e <= claim.start or s >= claim.end]
        for low, high in _sentences(line):
            if any(s < high and low < e for s, e in spans):
                yield low, high

    def _accusations(self, line: Line) -> Iterator[tuple[int, int]]:
        """The parts of the passage's sentences, the claim's own words apart, that accuse somebody it names."""
        text, claim, around = self._texts[line.claim.document], line.claim, line.passage.text
        for first, last in _sentences(line):
            for start, end in ((first, min(last, claim.start)), (max(first, claim.end), last)):
                if start < end and self._accusing(text[start:end], around):
                    yield start, end

    def _accusing(self, words: str, around: str) -> bool:
        return accusing(words) and bool(mentioned(around, self._names))


def _sentences(line: Line) -> list[tuple[int, int]]:
    """The sentences of the passage, as offsets in the document's text."""
    text, offset = line.passage.text, line.passage.start
    gaps = [m.span() for m in _SENTENCE.finditer(text)]
    edges = [0, *(edge for gap in gaps for edge in gap), len(text)]
    return [(offset + a, offset + b) for a, b in list(pairwise(edges))[::2] if a < b]


def _by_weight(dossier: Dossier) -> Iterator[str]:
    """The claims in the order in which they are quoted while there are words left: what findings rest on first."""
    order = [m.said_for[0] for m in dossier.matters if m.said_for]
    order += [i for m in dossier.matters for i in (*m.said_for, *m.said_against)]
    order += [i for c in dossier.channels for i in c.claims]
    order += [x.claim for x in (*dossier.together, *dossier.apart)]
    return iter(dict.fromkeys([*order, *dossier.one_sided, *(line.claim.id for line in dossier.lines)]))


def _marked(whole: str, shown: str) -> str:
    return whole if shown == whole else f"{shown} …" if shown else ""
