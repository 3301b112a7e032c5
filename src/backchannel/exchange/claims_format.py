"""The claims format: JSON lines, one claim a line (docs/claims-format.md), out and in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec

from backchannel.errors import InputError
from backchannel.exchange.formats import Format, Material
from backchannel.model import Claim, Quantity, Response, When, claim_id, first_day, last_day

NEEDED = ("doc", "start", "end", "kind", "domain", "certainty", "polarity", "covert", "checkable")
"""What a line must say to become a claim: the format lets more be left out, but null is not "certain"."""

LONGEST_LINE = 10_000_000

_BIGGEST_EXACT = 2.0**53
_HIGHEST = 10**9
_SHOWN = 200
"""Characters of a fault that are shown; what is wrong may be the whole line."""


def as_record(claim: Claim) -> dict[str, object]:
    """The claim with the fields of the format, in its order."""
    return {
        "id": claim.id,
        "doc": claim.doc,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "kind": claim.kind,
        "actors": [{"name": a.name, "role": a.role, "country": a.country, "type": a.type} for a in claim.actors],
        "plover": claim.plover,
        "domain": claim.domain,
        "date": _date(claim.date),
        "attribution": [{"source": r.source, "cue": r.cue, "kind": r.kind} for r in claim.attribution],
        "certainty": claim.certainty,
        "denied_by": list(claim.denied_by),
        "responses": [_response(r) for r in claim.responses],
        "polarity": claim.polarity,
        "covert": claim.covert,
        "quantity": [_quantity(q) for q in claim.quantity],
        "place": claim.place,
        "citation": claim.citation and {"footnote": claim.citation.footnote, "text": claim.citation.text},
        "checkable": claim.checkable,
    }


def _date(when: When) -> dict[str, object]:
    return {"start": when.start, "end": when.end, "text": when.text, "anchored": when.anchored}


def _response(response: Response) -> dict[str, object]:
    return {
        "by": response.by,
        "stance": response.stance,
        "of": response.of,
        "date": response.date and _date(response.date),
        "start": response.start,
        "end": response.end,
    }


def _quantity(quantity: Quantity) -> dict[str, object]:
    return {
        "value": _number(quantity.value),
        "min": _number(quantity.min),
        "max": _number(quantity.max),
        "unit": quantity.unit,
        "what": quantity.what,
    }


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a point or exponent: 3000000."""
    return int(value) if value is not None and abs(value) < _BIGGEST_EXACT and value == int(value) else value


def unique_ids(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims, ids made unique over all documents.

    A claim's id rests on its text, so two documents of one text share ids: the later ones get their document's id
    (first eight digits) behind a tilde.
    """
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            yield msgspec.structs.replace(claim, id=f"{claim.id}~{claim.document[:8]}")
        else:
            seen.add(claim.id)
            yield claim


def write(material: Material, out: BinaryIO) -> None:
    """Write the claims, one a line."""
    for claim in unique_ids(material.claims):
        out.write(msgspec.json.encode(as_record(claim)) + b"\n")


class Line(NamedTuple):
    """A line of a file: its number, and the claim it holds or why it holds none; ``record`` where it is an object."""

    number: int
    claim: Claim | None
    fault: str
    record: bool


def read_claims(path: str | os.PathLike[str]) -> Iterator[Claim]:
    """The claims of a file in the format, in its order.

    What the format does not carry is empty (``document``, ``reasons``, ``confidence``). A line without an id gets one
    made of its name, span, kind, act and actors. Raises ``InputError`` naming file and line for a line that is no
    claim, repeats an id, or leaves out what a claim must say (see :data:`NEEDED`).
    """
    seen: set[str] = set()
    for line in read_lines(path):
        if line.claim is None:
            raise InputError(f"{Path(path)}, line {line.number}: {line.fault}.")
        if line.claim.id in seen:
            raise InputError(f"{Path(path)}, line {line.number}: says the same as a line before it.")
        seen.add(line.claim.id)
        yield line.claim


def read_lines(path: str | os.PathLike[str]) -> Iterator[Line]:
    """The lines of a file that are not blank, each with its claim or what is wrong with it, in one clause.

    Raises ``InputError`` where the file cannot be read, or a line is longer than any claim.
    """
    file = Path(path)
    seen: set[str] = set()
    for number, line in _lines(file):
        try:
            given = _object(line)
        except (ValueError, RecursionError) as error:
            yield Line(number, None, _clause(error), record=False)
            continue
        try:
            claim = _claim(given)
        except (ValueError, TypeError, RecursionError) as error:
            yield Line(number, None, _clause(error), record=True)
            continue
        if given.get("id") and claim.id in seen:
            fault = f"the id {claim.id[:_SHOWN]!r} was used before; ids must be unique"
            yield Line(number, None, fault, record=True)
            continue
        seen.add(claim.id)
        yield Line(number, claim, "", record=True)


def _clause(error: Exception) -> str:
    """What is wrong, on one line that is not too long."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return " ".join(str(error).split())[:_SHOWN]


def _object(line: bytes) -> dict[str, Any]:
    """The JSON object on a line. ``msgspec.DecodeError``, which is raised where there is none, is a ``ValueError``."""
    given: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
    return given


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with file.open("rb") as lines:
            number = 0
            while line := lines.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise InputError(f"{file}, line {number}: longer than {LONGEST_LINE:,} bytes.")
                if line.strip():
                    yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror}).") from None


