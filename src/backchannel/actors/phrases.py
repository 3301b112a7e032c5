"""For whom a person or office acts, as the phrase around the name says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from backchannel.actors.words import actor_nouns
from backchannel.model import ActorType

_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod", "det", "appos", "case", "npadvmod"})
_NEAR = 10
"""Words within which an office and the name beside it stand."""


class Found(NamedTuple):
    """A known form or recognised entity before it is put into its phrase."""

    first: int
    last: int
    name: str
    country: str | None
    type: ActorType
    how: str
    home: str | None = None


class ActsFor(NamedTuple):
    """The state acted for, the first token of the phrase, the words that say so, and the home of those named in it."""

    country: str | None
    first: int
    why: str
    home: str | None


def acts_for(doc: Doc, item: Found, everything: dict[int, Found], absorbed: set[int]) -> ActsFor:
    """The state a person or office acts for, as the phrase around it says."""
    root = doc[item.first : item.last].root
    first = item.first
    country, why, home = item.country, item.name if item.country else "", item.home
    for near in _phrase_tokens(root):
        other = everything.get(near.i)
        if other is None or other is item:
            continue
        left = near.i < root.i
        if other.country and not country:
            country, why = other.country, other.name
        home = home or other.home
        if left and other.how != "noun" and other.type != "person":
            absorbed.add(near.i)
            first = min(first, other.first)
        elif _owns(other, near):
            absorbed.add(near.i)
    if not country and item.type == "person" and item.how != "noun":
        country, why = _office_beside(doc, item, everything)
    for child in root.lefts:
        if child.dep_ in _MODIFIERS and child.left_edge.i >= root.left_edge.i and child.dep_ != "poss":
            first = min(first, child.left_edge.i)
    return ActsFor(country, first, why, home)


def _owns(other: Found, near: Token) -> bool:
    """Whether what stands behind "of" is a part of the phrase; an organisation of states stays an actor of its own."""
    return other.how not in ("noun", "organisation") and other.type != "person" and _is_of(near)


def _is_of(near: Token) -> bool:
    return near.dep_ == "pobj" and near.head.lower_ == "of"


def _office_beside(doc: Doc, item: Found, everything: dict[int, Found]) -> tuple[str | None, str]:
    """The state of the office named beside a person where the parse has lost the apposition.

    "The head of Chile's intelligence agency, General Pardo" and "Pardo, the head of Chile's intelligence agency": the
    words between an office and the name hold one state and no verb.
    """
    first = item.first
    while first > 0 and doc[first - 1].dep_ in ("compound", "punct", "amod") and doc[first - 1].text != ",":
        first -= 1
    if first > 1 and doc[first - 1].text == ",":
        found = _office_in(doc, range(first - 2, max(first - _NEAR, -1), -1), everything)
        if found[0]:
            return found
    if item.last + 1 < len(doc) and doc[item.last].text == ",":
        return _office_in(doc, range(item.last + 1, min(item.last + _NEAR, len(doc))), everything)
    return None, ""


def _office_in(doc: Doc, places: range, everything: dict[int, Found]) -> tuple[str | None, str]:
    """The one state in a run of words that holds an office; none where a verb or a second state comes first."""
    office = False
    states: dict[str, str] = {}
    for i in places:
        if doc[i].pos_ in ("VERB", "AUX") or doc[i].is_sent_end:
            break
        office |= actor_nouns().get(doc[i].lemma_.lower()) == "person" or doc[i].lower_ in ("head", "director")
        found = everything.get(i)
        if found is not None and found.country:
            states.setdefault(found.country, found.name)
        if office and places.step < 0 and states:
            break
    return next(iter(states.items())) if office and len(states) == 1 else (None, "")


def _phrase_tokens(root: Token) -> Iterator[Token]:
    """Tokens of the phrase that can say for whom its head acts, nearest first."""
    for child in sorted((c for c in root.lefts if c.dep_ in _MODIFIERS), key=lambda c: -c.i):
        yield child
        yield from (g for g in child.lefts if g.dep_ in _MODIFIERS)
    for child in root.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "to", "for", "from"):
            yield from (g for g in child.children if g.dep_ == "pobj")
        if child.dep_ == "appos":
            yield child
            yield from (g for g in child.lefts if g.dep_ in _MODIFIERS)
            for preposition in (g for g in child.rights if g.dep_ == "prep" and g.lower_ in ("of", "to", "for")):
                yield from (t for t in preposition.children if t.dep_ == "pobj")
    if root.dep_ in ("appos", "compound") and root.head.pos_ in ("NOUN", "PROPN"):
        yield from (c for c in root.head.lefts if c.dep_ in _MODIFIERS and c.i != root.i)
        for preposition in (g for g in root.head.rights if g.dep_ == "prep" and g.lower_ == "of"):
            for governed in (t for t in preposition.children if t.dep_ == "pobj"):
                yield governed
                yield from (c for c in governed.lefts if c.dep_ in _MODIFIERS)
