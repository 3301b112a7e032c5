"""ClaimReview and Claim of schema.org, for fact-checkers: what was said, by whom, where, and what was answered.

The program weighs and does not rule, so it makes no rating. A finding is a draft of a review until a person has graded
its credibility: the draft says who says it, which origins are named and who denies it; the rating, if there is one, is
the person's grade. See https://schema.org/ClaimReview and docs/exchange.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, BinaryIO

import msgspec

from backchannel.exchange import iris
from backchannel.exchange.event_codes import event_date, firmness, one_line, published
from backchannel.exchange.formats import Format, Material
from backchannel.model import Claim, Decision, Document, Finding, When
from backchannel.model.claims import Stance

CONTEXT = {"@vocab": "https://schema.org/"}
"""All names are schema.org's; written out, so that nothing has to be fetched."""

CREDIBILITY: Mapping[str, str] = MappingProxyType(
    {
        "1": "confirmed by other sources",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "truth cannot be judged",
    }
)
"""The credibility of information in the system of NATO (STANAG 2511); 6 is no low grade but none at all."""

_UNJUDGED = "6"
_STANCES: Mapping[Stance, str] = MappingProxyType(
    {
        "confirms": "confirms it",
        "admits_later": "admits it later",
        "denies": "denies it",
        "denies_part": "denies it in part",
        "neither": "neither confirms nor denies it",
        "no_comment": "does not comment",
    }
)
_ORGANISATIONS = ("agency", "armed_group", "media", "state")

Node = dict[str, Any]


def write(material: Material, out: BinaryIO) -> None:
    """Write one JSON-LD object with a review for each finding that can be checked or was graded, one a line."""
    out.write(b'{"@context":' + msgspec.json.encode(CONTEXT) + b',\n"@graph":[\n')
    for n, node in enumerate(_reviews(material)):
        out.write((b",\n" if n else b"") + msgspec.json.encode(node))
    out.write(b"\n]}\n")


def _reviews(material: Material) -> Iterator[Node]:
    claims = {claim.id: claim for claim in material.claims}
    grades = _grades(material.decisions)
    left = dict(claims)
    found: list[tuple[Finding | None, list[Claim]]] = []
    for finding in material.findings:
        members = [left.pop(id_) for id_ in finding.claims if id_ in left]
        if members:
            found.append((finding, members))
    found += [(None, [claim]) for claim in left.values()]
    place = {id_: n for n, id_ in enumerate(claims)}
    for matter, members in sorted(found, key=lambda f: place[f[1][0].id]):
        graded = [grades[claim.id] for claim in members if claim.id in grades]
        grade = max(graded, key=lambda d: (d.at, d.id), default=None)
        if grade or any(claim.checkable for claim in members):
            yield review(matter, members, material.documents, grade)


