"""ZIP archives (APPNOTE 6.3.10): members in the order of their names, read by their own formats; none is written out.

What is a ZIP only inside (Word documents, e-books) is left to its own format.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from backchannel.documents.allowance import FREE, MAX_RATIO, Allowance, Exhausted
from backchannel.documents.containers.members import LONGEST_SIDECAR, is_furniture, paired
from backchannel.documents.decoding import MAX_BYTES
from backchannel.documents.extracted import Item, Part, Refused
from backchannel.documents.kinds import zipped
from backchannel.documents.names import Names, shown
from backchannel.documents.unpacking import Unpacked
from backchannel.documents.zipped import Zip, open_zip
from backchannel.errors import DocumentError

LABEL = "ZIP"
MEDIA_TYPE = "application/zip"
SUFFIXES = frozenset({".zip", ".wacz"})

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_UTF8 = 0x800
_LOCKED = 0x1
_Members = dict[str, list[zipfile.ZipInfo]]


def recognises(head: bytes, tail: bytes, name: str) -> bool:
    """Whether the bytes are a ZIP file of no more special kind, whatever the name."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and zipped(head, tail) is None


def parts(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Item]:
    """The members; raises ``DocumentError`` where the archive itself cannot be opened."""
    with open_zip(_seekable(stream, name), name, allowance) as archive:
        known = _of_a_web_archive(_by_path(archive))
        links = [path for path, infos in known.items() if stat.S_ISLNK(infos[0].external_attr >> 16)]
        for path in links:
            del known[path]
        if known and all(info.flag_bits & _LOCKED for infos in known.values() for info in infos):
            raise DocumentError(name, "is locked with a password; unlock it first")
        names = Names()
        for path, sidecar in paired(sorted(known)).items():
            beside = known[sidecar][0] if sidecar else None
            for info in known[path]:
                yield _part(archive, info, beside, names.unique(f"{name}!{shown(path)}"))
        if links:
            yield Refused(name, links_left(links))


def links_left(links: list[str]) -> str:
    """Why links in an archive are not read."""
    more = f" and {len(links) - 1} more" if len(links) > 1 else ""
    return f"holds {shown(links[0])}{more}, which only point elsewhere; links are not followed"


def _seekable(stream: BinaryIO, name: str) -> BinaryIO:
    """The stream, or what it unpacks to in memory: the directory of a ZIP stands at its end."""
    if not isinstance(stream, Unpacked):
        return stream
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise DocumentError(name, f"is a ZIP of more than {MAX_BYTES // 2**20} MiB inside another file; unpack that")
    return io.BytesIO(data)


def _by_path(archive: Zip) -> _Members:
    """The members by their paths, of which a ZIP may have the same one twice."""
    known: _Members = {}
    for info in archive.members:
        if not is_furniture(_path(info)):
            known.setdefault(_path(info), []).append(info)
    return known


def _of_a_web_archive(known: _Members) -> _Members:
    """Of a WACZ (a ZIP around a web archive, its index and a list of its pages) the web archive alone."""
    inner = {path: infos for path, infos in known.items() if path.startswith("archive/") and ".warc" in path}
    return inner if inner and "datapackage.json" in known else known


def _path(info: zipfile.ZipInfo) -> str:
    """The member's path; one that claims code page 437 and is UTF-8 is read as that, as many packers write it."""
    if not info.flag_bits & _UTF8:
        try:
            return info.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return info.filename


def _part(archive: Zip, info: zipfile.ZipInfo, sidecar: zipfile.ZipInfo | None, name: str) -> Item:
    if info.compress_type not in _METHODS:
        return Refused(name, "is packed by a method that is not read here; pack it anew as plain ZIP")
    if info.file_size > FREE and info.file_size > MAX_RATIO * info.compress_size:
        return Refused(name, f"unpacks to more than {MAX_RATIO} times its size, as files made to fill a machine do")
    try:
        beside = archive.read(sidecar, LONGEST_SIDECAR) if sidecar else None
        large = info.file_size > MAX_BYTES and not info.flag_bits & _LOCKED
        return Part(name, archive.stream(info, name) if large else archive.read(info), sidecar=beside)
    except Exhausted:
        raise
    except DocumentError as error:
        return Refused(name, error.reason)
