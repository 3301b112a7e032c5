"""Whether the clause around some words looks ahead, as far as the parse tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FUTURE = frozenset({"will", "shall", "wo", "'ll", "ll"})
_MODAL = frozenset({"may", "might", "can", "could", "should", "must"})
_PAST = frozenset({"had", "has", "have", "was", "were", "did", "'ve"})
_IS = frozenset({"is", "are", "am", "'re", "'m"})
_PLANS = frozenset({"plan", "schedule", "expect", "intend", "hope", "set", "due", "slate", "promise", "agree", "aim"})
_FURTHEST = 12
"""Heads climbed at most: beyond them no clause speaks of the words."""


def looks_ahead(doc: Doc, start: int, end: int) -> bool | None:
    """Whether the predicate over ``start`` to ``end`` is of what is to come; None where tense leaves it open."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return None if span is None else _of(_predicate(span.root))


def _predicate(token: Token) -> Token | None:
    for _ in range(_FURTHEST):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _of(verb: Token | None) -> bool | None:
    if verb is None:
        return None
    helpers = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if helpers & _FUTURE:
        return True
    if verb.tag_ == "VBD" or helpers & _PAST:
        return None if verb.lemma_ in _PLANS else False
    if helpers & _MODAL:
        return True
    return _participle(verb, helpers) if verb.tag_ in ("VBG", "VBN") else _infinitive(verb) if "to" in helpers else None


def _participle(verb: Token, helpers: set[str]) -> bool | None:
    """Of "is meeting on Friday", "talks held in May", "a vote planned for May"."""
    if verb.tag_ == "VBG":
        return True if helpers & _IS else None
    return verb.lemma_ in _PLANS if verb.dep_ == "acl" or helpers else None


def _infinitive(verb: Token) -> bool | None:
    """Of "to meet on Friday": what its governor says; planning looks ahead even in the past tense."""
    governor = _predicate(verb.head) if verb.head.i != verb.i else None
    if governor is None or governor.lemma_ in _PLANS or governor.lemma_ == "be":
        return True
    return None if governor.tag_ == "VBD" else True
