"""Plain text: the decoded bytes, verbatim."""

from __future__ import annotations

from collections.abc import Iterator

from backchannel.documents.allowance import Allowance
from backchannel.documents.decoding import decode
from backchannel.documents.extracted import Extracted
from backchannel.documents.kinds import suffix

LABEL = "text"
MEDIA_TYPE = "text/plain"
SUFFIXES = frozenset({".txt", ".text", ".asc", ".log"})


def recognises(data: bytes, name: str) -> bool:
    """Whether the name says plain text, or says nothing: what no other format takes is read as text."""
    return suffix(name) in SUFFIXES or bool(data) or not data


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Extracted]:
    """The one text of a plain text file; raises ``DocumentError`` where it is none."""
    decoded = decode(data, name)
    yield Extracted(name, data, decoded.text, MEDIA_TYPE, warnings=decoded.warnings)
