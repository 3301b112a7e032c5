"""The links format: how claims hang together, by claim id (docs/claims-format.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import BinaryIO

import msgspec

from backchannel.exchange.formats import Format, Material
from backchannel.model import Channel, Claim, ConflictKind, Finding

FIELD_OF = MappingProxyType(
    {
        "number": "quantity",
        "date": "date",
        "role": "actors",
        "place": "quote",  # the format knows no place; the wording is what differs
        "denial": "truth",
        "polarity": "polarity",
        "certainty": "certainty",
    }
)
"""The format's field for each kind of conflict."""

_AT_THE_END = frozenset({"target", "beneficiary", "victim"})


def links(
    claims: Iterable[Claim], findings: Sequence[Finding], channels: Sequence[Channel] = ()
) -> dict[str, list[object]]:
    """Agreement, conflict, common source and third parties among ``claims``, all lists sorted.

    Claims of one finding agree unless they conflict; claims of one named origin have the same source, in whatever
    findings; a ``via`` row is for each third party a claim names in that role with a country.
    """
    kept = {c.id: c for c in claims}
    conflicts = _conflicts(findings, kept.keys())
    return {
        "agree": _agreements(findings, kept.keys(), {(a, b) for a, b, _ in conflicts}),
        "conflict": [list(c) for c in sorted(conflicts)],
        "same_source": _same_sources(findings, kept.keys()),
        "via": _via(kept.values(), channels),
    }


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _field(kind: ConflictKind) -> str:
    return FIELD_OF[kind]


def _conflicts(findings: Sequence[Finding], kept: Iterable[str]) -> set[tuple[str, str, str]]:
    ids = set(kept)
    return {
        (*_pair(c.claim, c.other), _field(c.kind))
        for finding in findings
        for c in finding.conflicts
        if c.other is not None and c.other != c.claim and {c.claim, c.other} <= ids
    }


def _agreements(findings: Sequence[Finding], kept: Iterable[str], conflicts: set[tuple[str, str]]) -> list[object]:
    ids = set(kept)
    pairs = {p for f in findings for p in combinations(sorted(ids.intersection(f.claims)), 2)}
    return [list(p) for p in sorted(pairs - conflicts)]


def _same_sources(findings: Sequence[Finding], kept: Iterable[str]) -> list[object]:
    ids = set(kept)
    groups: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for origin in finding.origins:
            if origin.name is not None:
                groups[origin.id] |= ids.intersection(origin.claims)
    return [list(g) for g in sorted({tuple(sorted(g)) for g in groups.values() if len(g) > 1})]


def _via(claims: Iterable[Claim], channels: Sequence[Channel]) -> list[object]:
    kept: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    ids = set()
    for claim in claims:
        ids.add(claim.id)
        for third in sorted({a.country for a in claim.actors if a.role == "via" and a.country}):
            for direction in directions(claim, third):
                kept[third, claim.domain, direction].add(claim.id)
    for channel in channels:
        if own := ids.intersection(channel.claims):
            kept[channel.via, channel.domain, channel.direction] |= own
    return [
        {"via": third, "domain": domain, "direction": direction, "claims": sorted(members)}
        for (third, domain, direction), members in sorted(kept.items())
    ]


def directions(claim: Claim, third: str) -> list[str]:
    """Between whom and which way the claim's parties deal through ``third``: ``AAA->BBB`` or ``mutual``."""
    role: dict[str, set[str]] = defaultdict(set)
    for actor in claim.actors:
        if actor.country and actor.country != third:
            role["end" if actor.role in _AT_THE_END else actor.role].add(actor.country)
    ways = {(a, b) for a in role["source"] for b in role["end"] if a != b}
    if any((b, a) in ways for a, b in ways) or (not ways and len(role["participant"]) > 1):
        return ["mutual"]
    return [f"{a}->{b}" for a, b in sorted(ways)]


def write(material: Material, out: BinaryIO) -> None:
    """Write one JSON object."""
    found = links(material.claims, material.findings, material.channels)
    out.write(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


FORMAT = Format("links", ".json", "how claims agree, conflict, share a source or go through a third", write)
