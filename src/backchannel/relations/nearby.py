"""Claims that name one party, or neither, in a stretch of text that is about both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from backchannel.model import Claim

WITHIN = 700  # code points on either side: about a paragraph


def carried(claims: Iterable[Claim], parties: tuple[str, str]) -> frozenset[str]:
    """The ids of claims that name one party or none and deal with no other state, near claims that name both.

    Near is ``WITHIN`` code points: there a "they" or "such relations" is most likely about the two.
    """
    pair, texts = frozenset(parties), defaultdict(list)
    for claim in claims:
        texts[claim.document].append(claim)
    found: set[str] = set()
    for mine in texts.values():
        about = sorted(c.start for c in mine if pair <= c.countries)
        for claim in mine:
            low, high = bisect_left(about, claim.start - WITHIN), bisect_right(about, claim.end + WITHIN)
            dealt = {a.country for a in claim.actors if a.country and a.role != "via"}
            if dealt < pair and low < high:
                found.add(claim.id)
    return frozenset(found)
