"""Files that were compressed whole: gzip (RFC 1952), bzip2, xz. What is inside is read under the file's own name.

These are no containers: one file in, one file out, so that ``essay.txt.gz`` is read as ``essay.txt`` would be.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from backchannel.documents.allowance import Allowance
from backchannel.documents.unpacking import Decompressing, Unpacked

_MEMORY = 256 * 1024 * 1024
"""What xz may take for its dictionary; its strongest preset takes 65 MiB, a file may ask for 4 GiB."""


class _Gzip:
    """zlib's decompressor with the interface of bz2's; CRC and length are checked by zlib itself."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._more = False  # whether what was asked for last came in full, so that more may wait inside

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not (self._inner.eof or self._inner.unconsumed_tail or self._more)

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, most: int) -> bytes:
        piece = self._inner.decompress(self._inner.unconsumed_tail + data, most)
        self._more = len(piece) == most
        return piece


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)


_KINDS: tuple[tuple[bytes, Callable[[], Any]], ...] = (
    (b"\x1f\x8b\x08", _Gzip),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", _xz),
)


def is_compressed(head: bytes) -> bool:
    """Whether a file that begins so is one that was compressed whole, by a method that is read here."""
    return _kind(head) is not None


def _kind(head: bytes) -> Callable[[], Any] | None:
    if head.startswith(b"BZh") and head[4:10] != b"1AY&SY" and head[4:10] != b"\x17rE8P\x90":
        return None  # words that happen to begin so
    return next((new for signature, new in _KINDS if head.startswith(signature)), None)


def unpacked(stream: BinaryIO, name: str, allowance: Allowance) -> Unpacked:
    """What is inside. Reading raises ``DocumentError`` for damaged bytes, and where the allowance is used up."""
    stream.seek(0)
    new = _kind(stream.read(16))
    assert new is not None, "asked for what is_compressed denied"

    def opened() -> BinaryIO:
        stream.seek(0)
        return cast(BinaryIO, Decompressing(stream, new))

    return Unpacked(opened, name, allowance)
