"""Claims of which one lies within the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from backchannel.evidence.profile import Profile


def nested_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int, str]]:
    """Index pairs (outer, inner) of one document and one act that belong together, and the reason."""
    by_document: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(profiles):
        by_document[p.claim.document].append(i)
    for members in by_document.values():
        members.sort(key=lambda i: (profiles[i].claim.start, -profiles[i].claim.end, i))
        around: list[int] = []
        for i in members:
            around = [k for k in around if profiles[k].claim.end > profiles[i].claim.start]
            yield from ((k, i, "one clause lies within the other") for k in around if _one(profiles[k], profiles[i]))
            around.append(i)


def _one(outer: Profile, inner: Profile) -> bool:
    """Whether the inner span is a clause of the outer and tells the same act of the same parties."""
    within = outer.claim.start <= inner.claim.start and inner.claim.end <= outer.claim.end
    same = outer.act is not None and outer.act == inner.act and outer.polarity == inner.polarity
    return within and same and bool(outer.dealing & inner.dealing)
