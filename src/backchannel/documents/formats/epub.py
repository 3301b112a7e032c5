"""E-books (EPUB): the chapters of the spine in their order, notes at their marks, without cover, contents and index."""

from __future__ import annotations

import io
from collections.abc import Iterator

from backchannel.documents.allowance import Allowance
from backchannel.documents.epub.package import book_of
from backchannel.documents.epub.reading import MEDIA_TYPE, documents_of
from backchannel.documents.extracted import Item
from backchannel.documents.kinds import EPUB, zipped
from backchannel.documents.zipped import open_zip

__all__ = ["LABEL", "MEDIA_TYPE", "SUFFIXES", "extract", "recognises"]

LABEL = "EPUB"
SUFFIXES = frozenset({".epub"})

_HEAD = 65_536


def recognises(data: bytes, name: str) -> bool:
    """Whether the bytes are an e-book."""
    return data.startswith(b"PK") and zipped(data[:_HEAD], data[-_HEAD:]) == EPUB


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Item]:
    """The book, or its chapters where they have authors of their own; raises ``DocumentError`` where it is locked."""
    with open_zip(io.BytesIO(data), name, allowance) as archive:
        yield from documents_of(archive, book_of(archive, name), name, data)
