"""The sample of ``sample.toml`` and ``documents/`` as values: seven texts on the United States and China."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, cast

import msgspec

from backchannel.model import (
    Actor,
    ActorType,
    Citation,
    Claim,
    Conflict,
    Dating,
    Document,
    Finding,
    Metadata,
    Note,
    Origin,
    Quantity,
    Reason,
    Relay,
    Response,
    Role,
    Section,
    SectionKind,
    When,
    claim_id,
    digest,
    finding_id,
)

HERE = Path(__file__).parent
ROWS: dict[str, list[dict[str, Any]]] = tomllib.loads((HERE / "sample.toml").read_text("utf-8"))
PARTIES = ("USA", "CHN")
ACCURACY = {"kind": 0.81, "actors": 0.72, "date": 0.77, "attribution": 0.64, "certainty": 0.79, "domain": 0.70}
AUTHOR = Relay(source="author", kind="author")


def _kind(block: str, start: int) -> SectionKind:
    if start == 0:
        return "title"
    if block == "Notes" or block.startswith("[1]"):
        return "notes"
    return "author_note" if block.startswith("About the author") else "paragraph"


def sections(text: str) -> tuple[Section, ...]:
    """The blocks that blank lines part."""
    found, at = [], 0
    for block in text.split("\n\n"):
        found.append(Section(start=at, end=at + len(block.rstrip("\n")), kind=_kind(block, at)))
        at += len(block) + 2
    return tuple(found)


def _notes(text: str) -> tuple[Note, ...]:
    at = text.find("\n[1] ") + 5
    if at < 5:
        return ()
    line = text[at : text.index("\n", at)]
    return (Note(number="1", start=at, end=at + len(line), text=line),)


def document(name: str, text: str, **metadata: Any) -> Document:
    """A document of this text."""
    meta = msgspec.convert({"language": "en", **metadata}, Metadata)
    return Document(
        id=digest(name + text),
        name=name,
        text=text,
        text_digest=digest(text),
        media_type="text/plain",
        metadata=meta,
        sections=sections(text),
        notes=_notes(text),
    )


def who(text: str) -> tuple[Actor, ...]:
    """Actors from ``role CODE Name (type)``, parted by semicolons; no type is a state."""
    made = []
    for part in text.split("; "):
        role, code, name = part.split(" ", 2)
        name, _, kind = name.partition(" (")
        typed = cast(ActorType, kind.rstrip(")") or "state")
        made.append(Actor(name=name, role=cast(Role, role), country=None if code == "-" else code, type=typed))
    return tuple(made)


def claim(source: Document, row: dict[str, Any]) -> Claim:
    """The claim of a row, on the first place where its quote stands in the document."""
    start = source.text.index(row["quote"])
    end = start + len(row["quote"])
    people = who(row["actors"])
    act = row.get("act")
    begin, _, close = row.get("date", "").partition("/")
    relays = ((msgspec.convert(row["word"], Relay),) if "word" in row else ()) + (AUTHOR,)
    return Claim(
        id=claim_id(source.text_digest, start, end, row["kind"], act, people),
        document=source.id,
        doc=source.name,
        start=start,
        end=end,
        quote=row["quote"],
        kind=row["kind"],
        actors=people,
        plover=act,
        domain=row["domain"],
        date=When(start=begin or None, end=close or None),
        attribution=relays,
        certainty=row.get("certainty", "certain"),
        polarity=row.get("polarity", "positive"),
        responses=msgspec.convert(row.get("responses", []), tuple[Response, ...]),
        covert=row.get("covert", False),
        quantity=(msgspec.convert(row["quantity"], Quantity),) if "quantity" in row else (),
        place=row.get("place"),
        citation=msgspec.convert(row["citation"], Citation) if "citation" in row else None,
        reasons=(Reason(field="plover", rule="the class of the verb"),),
        confidence=0.8,
    )


def _origins(row: dict[str, Any]) -> tuple[Origin, ...]:
    named = [(o["name"], o["claims"]) for o in row.get("origins", [])]
    rest = [k for k in row["claims"] if not any(k in keys for _, keys in named)]
    groups = named + ([(None, rest)] if rest else [])
    return tuple(
        Origin(
            id=digest(name or "not given " + row["title"])[:16],
            name=name,
            claims=tuple(CLAIMS[k].id for k in keys),
            read=name == "The White House",
            document=DOCUMENTS["memcon-1971.txt"].id if name == "The White House" else None,
            reason="the chain of attribution begins there" if name else "the author names nobody",
        )
        for name, keys in groups
    )


def _conflict(row: dict[str, Any]) -> Conflict:
    other = CLAIMS[row["other"]].id if "other" in row else None
    return Conflict(kind=row["kind"], claim=CLAIMS[row["claim"]].id, other=other, what=row["what"])


def finding(row: dict[str, Any]) -> Finding:
    """The finding of a row: what is common to its claims is taken from the first of them."""
    mine = [CLAIMS[k] for k in row["claims"]]
    origins, ids = _origins(row), tuple(c.id for c in mine)
    return Finding(
        id=finding_id(ids),
        title=row["title"],
        kind=mine[0].kind,
        claims=ids,
        countries=tuple(sorted({c for m in mine for c in m.countries})),
        act=mine[0].plover,
        domain=mine[0].domain,
        when=mine[0].date,
        origins=origins,
        traced=sum(o.name is not None for o in origins),
        untraced=sum(o.name is None for o in origins),
        responses=tuple(dict.fromkeys(r for m in mine for r in m.responses)),
        conflicts=tuple(_conflict(c) for c in row.get("conflicts", [])),
        covert=any(m.covert for m in mine),
        why=("same parties, same act, times that overlap",) if len(mine) > 1 else (),
    )


DOCUMENTS = {
    row["name"]: document(
        **{**row, "text": (HERE / "documents" / row["name"]).read_text("utf-8")},
    )
    for row in ROWS["document"]
}
CLAIMS = {row["key"]: claim(DOCUMENTS[row["doc"]], row) for row in ROWS["claim"]}
BY_ID = {c.id: c for c in CLAIMS.values()}
FINDINGS = tuple(finding(row) for row in ROWS["finding"])
TITLED = {f.title: f for f in FINDINGS}
KNOWN: dict[str, Dating] = {
    d.id: dating for d in DOCUMENTS.values() if (dating := d.metadata.released or d.metadata.date)
}
