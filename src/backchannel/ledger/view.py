"""What of a document is in force: its current reading, with the decisions of persons applied.

All of it is derived from documents, readings and decisions, and made anew for one document whenever one of them
changes; so a ledger merged in any order shows the same.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

import msgspec

from backchannel.ledger import anchors, decisions, documents, readings, rows, search
from backchannel.ledger.anchors import Anchor
from backchannel.model import Claim, Decision, Document, Reading, claim_id, encode, reading_id


def refresh(db: sqlite3.Connection, key: int) -> None:
    """Make the document's claims in force, its attached decisions and its place in the search anew."""
    _clear(db, key)
    current = db.execute("SELECT current FROM documents WHERE key = ?", (key,)).fetchone()[0]
    if not current:
        return
    document = documents.full(db, key)
    reading = db.execute("SELECT key FROM readings WHERE document = ? AND current", (key,)).fetchone()
    if reading:
        db.execute("UPDATE claims SET face = ? WHERE reading = ?", (rows.BOTH, reading[0]))
    if _decided(db, document):
        _decide(db, key, document)
    found = db.execute("SELECT key, record FROM claims WHERE document = ? AND face & 2 ORDER BY start, end, id", (key,))
    search.index_document(db, key, document, [(row, rows.decode_claim(record)) for row, record in found])


def refresh_text(db: sqlite3.Connection, text_digest: str) -> None:
    """Refresh all documents with this text and all newer versions of them."""
    for key in sorted(documents_with(db, text_digest)):
        refresh(db, key)


def documents_with(db: sqlite3.Connection, text_digest: str) -> set[int]:
    """Keys of the documents that have or had this text, and of all their newer versions."""
    found = db.execute(
        "WITH RECURSIVE family (id) AS (SELECT id FROM documents WHERE text_digest = ?1 UNION"
        " SELECT d.id FROM documents d JOIN readings r ON r.document = d.key WHERE r.text_digest = ?1 UNION"
        " SELECT v.newer FROM versions v JOIN family f ON f.id = v.older)"
        " SELECT d.key FROM documents d JOIN family f ON f.id = d.id",
        (text_digest,),
    )
    return {int(key) for (key,) in found}


def _clear(db: sqlite3.Connection, key: int) -> None:
    search.drop_document(db, key)
    db.execute("DELETE FROM attachments WHERE document = ?", (key,))
    db.execute("DELETE FROM claims WHERE document = ? AND derived", (key,))
    db.execute("DELETE FROM readings WHERE document = ? AND derived", (key,))
    db.execute("UPDATE claims SET face = 0 WHERE document = ? AND face", (key,))


def _texts(db: sqlite3.Connection, id_: str) -> set[str]:
    """Digests of the document's text, of the texts other extractors made, and of those of its older versions."""
    ids = sorted({id_, *documents.older_versions(db, id_)})
    marks = ", ".join("?" * len(ids))
    found = db.execute(
        f"SELECT text_digest FROM documents WHERE id IN ({marks}) UNION SELECT r.text_digest FROM readings r"
        f" JOIN documents d ON d.key = r.document WHERE d.id IN ({marks})",
        (*ids, *ids),
    )
    return {d for (d,) in found}


_Anchored = tuple[Decision, int, Anchor]


def _decided(db: sqlite3.Connection, document: Document) -> list[_Anchored]:
    texts = sorted(_texts(db, document.id))
    found = db.execute(
        "SELECT d.record, a.side, a.text_digest, a.start, a.end, a.quote, a.claim FROM anchors a JOIN decisions d"
        f" ON d.id = a.decision WHERE a.text_digest IN ({', '.join('?' * len(texts))}) ORDER BY a.decision, a.side",
        texts,
    )
    return [(decisions.decode_decision(record), side, Anchor(*place)) for record, side, *place in found]


