"""Tar archives (POSIX ustar and pax, GNU, v7), also packed whole: members in the order of the archive.

The archive is gone through twice: once for the names, so that each document finds its sidecar wherever that lies.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from backchannel.documents.allowance import Allowance, Exhausted
from backchannel.documents.containers.members import LONGEST_SIDECAR, is_furniture, paired
from backchannel.documents.containers.zip_archive import links_left
from backchannel.documents.decoding import MAX_BYTES
from backchannel.documents.extracted import Item, Part, Refused
from backchannel.documents.kinds import suffix
from backchannel.documents.names import Names, shown
from backchannel.documents.unpacking import BROKEN, Unpacked
from backchannel.errors import DocumentError

LABEL = "tar"
MEDIA_TYPE = "application/x-tar"
SUFFIXES = frozenset({".tar", ".tgz", ".tbz", ".tbz2", ".txz"})

MAX_MEMBERS = 200_000
_HEADERS = 4 * 1024 * 1024
"""Bytes that the headers of one member may take; names and attributes of any length are held in memory."""
_SIDECARS = 64 * 1024 * 1024


def recognises(head: bytes, tail: bytes, name: str) -> bool:
    """Whether the bytes begin with a tar header; one of the oldest kind has no mark, and needs the name to say tar."""
    if head[257:262] == b"ustar":
        return True
    if suffix(name) not in SUFFIXES or len(head) < tarfile.BLOCKSIZE:
        return False
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def parts(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Item]:
    """The members; raises ``DocumentError`` where the archive is damaged, behind what could still be read."""
    found = _names(stream, name, allowance)
    links: list[str] = []
    try:
        yield from _read(stream, name, allowance, found, links)
    except BROKEN as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise DocumentError(name, f"is damaged: {reason}") from error
    if links:
        yield Refused(name, links_left(links))


def _read(stream: BinaryIO, name: str, allowance: Allowance, found: _Found, links: list[str]) -> Iterator[Item]:
    sidecars = paired(found.paths)
    names = Names()
    for info, archive in _members(stream):
        if is_furniture(info.name) or info.isdir():
            continue
        if not info.isreg():
            links.append(info.name)
        elif info.name in sidecars:
            beside = found.sidecars.get(sidecars[info.name] or "")
            yield _part(archive, info, beside, names.unique(f"{name}!{shown(info.name)}"), allowance)


class _Found:
    """The paths of all files, and the bytes of those that may be sidecars."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.sidecars: dict[str, bytes] = {}
        self._held = 0

    def add(self, info: tarfile.TarInfo, archive: tarfile.TarFile, name: str, allowance: Allowance) -> None:
        self.paths.append(info.name)
        if len(self.paths) > MAX_MEMBERS:
            raise _TooMuch(name, f"holds more than {MAX_MEMBERS:,} members; split it")
        if info.name.lower().endswith(".json") and 0 <= info.size <= LONGEST_SIDECAR:
            self.sidecars[info.name] = _bytes(archive, info, allowance)
            self._held += info.size
        if self._held > _SIDECARS:
            raise _TooMuch(name, f"holds more than {_SIDECARS // 2**20} MiB of JSON files; split it")


class _TooMuch(DocumentError):
    """A limit of this format was reached."""


def _names(stream: BinaryIO, name: str, allowance: Allowance) -> _Found:
    found = _Found()
    try:
        for info, archive in _members(stream):
            if info.isreg() and not is_furniture(info.name):
                found.add(info, archive, name, allowance)
    except (Exhausted, _TooMuch):
        raise
    except (*BROKEN, DocumentError):
        pass  # the second time through comes to the same place, with the members before it read
    return found


def _members(stream: BinaryIO) -> Iterator[tuple[tarfile.TarInfo, tarfile.TarFile]]:
    stream.seek(0)
    bounded = _Bounded(stream)
    with tarfile.open(fileobj=bounded, mode="r:") as archive:  # type: ignore[call-overload] # enough of a file
        while True:
            bounded.left = _HEADERS
            info = archive.next()
            if info is None:
                # tarfile takes a header that it cannot read for the end; an archive ends with zeros, or just so.
                if bounded.last.strip(b"\0"):
                    raise tarfile.ReadError("a header that is none")
                return
            if info.size < 0:
                raise tarfile.ReadError("a member of a size below zero")
            bounded.left = None
            yield info, archive
            archive.members.clear()  # else it remembers every member that it saw


class _Bounded:
    """The stream as tarfile needs it, with a bound on what it reads for one header."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.left: int | None = _HEADERS
        self.last = b""

    def read(self, size: int) -> bytes:
        if self.left is not None:
            self.left -= size
            if self.left < 0:
                raise tarfile.ReadError(f"a header of more than {_HEADERS // 2**20} MiB")
        self.last = self._stream.read(size)
        return self.last

    def seek(self, offset: int) -> int:
        return self._stream.seek(offset)

    def tell(self) -> int:
        return self._stream.tell()


def _part(
    archive: tarfile.TarFile, info: tarfile.TarInfo, sidecar: bytes | None, name: str, allowance: Allowance
) -> Item:
    if info.size > MAX_BYTES:
        counted = allowance if info.issparse() else None  # else the bytes are the file's own, or were counted
        return Part(name, Unpacked(lambda: _opened(archive, info), name, counted), sidecar=sidecar)
    return Part(name, _bytes(archive, info, allowance), sidecar=sidecar)


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> BinaryIO:
    opened = archive.extractfile(info)
    if opened is None:
        raise tarfile.ReadError("a member without content")
    return opened  # type: ignore[return-value] # typed as IO[bytes]


def _bytes(archive: tarfile.TarFile, info: tarfile.TarInfo, allowance: Allowance) -> bytes:
    if info.issparse():
        allowance.unpack(info.size)
    return _opened(archive, info).read(info.size)
