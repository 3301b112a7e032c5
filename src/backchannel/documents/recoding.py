"""Bytes whose encoding was told apart from them (by a protocol's header), so that a format can read them."""

from __future__ import annotations

import re

from backchannel.documents.decoding import decode
from backchannel.errors import DocumentError

_OWN = re.compile(rb"<meta[^>]{0,200}?charset\s*=|<\?xml[^>]{0,100}?encoding\s*=", re.IGNORECASE)


def recoded(data: bytes, charset: str | None) -> bytes:
    """``data`` as they are where they are UTF-8 or name their encoding themselves, else as UTF-8."""
    if not charset or not data or _OWN.search(data[:4096]):
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
