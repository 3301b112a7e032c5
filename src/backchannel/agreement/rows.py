"""The rows of a filled sheet, from what spreadsheets and programs make of it.

A workbook, or CSV with commas, semicolons or tabs in UTF-8 or (Excel's "Unicode text") UTF-16; anything else is refused
with the way out, because letters that were guessed wrong would no longer be the passage's own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from backchannel.agreement.fields import COLUMNS, NONE
from backchannel.agreement.sheets import BINDING, HEADER, SHOWN
from backchannel.agreement.workbooks import read_workbook
from backchannel.errors import DocumentError, InputError
from backchannel.exchange.tabular import unguarded
from backchannel.model import ROLES

LARGEST = 64 * 2**20
"""Bytes of a sheet; ten thousand passages have about 20 MB."""
MOST_ROWS = 200_000

_NEEDED = ("passage_id", "passage", "text_sha256", "start", "end", "sample", "drawn_from", "number", "claim", "words")
_DELIMITERS = (",", ";", "\t")
_MARKS = str.maketrans(";()", "   ")
_ZIP = b"PK\x03\x04"


class Row(NamedTuple):
    """A row: its number as a spreadsheet counts (the first below the header is 2; a line of JSON lines), its cells."""

    number: int
    cells: Mapping[str, str]


def read_rows(file: Path) -> list[Row]:
    """The rows of a filled sheet. Raises ``InputError`` where the file as a whole cannot be used."""
    data = _bytes(file)
    if data.startswith(_ZIP):
        return list(_workbook_rows(file, data))
    text = _decoded(file, data)
    return list(_json_rows(file, text) if text.lstrip().startswith("{") else _csv_rows(file, text))


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{file} cannot be read ({(error.strerror or str(error)).lower()}).") from None
    if len(data) > LARGEST:
        raise InputError(f"{file} is larger than {LARGEST // 2**20} MiB; split the sheet.")
    if not data.strip():
        raise InputError(f"{file} is empty.")
    return data


def _decoded(file: Path, data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{file}, line {line}: not UTF-8; save the sheet again as CSV UTF-8.") from None


def _csv_rows(file: Path, text: str) -> Iterator[Row]:
    try:
        yield from _rows(file, enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 1))
    except csv.Error as error:
        raise InputError(f"{file} is no table of cells ({error}).") from None


def _delimiter(text: str) -> str:
    """What parts the cells: the mark with which most of the first line are names of columns."""
    head = text[: text.find("\n") + 1] or text
    firsts = {mark: next(csv.reader([head], delimiter=mark), []) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: len({*_names(firsts[mark])} & {*HEADER}))


def _workbook_rows(file: Path, data: bytes) -> Iterator[Row]:
    try:
        yield from _rows(file, read_workbook(data, str(file), _NEEDED[0]))
    except DocumentError as error:
        raise InputError(f"{file} {error.reason}.") from None


def _rows(file: Path, numbered: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
    header: list[str] = []
    for count, (number, cells) in enumerate(numbered):
        if count > MOST_ROWS:
            raise InputError(f"{file} has more than {MOST_ROWS:,} rows; split the sheet.")
        if not header:
            header = _header(file, _names(cells))
        elif any(cell.strip() for cell in cells):
            yield Row(number, _cells(file, number, header, cells))
    if not header:
        raise InputError(f"{file} is no coding sheet; it has no rows.")


def _names(cells: Sequence[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]


def _header(file: Path, names: list[str]) -> list[str]:
    """The column names. A column that is missing while another is unknown was renamed, and nothing may get lost so."""
    if missing := [name for name in _NEEDED if name not in names]:
        if len(missing) == len(_NEEDED):
            raise InputError(f"{file} is no coding sheet; its first row must hold the names of the columns.")
        raise InputError(f"{file}, row 1: no column {', '.join(missing)}; put the names of the columns back.")
    if twice := sorted({name for name in names if name in HEADER and names.count(name) > 1}):
        raise InputError(f"{file}, row 1: more than one column {', '.join(twice)}.")
    left = [column.name for column in COLUMNS if column.name not in names]
    unknown = [name for name in names if name and name not in HEADER]
    if left and unknown:
        raise InputError(
            f"{file}, row 1: {', '.join(unknown)} is no column of a coding sheet, and {', '.join(left)} is not there;"
            " put the names of the columns back."
        )
    return names


def _cells(file: Path, number: int, header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise InputError(f"{file}, row {number}: more cells than columns; a comma or quotation mark was lost.")
    return {name: unguarded(cell.strip()) for name, cell in zip(header, cells, strict=False) if name in HEADER}


def _json_rows(file: Path, text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = msgspec.json.decode(line, type=dict[str, Any])
            yield from (Row(number, cells) for cells in _of_record(record))
        except (ValueError, TypeError, RecursionError) as error:
            raise InputError(f"{file}, line {number}: {' '.join(str(error).split())[:200]}.") from None


def _of_record(record: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The rows that a line stands for: one a claim, or one that says that there is none or nothing was coded."""
    if missing := [name for name in _NEEDED[:-2] if name not in record]:
        raise ValueError(f"no {', '.join(missing)}")
    base = {name: _text(record[name]) for name in (*SHOWN, *BINDING, "coder") if name in record}
    claims = msgspec.convert(record.get("claims"), list[dict[str, Any]] | None)
    if claims is None:
        yield base
    elif not claims:
        yield {**base, "claim": "no"}
    for claim in claims or ():
        yield {**base, "claim": "yes", **_of_claim(claim)}


