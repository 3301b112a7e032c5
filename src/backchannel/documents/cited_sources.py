"""The sources that a document's notes cite, with what "Ibid.", "op. cit." and short titles leave to earlier notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from backchannel.documents.facts.references import Reference, references
from backchannel.model import Document, Note

_OWN = frozenset({"start", "end", "pages", "back", "secondhand"})
_KEPT = ("archive", "file")
_FAR = 60
"""Works of one surname that are looked through for the one that is meant, the last first."""


class _Known(NamedTuple):
    """What was cited so far: last, by the number of its note, and by each name in its author."""

    last: Reference | None
    by_number: dict[str, tuple[Reference, ...]]
    by_name: dict[str, list[Reference]]


def cited_sources(document: Document) -> tuple[tuple[Reference, ...], ...]:
    """For each note of ``document``, in their order, what it cites; offsets are those of the document's text.

    What a note leaves to an earlier one is filled in from there: all but the pages for "Ibid.", the archive for a
    document that is kept "ibid.", publisher and date for a surname with a title that was given in full before.
    """
    known = _Known(None, {}, {})
    every: list[tuple[Reference, ...]] = []
    for note in document.notes:
        made: list[Reference] = []
        for one in references(note.text):
            filled = _filled(one, known)
            made += [_placed(part, note) for part in filled]
            known = _knowing(known, filled)
        known.by_number[note.number] = tuple(made)
        every.append(tuple(made))
    return tuple(every)


def _placed(one: Reference, note: Note) -> Reference:
    return replace(one, start=one.start + note.start, end=one.end + note.start)


def _knowing(known: _Known, more: Sequence[Reference]) -> _Known:
    for one in more:
        for name in _names(one.author) if one.author and one.title else ():
            known.by_name.setdefault(name, []).append(one)
    return known._replace(last=more[-1]) if more else known


def _names(author: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w’'-]+", author.casefold())


def _filled(one: Reference, known: _Known) -> tuple[Reference, ...]:
    if one.back and one.back.isdecimal():
        meant = known.by_number.get(one.back, ())
        return tuple(replace(m, start=one.start, end=one.end, back=one.back) for m in meant) or (one,)
    if one.back == "ibid":
        return (_like(one, known.last, only=_KEPT if one.title else None) if known.last else one,)
    names = _names(one.author) if one.author else []
    named = known.by_name.get(names[-1], []) if names else []
    earlier = next((other for other in named[: -_FAR - 1 : -1] if _same_work(one, other)), None)
    return (_like(one, earlier) if earlier else one,)


def _same_work(one: Reference, other: Reference) -> bool:
    """Whether the short form of ``one`` means ``other``, of the same surname: by the title's beginning, if any."""
    if not other.title or (one.date and one.date != other.date):
        return False
    return one.back == "op. cit." if one.title is None else other.title.casefold().startswith(one.title.casefold())


def _like(one: Reference, other: Reference, only: Sequence[str] | None = None) -> Reference:
    """``one`` with what it leaves unsaid taken from ``other``; its author and title in the full form."""
    names = only or [name for name in Reference.__struct_fields__ if name not in _OWN]
    unsaid = {name: getattr(other, name) for name in names if getattr(one, name) is None}
    if only is None and other.author:
        unsaid["author"] = other.author
    return replace(one, **unsaid)
