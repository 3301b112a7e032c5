"""Lines of a file of any length, one at a time."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from backchannel.documents.decoding import MAX_BYTES

_PIECE = 1 << 20
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def lines_of(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines with their ends, UTF-16 with a mark as UTF-8, a mark dropped; None for one of more than 64 MiB."""
    stream.seek(0)
    start = stream.read(3)
    stream.seek(3 if start == codecs.BOM_UTF8 else 0)
    if start.startswith(_WIDE):
        yield from _wide(stream)
        return
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield None


def _wide(stream: BinaryIO) -> Iterator[bytes]:
    reader = codecs.getincrementaldecoder("utf-16")("replace")
    held = ""
    while piece := stream.read(_PIECE):
        *lines, held = (held + reader.decode(piece)).split("\n")
        yield from (f"{line}\n".encode() for line in lines)
    if held:
        yield held.encode()
