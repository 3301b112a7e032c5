"""Tables (CSV after RFC 4180, and what spreadsheets make of it) with a column of text: a document a row.

Fields stay bytes until a row is read, so that a file needs no one encoding and may be larger than memory.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from backchannel.documents.allowance import Allowance
from backchannel.documents.containers.fields import identity, stated, text_field
from backchannel.documents.containers.lines import lines_of
from backchannel.documents.decoding import MAX_BYTES, MAX_CHARACTERS, decode
from backchannel.documents.extracted import Extracted, Item, Refused
from backchannel.documents.kinds import foreign, looks_like_html, suffix
from backchannel.documents.names import Names, shown
from backchannel.errors import DocumentError

LABEL = "CSV"
MEDIA_TYPE = "text/csv"
SUFFIXES = frozenset({".csv", ".tsv", ".tab"})

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 200
_SAMPLE_BYTES = 4 * 1024 * 1024
_PROSE = 20
"""Words that a column's fields have on the average, from which on it is taken for prose without saying so."""


_HIGH = re.compile("[\x80-\xff]")
_PARTING = "\x1f"  # the unit separator of ASCII


class _Layout(NamedTuple):
    """How the table is laid out: what parts its fields, its columns' names if any, and which column is the text."""

    delimiter: str
    header: tuple[str, ...]
    text: int
    first: int


def recognises(head: bytes, tail: bytes, name: str) -> bool:
    """Whether the name says that it is a table and nothing else is in it (a page saved under the name of one)."""
    return suffix(name) in SUFFIXES and foreign(head, name) is None and not looks_like_html(head)


def parts(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Item]:
    """The rows with a text, each named ``FILE#ID``, or by its row as a spreadsheet counts them.

    Raises ``DocumentError`` where there is no column of text, and where the table is damaged, behind what was read.
    """
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CHARACTERS))
    layout = _layout(stream, name)
    names = Names()
    without: list[int] = []
    for number, row in enumerate(_rows(_lines(stream, name), layout.delimiter, name), 1):
        if number <= layout.first or not any(field.strip() for field in row):
            continue
        if len(row) <= layout.text or not row[layout.text].strip():
            without.append(number)
            continue
        try:
            yield _read(row, number, name, layout, names)
        except DocumentError as error:
            yield Refused(name, f"row {number}: {error.reason}")
    if without:
        count = "a row has" if len(without) == 1 else f"{len(without):,} rows have"
        yield Refused(name, f"{count} no text (row {without[0]}{' is the first' if len(without) > 1 else ''})")


def _lines(stream: BinaryIO, name: str) -> Iterator[str]:
    """The lines, a character for a byte, so that nothing is lost before a field's own encoding is known."""
    for number, line in enumerate(lines_of(stream), 1):
        if line is None:
            raise DocumentError(name, f"has a line of more than {MAX_BYTES // 2**20} MiB (line {number})")
        yield line.decode("latin-1")


def _rows(lines: Iterator[str], delimiter: str, name: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error as error:
        if "field limit" in str(error):
            raise DocumentError(name, f"has a field of more than {MAX_CHARACTERS:,} characters") from error
        raise DocumentError(name, f"is not a readable table: {error}") from error


def _layout(stream: BinaryIO, name: str) -> _Layout:
    lines: list[str] = []
    size, whole = 0, True
    for line in _lines(stream, name):
        lines.append(line)
        size += len(line)
        if size > _SAMPLE_BYTES or len(lines) >= 20 * _SAMPLE_ROWS:
            lines.pop()  # perhaps the middle of a field
            whole = False
            break
    declared = next((one for one in _DELIMITERS if lines[:1] and lines[0].strip().lower() == f"sep={one}"), None)
    skipped = 1 if declared else 0
    delimiter = declared or _delimiter(lines, name)
    rows = list(_sample(lines[skipped:], delimiter, name))
    found = _text_column(rows, whole)
    if found is None:
        raise DocumentError(name, "is a table without a column of text; name the column “text”")
    header, text = found
    return _Layout(delimiter, header, text, skipped + bool(header))


def _sample(lines: Sequence[str], delimiter: str, name: str) -> Iterator[list[str]]:
    rows = _rows(iter(lines), delimiter, name)
    yield from (row for row, _ in zip(rows, range(_SAMPLE_ROWS), strict=False))


def _delimiter(lines: list[str], name: str) -> str:
    """The delimiter by which most rows have the same number of fields, more than one."""

    def evenness(delimiter: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in _sample(lines, delimiter, name) if row)
        except DocumentError:
            return 0.0, 0
        width, often = widths.most_common(1)[0] if widths else (1, 0)
        return (often / widths.total(), width) if width > 1 else (0.0, width)

    order = ("\t", ",", ";", "|") if suffix(name) in {".tsv", ".tab"} else _DELIMITERS
    return max(order, key=evenness)  # of equals the first


def _text_column(rows: list[list[str]], whole: bool) -> tuple[tuple[str, ...], int] | None:
    """The names of the columns (none where the first row is one like the others) and the place of the text.

    ``whole`` says that the rows are all that there are: a column named for its text may else have it further on.
    """
    if not rows:
        return None
    first, rest = tuple(_decoded(field) for field in rows[0]), rows[1:]
    named = text_field(first)
    if named is not None:
        place = first.index(named)
        return (first, place) if not whole or any(_words(row, place) > 1 for row in rest) else None
    place = max(range(max(map(len, rows))), key=lambda at: sum(_words(row, at) for row in rows), default=0)
    mean = sum(_words(row, place) for row in rest or rows) / len(rest or rows)
    if mean < _PROSE:
        return None
    return ((), place) if _words(rows[0], place) >= _PROSE / 2 else (first, place)


def _words(row: list[str], at: int) -> int:
    """How many words a field has; of a script that sets no blanks, so many as its bytes would make."""
    if at >= len(row):
        return 0
    return max(len(row[at].split()), len(_HIGH.findall(row[at][:10_000])) // 8)


def _decoded(field: str) -> str:
    """The words of a field; none of one that is blank, or no text."""
    try:
        return decode(field.encode("latin-1"), "").text
    except DocumentError:
        return ""


def _read(row: list[str], number: int, name: str, layout: _Layout, names: Names) -> Extracted:
    decoded = decode(row[layout.text].encode("latin-1"), name)
    record = {column: _decoded(field) for column, field in zip(layout.header, row, strict=False) if column.strip()}
    record.pop("".join(layout.header[layout.text : layout.text + 1]), None)
    own = shown(identity(record) or "") or str(number)
    said = stated(record, "the row")
    return Extracted(
        names.unique(f"{name}#{own}", keep_suffix=False),
        _PARTING.join(row).encode("latin-1"),
        decoded.text,
        MEDIA_TYPE,
        metadata=said.metadata,
        warnings=decoded.warnings + said.warnings,
    )
