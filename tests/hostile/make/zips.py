"""ZIP archives written by hand, so that every field can lie (APPNOTE.TXT 6.3.10, section 4.3)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from tests.hostile.make.words import Passage

STORED, DEFLATED = 0, 8
UTF8, ENCRYPTED = 0x800, 0x1


class Member(NamedTuple):
    """One entry; None means the truth. ``packed`` is what stands in the archive, whatever ``data`` is."""

    name: bytes
    data: bytes = b""
    method: int = DEFLATED
    packed: bytes | None = None
    crc: int | None = None
    packed_size: int | None = None
    size: int | None = None
    flags: int = UTF8
    local_name: bytes | None = None
    attributes: int = 0
    extra: bytes = b""
    offset: int | None = None
    """Where the central directory says the entry begins; with it nothing is written but the directory's entry."""


def _packed(member: Member) -> bytes:
    if member.packed is not None:
        return member.packed
    if member.method != DEFLATED:
        return member.data
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(member.data) + packer.flush()


def _fields(member: Member, packed: bytes, name: bytes) -> bytes:
    crc = zlib.crc32(member.data) if member.crc is None else member.crc
    packed_size = len(packed) if member.packed_size is None else member.packed_size
    size = len(member.data) if member.size is None else member.size
    return struct.pack(
        "<HHHHIIIHH", member.flags, member.method, 0, 0x21, crc, packed_size, size, len(name), len(member.extra)
    )  # fmt: skip


def local(member: Member) -> bytes:
    """The local header and the packed data of an entry."""
    name = member.name if member.local_name is None else member.local_name
    packed = _packed(member)
    return b"PK\x03\x04\x14\x00" + _fields(member, packed, name) + name + member.extra + packed


def central(member: Member, offset: int) -> bytes:
    """The entry in the central directory."""
    made = b"PK\x01\x02\x14\x03\x14\x00" + _fields(member, _packed(member), member.name)
    return made + struct.pack("<HHHII", 0, 0, 0, member.attributes, offset) + member.name + member.extra


def end(count: int, size: int, offset: int, comment: bytes = b"", *, disk: int = 0) -> bytes:
    """The end of central directory record."""
    return b"PK\x05\x06" + struct.pack("<HHHHIIH", disk, disk, count, count, size, offset, len(comment)) + comment


def archive(
    members: Sequence[Member],
    *,
    before: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
    shift: int = 0,
    counted_before: bool = True,
) -> bytes:
    """A whole archive; ``count`` and ``shift`` make the end record lie about number and place of the entries."""
    body, directory = bytearray(before), bytearray()
    base = 0 if counted_before else len(before)
    for member in members:
        directory += central(member, len(body) - base if member.offset is None else member.offset)
        if member.offset is None:
            body += local(member)
    number = min(len(members), 0xFFFF) if count is None else count
    return bytes(body + directory + end(number, len(directory), len(body) - base + shift, comment))


def archive_of(files: dict[str, bytes], *, stored_first: bool = False) -> bytes:
    """An honest archive of files by name; ``stored_first`` leaves the first as it is (as EPUB and ODF ask)."""
    members = [
        Member(name.encode(), data, method=STORED if stored_first and n == 0 else DEFLATED)
        for n, (name, data) in enumerate(files.items())
    ]
    return archive(members)


def locked(member: Member, password: bytes) -> Member:
    """The entry under ZIP's old cipher (APPNOTE 6.1)."""
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = [zlib.crc32(bytes([n ^ 0xFF])) ^ 0xFF000000 for n in range(256)]

    def crc(value: int, byte: int) -> int:
        return table[(value ^ byte) & 0xFF] ^ (value >> 8)

    def update(byte: int) -> None:
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    def encrypt(byte: int) -> int:
        mask = (keys[2] | 2) & 0xFFFF
        hidden = byte ^ ((mask * (mask ^ 1) >> 8) & 0xFF)
        update(byte)
        return hidden

    for byte in password:
        update(byte)
    header = bytes(range(11)) + bytes([zlib.crc32(member.data) >> 24])
    packed = bytes(encrypt(byte) for byte in header + _packed(member))
    return member._replace(packed=packed, flags=member.flags | ENCRYPTED)


GOOD = b"good.txt"


def text(passage: Passage, name: bytes = GOOD) -> Member:
    """A member that is the passage."""
    return Member(name, passage.text.encode())
