"""Forgetting a document: its text, claims, findings, index entries and the decisions that quote it.

SQLite leaves what it deletes in free pages, in the write-ahead log and in the full-text index's older segments;
each is dealt with here, and a test searches the bytes of the files.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from backchannel.errors import LedgerWriteError
from backchannel.ledger import documents, findings, runs, search, view
from backchannel.model import Decision, encode

_GONE = "forgotten"


def remove(db: sqlite3.Connection, key: int, at: str) -> None:
    """Take the document out with all that repeats its words, and keep a mark without content.

    Findings that rest on its claims go too (the rest of the claims give new ones). :func:`scrub` must follow when
    the transaction is done.
    """
    id_, name_rows = _names(db, key)
    texts = _own_texts(db, key)
    claims = [c for (c,) in db.execute("SELECT DISTINCT id FROM claims WHERE document = ? ORDER BY id", (key,))]
    _remove_decisions(db, texts)
    _remove_findings(db, key)
    search.drop_document(db, key)
    db.execute("DELETE FROM documents WHERE key = ?", (key,))
    _strip_pairs(db, claims)
    db.execute("DELETE FROM versions WHERE newer = ? OR older = ?", (id_, id_))
    for other in documents.mark_current(db):
        view.refresh(db, other)
    _redact_runs(db, {id_, *name_rows})
    db.execute("INSERT OR REPLACE INTO forgotten VALUES (?, ?)", (runs.mark(id_), at))
    findings.claims_changed(db)


def _names(db: sqlite3.Connection, key: int) -> tuple[str, list[str]]:
    id_ = db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()[0]
    return id_, [n for (n,) in db.execute("SELECT name FROM copies WHERE document = ?", (key,))]


def _own_texts(db: sqlite3.Connection, key: int) -> list[str]:
    """Texts that no other document has: decisions on those quote this document alone."""
    texts = (
        "SELECT text_digest FROM documents WHERE key {0} ? UNION SELECT text_digest FROM readings WHERE document {0} ?"
    )
    own = {t for (t,) in db.execute(texts.format("="), (key, key))}
    return sorted(own - {t for (t,) in db.execute(texts.format("<>"), (key, key))})


def _remove_decisions(db: sqlite3.Connection, texts: Iterable[str]) -> None:
    """Decisions on claims of these texts, or on pairs with one of them: both quote, and may reason about, the text."""
    for text in texts:
        db.execute("DELETE FROM decisions WHERE id IN (SELECT decision FROM anchors WHERE text_digest = ?)", (text,))


def _remove_findings(db: sqlite3.Connection, key: int) -> None:
    gone = [
        k
        for (k,) in db.execute(
            "SELECT DISTINCT f.id FROM findings f JOIN finding_claims x ON x.finding = f.key"
            " JOIN claims c ON c.id = x.claim WHERE c.document = ?",
            (key,),
        )
    ]
    findings.discard(db, gone)


def _strip_pairs(db: sqlite3.Connection, claims: Iterable[str]) -> None:
    """Decisions that name a claim which is gone, without an anchor of it."""
    named = set(claims) - {c for (c,) in db.execute("SELECT DISTINCT id FROM claims")} if claims else set()
    for id_, record in db.execute("SELECT id, record FROM decisions WHERE kind IN ('same_matter', 'different_matter')"):
        decision = msgspec.json.decode(record, type=Decision)
        if {decision.claim, decision.other} & named:
            db.execute("DELETE FROM decisions WHERE id = ?", (id_,))


def _redact_runs(db: sqlite3.Connection, words: set[str]) -> None:
    """Names of files can say what is in them."""
    for id_, record in db.execute("SELECT id, record FROM runs").fetchall():
        before = msgspec.json.decode(record)
        after = _redacted(before, words)
        if after != before:
            db.execute("UPDATE runs SET record = ? WHERE id = ?", (encode(after), id_))


def _redacted(value: Any, words: set[str]) -> Any:
    if isinstance(value, dict):
        return {_redacted(k, words): _redacted(v, words) for k, v in value.items()}
    if isinstance(value, list):
        return [_redacted(v, words) for v in value]
    if isinstance(value, str) and any(w in value for w in words):
        return _GONE
    return value


def scrub(db: sqlite3.Connection, path: Path) -> None:
    """Clear deleted words from index, free pages and write-ahead log; outside of any transaction.

    Raises ``LedgerWriteError`` where another process holds the file open in a way that keeps the log alive.
    """
    for table in ("search_words", "search_parts"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    db.execute("PRAGMA temp_store = FILE")  # the file is rewritten without the forgotten words; memory may not hold it
    try:
        db.execute("VACUUM")
    finally:
        db.execute("PRAGMA temp_store = MEMORY")
    busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise LedgerWriteError(
            f"the document is forgotten, but another process is using {path} and its write-ahead log may still hold"
            " words; when that process has ended, forget any id again to clear them."
        )
