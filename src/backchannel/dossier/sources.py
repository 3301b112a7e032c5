"""Each document as a source: date, interest, and who rests on whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from backchannel.dossier.value import Source, Support
from backchannel.evidence.cited import cited_by
from backchannel.model import Claim, Document, Finding, Linked


def _supports(
    findings: Iterable[Finding], claims: Mapping[str, Claim]
) -> tuple[dict[str, dict[str, tuple[str | None, str | None, list[str]]]], dict[str, set[str]]]:
    """By document the origins of its claims (name, the origin's document, claim ids); by origin the documents."""
    rests: dict[str, dict[str, tuple[str | None, str | None, list[str]]]] = defaultdict(dict)
    users: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for origin in finding.origins:
            key = origin.id if origin.name else ""
            for claim_id in (c for c in origin.claims if c in claims):
                document = claims[claim_id].document
                held = rests[document].setdefault(key, (origin.name, origin.document, []))
                if claim_id not in held[2]:
                    held[2].append(claim_id)
                users[key].add(document)
    return rests, users


def _interest(document: Document) -> tuple[str, ...]:
    return tuple(document.text[s.start : s.end].strip() for s in document.sections if s.kind == "author_note")


def sources(
    documents: Iterable[Document],
    findings: Iterable[Finding],
    claims: Mapping[str, Claim],
    linked: Mapping[str, tuple[Linked, ...]],
) -> tuple[Source, ...]:
    """The documents that hold at least one of ``claims``, oldest first, undated last.

    ``rests_on`` lists the origins of a document's claims, those of the most claims first, with the other documents
    here that rest on the same origin; ``rested_on_by`` the documents whose claims begin with this one. ``linked`` says
    by id what documents are to others that share their words.
    """
    rests, users = _supports(findings, claims)
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.values():
        held[claim.document].append(claim)
    mine = [d for d in documents if held[d.id]]
    resting: dict[str, set[str]] = defaultdict(set)
    for document_id, origins in rests.items():
        for _, origin_document, _ in origins.values():
            if origin_document and origin_document != document_id:
                resting[origin_document].add(document_id)
    made = [
        msgspec.structs.replace(
            _source(d, rests[d.id], users, tuple(sorted(resting[d.id])), len(held[d.id])),
            links=linked.get(d.id, ()),
            cites=cited_by(d, held[d.id]),
        )
        for d in mine
    ]
    return tuple(sorted(made, key=lambda s: (s.date.start if s.date else "9999", s.name, s.document)))


def _source(
    document: Document,
    origins: Mapping[str, tuple[str | None, str | None, list[str]]],
    users: Mapping[str, set[str]],
    resting: tuple[str, ...],
    claims: int,
) -> Source:
    meta = document.metadata
    supports = [
        Support(
            name=name,
            claims=tuple(ids),
            document=origin_document if origin_document != document.id else None,
            shared=tuple(sorted(users[key] - {document.id})) if name else (),
        )
        for key, (name, origin_document, ids) in origins.items()
    ]
    return Source(
        document=document.id,
        name=document.name,
        title=meta.title,
        author=meta.author,
        publisher=meta.publisher,
        date=meta.date,
        released=meta.released,
        url=meta.url,
        language=meta.language,
        authenticity=meta.authenticity,
        interest=_interest(document),
        rests_on=tuple(sorted(supports, key=lambda s: (s.name is None, -len(s.claims), s.name or ""))),
        rested_on_by=resting,
        claims=claims,
        warnings=document.warnings,
        license=meta.license,
        translation_of=meta.translation_of,
        translator=meta.translator,
    )
