"""Documents in the ledger: texts, the names they came under, and their versions."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec

from backchannel.errors import DocumentError, InputError, UnknownId
from backchannel.model import Document, Linked, Metadata, Value, encode, first_day, last_day, natural
from backchannel.model.value import fingerprint

SHORTEST_PREFIX = 4

decode_document = msgspec.json.Decoder(Document).decode


class DocumentEntry(Value, frozen=True):
    """A document without its text: a line of the ledger's list.

    ``known`` is the first and last day on which it may have become known (released, else dated), None where nothing
    says so; ``current`` is false where a newer version stands under the same name; ``supersedes`` are ids of older
    versions; ``names`` are all names the same bytes came under; ``links`` what it is to documents that share its words.
    """

    id: str
    name: str
    names: tuple[str, ...]
    text_digest: str
    media_type: str
    metadata: Metadata
    known: tuple[str, str] | None
    characters: int
    claims: int
    current: bool
    supersedes: tuple[str, ...]
    warnings: tuple[str, ...]
    links: tuple[Linked, ...] = ()


def known_days(metadata: Metadata) -> tuple[int, int] | None:
    """First and last day (proleptic ordinals) on which the document became known: its release, else its date.

    Raises ``ValueError`` where the date names no real day.
    """
    dating = metadata.released or metadata.date
    if dating is None:
        return None
    return first_day(dating.start).toordinal(), last_day(dating.end or dating.start).toordinal()


class Stored(NamedTuple):
    """The key of a document put in, and the keys of all documents (itself too) that are other than before."""

    key: int
    changed: frozenset[int]


def store(db: sqlite3.Connection, document: Document, source: str | None) -> Stored:
    """Put the document in, or what is new of it.

    Changed bytes from the same ``source`` (by default the name) are a new version; the old one stays, no longer
    current. The same bytes may have another text, where a newer extractor read them; the newer text stands.
    Raises ``DocumentError`` where the text or a date cannot be stored.
    """
    record = _record(document)
    before = db.execute("SELECT key, text_digest, record FROM documents WHERE id = ?", (document.id,)).fetchone()
    key = int(before[0]) if before else insert(db, document.id, document.text_digest, document.text)
    if before and before[1] != document.text_digest:
        set_text(db, key, document.text_digest, document.text)
    origin = fingerprint(source if source is not None else document.name)
    note_copy(db, key, document.name, origin, record)
    settle(db, key)
    after = db.execute("SELECT key, text_digest, record FROM documents WHERE key = ?", (key,)).fetchone()
    changed = set(_supersede(db, document.id, origin))
    if before != after:
        changed.add(key)
    return Stored(key, frozenset(changed))


def insert(db: sqlite3.Connection, id_: str, text_digest: str, text: str) -> int:
    """Make room for a document, to be described by :func:`note_copy` and :func:`settle`, and return its key."""
    cursor = db.execute(
        "INSERT INTO documents (id, text_digest, text, name, record) VALUES (?, ?, ?, '', '')", (id_, text_digest, text)
    )
    return int(cursor.lastrowid or 0)


def set_text(db: sqlite3.Connection, key: int, text_digest: str, text: str) -> None:
    """Replace the document's text by what another extractor made of the same bytes."""
    db.execute("UPDATE documents SET text_digest = ?, text = ? WHERE key = ?", (text_digest, text, key))


def _record(document: Document) -> bytes:
    try:
        document.text.encode("utf-8")
        known_days(document.metadata)
        return encode(msgspec.structs.replace(document, text=""))
    except UnicodeEncodeError:
        raise DocumentError(document.name, "holds halves of surrogate pairs; save it as proper UTF-8") from None
    except ValueError as error:
        raise DocumentError(document.name, str(error)) from None


def note_copy(db: sqlite3.Connection, key: int, name: str, source: str, record: bytes) -> None:
    """Note that the document came under ``name``, described by ``record`` (the document without its text)."""
    db.execute(
        "INSERT INTO copies (document, name, source, record) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET source = excluded.source, record = excluded.record",
        (key, name, source, record),
    )


def fullness(record: bytes, text_digest: str) -> tuple[bool, int, bytes]:
    """How much a description says, to choose between two: of the right text, many fields filled, then its bytes."""
    document = decode_document(record)
    filled = sum(getattr(document.metadata, name) is not None for name in Metadata.__struct_fields__)
    return document.text_digest == text_digest, filled, record


