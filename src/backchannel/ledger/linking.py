"""Links between documents in the ledger: what tells likely copies, what was compared, and since when words are known.

All of it is derived from the documents and goes with them: a trigger removes it when a text or its description changes,
and whoever made it makes it anew (:mod:`backchannel.pipeline.linking`). No words are kept here, only places in texts.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

import msgspec

from backchannel.ledger import documents
from backchannel.ledger.documents import DocumentEntry
from backchannel.ledger.store import Store
from backchannel.model import (
    Document,
    KnownWords,
    Link,
    Linked,
    Reference,
    Relation,
    Sketch,
    called,
    encode,
    references,
    seen_from,
)

_decode_link = msgspec.json.Decoder(Link).decode
_decode_sketch = msgspec.json.Decoder(Sketch).decode


class Linking:
    """Methods of :class:`~backchannel.ledger.ledger.Ledger` on how documents hang together."""

    _store: Store

    def in_force(self) -> frozenset[str]:
        """Ids of the documents that no newer version supersedes."""
        with self._store.reading() as db:
            return frozenset(id_ for (id_,) in db.execute("SELECT id FROM documents WHERE current"))

    def names(self, document: str) -> tuple[str, ...]:
        """The names that the same bytes came under, in order."""
        with self._store.reading() as db:
            found = db.execute("SELECT name FROM copies WHERE document = ? ORDER BY name", (_key(db, document),))
            return tuple(name for (name,) in found)

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
            refers = bool(_references(db, key))
            values = (key, sketch.method, len(sketch.bands), sketch.notice, refers, encode(sketch))
            db.execute("INSERT INTO sketches VALUES (?, ?, ?, ?, ?, ?)", values)
            rows = [(band, sketch.rank, key, False) for band in sketch.bands]
            rows += [(band, sketch.rank, key, True) for band in sketch.names]
            db.executemany("INSERT OR REPLACE INTO bands VALUES (?, ?, ?, ?)", rows)

    def uncompared(self, document: str, reach: int, share: float) -> list[str]:
        """Ids of the documents that this one is to be compared with, and was not.

        A document is held against the ``reach`` documents next to it on either side in each of its bands, and compared
        with those that it meets in at least this ``share`` of its bands, or of theirs; with those that it or they name
        as versions; and, if one of them is a notice, with those that it meets under a name.
        """
        with self._store.reading() as db:
            key = _key(db, document)
            near = {*_neighbours(db, key, reach, share), *_named(db, key)}
            known = {k for pair in db.execute(_COMPARED_WITH, (key, key)) for k in pair}
            return sorted(_ids(db, near - known - {key}))

    def settle_links(self, reach: int, share: float) -> list[tuple[str, str]]:
        """Drop what was compared and would not be now, and give the pairs that are still to be compared.

        Which pairs those are depends on the documents alone, not on the order in which they came: who comes in later
        can only part two that met in a band, so that each pair met when the later of the two came in. ``reach`` and
        ``share`` are those of :meth:`uncompared`.
        """
        with self._store.writing() as db:
            wanted = set(_pairs(db, reach, share))
            made = set(db.execute("SELECT one, other FROM links"))
            db.executemany("DELETE FROM links WHERE one = ? AND other = ?", sorted(made - wanted))
            id_of = dict(db.execute("SELECT key, id FROM documents"))
            return sorted((id_of[one], id_of[other]) for one, other in wanted - made)

    def put_links(self, links: Iterable[Link]) -> None:
        """Keep what came of comparing documents."""
        with self._store.writing() as db:
            for link in links:
                keys = (_key(db, link.one), _key(db, link.other))
                db.execute(
                    "INSERT OR REPLACE INTO links (one, other, kind, record) VALUES (?, ?, ?, ?)",
                    (*keys, link.kind, encode(link)),
                )

    def set_framed(self, pairs: Collection[tuple[str, str]]) -> None:
        """Note which linked pairs (ids) have only a frame in common; the others have more."""
        with self._store.writing() as db:
            keys = {(_key(db, one), _key(db, other)) for one, other in pairs}
            noted = set(db.execute("SELECT one, other FROM links WHERE framed"))
            for now, changed in ((True, keys - noted), (False, noted - keys)):
                rows = [(now, one, other) for one, other in sorted(changed)]
                db.executemany("UPDATE links SET framed = ? WHERE one = ? AND other = ?", rows)

    def links(self, document: str | None = None, *, framed: bool = False) -> list[Link]:
        """What documents are to each other, or one of them to others, by their ids.

        Those that have only a frame in common are left out unless ``framed``. Raises as :meth:`document`.
        """
        with self._store.reading() as db:
            where, values = "" if framed else "AND NOT framed", ()
            if document is not None:
                key = documents.find(db, document)
                where += " AND (one = ? OR other = ?)"
                values = (key, key)  # type: ignore[assignment] # two or none
            found = db.execute(f"SELECT record FROM links WHERE kind IS NOT NULL {where}", values)
            return sorted((_decode_link(record) for (record,) in found), key=lambda link: (link.one, link.other))

    def linked(self) -> dict[str, tuple[Linked, ...]]:
        """By id, what documents are to others that share their words, the closest first."""
        with self._store.reading() as db:
            return {_id(db, key): found for key, found in linked(db).items()}

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


_LINKED = "SELECT one, other, record FROM links WHERE kind IS NOT NULL AND NOT framed"


def linked(db: sqlite3.Connection) -> dict[int, tuple[Linked, ...]]:
    """Each document's links as it sees them, the closest first."""
    described: dict[int, Document] = {}
    found: dict[int, list[Linked]] = {}
    for one, other, record in db.execute(_LINKED).fetchall():
        link = _decode_link(record)
        for mine, theirs in ((one, other), (other, one)):
            if theirs not in described:
                (text_of,) = db.execute("SELECT record FROM documents WHERE key = ?", (theirs,)).fetchone()
                described[theirs] = documents.decode_document(text_of)
            relation = seen_from(link, link.one if mine == one else link.other)
            if relation:
                found.setdefault(mine, []).append(_linked(relation, described[theirs], link.share))
    return {key: tuple(sorted(many, key=_closest_first)) for key, many in found.items()}


