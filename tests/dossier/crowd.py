"""As many findings as wanted, for pages of any length."""

from __future__ import annotations

from typing import Any

import msgspec

from backchannel.model import Claim, Document, Finding, finding_id

from .sample import CLAIMS, DOCUMENTS, FINDINGS


def many(count: int) -> tuple[tuple[Document, ...], list[Claim], list[Finding]]:
    """The sample's claims over and over, each in a finding of its own."""
    model = [CLAIMS[k] for k in ("posts", "trade", "flight", "136", "embargo")]
    claims: list[Claim] = []
    findings: list[Finding] = []
    for n in range(count):
        pattern = model[n % len(model)]
        pair = [msgspec.structs.replace(pattern, id=f"{n:012x}{k:04x}") for k in (0, 1)]
        base = next(f for f in FINDINGS if pattern.id in f.claims)
        ids = tuple(c.id for c in pair)
        claims += pair
        more: dict[str, Any] = {"claims": ids, "conflicts": (), "title": f"{base.title}, number {n}"}
        findings.append(msgspec.structs.replace(base, id=finding_id(ids), **more))
    return tuple(DOCUMENTS.values()), claims, findings
