"""Event factuality: how far a text says that what a predicate tells of happened or is so, from −3 (not) to 3 (so).

The scale is that of It-Happened (White et al., EMNLP 2016; Rudinger, White and Van Durme, NAACL 2018): 3 happened,
sure; 0 open; −3 did not happen, sure. What has not happened yet, is only wished, ordered or supposed, has not happened.
A linear model weighs named features, the rules' own answer among them; ``tools/train_factuality.py`` makes its weights.
"""

from __future__ import annotations

from typing import NamedTuple

from backchannel.claims.factuality_features import features, vector
from backchannel.claims.factuality_rules import LEAST, MOST, by_rule
from backchannel.claims.linear import LinearModel, load
from backchannel.claims.predicates import Predicate, heads
from backchannel.claims.scene import View

MODEL = "factuality"


class Factuality(NamedTuple):
    """The factuality of the predicate whose head is token ``at`` of the paragraph, from −3 to 3."""

    at: int
    value: float


def factuality(view: View, first: int, last: int) -> list[Factuality]:
    """The factuality of each predicate with its head among tokens ``first`` to ``last`` (exclusive) of a paragraph."""
    model = load(MODEL)
    ruled: dict[int, float] = {}
    return [Factuality(at, _value(model, view, at, ruled)) for at in heads(view, first, last)]


def _value(model: LinearModel, view: View, at: int, ruled: dict[int, float]) -> float:
    named = features(Predicate(view, at), by_rule(view, at, ruled))
    value = float(model.sums(named, vector(view, at))[0])
    return round(max(LEAST, min(MOST, value)), 2)
