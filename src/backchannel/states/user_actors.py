"""Actors that a user adds from a file: CSV with a header, or TOML with ``[[actor]]`` tables."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast, get_args

from backchannel.errors import InputError, UnknownParty
from backchannel.model import ActorType, first_day, last_day
from backchannel.states.forms import is_acronym
from backchannel.states.parties import party
from backchannel.states.values import Form, FormKind

FIELDS = ("name", "country", "type", "since", "until")
_KINDS: dict[str, FormKind] = {
    "state": "entity", "agency": "agency", "person": "leader", "armed_group": "armed_group",
    "population": "population", "media": "media", "other": "organisation",
}  # fmt: skip
_LIMIT = 10_000_000


def load_user_actors(path: Path) -> tuple[Form, ...]:
    """The forms of a user's file with the fields name, country, type, since, until (only ``name`` must be filled).

    ``country`` is a name or code, ``since`` and ``until`` dates as 1931, 1931-03 or 1931-03-14. Raises
    ``InputError`` with the line of the first fault.
    """
    try:
        if path.stat().st_size > _LIMIT:
            raise InputError(f"{path}: more than {_LIMIT // 1_000_000} MB; split it into smaller files.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; give a CSV or TOML file that can be read.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8.") from error
    entries = _toml(path, text) if path.suffix == ".toml" else _csv(path, text)
    return tuple(_form(path, line, entry) for line, entry in entries)


def _csv(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text))
    header = reader.fieldnames or ()
    unknown = [name for name in header if name not in FIELDS]
    if "name" not in header or unknown:
        what = f"unknown column {unknown[0]!r}" if unknown else "no column 'name'"
        raise InputError(f"{path}, line 1: {what}; the columns are {', '.join(FIELDS)}.")
    for row in reader:
        if None in row:
            raise InputError(f"{path}, line {reader.line_num}: more fields than columns; quote commas inside a field.")
        yield reader.line_num, row


def _toml(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        entries = tomllib.loads(text).get("actor", [])
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}.") from error
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[actor]]"]
    if not isinstance(entries, list) or len(entries) != len(lines):
        raise InputError(f"{path}: actors are [[actor]] tables with {', '.join(FIELDS)}.")
    yield from zip(lines, entries, strict=True)


def _form(path: Path, line: int, entry: Mapping[str, Any]) -> Form:
    where = f"{path}, line {line}"
    values = {key: str(entry.get(key) or "").strip() for key in FIELDS}
    name, kind = values["name"], values["type"] or "other"
    if not any(c.isalnum() for c in name):
        raise InputError(f"{where}: the name is empty; every actor needs one.")
    if kind not in get_args(ActorType):
        raise InputError(f"{where}: unknown type {kind!r}; the types are {', '.join(get_args(ActorType))}.")
    try:
        code = party(values["country"]).code if values["country"] else None
    except UnknownParty as error:
        raise InputError(f"{where}: {error}") from error
    try:
        since = first_day(values["since"]) if values["since"] else None
        until = last_day(values["until"]) if values["until"] else None
    except ValueError as error:
        raise InputError(f"{where}: {error}; write 1931, 1931-03 or 1931-03-14.") from error
    if since and until and since > until:
        raise InputError(f"{where}: it ends ({until}) before it begins ({since}).")
    return Form(name, code, _KINDS[kind], cast(ActorType, kind), since, until, is_acronym(name), str(path), name)
