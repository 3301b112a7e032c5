"""Claims as rows: one self-contained record each, and beside it the columns that are searched by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import combinations

import msgspec

from backchannel.errors import DocumentError
from backchannel.model import Claim, When, encode, first_day, last_day

AS_READ = 1
DECIDED = 2
BOTH = AS_READ | DECIDED

decode_claim = msgspec.json.Decoder(Claim).decode

_CLAIM = (
    "INSERT INTO claims (key, id, document, reading, start, end, kind, act, domain, certainty, polarity, covert,"
    " first, last, face, derived, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ACTOR = "INSERT INTO claim_actors (claim, n, role, country, name, type) VALUES (?, ?, ?, ?, ?, ?)"
_DYAD = "INSERT INTO dyads (one, two, claim) VALUES (?, ?, ?)"

Row = tuple[object, ...]


def days(when: When) -> tuple[int, int] | None:
    """First and last day of a time as proleptic ordinals; None where it has no start.

    Raises ``ValueError`` where the value names no real day.
    """
    if when.start is None:
        return None
    return first_day(when.start).toordinal(), last_day(when.end or when.start).toordinal()


def next_key(db: sqlite3.Connection, table: str) -> int:
    """The first free integer key; sound only while the write lock is held."""
    return int(db.execute(f"SELECT coalesce(max(key), 0) + 1 FROM {table}").fetchone()[0])


def insert(
    db: sqlite3.Connection,
    document: int,
    reading: int,
    claims: Iterable[Claim],
    *,
    face: int = 0,
    derived: bool = False,
) -> None:
    """Put claims in as rows of one reading. Two claims of one identity are one claim: the first stands.

    Raises ``DocumentError`` where a date names no real day or a text cannot be stored.
    """
    claim_rows: list[Row] = []
    actor_rows: list[Row] = []
    dyad_rows: list[Row] = []
    seen: set[str] = set()
    key = next_key(db, "claims")
    for claim in claims:
        if claim.id in seen:
            continue
        seen.add(claim.id)
        claim_rows.append(_claim_row(key, document, reading, claim, face, derived))
        actor_rows.extend((key, n, a.role, a.country, a.name, a.type) for n, a in enumerate(claim.actors))
        dyad_rows.extend((one, two, key) for one, two in combinations(sorted(claim.countries), 2))
        key += 1
    db.executemany(_CLAIM, claim_rows)
    db.executemany(_ACTOR, actor_rows)
    db.executemany(_DYAD, dyad_rows)


def _claim_row(key: int, document: int, reading: int, claim: Claim, face: int, derived: bool) -> Row:
    try:
        first, last = days(claim.date) or (None, None)
        record = encode(claim)
    except UnicodeEncodeError:
        raise DocumentError(claim.doc, f"claim {claim.id} holds halves of surrogate pairs") from None
    except ValueError as error:
        raise DocumentError(claim.doc, f"claim {claim.id}: {error}") from None
    return (
        key, claim.id, document, reading, claim.start, claim.end, claim.kind, claim.plover, claim.domain,
        claim.certainty, claim.polarity, claim.covert, first, last, face, derived, record,
    )  # fmt: skip
