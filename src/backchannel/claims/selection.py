"""Which proposals are claims: a linear model scores each, the best that do not overlap stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log2
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Span, Token

from backchannel.claims.clauses import Proposal, proposals
from backchannel.claims.linear import Floats, LinearModel

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_ACTOR_ENTITIES = frozenset({"GPE", "NORP", "PERSON", "ORG", "LOC", "FAC"})
_QUOTES = frozenset('“”"')

THRESHOLD = 0.42
"""Least score of a claim; set on the development documents for the best F1 of detection."""
NESTED = 0.30
"""What a proposal that lies within or around a chosen one needs beyond the threshold."""
SAME = 0.30
"""Intersection over union from which two proposals are two cuts of one claim."""


class Selected(NamedTuple):
    """A proposal that is taken for a claim, with its score (0 to 1)."""

    proposal: Proposal
    score: float


Blend = Callable[[Sequence[Proposal], Floats], Floats]
"""What changes the log odds of proposals, both of shape (proposals)."""


def select(
    sentence: Span, model: LinearModel, threshold: float = THRESHOLD, blend: Blend | None = None
) -> list[Selected]:
    """The claims of one sentence in reading order."""
    view = SentenceView(sentence)
    found = proposals(sentence)
    if not found:
        return []
    likely = odds(model, [features(view, proposal) for proposal in found])
    if blend is not None:
        likely = blend(found, likely)
    scores = (1 / (1 + np.exp(-likely))).tolist()
    scored = [Selected(p, score) for p, score in zip(found, scores, strict=True) if score >= threshold]
    return sorted(_apart(sentence.doc, scored, threshold), key=lambda s: s.proposal)


def odds(model: LinearModel, named: Sequence[list[str]]) -> Floats:
    """The log odds that stretches with these features are claims, shape (stretches)."""
    sums = np.array([model.sums(names) for names in named])
    classes, first = model.heads["claim"]
    return np.asarray(sums[:, first + classes.index("yes")] - sums[:, first + classes.index("no")], np.float32)


def _apart(doc: Doc, scored: list[Selected], threshold: float) -> list[Selected]:
    """The best proposals such that no two are cuts of one claim."""
    chosen: list[tuple[Selected, int, int]] = []
    for item in sorted(scored, key=lambda s: (-s.score, s.proposal)):
        start, end = doc[item.proposal.start].idx, _end(doc, item.proposal.end)
        union = inside = 0.0
        for _, low, high in chosen:
            shared = min(end, high) - max(start, low)
            if shared > 0:
                union = max(union, shared / (max(end, high) - min(start, low)))
                inside = max(inside, shared / min(end - start, high - low))
        if union <= SAME and (inside <= SAME or item.score >= threshold + NESTED):
            chosen.append((item, start, end))
    return [item for item, _, _ in chosen]


def _end(doc: Doc, end: int) -> int:
    return doc[end - 1].idx + len(doc[end - 1])


class SentenceView:
    """A sentence's tokens as plain lists: several times quicker than asking the parser's objects each time."""

    def __init__(self, sentence: Span) -> None:
        self.start, self.end = sentence.start, sentence.end
        self.tokens: list[Token] = list(sentence)
        self.lower = [t.lower_ for t in self.tokens]
        self.dep = [t.dep_ for t in self.tokens]
        self.pos = [t.pos_ for t in self.tokens]
        self.verbs = _sums([p == "VERB" for p in self.pos])
        self.actors = _sums([t.ent_iob_ == "B" and t.ent_type_ in _ACTOR_ENTITIES for t in self.tokens])
        self.quotes = _sums([w in _QUOTES for w in self.lower])
        self.heads: dict[int, _Predicate] = {}

    def predicate(self, at: int) -> _Predicate:
        """What is asked of a predicate for each of its proposals, gathered once."""
        known = self.heads.get(at)
        if known is None:
            known = self.heads[at] = _Predicate(self.tokens[at - self.start])
        return known


class _Predicate:
    def __init__(self, head: Token) -> None:
        self.dep = head.dep_
        self.lemma = head.lemma_.lower()
        self.children = [(c.i, c.dep_, c.pos_) for c in head.children]
        self.subjects = [i for i, dep, _ in self.children if dep in _SUBJECTS]
        governor = head.head if head.head.i != head.i else None
        self.fixed = [
            f"dep={head.dep_}",
            f"tag={head.tag_}",
            f"deptag={head.dep_}/{head.tag_}",
            f"lem={self.lemma}",
            f"gov={governor.lemma_.lower() if governor is not None else '-'}",
            f"govdep={governor.dep_ if governor is not None else '-'}|{head.dep_}",
        ]


def _sums(flags: Sequence[bool]) -> list[int]:
    total, sums = 0, [0]
    for flag in flags:
        total += flag
        sums.append(total)
    return sums


def features(view: SentenceView, proposal: Proposal) -> list[str]:
    """Named features of a proposal: its cut, its predicate, its edges, what it holds and what it leaves out."""
    predicate = view.predicate(proposal.head)
    low, high = proposal.start - view.start, proposal.end - view.start
    count = high - low
    size = min(12, int(log2(count) * 2))
    verbs = min(view.verbs[high] - view.verbs[low], 5)
    dep = predicate.dep
    subject_inside = any(proposal.start <= i < proposal.end for i in predicate.subjects)
    named = [
        *predicate.fixed,
        f"cut={proposal.left}|{proposal.right}",
        f"L={proposal.left}",
        f"R={proposal.right}",
        f"subj={bool(predicate.subjects)}{subject_inside}|{dep}",
        f"len={size}",
        f"len={size}|noun={proposal.left == 'noun'}",
        f"prev={view.lower[low - 1] if low else '^'}",
        f"next={view.lower[high] if high < len(view.lower) else '$'}",
        f"first={view.lower[low]}",
        f"firstdep={view.dep[low]}{view.pos[low]}",
        f"lastdep={view.dep[high - 1]}{view.pos[high - 1]}",
        f"nv={verbs}",
        f"nv={verbs}|len={size}",
        f"ne={min(view.actors[high] - view.actors[low], 4)}",
        f"frac={int(10 * count / len(view.tokens))}",
        f"bal={(view.quotes[high] - view.quotes[low]) % 2}",
        f"sent={min(8, len(view.tokens) // 8)}",
    ]
    conjoined = reports = False
    for i, child, pos in predicate.children:
        inside = proposal.start <= i < proposal.end
        kind = "kid" if inside else "out"
        named += (f"{kind}={child}", f"{kind}={child}|{dep}")
        conjoined |= inside and child == "conj" and pos == "VERB"
        reports |= inside and child == "ccomp"
    named += (f"conjhead={conjoined}", f"ccompin={reports}|{predicate.lemma}")
    return named
