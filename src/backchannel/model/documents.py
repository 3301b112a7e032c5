"""Documents: one text with its metadata and the bytes it came from."""

from __future__ import annotations

import hashlib
from typing import Literal

from backchannel.model.times import Span
from backchannel.model.value import Value

Authenticity = Literal["original", "facsimile", "transcript", "described"]

SectionKind = Literal[
    "title", "heading", "byline", "paragraph", "list", "quotation", "caption", "notes", "author_note", "boilerplate"
]


class Dating(Value, frozen=True):
    """A document's date: a range, the reason it is believed, and never a guess presented as a day.

    ``start`` and ``end`` are dates of the claims format; ``end`` None means the same as ``start``.
    """

    start: str
    reason: str
    end: str | None = None


class Metadata(Value, frozen=True):
    """What is known of a document apart from its text; None where nothing says it."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: Dating | None = None
    released: Dating | None = None
    retrieved: str | None = None
    place: str | None = None
    url: str | None = None
    archived_url: str | None = None
    language: str | None = None
    authenticity: Authenticity | None = None


class Section(Value, frozen=True):
    """One block of the text and what it is; sections do not overlap and stand in reading order."""

    start: int
    end: int
    kind: SectionKind


class Note(Value, frozen=True):
    """A numbered note, the places that carry its mark, and what it cites.

    ``start``/``end`` span the note's own text, number left out; ``marks`` are the spans of its marks in the body.
    """

    number: str
    start: int
    end: int
    text: str
    marks: tuple[Span, ...] = ()
    author: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: str | None = None


class Document(Value, frozen=True):
    """One text, its metadata, and the digest of the bytes it came from.

    ``id`` is the SHA-256 of the bytes, ``text_digest`` of the text in UTF-8. Offsets everywhere are code points
    of ``text``. ``name`` is the file's name (a line of a JSON lines file: ``feed.jsonl#id``). ``sections`` cover
    all of the text that is not blank. ``warnings`` say in plain words what was lost or repaired on the way in.
    """

    id: str
    name: str
    text: str
    text_digest: str
    media_type: str
    metadata: Metadata
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    warnings: tuple[str, ...] = ()


def digest(data: bytes | str) -> str:
    """The SHA-256 of the bytes, or of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data).hexdigest()
