"""What one file may cost: bytes unpacked, parts, depth; shared by everything inside it. And what its user asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from backchannel.documents.decoding import MAX_BYTES
from backchannel.errors import DocumentError

MAX_DEPTH = 5
"""Containers within each other: an archive in a mail in a mailbox in an archive is four."""
MAX_PARTS = 5_000_000
MAX_UNPACKED = 64 * 1024**3
"""Bytes unpacked of one file in all, one part at a time; a web archive of 10 GiB holds as many."""
MAX_RATIO = 200
"""Unpacked to packed, from :data:`FREE` on: deflate packs prose 3 to 5 times, tables 20 times, zeros 1,000 times."""
FREE = 16 * 1024 * 1024


class Options(NamedTuple):
    """What the user asked of the formats: ``ocr`` reads pictures of pages by an installed tesseract.

    ``avoid`` are names of parts that are not to be touched again, ``watch`` is told of each part before it is read.
    """

    ocr: bool = False
    avoid: frozenset[str] = frozenset()
    watch: Callable[[str], None] = lambda _: None


AS_IT_IS = Options()
"""Nothing asked for."""


class Exhausted(DocumentError):
    """The whole file has used up what it may cost; nothing more of it is read."""


class Allowance:
    """What is left for one file and all that is inside it; ``packed`` is the file's own size in bytes."""

    def __init__(self, name: str, packed: int, options: Options = AS_IT_IS) -> None:
        self.name, self.packed, self.options = name, packed, options
        self._unpacked = self._parts = 0

    def unpack(self, count: int) -> None:
        """Note that so many bytes more were unpacked. Raises :class:`Exhausted` where that is too much for the file."""
        self._unpacked += count
        if self._unpacked > MAX_UNPACKED:
            raise Exhausted(self.name, f"unpacks to more than {MAX_UNPACKED // 2**30} GiB; split it into parts")
        if self._unpacked > FREE + MAX_RATIO * self.packed:
            raise Exhausted(
                self.name, f"unpacks to more than {MAX_RATIO} times its size, as files made to fill a machine do"
            )

    def most(self, limit: int = MAX_BYTES) -> int:
        """The bytes that may be unpacked at once, one more than which is too much: at most ``limit``."""
        left = min(MAX_UNPACKED, FREE + MAX_RATIO * self.packed) - self._unpacked
        return max(0, min(limit, left))

    def part(self) -> None:
        """Note one part more. Raises :class:`Exhausted` where there are too many."""
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise Exhausted(self.name, f"holds more than {MAX_PARTS:,} parts; split it")
