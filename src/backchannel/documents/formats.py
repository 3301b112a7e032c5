"""The formats that are read: one module each, asked in this order. A new format is a module and a line here."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Protocol, cast

from backchannel.documents import html, jsonlines, markdown, plain
from backchannel.documents.assemble import Extracted, assemble
from backchannel.documents.decoding import MAX_BYTES
from backchannel.documents.kinds import READS, foreign
from backchannel.documents.sidecar import Stated, read_sidecar
from backchannel.errors import DocumentError
from backchannel.model import Document, Metadata


class Format(Protocol):
    """What a format's module offers."""

    MEDIA_TYPE: str
    SUFFIXES: frozenset[str]

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether the bytes under this name are of this format."""

    def extract(self, data: bytes, name: str) -> Iterator[Extracted]:
        """The texts in the bytes; raises ``DocumentError`` where they cannot be read."""


_MODULES: tuple[ModuleType, ...] = (html, jsonlines, markdown, plain)
FORMATS: tuple[Format, ...] = tuple(cast(Format, module) for module in _MODULES)


def read_bytes(data: bytes, name: str, sidecar: bytes | None = None) -> tuple[Document, ...]:
    """The documents in ``data``: one, or for JSON lines one a line. ``sidecar`` are the bytes of ``NAME.json``.

    Raises ``DocumentError`` with one plain reason for what cannot be read.
    """
    if not data:
        raise DocumentError(name, "empty document")
    if len(data) > MAX_BYTES:
        raise DocumentError(name, f"is larger than {MAX_BYTES // 2**20} MiB; split it into parts")
    what = foreign(data, name)
    if what:
        raise DocumentError(name, f"is {what}; {READS}")
    stated = read_sidecar(sidecar, name) if sidecar is not None else Stated(Metadata())
    chosen = next(format_ for format_ in FORMATS if format_.recognises(data, name))
    return tuple(
        assemble(extracted._replace(warnings=stated.warnings + extracted.warnings), stated.metadata)
        for extracted in chosen.extract(data, name)
    )
