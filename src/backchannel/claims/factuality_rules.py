"""What the grammar and the governor of a predicate say of its factuality, by rule; a feature of the model.

The order of the classes is that of the literature: what is asserted of the past stands highest, then the present, what
is only possible, what is asked for or planned, what is ordered. A governor's signature decides its complement (Nairn,
Condoravdi and Karttunen, ICoS 2006; Lotan, Stern and Dagan, "TruthTeller", NAACL 2013).
"""

from __future__ import annotations

from backchannel.claims.predicates import Predicate
from backchannel.claims.scene import View

LEAST, MOST = -3.0, 3.0

_OWN = {
    "will": -2.0, "would": -0.8, "can": -1.0, "could": -0.6, "may": -0.7, "should": -1.5, "must": -0.5,
    "imperative": -1.9, "infinitive": -0.8, "perfect": 2.7, "past": 2.7, "progressive": 2.3, "present": 2.1,
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


def by_rule(view: View, at: int, values: dict[int, float]) -> float:
    """The value of the predicate at token ``at``; ``values`` keeps those worked out on the way."""
    if at not in values:
        values[at] = 0.0
        values[at] = max(LEAST, min(MOST, _worked_out(view, Predicate(view, at), values)))
    return values[at]


def _worked_out(view: View, predicate: Predicate, values: dict[int, float]) -> float:
    own = _own(predicate)
    if predicate.signature is not None and predicate.signed_by is not None:
        return _signed(view, predicate.signature, predicate.signed_by, own, predicate, values)
    return min(own, 0.5) if predicate.question == "yes-no" else own


def _signed(view: View, name: str, above: int, own: float, predicate: Predicate, values: dict[int, float]) -> float:
    """The value of a complement: between what its governor says affirmed and denied, by the governor's own value."""
    affirmed, denied = _SIGNED[name]
    over = by_rule(view, above, values) if view.pos[above] in ("VERB", "AUX") else 2.0
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
