"""The formats that are read, asked in this order. A new format is a module and a line here.

``CONTAINERS`` hold files that are read by their own formats; ``STRUCTURED`` formats know their bytes by content;
``TEXTS`` are what is left, told by name, plain text last.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import BinaryIO, Protocol, cast

from backchannel.documents.allowance import Allowance
from backchannel.documents.containers import jsonlines, mbox, table, tar_archive, warc, zip_archive
from backchannel.documents.extracted import Item
from backchannel.documents.formats import (
    docx,
    eml,
    epub,
    feed,
    html,
    image,
    jsonfeed,
    markdown,
    mhtml,
    odt,
    pdf,
    plain,
    tei,
)


class Format(Protocol):
    """What a format's module offers."""

    LABEL: str
    MEDIA_TYPE: str
    SUFFIXES: frozenset[str]

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether the bytes under this name are of this format."""

    def extract(self, data: bytes, name: str, allowance: Allowance) -> Iterator[Item]:
        """The texts and parts in the bytes; raises ``DocumentError`` where nothing more of them can be read."""


class Container(Protocol):
    """What a container's module offers; its files may be larger than memory."""

    LABEL: str
    MEDIA_TYPE: str
    SUFFIXES: frozenset[str]

    def recognises(self, head: bytes, tail: bytes, name: str) -> bool:
        """Whether the first and last 64 KiB of a file under this name are of this container."""

    def parts(self, stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Item]:
        """What is inside, in order; raises ``DocumentError`` where nothing more of it can be read."""


_CONTAINERS: tuple[ModuleType, ...] = (zip_archive, tar_archive, warc, mbox, jsonlines, table)
_STRUCTURED: tuple[ModuleType, ...] = (docx, odt, epub, mhtml, eml, pdf, image, tei, feed, jsonfeed, html)
_TEXTS: tuple[ModuleType, ...] = (markdown, plain)

CONTAINERS: tuple[Container, ...] = tuple(cast(Container, module) for module in _CONTAINERS)
STRUCTURED: tuple[Format, ...] = tuple(cast(Format, module) for module in _STRUCTURED)
TEXTS: tuple[Format, ...] = tuple(cast(Format, module) for module in _TEXTS)


def readable() -> str:
    """The names of all that is read, for a message: ``text, Markdown, HTML and JSON lines``."""
    labels = [one.LABEL for one in (*TEXTS[::-1], *STRUCTURED)] + [one.LABEL for one in CONTAINERS]
    return f"{', '.join(labels[:-1])} and {labels[-1]}"
