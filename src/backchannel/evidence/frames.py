"""Texts that only share their frame: ten thousand releases of one ministry are not one release.

What frames a text cannot be told from two of them: a paragraph on the ministry that ends each release is running text
too. It shows where many texts hang together of which each has a good part of its own, and none stands whole in another;
prints of one text, however they were cut, stand whole in the fullest of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from backchannel.evidence.joined import Joined
from backchannel.model import Link

OWN = 0.2
"""Share of its running words that a text must have for itself."""
FEWEST_FRAMED = 5
"""Texts that must hang together."""
MOST = 0.8
"""Share of them that must have so much of their own."""


def loose(link: Link) -> bool:
    """Whether each of the two has a good part of its own; versions say themselves what they are."""
    return link.kind in ("copy", "variant") and max(link.shares) <= 1 - OWN


def framed(links: Iterable[Link]) -> frozenset[tuple[str, str]]:
    """The pairs (ids) among ``links`` that only share a frame; the order makes no difference."""
    held = [link for link in links if link.kind]
    own: dict[str, float] = defaultdict(lambda: 1.0)
    together, hanging = Joined(), [link for link in held if loose(link)]
    for link in held:
        for id_, share in zip((link.one, link.other), link.shares, strict=True):
            own[id_] = min(own[id_], 1 - share)
    for link in hanging:
        together.join(link.one, link.other)
    groups: dict[str, set[str]] = defaultdict(set)
    for link in hanging:
        groups[together.of(link.one)] |= {link.one, link.other}
    frames = {name for name, ids in groups.items() if _is_frame([own[id_] for id_ in ids])}
    return frozenset((link.one, link.other) for link in hanging if together.of(link.one) in frames)


def _is_frame(own: Sequence[float]) -> bool:
    return len(own) >= FEWEST_FRAMED and sum(share >= OWN for share in own) >= MOST * len(own)
