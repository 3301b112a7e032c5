"""Decisions of persons: what may be decided, and how it is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, get_type_hints

import msgspec

from backchannel.errors import InputError, UnknownId
from backchannel.ledger import rows
from backchannel.ledger.anchors import Anchor
from backchannel.model import (
    Claim,
    Decision,
    Reason,
    When,
    claim_id,
    decision_id,
    encode,
    first_day,
    last_day,
)

FIELDS = (
    "kind", "actors", "plover", "domain", "date", "attribution", "certainty", "responses", "polarity", "covert",
    "quantity", "place", "citation", "checkable",
)  # fmt: skip
"""The fields of a claim that a person may settle; its span and words are the text's own."""

GRADES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"reliability": ("A", "B", "C", "D", "E", "F"), "credibility": ("1", "2", "3", "4", "5", "6")}
)
"""The two grades of the NATO system (STANAG 2511): of an origin and of what it says."""

PAIRS = ("same_matter", "different_matter")
PERSON = "person:"

_TYPES: Mapping[str, Any] = MappingProxyType(get_type_hints(Claim))
decode_decision = msgspec.json.Decoder(Decision).decode


def make(
    db: sqlite3.Connection,
    claim: str,
    kind: str,
    *,
    by: str,
    at: str,
    why: str,
    field: str | None = None,
    value: str | None = None,
    other: str | None = None,
) -> Decision:
    """A decision on the claim with this id, anchored to its text; not stored yet. Raises ``UnknownId``."""
    anchor = anchor_of(db, claim)
    if anchor is None:
        raise UnknownId(f"no claim {claim!r} in this ledger; `backchannel claims` lists them.")
    given = {"kind": kind, "by": by, "at": at, "why": why, "field": field, "value": value, "other": other}
    place = {k: getattr(anchor, k) for k in ("text_digest", "start", "end", "quote", "claim")}
    id_ = decision_id(
        kind,  # type: ignore[arg-type] # checked by convert below
        by, anchor.text_digest, anchor.start, anchor.end, field, value, other,
    )  # fmt: skip
    try:
        return msgspec.convert({"id": id_, **given, **place}, Decision)
    except msgspec.ValidationError as error:
        raise InputError(f"this cannot be decided: {error}.") from None


def anchor_of(db: sqlite3.Connection, claim: str) -> Anchor | None:
    """Where the claim with this id stands, in whatever reading it is."""
    row = db.execute(
        "SELECT r.text_digest, c.start, c.end, c.record FROM claims c JOIN readings r ON r.key = c.reading"
        " WHERE c.id = ? ORDER BY c.derived, c.key LIMIT 1",
        (claim,),
    ).fetchone()
    if row is None:
        return None
    return Anchor(row[0], row[1], row[2], rows.decode_claim(row[3]).quote, claim)


def store(db: sqlite3.Connection, decision: Decision, other: Anchor | None) -> Literal["new", "changed"] | None:
    """Keep the decision; of one decision taken twice the later stands. None where nothing changed."""
    known = db.execute("SELECT record FROM decisions WHERE id = ?", (decision.id,)).fetchone()
    if known and _order(decode_decision(known[0])) >= _order(decision):
        return None
    db.execute(
        "INSERT INTO decisions (id, kind, record) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET record = excluded.record",
        (decision.id, decision.kind, encode(decision)),
    )
    for side, anchor in enumerate((place(decision), other)):
        if anchor is not None:
            db.execute("INSERT OR REPLACE INTO anchors VALUES (?, ?, ?, ?, ?, ?, ?)", (decision.id, side, *anchor))
    return "changed" if known else "new"


def place(decision: Decision) -> Anchor:
    """Where the decision itself says that it stands."""
    return Anchor(decision.text_digest, decision.start, decision.end, decision.quote, decision.claim)


def _order(decision: Decision) -> tuple[str, bytes]:
    return decision.at, encode(decision)


def check(db: sqlite3.Connection, decision: Decision) -> None:
    """Whether the decision can be taken: its words stand in a text of the ledger, its value fits the model.

    Raises ``UnknownId`` for a text or claim the ledger does not have, ``InputError`` for what does not fit.
    """
    if not decision.by.strip():
        raise InputError("a decision needs the name of the person who takes it; give it with --by NAME.")
    row = db.execute("SELECT text FROM documents WHERE text_digest = ?", (decision.text_digest,)).fetchone()
    if row is None:
        raise UnknownId("the text that this decision is about is not in this ledger; read the document first.")
    if not 0 <= decision.start < decision.end or row[0][decision.start : decision.end] != decision.quote:
        raise InputError("the words of this decision do not stand at its place in the text; take it on the claim anew.")
    if decision.kind in PAIRS:
        _check_pair(db, decision)
    elif decision.kind == "grade":
        _check_grade(decision)
    elif decision.kind == "field":
        value_of(decision)
    elif decision.kind == "claim":
        own_claim(decision)


def _check_pair(db: sqlite3.Connection, decision: Decision) -> None:
    if not decision.other or decision.other == decision.claim:
        raise InputError(f"{decision.kind} is decided on two claims; name the other one.")
    if anchor_of(db, decision.other) is None:
        raise UnknownId(f"no claim {decision.other!r} in this ledger; `backchannel claims` lists them.")


def _check_grade(decision: Decision) -> None:
    allowed = GRADES.get(decision.field or "")
    if allowed is None:
        raise InputError(f"a grade is of {' or '.join(GRADES)}, not of {decision.field!r}.")
    if _parsed(decision) not in allowed:
        raise InputError(f"{decision.field} is one of {', '.join(allowed)}, not {decision.value}.")


