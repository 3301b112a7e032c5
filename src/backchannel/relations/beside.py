"""What texts say of a domain that moves neither scale, and why it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from backchannel.model import Claim, Domain
from backchannel.relations.parts import private
from backchannel.relations.timeframe import Known

Cause = Literal["former", "word", "plan", "other"]

_WHY: Mapping[Cause, str] = {
    "former": "Not weighed, because who acts in it holds no office, or holds it no longer",
    "word": "Not weighed, because statements, judgements and courses of action move no scale",
    "plan": "Not weighed, because it is a plan, a hope or an “if”",
    "other": "Spoken of, but no finding shows a dealing",
}
_MOST = 4  # quotes in one sentence


def spoken(domain: Domain, claims: Iterable[Claim], parties: tuple[str, str]) -> tuple[Claim, ...]:
    """The claims in the domain that name both parties, whatever they say of them."""
    mine = (c for c in claims if c.domain == domain and c.countries.issuperset(parties))
    return tuple(sorted(mine, key=lambda c: (c.doc, c.start, c.id)))


def _cause(claim: Claim, parties: tuple[str, str]) -> Cause:
    if claim.kind in ("statement", "assessment", "policy_option"):
        return "word"
    if claim.certainty == "counterfactual_or_future":
        return "plan"
    if any(private(a, claim) for a in claim.actors if a.country in parties):
        return "former"
    return "other"


def _quoted(claims: list[Claim]) -> str:
    named = "; ".join(f"“{c.quote}” [claim {c.id}]" for c in claims[:_MOST])
    rest = len(claims) - _MOST
    return f"{named}; and {rest} more" if rest > 0 else named


def beside(domain: Domain, known: Known, parties: tuple[str, str], shown: Collection[str]) -> tuple[str, ...]:
    """A sentence for each cause for which claims on both parties in the domain move neither scale.

    ``shown`` are the findings that do, or that stand beside the scale as alleged.
    """
    used = {i for f in known.findings if f.id in shown for i in f.claims}
    found: dict[Cause, list[Claim]] = defaultdict(list)
    for claim in spoken(domain, known.claims.values(), parties):
        if claim.id not in used:
            found[_cause(claim, parties)].append(claim)
    return tuple(f"{_WHY[cause]}: {_quoted(found[cause])}." for cause in _WHY if found[cause])
