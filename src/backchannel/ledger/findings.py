"""Findings in the ledger: derived from claims, replaced as a whole, with a lineage that lasts."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from backchannel.errors import InputError, UnknownId
from backchannel.ledger import documents, filters, rows, search
from backchannel.ledger.filters import ClaimFilter
from backchannel.model import Finding, encode

decode_finding = msgspec.json.Decoder(Finding).decode


def claims_state(db: sqlite3.Connection) -> int:
    """A number that grows with every change of claims or decisions; it never leaves the file."""
    return int(db.execute("SELECT value FROM state WHERE name = 'claims'").fetchone()[0])


def claims_changed(db: sqlite3.Connection) -> None:
    """Note that the findings no longer rest on the claims as they are."""
    db.execute("UPDATE state SET value = value + 1 WHERE name = 'claims'")


def stale(db: sqlite3.Connection) -> bool:
    """Whether claims or decisions changed since the findings were made."""
    done = db.execute("SELECT value FROM state WHERE name = 'findings'").fetchone()[0]
    return claims_state(db) != int(done)


def replace(db: sqlite3.Connection, findings: Iterable[Finding], as_of: int | None) -> None:
    """Put these findings in the place of all there are.

    A finding that shares claims with one that goes continues it (``before``); one that stays keeps its own past.
    ``as_of`` is :func:`claims_state` at the time the claims were taken out, by default now.
    """
    old_of_claim: dict[str, list[str]] = defaultdict(list)
    for claim, old in db.execute(
        "SELECT x.claim, f.id FROM finding_claims x JOIN findings f ON f.key = x.finding ORDER BY f.id"
    ):
        old_of_claim[claim].append(old)
    search.drop_findings(db)
    db.execute("DELETE FROM findings")
    fresh = sorted({f.id: f for f in findings}.values(), key=lambda f: f.id)
    for finding in fresh:
        before = {old for c in finding.claims for old in old_of_claim.get(c, ())} | set(finding.before)
        note_lineage(db, finding.id, before)
    insert(db, fresh)
    db.execute("UPDATE state SET value = ? WHERE name = 'findings'", (claims_state(db) if as_of is None else as_of,))


def note_lineage(db: sqlite3.Connection, finding: str, before: Iterable[str]) -> None:
    """Note which findings this one continues."""
    db.executemany(
        "INSERT OR IGNORE INTO lineage VALUES (?, ?)", [(finding, b) for b in sorted(before) if b != finding]
    )


def discard(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Take out the findings with these ids, where they are."""
    for id_ in ids:
        row = db.execute("SELECT key FROM findings WHERE id = ?", (id_,)).fetchone()
        if row:
            search.drop_finding(db, row[0])
            db.execute("DELETE FROM findings WHERE key = ?", row)


def forget(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Take out the findings with these ids and all they continue: an id is a digest of the claims it was made of."""
    gone = set(ids)
    discard(db, sorted(gone))
    for id_ in with_past(db.execute("SELECT finding, before FROM lineage"), gone):
        db.execute("DELETE FROM lineage WHERE finding = ?1 OR before = ?1", (id_,))


def with_past(lineage: Iterable[tuple[str, str]], ids: set[str]) -> set[str]:
    """The ids with those of all findings that these continue."""
    before: dict[str, list[str]] = defaultdict(list)
    for finding, old in lineage:
        before[finding].append(old)
    return ids.union(*(documents.reach(before, id_) for id_ in ids))


def insert(db: sqlite3.Connection, findings: Sequence[Finding]) -> None:
    """Put findings in as rows, searchable."""
    first = rows.next_key(db, "findings")
    for key, finding in enumerate(findings, first):
        start, end = rows.days(finding.when) or (None, None)
        record = encode(msgspec.structs.replace(finding, before=()))
        db.execute(
            "INSERT INTO findings (key, id, kind, act, domain, first, last, covert, record)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, finding.id, finding.kind, finding.act, finding.domain, start, end, finding.covert, record),
        )
        db.executemany("INSERT OR IGNORE INTO finding_claims VALUES (?, ?)", [(key, c) for c in finding.claims])
        db.executemany("INSERT OR IGNORE INTO finding_countries VALUES (?, ?)", [(c, key) for c in finding.countries])
    search.index_findings(db, enumerate(findings, first))


def select(db: sqlite3.Connection, parties: Sequence[str], wanted: ClaimFilter) -> list[Finding]:
    """The findings asked for, by time (undated last) and id."""
    condition = filters.of_findings(db, parties, wanted)
    found = db.execute(
        f"SELECT f.id, f.record FROM findings f WHERE {condition} ORDER BY f.first IS NULL, f.first, f.last, f.id",
        condition.values,
    ).fetchall()
    return [_with_past(db, id_, record) for id_, record in found]


def _with_past(db: sqlite3.Connection, id_: str, record: bytes) -> Finding:
    before = db.execute("SELECT before FROM lineage WHERE finding = ? ORDER BY before", (id_,))
    return msgspec.structs.replace(decode_finding(record), before=tuple(b for (b,) in before))


def one(db: sqlite3.Connection, id_: str) -> Finding:
    """The finding with this id or unique beginning of an id, or the one that continues it.

    Raises ``UnknownId`` where there is none and ``InputError`` where there are several.
    """
    found = db.execute("SELECT id, record FROM findings WHERE id = ?", (id_,)).fetchall()
    if not found and len(id_) >= documents.SHORTEST_PREFIX:
        found = db.execute("SELECT id, record FROM findings WHERE id >= ? AND id < ?", (id_, id_ + "\x7f")).fetchall()
    if not found:
        found = db.execute(
            "SELECT f.id, f.record FROM lineage l JOIN findings f ON f.id = l.finding WHERE l.before = ? ORDER BY f.id",
            (id_,),
        ).fetchall()
    if not found:
        raise UnknownId(f"no finding {id_!r} in this ledger; `backchannel findings` lists them.")
    if len(found) > 1:
        raise InputError(
            f"{id_!r} stands for several findings: {', '.join(i for i, _ in found[:5])}; give one of them."
        )
    return _with_past(db, *found[0])
