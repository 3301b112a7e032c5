"""What formats hand over: texts with what the format knows of them, parts that have a format of their own, refusals.

A format yields any of the three, in the order of the file; :mod:`backchannel.documents.reading` turns them into
documents and reads parts by their own format, so that a mail's attachment is read like any other file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO, NamedTuple

from backchannel.model import Excision, Fragment, Metadata, SectionKind, Span


class Block(NamedTuple):
    """A stretch of the text that its format sets off (a paragraph element, a table row): span and, where known, kind.

    ``language`` is what the format states of this block alone.
    """

    start: int
    end: int
    kind: SectionKind | None = None
    language: str | None = None


class MarkedNote(NamedTuple):
    """A note that the format itself ties to its marks: the span of its words (number left out), and of its marks."""

    number: str
    start: int
    end: int
    marks: tuple[Span, ...] = ()


class Extracted(NamedTuple):
    """One text: ``data`` are the bytes that identify it; what is None is left to be found in the text itself.

    ``blocks`` cover all of the text that is not blank, in its order; ``hints`` are kinds by where a unit starts, for
    formats whose text has no blocks of its own. ``part_of`` names the document it came with. ``beneath`` are properties
    of the file that may be a typist's or a template's; they fill what the text itself does not say.
    """

    name: str
    data: bytes
    text: str
    media_type: str
    metadata: Metadata = Metadata()
    hints: Mapping[int, SectionKind] = {}
    blocks: tuple[Block, ...] | None = None
    notes: tuple[MarkedNote, ...] | None = None
    fragments: tuple[Fragment, ...] = ()
    excisions: tuple[Excision, ...] = ()
    part_of: str | None = None
    warnings: tuple[str, ...] = ()
    beneath: Metadata = Metadata()


class Part(NamedTuple):
    """Bytes inside a file that are read by their own format: a member of an archive, an attachment.

    ``name`` is whole (``box.zip!a/b.txt``); ``metadata`` what the container says of it, which goes behind what the
    part says of itself; ``sidecar`` the bytes of metadata beside it, which go before. ``part_of`` names the document
    that it came with, where that is one itself (the mail of an attachment). ``data`` may be a stream, for what is too
    large for memory. ``media_type`` is that of the format which reads it where the container knows for certain (the
    mails of a mailbox); else name and bytes tell.
    """

    name: str
    data: bytes | BinaryIO
    metadata: Metadata = Metadata()
    sidecar: bytes | None = None
    part_of: str | None = None
    media_type: str | None = None


class Refused(NamedTuple):
    """A part that cannot be read, named, and one plain clause that says why."""

    name: str
    reason: str


Item = Extracted | Part | Refused
