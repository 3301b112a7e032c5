"""Parsing chapters that ought to be XHTML: as XML where they are, else as HTML."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from backchannel.documents.decoding import decode
from backchannel.documents.formats.html import parse as parse_html
from backchannel.documents.markup import parse_xml
from backchannel.errors import DocumentError

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OWN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))


def parse(data: bytes, name: str) -> Any:
    """The root of a chapter. Raises ``DocumentError`` where it is neither XHTML nor HTML, or made to harm."""
    try:
        return parse_xml(_NAMED.sub(_character, data), name, "XHTML")
    except DocumentError as error:
        if "not well-formed" not in error.reason:
            raise
    return parse_html(decode(data, name).text, name)


def _character(match: re.Match[bytes]) -> bytes:
    """A character by HTML's name as a reference that XML knows too."""
    if match[1] in _OWN:
        return match[0]
    characters = html5.get(f"{match[1].decode('ascii')};")
    return "".join(f"&#{ord(one)};" for one in characters).encode("ascii") if characters else match[0]
