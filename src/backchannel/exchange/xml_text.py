"""XML written piece by piece, so that a large export need not fit into memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOTHING: Mapping[str, str] = {}


def legal(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold (section 2.2), each replaced by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


class Xml:
    """An XML document that is being written in UTF-8; texts must be :func:`legal`."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._line('<?xml version="1.0" encoding="UTF-8"?>')

    @contextmanager
    def inside(self, name: str, attributes: Mapping[str, str] = _NOTHING) -> Iterator[None]:
        """Whatever is written meanwhile stands inside this element."""
        self._line(f"<{name}{_attributes(attributes)}>")
        yield
        self._line(f"</{name}>")

    def leaf(self, name: str, attributes: Mapping[str, str], text: str | None = None) -> None:
        """An element without others inside it."""
        head = f"<{name}{_attributes(attributes)}"
        if text is None:
            self._line(f"{head}/>")
        else:  # a carriage return would be read back as a line feed (XML 1.0, section 2.11)
            self._line(f"{head}>{escape(text, {chr(13): '&#13;'})}</{name}>")

    def _line(self, text: str) -> None:
        self._out.write(f"{text}\n".encode())


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
