"""Cities and regions that tell for whom somebody acts: "the Shanghai police", "the police of Lyon", "Mariupol" alone.

A place is not an actor by itself: only beside a noun that is one, or where it is all that a phrase says, does it count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from backchannel.actors.phrases import Found
from backchannel.states import Gazetteer
from backchannel.states.forms import place_forms

_QUALIFIES = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})
_LOCAL = frozenset(
    {"government", "regime", "administration", "authority", "police", "court", "parliament", "legislature", "junta"}
    | {"official", "minister", "chief", "leader", "leadership", "ruler", "lawmaker", "rebel", "militia", "militant"}
    | {"gunman", "insurgent", "separatist", "guerrilla", "resident", "villager", "citizen", "civilian", "people"}
)
"""Nouns of those who belong to the place beside them: not of firms, nor of whom a state sends (envoys, troops)."""
_STEPS = 4


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer(base=place_forms())


class Site(NamedTuple):
    """A city or region named by tokens ``first`` to ``last`` (exclusive), and the state it lies in."""

    first: int
    last: int
    text: str
    code: str


def sites(doc: Doc) -> list[Site]:
    """The cities and regions that a paragraph names."""
    found = []
    for hit in _gazetteer().match(doc.text):
        span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if span is not None and hit.code:
            found.append(Site(span.start, span.end, hit.text, hit.code))
    return found


def places(doc: Doc, named: Iterable[Site], taken: Collection[int]) -> Iterator[Found]:
    """The sites that tell for whom somebody acts, among tokens that nothing has taken."""
    for site in named:
        root = doc[site.first : site.last].root
        if any(i in taken for i in range(site.first, site.last)) or root.ent_type_ == "PERSON":
            continue
        if root.pos_ in ("PROPN", "ADJ", "NOUN") and (stands_alone(root) or qualifies(root)):
            yield Found(site.first, site.last, site.text, site.code, "population", "place")


def seat(named: Iterable[Site], first: int, last: int) -> str | None:
    """The state in which a body is at home whose name, tokens ``first`` to ``last``, holds a site and more."""
    inside = [site for site in named if first <= site.first and site.last <= last and site[:2] != (first, last)]
    return inside[-1].code if inside else None


def stands_alone(place: Token) -> bool:
    """Whether the place is all that is said: the root of words without a verb."""
    return place.dep_ == "ROOT" and not any(token.pos_ in ("VERB", "AUX") for token in place.sent)


def qualifies(place: Token) -> bool:
    """Whether the place stands beside a noun of an actor who belongs there: before it, or behind "of"."""
    token = place
    for _ in range(_STEPS):
        if token.dep_ in _QUALIFIES:
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of":
            token = token.head.head
        else:
            return False
        beside = (child for child in token.lefts if child.dep_ == "compound" and child.i > place.i)
        if any(one.lemma_.lower() in _LOCAL for one in (token, *beside)):
            return True
    return False
