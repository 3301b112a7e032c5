"""Entries of feeds, whatever the feed's format: a text each, its headline first."""

from __future__ import annotations

import contextlib
from typing import NamedTuple

import msgspec

from backchannel.documents.building import Built, TextBuilder
from backchannel.documents.extracted import Extracted
from backchannel.documents.layout.units import units_of
from backchannel.documents.mail.lines import Line, lines_of
from backchannel.documents.mail.message import day
from backchannel.documents.names import Names, shown
from backchannel.documents.sidecar import read_fields
from backchannel.documents.visible import visible_lines
from backchannel.errors import DocumentError
from backchannel.model import SectionKind

_KINDS: dict[str | None, SectionKind] = {
    "heading": "heading", "list": "list", "quotation": "quotation", "caption": "caption"
}  # fmt: skip


class Entry(NamedTuple):
    """What a feed says of one thing that it announces; ``html`` or else ``text`` is what there is of its words."""

    identity: str | None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    html: str | None = None
    text: str | None = None


def read_entry(entry: Entry, number: int, name: str, media_type: str, names: Names) -> Extracted:
    """The entry as a text, named ``FEED#ID``, by its address, or its number.

    Raises ``DocumentError`` where it has no words, not even a title.
    """
    own = shown(entry.identity or entry.url or "") or str(number)
    title = _title(entry.title, name)
    built = _built(title, _body(entry, name))
    if not built.text:
        raise DocumentError(name, f"entry {number} has no words")
    fields = {
        "title": title,
        "author": entry.author,
        "publisher": entry.publisher,
        "date": day(entry.date) or entry.date,
        "url": entry.url,
        "language": entry.language,
    }
    stated = read_fields(fields, "the feed")
    return Extracted(
        names.unique(f"{name}#{own}", keep_suffix=False),
        msgspec.json.encode(entry),
        built.text,
        media_type,
        metadata=stated.metadata,
        blocks=built.blocks,
        warnings=stated.warnings,
    )


def _title(title: str | None, name: str) -> str | None:
    """The words of a title, in which markup may stand."""
    if title and ("<" in title or "&" in title):
        with contextlib.suppress(DocumentError):
            title = " ".join(line.words for line in visible_lines(title, name) if line.words)
    return shown(title or "", 500) or None


def _body(entry: Entry, name: str) -> list[Line]:
    if entry.html and entry.html.strip():
        return visible_lines(entry.html, name)
    return lines_of(entry.text or "")


def _built(title: str | None, lines: list[Line]) -> Built:
    builder = TextBuilder()
    if title:
        builder.block(title, "title")
    run: list[str] = []
    for line in (*lines, Line("")):
        if line.kind in _KINDS and line.words:
            builder.block(line.words, _KINDS[line.kind])
        elif line.words.strip():
            run.append(line.words)
            continue
        text = "\n".join(run)
        for unit in units_of(text):
            builder.block(text[unit.start : unit.end])
        run = []
    return builder.build()
