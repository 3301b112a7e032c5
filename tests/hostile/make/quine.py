"""Archives that hold themselves: unpack one, and there it is again (R. Cox, "Zip Files All The Way Down", 2010)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import partial
from itertools import product

UNIT = 10
"""Each instruction of the deflate stream takes as many bytes."""
Frame = Callable[[int, int, int], tuple[bytes, bytes]]
"""From CRC, packed size and size to what stands before and after the deflate stream."""


class _Bits:
    def __init__(self) -> None:
        self.bits: list[int] = []

    def put(self, value: int, width: int) -> None:
        """Lowest bit first, as numbers stand in deflate."""
        self.bits += [value >> n & 1 for n in range(width)]

    def code(self, value: int, width: int) -> None:
        """Highest bit first, as Huffman codes stand in deflate."""
        self.bits += [value >> n & 1 for n in reversed(range(width))]


def _put_length(out: _Bits, length: int) -> None:
    """The fixed code for a match's length (RFC 1951, 3.2.5)."""
    symbol, base, extra = 257, 3, 0
    while length >= base + (1 << extra):
        base += 1 << extra
        symbol += 1
        extra = max(0, (symbol - 261) // 4)
    if length == 258:
        symbol, base, extra = 285, 258, 0
    if symbol < 280:
        out.code(symbol - 256, 7)
    else:
        out.code(symbol - 280 + 0b11000000, 8)
    out.put(length - base, extra)


def _put_distance(out: _Bits, distance: int) -> None:
    symbol, base, extra = 0, 1, 0
    while distance >= base + (1 << extra):
        base += 1 << extra
        symbol += 1
        extra = max(0, symbol // 2 - 1)
    out.code(symbol, 5)
    out.put(distance - base, extra)


def _repeat(length: int) -> bytes:
    """One unit of deflate that repeats the last so many bytes; raises ``ValueError`` where none does.

    An empty stored block at its end brings it to the end of a byte, empty fixed blocks before it to its length.
    """
    for empty, parts in product(range(4), ((length,), (length // 2, length - length // 2))):
        out = _Bits()
        for _ in range(empty):
            out.put(0b010, 3)
            out.code(0, 7)
        out.put(0b010, 3)
        for part in parts:
            _put_length(out, part)
            _put_distance(out, length)
        out.code(0, 7)
        out.put(0, 3)
        aligned = -(-len(out.bits) // 8)
        if aligned + 4 == UNIT:
            bits = out.bits + [0] * (8 * aligned - len(out.bits))
            whole = bytes(sum(bit << n for n, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits), 8))
            return whole + b"\x00\x00\xff\xff"
    raise ValueError(f"no {UNIT} bytes repeat {length}")


def _literal(length: int) -> bytes:
    """One unit that gives the bytes after it: an empty stored block, and the header of a stored block."""
    return b"\x00\x00\x00\xff\xff\x00" + struct.pack("<HH", length, length ^ 0xFFFF)


def _program(before: bytes, after: bytes) -> bytes:
    """The file whose deflate stream, standing after ``before``, gives the whole file."""
    first, last = len(before) + UNIT, len(after) + UNIT
    copy_first, copy_last, copy_four = _repeat(first), _repeat(last), _repeat(4 * UNIT)
    none, one, four = _literal(0), _literal(UNIT), _literal(4 * UNIT)
    say_first, say_last = _literal(first), _literal(last)
    return b"".join(
        (
            before, say_first, before, say_first, copy_first, one, copy_first, one, one,
            four, copy_first, one, one, four, copy_four, four, copy_four, four, copy_four, four, copy_four,
            four, copy_four, none, none, say_last, copy_four, none, none,
            say_last, copy_last, after, copy_last, after,
        )
    )  # fmt: skip


def _solved(crc_of: Callable[[int], int]) -> int:
    """The value x with ``crc_of(x) == x``: a CRC is affine over GF(2). Raises ``ValueError`` where there is none."""
    constant = crc_of(0)
    rows = []
    columns = [crc_of(1 << n) ^ constant ^ (1 << n) for n in range(32)]
    for bit in range(32):
        coefficients = sum((columns[n] >> bit & 1) << n for n in range(32))
        rows.append(coefficients | (constant >> bit & 1) << 32)
    for n in range(32):
        pivot = next((r for r in range(n, 32) if rows[r] >> n & 1), None)
        if pivot is None:
            raise ValueError("no such CRC")
        rows[n], rows[pivot] = rows[pivot], rows[n]
        rows = [row ^ rows[n] if r != n and row >> n & 1 else row for r, row in enumerate(rows)]
    return sum((rows[n] >> 32 & 1) << n for n in range(32))


def quine(frame: Frame) -> bytes:
    """A file made of the frame and a deflate stream that gives this very file.

    ``frame`` must give pieces whose lengths do not depend on its arguments. Raises ``ValueError`` where no such file
    exists for these lengths; another name in the frame may do.
    """
    before, after = frame(0, 0, 0)
    size = len(_program(before, after))
    packed = size - len(before) - len(after) + 2  # the final block is the first two bytes of ``after``

    def made(crc: int) -> bytes:
        return _program(*frame(crc, packed, size))

    answer = made(_solved(lambda crc: zlib.crc32(made(crc))))
    if zlib.decompressobj(-15).decompress(answer[len(before) :]) != answer:
        raise ValueError("it does not give itself")
    return answer


def _gzip_frame(pad: int, crc: int, packed: int, size: int) -> tuple[bytes, bytes]:
    del packed
    name = b"q" * pad + b".gz\0"
    return b"\x1f\x8b\x08\x08\0\0\0\0\x02\xff" + name, b"\x03\x00" + struct.pack("<II", crc, size)


def _zip_frame(pad: int, crc: int, packed: int, size: int) -> tuple[bytes, bytes]:
    name = b"q" * pad + b".zip"
    fields = struct.pack("<HHHHIIIHH", 0, 8, 0, 0x21, crc, packed, size, len(name), 0)
    directory = b"PK\x01\x02\x14\x00\x14\x00" + fields + bytes(14) + name
    start = max(0, size - len(directory) - 22)
    ends = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), start, 0)
    return b"PK\x03\x04\x14\x00" + fields + name, b"\x03\x00" + directory + ends


def _first(frame: Callable[[int, int, int, int], tuple[bytes, bytes]]) -> bytes:
    for pad in range(1, 60):
        try:
            return quine(partial(frame, pad))
        except ValueError:
            continue
    raise ValueError("none was found")


def zip_quine() -> bytes:
    """A ZIP archive whose only member is this archive."""
    return _first(_zip_frame)


def gzip_quine() -> bytes:
    """A gzip file that unpacks to itself."""
    return _first(_gzip_frame)
