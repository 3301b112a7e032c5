"""Short ways to documents and clauses, so that a test shows all that matters."""

from __future__ import annotations

import json
from collections.abc import Iterable

from backchannel.claims.clauses import proposals
from backchannel.claims.features import Stretch
from backchannel.claims.scene import Scene
from backchannel.documents import read_bytes
from backchannel.model import Claim, Document, Metadata, Section, digest


def document(text: str, name: str = "essay.txt", **metadata: str) -> Document:
    """The document of a text, read as a file of that name with a sidecar."""
    sidecar = json.dumps(metadata).encode() if metadata else None
    (made,) = read_bytes(text.encode(), name, sidecar)
    return made


def bare(text: str) -> Document:
    """The text as one paragraph, as it is: also what no file is read for."""
    section = Section(start=0, end=len(text), kind="paragraph")
    return Document(
        id=digest(text), name="bare", text=text, text_digest=digest(text), media_type="text/plain",
        metadata=Metadata(language="en"), sections=(section,) if text.strip() else (),
    )  # fmt: skip


def clause(scene: Scene, predicate: str) -> Stretch:
    """The fullest clause whose predicate is the word ``predicate``."""
    found = [p for p in proposals(scene.sentence) if scene.view.tokens[p.head].text == predicate]
    best = max(found, key=lambda p: p.end - p.start)
    return Stretch(best.start, best.end, best.head)


def holding(claims: Iterable[Claim], words: str) -> Claim:
    """The shortest claim whose quote holds the words."""
    return min((c for c in claims if words in c.quote), key=lambda c: c.end - c.start)


def roles(claim: Claim) -> dict[str, str]:
    """Role by country, for those who act for one."""
    return {actor.country: actor.role for actor in claim.actors if actor.country}


def sources(claim: Claim) -> list[str]:
    """Who stands in the chain, originator first."""
    return [relay.source for relay in claim.attribution]