def _grades(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The latest grade of credibility on each claim."""
    given = [d for d in decisions if d.kind == "grade" and d.field == "credibility" and d.claim]
    return {d.claim or "": d for d in sorted(given, key=lambda d: (d.at, d.id))}


def review(
    finding: Finding | None, claims: Sequence[Claim], documents: Mapping[str, Document], grade: Decision | None
) -> Node:
    """The review of one matter; without a ``grade`` a draft without a rating."""
    first = claims[0]
    return _full(
        {
            "@id": iris.private("finding", finding.id) if finding else iris.private("claim", first.id) + "#review",
            "@type": "ClaimReview",
            "creativeWorkStatus": None if grade else "Draft",
            "name": finding.title if finding else None,
            "claimReviewed": one_line(first.quote) or "(blank)",  # what others brought in may be white space
            "author": {"@type": "Person", "name": grade.by} if grade and grade.by else None,
            "dateCreated": grade.at[:10] if grade else None,
            "reviewRating": _rating(grade) if grade else None,
            "reviewBody": " ".join(_said(finding, claims)),
            "itemReviewed": _claim(claims, documents),
        }
    )


def _full(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def _rating(grade: Decision) -> Node:
    """The grade as a rating from 1 to 5, 5 the best, as fact-checkers write it; 6 has no number."""
    code = str(msgspec.json.decode(grade.value or '""'))
    words = f"{CREDIBILITY.get(code, code)} (credibility {code} of 1 to 6, STANAG 2511)"
    rating: Node = {"@type": "Rating", "alternateName": words, "reviewAspect": "credibility"}
    if code in CREDIBILITY and code != _UNJUDGED:
        rating |= {"ratingValue": 6 - int(code), "bestRating": 5, "worstRating": 1}
    return _full({**rating, "ratingExplanation": grade.why})


# what the program itself can say


def _said(finding: Finding | None, claims: Sequence[Claim]) -> Iterator[str]:
    """How the matter stands, in sentences that rest on the claims and judge nothing."""
    documents = len({claim.document for claim in claims})
    how = ", ".join(dict.fromkeys(firmness(claim.certainty) for claim in claims))
    yield f"Said in {_many(documents, 'document')}, {how}."
    if finding:
        yield _origins(finding, {claim.id for claim in claims})
    yield from _answers(claims)
    kinds = sorted({c.kind for c in finding.conflicts if c.other is not None}) if finding else []
    if kinds:
        yield f"The documents differ in: {', '.join(kinds)}."


def _origins(finding: Finding, kept: set[str]) -> str:
    names = [o.name for o in finding.origins if o.name and kept.intersection(o.claims)]
    if not names:
        return "No origin is named."
    return f"It goes back to {_many(len(names), 'named origin')}: {'; '.join(names)}."


def _answers(claims: Sequence[Claim]) -> Iterator[str]:
    given = dict.fromkeys((r.by, r.stance, event_date(r.date)) for c in claims for r in c.responses)
    for by, stance, date in given:
        yield f"{by} {_STANCES[stance]}{f' ({date})' if date else ''}."


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


# what was said, and where


def _claim(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Node:
    """The claim that is reviewed, with every document in which it appears."""
    works: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        works[claim.document].append(claim)
    appearances = [_work(mine, documents.get(id_)) for id_, mine in works.items()]
    dated = sorted((a for a in appearances if "datePublished" in a), key=lambda a: str(a["datePublished"]))
    whole = len(dated) == len(appearances)
    first = claims[0]
    return _full(
        {
            "@id": iris.private("claim", first.id),
            "@type": "Claim",
            "text": first.quote,
            "author": _originator(first, documents.get(first.document)),
            "citation": _source_words(first),
            "datePublished": dated[0]["datePublished"] if dated and whole else None,
            "temporalCoverage": _interval(first.date),
            "firstAppearance": {"@id": dated[0]["@id"]} if dated and whole else None,
            "appearance": appearances,
        }
    )


def _work(claims: Sequence[Claim], document: Document | None) -> Node:
    """A document with the words in it; its address where it has one on the web."""
    about = document.metadata if document else None
    words: list[Node] = [
        {"@type": "Quotation", "@id": iris.private("claim", c.id) + "#quotation", "text": c.quote} for c in claims
    ]
    return _full(
        {
            "@id": iris.named_by_hash(claims[0].document),
            "@type": "CreativeWork",
            "name": (about and about.title) or claims[0].doc,
            "identifier": claims[0].doc,
            "author": _author(document),
            "publisher": {"@type": "Organization", "name": about.publisher} if about and about.publisher else None,
            "datePublished": published(document),
            "inLanguage": about and about.language,
            "url": iris.web(about.url) if about else None,
            "archivedAt": iris.web(about.archived_url) if about else None,
            "license": about and iris.web(about.license),
            "hasPart": words,
        }
    )


def _author(document: Document | None) -> Node | None:
    """The document's author: a person, unless it is the publisher itself."""
    about = document.metadata if document else None
    if about is None or not about.author:
        return None
    return {"@type": "Organization" if about.author == about.publisher else "Person", "name": about.author}


def _originator(claim: Claim, document: Document | None) -> Node | None:
    """Who said it first, where the text shows whether that is a person or an organisation."""
    first = claim.attribution[0] if claim.attribution else None
    if first is None or first.kind == "author":
        return _author(document)
    types = {actor.type for actor in claim.actors if actor.name == first.source}
    if "person" in types:
        return {"@type": "Person", "name": first.source}
    return {"@type": "Organization", "name": first.source} if types.intersection(_ORGANISATIONS) else None


def _source_words(claim: Claim) -> str | None:
    """The chain in words, where it is more than the author."""
    names = [relay.source for relay in claim.attribution if relay.kind != "author"]
    return ", reported by ".join(names) or None


def _interval(when: When) -> str | None:
    """The time it is about (ISO 8601-1, 5.5); a decade has no such form."""
    start = event_date(when)
    if not start:
        return None
    end = event_date(When(start=when.end)) if when.end else ""
    return f"{start}/{end}" if end and end != start else start


FORMAT = Format(
    "claimreview", ".jsonld", "drafts of fact-checks as schema.org ClaimReview, rated by persons only", write
)