def settle(db: sqlite3.Connection, key: int) -> None:
    """Let the copy whose name comes first speak for the document, and all copies describe the text it has now."""
    text_digest = db.execute("SELECT text_digest FROM documents WHERE key = ?", (key,)).fetchone()[0]
    copies = [
        (name, decode_document(record))
        for name, record in db.execute("SELECT name, record FROM copies WHERE document = ? ORDER BY name", (key,))
    ]
    right = next(c for _, c in copies if c.text_digest == text_digest)
    for name, copy in copies:
        if copy.text_digest != text_digest:
            record = encode(msgspec.structs.replace(right, name=copy.name, metadata=copy.metadata))
            db.execute("UPDATE copies SET record = ? WHERE document = ? AND name = ?", (record, key, name))
    _speak(db, key)


def _speak(db: sqlite3.Connection, key: int) -> None:
    name, record = db.execute(
        "SELECT name, record FROM copies WHERE document = ? ORDER BY name LIMIT 1", (key,)
    ).fetchone()
    known = known_days(decode_document(record).metadata) or (None, None)
    copies = db.execute("SELECT count(*) FROM copies WHERE document = ?", (key,)).fetchone()[0]
    db.execute(
        "UPDATE documents SET name = ?, record = ?, known_from = ?, known_to = ?, renamed = ? WHERE key = ?",
        (name, record, *known, copies > 1, key),
    )


def _supersede(db: sqlite3.Connection, new: str, source: str) -> list[int]:
    """Make ``new`` the version in force of what came from ``source``, also where it is an old one come back."""
    rivals = db.execute(
        "SELECT d.id FROM documents d JOIN copies c ON c.document = d.key WHERE c.source = ? AND d.id <> ?"
        " AND (d.current OR EXISTS (SELECT 1 FROM versions v WHERE v.newer = d.id AND v.older = ?))",
        (source, new, new),
    ).fetchall()
    for (rival,) in rivals:
        db.execute("DELETE FROM versions WHERE newer = ? AND older = ?", (rival, new))
        db.execute("INSERT OR IGNORE INTO versions (newer, older) VALUES (?, ?)", (new, rival))
    if not rivals:
        return []
    (key,) = db.execute("SELECT key FROM documents WHERE id = ?", (new,)).fetchone()
    return [key, *mark_current(db)]


def mark_current(db: sqlite3.Connection) -> list[int]:
    """Work out which documents are in force, and return the keys of those for which that changed.

    A document is out of force where another supersedes it, directly or through a chain, and not the other way too
    (merged ledgers may disagree about the order; then both stay).
    """
    newer = _edges(db, "older", "newer")
    hidden = {old for old in newer if any(old not in reach(newer, new) for new in reach(newer, old))}
    changed = []
    for key, id_, current in db.execute("SELECT key, id, current FROM documents").fetchall():
        if bool(current) == (id_ in hidden):
            db.execute("UPDATE documents SET current = ? WHERE key = ?", (id_ not in hidden, key))
            changed.append(int(key))
    return changed


def _edges(db: sqlite3.Connection, one: str, other: str) -> dict[str, list[str]]:
    edges: dict[str, list[str]] = defaultdict(list)
    for a, b in db.execute(f"SELECT {one}, {other} FROM versions ORDER BY 1, 2"):
        edges[a].append(b)
    return dict(edges)


