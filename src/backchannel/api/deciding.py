"""What a person settles, from the words he gives to the decision the ledger keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from backchannel.errors import InputError
from backchannel.ledger import Ledger
from backchannel.ledger.decisions import FIELDS, value_of
from backchannel.model import ROLES, Actor, Claim, Decision, Document, claim_id, decision_id, encode
from backchannel.states import party

_ALIASES = MappingProxyType({"act": "plover"})
_WORDS = frozenset({"kind", "plover", "domain", "certainty", "polarity", "place"})
_YES = MappingProxyType({"true": True, "yes": True, "false": False, "no": False})
_NEEDED = ("kind", "domain", "certainty")


def now() -> str:
    """The time of a decision, exact enough to tell which of two came later."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def settle(ledger: Ledger, claim: str, values: Mapping[str, str], *, by: str, why: str) -> list[Decision]:
    """Settle fields of a claim, given as on the command line (``certainty=alleged``, ``source=Jordan``).

    All are checked before the first is kept. Raises ``UnknownId``, ``UnknownParty`` and ``InputError``.
    """
    target = ledger.claim(claim)
    fields = field_values(values, target)
    at = now()
    made = [
        ledger.decision(
            target.id, "field", by=by, at=at, why=why, field=name, value=msgspec.json.encode(value).decode()
        )
        for name, value in fields.items()
    ]
    return _kept(ledger, made)


def judge(
    ledger: Ledger, claim: str, kind: str, *, by: str, why: str, other: str | None = None, value: str | None = None
) -> Decision:
    """Reject a claim, note something on it, or put it together with or apart from another."""
    target = ledger.claim(claim)
    also = ledger.claim(other).id if other is not None else None
    words = msgspec.json.encode(value).decode() if value is not None else None
    made = ledger.decision(target.id, kind, by=by, at=now(), why=why, other=also, value=words)
    return _kept(ledger, [made])[0]


def add(ledger: Ledger, claim: Claim, document: Document, *, by: str, why: str) -> Decision:
    """Keep a claim of one's own, made by :func:`own_claim`."""
    value = encode(claim).decode()
    place = (document.text_digest, claim.start, claim.end)
    made = Decision(
        id=decision_id("claim", by, *place, None, value, None),
        kind="claim",
        by=by,
        at=now(),
        why=why,
        text_digest=document.text_digest,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        claim=claim.id,
        value=value,
    )
    return _kept(ledger, [made])[0]


def _kept(ledger: Ledger, made: list[Decision]) -> list[Decision]:
    for decision in made:
        if decision.kind == "field":
            value_of(decision)
    for decision in made:
        ledger.decide(decision)
    return made


def field_values(values: Mapping[str, str], claim: Claim | None = None) -> dict[str, object]:
    """Fields of the model from words: ``act=AID``, ``date=1971-07/1971-09``, ``covert=yes``, ``source=Jordan,Egypt``.

    A role (``source=``, ``via=`` …) names who plays it; who was named in another role before plays it no more. What
    is not put in words is JSON. Raises ``UnknownParty`` and ``InputError``.
    """
    fields: dict[str, object] = {}
    actors = list(claim.actors) if claim else []
    for name, words in values.items():
        if name in ROLES:
            actors = _cast(actors, name, words)
            fields["actors"] = msgspec.to_builtins(tuple(actors))
        else:
            field = _ALIASES.get(name, name)
            fields[field] = _value(field, words.strip(), claim)
    return fields


def _cast(actors: list[Actor], role: str, words: str) -> list[Actor]:
    named = [part.strip() for part in words.split(",") if part.strip()]
    fresh = [msgspec.convert({"name": n, "role": role, "country": party(n).code}, Actor) for n in named]
    codes = {actor.country for actor in fresh}
    kept = [a for a in actors if a.role != role and a.country not in codes]
    return sorted(fresh + kept, key=lambda a: ROLES.index(a.role))


def _value(field: str, words: str, claim: Claim | None) -> object:
    if words in ("", "null", "none"):
        return {"date": {}, "actors": [], "attribution": [], "responses": [], "quantity": []}.get(field)
    if field in _WORDS:
        return words.upper() if field == "plover" else words
    if field in ("covert", "checkable") and words.lower() in _YES:
        return _YES[words.lower()]
    if field == "date" and not words.startswith("{"):
        start, _, end = words.partition("/")
        text = claim.date.text if claim else None
        return {"start": start, "end": end or None, "text": text, "anchored": True}
    try:
        return msgspec.json.decode(words)
    except msgspec.DecodeError:
        if field not in Claim.__struct_fields__:
            known = ", ".join((*FIELDS, *ROLES))
            raise InputError(f"a claim has no field {field!r} to settle; it is one of {known}.") from None
        raise InputError(f"{field}={words}: this is neither a value of {field} nor JSON.") from None


def own_claim(document: Document, start: int, end: int, values: Mapping[str, object]) -> Claim:
    """A claim of one's own on a span of a document. Raises ``InputError`` where span or values do not fit."""
    if not 0 <= start < end <= len(document.text):
        raise InputError(f"{start} to {end} is no span of {document.name}, which has {len(document.text)} characters.")
    if missing := [name for name in _NEEDED if values.get(name) is None]:
        raise InputError(f"a claim of one's own needs {', '.join(f'{name}=…' for name in missing)}.")
    fixed = {"id": "", "document": document.id, "doc": document.name}
    place = {"start": start, "end": end, "quote": document.text[start:end]}
    try:
        claim = msgspec.convert({**values, **fixed, **place}, Claim)
    except msgspec.ValidationError as error:
        raise InputError(f"this is no claim: {error}.") from None
    id_ = claim_id(document.text_digest, start, end, claim.kind, claim.plover, claim.actors)
    return msgspec.structs.replace(claim, id=id_)


def span_of(document: Document, words: str) -> tuple[int, int]:
    """Where the words stand in the document. Raises ``InputError`` where they stand nowhere or in several places."""
    start = document.text.find(words) if words else -1
    if start < 0:
        raise InputError(f"these words do not stand in {document.name}; give them exactly as they are printed.")
    if document.text.find(words, start + 1) >= 0:
        raise InputError(f"these words stand in {document.name} more than once; give --start and --end.")
    return start, start + len(words)
