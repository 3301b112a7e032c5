"""Documents, claims and readings made up for the ledger's tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from backchannel.ledger import Ledger
from backchannel.model import (
    Act,
    Actor,
    Claim,
    Dating,
    Document,
    Finding,
    Kind,
    KnownWords,
    Link,
    Metadata,
    Reading,
    Section,
    Sketch,
    When,
    claim_id,
    digest,
    finding_id,
    reading_id,
)

NOON = dt.datetime(2026, 1, 2, 12, tzinfo=dt.UTC).isoformat()


def document(name: str, text: str, *, date: str | None = None, mark: str = "", **metadata: Any) -> Document:
    """A document whose paragraphs are its lines; ``mark`` makes other bytes of the same text."""
    sections, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            sections.append(Section(start=at, end=at + len(line), kind="paragraph"))
        at += len(line) + 1
    dating = Dating(start=date, reason="given") if date else None
    return Document(
        id=digest(mark + text),
        name=name,
        text=text,
        text_digest=digest(text),
        media_type="text/plain",
        metadata=Metadata(date=dating, **metadata),
        sections=tuple(sections),
    )


def claim(
    of: Document, words: str, *actors: str, kind: Kind = "event", act: Act | None = "CONSULT", **fields: Any
) -> Claim:
    """A claim on the first place where ``words`` stand; an actor is written ``Name/role/CODE``."""
    start = of.text.index(words)
    parts = (a.split("/") for a in actors)
    who = tuple(Actor(name=n, role=r, country=c or None) for n, r, c in parts)  # type: ignore[arg-type] # a role
    return Claim(
        id=claim_id(of.text_digest, start, start + len(words), kind, act, who),
        document=of.id,
        doc=of.name,
        start=start,
        end=start + len(words),
        quote=words,
        kind=kind,
        plover=act,
        actors=who,
        **fields,
    )


def reading(of: Document, *claims: Claim, reader: str = "rules", version: str = "1") -> Reading:
    """A reading of the document by ``reader``."""
    return Reading(
        id=reading_id(of.id, of.text_digest, reader, version, ""),
        document=of.id,
        text_digest=of.text_digest,
        reader=reader,
        version=version,
        claims=claims,
    )


def finding(title: str, *claims: Claim, **fields: Any) -> Finding:
    """A finding made of the claims, with the countries that all of them name."""
    ids = tuple(c.id for c in claims)
    return Finding(
        id=finding_id(ids),
        title=title,
        kind="event",
        claims=ids,
        countries=tuple(sorted(frozenset.intersection(*(c.countries for c in claims)))),
        act=claims[0].plover,
        domain=claims[0].domain,
        when=claims[0].date,
        **fields,
    )


WARSAW = "In 1970 the chancellor of West Germany knelt in Warsaw.\nPoland and West Germany signed a treaty there."
SHANGHAI = (
    "Pakistan carried messages between Washington and Peking in 1971.\n"
    "President Nixon arrived in Peking on 21 February 1972.\n"
    "The two sides issued a joint communiqué at Shanghai."
)


def warsaw(name: str = "warsaw.txt", **fields: Any) -> tuple[Document, Reading]:
    """Two claims about Poland and West Germany."""
    of = document(name, WARSAW, date="1971", **fields)
    knelt = claim(
        of, "the chancellor of West Germany knelt in Warsaw", "West Germany/source/DEU", "Poland/target/POL",
        act="CONCEDE", domain="diplomacy", date=When(start="1970", text="In 1970"),
    )  # fmt: skip
    signed = claim(
        of, "Poland and West Germany signed a treaty there", "Poland/participant/POL", "West Germany/participant/DEU",
        act="AGREE", domain="diplomacy",
    )  # fmt: skip
    return of, reading(of, knelt, signed)


def shanghai(name: str = "shanghai.txt", **fields: Any) -> tuple[Document, Reading]:
    """Three claims about the United States and China, one of them through Pakistan."""
    of = document(name, SHANGHAI, date="1979-05")
    return of, reading(
        of,
        claim(
            of, "Pakistan carried messages between Washington and Peking in 1971", "Pakistan/via/PAK",
            "Washington/participant/USA", "Peking/participant/CHN",
            covert=True, date=When(start="1971", text="in 1971"),
        ),
        claim(
            of, "President Nixon arrived in Peking on 21 February 1972", "Richard Nixon/source/USA",
            "Peking/target/CHN", domain="diplomacy", date=When(start="1972-02-21", text="on 21 February 1972"),
        ),
        claim(
            of, "The two sides issued a joint communiqué at Shanghai", "United States/participant/USA",
            "China/participant/CHN", act="AGREE", domain="diplomacy", certainty="probable",
        ),
        **fields,
    )  # fmt: skip


def filled(ledger: Ledger) -> Ledger:
    """The ledger with both documents in it."""
    ledger.add(*warsaw())
    ledger.add(*shanghai())
    return ledger


def linked(ledger: Ledger, one: str, other: str, *, why: str) -> None:
    """Link two documents, with words in every place that can hold some."""
    ledger.put_sketch(one, Sketch(method="test", rank=1, bands=(5, 6)))
    ledger.put_sketch(other, Sketch(method="test", rank=2, bands=(6, 7)))
    first, second = sorted((one, other))
    ledger.put_links([Link(one=first, other=second, kind="correction", main=other, why=why)])
    words = KnownWords(document=one, start=0, end=9, known_from=1, known_to=2, by=other)
    ledger.set_known_words([words, KnownWords(document=other, start=0, end=9, known_from=1, known_to=2, by=one)])
