"""Documents of which something was taken out: when, at how many places, and how their originals are known again.

A digest of what was taken out, or of the original, would let anybody try names until one fits. So nothing of it is
kept: an original is known by the words *around* the marks, which anything may stand between, and by the place its file
had.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from backchannel.ledger.names import MARK, Places
from backchannel.ledger.shifting import Shift
from backchannel.model import Document, Value, encode
from backchannel.model.value import fingerprint

LEAST = 40
"""Characters around the marks by which an original is known; with fewer any text might pass for it."""

_LEAD = 64


class Redacted(Value, frozen=True):
    """That something was taken out of a document: when, and at how many places; not what."""

    document: str
    name: str
    at: str
    places: int


class Original(NamedTuple):
    """A text known as the original of a document here, and the places of it that are marks there."""

    document: str
    places: Places


_WARNING = "what the keeper of the ledger had taken out reads "


def _marks(db: sqlite3.Connection, old: str, shift: Shift) -> list[int]:
    """Where the marks stand in the new text: those of before that are still there, and the new ones."""
    row = db.execute("SELECT marks FROM redacted WHERE document = ?", (old,)).fetchone()
    before = [(m, m + len(MARK)) for m in msgspec.json.decode(row[0])] if row else []
    return sorted({*(shift.start(s) for s, e in before if not shift.touched(s, e)), *shift.marks})


def warning(db: sqlite3.Connection, old: str, shift: Shift) -> str:
    """What the document's own record says of it: originals may have marks of the same form from other hands."""
    return f"{_WARNING}{MARK} ({len(_marks(db, old, shift))} in the text)"


def is_warning(said: str) -> bool:
    """Whether this is such a sentence."""
    return said.startswith(_WARNING)


def note(db: sqlite3.Connection, old: str, new: Document, shift: Shift, places: int, at: str) -> None:
    """Keep that something was taken out of what is now ``new``, and where its marks stand; ``old`` is its id before."""
    marks = _marks(db, old, shift)
    db.execute("DELETE FROM redacted WHERE document = ?", (old,))
    length = min([*marks[:1], _LEAD, len(new.text)])
    lead = fingerprint(new.text[:length])
    db.execute("INSERT OR REPLACE INTO redacted VALUES (?, ?, ?, ?)", (new.id, length, lead, encode(marks)))
    db.execute("UPDATE OR REPLACE redactions SET document = ? WHERE document = ?", (new.id, old))
    db.execute("INSERT OR REPLACE INTO redactions VALUES (?, ?, ?)", (new.id, at, places))


def drop(db: sqlite3.Connection, document: str) -> bool:
    """Take the records of a document out; whether there were any."""
    db.execute("DELETE FROM redactions WHERE document = ?", (document,))
    return db.execute("DELETE FROM redacted WHERE document = ?", (document,)).rowcount > 0


def listed(db: sqlite3.Connection) -> list[Redacted]:
    """All records by time and document."""
    found = db.execute(
        "SELECT r.document, coalesce(d.name, ''), r.at, r.places FROM redactions r"
        " LEFT JOIN documents d ON d.id = r.document ORDER BY r.at, r.document"
    )
    return [Redacted(document=d, name=n, at=a, places=p) for d, n, a, p in found]


def at_last(db: sqlite3.Connection, document: str) -> str | None:
    """When something was taken out of the document with this id for the last time, or None."""
    row = db.execute("SELECT max(at) FROM redactions WHERE document = ?", (document,)).fetchone()
    return row[0] if row else None


def at_for(db: sqlite3.Connection, document: Document, source: str | None) -> str | None:
    """When something was taken out of the document here that this one, from a file, is or was the original of."""
    at = at_last(db, document.id)
    if at is None and (known := original(db, document.id, document.text)):
        at = at_last(db, known.document)
    if at is None and (
        there := from_place(db, document.id, fingerprint(source if source is not None else document.name))
    ):
        at = at_last(db, there)
    return at


def original(db: sqlite3.Connection, id_: str, text: str) -> Original | None:
    """The document here that this text is the original of; None where there is none, or it is that document."""
    lengths = [n for (n,) in db.execute("SELECT DISTINCT length FROM redacted")]
    for length in lengths:
        found = db.execute(
            "SELECT r.document, r.marks, d.text FROM redacted r JOIN documents d ON d.id = r.document"
            " WHERE r.length = ? AND r.lead = ? AND r.document <> ?",
            (length, fingerprint(text[:length]), id_),
        ).fetchall()
        for document, marks, redacted in found:
            places = between(redacted, msgspec.json.decode(marks), text) if text != redacted else None
            if places:
                return Original(document, places)
    return None


def between(redacted: str, marks: Sequence[int], text: str) -> Places | None:
    """What stands in ``text`` in place of the marks of ``redacted``; None where it is not the same text around them."""
    edges = [0, *(edge for m in marks for edge in (m, m + len(MARK))), len(redacted)]
    pieces = [redacted[start:end] for start, end in list(pairwise(edges))[::2]]
    if not marks or sum(map(len, pieces)) < LEAST or not text.endswith(pieces[-1]):
        return None
    last = len(text) - len(pieces[-1])
    at, places = 0, []
    for n, piece in enumerate(pieces):
        start = last if n == len(pieces) - 1 else text.find(piece, at) if n else 0
        if start < at or not text.startswith(piece, start):
            return None
        if n:
            places.append((at, start))
        at = start + len(piece)
    return places


def from_place(db: sqlite3.Connection, id_: str, source: str) -> str | None:
    """The document here of which something was taken out and whose file had this place (as :func:`note_copy` has it).

    None where it is the document with this id itself.
    """
    row = db.execute(
        "SELECT r.document FROM redacted r JOIN documents d ON d.id = r.document JOIN copies c ON c.document = d.key"
        " WHERE c.source = ? AND r.document <> ? ORDER BY r.document",
        (source, id_),
    ).fetchone()
    return row[0] if row else None


def originals(redacted_in: sqlite3.Connection, other: sqlite3.Connection) -> Iterator[tuple[str, str, Places]]:
    """Documents of the other ledger that are originals of some redacted here: the id here, the one there, the places.

    No places where only names or metadata were taken out: then both have one id.
    """
    if not redacted_in.execute("SELECT 1 FROM redacted").fetchone():
        return
    here = {d for (d,) in redacted_in.execute("SELECT document FROM redacted")}
    there = {d for (d,) in other.execute("SELECT document FROM redacted")}
    for key, id_ in other.execute("SELECT key, id FROM documents ORDER BY id").fetchall():
        if id_ in here:
            if id_ not in there:
                yield id_, id_, []
            continue
        text = other.execute("SELECT text FROM documents WHERE key = ?", (key,)).fetchone()[0]
        if known := original(redacted_in, id_, text):
            yield known.document, id_, known.places


def unite(here: sqlite3.Connection, there: sqlite3.Connection) -> None:
    """Take over the records that the other ledger has."""
    for table, columns in (("redactions", "document, at, places"), ("redacted", "document, length, lead, marks")):
        marks = ", ".join("?" * (columns.count(",") + 1))
        found = there.execute(f"SELECT {columns} FROM {table}").fetchall()
        here.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", found)


def unlike(db: sqlite3.Connection) -> tuple[str, ...]:
    """Names that several redacted documents have that are in force: forms of one, redacted differently."""
    found = db.execute(
        "SELECT c.name FROM redacted r JOIN documents d ON d.id = r.document JOIN copies c ON c.document = d.key"
        " WHERE d.current GROUP BY c.name HAVING count(*) > 1 ORDER BY c.name"
    )
    return tuple(name for (name,) in found)
