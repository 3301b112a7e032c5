"""Forgetting a document: its text, claims, findings, index entries and the decisions that quote it.

SQLite leaves what it deletes in free pages, in the write-ahead log and in the full-text index's older segments;
each is dealt with here, and a test searches the bytes of the files.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from backchannel.errors import LedgerWriteError
from backchannel.ledger import documents, findings, redacted, runs, search, skips, view
from backchannel.model import Decision, encode
from backchannel.model.links import called

_GONE = "forgotten"
_ID = 64  # hexadecimal digits of a SHA-256
_OTHERS = ("translation_of", "corrects", "retracts", "release_of")
"""Fields of a document's metadata that name another document."""


def remove(db: sqlite3.Connection, key: int, at: str | None) -> None:
    """Take the document out with all that repeats its words, and keep a mark without content (none without ``at``).

    Findings that rest on its claims go too (the rest of the claims give new ones), and what other documents' records
    say of it by name. :func:`scrub` must follow when the transaction is done.
    """
    id_, names = _names(db, key)
    texts = {text for text in texts_of(db, key) if not is_elsewhere(db, text, key)}
    claims = [c for (c,) in db.execute("SELECT DISTINCT id FROM claims WHERE document = ? ORDER BY id", (key,))]
    _mark(db, key, id_, at)
    _remove_decisions(db, texts)
    remove_findings(db, key)
    search.drop_document(db, key)
    db.execute("DELETE FROM documents WHERE key = ?", (key,))
    _strip_pairs(db, claims)
    db.execute("DELETE FROM versions WHERE newer = ? OR older = ?", (id_, id_))
    for other in documents.mark_current(db):
        view.refresh(db, other)
    rename_mentions(db, dict.fromkeys((id_, *names)))
    skips.drop_named(db, names)
    findings.claims_changed(db)
    note_unscrubbed(db)


def _names(db: sqlite3.Connection, key: int) -> tuple[str, list[str]]:
    id_ = db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()[0]
    return id_, [n for (n,) in db.execute("SELECT name FROM copies WHERE document = ?", (key,))]


def _mark(db: sqlite3.Connection, key: int, id_: str, at: str | None) -> None:
    """A redacted document's file has another id, of which nothing was kept: it is known by its place."""
    if at is None:
        return
    marks = [runs.mark(id_)]
    if redacted.drop(db, id_):
        marks += [runs.mark(s) for (s,) in db.execute("SELECT source FROM copies WHERE document = ?", (key,))]
    db.executemany("INSERT OR REPLACE INTO forgotten VALUES (?, ?)", [(mark, at) for mark in marks])


def texts_of(db: sqlite3.Connection, key: int) -> set[str]:
    """Digests of the document's text and of the texts that its readings were made of."""
    texts = (
        "SELECT text_digest FROM documents WHERE key = ?1 UNION SELECT text_digest FROM readings WHERE document = ?1"
    )
    return {t for (t,) in db.execute(texts, (key,))}


def is_elsewhere(db: sqlite3.Connection, text: str, key: int | None = None) -> bool:
    """Whether a document (other than that with this key) has or had this text."""
    found = db.execute(
        "SELECT 1 FROM documents WHERE text_digest = ?1 AND key IS NOT ?2 UNION ALL"
        " SELECT 1 FROM readings WHERE text_digest = ?1 AND document IS NOT ?2",
        (text, key),
    )
    return found.fetchone() is not None


def _remove_decisions(db: sqlite3.Connection, texts: Iterable[str]) -> None:
    """Decisions on claims of these texts, or on pairs with one of them: both quote, and may reason about, the text."""
    for text in sorted(texts):
        db.execute("DELETE FROM decisions WHERE id IN (SELECT decision FROM anchors WHERE text_digest = ?)", (text,))


def remove_findings(db: sqlite3.Connection, key: int) -> None:
    """Take out the findings that rest on claims of the document, or name it as an origin, with their past."""
    gone = {
        k
        for (k,) in db.execute(
            "SELECT DISTINCT f.id FROM findings f JOIN finding_claims x ON x.finding = f.key"
            " JOIN claims c ON c.id = x.claim WHERE c.document = ?",
            (key,),
        )
    }
    id_ = db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()[0]
    gone |= {k for (k,) in db.execute("SELECT id FROM findings WHERE instr(record, ?)", (id_.encode(),))}
    findings.forget(db, gone)


