"""JSON-LD: claims on passages as W3C Web Annotations, and where they come from in PROV-O.

One object with a ``@graph``, one node a line: for each document the bytes, the text, and the annotations on it; then
readings, readers, findings and origins. Annotations follow the Web Annotation Data Model (W3C Recommendation, 23
February 2017), provenance PROV-O (W3C Recommendation, 30 April 2013), documents Dublin Core. The context is written
out, so that nothing has to be fetched; its keys are those of http://www.w3.org/ns/anno.jsonld.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from backchannel.exchange import iris
from backchannel.exchange.claims_format import as_record, unique_ids
from backchannel.exchange.formats import Format, Material
from backchannel.ledger.decisions import PERSON
from backchannel.model import Claim, Dating, Document, Finding, Origin, Reading, Relay

AROUND = 32
"""Code points before and after the words that a quote selector carries."""

Node = dict[str, Any]

_PDF = "application/pdf"
_CONFORMS_TO = {
    _PDF: "http://tools.ietf.org/rfc/rfc3778",
    "text/html": "http://tools.ietf.org/rfc/rfc3236",
    "application/xhtml+xml": "http://tools.ietf.org/rfc/rfc3236",
    "application/xml": "http://tools.ietf.org/rfc/rfc3023",
    "application/tei+xml": "http://tools.ietf.org/rfc/rfc3023",
    "text/csv": "http://tools.ietf.org/rfc/rfc7111",
}
"""What a fragment of a file of this type conforms to (Web Annotation Data Model, section 4.2.1)."""


@cache
def context() -> Node:
    """The context of the whole file."""
    path = Path(__file__).parent / "data" / "context.json"
    found: Node = msgspec.json.decode(path.read_bytes())
    return found


def write(material: Material, out: BinaryIO) -> None:
    """Write one JSON-LD object, its nodes one a line."""
    out.write(b'{"@context":' + msgspec.json.encode(context()) + b',\n"@graph":[\n')
    for n, node in enumerate(_nodes(material)):
        out.write((b",\n" if n else b"") + msgspec.json.encode(node))
    out.write(b"\n]}\n")


def _nodes(material: Material) -> Iterator[Node]:
    claims = tuple(unique_ids(material.claims))
    named = _primary(material.findings)
    documents: set[str] = set()
    readings: dict[str, Reading] = {}
    for claim in claims:
        document = material.documents.get(claim.document)
        if claim.document not in documents:
            documents.add(claim.document)
            yield from _document(document) if document else [_unknown(claim)]
        reading = material.reading_of(claim)
        if reading:
            readings[reading.id] = reading
        yield annotation(claim, document, reading, named.get(claim.id))
    yield from _activities(readings.values())
    yield from _matters(material.findings, {claim.id for claim in claims})


# documents


def _unknown(claim: Claim) -> Node:
    return {"id": iris.named_by_hash(claim.document), "type": "Entity", "identifier": claim.doc}


def _document(document: Document) -> Iterator[Node]:
    """The bytes, with what is known of them, and the text that was read of them."""
    about = document.metadata
    yield _full(
        id=iris.named_by_hash(document.id),
        type=["Entity", "dctypes:Text"],
        identifier=document.name,
        title=about.title,
        creator=about.author,
        publisher=about.publisher,
        date=_interval(about.date),
        available=_interval(about.released),
        language=about.language,
        format=document.media_type,
        license=about.license,
        relation=[iri for iri in map(iris.web, (about.url, about.archived_url)) if iri],
        wasAttributedTo={"type": "Agent", "name": about.author} if about.author else None,
    )
    yield {
        "id": iris.text(document.text_digest),
        "type": "Entity",
        "format": "text/plain",
        "wasDerivedFrom": iris.named_by_hash(document.id),
    }


def _interval(dating: Dating | None) -> str | None:
    """A date, or two with a stroke between them (ISO 8601-1, 5.5)."""
    if dating is None:
        return None
    return dating.start if dating.end in (None, dating.start) else f"{dating.start}/{dating.end}"


def _full(**fields: Any) -> Node:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


# annotations


def annotation(claim: Claim, document: Document | None, reading: Reading | None, origin: str | None = None) -> Node:
    """The claim as an annotation on its passage; ``origin`` is the id of its named origin."""
    iri = iris.private("claim", claim.id)
    return {
        "id": f"{iri}#annotation",
        "type": "Annotation",
        "motivation": "describing",
        "body": _body(iri, claim, document, reading, origin),
        "target": list(_targets(claim, document)),
    }


def _body(iri: str, claim: Claim, document: Document | None, reading: Reading | None, origin: str | None) -> Node:
    """The claim: the fields of the claims format, and where it comes from."""
    record = as_record(claim)
    chain = list(_chain(iri, claim.attribution, document))
    given = {name: value for name, value in record.items() if name not in ("id", "denied_by", "attribution", "doc")}
    whole = {name: _plain(value) for name, value in given.items()}
    primary = iris.private("origin", origin) if origin else chain[0]["id"] if _has_origin(claim) else None
    return _full(
        id=iri,
        type=["Claim", "Entity"],
        **whole,
        attribution=chain,
        confidence=_exact(claim.confidence),
        wasGeneratedBy=reading and iris.private("reading", reading.id),
        wasDerivedFrom=[*([_passage(claim, document)] if document else []), *(chain[-1:] and [chain[-1]["id"]])],
        hadPrimarySource=primary,
    )


def _plain(value: object) -> object:
    """A value without what is null in it; numbers that are not whole as decimals, which keep every digit."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if part is not None} or None
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return _exact(value) if isinstance(value, float) else value


