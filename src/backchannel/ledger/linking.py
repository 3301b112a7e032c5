"""Links between documents in the ledger: what tells likely copies, what was compared, and since when words are known.

All of it is derived from the documents and goes with them: a trigger removes it when a text or its description changes,
and whoever made it makes it anew (:mod:`backchannel.pipeline.linking`). No words are kept here, only places in texts.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile

import msgspec

from backchannel.ledger import documents
from backchannel.ledger.documents import DocumentEntry
from backchannel.ledger.store import Store
from backchannel.model import KnownWords, Link, Linked, Reference, Sketch, called, encode, references, seen_from

_decode_link = msgspec.json.Decoder(Link).decode
_decode_sketch = msgspec.json.Decoder(Sketch).decode


class Linking:
    """Methods of :class:`~backchannel.ledger.ledger.Ledger` on how documents hang together."""

    _store: Store

    def in_force(self) -> frozenset[str]:
        """Ids of the documents that no newer version supersedes."""
        with self._store.reading() as db:
            return frozenset(id_ for (id_,) in db.execute("SELECT id FROM documents WHERE current"))

    def unsketched(self, method: str) -> list[str]:
        """Ids of the documents, versions too, that have no sketch made by ``method``."""
        with self._store.reading() as db:
            found = db.execute(
                "SELECT d.id FROM documents d LEFT JOIN sketches s ON s.document = d.key AND s.method = ?"
                " WHERE s.document IS NULL ORDER BY d.id",
                (method,),
            )
            return [id_ for (id_,) in found]

    def put_sketch(self, document: str, sketch: Sketch) -> None:
        """Keep a document's sketch; what it was compared with by an older one is to be compared anew."""
        with self._store.writing() as db:
            key = _key(db, document)
            for table, column in (("sketches", "document"), ("links", "one"), ("links", "other")):
                db.execute(f"DELETE FROM {table} WHERE {column} = ?", (key,))
            db.execute(
                "INSERT INTO sketches VALUES (?, ?, ?, ?)",
                (key, sketch.method, bool(_references(db, key)), encode(sketch)),
            )
            db.executemany(
                "INSERT OR REPLACE INTO bands VALUES (?, ?, ?)", [(band, sketch.rank, key) for band in sketch.bands]
            )

    def uncompared(self, document: str, reach: int) -> list[str]:
        """Ids of the documents that this one is to be compared with, and was not.

        They are the ``reach`` documents next to it on either side in each of its bands, and those that it or they name
        as versions.
        """
        with self._store.reading() as db:
            key = _key(db, document)
            near = set(_neighbours(db, key, reach)) | set(_named(db, key))
            known = {k for pair in db.execute(_COMPARED_WITH, (key, key)) for k in pair}
            return sorted(_ids(db, near - known - {key}))

    def settle_links(self, reach: int) -> list[tuple[str, str]]:
        """Drop what was compared and would not be now, and give the pairs that are still to be compared.

        Which pairs are compared depends on the documents alone, not on the order in which they came.
        """
        with self._store.writing() as db:
            wanted = set(_pairs(db, reach))
            made = set(db.execute("SELECT one, other FROM links"))
            db.executemany("DELETE FROM links WHERE one = ? AND other = ?", sorted(made - wanted))
            id_of = dict(db.execute("SELECT key, id FROM documents"))
            return sorted((id_of[one], id_of[other]) for one, other in wanted - made)

    def put_links(self, links: Iterable[Link]) -> None:
        """Keep what came of comparing documents."""
        with self._store.writing() as db:
            for link in links:
                keys = (_key(db, link.one), _key(db, link.other))
                db.execute("INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?)", (*keys, link.kind, encode(link)))

    def links(self, document: str | None = None) -> list[Link]:
        """What documents are to each other, or one of them to others, by their ids. Raises as :meth:`document`."""
        with self._store.reading() as db:
            where, values = "", ()
            if document is not None:
                key = documents.find(db, document)
                where, values = "AND (one = ? OR other = ?)", (key, key)  # type: ignore[assignment] # two or none
            found = db.execute(f"SELECT record FROM links WHERE kind IS NOT NULL {where}", values)
            return sorted((_decode_link(record) for (record,) in found), key=lambda link: (link.one, link.other))

    def set_known_words(self, words: Iterable[KnownWords]) -> None:
        """Replace what is known of words that became known on other days than their documents."""
        with self._store.writing() as db:
            key_of = dict(db.execute("SELECT id, key FROM documents"))
            db.execute("DELETE FROM known_words")
            db.executemany(
                "INSERT INTO known_words VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (key_of[w.document], w.start, w.end, w.known_from, w.known_to, key_of[w.by] if w.by else None)
                    for w in words
                    if w.document in key_of and (w.by is None or w.by in key_of)
                ],
            )

    def known_words(self) -> list[KnownWords]:
        """Words that became known on other days than their documents, by document and place."""
        with self._store.reading() as db:
            found = db.execute(
                "SELECT d.id, w.start, w.end, w.known_from, w.known_to, b.id FROM known_words w"
                " JOIN documents d ON d.key = w.document LEFT JOIN documents b ON b.key = w.by ORDER BY d.id, w.start"
            )
            names = KnownWords.__struct_fields__
            return [KnownWords(**dict(zip(names, row, strict=True))) for row in found]


