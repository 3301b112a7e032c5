"""Readings in the ledger: what one reader made of one text; several side by side, one of them current."""

from __future__ import annotations

import re
import sqlite3

import msgspec

from backchannel.ledger import rows
from backchannel.model import Claim, Reading, digest, encode

decode_reading = msgspec.json.Decoder(Reading).decode

IMPORTED = "import"
"""The version of readings that others made. Where a person has put one in force it stays so when the text is read."""


def store(
    db: sqlite3.Connection, document: int, reading: Reading, *, current: bool = True, over_imported: bool = True
) -> bool:
    """Put the reading in and make it the current one, or leave it beside that; false where that is how it was.

    One that replaces the current one, by having its identity, is current too. Unless ``over_imported``, an imported
    reading of the same text that is current stays so.
    """
    if not over_imported and imported_in_force(db, document, reading.text_digest):
        current = False
    digest_ = digest(encode(reading))
    row = db.execute(
        "SELECT key, digest, current FROM readings WHERE document = ? AND id = ?", (document, reading.id)
    ).fetchone()
    if row and row[1] == digest_:
        if row[2] or not current:
            return False
        key = int(row[0])
    else:
        if row:
            db.execute("DELETE FROM readings WHERE key = ?", (row[0],))
        key = put(db, document, msgspec.structs.replace(reading, claims=()), digest_)
        rows.insert(db, document, key, reading.claims)
    if current or (row and row[2]):
        db.execute("UPDATE readings SET current = (key = ?) WHERE document = ?", (key, document))
    return True


def imported_in_force(db: sqlite3.Connection, document: int, text_digest: str) -> bool:
    """Whether a person has put an imported reading of this text in force."""
    row = db.execute(
        "SELECT 1 FROM readings WHERE document = ? AND current AND version = ? AND text_digest = ?",
        (document, IMPORTED, text_digest),
    ).fetchone()
    return row is not None


def put(db: sqlite3.Connection, document: int, head: Reading, digest: str, *, derived: bool = False) -> int:
    """Write the reading's own row, not yet current, and return its key; ``head`` is without its claims."""
    cursor = db.execute(
        "INSERT INTO readings (document, id, text_digest, reader, version, record, digest, current, derived)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
        (document, head.id, head.text_digest, head.reader, head.version, encode(head), digest, derived),
    )
    return int(cursor.lastrowid or 0)


def is_current(db: sqlite3.Connection, document: int, reading: str) -> bool:
    """Whether the reading (id) is the current one of the document."""
    row = db.execute("SELECT current FROM readings WHERE document = ? AND id = ?", (document, reading)).fetchone()
    return bool(row and row[0])


def has(db: sqlite3.Connection, document: str, reading: str, name: str | None) -> bool:
    """Whether the document is in force with this as its current reading (and is known under ``name``).

    An imported reading that a person has put in force before it does not count against it.
    """
    row = db.execute(
        "SELECT d.key FROM documents d JOIN readings r ON r.document = d.key"
        " JOIN readings c ON c.document = d.key AND c.current"
        " WHERE d.id = ? AND d.current AND r.id = ? AND (r.current OR c.version = ? AND c.text_digest = r.text_digest)",
        (document, reading, IMPORTED),
    ).fetchone()
    if row is None or name is None:
        return row is not None
    return db.execute("SELECT 1 FROM copies WHERE document = ? AND name = ?", (row[0], name)).fetchone() is not None


def listed(db: sqlite3.Connection, document: int, *, claims: bool) -> list[Reading]:
    """The readings of a document, the current one first, then by id; with their claims as they were read."""
    found = db.execute(
        "SELECT key, record FROM readings WHERE document = ? AND NOT derived ORDER BY current DESC, id", (document,)
    ).fetchall()
    return [
        msgspec.structs.replace(decode_reading(record), claims=claims_of(db, key) if claims else ())
        for key, record in found
    ]


def current(db: sqlite3.Connection, document: int) -> Reading:
    """The document's current reading, with its claims as the reader left them."""
    key, record = db.execute("SELECT key, record FROM readings WHERE document = ? AND current", (document,)).fetchone()
    return msgspec.structs.replace(decode_reading(record), claims=claims_of(db, key))


def of_claims(db: sqlite3.Connection, document: str, reader: str | None, reading: str | None) -> dict[str, Reading]:
    """Which reading each claim of a document is from, by the claim's id: the one in force where several have it.

    With ``reader`` or ``reading`` (id) only those of that are told. The readings are without their claims.
    """
    found = db.execute(
        "SELECT c.id, r.record FROM documents d JOIN claims c ON c.document = d.key"
        " JOIN readings r ON r.key = c.reading"
        " WHERE d.id = ?1 AND (?2 IS NULL OR r.reader = ?2) AND (?3 IS NULL OR r.id = ?3)"
        " ORDER BY c.face & 2, r.id DESC",
        (document, reader, reading),
    )
    return {claim: decode_reading(record) for claim, record in found}


def claims_of(db: sqlite3.Connection, reading: int) -> tuple[Claim, ...]:
    """The claims of a reading as the reader left them, in its order."""
    found = db.execute("SELECT record FROM claims WHERE reading = ? AND NOT derived ORDER BY key", (reading,))
    return tuple(rows.decode_claim(record) for (record,) in found)


def version_order(version: str) -> tuple[tuple[int, str], ...]:
    """A version as something to compare: numbers by value, so that 0.10 comes after 0.9."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|[^\d.]+", version))


def choose_current(db: sqlite3.Connection, document: int, candidates: list[str]) -> None:
    """Of readings that are current in different ledgers, make the one of the newest version current.

    An imported one goes before all, for a person has put it in force. Ties fall to the reader's name and the reading's
    id, so the choice does not depend on the order of merging.
    """
    marks = ", ".join("?" * len(candidates))
    found = db.execute(
        f"SELECT key, version, reader, id FROM readings WHERE document = ? AND id IN ({marks})", (document, *candidates)
    ).fetchall()
    best = max(found, key=lambda row: (row[1] == IMPORTED, version_order(row[1]), row[2], row[3]))
    db.execute("UPDATE readings SET current = (key = ?) WHERE document = ?", (best[0], document))