def _strip_pairs(db: sqlite3.Connection, claims: Iterable[str]) -> None:
    """Decisions that name a claim which is gone, without an anchor of it."""
    named = set(claims) - {c for (c,) in db.execute("SELECT DISTINCT id FROM claims")} if claims else set()
    for id_, record in db.execute("SELECT id, record FROM decisions WHERE kind IN ('same_matter', 'different_matter')"):
        decision = msgspec.json.decode(record, type=Decision)
        if {decision.claim, decision.other} & named:
            db.execute("DELETE FROM decisions WHERE id = ?", (id_,))


def rename_mentions(db: sqlite3.Connection, new: Mapping[str, str | None]) -> None:
    """Put a document's new names and id in the place of the old ones (None: nothing), in other records.

    Those are the records of runs, where a name may stand within other words, and what other documents say they are
    part of, correct or translate. Names of files can say what is in them.
    """
    if not new:
        return
    words = sorted(new, key=len, reverse=True)

    def said(text: str) -> str:
        return next((new[w] or _GONE for w in words if w in text), text)

    clean_runs(db, said)
    for key, name, record in db.execute("SELECT document, name, record FROM copies").fetchall():
        document = documents.decode_document(record)
        metadata, part_of = document.metadata, document.part_of
        renamed = {f: _renamed(getattr(metadata, f), new) for f in _OTHERS}
        made = msgspec.structs.replace(
            document, metadata=msgspec.structs.replace(metadata, **renamed), part_of=_renamed(part_of, new)
        )
        if made != document:
            db.execute("UPDATE copies SET record = ? WHERE document = ? AND name = ?", (encode(made), key, name))
            documents.settle(db, key)


def _renamed(said: str | None, new: Mapping[str, str | None]) -> str | None:
    """What names another document (by name, with or without folder and ending, or by an id's beginning), renamed."""
    for was, now in new.items():
        begins = len(was) == _ID and len(said or "") >= documents.SHORTEST_PREFIX and was.startswith(said or "")
        if begins or said in called(was):
            return now
    return said


def clean_runs(db: sqlite3.Connection, clean: Callable[[str], str]) -> int:
    """Clean every string of the records of runs; how many records were other afterwards."""
    changed = 0
    for id_, record in db.execute("SELECT id, record FROM runs").fetchall():
        before = msgspec.json.decode(record)
        after = cleaned(before, clean)
        if after != before:
            db.execute("UPDATE runs SET record = ? WHERE id = ?", (encode(after), id_))
            changed += 1
    return changed


def cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    """A record (of JSON) with each of its strings, keys too, cleaned."""
    if isinstance(value, dict):
        return {clean(k): cleaned(v, clean) for k, v in value.items()}
    if isinstance(value, list):
        return [cleaned(v, clean) for v in value]
    return clean(value) if isinstance(value, str) else value


def note_unscrubbed(db: sqlite3.Connection) -> None:
    """Note, in the transaction that removes, that :func:`scrub` has to follow: a kill may come between."""
    db.execute("UPDATE state SET value = 1 WHERE name = 'unscrubbed'")


def unscrubbed(db: sqlite3.Connection) -> bool:
    """Whether something went of which free pages, index or log may still hold words."""
    return bool(db.execute("SELECT value FROM state WHERE name = 'unscrubbed'").fetchone()[0])


def scrub(db: sqlite3.Connection, path: Path) -> None:
    """Clear deleted words from index, free pages and write-ahead log; outside of any transaction.

    Raises ``LedgerWriteError`` where another process holds the file open in a way that keeps the log alive.
    """
    note_unscrubbed(db)
    rewrite(db)
    _cut_log(db, path)
    db.execute("UPDATE state SET value = 0 WHERE name = 'unscrubbed'")


def rewrite(db: sqlite3.Connection) -> None:
    """Merge the index into one segment and write the file anew, without what was deleted."""
    for table in ("search_words", "search_parts"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    db.execute("PRAGMA temp_store = FILE")  # the file is rewritten without the forgotten words; memory may not hold it
    try:
        db.execute("VACUUM")
    finally:
        db.execute("PRAGMA temp_store = MEMORY")


def _cut_log(db: sqlite3.Connection, path: Path) -> None:
    if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise LedgerWriteError(
            f"it is gone from {path}, but another process is using the file, and its write-ahead log may still hold"
            " words; when that process has ended, give the same command again to clear them."
        )
