"""The members that the first and last bytes of a ZIP file name, read without unpacking anything.

PKWARE's APPNOTE 6.3.10: local file header (4.3.7), central directory header (4.3.12), its end record (4.3.16).
"""

from __future__ import annotations

import struct

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCAL_SIZE, _CENTRAL_SIZE, _END_SIZE = 30, 46, 22
_IS_UTF8 = 1 << 11


def first_member(head: bytes) -> tuple[str, bytes]:
    """The name of the first member and the first 80 bytes stored of it; two empty values where there is none."""
    if not head.startswith(_LOCAL) or len(head) < _LOCAL_SIZE:
        return "", b""
    flags, name_size, extra_size = (struct.unpack_from("<H", head, at)[0] for at in (6, 26, 28))
    content = _LOCAL_SIZE + name_size + extra_size
    return _decoded(head[_LOCAL_SIZE : _LOCAL_SIZE + name_size], flags), head[content : content + 80]


def members(tail: bytes) -> set[str]:
    """The names in the central directory, as far as ``tail`` reaches back."""
    end = tail.rfind(_END)
    if end < 0 or end + _END_SIZE > len(tail):
        return set()
    (size,) = struct.unpack_from("<I", tail, end + 12)
    at = end - size if size <= end else tail.find(_CENTRAL, 0, end)
    names: set[str] = set()
    while 0 <= at <= end - _CENTRAL_SIZE and tail.startswith(_CENTRAL, at):
        flags, *sizes = (struct.unpack_from("<H", tail, at + offset)[0] for offset in (8, 28, 30, 32))
        names.add(_decoded(tail[at + _CENTRAL_SIZE : at + _CENTRAL_SIZE + sizes[0]], flags))
        at += _CENTRAL_SIZE + sum(sizes)
    return names


def _decoded(name: bytes, flags: int) -> str:
    return name.decode("utf-8" if flags & _IS_UTF8 else "cp437", "replace").replace("\\", "/")
