"""Full text over passages, claims and findings: by words first, then by parts of words.

Two FTS5 indexes over one table of folded text (:mod:`backchannel.ledger.folding`): ``unicode61`` finds words,
``trigram`` parts of words (https://www.sqlite.org/fts5.html, section 4.3). What is shown is the document's own.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, get_args

import msgspec

from backchannel.errors import InputError
from backchannel.ledger import rows
from backchannel.ledger.documents import decode_document
from backchannel.ledger.folding import fold, folded
from backchannel.ledger.queries import Query, queries, terms
from backchannel.ledger.snippets import cut
from backchannel.model import Claim, Document, Finding, Value

HitKind = Literal["passage", "claim", "finding"]
HIT_KINDS: tuple[HitKind, ...] = get_args(HitKind)

LONGEST = 10_000
"""Characters of a passage; a longer one is indexed in pieces, so that showing a hit stays cheap."""

_LOOKED_AT = 5
"""So many times what is asked for is looked at, because some of it shows the very same."""

_REPEATED = "quoted_message"
_WITH_REPEATS = "SELECT record FROM documents WHERE key = ? AND instr(record, ?)"
"""Only of mails that repeat others the record is taken apart."""

TABLES = ("search_words", "search_parts")
_OPEN, _CLOSE = "\x02", "\x03"  # folding leaves no control character in a text
_MARK = re.compile(f"[{_OPEN}{_CLOSE}]")
_decode_finding = msgspec.json.Decoder(Finding).decode
_PIECE = re.compile(rf"\S(?:.{{0,{LONGEST - 2}}}\S(?=\s|\Z)|.{{0,{LONGEST - 1}}})", re.DOTALL)
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_SEARCHABLE = "INSERT INTO searchable (key, kind, document, row, start, end, text) VALUES (?, ?, ?, ?, ?, ?, ?)"


class Hit(Value, frozen=True):
    """A place where the words stand.

    ``id`` is the claim's or finding's, for a passage the document's; ``parts`` are pieces of text, true where they
    match; ``rank`` is BM25 as SQLite gives it (the lower the better), or 0 for parts of words. ``quoted`` is true where
    a mail repeats another; ``alike`` counts the other places, of lower rank, that would show the very same.
    """

    kind: HitKind
    id: str
    document: str | None
    doc: str | None
    start: int | None
    end: int | None
    parts: tuple[tuple[str, bool], ...]
    rank: float
    quoted: bool = False
    alike: int = 0

    @property
    def snippet(self) -> str:
        """The words around the match, which stands in square brackets."""
        return "".join(f"[{text}]" if match else text for text, match in self.parts)


def index_document(db: sqlite3.Connection, key: int, document: Document, claims: Iterable[tuple[int, Claim]]) -> None:
    """Make the document's passages and claims findable; earlier entries of it must have been taken out."""
    entries: list[tuple[object, ...]] = [
        ("passage", key, None, s, e, fold(document.text[s:e])) for s, e in _passages(document)
    ]
    entries += [("claim", key, row, c.start, c.end, fold(c.quote)) for row, c in claims]
    _insert(db, entries)


def _passages(document: Document) -> Iterator[tuple[int, int]]:
    spans = [(s.start, s.end) for s in document.sections] or [m.span() for m in _PARAGRAPH.finditer(document.text)]
    for start, end in spans:
        if end - start <= LONGEST:
            yield start, end
        else:
            yield from (piece.span() for piece in _PIECE.finditer(document.text, start, end))


def index_findings(db: sqlite3.Connection, findings: Iterable[tuple[int, Finding]]) -> None:
    """Make findings findable by their titles."""
    _insert(db, [("finding", None, row, None, None, fold(f.title)) for row, f in findings])


def _insert(db: sqlite3.Connection, entries: Sequence[tuple[object, ...]]) -> None:
    first = rows.next_key(db, "searchable")
    db.executemany(_SEARCHABLE, [(key, *entry) for key, entry in enumerate(entries, first)])
    for table in TABLES:
        db.execute(f"INSERT INTO {table} (rowid, text) SELECT key, text FROM searchable WHERE key >= ?", (first,))


def drop_document(db: sqlite3.Connection, key: int) -> None:
    """Take a document's passages and claims out of the indexes."""
    _drop(db, "document = ?", key)


def drop_findings(db: sqlite3.Connection) -> None:
    """Take all findings out of the indexes."""
    _drop(db, "document IS NULL")


def drop_finding(db: sqlite3.Connection, row: int) -> None:
    """Take one finding out of the indexes."""
    _drop(db, "document IS NULL AND row = ?", row)


def _drop(db: sqlite3.Connection, where: str, *values: object) -> None:
    for table in TABLES:
        db.execute(
            f"INSERT INTO {table} ({table}, rowid, text) SELECT 'delete', key, text FROM searchable WHERE {where}",
            values,
        )
    db.execute(f"DELETE FROM searchable WHERE {where}", values)


