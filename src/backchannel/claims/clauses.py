"""Proposals: which stretches of a sentence could carry one proposition.

Every predicate of the dependency parse is taken with and without its coordinated predicates, adverbial and relative
clauses, frames and openings; so are noun phrases with complements ("the joint exercise of A and B"). Which of them
are claims is decided afterwards (:mod:`backchannel.claims.selection`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

_CLAUSAL = frozenset(
    {"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass", "pcomp"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_OPENINGS = frozenset({"cc", "mark", "punct", "preconj"})
_LIGHT = frozenset({"advmod", "intj", "cc", "mark", "punct", "preconj", "dep"})
_EDGE = frozenset(".,;:—–-…()[]")
_QUOTES = frozenset("\"“”‘’'")


class Proposal(NamedTuple):
    """Tokens ``start`` to ``end`` (exclusive) of a paragraph's parse, their predicate, and how they were cut."""

    start: int
    end: int
    head: int
    left: str
    right: str


def proposals(sentence: Span) -> list[Proposal]:
    """All proposals of one sentence, each stretch once, in reading order.

    Where two cuts give the same stretch the one of the higher predicate stands.
    """
    found: dict[tuple[int, int], Proposal] = {}
    for proposal in _all(sentence):
        trimmed = trim(sentence.doc, proposal)
        if trimmed.end - trimmed.start >= 2:
            found.setdefault((trimmed.start, trimmed.end), trimmed)
    return sorted(found.values())


def _all(sentence: Span) -> Iterator[Proposal]:
    root = sentence.root
    yield Proposal(sentence.start, sentence.end, root.i, "sentence", "sentence")
    for token in sentence:
        if is_predicate(token):
            yield from _of_predicate(token)
    for token in sentence:
        if token.pos_ in ("NOUN", "PROPN") and not token.dep_.startswith("compound"):
            yield from _of_noun(token)
    yield from _pieces(sentence)


def is_predicate(token: Token) -> bool:
    """Whether the token heads a clause."""
    if token.dep_ in _CLAUSAL and (token.pos_ in ("VERB", "AUX") or any(c.dep_ in _SUBJECTS for c in token.children)):
        return True
    return token.pos_ == "VERB" and token.dep_ not in ("amod", "aux", "auxpass", "compound")


def _of_predicate(head: Token) -> Iterator[Proposal]:
    rights = list(dict(reversed(list(_right_cuts(head)))).items())
    lefts = list(dict(reversed(list(_left_cuts(head)))).items())
    for start, left in lefts:
        for end, right in rights:
            if end - start >= 2 and start <= head.i < end:
                yield Proposal(start, end, head.i, left, right)


def _left_cuts(head: Token) -> Iterator[tuple[int, str]]:
    """Where a clause may begin: (token, name of the cut), fullest first."""
    edge = head.left_edge.i
    yield edge, "full"
    lefts = [c for c in head.lefts if c.i < head.i]
    at = edge
    for child in lefts:
        if child.left_edge.i == at and child.dep_ in _OPENINGS:
            at = child.right_edge.i + 1
        else:
            break
    yield at, "opening"
    for child in lefts:
        following = child.right_edge.i + 1
        if following < head.i and head.doc[following].text == "," and child.dep_ not in _SUBJECTS:
            yield following + 1, f"after-{child.dep_}"
    subject = next((c for c in lefts if c.dep_ in _SUBJECTS), None)
    if subject is not None:
        yield subject.left_edge.i, "subject"
    group = head.i
    for child in reversed(lefts):
        if child.dep_ in ("aux", "auxpass", "neg", "advmod", "mark", "cc") and child.right_edge.i == group - 1:
            group = child.left_edge.i
            if child.dep_ in ("mark", "cc"):
                break
    yield group, "verb"
    while group < head.i and head.doc[group].dep_ in ("cc", "mark"):
        group += 1
    yield group, "bare-verb"


