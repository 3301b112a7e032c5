"""Texts of the outside corpus taken apart for writing: what every writer of ``fidelity.py`` is given.

A writer module (``writers_pdf.py`` …) offers ``WRITERS``, a tuple of :class:`Writer`; ``fidelity.py`` lists the
modules.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

CHOSEN = (("essays", 3, 2), ("frus", 5, 0), ("news", 0, 2), ("speeches", 0, 2), ("written", 1, 0))
"""How many texts of each folder: with notes, and without."""
LEAST_NOTES = 3
LEAST_WORDS = 200
LONGEST_TITLE = 30

_MARK = re.compile(r"\s?\[(\d{1,3})\]")
_NOTES_HEADING = re.compile(r"^(?:Notes|References)$", re.MULTILINE)
_NOTE = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})\.)\s+(.+)")
_CLOSED = (".", "?", "!", ":", ";", ",", "”", '"', ")")


class NoteMark(NamedTuple):
    """The mark of the note with this number, within the words of a block."""

    number: str


class Block(NamedTuple):
    """A paragraph or heading: words and marks in order."""

    pieces: tuple[str | NoteMark, ...]
    heading: bool = False

    @property
    def words(self) -> str:
        """The words without the marks."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


class Note(NamedTuple):
    """A note: its number as printed, and its words."""

    number: str
    words: str


class Prose(NamedTuple):
    """A text as an editor has it before it is set: title, byline, blocks, notes in the order of their numbers."""

    name: str
    title: Block
    byline: str | None
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


class Writer(NamedTuple):
    """A way to write a text to a file.

    ``write`` writes a Prose to a path; ``missing`` says what is not installed here without which it cannot, else None;
    ``marks`` is whether the form of file can tie notes to marks (plain e-mail cannot, but by words).
    """

    name: str
    suffix: str
    write: Callable[[Prose, Path], None]
    missing: Callable[[], str | None] = lambda: None
    marks: bool = True


def chosen(corpus: Path) -> list[Prose]:
    """The texts that are measured: of each folder those whose names have the lowest SHA-256."""
    found: list[Prose] = []
    for folder, noted, plain in CHOSEN:
        texts = list(_texts(corpus / folder))
        found += [text for text in texts if len(text.notes) >= LEAST_NOTES][:noted]
        found += [text for text in texts if not text.notes][:plain]
    return found


def _texts(folder: Path) -> Iterator[Prose]:
    paths = sorted(folder.glob("*.txt"), key=lambda path: hashlib.sha256(path.name.encode()).hexdigest())
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if len(text.split()) >= LEAST_WORDS:
            yield prose(path.stem, text, json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["title"])


def prose(name: str, text: str, title: str) -> Prose:
    """A corpus text taken apart: ``[n]`` are marks, the lines under "Notes" or "References" the notes.

    ``title`` heads a text that begins with a paragraph.
    """
    headings = list(_NOTES_HEADING.finditer(text))
    body, end = (text[: headings[-1].start()], text[headings[-1].end() :]) if headings else (text, "")
    notes = tuple(Note(m[1] or m[2], m[3].strip()) for line in end.split("\n") if (m := _NOTE.fullmatch(line.strip())))
    numbers = {note.number for note in notes}
    lines = [" ".join(line.split()) for line in body.split("\n") if line.strip()]
    first, *rest = [title, *lines] if len(lines[0].split()) > LONGEST_TITLE else lines
    byline = rest.pop(0) if rest and rest[0].startswith("By ") else None
    blocks = tuple(_block(line, rest[i + 1] if i + 1 < len(rest) else "", numbers) for i, line in enumerate(rest))
    return Prose(name, _block(first, "", numbers), byline, blocks, notes)


def _block(line: str, following: str, numbers: set[str]) -> Block:
    pieces: list[str | NoteMark] = []
    at = 0
    for mark in _MARK.finditer(line):
        if mark[1] in numbers:
            pieces += [line[at : mark.start()], NoteMark(mark[1])]
            at = mark.end()
    pieces.append(line[at:])
    heading = len(line.split()) <= 10 and not line.endswith(_CLOSED) and len(following.split()) >= 25
    return Block(tuple(piece for piece in pieces if piece), heading and len(pieces) == 1)
