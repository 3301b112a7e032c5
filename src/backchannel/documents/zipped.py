"""ZIP files from strangers, for archives and the formats that are one inside (DOCX, ODT, EPUB).

Sizes that a ZIP states are not believed: members are unpacked piece by piece within the file's allowance.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from backchannel.documents.allowance import Allowance
from backchannel.documents.decoding import MAX_BYTES
from backchannel.documents.unpacking import BROKEN, Unpacked
from backchannel.errors import DocumentError

MAX_MEMBERS = 100_000
_PIECE = 1 << 20


class Zip:
    """An open ZIP file: its members in the order of the archive, and their bytes within limits."""

    def __init__(self, archive: zipfile.ZipFile, name: str, allowance: Allowance) -> None:
        self._archive, self._name, self._allowance = archive, name, allowance
        # not is_dir(), which fails on a name without characters
        self.members = [info for info in archive.infolist() if not info.filename.endswith("/")]
        self._by_name = {info.filename: info for info in self.members}

    def __contains__(self, member: str) -> bool:
        return member in self._by_name

    def read(self, member: str | zipfile.ZipInfo, limit: int = MAX_BYTES) -> bytes:
        """The bytes of a member, at most ``limit``. Raises ``DocumentError`` where it is larger, locked or damaged."""
        info = self._by_name.get(member) if isinstance(member, str) else member
        if info is None:
            raise DocumentError(self._name, f"lacks {member}, which such a file must have")
        if info.flag_bits & 1:
            raise DocumentError(self._name, "is locked with a password; unlock it first")
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(info) as unpacked:
                while piece := unpacked.read(_PIECE):
                    self._allowance.unpack(len(piece))
                    size += len(piece)
                    if size > limit:
                        raise DocumentError(self._name, f"has a part larger than {limit // 2**20} MiB")
                    pieces.append(piece)
        except BROKEN as error:
            raise DocumentError(self._name, f"is damaged: {_reason(error)}") from error
        return b"".join(pieces)

    def stream(self, member: zipfile.ZipInfo, name: str) -> Unpacked:
        """The bytes of a member too large for memory, to be read from the front; ``name`` is what errors name."""
        return Unpacked(lambda: cast(BinaryIO, self._archive.open(member)), name, self._allowance)


@contextmanager
def open_zip(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Zip]:
    """The ZIP in ``stream``. Raises ``DocumentError`` where it has no readable directory or too many members."""
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        raise DocumentError(name, f"is a damaged ZIP file: {_reason(error)}") from error
    with archive:
        if len(archive.infolist()) > MAX_MEMBERS:
            raise DocumentError(name, f"holds more than {MAX_MEMBERS:,} members; split it")
        yield Zip(archive, name, allowance)


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
