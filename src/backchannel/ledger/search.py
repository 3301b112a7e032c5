"""Full text over passages, claims and findings: by words first, then by parts of words.

Two FTS5 indexes over one table: ``unicode61`` finds words whatever their case and accents, ``trigram`` finds parts
of words and writing without spaces (https://www.sqlite.org/fts5.html, section 4.3).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

from backchannel.errors import InputError
from backchannel.ledger import rows
from backchannel.model import Claim, Document, Finding, Value

HitKind = Literal["passage", "claim", "finding"]
HIT_KINDS: tuple[HitKind, ...] = get_args(HitKind)

SNIPPET_TOKENS = {"search_words": 24, "search_parts": 64}
MOST_TERMS = 100
_OPEN, _CLOSE = "\x02", "\x03"
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_SEARCHABLE = "INSERT INTO searchable (key, kind, document, row, start, end, text) VALUES (?, ?, ?, ?, ?, ?, ?)"


class Hit(Value, frozen=True):
    """A place where the words stand.

    ``id`` is the claim's or finding's, for a passage the document's; ``parts`` are pieces of text, true where they
    match; ``rank`` is BM25 as SQLite gives it (the lower the better), or 0 for parts of words.
    """

    kind: HitKind
    id: str
    document: str | None
    doc: str | None
    start: int | None
    end: int | None
    parts: tuple[tuple[str, bool], ...]
    rank: float

    @property
    def snippet(self) -> str:
        """The words around the match, which stands in square brackets."""
        return "".join(f"[{text}]" if match else text for text, match in self.parts)


def terms(words: str) -> list[str]:
    """The words and "quoted phrases" of a query; a word may end in ``*``. Nothing else is special.

    Raises ``InputError`` where there are more than :data:`MOST_TERMS`, which would only wear out the machine.
    """
    found = (phrase if phrase else word.replace('"', "") for phrase, word in _WORD.findall(words))
    kept = [term for term in (re.sub(r"[\x00-\x1f]", " ", t).strip() for t in found) if term.strip("*")]
    if len(kept) > MOST_TERMS:
        raise InputError(f"these are {len(kept)} words to search for; give at most {MOST_TERMS}, or quote a phrase.")
    return kept


def word_query(words: str) -> str | None:
    """The query for the word index: all terms, each quoted, so that no text is an FTS5 operator."""
    quoted = [f'"{t.rstrip("*")}" *' if t.endswith("*") else f'"{t}"' for t in terms(words) if re.search(r"\w", t)]
    return " AND ".join(quoted) or None


def part_query(words: str) -> str | None:
    """The query for the trigram index, or None where a term is shorter than the three characters it needs."""
    found = [t.rstrip("*") for t in terms(words)]
    if not found or min(map(len, found)) < 3:
        return None
    return " AND ".join(f'"{t}"' for t in found)


def index_document(db: sqlite3.Connection, key: int, document: Document, claims: Iterable[tuple[int, Claim]]) -> None:
    """Make the document's passages and claims findable; earlier entries of it must have been taken out."""
    entries: list[tuple[object, ...]] = [
        ("passage", key, None, s, e, document.text[s:e]) for s, e in _passages(document)
    ]
    entries += [("claim", key, row, c.start, c.end, c.quote) for row, c in claims]
    _insert(db, entries)


def _passages(document: Document) -> Iterator[tuple[int, int]]:
    if document.sections:
        yield from ((s.start, s.end) for s in document.sections)
        return
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", document.text):
        yield match.span()


def index_findings(db: sqlite3.Connection, findings: Iterable[tuple[int, Finding]]) -> None:
    """Make findings findable by their titles."""
    _insert(db, [("finding", None, row, None, None, f.title) for row, f in findings])


def _insert(db: sqlite3.Connection, entries: Sequence[tuple[object, ...]]) -> None:
    first = rows.next_key(db, "searchable")
    db.executemany(_SEARCHABLE, [(key, *entry) for key, entry in enumerate(entries, first)])
    for table in ("search_words", "search_parts"):
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
    for table in ("search_words", "search_parts"):
        db.execute(
            f"INSERT INTO {table} ({table}, rowid, text) SELECT 'delete', key, text FROM searchable WHERE {where}",
            values,
        )
    db.execute(f"DELETE FROM searchable WHERE {where}", values)


def search(db: sqlite3.Connection, words: str, kinds: Sequence[HitKind], limit: int) -> list[Hit]:
    """Where the words stand, best first: whole words, then parts of words.

    Raises ``InputError`` where ``words`` hold nothing to look for or a kind is unknown.
    """
    if wrong := set(kinds) - set(HIT_KINDS):
        raise InputError(f"cannot search in {', '.join(sorted(wrong))}; search in {', '.join(HIT_KINDS)}.")
    found: dict[int, Hit] = {}
    by_word, by_part = word_query(words), part_query(words)
    if by_word is None and by_part is None:
        raise InputError("there is nothing to search for in these words; give at least one word or number.")
    for table, query in (("search_words", by_word), ("search_parts", by_part)):
        if query and len(found) < limit:
            for key, hit in _matches(db, table, query, kinds, limit):
                found.setdefault(key, hit)
    return list(found.values())[:limit]


def _matches(
    db: sqlite3.Connection, table: str, query: str, kinds: Sequence[HitKind], limit: int
) -> Iterator[tuple[int, Hit]]:
    rank = f"bm25({table})" if table == "search_words" else "0.0"
    marks = ", ".join("?" * len(kinds))
    found = db.execute(
        f"SELECT s.key, s.kind, coalesce(c.id, f.id, d.id), d.id, d.name, s.start, s.end,"
        f" snippet({table}, 0, ?, ?, ' … ', {SNIPPET_TOKENS[table]}), {rank}"
        f" FROM {table} JOIN searchable s ON s.key = {table}.rowid LEFT JOIN documents d ON d.key = s.document"
        " LEFT JOIN claims c ON s.kind = 'claim' AND c.key = s.row"
        " LEFT JOIN findings f ON s.kind = 'finding' AND f.key = s.row"
        f" WHERE {table} MATCH ? AND s.kind IN ({marks}) ORDER BY {rank}, d.name, s.start, s.end, s.kind, 3 LIMIT ?",
        (_OPEN, _CLOSE, query, *kinds, limit),
    )
    for key, kind, id_, document, doc, start, end, snippet, score in found:
        yield (
            key,
            Hit(kind=kind, id=id_, document=document, doc=doc, start=start, end=end, parts=_parts(snippet), rank=score),
        )


def _parts(snippet: str) -> tuple[tuple[str, bool], ...]:
    """Split at the marks; a text that holds the marks' own control characters may only shift the highlight."""
    pieces: list[tuple[str, bool]] = []
    for n, piece in enumerate(snippet.split(_OPEN)):
        match, close, rest = piece.partition(_CLOSE)
        if n and close:
            pieces += [(match, True), (rest, False)]
        else:
            pieces.append((piece.replace(_CLOSE, ""), False))
    return tuple((text, match) for text, match in pieces if text)
