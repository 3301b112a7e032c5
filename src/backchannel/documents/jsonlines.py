"""JSON lines: one object a line with ``text``, perhaps ``id``, and metadata as in a sidecar.

The format is described at https://jsonlines.org.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from backchannel.documents.assemble import Extracted
from backchannel.documents.decoding import MAX_BYTES, decode
from backchannel.documents.kinds import suffix
from backchannel.documents.sidecar import read_fields
from backchannel.errors import DocumentError

MEDIA_TYPE = "application/jsonl"
SUFFIXES = frozenset({".jsonl", ".ndjson"})


def recognises(data: bytes, name: str) -> bool:
    """Whether the name says JSON lines, or – where it says nothing – the first line is an object with a text."""
    if suffix(name):
        return suffix(name) in SUFFIXES
    first = data[:1_000_000].lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return first.startswith(b"{") and isinstance(_object(first).get("text"), str)


def extract(data: bytes, name: str) -> Iterator[Extracted]:
    """The texts of the lines in order, each named ``FILE#ID`` and identified by its own line's bytes.

    A line that cannot be read is skipped, and named with its number in a warning on the first text that could.
    Raises ``DocumentError`` where none could.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(name, f"is larger than {MAX_BYTES // 2**20} MiB; split it into parts")
    skipped: list[str] = []
    texts: list[Extracted] = []
    taken: set[str] = set()
    for number, line in enumerate(_lines(data, name), 1):
        if not line.strip():
            continue
        try:
            texts.append(_read(line, number, name, taken))
        except DocumentError as error:
            skipped.append(f"line {number} was skipped: {error.reason}")
    if not texts:
        raise DocumentError(name, skipped[0] if skipped else "empty document")
    texts[0] = texts[0]._replace(warnings=(*skipped, *texts[0].warnings))
    yield from texts


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
