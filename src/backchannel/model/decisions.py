"""Decisions: what a person settled, anchored so that it survives re-reading."""

from __future__ import annotations

from typing import Literal

from backchannel.model.value import Value, fingerprint

DecisionKind = Literal[
    "field", "reject", "claim", "same_matter", "different_matter", "grade", "note", "sign_off", "hold_back"
]
"""``sign_off`` lets a claim that accuses somebody stand on a published page, ``hold_back`` keeps any claim off it."""


class Decision(Value, frozen=True):
    """What one person settled about a claim or a pair of claims: who, when, why.

    It is anchored to the text's digest, the quoted span and the field, not to a claim's id, so that it re-attaches
    after a new reading; ``claim`` (and ``other`` for pairs) are the ids it was taken on. ``value`` is JSON.
    """

    id: str
    kind: DecisionKind
    by: str
    at: str
    why: str
    text_digest: str
    start: int
    end: int
    quote: str
    claim: str | None = None
    other: str | None = None
    field: str | None = None
    value: str | None = None


def decision_id(
    kind: DecisionKind,
    by: str,
    text_digest: str,
    start: int,
    end: int,
    field: str | None,
    value: str | None,
    other: str | None,
) -> str:
    """The identity of a decision: the same person deciding the same thing again is one decision."""
    return fingerprint(kind, by, text_digest, start, end, field, value, other)
