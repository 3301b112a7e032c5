"""Bytes whose encoding was told apart from them (by a protocol's header), so that a format can read them."""

from __future__ import annotations

import re

from backchannel.documents.decoding import decode, known_encoding
from backchannel.errors import DocumentError

_OWN = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)


def recoded(data: bytes, charset: str | None) -> bytes:
    """``data`` as they are where they are UTF-8 or in the encoding that they name themselves, else as UTF-8."""
    if not charset or not data or _is_as_it_says(data):
        return data
    try:
        data.decode("utf-8")
        if b"\x1b" not in data:
            return data
    except UnicodeDecodeError:
        pass
    try:
        return decode(data, "", charset).text.encode("utf-8")
    except DocumentError:
        return data


def _is_as_it_says(data: bytes) -> bool:
    """Whether the bytes name an encoding and fit it; where they do not, what the protocol says goes before."""
    own = _OWN.search(data[:4096])
    encoding = known_encoding(own[1].decode("ascii")) if own else None
    if encoding is None:
        return False
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True
