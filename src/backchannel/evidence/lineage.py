"""Which earlier findings a finding continues, through merge and split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from backchannel.model import Finding


def carry_lineage(old: Iterable[Finding], new: Iterable[Finding]) -> tuple[Finding, ...]:
    """The new findings, each with the ids of those old ones that share a claim with it in ``before``.

    What an old finding continued is continued too; an unchanged finding keeps the lineage it had.
    """
    of_claim: dict[str, list[Finding]] = defaultdict(list)
    for finding in old:
        for claim in finding.claims:
            of_claim[claim].append(finding)
    made = []
    for finding in new:
        past = {f.id: f for claim in finding.claims for f in of_claim[claim]}
        before = {b for f in past.values() for b in (f.id, *f.before)} | set(finding.before)
        made.append(msgspec.structs.replace(finding, before=tuple(sorted(before - {finding.id}))))
    return tuple(made)
