"""Decisions on a text of which places were taken out: they move with their words, or go with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from backchannel.ledger.anchors import Anchor, attach, relocate
from backchannel.ledger.folding import fold
from backchannel.ledger.names import MARK
from backchannel.ledger.shifting import Cleaner, Shift, moved
from backchannel.model import Claim, Decision, Document, claim_id, decision_id, digest, encode

_WORD = re.compile(r"\w+")
_CODED = ("kind", "plover", "domain", "certainty", "polarity", "covert", "checkable", "reliability", "credibility")
"""Fields whose values are the program's own words: nothing of a text stands in them."""


def _words(text: str) -> set[str]:
    """The words of a text that can tell something: of three letters or more, or with two digits."""
    return {w for w in _WORD.findall(fold(text)) if len(w) > 2 or (len(w) > 1 and w.isdigit())}


class Gone:
    """What passages leave behind elsewhere: words that stand nowhere in their text any more."""

    def __init__(self, shift: Shift) -> None:
        self._words = {w for start, end in shift.places for w in _words(shift.text[start:end])} - _words(shift.new)

    def cleaned(self, text: str) -> str:
        """The text, or a mark where it holds such a word: what else of it repeats the passage cannot be told."""
        return MARK if self._words and self._words & _words(text) else text


class Move(NamedTuple):
    """A document on its way into its redacted form (``document``), with the claims that are read in that."""

    shift: Shift
    clean: Cleaner
    document: Document
    claims: Sequence[Claim]


def move_anchor(anchor: Anchor, move: Move, old: Claim | None) -> Anchor | None:
    """The anchor in the new text; None where its own words are touched, or stand there no more."""
    shift = move.shift
    if anchor.text_digest == digest(shift.text):
        if shift.touched(anchor.start, anchor.end):
            return None
        place: tuple[int, int] | None = (shift.start(anchor.start), shift.end(anchor.end))
    else:
        place = relocate(anchor, shift.new) if move.clean(anchor.quote) == anchor.quote else None
    if place is None:
        return None
    there = Anchor(move.document.text_digest, *place, anchor.quote, None)
    claim = attach(there, move.claims, same_text=True, old=old)
    return there._replace(claim=claim.id if claim else None)


def move_decision(
    decision: Decision, anchors: Mapping[int, Anchor], moves: Mapping[int, Move], old: Mapping[int, Claim | None]
) -> tuple[Decision, Anchor | None] | None:
    """The decision after its sides in ``moves`` (0 the claim decided on, 1 the other of a pair) have moved.

    None where it goes: its words are touched, its value says what is to go, or the other claim is gone.
    """
    places = dict(anchors)
    for side, move in moves.items():
        place = move_anchor(anchors[side], move, old.get(side))
        if place is None or (side == 1 and place.claim is None):
            return None
        places[side] = place
    if 0 in moves:
        value = _value(decision, moves[0], anchors[0], places[0])
        if value is None and decision.value is not None:
            return None
        clean = moves[0].clean
        decision = msgspec.structs.replace(decision, why=clean(decision.why), by=clean(decision.by), value=value)
    here, other = places[0], places.get(1)
    if decision.kind == "claim" and decision.value:
        here = here._replace(claim=msgspec.json.decode(decision.value)["id"])
    return _at(decision, here, other), other


def _at(decision: Decision, here: Anchor, other: Anchor | None) -> Decision:
    claim = other.claim if other else decision.other
    place = (here.text_digest, here.start, here.end)
    id_ = decision_id(decision.kind, decision.by, *place, decision.field, decision.value, claim)
    return msgspec.structs.replace(
        decision, id=id_, text_digest=here.text_digest, start=here.start, end=here.end, quote=here.quote,
        claim=here.claim, other=claim,
    )  # fmt: skip


def _value(decision: Decision, move: Move, was: Anchor, now: Anchor) -> str | None:
    """The decision's value with its offsets moved; None where there is none, or it says what is to go.

    A note is cleaned; of a value that names somebody the code of his state would stay, so it goes as a whole.
    """
    if decision.value is None or decision.field in _CODED:
        return decision.value
    value = msgspec.json.decode(decision.value)
    if decision.kind == "claim":
        value["doc"] = move.document.name
    if was.text_digest != digest(move.shift.text) and decision.kind == "claim":
        return None
    still = Shift(move.shift.text, [])
    if decision.kind != "note" and moved(value, still, move.clean) != value:
        return None
    made = moved(value, move.shift, move.clean)
    return encode(_own(made, move, now) if decision.kind == "claim" else made).decode()


def _own(value: Any, move: Move, now: Anchor) -> Claim:
    claim = msgspec.convert(value, Claim)
    id_ = claim_id(now.text_digest, now.start, now.end, claim.kind, claim.plover, claim.actors)
    return msgspec.structs.replace(
        claim, id=id_, document=move.document.id, doc=move.document.name, start=now.start, end=now.end, quote=now.quote
    )


def clean_decision(decision: Decision, clean: Cleaner) -> Decision | None:
    """The decision on words that stay as they are, with its own words cleaned; None where its value has to go."""
    value = decision.value
    if value is not None and decision.field not in _CODED:
        decoded = msgspec.json.decode(value)
        made = moved(decoded, Shift("", []), clean)
        if made != decoded and decision.kind != "note":
            return None
        value = encode(made).decode() if made != decoded else value
    here = Anchor(decision.text_digest, decision.start, decision.end, decision.quote, decision.claim)
    made_ = msgspec.structs.replace(decision, why=clean(decision.why), by=clean(decision.by), value=value)
    return decision if made_ == decision else _at(made_, here, None)