def _right_cuts(head: Token) -> Iterator[tuple[int, str]]:
    """Where a clause may end (exclusive): (token, name of the cut), fullest first."""
    yield head.right_edge.i + 1, "full"
    doc = head.doc
    for child in head.rights:
        if child.dep_ in ("conj", "ccomp", "advcl", "parataxis", "xcomp", "prep", "acl", "relcl", "npadvmod", "dep"):
            end = child.left_edge.i
            while end > head.i + 1 and (doc[end - 1].dep_ in ("cc", "punct", "preconj") or doc[end - 1].text in ",;:"):
                end -= 1
            if child.dep_ != "prep" or doc[child.left_edge.i - 1].text == "," or child.i - head.i > 6:
                yield end, f"before-{child.dep_}"
    for token in doc[head.i + 1 : head.right_edge.i + 1]:
        if token.dep_ in ("relcl", "appos", "acl", "advcl", "pcomp") and token.head.i > head.i:
            end = token.left_edge.i
            while end > head.i + 1 and (doc[end - 1].text in ",;:—–-(" or doc[end - 1].dep_ in ("punct", "cc")):
                end -= 1
            comma = doc[token.left_edge.i - 1].text in ",—–(-"
            yield end, f"before-deep-{token.dep_}{'-comma' if comma else ''}"


def _of_noun(head: Token) -> Iterator[Proposal]:
    rights = [c for c in head.rights if c.dep_ in ("prep", "relcl", "acl", "appos")]
    possessive = any(c.dep_ in ("poss", "amod", "nmod", "compound") for c in head.lefts)
    start, end = head.left_edge.i, head.right_edge.i + 1
    if not rights and not (possessive and end - start >= 4):
        return
    conj = next((c for c in head.rights if c.dep_ == "conj"), None)
    if conj is not None:
        shorter = conj.left_edge.i
        while shorter > head.i + 1 and head.doc[shorter - 1].dep_ in ("cc", "punct"):
            shorter -= 1
        if shorter - start >= 3:
            yield Proposal(start, shorter, head.i, "noun", "before-conj")
    clause = next((c for c in rights if c.dep_ in ("relcl", "appos")), None)
    if clause is not None and clause.left_edge.i - start >= 3:
        yield Proposal(start, clause.left_edge.i, head.i, "noun", "before-clause")
    if end - start >= 4:
        yield Proposal(start, end, head.i, "noun", "full")


def _pieces(sentence: Span) -> Iterator[Proposal]:
    """What stands between commas, semicolons and dashes: where the parse is wrong they are often right."""
    start = sentence.start
    for token in [*sentence, None]:
        if token is None or token.text in (",", ";", ":", "—", "–"):
            end = sentence.end if token is None else token.i
            if end - start >= 5:
                inside = sentence.doc[start:end]
                yield Proposal(start, end, inside.root.i, "piece", "piece")
            if token is not None:
                start = token.i + 1


def trim(doc: Doc, proposal: Proposal) -> Proposal:
    """The proposal without punctuation, opening conjunctions and unbalanced quotation marks at its edges."""
    start, end = proposal.start, proposal.end
    while start < end and (doc[start].text in _EDGE or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in _EDGE or doc[end - 1].is_space):
        if doc[end - 1].text in ")]" and any(t.text in "([" for t in doc[start : end - 1]):
            break
        end -= 1
    while start < end and doc[start].text in _QUOTES and not _closes(doc, start, end):
        start += 1
    while end > start and doc[end - 1].text in _QUOTES and not _opens(doc, start, end):
        end -= 1
    while end > start and (doc[end - 1].text in _EDGE or doc[end - 1].is_space) and doc[end - 1].text not in ")]":
        end -= 1
    return proposal._replace(start=start, end=end)


def _closes(doc: Doc, start: int, end: int) -> bool:
    return any(t.text in _QUOTES for t in doc[start + 1 : end])


def _opens(doc: Doc, start: int, end: int) -> bool:
    return any(t.text in _QUOTES for t in doc[start : end - 1])
