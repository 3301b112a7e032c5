"""Merging ledgers by id: the result does not depend on the order, and merging again changes nothing.

Where two ledgers say different things under one id, a rule that looks at the contents alone chooses: of two readings
that are current, the newer version; of two descriptions of one document, the fuller; of two wordings of one decision,
the later. What one of them has forgotten, both forget; what one has redacted, both have redacted. Everything else is
united.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from backchannel.ledger import (
    decisions,
    documents,
    findings,
    forgetting,
    moving,
    readings,
    redacted,
    redaction,
    rows,
    runs,
    view,
)
from backchannel.ledger.anchors import Anchor
from backchannel.ledger.findings import decode_finding
from backchannel.ledger.moving import Move
from backchannel.ledger.readings import decode_reading
from backchannel.model import Value


class Merged(Value, frozen=True):
    """What came in: documents, readings and decisions that were new; names of documents forgotten with the others.

    ``redacted`` are names of documents of which one ledger had the original and the other a redacted form, which
    stands; ``unlike`` those that the two redacted differently: both forms stand, and each may say what the other hides.
    """

    documents: int = 0
    readings: int = 0
    decisions: int = 0
    forgotten: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()


@dataclass
class _Work:
    """One merge under way: from where, into where, and what came of it."""

    here: sqlite3.Connection
    there: sqlite3.Connection
    touched: set[int] = field(default_factory=set)
    documents: int = 0
    readings: int = 0
    decisions: int = 0
    findings: int = 0
    forgotten: list[str] = field(default_factory=list)
    redacted: list[str] = field(default_factory=list)
    moves: dict[str, Move] = field(default_factory=dict)


def merge(here: sqlite3.Connection, there: sqlite3.Connection) -> Merged:
    """Take in what the other ledger has; within the caller's transaction."""
    work = _Work(here, there)
    gone = _forget(work)
    gone |= _redact(work, gone)
    _take_documents(work, gone)
    _take_decisions(work, gone)
    work.touched.update(documents.mark_current(here))
    for key in sorted(work.touched):
        view.refresh(here, key)
    _take_findings(work, gone)
    _take_runs(work, gone)
    if work.touched or work.decisions or work.findings or work.forgotten or work.redacted:
        findings.claims_changed(here)
    return Merged(
        documents=work.documents,
        readings=work.readings,
        decisions=work.decisions,
        forgotten=tuple(sorted(work.forgotten)),
        redacted=tuple(sorted(work.redacted)),
        unlike=redacted.unlike(here),
    )


def _forget(work: _Work) -> set[str]:
    """Unite the marks of what was forgotten, forget it here, and return the ids to leave out over there."""
    marks = dict(work.here.execute("SELECT mark, at FROM forgotten"))
    for mark, at in work.there.execute("SELECT mark, at FROM forgotten").fetchall():
        if mark not in marks or at < marks[mark]:
            marks[mark] = at
            work.here.execute("INSERT OR REPLACE INTO forgotten VALUES (?, ?)", (mark, at))
    for key, id_, name in work.here.execute("SELECT key, id, name FROM documents").fetchall():
        if (at := marks.get(runs.mark(id_))) is not None:
            forgetting.remove(work.here, key, at)
            work.forgotten.append(name)
    return {id_ for (id_,) in work.there.execute("SELECT id FROM documents") if runs.mark(id_) in marks}


def _redact(work: _Work, forgotten: set[str]) -> set[str]:
    """Redact here what is redacted over there, and return the ids over there of what is redacted here."""
    for there, here, places in redacted.originals(work.there, work.here):
        key = work.there.execute("SELECT key FROM documents WHERE id = ?", (there,)).fetchone()[0]
        mine = work.here.execute("SELECT key, name FROM documents WHERE id = ?", (here,)).fetchone()
        planned = redaction.like(work.here, mine[0], places)
        if planned and there not in forgotten:
            reading = readings.current(work.there, key)
            redaction.carry_out(work.here, planned, reading, redacted.at_last(work.there, there) or "")
            work.redacted.append(mine[1])
    left_out = set()
    for here, there, places in redacted.originals(work.here, work.there):
        key, name = work.there.execute("SELECT key, name FROM documents WHERE id = ?", (there,)).fetchone()
        planned = redaction.like(work.there, key, places)
        if planned and there not in forgotten:
            mine = work.here.execute("SELECT key FROM documents WHERE id = ?", (here,)).fetchone()[0]
            claims = readings.current(work.here, mine).claims
            move = Move(planned.shift, planned.clean, documents.full(work.here, mine), claims)
            work.moves.update(dict.fromkeys(forgetting.texts_of(work.there, key), move))
            work.redacted.append(name)
        left_out.add(there)
    redacted.unite(work.here, work.there)
    return left_out


