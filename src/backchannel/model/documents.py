"""Documents: one text with its metadata and the bytes it came from."""

from __future__ import annotations

import hashlib
from typing import Literal

from backchannel.model.times import Span
from backchannel.model.value import Value

Authenticity = Literal["original", "facsimile", "transcript", "described"]

SectionKind = Literal[
    "title",
    "heading",
    "byline",
    "paragraph",
    "list",
    "quotation",
    "caption",
    "notes",
    "author_note",
    "boilerplate",
    "quoted_message",
]
"""``quoted_message`` is an earlier mail repeated in a reply: its words are not those of the one who replies."""


class Dating(Value, frozen=True):
    """A document's date: a range, the reason it is believed, and never a guess presented as a day.

    ``start`` and ``end`` are dates of the claims format; ``end`` None means the same as ``start``.
    """

    start: str
    reason: str
    end: str | None = None


class Metadata(Value, frozen=True):
    """What is known of a document apart from its text; None where nothing says it.

    ``archive`` is where the original is kept, as its edition states it; ``license`` an SPDX id or the words of the
    terms; ``extraction`` how the text was got where it was not simply there (``OCR by tesseract 5.3.0``);
    ``translator`` who made the translation that the text is. ``corrects``, ``retracts``, ``release_of`` and
    ``translation_of`` each give the name or id of another document.
    """

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
    recipient: str | None = None
    archive: str | None = None
    classification: str | None = None
    license: str | None = None
    extraction: str | None = None
    translator: str | None = None
    translation_of: str | None = None
    corrects: str | None = None
    retracts: str | None = None
    release_of: str | None = None


class Section(Value, frozen=True):
    """One block of the text and what it is; sections do not overlap and stand in reading order.

    ``language`` is an ISO 639 code where the block is in another language than the document, else None.
    """

    start: int
    end: int
    kind: SectionKind
    language: str | None = None


class Fragment(Value, frozen=True):
    """A stretch of the text and what the file itself calls it, as a fragment selector (W3C Web Annotation, 4.2.1).

    ``selector`` is ``page=3`` in a PDF (RFC 8118), an element's id in XML and HTML, a member's path in an e-book.
    """

    start: int
    end: int
    selector: str


class Excision(Value, frozen=True):
    """Where those who released the text left something out: the words that say so, and how much, where they tell."""

    start: int
    end: int
    extent: str | None = None


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
    of ``text``. ``name`` is the file's name (a line of a JSON lines file: ``feed.jsonl#id``, a part of a file:
    ``volume.xml#d12``, a member of an archive: ``box.zip!a/b.txt``). ``part_of`` is the name of the document that it
    came with (the mail of an attachment). ``sections`` cover all of the text that is not blank. ``warnings`` say in
    plain words what was lost or repaired on the way in.
    """

    id: str
    name: str
    text: str
    text_digest: str
    media_type: str
    metadata: Metadata
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    excisions: tuple[Excision, ...] = ()
    part_of: str | None = None
    warnings: tuple[str, ...] = ()


def digest(data: bytes | str) -> str:
    """The SHA-256 of the bytes, or of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data).hexdigest()
