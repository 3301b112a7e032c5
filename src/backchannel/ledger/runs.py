"""Runs of the program and documents forgotten: what is kept about the work, apart from its results."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

import msgspec

from backchannel.model import Value, digest, encode
from backchannel.model.value import fingerprint


class Run(Value, frozen=True):
    """One run of the program: when it started and whatever it noted (versions, counts, settings) as JSON."""

    id: str
    started: str
    record: dict[str, Any]


def store(db: sqlite3.Connection, started: str, record: Mapping[str, object]) -> Run:
    """Keep a run; the same run twice is one."""
    run = Run(id=fingerprint("run", started, record), started=started, record=dict(record))
    db.execute("INSERT OR REPLACE INTO runs VALUES (?, ?, ?)", (run.id, started, encode(run.record)))
    return run


def listed(db: sqlite3.Connection) -> list[Run]:
    """All runs by time and id."""
    found = db.execute("SELECT id, started, record FROM runs ORDER BY started, id")
    return [Run(id=id_, started=started, record=msgspec.json.decode(record)) for id_, started, record in found]


def mark(known_by: str) -> str:
    """What is kept of a forgotten document: a digest of its id (or its place), which says nothing of what was in it."""
    return digest(f"forgotten {known_by}")


def forgotten_at(db: sqlite3.Connection, *known_by: str) -> str | None:
    """When the document with this id or place was forgotten, or None."""
    marks = ", ".join("?" * len(known_by))
    row = db.execute(f"SELECT max(at) FROM forgotten WHERE mark IN ({marks})", [mark(k) for k in known_by]).fetchone()
    return row[0] if row else None


def remembered(db: sqlite3.Connection, *known_by: str) -> None:
    """The document with this id or place is there again."""
    db.executemany("DELETE FROM forgotten WHERE mark = ?", [(mark(k),) for k in known_by])
