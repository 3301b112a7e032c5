"""The messages between the program and the process that takes files apart, as MessagePack with its length before it.

Not pickles: that process handles hostile bytes, and what it sends must be data that can do nothing.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, TypeVar

import msgspec

from backchannel.model import Document

_LENGTH = struct.Struct(">Q")
LONGEST = 1 << 31
"""Bytes of one message; a document of the most characters that are read takes less."""


class Order(msgspec.Struct, frozen=True):
    """A source to take apart. Paths are bytes, because names of files need not be text; ``data`` is standard input's.

    ``avoid`` are names of parts that have cost a process before. ``original`` is what it is a translation of: name,
    language of the translation, sidecar; ``translated`` says that a translation of it lies beside it.
    """

    name: str
    path: bytes | None = None
    sidecar: bytes | None = None
    refusal: str | None = None
    data: bytes | None = None
    ocr: bool = False
    avoid: tuple[str, ...] = ()
    original: tuple[str, str, bytes | None] | None = None
    translated: bool = False


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The process has started."""


class At(msgspec.Struct, frozen=True, tag=True):
    """A part inside the source is about to be read."""

    name: str


class Found(msgspec.Struct, frozen=True, tag=True):
    """A document."""

    document: Document


class Lost(msgspec.Struct, frozen=True, tag=True):
    """Something that cannot be read, and why; ``trace`` is Python's own account of a fault of ours."""

    name: str
    reason: str
    trace: str | None = None


class Done(msgspec.Struct, frozen=True, tag=True):
    """The source has nothing more."""


Message = Ready | At | Found | Lost | Done

T = TypeVar("T")


def send(stream: BinaryIO, message: object) -> None:
    """Write one message. Raises ``UnicodeEncodeError`` before anything is written, where a text is no text."""
    body = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def receive(stream: BinaryIO, kind: type[T]) -> T | None:
    """The next message, None where the other side has ended. Raises ``ValueError`` for what is no such message."""
    head = _exactly(stream, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        raise ValueError(f"a message of {length} bytes")
    body = _exactly(stream, length)
    return None if body is None else msgspec.msgpack.decode(body, type=kind)


def _exactly(stream: BinaryIO, count: int) -> bytes | None:
    pieces: list[bytes] = []
    while count:
        piece = stream.read(min(count, 1 << 20))
        if not piece:
            return None
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)
