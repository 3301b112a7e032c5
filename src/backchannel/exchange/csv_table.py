"""CSV (RFC 4180, UTF-8): one flat row a claim, for spreadsheets and statistics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO

import msgspec

from backchannel.exchange.claims_format import as_record
from backchannel.exchange.formats import Format, Material
from backchannel.exchange.tabular import write_rows
from backchannel.model import Claim, Quantity, Response, Value, When

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "id": "the claim's id",
        "doc": "the document's name",
        "document": "the document's id: SHA-256 of its bytes",
        "start": "first code point of the words in the document's text",
        "end": "code point after the last",
        "quote": "the words",
        "kind": "event, state, statement, figure, assessment or policy_option",
        "act": "PLOVER event type, or empty",
        "domain": "field of dealing",
        "countries": "states in any role, by code",
        "source": "who acts: name (code), several with a semicolon between them, as in all actor columns",
        "target": "who is acted on",
        "via": "through whom",
        "participant": "either side of something undirected",
        "beneficiary": "who gains",
        "victim": "who suffers",
        "speaker": "who is quoted",
        "party": "who else is part of it",
        "date_start": "when it happened or holds: 1931, 1931-03, 1931-03-14 or 193X",
        "date_end": "its end; empty: the same, or open",
        "date_text": "the words for it",
        "date_anchored": "true where the date rests on more than those words",
        "attribution": "on whose word, originator first, author last, with > between them",
        "certainty": "how firmly the text puts it",
        "polarity": "positive or negative",
        "covert": "true or false",
        "denied_by": "who denies it, wholly or in part",
        "responses": "what parties answer: name: stance",
        "quantity": "numbers: value or bounds, unit and what is counted",
        "place": "the words for where",
        "footnote": "number of the note whose mark stands in the sentence",
        "citation": "that note's text",
        "checkable": "true where a record could settle it",
        "confidence": "our own in the reading, 0 to 1; not the text's certainty",
        "actors_json": "all actors with role, country and type, as in the claims format",
        "attribution_json": "the whole chain with cues and kinds, as in the claims format",
        "responses_json": "all responses with dates and places, as in the claims format",
        "quantity_json": "all quantities with bounds, as in the claims format",
    }
)

_LISTS = ("actors", "attribution", "responses", "quantity")
_ROLES = ("source", "target", "via", "participant", "beneficiary", "victim", "speaker", "party")


def row(claim: Claim) -> dict[str, object]:
    """The claim as one flat row, keyed by :data:`COLUMNS`."""
    actors = {role: "; ".join(_actor(a.name, a.country) for a in claim.actors if a.role == role) for role in _ROLES}
    return {
        "id": claim.id,
        "doc": claim.doc,
        "document": claim.document,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "kind": claim.kind,
        "act": claim.plover,
        "domain": claim.domain,
        "countries": "; ".join(sorted(claim.countries)),
        **actors,
        "date_start": claim.date.start,
        "date_end": claim.date.end,
        "date_text": claim.date.text,
        "date_anchored": claim.date.anchored,
        "attribution": " > ".join(r.source for r in claim.attribution),
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "covert": claim.covert,
        "denied_by": "; ".join(claim.denied_by),
        "responses": "; ".join(_response(r) for r in claim.responses),
        "quantity": "; ".join(_quantity(q) for q in claim.quantity),
        "place": claim.place,
        "footnote": claim.citation and claim.citation.footnote,
        "citation": claim.citation and claim.citation.text,
        "checkable": claim.checkable,
        "confidence": claim.confidence,
        **_in_full(claim),
    }


def _in_full(claim: Claim) -> dict[str, object]:
    """The lists of the claims format as JSON, since one flat cell cannot hold them; empty where a list is."""
    record = as_record(claim)
    return {f"{name}_json": msgspec.json.encode(record[name]).decode() if record[name] else None for name in _LISTS}


def _actor(name: str, country: str | None) -> str:
    return f"{name} ({country})" if country else name


def _response(response: Response) -> str:
    return f"{response.by}: {response.stance}" + _since(response.date)


def _since(when: When | None) -> str:
    return f" ({when.start})" if when and when.start else ""


def _quantity(quantity: Quantity) -> str:
    number = (
        f"{quantity.value:.15g}"
        if quantity.value is not None
        else "..".join("" if bound is None else f"{bound:.15g}" for bound in (quantity.min, quantity.max))
    )
    return " ".join(part for part in (number, quantity.unit, quantity.what) if part)


def write(material: Material, out: BinaryIO) -> None:
    """Write the claims, one a row under a line of column names."""
    write_rows(tuple(COLUMNS), map(row, material.claims), out)


def write_values(values: Iterable[Value], kind: type[Value], out: BinaryIO) -> None:
    """Write values of one kind, one a row; what is a list or nested is put as JSON."""
    if kind is Claim:
        write(Material(claims=(v for v in values if isinstance(v, Claim))), out)
        return
    columns = kind.__struct_fields__
    write_rows(columns, ({c: _plain(getattr(v, c)) for c in columns} for v in values), out)


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    return msgspec.json.encode(value).decode()


FORMAT = Format("csv", ".csv", "one flat row a claim", write, write_values)
