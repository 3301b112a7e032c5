"""Taking a name or a passage out of documents: what is found first, then one document after the other.

The text is another one afterwards, so all that hangs on it changes with it. Claims are not mended but read anew from
the redacted text (by whoever has a reader; see :func:`carry_out`): a claim can give a name away by a code alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from backchannel.errors import InputError, LedgerWriteError
from backchannel.ledger import (
    decisions,
    documents,
    findings,
    forgetting,
    moving,
    readings,
    redacted,
    search,
    skips,
    view,
)
from backchannel.ledger.anchors import Anchor
from backchannel.ledger.moving import Gone, Move
from backchannel.ledger.names import SHORTEST, Names, Places, joined
from backchannel.ledger.shifting import FIXED, Cleaner, Shift, moved, strings
from backchannel.model import Claim, Decision, Document, Reading, Value, digest, encode
from backchannel.model.value import fingerprint

_LONGEST_NAME = 100
_APART = " ;;;;;; "
"""Between strings that are searched in one go: more marks than may stand between the words of a name."""


class Found(Value, frozen=True):
    """A place where something stands that is to go: ``where`` it is, and its offsets where that is the text."""

    where: str
    start: int | None = None
    end: int | None = None


class Copy(NamedTuple):
    """A name that a document came under, with the record it then has."""

    was: str
    name: str
    record: bytes


class Redaction(NamedTuple):
    """What is to become of one document: ``document`` is what it will be, ready to be read; nothing is done yet."""

    id: str
    name: str
    document: Document
    found: tuple[Found, ...]
    shift: Shift
    clean: Cleaner
    copies: tuple[Copy, ...]


class Done(Value, frozen=True):
    """What was taken out of one document: places, and the decisions of persons on it that went and that stayed.

    ``readers`` are those whose readings of it went and were not made anew.
    """

    document: str
    name: str
    places: int
    decisions_gone: int
    decisions_kept: int
    readers: tuple[str, ...] = ()


def keys(db: sqlite3.Connection, named: Sequence[str], passages: Sequence[tuple[int, int]]) -> list[int]:
    """The documents to look into: those named with all their versions (for passages that one alone), or all.

    Raises ``UnknownId`` and ``InputError``.
    """
    if passages and len(named) != 1:
        raise InputError(f"passages are of one document; {len(named) or 'none'} were named.")
    if not named:
        return documents.keys(db, versions=True)
    found = [documents.find(db, name) for name in named]
    if passages:
        return found
    ids = [db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()[0] for key in found]
    family = sorted({version for id_ in ids for version in documents.versions(db, id_)})
    marks = ", ".join("?" * len(family))
    return [k for (k,) in db.execute(f"SELECT key FROM documents WHERE id IN ({marks}) ORDER BY name, id", family)]


def planned(
    db: sqlite3.Connection, key: int, names: Names | None, passages: Sequence[tuple[int, int]]
) -> Redaction | None:
    """What has to change in this document; None where nothing is found in it, or it is gone meanwhile.

    Raises ``InputError`` where a passage is no place of it.
    """
    if not db.execute("SELECT 1 FROM documents WHERE key = ?", (key,)).fetchone():
        return None
    document = documents.full(db, key)
    for start, end in passages:
        if not 0 <= start < end <= len(document.text):
            size = len(document.text)
            raise InputError(f"{start} to {end} is no passage of {document.name}, which has {size} characters.")
    shift = Shift(document.text, joined(document.text, [*passages, *(names.places(document.text) if names else ())]))
    clean = _cleaner(names, Gone(shift) if passages else None)
    records = db.execute("SELECT name, record FROM copies WHERE document = ? ORDER BY name", (key,)).fetchall()
    found = [Found(where="text", start=s, end=e) for s, e in shift.places]
    found += [Found(where=w) for _, record in records for w in _changed(msgspec.json.decode(record), clean)]
    if not found and names and _read_into(db, key, names):
        found.append(Found(where="readings"))
    if not found:
        return None
    text_digest = digest(shift.new)
    fixed = {"id": text_digest if shift.places else document.id, "text_digest": text_digest}
    note = redacted.warning(db, document.id, shift)
    redone = [(name, _redone(record, shift, clean, fixed, note)) for name, record in records]
    copies = tuple(Copy(was, made.name, encode(made)) for was, made in redone)
    speaking = documents.decode_document(min(copies, key=lambda c: c.name).record)
    new = msgspec.structs.replace(speaking, text=shift.new)
    return Redaction(document.id, document.name, new, tuple(dict.fromkeys(found)), shift, clean, copies)


def _read_into(db: sqlite3.Connection, key: int, names: Names) -> bool:
    """Whether a reading of the document says a name that the document does not: by its reader, or in its claims."""
    heads = db.execute("SELECT record FROM readings WHERE document = ? AND NOT derived", (key,))
    claims = db.execute("SELECT record FROM claims WHERE document = ? AND NOT derived", (key,))
    said = {s for rows in (heads, claims) for (r,) in rows for s in strings(msgspec.json.decode(r))}
    return names.stand_in(_APART.join(said)) and any(map(names.stand_in, said))


def like(db: sqlite3.Connection, key: int, places: Places) -> Redaction | None:
    """What has to change in this document so that it is like one redacted elsewhere, at these places of its text."""
    text = documents.full(db, key).text
    words = [w for w in (text[start:end] for start, end in places) if len(w) <= _LONGEST_NAME and _is_name(w)]
    return planned(db, key, Names(words) if words else None, places)


def _is_name(words: str) -> bool:
    return sum(c.isalnum() for c in words) >= SHORTEST


def _cleaner(names: Names | None, gone: Gone | None) -> Cleaner:
    def clean(text: str) -> str:
        made = names.cleaned(text) if names else text
        return gone.cleaned(made) if gone else made

    return clean


def _redone(record: bytes, shift: Shift, clean: Cleaner, fixed: dict[str, str], note: str) -> Document:
    made = msgspec.convert({**moved(msgspec.json.decode(record), shift, clean), **fixed}, Document)
    said = (*(w for w in made.warnings if not redacted.is_warning(w)), note)
    return msgspec.structs.replace(made, warnings=said)


def _changed(record: Any, clean: Cleaner, at: str = "") -> Iterator[str]:
    """The fields of a record (of JSON) that hold what is to go."""
    if isinstance(record, str):
        if clean(record) != record:
            yield at
    elif isinstance(record, dict):
        for key, value in record.items():
            if key not in FIXED:
                yield from _changed(value, clean, f"{at}.{key}" if at else key)
    elif isinstance(record, list):
        for value in record:
            yield from _changed(value, clean, at)


def carry_out(db: sqlite3.Connection, redaction: Redaction, reading: Reading, at: str) -> Done:
    """Put the redacted document in the old one's place, with ``reading``, which was made of it.

    Within the caller's transaction; :func:`forgetting.scrub` must follow. Raises ``LedgerWriteError`` where the
    document is no longer what the plan was made of.
    """
    key = _unchanged(db, redaction)
    old = {c.id: c for (r,) in db.execute("SELECT key FROM readings WHERE document = ?", (key,)).fetchall()
           for c in readings.claims_of(db, r)}  # fmt: skip
    texts, readers = forgetting.texts_of(db, key), _readers(db, key)
    forgetting.remove_findings(db, key)
    search.drop_document(db, key)
    db.execute("DELETE FROM readings WHERE document = ?", (key,))
    key = _replace(db, key, redaction)
    readings.store(db, key, reading)
    move = Move(redaction.shift, redaction.clean, redaction.document, reading.claims)
    gone, kept = _move_decisions(db, texts, move, old)
    redacted.note(db, redaction.id, redaction.document, redaction.shift, len(redaction.found), at)
    changed = {key, *documents.mark_current(db), *view.documents_with(db, redaction.document.text_digest)}
    for other in sorted(changed):
        view.refresh(db, other)
    findings.claims_changed(db)
    renamed = {c.was: c.name for c in redaction.copies if c.was != c.name}
    forgetting.rename_mentions(db, renamed)
    skips.drop_named(db, renamed)
    forgetting.note_unscrubbed(db)
    return Done(
        document=redaction.document.id, name=redaction.document.name, places=len(redaction.found),
        decisions_gone=gone, decisions_kept=kept, readers=tuple(sorted(readers - {reading.reader})),
    )  # fmt: skip


def _readers(db: sqlite3.Connection, key: int) -> set[str]:
    return {r for (r,) in db.execute("SELECT reader FROM readings WHERE document = ? AND NOT derived", (key,))}


def _unchanged(db: sqlite3.Connection, redaction: Redaction) -> int:
    row = db.execute("SELECT key, text_digest FROM documents WHERE id = ?", (redaction.id,)).fetchone()
    names = {n for (n,) in db.execute("SELECT name FROM copies WHERE document = ?", (row[0],))} if row else set()
    if not row or row[1] != digest(redaction.shift.text) or names != {c.was for c in redaction.copies}:
        raise LedgerWriteError(f"{redaction.name} was changed by another process meanwhile; redact once more.")
    return int(row[0])


def _replace(db: sqlite3.Connection, key: int, redaction: Redaction) -> int:
    """Give the document its new text, id, names and records; one that is then like another is that other."""
    new = redaction.document
    there = db.execute("SELECT key FROM documents WHERE id = ? AND key <> ?", (new.id, key)).fetchone()
    sources = dict(db.execute("SELECT name, source FROM copies WHERE document = ?", (key,)))
    db.execute("DELETE FROM copies WHERE document = ?", (key,))
    if there:
        forgetting.remove_findings(db, there[0])
        db.execute("DELETE FROM documents WHERE key = ?", (key,))
        key = int(there[0])
    else:
        db.execute("UPDATE documents SET id = ? WHERE key = ?", (new.id, key))
        documents.set_text(db, key, new.text_digest, new.text)
    for copy in redaction.copies:
        source = sources[copy.was] if copy.was == copy.name else fingerprint("redacted", new.id, copy.name)
        documents.note_copy(db, key, copy.name, source, copy.record)
    documents.settle(db, key)
    if redaction.id != new.id:
        _renumber(db, redaction.id, new.id)
    return key


def _renumber(db: sqlite3.Connection, old: str, new: str) -> None:
    """The old id, a digest of what was there, stands in other records too: it goes from all of them."""
    for column in ("newer", "older"):
        db.execute(f"UPDATE OR REPLACE versions SET {column} = ? WHERE {column} = ?", (new, old))
    db.execute("DELETE FROM versions WHERE newer = older")
    for table in ("documents", "copies", "decisions", "runs"):
        db.execute(
            f"UPDATE {table} SET record = CAST(replace(CAST(record AS TEXT), ?, ?) AS BLOB) WHERE instr(record, ?)",
            (old, new, old.encode()),
        )


def _move_decisions(
    db: sqlite3.Connection, texts: Collection[str], move: Move, old: dict[str, Claim]
) -> tuple[int, int]:
    """Move the decisions on these texts, and count those that went and those that stayed.

    A text that another document still has keeps its decisions; then they are there twice, on both texts.
    """
    gone = kept = 0
    marks = ", ".join("?" * len(texts))
    ids = db.execute(f"SELECT DISTINCT decision FROM anchors WHERE text_digest IN ({marks})", sorted(texts)).fetchall()
    for (id_,) in ids:
        decision = decisions.decode_decision(
            db.execute("SELECT record FROM decisions WHERE id = ?", (id_,)).fetchone()[0]
        )
        anchors = {
            side: Anchor(*place)
            for side, *place in db.execute(
                "SELECT side, text_digest, start, end, quote, claim FROM anchors WHERE decision = ?", (id_,)
            )
        }
        here = {side: move for side, anchor in anchors.items() if anchor.text_digest in texts}
        was = {side: old.get(anchors[side].claim or "") for side in here}
        made = moving.move_decision(decision, anchors, here, was)
        if not any(forgetting.is_elsewhere(db, anchors[side].text_digest) for side in here):
            db.execute("DELETE FROM decisions WHERE id = ?", (id_,))
        if made is None:
            gone += 1
        else:
            kept += 1
            decisions.store(db, *made)
    return gone, kept


def sweep(db: sqlite3.Connection, names: Names) -> int:
    """Take the names out of what hangs on no document: decisions elsewhere, records of runs, what was skipped.

    How many places it was is returned. Findings that hold one are taken out, to be made anew.
    """
    places = forgetting.clean_runs(db, names.cleaned) + skips.drop_if(db, names.stand_in)
    quoting = {i for i, q in db.execute("SELECT decision, quote FROM anchors") if names.stand_in(q)}
    for id_, record in db.execute("SELECT id, record FROM decisions ORDER BY id").fetchall():
        decision = decisions.decode_decision(record)
        made = None if id_ in quoting else moving.clean_decision(decision, names.cleaned)
        if made != decision:
            places += 1
            _put_back(db, id_, made)
    held = [i for i, r in db.execute("SELECT id, record FROM findings") if _says(r, names)]
    findings.forget(db, held)
    if places or held:
        findings.claims_changed(db)
        forgetting.note_unscrubbed(db)
    return places


def _put_back(db: sqlite3.Connection, id_: str, made: Decision | None) -> None:
    """The cleaned decision in the place of the one with this id, on the same words; none where it has to go."""
    row = db.execute(
        "SELECT text_digest, start, end, quote, claim FROM anchors WHERE decision = ? AND side = 1", (id_,)
    ).fetchone()
    texts = [t for (t,) in db.execute("SELECT text_digest FROM anchors WHERE decision = ?", (id_,))]
    db.execute("DELETE FROM decisions WHERE id = ?", (id_,))
    if made:
        decisions.store(db, made, Anchor(*row) if row else None)
    for text in texts:
        view.refresh_text(db, text)


def count_outside(db: sqlite3.Connection, names: Names) -> int:
    """How many places :func:`sweep` would find, those in decisions on the documents themselves among them."""
    records = [r for t in ("runs", "decisions") for (r,) in db.execute(f"SELECT record FROM {t}")]
    skipped = db.execute("SELECT place, name, source, reason FROM skipped").fetchall()
    return sum(_says(r, names) for r in records) + sum(any(map(names.stand_in, row)) for row in skipped)


def _says(record: bytes, names: Names) -> bool:
    """Whether a record (of JSON) says one of the names; in the JSON itself escapes would stand beside letters."""
    return any(map(names.stand_in, strings(msgspec.json.decode(record))))
