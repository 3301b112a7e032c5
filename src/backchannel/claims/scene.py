"""A sentence as the reader sees it: its tokens, who is mentioned, which cues stand in it, what came before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Span, Token

from backchannel.actors import Mention
from backchannel.actors.discourse import Seen
from backchannel.claims.linear import Floats
from backchannel.language import Paragraph
from backchannel.language.quantities import QuantityMention
from backchannel.language.times import TimeExpression
from backchannel.model import Document, Note, When
from backchannel.vocabulary.cues import CueHit

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


class View:
    """A paragraph's tokens as plain lists, with the cues of each token and running sums of word vectors."""

    def __init__(self, paragraph: Paragraph, hits: Sequence[tuple[str, CueHit]]) -> None:
        doc = paragraph.doc
        self.paragraph = paragraph
        self.doc: Doc = doc
        self.tokens: list[Token] = list(doc)
        self.lemma = [t.lemma_.lower() for t in self.tokens]
        self.lower = [t.lower_ for t in self.tokens]
        self.dep = [t.dep_ for t in self.tokens]
        self.pos = [t.pos_ for t in self.tokens]
        self.head = [t.head.i for t in self.tokens]
        self.ent = [t.ent_type_ for t in self.tokens]
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.cues: dict[int, list[tuple[str, CueHit]]] = {}
        for name, hit in hits:
            for i in range(hit.start, hit.end):
                self.cues.setdefault(i, []).append((name, hit))
        self.domains = Counter(hit.cue.value for name, hit in hits if name == "domains").most_common(2)
        self._sums, self._counts = _running(self.tokens)

    def mean_vector(self, first: int, last: int) -> Floats:
        """The mean word vector of the content words of tokens ``first`` to ``last`` (exclusive)."""
        count = self._counts[last] - self._counts[first]
        total = self._sums[last] - self._sums[first]
        return np.asarray(total / count if count else total, dtype=np.float32)

    def subjects(self, at: int) -> list[int]:
        """The subject tokens of a predicate."""
        return [i for i in self.children[at] if self.dep[i] in _SUBJECTS]

    def deep_subject(self, at: int) -> int | None:
        """The subject of a predicate, its own or the one it shares: of what it is joined to, of what governs it."""
        for _ in range(8):
            own = self.subjects(at)
            if own:
                return own[0]
            dep, head = self.dep[at], self.head[at]
            if head == at:
                return None
            if dep in ("relcl", "acl") and self.pos[head] not in ("VERB", "AUX"):
                return head
            at = head
        return None


def _running(tokens: Sequence[Token]) -> tuple[Floats, list[int]]:
    width = tokens[0].vocab.vectors_length if tokens else 0
    rows = np.zeros((len(tokens) + 1, width), dtype=np.float32)
    counts = [0]
    for i, token in enumerate(tokens):
        counted = not token.is_stop and token.is_alpha and token.has_vector
        if counted:
            rows[i + 1] = token.vector
        counts.append(counts[-1] + counted)
    return np.cumsum(rows, axis=0, dtype=np.float32), counts


class Topic(NamedTuple):
    """A state that the document speaks of, and its share of all that the document says of states."""

    mention: Mention
    share: float


class Place(NamedTuple):
    """A place told of before: its words, sentence and paragraph (its start), what it hung on, what it is, how often."""

    words: str
    sentence: int
    paragraph: int
    link: str
    kind: str
    times: int


@dataclass(slots=True)
class Scene:
    """One sentence with all that is known when it is read."""

    document: Document
    view: View
    sentence: Span
    number: int
    mentions: list[Mention]
    times: list[TimeExpression]
    quantities: list[QuantityMention]
    notes: list[tuple[int, Note]]
    recent: list[Seen] = field(default_factory=list)
    salient: list[str] = field(default_factory=list)
    side: str | None = None
    side_name: str = ""
    topics: list[Topic] = field(default_factory=list)
    last_source: str | None = None
    narrative: When | None = None
    dates: int = 0
    places: tuple[Place, ...] = ()

    def offset(self, token: int) -> int:
        """Where a token starts in the document's text."""
        return self.view.paragraph.start + self.view.tokens[token].idx

    def mention_at(self, token: int) -> Mention | None:
        """The mention that covers a token, the longest if several."""
        covering = [m for m in self.mentions if m.first <= token < m.last]
        return max(covering, key=lambda m: m.last - m.first, default=None)

    def words(self, first: int, last: int) -> str:
        """The document's own words from token ``first`` to ``last`` (exclusive)."""
        start, end = self.offset(first), self.offset(last - 1) + len(self.view.tokens[last - 1])
        return self.document.text[start:end]
