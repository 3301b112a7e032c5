"""The works that the exported claims cite in their documents' notes, each once: what BibTeX and CSL-JSON share."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from backchannel.documents.facts.references import Reference
from backchannel.exchange.formats import Material
from backchannel.exchange.sources import key_of
from backchannel.model import Claim


class Work(NamedTuple):
    """A cited work under a key that no other entry has, and the keys of the documents that cite it."""

    key: str
    reference: Reference
    cited_in: tuple[str, ...]


def cited_works(material: Material, keys: dict[str, str]) -> Iterator[Work]:
    """The works cited for the material's claims, by key; ``keys`` are the documents' own, by document.

    Left out is what has neither title nor place among papers: it could not be found by it.
    """
    from backchannel.evidence.cited import cited_by  # noqa: PLC0415  # brings numpy, which only these two forms need

    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in material.claims:
        if claim.citation is not None and claim.citation.footnote is not None:
            claims[claim.document].append(claim)
    found: dict[tuple[object, ...], tuple[Reference, list[str]]] = {}
    for id_, citing in claims.items():
        if id_ not in keys:
            continue
        for cited in cited_by(material.documents[id_], citing):
            one = cited.reference
            if one.title or one.file or one.url:
                found.setdefault(_same(one), (one, []))[1].append(keys[id_])
    yield from sorted(_keyed(found.values(), set(keys.values())))


def _same(one: Reference) -> tuple[object, ...]:
    return (one.author, one.title, one.date, one.container, one.number, one.archive, one.file, one.url)


def _keyed(found: Collection[tuple[Reference, list[str]]], taken: set[str]) -> Iterator[Work]:
    many: dict[str, list[tuple[Reference, list[str]]]] = defaultdict(list)
    for one, citing in found:
        made = key_of(one.author or one.container or one.archive, one.date, one.title or one.file) or "work"
        many[made].append((one, citing))
    for key, works in many.items():
        for one, citing in works:
            digest = hashlib.sha256(repr(_same(one)).encode()).hexdigest()[:8]
            alone = len(works) == 1 and key not in taken
            yield Work(key if alone else f"{key}-{digest}", one, tuple(sorted(set(citing))))
