"""Tar archives written by hand, header by header (POSIX.1-1988 ustar, POSIX.1-2001 pax, and GNU's additions)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tests.hostile.make.words import Passage

FILE, HARD_LINK, SYMBOLIC_LINK, CHARACTER_DEVICE, BLOCK_DEVICE, FOLDER, FIFO = (b"%d" % n for n in range(7))
GNU_LONG_NAME, GNU_SPARSE, PAX, PAX_GLOBAL = b"L", b"S", b"x", b"g"
BLOCK = 512


class Entry(NamedTuple):
    """One header with its data; None means the truth, ``size`` and ``checksum`` are the fields as they stand."""

    name: bytes
    data: bytes = b""
    kind: bytes = FILE
    link: bytes = b""
    size: bytes | None = None
    checksum: bytes | None = None
    magic: bytes = b"ustar\x0000"
    tail: bytes = b""
    """What follows the fields of ustar from byte 345 on: a prefix, or GNU's sparse map."""


def entry(given: Entry) -> bytes:
    """Header and data, padded to blocks."""
    size = b"%011o\0" % len(given.data) if given.size is None else given.size
    head = bytearray(BLOCK)
    for start, field in (
        (0, given.name[:100]), (100, b"0000644\0"), (108, b"0001750\0"), (116, b"0001750\0"), (124, size[:12]),
        (136, b"00000000000\0"), (148, b" " * 8), (156, given.kind), (157, given.link[:100]), (257, given.magic),
        (345, given.tail[:167]),
    ):  # fmt: skip
        head[start : start + len(field)] = field
    head[148:156] = b"%06o\0 " % sum(head) if given.checksum is None else given.checksum
    return bytes(head) + given.data + bytes(-len(given.data) % BLOCK)


def archive(entries: Iterable[Entry], *, ended: bool = True) -> bytes:
    """A whole archive, with the two empty blocks at its end or without."""
    return b"".join(map(entry, entries)) + bytes(2 * BLOCK if ended else 0)


def pax(**values: bytes) -> Entry:
    """An extended header; its values hold for the next entry."""
    return Entry(b"PaxHeaders/x", b"".join(pax_record(key.encode(), value) for key, value in values.items()), PAX)


def pax_record(key: bytes, value: bytes) -> bytes:
    """``LENGTH key=value`` with the length counting itself."""
    length = len(key) + len(value) + 3
    while len(b"%d" % length) + len(key) + len(value) + 3 != length:
        length = len(b"%d" % length) + len(key) + len(value) + 3
    return b"%d %s=%s\n" % (length, key, value)


def base256(number: int) -> bytes:
    """A size as GNU writes those that do not fit octal digits; also negative."""
    return bytes([0x80 if number >= 0 else 0xFF]) + number.to_bytes(11, "big", signed=True)


GOOD = b"good.txt"


def text(passage: Passage, name: bytes = GOOD) -> Entry:
    """An entry that is the passage."""
    return Entry(name, passage.text.encode())
