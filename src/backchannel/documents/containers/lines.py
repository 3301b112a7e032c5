"""Lines of a file of any length, one at a time."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from backchannel.documents.decoding import MAX_BYTES

_PIECE = 1 << 20
_HEAD = 1 << 16
"""Bytes that tell whether lines end in a carriage return alone, as on the Macintosh before 2001."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def lines_of(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines with their ends, UTF-16 with a mark as UTF-8, a mark dropped; None for one of more than 64 MiB."""
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(3 if head.startswith(codecs.BOM_UTF8) else 0)
    if head.startswith(_WIDE):
        yield from _wide(stream)
    elif b"\r" in head and b"\n" not in head:
        yield from _returned(stream)
    else:
        yield from _ended(stream)


def _ended(stream: BinaryIO) -> Iterator[bytes | None]:
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield None


def _returned(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines that end in a carriage return, with a line feed instead; those that end otherwise further on too."""
    held = b""
    while piece := stream.read(_PIECE):
        *lines, held = (held + piece).replace(b"\r\n", b"\r").replace(b"\n", b"\r").split(b"\r")
        yield from (line + b"\n" for line in lines)
        if len(held) > MAX_BYTES:
            yield None
            return
    if held:
        yield held


def _wide(stream: BinaryIO) -> Iterator[bytes]:
    reader = codecs.getincrementaldecoder("utf-16")("replace")
    held = ""
    while piece := stream.read(_PIECE):
        *lines, held = (held + reader.decode(piece)).split("\n")
        yield from (f"{line}\n".encode() for line in lines)
    if held:
        yield held.encode()