def _take_runs(work: _Work, gone: set[str]) -> None:
    """Records of runs, and what documents say of each other, without the names of documents that were left out."""
    marks = ", ".join("?" * len(gone))
    names = {
        name
        for (name,) in work.there.execute(
            f"SELECT c.name FROM copies c JOIN documents d ON d.key = c.document WHERE d.id IN ({marks})", sorted(gone)
        )
    }
    work.here.executemany(
        "INSERT OR IGNORE INTO runs VALUES (?, ?, ?)",
        work.there.execute("SELECT id, started, record FROM runs").fetchall(),
    )
    kept = {name for (name,) in work.here.execute("SELECT name FROM copies")}
    if away := (names | gone) - kept:
        forgetting.rename_mentions(work.here, dict.fromkeys(away))


def _take_documents(work: _Work, gone: set[str]) -> None:
    found = work.there.execute("SELECT key, id, text_digest FROM documents ORDER BY id").fetchall()
    for there, id_, text_digest in found:
        if id_ not in gone:
            _take_document(work, there, id_, text_digest)
    known = set(work.here.execute("SELECT newer, older FROM versions"))
    for newer, older in work.there.execute("SELECT newer, older FROM versions ORDER BY newer, older").fetchall():
        if (newer, older) not in known and not {newer, older} & gone:
            work.here.execute("INSERT INTO versions VALUES (?, ?)", (newer, older))
            text = work.here.execute("SELECT text_digest FROM documents WHERE id = ?", (older,)).fetchone()[0]
            work.touched.update(view.documents_with(work.here, text))


def _take_document(work: _Work, there: int, id_: str, text_digest: str) -> None:
    row = work.here.execute("SELECT key FROM documents WHERE id = ?", (id_,)).fetchone()
    if row is None:
        text = work.there.execute("SELECT text FROM documents WHERE key = ?", (there,)).fetchone()[0]
        key = documents.insert(work.here, id_, text_digest, text)
        work.documents += 1
    else:
        key = int(row[0])
    before = _description(work.here, key)
    _take_readings(work, there, key)
    current = work.here.execute("SELECT text_digest FROM readings WHERE document = ? AND current", (key,)).fetchone()[0]
    mine = work.here.execute("SELECT text_digest FROM documents WHERE key = ?", (key,)).fetchone()[0]
    if current != mine and current == text_digest:
        text = work.there.execute("SELECT text FROM documents WHERE key = ?", (there,)).fetchone()[0]
        documents.set_text(work.here, key, text_digest, text)
    for name, source, record in work.there.execute(
        "SELECT name, source, record FROM copies WHERE document = ? ORDER BY name", (there,)
    ).fetchall():
        _take_copy(work.here, key, name, source, record)
    documents.settle(work.here, key)
    if _description(work.here, key) != before:
        work.touched.add(key)


def _description(db: sqlite3.Connection, key: int) -> list[tuple[object, ...]]:
    return db.execute(
        "SELECT d.text_digest, d.record, r.key FROM documents d"
        " LEFT JOIN readings r ON r.document = d.key AND r.current WHERE d.key = ?",
        (key,),
    ).fetchall()


def _take_copy(db: sqlite3.Connection, key: int, name: str, source: str, record: bytes) -> None:
    mine = db.execute("SELECT source, record FROM copies WHERE document = ? AND name = ?", (key, name)).fetchone()
    if mine:
        digest = db.execute("SELECT text_digest FROM documents WHERE key = ?", (key,)).fetchone()[0]
        source = max(source, mine[0])
        record = max(record, mine[1], key=lambda r: documents.fullness(r, digest))
    documents.note_copy(db, key, name, source, record)


