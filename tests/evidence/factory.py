"""Claims and documents for these tests, written by hand: what a test does not say is plain."""

from __future__ import annotations

from typing import Any

from backchannel.model import (
    Actor,
    Claim,
    Decision,
    Document,
    Metadata,
    Note,
    Relay,
    When,
    claim_id,
    decision_id,
    digest,
)

AUTHOR = Relay(source="author", kind="author")


def actors(**roles: str) -> tuple[Actor, ...]:
    """``actors(source="LBY", target="MLT", via="ITA")``; several of a role are parted by blanks."""
    return tuple(
        Actor(name=code, role=role, country=code)  # type: ignore[arg-type] # the tests name roles that exist
        for role, codes in roles.items()
        for code in codes.split()
    )


def said(quote: str, doc: str = "one.txt", start: int = 0, *, by: str | None = None, **fields: Any) -> Claim:
    """A claim with these words; ``by`` is its named originator, ``date`` may be given as a string."""
    if isinstance(fields.get("date"), str):
        fields["date"] = When(start=fields["date"])
    if by is not None:
        fields["attribution"] = (Relay(source=by, cue="said", kind="report"), AUTHOR)
    fields.setdefault("kind", "event")
    fields.setdefault("actors", actors(source="LBY", target="MLT"))
    end = start + len(quote)
    made = claim_id(digest(doc), start, end, fields["kind"], fields.get("plover"), fields["actors"])
    return Claim(id=made, document=doc, doc=doc, start=start, end=end, quote=quote, **fields)


def document(name: str, text: str = "", notes: tuple[Note, ...] = (), **metadata: Any) -> Document:
    """A document whose id is its name."""
    text = text or f"The text of {name} is of no matter here."
    return Document(
        id=name,
        name=name,
        text=text,
        text_digest=digest(text),
        media_type="text/plain",
        metadata=Metadata(**metadata),
        notes=notes,
    )


def library(*documents: Document) -> dict[str, Document]:
    """Documents by id."""
    return {d.id: d for d in documents}


def decide(kind: str, one: Claim, other: Claim, at: str = "2026-01-01") -> Decision:
    """A person's decision on a pair of claims."""
    anchor = (digest(one.doc), one.start, one.end)
    made = decision_id(kind, "E. Reader", *anchor, None, None, other.id)  # type: ignore[arg-type] # one of two kinds
    return Decision(
        id=made + at,
        kind=kind,  # type: ignore[arg-type] # as above
        by="E. Reader",
        at=at,
        why="read both passages",
        text_digest=anchor[0],
        start=one.start,
        end=one.end,
        quote=one.quote,
        claim=one.id,
        other=other.id,
    )