def search(db: sqlite3.Connection, words: str, kinds: Sequence[HitKind], limit: int) -> list[Hit]:
    """Where the words stand, best first: whole words, their other ways of writing, parts of words.

    What mails repeat of others comes behind what says it itself, and what shows the very same is shown once.
    Raises ``InputError`` where ``words`` hold nothing to look for or a kind is unknown.
    """
    if wrong := set(kinds) - set(HIT_KINDS):
        raise InputError(f"cannot search in {', '.join(sorted(wrong))}; search in {', '.join(HIT_KINDS)}.")
    typed = [_spelt(term.typed) for term in terms(words)]
    found: dict[int, Hit] = {}
    for query in queries(words):
        if len(found) < limit:
            fresh = [(key, hit) for key, hit in _matches(db, query, kinds, limit * _LOOKED_AT) if key not in found]
            found.update(sorted(fresh, key=lambda one: (one[1].quoted, not _as_typed(one[1], typed))))
    return _once(found.values())[:limit]


def _once(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that show the very same the first, with the number of the others."""
    alike: dict[tuple[HitKind, tuple[tuple[str, bool], ...]], list[Hit]] = {}
    for hit in hits:
        alike.setdefault((hit.kind, hit.parts), []).append(hit)
    return [msgspec.structs.replace(first, alike=len(others)) for first, *others in alike.values()]


def _spelt(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _as_typed(hit: Hit, typed: Sequence[str]) -> bool:
    """Whether what is marked holds all that was typed, letter for letter but for case."""
    marked = _spelt(" ".join(text for text, match in hit.parts if match))
    return all(word in marked for word in typed)


def _matches(db: sqlite3.Connection, query: Query, kinds: Sequence[HitKind], limit: int) -> list[tuple[int, Hit]]:
    rank = f"bm25({query.table})" if query.table == "search_words" else "0.0"
    table, marks = query.table, ", ".join("?" * len(kinds))
    found = db.execute(
        f"SELECT s.key, s.kind, coalesce(c.id, f.id, d.id), d.id, d.name, s.start, s.end, {rank},"
        f" highlight({table}, 0, ?, ?), s.document, coalesce(c.record, f.record)"
        f" FROM {table} JOIN searchable s ON s.key = {table}.rowid LEFT JOIN documents d ON d.key = s.document"
        " LEFT JOIN claims c ON s.kind = 'claim' AND c.key = s.row"
        " LEFT JOIN findings f ON s.kind = 'finding' AND f.key = s.row"
        f" WHERE {table} MATCH ? AND s.kind IN ({marks}) ORDER BY {rank}, d.name, s.start, s.end, s.kind, 3 LIMIT ?",
        (_OPEN, _CLOSE, query.match, *kinds, limit),
    ).fetchall()
    places = [(row[9], row[5], row[6]) for row in found if row[1] == "passage"]
    texts, quoted = _passage_texts(db, places), _quoted(db, places)
    hits = ((row[0], _hit(row, texts), (row[9], row[5]) in quoted) for row in found)
    return [(key, msgspec.structs.replace(hit, quoted=repeats)) for key, hit, repeats in hits]


_Place = tuple[int, int, int]


def _passage_texts(db: sqlite3.Connection, places: Iterable[_Place]) -> dict[_Place, str]:
    """What stands at these places, a document (by key), start and end each; no two documents are held at a time."""
    texts: dict[_Place, str] = {}
    for key, inside in groupby(sorted(places), key=itemgetter(0)):
        (text,) = db.execute("SELECT text FROM documents WHERE key = ?", (key,)).fetchone()
        texts |= {place: text[place[1] : place[2]] for place in inside}
    return texts


def _quoted(db: sqlite3.Connection, places: Iterable[_Place]) -> set[tuple[int, int]]:
    """Those of the places (document by key, and start) in which a mail repeats another."""
    found: set[tuple[int, int]] = set()
    for key, inside in groupby(sorted(places), key=itemgetter(0)):
        record = db.execute(_WITH_REPEATS, (key, _REPEATED.encode())).fetchone()
        sections = decode_document(record[0]).sections if record else ()
        spans = [(s.start, s.end) for s in sections if s.kind == _REPEATED]
        found |= {(key, start) for _, start, _ in inside if any(low <= start < high for low, high in spans)}
    return found


def _hit(row: Sequence[Any], texts: Mapping[_Place, str]) -> Hit:
    _, kind, id_, document, doc, start, end, score, highlighted, key, record = row
    match kind:
        case "passage":
            text = texts[key, start, end]
        case "claim":
            text = rows.decode_claim(record).quote
        case _:
            text = _decode_finding(record).title
    parts = cut(text, _spans(text, highlighted))
    return Hit(kind=kind, id=id_, document=document, doc=doc, start=start, end=end, parts=parts, rank=score)


def _spans(text: str, highlighted: str) -> list[tuple[int, int]]:
    """Where in ``text`` stands what is marked in the folded text."""
    way_back = folded(text)
    spans: list[tuple[int, int]] = []
    at = 0
    for n, piece in enumerate(_MARK.split(highlighted)):
        start, end = way_back.original(at, at + len(piece))
        if n % 2 and end > start:
            spans.append((start, end))
        at += len(piece)
    return spans
