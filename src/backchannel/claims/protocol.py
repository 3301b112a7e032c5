"""What a reader is: anything that turns a document into a reading."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from backchannel.model import Document, Reading


@runtime_checkable
class Reader(Protocol):
    """A reader: its name, version and settings identify its readings (:func:`backchannel.model.reading_id`).

    Ours is :class:`backchannel.claims.reader.ClauseReader`; a language model or a person registers beside it under the
    entry point group ``backchannel.readers``. A reader may name the ``languages`` that it reads, as ISO 639 codes: it
    is given no document that is in none of them, and passes over sections in others by itself.
    """

    @property
    def name(self) -> str:
        """Short and stable, such as "clauses"."""

    @property
    def version(self) -> str:
        """Changes whenever the same text may give another reading."""

    @property
    def settings(self) -> str:
        """The settings that influence a reading, in one canonical line; empty for none."""

    def read(self, document: Document) -> Reading:
        """The reading of one document; deterministic."""
