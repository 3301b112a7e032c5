"""Metadata that a person or a collection put beside a document: ``NAME.json``, or the fields of a JSON line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from backchannel.documents.facts.dates import dates
from backchannel.model import Dating, Metadata, first_day, last_day

_WORDS = (
    "title",
    "author",
    "publisher",
    "place",
    "url",
    "archived_url",
    "recipient",
    "archive",
    "classification",
    "license",
    "translator",
    "translation_of",
    "corrects",
    "retracts",
    "release_of",
)
_SPELLINGS = {"licence": "license", "to": "recipient"}
_AUTHENTICITY = ("original", "facsimile", "transcript", "described")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d.*")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][\w-]+)?")


class Stated(NamedTuple):
    """Metadata as stated and what could not be used of them."""

    metadata: Metadata
    warnings: tuple[str, ...] = ()


NOTHING = Stated(Metadata())


def read_sidecar(data: bytes, name: str) -> Stated:
    """The metadata of a sidecar; one that cannot be read yields none and a warning with the reason."""
    try:
        value = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Stated(Metadata(), (f"the sidecar of {name} was not used: it is not valid JSON ({error})",))
    if not isinstance(value, dict):
        return Stated(Metadata(), (f"the sidecar of {name} was not used: it holds no JSON object",))
    return read_fields(value, "the sidecar")


def read_fields(fields: Mapping[str, Any], where: str) -> Stated:
    """The metadata among ``fields``; unknown keys are passed over, unusable values named in warnings."""
    warnings: list[str] = []
    values: dict[str, Any] = {}
    fields = {_SPELLINGS[key]: value for key, value in fields.items() if key in _SPELLINGS} | dict(fields)
    for key in (*_WORDS, "language", "authenticity", "retrieved", "date", "released"):
        given = fields.get(key)
        if given is None or given in ("", [], {}):
            continue
        values[key] = _value(key, given, where)
        if values[key] is None:
            del values[key]
            warnings.append(f"{where} has an unusable {key}: {str(given)[:80]!r}")
    if _is_true(fields.get("machine_translation")):
        values["translator"] = by_machine(values.get("translator"))
    return Stated(Metadata(**values), tuple(warnings))


MACHINE = "machine translation"


def by_machine(translator: str | None) -> str:
    """The translator of a text that a program translated: ``NAME (machine translation)``."""
    if translator and MACHINE in translator.lower():
        return translator
    return f"{translator} ({MACHINE})" if translator else MACHINE


def _is_true(given: Any) -> bool:
    return given is True or (isinstance(given, str) and given.strip().lower() in ("true", "yes"))


def _value(key: str, given: Any, where: str) -> Any:
    if key in ("date", "released"):
        return _dating(given, where)
    if key == "retrieved":
        return _day(given)
    if key == "authenticity":
        return given if given in _AUTHENTICITY else None
    words = _words(given)
    if key == "language":
        match = _LANGUAGE.fullmatch(words or "")
        return match[1].lower() if match else None
    return words


def _words(given: Any) -> str | None:
    if isinstance(given, list) and given and all(isinstance(part, str | dict) for part in given):
        return ", ".join(filter(None, (_words(part) for part in given))) or None
    if isinstance(given, dict):
        return _words(given.get("name"))
    return str(given).strip() or None if isinstance(given, str | int | float) else None


def _day(given: Any) -> str | None:
    """A date of the claims format in what was given: as it is, a time stamp, or words that name one date."""
    if isinstance(given, bool) or not isinstance(given, str | int):
        return None
    words = str(given).strip()[:100]
    stamp = _STAMP.fullmatch(words)
    words = stamp[1] if stamp else words
    try:
        first_day(words)
    except ValueError:
        found = {one.value for one in dates(words)}
        return found.pop() if len(found) == 1 else None
    return words


def _dating(given: Any, where: str) -> Dating | None:
    """A day, a range ``start/end`` or ``{"start", "end"}``; the reason is that it is stated there."""
    if isinstance(given, dict):
        start, end, reason = _day(given.get("start")), _day(given.get("end")), given.get("reason")
    else:
        parts = str(given).split("/") if isinstance(given, str) and given.count("/") == 1 else [given]
        start, end, reason = _day(parts[0]), _day(parts[1]) if len(parts) > 1 else None, None
    if start is None or (end is not None and last_day(end) < first_day(start)):
        return None
    return Dating(start=start, end=None if end == start else end, reason=str(reason or f"stated in {where}")[:200])