def _claim(given: dict[str, Any]) -> Claim:
    if missing := [name for name in NEEDED if given.get(name) is None]:
        raise ValueError(f"no {', '.join(missing)}; null is not taken for any value")
    fields = {name: given[name] for name in Claim.__struct_fields__ if given.get(name) is not None}
    for derived in ("document", "reasons", "confidence"):
        fields.pop(derived, None)
    fields["date"] = _as_when(given.get("date"))
    fields["responses"] = _responses(given)
    fields["quantity"] = [{k: v for k, v in q.items() if v is not None} for q in _objects(given, "quantity")]
    fields.setdefault("quote", "")
    fields.setdefault("attribution", [])
    if not 0 <= given["start"] <= given["end"]:
        raise ValueError("start and end are no span")
    claim = msgspec.convert({"id": "", **fields, "document": ""}, Claim)
    _check_dates(claim)
    if claim.citation and abs(claim.citation.footnote or 0) > _HIGHEST:
        raise ValueError("no note has such a number")
    return claim if claim.id else msgspec.structs.replace(claim, id=made_id(claim))


def made_id(claim: Claim) -> str:
    """The id of a claim whose line has none: made of its name, span, kind, act and actors."""
    return claim_id(claim.doc, claim.start, claim.end, claim.kind, claim.plover, claim.actors)


def _as_when(date: object) -> dict[str, object]:
    """A date may be given as an object, as its start alone, or not at all."""
    if isinstance(date, dict):
        return {k: v for k, v in date.items() if v is not None}
    return {} if date is None else {"start": date}


def _objects(given: dict[str, Any], name: str) -> list[dict[str, Any]]:
    try:
        return msgspec.convert(given.get(name) or [], list[dict[str, Any]])
    except msgspec.ValidationError as error:
        raise ValueError(f"{name}: {error}") from None


def _names(given: dict[str, Any]) -> list[str]:
    try:
        return msgspec.convert(given.get("denied_by") or [], list[str])
    except msgspec.ValidationError as error:
        raise ValueError(f"denied_by: {error}") from None


def _responses(given: dict[str, Any]) -> list[dict[str, object]]:
    """The responses, and those who deny without a response of their own."""
    responses: list[dict[str, object]] = []
    for response in _objects(given, "responses"):
        date = response.get("date")
        responses.append({**response, "date": None if date is None else _as_when(date)})
    deniers = {r.get("by") for r in responses if r.get("stance") in ("denies", "denies_part")}
    return responses + [{"by": by, "stance": "denies"} for by in _names(given) if by not in deniers]


def _check_dates(claim: Claim) -> None:
    for when in (claim.date, *(r.date for r in claim.responses if r.date)):
        if when.start is not None:
            first_day(when.start)
        if when.end is not None:
            last_day(when.end)


FORMAT = Format("claims", ".jsonl", "claims in the claims format, one a line", write)
