"""Where a decision belongs after a text was read again: an anchor against the claims that are there now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from backchannel.model import Claim


class Anchor(NamedTuple):
    """What a decision was taken on: a span of one text with its words, and the claim's id at that time."""

    text_digest: str
    start: int
    end: int
    quote: str
    claim: str | None


def attach(anchor: Anchor, claims: Sequence[Claim], *, same_text: bool, old: Claim | None) -> Claim | None:
    """The claim that the anchor means among ``claims`` of one document; None where there is none.

    In the same text: the same claim, else the one on the same span (of several, the one most like ``old``, the claim
    as it was). Else, and in a newer version of the text: the one with the same words, nearest to the old place.
    """
    if same_text:
        on_span = [c for c in claims if c.id == anchor.claim]
        on_span = on_span or [c for c in claims if (c.start, c.end) == (anchor.start, anchor.end)]
        if on_span:
            return min(on_span, key=lambda c: (-_likeness(c, old), c.id))
    same_words = [c for c in claims if c.quote == anchor.quote]
    return min(same_words, key=lambda c: (abs(c.start - anchor.start), -_likeness(c, old), c.start, c.id), default=None)


def _likeness(claim: Claim, old: Claim | None) -> int:
    if old is None:
        return 0
    roles = ({(a.role, a.country, a.name) for a in c.actors} for c in (claim, old))
    return (
        (claim.kind == old.kind)
        + (claim.plover == old.plover)
        + (claim.countries == old.countries)
        + (next(roles) == next(roles))
    )


def relocate(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """Where the anchor's words stand in a newer version of its text: the occurrence nearest to the old place."""
    if not anchor.quote:
        return None
    found = []
    at = text.find(anchor.quote)
    while at >= 0:
        found.append(at)
        at = text.find(anchor.quote, at + 1)
    if not found:
        return None
    start = min(found, key=lambda f: (abs(f - anchor.start), f))
    return start, start + len(anchor.quote)