def _linked(relation: Relation, document: Document, share: float) -> Linked:
    title = document.metadata.title
    return Linked(relation=relation, document=document.id, name=document.name, share=share, title=title)


def _closest_first(link: Linked) -> tuple[float, str, str]:
    return -link.share, link.name, link.document


def _key(db: sqlite3.Connection, id_: str) -> int:
    return int(db.execute("SELECT key FROM documents WHERE id = ?", (id_,)).fetchone()[0])


def _id(db: sqlite3.Connection, key: int) -> str:
    return str(db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()[0])


def _ids(db: sqlite3.Connection, keys: Iterable[int]) -> Iterator[str]:
    for key in keys:
        yield _id(db, key)


def _sketch(db: sqlite3.Connection, key: int) -> Sketch | None:
    row = db.execute("SELECT record FROM sketches WHERE document = ?", (key,)).fetchone()
    return _decode_sketch(row[0]) if row else None


class _Met(NamedTuple):
    """In how many bands two documents stand next to each other, and which do so under a name."""

    bands: Counter[tuple[int, int]]
    named: set[tuple[int, int]]

    def note(self, one: int, other: int, *, name: int) -> None:
        """Note that they stand next to each other in a band."""
        pair = (min(one, other), max(one, other))
        if name:
            self.named.add(pair)
        else:
            self.bands[pair] += 1

    def worth(self, sizes: Mapping[int, tuple[int, bool]], share: float) -> Iterator[tuple[int, int]]:
        """The pairs to be compared; ``sizes`` are a document's number of bands, and whether it is a notice."""
        for pair, times in self.bands.items():
            if times >= max(1.0, share * min(sizes[key][0] for key in pair)):
                yield pair
        yield from (pair for pair in self.named if any(sizes[key][1] for key in pair))


def _sizes(db: sqlite3.Connection, keys: Iterable[int] | None = None) -> dict[int, tuple[int, bool]]:
    """How many bands documents have, and which are notices; of all documents where no keys are given."""
    held = None if keys is None else sorted(set(keys))
    where = "" if held is None else f"WHERE document IN ({', '.join(map(str, held))})"
    rows = db.execute(f"SELECT document, bands, notice FROM sketches {where}")
    return {key: (bands, bool(notice)) for key, bands, notice in rows}


def _neighbours(db: sqlite3.Connection, key: int, reach: int, share: float) -> Iterator[int]:
    sketch = _sketch(db, key)
    if sketch is None:
        return
    met = _Met(Counter(), set())
    for bands, name in ((sketch.bands, False), (sketch.names, True)):
        for band in bands:
            for after, order in (("<", "DESC"), (">", "ASC")):
                near = f"SELECT document FROM bands WHERE band = ? AND rank {after} ? ORDER BY rank {order} LIMIT ?"
                for (other,) in db.execute(near, (band, sketch.rank, reach)):
                    met.note(key, other, name=name)
    sizes = _sizes(db, {k for pair in (*met.bands, *met.named) for k in pair})
    yield from (one if other == key else other for one, other in met.worth(sizes, share))


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


def _pairs(db: sqlite3.Connection, reach: int, share: float) -> Iterator[tuple[int, int]]:
    """The keys of all pairs to be compared, the smaller id first."""
    id_of = dict(db.execute("SELECT key, id FROM documents"))
    referring = _referring(db)
    names = _Names(db) if referring else None
    named = ((key, other) for key in referring if names for other in names.meant(_references(db, key)))
    for one, other in (*_side_by_side(db, reach, share), *named):
        if one != other:
            yield (one, other) if id_of[one] < id_of[other] else (other, one)


def _side_by_side(db: sqlite3.Connection, reach: int, share: float) -> Iterator[tuple[int, int]]:
    met = _Met(Counter(), set())
    last: list[int] = []
    before = None
    for band, document, name in db.execute("SELECT band, document, name FROM bands ORDER BY band, rank"):
        last = last[-reach:] if band == before else []
        before = band
        for other in last:
            met.note(other, document, name=name)
        last.append(document)
    return met.worth(_sizes(db), share)


KNOWN_BY = (
    "coalesce((SELECT w.known_to FROM known_words w WHERE w.document = c.document AND w.start <= c.start"
    " AND c.start < w.end) <= ?, c.document IN (SELECT key FROM documents WHERE known_to <= ?))"
)
"""Whether the words of claim ``c`` were known by the end of a day (twice that day): with their document, unless they
are noted to have been known earlier or later."""