def reach(edges: dict[str, list[str]], start: str) -> set[str]:
    """All that can be reached from ``start`` (itself only where a circle leads back)."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        for then in edges.get(todo.pop(), ()):
            if then not in seen:
                seen.add(then)
                todo.append(then)
    return seen


def renamed(db: sqlite3.Connection) -> dict[int, str]:
    """Names of the documents whose claims may carry another name, by key: the same bytes came in under several."""
    return dict(db.execute("SELECT key, name FROM documents WHERE renamed"))


def older_versions(db: sqlite3.Connection, id_: str) -> set[str]:
    """Ids of all versions that ``id_`` supersedes, directly or through a chain."""
    return reach(_edges(db, "newer", "older"), id_) - {id_}


def versions(db: sqlite3.Connection, id_: str) -> set[str]:
    """Ids of all versions of one document, older and newer, with its own."""
    newer = reach(_edges(db, "older", "newer"), id_) | {id_}
    return newer.union(*(reach(_edges(db, "newer", "older"), n) for n in newer))


def find(db: sqlite3.Connection, name: str) -> int:
    """The key of the document with this id, name, unique beginning of an id, or name without folder and extension.

    Raises ``UnknownId`` where there is none and ``InputError`` where there are several.
    """
    for keys in _readings_of_name(db, name):
        if len(keys) > 1:
            ids = ", ".join(db.execute("SELECT id FROM documents WHERE key = ?", (k,)).fetchone()[0][:12] for k in keys)
            raise InputError(f"{name!r} stands for several documents; give one of the ids {ids}.")
        if keys:
            return keys[0]
    raise UnknownId(f"no document {name!r} in this ledger; `backchannel documents` lists them.")


def _readings_of_name(db: sqlite3.Connection, name: str) -> Iterator[list[int]]:
    """Sets of documents that ``name`` may stand for, from the strictest way of taking it to the loosest."""

    def keys(where: str, *values: object) -> list[int]:
        return [k for (k,) in db.execute(f"SELECT d.key FROM documents d WHERE {where} ORDER BY d.id", values)]

    yield keys("d.id = ?", name)
    named = "d.key IN (SELECT document FROM copies WHERE name = ?)"
    yield keys(f"d.current AND {named}", name)
    yield keys(named, name)
    if len(name) >= SHORTEST_PREFIX and name.isalnum():
        yield keys("d.id >= ? AND d.id < ?", name, name + "\U0010ffff")
    stem = _stem(name)
    copies = db.execute("SELECT DISTINCT c.document, c.name FROM copies c JOIN documents d ON d.key = c.document")
    yield sorted({key for key, copy in copies if _stem(copy) == stem})


def _stem(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).stem


def with_text(db: sqlite3.Connection, id_: str, text_digest: str) -> int:
    """The key of the document with this id and this text.

    Raises ``UnknownId`` where there is none and ``InputError`` where its text is another.
    """
    row = db.execute("SELECT key, text_digest, name FROM documents WHERE id = ?", (id_,)).fetchone()
    if row is None:
        raise UnknownId(f"no document {id_!r} in this ledger; `backchannel documents` lists them.")
    if row[1] != text_digest:
        raise InputError(f"{row[2]} has another text in this ledger than what was read of it.")
    return int(row[0])


def full(db: sqlite3.Connection, key: int) -> Document:
    """The document with its text."""
    record, text = db.execute("SELECT record, text FROM documents WHERE key = ?", (key,)).fetchone()
    return msgspec.structs.replace(decode_document(record), text=text)


def keys(db: sqlite3.Connection, *, versions: bool) -> list[int]:
    """Keys of the documents in force, or of all, by name (``box#2`` before ``box#10``) and id."""
    found = db.execute(f"SELECT name, id, key FROM documents {'' if versions else 'WHERE current'}")
    return [key for _, _, key in sorted((natural(name), id_, key) for name, id_, key in found)]


def entries(db: sqlite3.Connection, *, versions: bool) -> list[DocumentEntry]:
    """The documents in force, or all, as :func:`keys` has them, without their texts."""
    counts = dict(db.execute("SELECT document, count(*) FROM claims WHERE face & 2 GROUP BY document"))
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in db.execute("SELECT document, name FROM copies ORDER BY name"):
        names[key].append(name)
    older = _edges(db, "newer", "older")
    rows = db.execute(
        f"SELECT key, record, text, known_from, known_to, current FROM documents {'' if versions else 'WHERE current'}"
    )
    found = (
        _entry(decode_document(record), names[key], len(text), _days(low, high), counts.get(key, 0), bool(now), older)
        for key, record, text, low, high, now in rows
    )
    return sorted(found, key=lambda entry: (natural(entry.name), entry.id))


def _entry(
    document: Document,
    names: Iterable[str],
    characters: int,
    known: tuple[str, str] | None,
    claims: int,
    current: bool,
    older: dict[str, list[str]],
) -> DocumentEntry:
    return DocumentEntry(
        id=document.id,
        name=document.name,
        names=tuple(names),
        text_digest=document.text_digest,
        media_type=document.media_type,
        metadata=document.metadata,
        known=known,
        characters=characters,
        claims=claims,
        current=current,
        supersedes=tuple(older.get(document.id, ())),
        warnings=document.warnings,
    )


def _days(first: int | None, last: int | None) -> tuple[str, str] | None:
    if first is None or last is None:
        return None
    return dt.date.fromordinal(first).isoformat(), dt.date.fromordinal(last).isoformat()
