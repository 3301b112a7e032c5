"""What could not be read, so that it can be tried again alone: the file, the part of it, and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from backchannel.model import Value


class Skipped(Value, frozen=True):
    """Something that was not read: the file's place and the name it was read under, its part's name, the reason."""

    place: str
    source: str
    name: str
    reason: str


def note(db: sqlite3.Connection, skipped: Skipped) -> None:
    """Note one; the same part of the same file is noted once, with its latest reason."""
    db.execute(
        "INSERT OR REPLACE INTO skipped (place, source, name, reason) VALUES (?, ?, ?, ?)",
        (skipped.place, skipped.source, skipped.name, skipped.reason),
    )


def settle(db: sqlite3.Connection, read: Iterable[str], still: Iterable[Skipped]) -> None:
    """The files at the places ``read`` were gone through to their ends: what is not ``still`` skipped is forgotten."""
    db.executemany("DELETE FROM skipped WHERE place = ?", [(place,) for place in read])
    for one in still:
        note(db, one)


def listed(db: sqlite3.Connection) -> list[Skipped]:
    """All that is noted, by the file's name, the part's, and the place."""
    found = db.execute("SELECT place, source, name, reason FROM skipped ORDER BY source, name, place")
    return [Skipped(place=place, source=source, name=name, reason=reason) for place, source, name, reason in found]


def drop_named(db: sqlite3.Connection, words: Iterable[str]) -> None:
    """Take out what names one of ``words``: a document of this name was forgotten."""
    for word in words:
        db.execute("DELETE FROM skipped WHERE instr(name, ?) OR instr(source, ?) OR instr(place, ?)", (word,) * 3)


def drop_if(db: sqlite3.Connection, says: Callable[[str], bool]) -> int:
    """Take out what ``says`` something in its place, name or reason that is to go; how many."""
    gone = [s for s in listed(db) if any(map(says, (s.place, s.source, s.name, s.reason)))]
    db.executemany("DELETE FROM skipped WHERE place = ? AND name = ?", [(s.place, s.name) for s in gone])
    return len(gone)
