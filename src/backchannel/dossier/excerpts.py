"""Which words of each source a published dossier shows: the claims' own first, then what stands around them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from backchannel.dossier.accusations import accusing_words
from backchannel.dossier.persons import mentioned
from backchannel.dossier.quoting import Budget, Limits, words_in
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
        for claim in taken:
            self._closed[claim.document].append((claim.start, claim.end))
        lines = {line.claim.id: line for line in dossier.lines}
        order = [lines[i] for i in _by_weight(dossier) if i in lines]
        ends = {line.claim.id: self._quoted(line.claim) for line in order}
        self._made = {line.claim.id: self._around(line, ends[line.claim.id]) for line in order}

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
        return words if words_in(words) <= most else _marked(words, " ".join(words.split()[:most]))

    def _quoted(self, claim: Claim) -> int:
        return self._budget.forward(claim.document, claim.start, claim.end, self._budget.limits.passage)

    def _around(self, line: Line, end: int) -> Excerpt:
        claim = line.claim
        whole = words_in(claim.quote)
        shown = words_in(self._texts[claim.document][claim.start : end])
        if end < claim.end:
            return Excerpt(claim.start, claim.start, end, end, whole - shown)
        low, high = self._open(line)
        rest = self._budget.limits.passage - shown
        first = self._budget.backward(claim.document, low, claim.start, rest // 2)
        rest -= words_in(self._texts[claim.document][first : claim.start])
        last = self._budget.forward(claim.document, claim.end, high, rest) if rest > 0 else claim.end
        if self._budget.free(claim.document):
            first, last = low, high
        return Excerpt(first, claim.start, claim.end, last, 0)

    def _open(self, line: Line) -> tuple[int, int]:
        """How far the passage may be shown: not into a claim held back, nor into a sentence that accuses somebody."""
        claim, passage = line.claim, line.passage
        low, high = passage.start, passage.start + len(passage.text)
        for start, end in (*self._closed[claim.document], *self._accusations(line)):
            if end <= claim.start:
                low = max(low, end)
            elif start >= claim.end:
                high = min(high, start)
            elif low < end and start < high:
                low, high = max(low, min(claim.start, high)), min(high, claim.end)
        return low, high

    def _accusations(self, line: Line) -> Iterator[tuple[int, int]]:
        """The parts of the passage's sentences, the claim's own words apart, that accuse somebody it names."""
        passage, (start, end) = line.passage, line.mark
        at = 0
        for match in [*_SENTENCE.finditer(passage.text), None]:
            stop = match.start() if match else len(passage.text)
            for a, b in ((at, min(stop, start)), (max(at, end), stop)):
                if a < b and self._accusing(passage.text[a:b], passage.text):
                    yield passage.start + a, passage.start + b
            at = match.end() if match else stop

    def _accusing(self, words: str, around: str) -> bool:
        return bool(accusing_words().search(words)) and bool(mentioned(around, self._names))


def _by_weight(dossier: Dossier) -> Iterator[str]:
    """The claims in the order in which they are quoted while there are words left: what findings rest on first."""
    order = [m.said_for[0] for m in dossier.matters if m.said_for]
    order += [i for m in dossier.matters for i in (*m.said_for, *m.said_against)]
    order += [i for c in dossier.channels for i in c.claims]
    order += [x.claim for x in (*dossier.together, *dossier.apart)]
    return iter(dict.fromkeys([*order, *dossier.one_sided, *(line.claim.id for line in dossier.lines)]))


def _marked(whole: str, shown: str) -> str:
    return whole if shown == whole else f"{shown} …" if shown else ""
