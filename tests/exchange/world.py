"""A small world for the formats: documents of our own words, claims on them, findings, and what goes wrong in names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from hypothesis import strategies as st

from backchannel.exchange import Material
from backchannel.model import (
    Actor,
    Claim,
    Dating,
    Decision,
    Document,
    Finding,
    Fragment,
    Metadata,
    Reading,
    claim_id,
    digest,
    reading_id,
)

from .strategies import claims

WARSAW = "In December 1970 Willy Brandt knelt in Warsaw. Poland and West Germany signed a treaty on 7 December."
SHANGHAI = "Nixon met Mao in Beijing in February 1972; Pakistan had carried the letters between them."


def document(text: str, name: str = "warsaw.txt", *, fragments: Iterable[Fragment] = (), **about: Any) -> Document:
    """A document of these words."""
    date = about.pop("date", None)
    return Document(
        id=digest(f"bytes of {name}: {text}"),
        name=name,
        text=text,
        text_digest=digest(text),
        media_type=about.pop("media_type", "text/plain"),
        metadata=Metadata(date=Dating(start=date, reason="given") if date else None, **about),
        fragments=tuple(fragments),
    )


def claim(of: Document, words: str, *actors: str, **fields: Any) -> Claim:
    """A claim on the first place of the words; an actor is written ``Name/role/CODE/type``, the latter two optional."""
    start = of.text.index(words)
    who = []
    for actor in actors:
        name, role, code, type_ = (*actor.split("/"), "", "")[:4]
        who.append(Actor(name=name, role=role, country=code or None, type=type_ or "state"))  # type: ignore[arg-type] # literals
    fields = {"kind": "event", "plover": "CONSULT", "domain": "diplomacy", **fields}
    return Claim(
        id=claim_id(of.text_digest, start, start + len(words), fields["kind"], fields["plover"], tuple(who)),
        document=of.id,
        doc=of.name,
        start=start,
        end=start + len(words),
        quote=words,
        actors=tuple(who),
        **fields,
    )


def finding(*members: Claim, **fields: Any) -> Finding:
    """A finding of these claims."""
    first = members[0]
    plain: dict[str, Any] = {"title": "a matter", "kind": first.kind, "act": first.plover, "domain": first.domain}
    return Finding(
        id="f" + first.id[:8],
        claims=tuple(c.id for c in members),
        countries=tuple(sorted(first.countries)),
        when=first.date,
        **{**plain, **fields},
    )


def grade(of: Claim, value: str, by: str = "Ann O. Tator", why: str = "seen twice") -> Decision:
    """A person's grade of credibility."""
    return Decision(
        id=f"g{value}", kind="grade", by=by, at="2026-01-02T12:00:00+00:00", why=why, text_digest="", start=of.start,
        end=of.end, quote=of.quote, claim=of.id, field="credibility", value=f'"{value}"',
    )  # fmt: skip


def read_by(reader: str, version: str = "1") -> Callable[[Claim], Reading]:
    """Readings of all documents by this reader."""

    def reading_of(one: Claim) -> Reading:
        id_ = reading_id(one.document, one.document, reader, version, "")
        return Reading(id=id_, document=one.document, text_digest=digest("text"), reader=reader, version=version)

    return reading_of


def material(documents: Iterable[Document], found: Sequence[Claim], **more: Any) -> Material:
    """What an export rests on, all in memory; ``reading_of`` tells the text's own reading."""
    shelf = {d.id: d for d in documents}

    def reading_of(one: Claim) -> Reading:
        text = shelf[one.document].text_digest
        id_ = reading_id(one.document, text, "clauses", "1", "")
        return Reading(id=id_, document=one.document, text_digest=text, reader="clauses", version="1")

    return Material(claims=found, documents=shelf, **{"reading_of": reading_of, **more})


@st.composite
def worlds(draw: st.DrawFn) -> Material:
    """Documents of any words, and claims of every shape on passages of them."""
    texts = draw(st.lists(st.text(st.characters(codec="utf-8"), min_size=2, max_size=60), min_size=1, max_size=3))
    shelf = [document(text, f"{n}.txt", title=draw(st.none() | st.text(max_size=9))) for n, text in enumerate(texts)]
    made: dict[str, Claim] = {}
    for drawn in draw(st.lists(claims(), max_size=5)):
        of = draw(st.sampled_from(shelf))
        start = draw(st.integers(0, len(of.text) - 1))
        end = draw(st.integers(start + 1, len(of.text)))
        placed = _placed(drawn, of, start, end)
        made[placed.id] = placed
    ordered = sorted(made.values(), key=lambda c: (c.doc, c.start, c.id))
    return material(shelf, ordered, findings=[finding(*ordered[:2])] if ordered else [])


def _placed(drawn: Claim, of: Document, start: int, end: int) -> Claim:
    fields = {name: getattr(drawn, name) for name in Claim.__struct_fields__}
    fields |= {"document": of.id, "doc": of.name, "start": start, "end": end, "quote": of.text[start:end]}
    fields["id"] = claim_id(of.text_digest, start, end, drawn.kind, drawn.plover, drawn.actors)
    return Claim(**fields)
