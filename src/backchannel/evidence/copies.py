"""Documents that are copies of each other: syndicated reports, reprints, lightly edited texts.

Shingling after Broder, "On the resemblance and containment of documents" (Compression and Complexity of Sequences,
1997): a text is the set of its runs of eight words; resemblance is the Jaccard index of two such sets, containment the
share of the smaller set that lies in the larger. Hashes that are 0 modulo ``SKETCH`` find the pairs to compare.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from hashlib import blake2b
from itertools import pairwise

from backchannel.evidence.profile import fold
from backchannel.model import Document

RUN = 8
"""Words in a shingle."""
RESEMBLANCE = 0.5
"""Jaccard index from which two texts are copies."""
CONTAINMENT = 0.8
"""Share of the shorter text found in the longer from which it is a copy, where neither is ``RATIO`` times the other."""
RATIO = 3
SKETCH = 4
COMMON = 100
"""Documents that share a shingle from which it counts as boilerplate and no longer finds pairs."""

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """Hashes (64 bits) of the text's runs of eight words; a shorter text is one run."""
    words = _WORD.findall(fold(text))
    runs = (" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))
    return frozenset(int.from_bytes(blake2b(r.encode(), digest_size=8).digest(), "big") for r in runs if r)


def copied(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether two texts, as shingles, are copies of each other."""
    if not a or not b:
        return False
    shared, short, long = len(a & b), min(len(a), len(b)), max(len(a), len(b))
    if shared / (len(a) + len(b) - shared) >= RESEMBLANCE:
        return True
    return shared / short >= CONTAINMENT and long <= RATIO * short


def copy_groups(documents: Mapping[str, Document]) -> dict[str, str]:
    """Document id → the smallest id among the documents that are copies of it, itself included."""
    sets = {id_: shingles(documents[id_].text) for id_ in sorted(documents)}
    leader = {id_: id_ for id_ in sets}

    def find(id_: str) -> str:
        while leader[id_] != id_:
            leader[id_] = id_ = leader[leader[id_]]
        return id_

    for a, b in _likely(sets):
        one, other = find(a), find(b)
        if one != other and copied(sets[a], sets[b]):
            leader[max(one, other)] = min(one, other)
    return {id_: find(id_) for id_ in sets}


def _likely(sets: Mapping[str, frozenset[int]]) -> list[tuple[str, str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for id_, hashes in sets.items():
        small = len(hashes) < 16 * SKETCH
        for h in hashes:
            if small or h % SKETCH == 0:
                holders[h].append(id_)
    found: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= COMMON:
            # neighbours are enough: copies are joined through each other
            found.update(pairwise(ids))
            found.update(zip(ids, ids[2:], strict=False))
    return sorted(found)
