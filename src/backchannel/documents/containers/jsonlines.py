"""JSON lines (https://jsonlines.org): one object a line with ``text``, perhaps ``id``, and metadata as in a sidecar.

Lines are read one at a time, so that a file may be larger than memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from backchannel.documents.allowance import Allowance
from backchannel.documents.containers.fields import identity, stated, text_field
from backchannel.documents.containers.lines import lines_of
from backchannel.documents.decoding import MAX_BYTES, decode
from backchannel.documents.extracted import Extracted, Item, Refused
from backchannel.documents.kinds import foreign, looks_like_html, suffix
from backchannel.errors import DocumentError

LABEL = "JSON lines"
MEDIA_TYPE = "application/jsonl"
SUFFIXES = frozenset({".jsonl", ".ndjson"})


def recognises(head: bytes, tail: bytes, name: str) -> bool:
    """Whether the name says JSON lines, or – where it says nothing – the first line is an object with a text."""
    if suffix(name):
        return suffix(name) in SUFFIXES and foreign(head, name) is None and not looks_like_html(head)
    first, newline, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not first.startswith(b"{"):
        return False
    return _text(_object(first)) is not None or (not newline and len(head) > 60_000 and b'"text"' in first)


def parts(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Item]:
    """The texts of the lines in order, each named ``FILE#ID`` and identified by its own line's bytes.

    A line that cannot be read is refused by its number; a file without any text is refused whole.
    """
    taken: set[str] = set()
    some = False
    for number, line in enumerate(lines_of(stream), 1):
        if line is not None and not line.strip():
            continue
        some = True
        try:
            yield _read(line, number, name, taken)
        except DocumentError as error:
            yield Refused(name, f"line {number}: {error.reason}")
    if not some:
        raise DocumentError(name, "empty document")


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _text(record: dict[str, Any]) -> str | None:
    text = record.get("text")
    if text is None:
        text = record.get(text_field(record) or "")
    return text if isinstance(text, str) else None


def _read(line: bytes | None, number: int, name: str, taken: set[str]) -> Extracted:
    if line is None:
        raise DocumentError(name, f"is longer than {MAX_BYTES // 2**20} MiB")
    line = line.removesuffix(b"\n")
    record = _object(line)
    if not record:
        raise DocumentError(name, "not a JSON object")
    text = _text(record)
    if text is None:
        raise DocumentError(name, "no text (each line needs a field “text”)")
    decoded = decode(text.encode("utf-8"), name) if text else decode(b"", name)
    own = identity(record) or str(number)
    while own in taken:
        own += f"@{number}"
    taken.add(own)
    said = stated(record, "the line")
    warnings = decoded.warnings + said.warnings
    return Extracted(f"{name}#{own}", line, decoded.text, MEDIA_TYPE, metadata=said.metadata, warnings=warnings)