def _take_readings(work: _Work, there: int, key: int) -> None:
    mine = dict(work.here.execute("SELECT id, digest FROM readings WHERE document = ? AND NOT derived", (key,)))
    candidates = _current(work.here, key)
    for reading, id_, digest, record in work.there.execute(
        "SELECT key, id, digest, record FROM readings WHERE document = ? AND NOT derived ORDER BY id", (there,)
    ).fetchall():
        if id_ not in mine or digest > mine[id_]:
            work.here.execute("DELETE FROM readings WHERE document = ? AND id = ?", (key, id_))
            new = readings.put(work.here, key, decode_reading(record), digest)
            rows.insert(work.here, key, new, readings.claims_of(work.there, reading))
            work.readings += id_ not in mine
            work.touched.add(key)
    candidates += _current(work.there, there)
    readings.choose_current(work.here, key, candidates)


def _current(db: sqlite3.Connection, key: int) -> list[str]:
    return [id_ for (id_,) in db.execute("SELECT id FROM readings WHERE document = ? AND current", (key,))]


def _take_decisions(work: _Work, gone: set[str]) -> None:
    left_out = _texts_of(work.there, gone)
    for id_, record in work.there.execute("SELECT id, record FROM decisions ORDER BY id").fetchall():
        anchors = {
            side: Anchor(*place)
            for side, *place in work.there.execute(
                "SELECT side, text_digest, start, end, quote, claim FROM anchors WHERE decision = ?", (id_,)
            )
        }
        decision, other = decisions.decode_decision(record), anchors.get(1)
        moves = {side: work.moves[a.text_digest] for side, a in anchors.items() if a.text_digest in work.moves}
        if moves:
            was = {side: view.as_it_was(work.there, anchors[side].claim) for side in moves}
            made = moving.move_decision(decision, anchors, moves, was)
            if made is None:
                continue
            decision, other = made
            anchors = {0: decisions.place(decision), **({1: other} if other else {})}
        elif any(a.text_digest in left_out for a in anchors.values()):
            continue
        stored = decisions.store(work.here, decision, other)
        if stored:
            work.decisions += stored == "new"
            for anchor in anchors.values():
                work.touched.update(view.documents_with(work.here, anchor.text_digest))


def _texts_of(db: sqlite3.Connection, ids: set[str]) -> set[str]:
    """Texts that only these documents have."""
    found = db.execute(
        "SELECT id, text_digest FROM documents UNION"
        " SELECT d.id, r.text_digest FROM readings r JOIN documents d ON d.key = r.document"
    ).fetchall()
    return {t for i, t in found if i in ids} - {t for i, t in found if i not in ids}


def _take_findings(work: _Work, gone: set[str]) -> None:
    """Both ledgers' findings are kept until new ones are made of all claims, so that these continue both."""
    marks = ", ".join("?" * len(gone))
    left_out = {
        c
        for (c,) in work.there.execute(
            f"SELECT c.id FROM claims c JOIN documents d ON d.key = c.document WHERE d.id IN ({marks})", sorted(gone)
        )
    }
    mine = dict(work.here.execute("SELECT id, record FROM findings"))
    fresh, hidden = [], set[str]()
    for id_, record in work.there.execute("SELECT id, record FROM findings ORDER BY id"):
        finding = decode_finding(record)
        if left_out.intersection(finding.claims) or any(o.document in gone for o in finding.origins):
            hidden.add(id_)
        elif record > mine.get(id_, b""):
            fresh.append(finding)
    findings.discard(work.here, [f.id for f in fresh])
    findings.insert(work.here, fresh)
    work.findings = len(fresh)
    past = work.there.execute("SELECT finding, before FROM lineage").fetchall()
    hidden = findings.with_past(past, hidden)
    work.here.executemany(
        "INSERT OR IGNORE INTO lineage VALUES (?, ?)", [row for row in past if not hidden.intersection(row)]
    )
