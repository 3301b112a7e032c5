"""Claims out of the ledger."""

from __future__ import annotations

import contextlib
import gc
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from backchannel.errors import InputError, UnknownId
from backchannel.ledger import documents, rows
from backchannel.ledger.filters import ClaimFilter, of_claims
from backchannel.model import Claim, Value


class ActorCount(Value, frozen=True):
    """An actor as the claims name him: printed name, state acted for, type, and how many claims name him."""

    name: str
    country: str | None
    type: str
    claims: int


def _order(claim: Claim) -> tuple[str, int, str, str]:
    return claim.doc, claim.start, claim.id, claim.document


def select(db: sqlite3.Connection, parties: Sequence[str], wanted: ClaimFilter, *, effective: bool) -> list[Claim]:
    """The claims asked for, by document name, place and id."""
    tables, condition = of_claims(db, parties, wanted, effective=effective)
    names = documents.renamed(db)
    query = f"SELECT c.document, c.record FROM {tables} WHERE {condition}"
    with _no_collection():
        found = [_named(names, document, record) for document, record in db.execute(query, condition.values)]
        return sorted(found, key=_order)


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage collection meanwhile: fresh claims hold no cycles, and looking for some is a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def iterate(db: sqlite3.Connection, key: int, wanted: ClaimFilter, *, effective: bool) -> Iterator[Claim]:
    """The claims asked for of one document, by place and id."""
    tables, condition = of_claims(db, (), wanted, effective=effective)
    condition.add("c.document = ?", key)
    names = documents.renamed(db)
    for document, record in db.execute(
        f"SELECT c.document, c.record FROM {tables} WHERE {condition} ORDER BY c.start, c.id", condition.values
    ).fetchall():
        yield _named(names, document, record)


def _named(names: Mapping[int, str], document: int, record: bytes) -> Claim:
    """The claim under its document's present name: the same bytes may have come in under another first."""
    claim = rows.decode_claim(record)
    name = names.get(document)
    return claim if name is None or claim.doc == name else msgspec.structs.replace(claim, doc=name)


def one(db: sqlite3.Connection, id_: str, *, effective: bool) -> Claim:
    """The claim with this id or unique beginning of an id, in force or as it once was read.

    Raises ``UnknownId`` where there is none and ``InputError`` where there are several.
    """
    ids = [i for (i,) in db.execute("SELECT DISTINCT id FROM claims WHERE id = ?", (id_,))]
    if not ids and len(id_) >= documents.SHORTEST_PREFIX:
        ids = [i for (i,) in db.execute("SELECT DISTINCT id FROM claims WHERE id >= ? AND id < ?", (id_, id_ + "\x7f"))]
    if not ids:
        raise UnknownId(f"no claim {id_!r} in this ledger; `backchannel claims` lists them.")
    if len(ids) > 1:
        raise InputError(f"{id_!r} begins several ids: {', '.join(sorted(ids)[:5])}; give more of it.")
    document, record = db.execute(
        "SELECT c.document, c.record FROM claims c JOIN documents d ON d.key = c.document WHERE c.id = ?"
        " ORDER BY c.face & ? DESC, d.name, d.id, c.derived, c.key LIMIT 1",
        (ids[0], rows.DECIDED if effective else rows.AS_READ),
    ).fetchone()
    return _named(documents.renamed(db), document, record)


def actors(db: sqlite3.Connection, parties: Sequence[str]) -> list[ActorCount]:
    """Actors of the claims in force that all ``parties`` take part in, the most frequent first."""
    tables, condition = of_claims(db, parties, ClaimFilter(), effective=True)
    found = db.execute(
        f"SELECT a.name, a.country, a.type, count(DISTINCT a.claim) AS n FROM {tables}"
        f" JOIN claim_actors a ON a.claim = c.key WHERE {condition}"
        " GROUP BY a.name, a.country, a.type ORDER BY n DESC, a.name, a.country, a.type",
        condition.values,
    )
    return [ActorCount(name=name, country=country, type=type_, claims=n) for name, country, type_, n in found]
