"""Streams of what comes out of a decompressor: counted against the file's allowance, never held whole."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from backchannel.documents.allowance import Allowance, Exhausted
from backchannel.errors import DocumentError

BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError,
    NotImplementedError, RuntimeError, OverflowError, MemoryError, IndexError, KeyError,
)  # fmt: skip
"""What the standard library's unpackers raise for damaged bytes, by its documentation and by trial."""
_BUFFER = 1 << 20
_PIECE = 1 << 16


class Unpacked(io.BufferedReader):
    """A stream to be read from the front. Going back within the buffer (1 MiB) costs nothing, further back anew.

    Its end is found only by reading; raises ``DocumentError`` for what is damaged and where the allowance is used up.
    Without an ``allowance`` the bytes are not counted, because they are the file's own or were counted further out.
    """

    def __init__(self, open_: Callable[[], BinaryIO], name: str, allowance: Allowance | None) -> None:
        super().__init__(_Counted(open_, name, allowance), _BUFFER)

    def head(self, size: int) -> bytes:
        """The first ``size`` bytes, or what of them is not damaged."""
        found = b""
        try:
            self.seek(0)
            while len(found) < size and (piece := self.read1(size - len(found))):
                found += piece
        except Exhausted:
            raise
        except DocumentError:
            pass
        return found


class _Counted(io.RawIOBase):
    """Bytes are counted the first time that they come out, however often they are read."""

    def __init__(self, open_: Callable[[], BinaryIO], name: str, allowance: Allowance | None) -> None:
        self._open, self._name, self._allowance = open_, name, allowance
        self._stream: BinaryIO | None = None
        self._at = self._farthest = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Forward by reading on, back by beginning anew."""
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("the end of what is being unpacked is not known")
        target = offset + (self._at if whence == io.SEEK_CUR else 0)
        if target < self._at:
            self._stream, self._at = None, 0
        while self._at < target and self._next(min(_BUFFER, target - self._at)):
            pass
        return self._at

    def readinto(self, buffer: Any) -> int:
        piece = self._next(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _next(self, most: int) -> bytes:
        try:
            if self._stream is None:
                self._stream = self._open()
            piece = self._stream.read(most)
        except BROKEN as error:
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            raise DocumentError(self._name, f"is damaged: {reason}") from error
        self._at += len(piece)
        if self._at > self._farthest:
            if self._allowance is not None:
                self._allowance.unpack(self._at - self._farthest)
            self._farthest = self._at
        return piece


class Decompressing(io.RawIOBase):
    """The bytes that ``decompressor`` makes of a stream, over as many members as follow each other (RFC 1952, 2.2).

    ``decompressor`` gives a new object with the methods of :class:`bz2.BZ2Decompressor`.
    """

    def __init__(self, stream: BinaryIO, decompressor: Callable[[], Any]) -> None:
        self._source, self._new = stream, decompressor
        self._current = decompressor()
        self._some = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; raises ``EOFError`` where the stream stops within a member."""
        if size == 0:
            return b""
        while True:
            if self._current.eof and not self._another():
                return b""
            packed = self._source.read(_PIECE) if self._current.needs_input else b""
            if not packed and self._current.needs_input:
                raise EOFError("it stops before its end")
            if piece := self._current.decompress(packed, size):
                return bytes(piece)

    def _another(self) -> bool:
        """Go on to the next member, over the zeros that may pad the last."""
        rest = self._current.unused_data.lstrip(b"\0")
        while not rest:
            packed = self._source.read(_PIECE)
            if not packed:
                return False
            rest = packed.lstrip(b"\0")
        self._current = _Primed(self._new(), rest)
        return True


class _Primed:
    """A decompressor that was given its first bytes already."""

    def __init__(self, inner: Any, first: bytes) -> None:
        self._inner, self._first = inner, first

    @property
    def eof(self) -> bool:
        return bool(self._inner.eof)

    @property
    def needs_input(self) -> bool:
        return not self._first and bool(self._inner.needs_input)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._inner.unused_data)

    def decompress(self, data: bytes, most: int) -> bytes:
        packed, self._first = self._first + data, b""
        return bytes(self._inner.decompress(packed, most))
