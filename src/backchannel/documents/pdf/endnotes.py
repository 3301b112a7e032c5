"""Notes at the end of a document or chapter: numbered paragraphs under a heading whose numbers stand raised before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from backchannel.documents.layout.noteblock import is_notes_heading
from backchannel.documents.pdf.footnotes import Footnote, label_of, labels_of
from backchannel.documents.pdf.paragraphs import Paragraph, raised
from backchannel.documents.pdf.values import Line, Raised

_NUMBER = re.compile(r"\s*[\[(]?(\d{1,3})[\]).:]?\s+(?=\S)|\s*\[(\d{1,3})\]\s*")


class Endnote(NamedTuple):
    """A note, its label and lines; its marks stand in the paragraphs from ``first`` up to ``until``."""

    key: str
    label: str
    lines: tuple[Line, ...]
    first: int
    until: int


def endnotes(paragraphs: Sequence[Paragraph], taken: Sequence[Footnote]) -> tuple[list[Paragraph], list[Endnote]]:
    """The paragraphs without the notes among them (and their headings), and these notes.

    Where the text has no raised marks for them they are left where they stand.
    """
    kept: list[Paragraph] = []
    notes: list[Endnote] = []
    footed = {note.label for note in taken}
    chapter = index = 0
    while index < len(paragraphs):
        run = _run(paragraphs, index)
        marked = _marked(kept[chapter:]) - footed if run else set()
        if run and sum(label in marked for label, _ in run.notes) >= max(1, len(run.notes) // 2):
            notes += [
                Endnote(f"end {len(kept)}:{label}", label, lines, chapter, len(kept)) for label, lines in run.notes
            ]
            chapter, index = len(kept), run.end
        else:
            kept.append(paragraphs[index])
            index += 1
    return kept, notes


class _Run(NamedTuple):
    notes: list[tuple[str, tuple[Line, ...]]]
    end: int


def _run(paragraphs: Sequence[Paragraph], index: int) -> _Run | None:
    """The notes from this paragraph on: under a heading, or numbered from 0 or 1 to the end of the document."""
    headed = len(paragraphs[index].text) < 40 and is_notes_heading(paragraphs[index].text)
    begun = index + headed
    notes: list[tuple[str, tuple[Line, ...]]] = []
    at = begun
    while at < len(paragraphs):
        one = _numbered(paragraphs[at])
        if one and (int(one[0]) == int(notes[-1][0]) + 1 if notes else int(one[0]) <= 1):
            notes.append(one)
        elif notes and not one and _goes_with(paragraphs, at):
            notes[-1] = (notes[-1][0], notes[-1][1] + paragraphs[at].lines)
        else:
            break
        at += 1
    whole = headed or at == len(paragraphs)
    return _Run(notes, at) if len(notes) >= (1 if headed else 2) and whole else None


def _goes_with(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a paragraph without a number goes with the note before it: another note follows soon, in like type."""
    one = paragraphs[at]
    later = paragraphs[at + 1 : at + 3]
    return abs(one.size - paragraphs[at - 1].size) < 0.5 and any(_numbered(other) for other in later)


def _numbered(one: Paragraph) -> tuple[str, tuple[Line, ...]] | None:
    """The number that a paragraph begins with, and its lines without it."""
    if one.row:
        return None
    labelled = label_of(one.first)
    if labelled and labelled.raised and labelled.label.isdecimal():
        return labelled.label, (labelled.line, *one.lines[1:])
    first = one.first.pieces[0] if one.first.pieces else ""
    found = _NUMBER.match(first) if isinstance(first, str) else None
    if not found or not isinstance(first, str):
        return None
    line = one.first._replace(pieces=(first[found.end() :], *one.first.pieces[1:]))
    return found[1] or found[2], (line, *one.lines[1:])


def _marked(paragraphs: Sequence[Paragraph]) -> set[str]:
    return {label for one in paragraphs for _, words in raised(one.lines) for label in labels_of(Raised(words))}