def _exact(value: float | None) -> Node | None:
    return None if value is None else {"@type": "xsd:double", "@value": repr(value)}


def _has_origin(claim: Claim) -> bool:
    first = claim.attribution[0] if claim.attribution else None
    return first is not None and first.kind != "author" and first.source != "unnamed"


def _chain(iri: str, chain: Iterable[Relay], document: Document | None) -> Iterator[Node]:
    """What each relay says, derived from what the one before it says; names are not taken for identities."""
    before: str | None = None
    for n, relay in enumerate(chain):
        name = document and document.metadata.author if relay.kind == "author" else relay.source
        known = name if name and name != "unnamed" else None
        node = _full(
            id=f"{iri}#attribution-{n}",
            type="Entity",
            source=relay.source,
            cue=relay.cue,
            kind=relay.kind,
            wasAttributedTo={"type": "Agent", "name": known} if known else None,
            wasDerivedFrom=before,
        )
        before = node["id"]
        yield node


def _passage(claim: Claim, document: Document) -> str:
    return iris.passage(document.text_digest, claim.start, claim.end)


def _targets(claim: Claim, document: Document | None) -> Iterator[Node]:
    """The passage in the text, and the same in the file where the file itself has names for its parts."""
    quote: Node = {"type": "TextQuoteSelector", "exact": claim.quote}
    if document is None:
        yield {"type": "SpecificResource", "source": iris.named_by_hash(claim.document), "selector": quote}
        return
    text = document.text
    quote |= {"prefix": text[max(0, claim.start - AROUND) : claim.start], "suffix": text[claim.end :][:AROUND]}
    source = iris.text(document.text_digest)
    yield {
        "id": _passage(claim, document),
        "type": ["SpecificResource", "Entity"],
        "source": source,
        "wasQuotedFrom": source,
        "selector": [{"type": "TextPositionSelector", "start": claim.start, "end": claim.end}, quote],
    }
    for fragment in document.fragments:
        if fragment.start < claim.end and claim.start < fragment.end:
            selector = _full(
                type="FragmentSelector",
                value=fragment.selector,
                conformsTo=_conforms_to(document.media_type, fragment.selector),
                refinedBy=quote,
            )
            yield {"type": "SpecificResource", "source": iris.named_by_hash(document.id), "selector": selector}


def _conforms_to(media_type: str, selector: str) -> str | None:
    """What the fragment conforms to; a printed page of another format than PDF is named as no standard has it."""
    if selector.startswith("page=") and media_type != _PDF:
        return None
    return _CONFORMS_TO.get(media_type)


# readings, findings and origins


def _activities(readings: Iterable[Reading]) -> Iterator[Node]:
    """Readings as activities of their readers; they have no times, which would make no two exports alike."""
    readers: dict[str, Node] = {}
    for reading in sorted(readings, key=lambda r: r.id):
        iri = iris.private("reader", f"{reading.reader} {reading.version}".strip())
        person = reading.reader.startswith(PERSON)
        name = reading.reader.removeprefix(PERSON)
        readers[iri] = _full(
            id=iri,
            type=["Agent", "Person" if person else "SoftwareAgent"],
            name=name,
            version=reading.version,
        )
        yield {
            "id": iris.private("reading", reading.id),
            "type": "Activity",
            "used": iris.text(reading.text_digest),
            "wasAssociatedWith": iri,
        }
    yield from (readers[iri] for iri in sorted(readers))


def _primary(findings: Iterable[Finding]) -> Mapping[str, str]:
    """The named origin of each claim."""
    return {id_: origin.id for f in findings for origin in f.origins if origin.name for id_ in origin.claims}


def _matters(findings: Iterable[Finding], kept: set[str]) -> Iterator[Node]:
    """Findings as collections of their claims, and the origins that are named."""
    origins: dict[str, Origin] = {}
    for finding in sorted(findings, key=lambda f: f.id):
        members = [iris.private("claim", id_) for id_ in finding.claims if id_ in kept]
        if not members:
            continue
        yield {
            "id": iris.private("finding", finding.id),
            "type": ["Entity", "Collection"],
            "title": finding.title,
            "hadMember": members,
        }
        origins |= {o.id: o for o in finding.origins if o.name and kept.intersection(o.claims)}
    for id_ in sorted(origins):
        itself = origins[id_].document
        yield _full(
            id=iris.private("origin", id_),
            type="Entity",
            title=origins[id_].name,
            alternateOf=iris.named_by_hash(itself) if itself else None,
        )


FORMAT = Format("jsonld", ".jsonld", "claims as Web Annotations with their provenance in PROV-O", write)
