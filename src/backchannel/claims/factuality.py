"""Event factuality: how far a text says that what a predicate tells of happened or is so, from −3 (not) to 3 (so).

The scale is that of It-Happened (White et al., EMNLP 2016; Rudinger, White and Van Durme, NAACL 2018): 3 happened,
sure; 0 open; −3 did not happen, sure. What has not happened yet, is only wished, ordered or supposed, has not happened.
"""

from __future__ import annotations

from typing import NamedTuple

from backchannel.claims.predicates import Predicate, heads
from backchannel.claims.scene import View
from backchannel.claims.signatures import signature

LEAST, MOST = -3.0, 3.0


class Factuality(NamedTuple):
    """The factuality of the predicate whose head is token ``at`` of the paragraph, from −3 to 3."""

    at: int
    value: float


def factuality(view: View, first: int, last: int) -> list[Factuality]:
    """The factuality of each predicate with its head among tokens ``first`` to ``last`` (exclusive) of a paragraph."""
    values: dict[int, float] = {}
    return [Factuality(at, round(_value(view, at, values), 2)) for at in heads(view, first, last)]


_OWN = {
    "will": -1.7, "would": -0.7, "can": -0.2, "could": 0.2, "may": 0.0, "should": -1.0, "must": -0.3,
    "imperative": -1.5, "infinitive": -0.8, "perfect": 2.7, "past": 2.7, "progressive": 2.3, "present": 2.1,
    "bare": 0.0, "gerund": 1.6, "participle": 2.3, "adjective": 2.2, "noun": 2.0, "none": 1.8,
}  # fmt: skip
"""What a clause says by its mood or tense alone."""
_SIGNED = {
    "factive": (2.5, 1.8), "implicative": (2.3, -1.5), "negative_implicative": (-1.8, 1.5), "preventing": (-1.6, 0.0),
    "causing": (1.5, -1.0), "deciding": (1.3, -1.3), "saying": (2.1, 0.5), "believing": (1.6, -0.5),
    "seeming": (1.8, -0.5), "wanting": (-1.3, -1.6), "planning": (-1.2, -1.5), "trying": (0.0, -1.3),
    "asking": (-0.8, -1.3), "needing": (-0.8, -1.3), "enabling": (0.2, -1.3), "doubting": (0.0, 0.0),
}  # fmt: skip
"""What a governor says of its complement where it is affirmed, and where it is denied."""
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_DENIED = -1.6


def _value(view: View, at: int, values: dict[int, float]) -> float:
    if at not in values:
        values[at] = 0.0
        values[at] = max(LEAST, min(MOST, _worked_out(view, Predicate(view, at), values)))
    return values[at]


def _worked_out(view: View, predicate: Predicate, values: dict[int, float]) -> float:
    own = _own(predicate)
    governor = predicate.governor
    if predicate.complement and governor is not None:
        above = _above(view, governor)
        name = signature(view.pos[above], view.lemma[above], predicate.complement)
        if name is not None:
            return _signed(view, name, above, own, predicate, values)
    if predicate.question == "yes-no":
        return min(own, 0.5)
    return own


def _above(view: View, governor: int) -> int:
    """The word that has the signature: of "be able to" the adjective, of a preposition what governs it."""
    return view.head[governor] if view.dep[governor] == "prep" else governor


def _signed(view: View, name: str, above: int, own: float, predicate: Predicate, values: dict[int, float]) -> float:
    affirmed, denied = _SIGNED[name]
    over = _value(view, above, values) if view.pos[above] in ("VERB", "AUX") else 2.0
    share = (over + 3) / 6
    value = affirmed * share + denied * (1 - share)
    if predicate.complement == "that":
        return min(own, value)
    return -value if predicate.negated else value


def _own(predicate: Predicate) -> float:
    value = _OWN[predicate.mood]
    if predicate.mood == "would" and "have" in predicate.auxiliaries:
        value = -1.0
    if any(mark in _CONDITIONS for mark in predicate.marks):
        value = min(value, -0.9)
    if predicate.negated:
        value = _DENIED if value > 0 else value
    return value
