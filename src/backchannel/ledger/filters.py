"""Which claims are asked for, and the same as SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from backchannel.errors import BadDate
from backchannel.ledger import documents, linking
from backchannel.ledger.queries import queries
from backchannel.model import (
    Act,
    Certainty,
    Domain,
    Kind,
    Polarity,
    Role,
    Value,
    first_day,
    last_day,
)


class ClaimFilter(Value, frozen=True):
    """What a claim must have; None (or empty) asks for nothing. Dates are those of the claims format.

    role       one of the parties asked for plays it (or anyone, where no party is asked for)
    actor      a part of an actor's name as printed, in any case
    document   id, unique beginning of an id, or name
    since      it happened or held on that date or later; undated claims are left out
    until      it happened or held on that date or earlier; undated claims are left out
    on         it had begun by the end of that date; an undated claim counts if its words were known by then
    as_known   its words were known by the end of that date (with its document, or with an earlier one that has them);
               what nothing dates is left out
    text       words that stand in the quote
    reader     read by this reader (``person:NAME`` for claims of one's own), also where that reading is not current
    reading    read in this reading (id)
    """

    kind: Kind | None = None
    act: Act | None = None
    domain: Domain | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    role: Role | None = None
    actor: str | None = None
    document: str | None = None
    since: str | None = None
    until: str | None = None
    on: str | None = None
    as_known: str | None = None
    covert: bool | None = None
    text: str | None = None
    reader: str | None = None
    reading: str | None = None


class Condition:
    """An SQL condition that grows by ``AND``, with its values."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[object] = []

    def add(self, sql: str, *values: object) -> None:
        """Ask for ``sql`` too."""
        self.parts.append(sql)
        self.values.extend(values)

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "1"


def day(value: str, *, last: bool) -> int:
    """The first or last day of a date as an ordinal. Raises ``BadDate``."""
    try:
        return (last_day(value) if last else first_day(value)).toordinal()
    except ValueError:
        raise BadDate(f"{value!r} is not a date; write 1931, 1931-03, 1931-03-14 or 193X.") from None


def of_claims(
    db: sqlite3.Connection, parties: Sequence[str], wanted: ClaimFilter, *, effective: bool
) -> tuple[str, Condition]:
    """The tables (claims as ``c``) and the condition for the claims that all ``parties`` take part in."""
    condition = Condition()
    tables = _parties(sorted(set(parties)), condition)
    _face(wanted, condition, effective=effective)
    _fields(wanted, condition)
    _actors(parties, wanted, condition)
    if wanted.document is not None:
        condition.add("c.document = ?", documents.find(db, wanted.document))
    _times(wanted, condition)
    if wanted.text is not None:
        _words(wanted.text, "claim", "c.key", condition)
    return tables, condition


def _parties(parties: list[str], condition: Condition) -> str:
    """The narrowest table first: pairs of countries lie ready, further parties are looked up claim by claim."""
    if len(parties) > 1:
        tables = "dyads d CROSS JOIN claims c ON c.key = d.claim"
        condition.add("d.one = ? AND d.two = ?", *parties[:2])
        rest = parties[2:]
    else:
        tables = "claims c"
        rest = parties
    for party in rest:
        condition.add("c.key IN (SELECT claim FROM claim_actors WHERE country = ?)", party)
    return tables


def _face(wanted: ClaimFilter, condition: Condition, *, effective: bool) -> None:
    seen = 2 if effective else 1
    if wanted.reader is None and wanted.reading is None:
        condition.add(f"c.face & {seen}")
        return
    condition.add(f"(c.face = 0 OR c.face & {seen})")
    for column, value in (("reader", wanted.reader), ("id", wanted.reading)):
        if value is not None:
            condition.add(f"c.reading IN (SELECT key FROM readings WHERE {column} = ?)", value)


def _fields(wanted: ClaimFilter, condition: Condition) -> None:
    for column, value in (
        ("kind", wanted.kind),
        ("act", wanted.act),
        ("domain", wanted.domain),
        ("certainty", wanted.certainty),
        ("polarity", wanted.polarity),
        ("covert", wanted.covert),
    ):
        if value is not None:
            condition.add(f"c.{column} = ?", value)


def _actors(parties: Sequence[str], wanted: ClaimFilter, condition: Condition) -> None:
    inner = Condition()
    if wanted.role is not None:
        inner.add("a.role = ?", wanted.role)
        if parties:
            inner.add(f"a.country IN ({', '.join('?' * len(parties))})", *parties)
    if inner.parts:
        condition.add(f"EXISTS (SELECT 1 FROM claim_actors a WHERE a.claim = c.key AND {inner})", *inner.values)
    if wanted.actor is not None:
        condition.add(
            "EXISTS (SELECT 1 FROM claim_actors a WHERE a.claim = c.key AND instr(fold(a.name), ?))",
            wanted.actor.casefold(),
        )


def _times(wanted: ClaimFilter, condition: Condition) -> None:
    if wanted.since is not None:
        condition.add("c.last >= ?", day(wanted.since, last=False))
    if wanted.until is not None:
        condition.add("c.first <= ?", day(wanted.until, last=True))
    if wanted.on is not None:
        end = day(wanted.on, last=True)
        condition.add(f"(c.first <= ? OR c.first IS NULL AND {linking.KNOWN_BY})", end, end, end)
    if wanted.as_known is not None:
        end = day(wanted.as_known, last=True)
        condition.add(linking.KNOWN_BY, end, end)


def _words(text: str, kind: str, column: str, condition: Condition) -> None:
    """By whole words or by parts of words, as the search itself."""
    asked = {query.table: query for query in queries(text)}.values()  # the widest of each table holds the others
    found = " UNION ".join(
        f"SELECT s.row FROM {table} JOIN searchable s ON s.key = {table}.rowid WHERE {table} MATCH ? AND s.kind = ?"
        for table, _ in asked
    )
    condition.add(f"{column} IN ({found})", *(value for _, match in asked for value in (match, kind)))


def of_findings(db: sqlite3.Connection, parties: Sequence[str], wanted: ClaimFilter) -> Condition:
    """The condition for findings ``f``: their own kind, act, domain, time and countries; the rest by their claims."""
    condition = Condition()
    for party in sorted(set(parties)):
        condition.add("f.key IN (SELECT finding FROM finding_countries WHERE country = ?)", party)
    for column in ("kind", "act", "domain", "covert"):
        if (value := getattr(wanted, column)) is not None:
            condition.add(f"f.{column} = ?", value)
    if wanted.since is not None:
        condition.add("f.last >= ?", day(wanted.since, last=False))
    if wanted.until is not None:
        condition.add("f.first <= ?", day(wanted.until, last=True))
    _by_claims(db, parties, wanted, condition)
    if wanted.text is not None:
        inner = Condition()
        _words(wanted.text, "finding", "f.key", inner)
        _words(wanted.text, "claim", "fc.row", inner)
        condition.add(
            f"({inner.parts[0]} OR EXISTS (SELECT 1 FROM (SELECT c.key AS row FROM finding_claims x JOIN claims c"
            f" ON c.id = x.claim WHERE x.finding = f.key AND c.face & 2) fc WHERE {inner.parts[1]}))",
            *inner.values,
        )
    return condition


def _by_claims(db: sqlite3.Connection, parties: Sequence[str], wanted: ClaimFilter, condition: Condition) -> None:
    inner = Condition()
    inner.add("c.face & 2")
    _fields(ClaimFilter(certainty=wanted.certainty, polarity=wanted.polarity), inner)
    _actors(parties, wanted, inner)
    if wanted.document is not None:
        inner.add("c.document = ?", documents.find(db, wanted.document))
    _times(ClaimFilter(on=wanted.on, as_known=wanted.as_known), inner)
    for column, value in (("reader", wanted.reader), ("id", wanted.reading)):
        if value is not None:
            inner.add(f"c.reading IN (SELECT key FROM readings WHERE {column} = ?)", value)
    if len(inner.parts) > 1:
        condition.add(
            "EXISTS (SELECT 1 FROM finding_claims x JOIN claims c ON c.id = x.claim"
            f" WHERE x.finding = f.key AND {inner})",
            *inner.values,
        )
