"""Numbered notes: their words, the places in the body that carry their marks, and what they cite."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from backchannel.documents.extracted import MarkedNote
from backchannel.documents.facts.citations import Cited, cited, refers_back
from backchannel.documents.layout.noteblock import entry, is_notes_heading, marks
from backchannel.model import Note, Section, Span

_PLAIN_MARK = re.compile(r"(?<=[.,;:!?”\"’)\]])(\d{1,3})(?=\s|$)")


class _Begun(NamedTuple):
    number: str
    start: int
    end: int


def notes_of(text: str, sections: Sequence[Section]) -> tuple[Note, ...]:
    """The notes of ``text``, in the order in which they are printed, whatever their numbers."""
    begun = _begun(text, [section for section in sections if section.kind == "notes"])
    if not begun:
        return ()
    placed = _marks(text, sections, begun)
    return marked_notes(text, [MarkedNote(*note, spans) for note, spans in zip(begun, placed, strict=True)])


def marked_notes(text: str, marked: Sequence[MarkedNote]) -> tuple[Note, ...]:
    """The notes that a format ties to their marks itself, with what they cite."""
    notes: list[Note] = []
    for note in marked:
        words = text[note.start : note.end]
        source = _cited(words, notes)
        notes.append(
            Note(number=note.number, start=note.start, end=note.end, text=words, marks=note.marks, **source._asdict())
        )
    return tuple(notes)


def _begun(text: str, sections: Sequence[Section]) -> list[_Begun]:
    """Where each note's own words stand; a section without a number goes with the note before it."""
    found: list[_Begun] = []
    for section in sections:
        begun = entry(text, section.start, section.end)
        if begun:
            found.append(_Begun(begun.number, begun.words_at, section.end))
        elif found and not is_notes_heading(text[section.start : section.end]):
            found[-1] = found[-1]._replace(end=section.end)
    return found


def _marks(text: str, sections: Sequence[Section], begun: Sequence[_Begun]) -> list[tuple[Span, ...]]:
    """The spans of each note's marks; where numbering starts anew, a mark belongs to the next note of its number."""
    by_number: dict[str, list[int]] = {}
    for index, note in enumerate(begun):
        by_number.setdefault(note.number, []).append(index)
    spans: list[list[Span]] = [[] for _ in begun]
    for number, start, end in _all_marks(text, sections, set(by_number)):
        candidates = by_number.get(number)
        if candidates:
            later = bisect_right([begun[index].start for index in candidates], start)
            spans[candidates[min(later, len(candidates) - 1)]].append(Span(start=start, end=end))
    return [tuple(one) for one in spans]


def _all_marks(text: str, sections: Sequence[Section], numbers: set[str]) -> list[tuple[str, int, int]]:
    body = [section for section in sections if section.kind not in ("notes", "boilerplate")]
    found = [mark for section in body for mark in marks(text, section.start, section.end)]
    if any(number in numbers for number, _, _ in found):
        return found
    return [
        (match[1], match.start(1), match.end(1))
        for section in body
        if section.kind != "list"
        for match in _PLAIN_MARK.finditer(text, section.start, section.end)
    ]


def _cited(words: str, before: Sequence[Note]) -> Cited:
    """What the note cites; "Ibid." and "See note 3" cite what the note meant cites."""
    back = refers_back(words)
    if back is None:
        return cited(words)
    meant = before[-1:] if back == "" else [note for note in before if note.number == back][-1:]
    if not meant:
        return Cited()
    note = meant[0]
    return Cited(author=note.author, title=note.title, publisher=note.publisher, date=note.date)
