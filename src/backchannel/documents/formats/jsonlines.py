"""JSON lines: one object a line with ``text``, perhaps ``id``, and metadata as in a sidecar.

The format is described at https://jsonlines.org.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from backchannel.documents.allowance import Allowance
from backchannel.documents.decoding import decode
from backchannel.documents.extracted import Extracted, Item, Refused
from backchannel.documents.kinds import suffix
from backchannel.documents.sidecar import read_fields
from backchannel.errors import DocumentError

LABEL = "JSON lines"
MEDIA_TYPE = "application/jsonl"
SUFFIXES = frozenset({".jsonl", ".ndjson"})


def recognises(data: bytes, name: str) -> bool:
    """Whether the name says JSON lines, or – where it says nothing – the first line is an object with a text."""
    if suffix(name):
        return suffix(name) in SUFFIXES
    first = data[:1_000_000].lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return first.startswith(b"{") and isinstance(_object(first).get("text"), str)


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Item]:
    """The texts of the lines in order, each named ``FILE#ID`` and identified by its own line's bytes.

    A line that cannot be read is refused by its number; a file without any text is refused whole.
    """
    taken: set[str] = set()
    some = False
    for number, line in enumerate(_lines(data, name), 1):
        if not line.strip():
            continue
        some = True
        try:
            yield _read(line, number, name, taken)
        except DocumentError as error:
            yield Refused(name, f"line {number}: {error.reason}")
    if not some:
        raise DocumentError(name, "empty document")


def _lines(data: bytes, name: str) -> list[bytes]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = decode(data, name).text.encode("utf-8")
    return data.removeprefix(b"\xef\xbb\xbf").split(b"\n")


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _read(line: bytes, number: int, name: str, taken: set[str]) -> Extracted:
    record = _object(line)
    if not record:
        raise DocumentError(name, "not a JSON object")
    text = record.get("text")
    if not isinstance(text, str):
        raise DocumentError(name, "no text (each line needs a field “text”)")
    decoded = decode(text.encode("utf-8"), name) if text else decode(b"", name)
    identity = str(record.get("id") or number)[:200]
    while identity in taken:
        identity += f"@{number}"
    taken.add(identity)
    stated = read_fields(record, "the line")
    warnings = decoded.warnings + stated.warnings
    return Extracted(f"{name}#{identity}", line, decoded.text, MEDIA_TYPE, metadata=stated.metadata, warnings=warnings)