_COMPARED_WITH = "SELECT one, other FROM links WHERE one = ? OR other = ?"


def entries(db: sqlite3.Connection, *, versions: bool) -> list[DocumentEntry]:
    """The documents in force, or all, with their links."""
    found = linked(db)
    id_of = {id_: key for key, id_ in db.execute("SELECT key, id FROM documents")}
    listed = documents.entries(db, versions=versions)
    return [msgspec.structs.replace(entry, links=found.get(id_of[entry.id], ())) for entry in listed]


def linked(db: sqlite3.Connection) -> dict[int, tuple[Linked, ...]]:
    """Each document's links as it sees them, the closest first."""
    names = {key: (id_, name) for key, id_, name in db.execute("SELECT key, id, name FROM documents")}
    found: dict[int, list[Linked]] = {}
    for one, other, record in db.execute("SELECT one, other, record FROM links WHERE kind IS NOT NULL"):
        link = _decode_link(record)
        for mine, theirs in ((one, other), (other, one)):
            relation = seen_from(link, names[mine][0])
            if relation:
                id_, name = names[theirs]
                made = Linked(relation=relation, document=id_, name=name, share=link.share)
                found.setdefault(mine, []).append(made)
    return {key: tuple(sorted(many, key=_closest_first)) for key, many in found.items()}


def _closest_first(link: Linked) -> tuple[float, str, str]:
    return -link.share, link.name, link.document


def _key(db: sqlite3.Connection, id_: str) -> int:
    return int(db.execute("SELECT key FROM documents WHERE id = ?", (id_,)).fetchone()[0])


def _ids(db: sqlite3.Connection, keys: Iterable[int]) -> Iterator[str]:
    for key in keys:
        yield db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()[0]


def _sketch(db: sqlite3.Connection, key: int) -> Sketch | None:
    row = db.execute("SELECT record FROM sketches WHERE document = ?", (key,)).fetchone()
    return _decode_sketch(row[0]) if row else None


def _neighbours(db: sqlite3.Connection, key: int, reach: int) -> Iterator[int]:
    sketch = _sketch(db, key)
    for band in sketch.bands if sketch else ():
        for after, order in (("<", "DESC"), (">", "ASC")):
            near = f"SELECT document FROM bands WHERE band = ? AND rank {after} ? ORDER BY rank {order} LIMIT ?"
            yield from (k for (k,) in db.execute(near, (band, sketch.rank, reach)))  # type: ignore[union-attr] # has bands


def _named(db: sqlite3.Connection, key: int) -> Iterator[int]:
    """Documents that name this one as an older version of theirs, and those that it names."""
    id_, name = db.execute("SELECT id, name FROM documents WHERE key = ?", (key,)).fetchone()
    for other in _referring(db):
        if any(to.means(id_, name) for to in _references(db, other)):
            yield other
    mine = _references(db, key)
    if mine:
        yield from _Names(db).meant(mine)


def _references(db: sqlite3.Connection, key: int) -> tuple[Reference, ...]:
    record = db.execute("SELECT record FROM documents WHERE key = ?", (key,)).fetchone()[0]
    return references(documents.decode_document(record).metadata)


def _referring(db: sqlite3.Connection) -> list[int]:
    return [key for (key,) in db.execute("SELECT document FROM sketches WHERE refers ORDER BY document")]


class _Names:
    """What all documents are called, to be looked up."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._called: dict[str, list[int]] = defaultdict(list)
        rows = db.execute("SELECT id, key, name FROM documents ORDER BY id").fetchall()
        self._ids = [(id_, key) for id_, key, _ in rows]
        for _, key, name in rows:
            for word in called(name):
                self._called[word].append(key)

    def meant(self, references: Iterable[Reference]) -> Iterator[int]:
        """The documents that are meant."""
        for reference in references:
            yield from self._called.get(reference.to, ())
            if reference.by_id:
                yield from self._begins(reference.to)

    def _begins(self, beginning: str) -> Iterator[int]:
        first = bisect_left(self._ids, (beginning, -1))
        yield from (key for _, key in takewhile(lambda row: row[0].startswith(beginning), self._ids[first:]))


def _pairs(db: sqlite3.Connection, reach: int) -> Iterator[tuple[int, int]]:
    """The keys of all pairs to be compared, the smaller id first."""
    id_of = dict(db.execute("SELECT key, id FROM documents"))
    referring = _referring(db)
    names = _Names(db) if referring else None
    named = ((key, other) for key in referring if names for other in names.meant(_references(db, key)))
    for one, other in (*_side_by_side(db, reach), *named):
        if one != other:
            yield (one, other) if id_of[one] < id_of[other] else (other, one)


def _side_by_side(db: sqlite3.Connection, reach: int) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    last: list[tuple[int, int]] = []
    for band, document in db.execute("SELECT band, document FROM bands ORDER BY band, rank"):
        last = [(b, d) for b, d in last if b == band][-reach:]
        found.update((before, document) for _, before in last)
        last.append((band, document))
    return found


KNOWN_BY = (
    "coalesce((SELECT w.known_to FROM known_words w WHERE w.document = c.document AND w.start <= c.start"
    " AND c.start < w.end) <= ?, c.document IN (SELECT key FROM documents WHERE known_to <= ?))"
)
"""Whether the words of claim ``c`` were known by the end of a day (twice that day): with their document, unless they
are noted to have been known earlier or later."""