def _of_claim(claim: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a claim in the claims format; a field that is absent or null is not coded, but for the act."""
    known = {"words", "plover", "actors", *(column.name for column in COLUMNS)} - {*ROLES}
    if unknown := sorted(set(claim) - known):
        raise ValueError(f"a claim has no field {unknown[0]!r}; it is one of {', '.join(sorted(known))}")
    cells = {
        name: _text(claim[name])
        for name in ("words", "act", "kind", "domain", "certainty", "polarity")
        if claim.get(name)
    }
    cells |= {name: "yes" if claim[name] else "no" for name in ("covert", "checkable") if claim.get(name) is not None}
    if "plover" in claim:
        cells["act"] = _text(claim["plover"]) if claim["plover"] else NONE
    if "date" in claim:
        cells["date"] = _date(claim["date"])
    if claim.get("attribution"):
        chain = msgspec.convert(claim["attribution"], list[dict[str, Any]])
        cells["attribution"] = " > ".join(_text(relay.get("source", "")) for relay in chain)
    if claim.get("denied_by") is not None:
        cells["denied_by"] = "; ".join(_plain(name) for name in msgspec.convert(claim["denied_by"], list[str])) or NONE
    return cells | _roles(claim.get("actors"))


def _roles(actors: Any) -> dict[str, str]:
    if actors is None:
        return {}
    cells: dict[str, list[str]] = {}
    for actor in msgspec.convert(actors, list[dict[str, Any]]):
        if actor.get("role") not in ROLES:
            raise ValueError(f"an actor's role is one of {', '.join(ROLES)}")
        cells.setdefault(actor["role"], []).append(f"{_plain(actor.get('name', ''))} ({actor.get('country') or '-'})")
    return {role: "; ".join(names) for role, names in cells.items()} or {ROLES[0]: NONE}


def _plain(name: Any) -> str:
    """The name without what has a meaning in a cell."""
    return " ".join(_text(name).translate(_MARKS).split())


def _date(date: Any) -> str:
    start, end = (date.get("start"), date.get("end")) if isinstance(date, dict) else (date, None)
    return f"{_text(start)}/{_text(end)}" if start and end else _text(start) if start else NONE


def _text(value: Any) -> str:
    if not isinstance(value, str | int):
        raise ValueError(f"{str(value)[:40]!r} where text is expected")
    return str(value)