def _parsed(decision: Decision) -> object:
    try:
        return msgspec.json.decode(decision.value or "")
    except msgspec.DecodeError:
        raise InputError(f"the value {decision.value!r} is not JSON; put text in double quotes.") from None


def value_of(decision: Decision) -> object:
    """The value a ``field`` decision gives its field, as the model has it. Raises ``InputError``."""
    if decision.field not in FIELDS:
        raise InputError(f"a claim has no field {decision.field!r} to settle; it is one of {', '.join(FIELDS)}.")
    try:
        value: object = msgspec.convert(_parsed(decision), _TYPES[decision.field])
    except msgspec.ValidationError as error:
        raise InputError(f"{decision.field} cannot be {decision.value}: {error}.") from None
    _check_value(decision.field, value)
    return value


def _check_value(field: str, value: object) -> None:
    """What the types do not say: dates name real days, in order; countries are three capital letters."""
    if isinstance(value, When):
        _check_when(value)
    for part in value if isinstance(value, tuple) else ():
        _check_value(field, getattr(part, "date", None))
        country = getattr(part, "country", None)
        if country is not None and not (len(country) == 3 and country.isascii() and country.isupper()):
            raise InputError(f"{country!r} is not a country code; write three capital letters such as EGY.")


def _check_when(when: When) -> None:
    try:
        in_order = when.end is None or (when.start is not None and first_day(when.start) <= last_day(when.end))
        if when.start is not None:
            first_day(when.start)
    except ValueError:
        given = "/".join(filter(None, (when.start, when.end)))
        raise InputError(f"{given!r} is not a date; write 1931, 1931-03, 1931-03-14 or 193X.") from None
    if not in_order:
        raise InputError(f"a date cannot end ({when.end}) before it starts ({when.start}).")


def own_claim(decision: Decision) -> Claim:
    """The claim that a person found himself; it must stand where the decision says. Raises ``InputError``."""
    try:
        claim = msgspec.json.decode(decision.value or "", type=Claim)
    except msgspec.DecodeError as error:
        raise InputError(f"this is no claim: {error}.") from None
    if (claim.start, claim.end, claim.quote) != (decision.start, decision.end, decision.quote):
        raise InputError("a claim of one's own must stand where the decision says; give both the same span and words.")
    for field in FIELDS:
        _check_value(field, getattr(claim, field))
    expected = claim_id(decision.text_digest, claim.start, claim.end, claim.kind, claim.plover, claim.actors)
    if claim.id != expected:
        raise InputError(f"the id of this claim must be {expected}, made of its text, span, kind, act and actors.")
    return claim


def applied(claim: Claim, taken: list[Decision]) -> Claim | None:
    """The claim with these decisions applied, the latest word on each field standing; None where it is rejected."""
    for decision in sorted(taken, key=_order):
        if decision.kind == "reject":
            return None
        if decision.kind == "field" and decision.field:
            reason = Reason(field=decision.field, rule=f"decided by {decision.by}", text=decision.why)
            kept = tuple(r for r in claim.reasons if r.field != decision.field)
            changes: dict[str, Any] = {decision.field: value_of(decision), "reasons": (*kept, reason)}
            claim = msgspec.structs.replace(claim, **changes)
    return claim


def listed(db: sqlite3.Connection, where: str = "1", *values: object) -> list[Decision]:
    """Decisions by time, person and id."""
    found = db.execute(f"SELECT record FROM decisions d WHERE {where}", values)
    return sorted((decode_decision(record) for (record,) in found), key=lambda d: (d.at, d.by, d.id))


def orphans(db: sqlite3.Connection) -> list[Decision]:
    """Decisions that belong to no claim in force: the text is gone, or was read again without such a claim."""
    return listed(
        db,
        "EXISTS (SELECT 1 FROM anchors a WHERE a.decision = d.id AND NOT EXISTS"
        " (SELECT 1 FROM attachments t WHERE t.decision = d.id AND t.side = a.side))",
    )


def attached(db: sqlite3.Connection, claim: str) -> list[Decision]:
    """Decisions that belong to this claim now."""
    return listed(db, "d.id IN (SELECT decision FROM attachments WHERE claim = ?)", claim)


def signed(db: sqlite3.Connection) -> dict[str, bool]:
    """Claims that a person signed off for publication (True) or holds back (False); the latest word on each stands."""
    found = db.execute(
        "SELECT t.claim, d.record FROM decisions d JOIN attachments t ON t.decision = d.id AND t.side = 0"
        " WHERE d.kind IN ('sign_off', 'hold_back')"
    )
    latest: dict[str, Decision] = {}
    for claim, record in found:
        decision = decode_decision(record)
        if claim not in latest or _order(decision) > _order(latest[claim]):
            latest[claim] = decision
    return {claim: decision.kind == "sign_off" for claim, decision in sorted(latest.items())}


def pairs(db: sqlite3.Connection, kind: str) -> list[tuple[str, str]]:
    """Pairs of claims in force that a person put together or apart, each pair and all pairs sorted.

    Where decisions on one pair differ, the latest stands.
    """
    found = db.execute(
        "SELECT one.claim, two.claim, d.record FROM decisions d"
        " JOIN attachments one ON one.decision = d.id AND one.side = 0"
        " JOIN attachments two ON two.decision = d.id AND two.side = 1 WHERE d.kind IN (?, ?)",
        PAIRS,
    )
    latest: dict[tuple[str, str], Decision] = {}
    for one, two, record in found:
        decision = decode_decision(record)
        pair = (min(one, two), max(one, two))
        if one != two and (pair not in latest or _order(decision) > _order(latest[pair])):
            latest[pair] = decision
    return sorted(pair for pair, decision in latest.items() if decision.kind == kind)