def _decide(db: sqlite3.Connection, key: int, document: Document) -> None:
    anchored = _decided(db, document)
    attached: dict[str, Claim] = {}
    for decision, _, anchor in anchored:
        own = _own_claim(decision, anchor, document) if decision.kind == "claim" else None
        if own is not None:
            attached[decision.id] = own
            _note(db, decision, 0, key, own)
    _add_own(db, key, document, [(d, attached[d.id]) for d, _, _ in anchored if d.id in attached])
    found = db.execute("SELECT record FROM claims WHERE document = ? AND face & 2 ORDER BY start, end, id", (key,))
    claims = [rows.decode_claim(record) for (record,) in found]
    taken: dict[str, list[Decision]] = defaultdict(list)
    for decision, side, anchor in anchored:
        if decision.kind == "claim":
            continue
        claim = anchors.attach(
            anchor, claims, same_text=anchor.text_digest == document.text_digest, old=as_it_was(db, anchor.claim)
        )
        if claim is not None:
            _note(db, decision, side, key, claim)
            if side == 0 and decision.kind in ("field", "reject"):
                taken[claim.id].append(decision)
    for claim in claims:
        if claim.id in taken:
            _replace(db, key, claim, decisions.applied(claim, taken[claim.id]))


def _note(db: sqlite3.Connection, decision: Decision, side: int, key: int, claim: Claim) -> None:
    db.execute("INSERT OR REPLACE INTO attachments VALUES (?, ?, ?, ?)", (decision.id, side, key, claim.id))


def as_it_was(db: sqlite3.Connection, claim: str | None) -> Claim | None:
    """The claim with this id as it was read, in whatever reading; None where there is none."""
    row = db.execute("SELECT record FROM claims WHERE id = ? AND NOT derived ORDER BY record", (claim,)).fetchone()
    return rows.decode_claim(row[0]) if row else None


def _replace(db: sqlite3.Connection, key: int, claim: Claim, decided: Claim | None) -> None:
    """Leave the claim as it was read, and put the decided one beside it (or none, where it is rejected)."""
    row, reading, derived = db.execute(
        "SELECT key, reading, derived FROM claims WHERE document = ? AND id = ? AND face & 2", (key, claim.id)
    ).fetchone()
    if derived:
        db.execute("DELETE FROM claims WHERE key = ?", (row,))
    else:
        db.execute("UPDATE claims SET face = ? WHERE key = ?", (rows.AS_READ, row))
    if decided is not None:
        rows.insert(db, key, reading, [decided], face=rows.DECIDED, derived=True)


def _own_claim(decision: Decision, anchor: Anchor, document: Document) -> Claim | None:
    """The person's claim in this document's text, moved with its words where the text is a newer version."""
    claim = decisions.own_claim(decision)
    if anchor.text_digest != document.text_digest:
        place = anchors.relocate(anchor, document.text)
        if place is None:
            return None
        start, end = place
        id_ = claim_id(document.text_digest, start, end, claim.kind, claim.plover, claim.actors)
        claim = msgspec.structs.replace(claim, id=id_, start=start, end=end)
    return msgspec.structs.replace(claim, document=document.id, doc=document.name)


def _add_own(db: sqlite3.Connection, key: int, document: Document, own: list[tuple[Decision, Claim]]) -> None:
    by_person: dict[str, list[Claim]] = defaultdict(list)
    for decision, claim in own:
        by_person[decision.by].append(claim)
    read = {id_ for (id_,) in db.execute("SELECT id FROM claims WHERE document = ? AND face & 2", (key,))}
    for person, claims in sorted(by_person.items()):
        reader = decisions.PERSON + person
        id_ = reading_id(document.id, document.text_digest, reader, "", "")
        head = Reading(id=id_, document=document.id, text_digest=document.text_digest, reader=reader, version="")
        reading = readings.put(db, key, head, "", derived=True)
        fresh = [c for c in sorted(claims, key=encode) if c.id not in read]
        rows.insert(db, key, reading, fresh, face=rows.DECIDED, derived=True)
        read.update(c.id for c in fresh)
