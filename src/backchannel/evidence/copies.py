"""Documents that are copies of each other: syndicated reports, reprints, lightly edited texts.

Shingling after Broder, "On the resemblance and containment of documents" (Compression and Complexity of Sequences,
1997): a text is the set of its runs of eight words; resemblance is the Jaccard index of two such sets, containment the
share of the smaller set that lies in the larger.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from backchannel.evidence.profile import fold
from backchannel.model import Document

RUN = 8
"""Words in a shingle."""
RESEMBLANCE = 0.5
"""Jaccard index from which two texts are copies."""
CONTAINMENT = 0.8
"""Share of the shorter text found in the longer from which it is a copy, where neither is ``RATIO`` times the other."""
RATIO = 3
SAMPLE = 4
"""Of a text of ``LONG`` runs and more only the hashes that this number divides are kept: the same sample of all."""
LONG = 256

_WORD = re.compile(r"\w+")


class Sketch(NamedTuple):
    """Hashes of a text's runs of eight words, all of them or a ``sampled`` part."""

    hashes: frozenset[int]
    sampled: bool

    def part(self) -> frozenset[int]:
        """The hashes that a sample would keep."""
        return self.hashes if self.sampled else frozenset(h for h in self.hashes if h % SAMPLE == 0)


def sketch(text: str) -> Sketch:
    """The text as shingles; one shorter than a run is one run.

    Hashes have 32 bits: two runs that agree by chance cost a comparison and hardly move an index.
    """
    words = _WORD.findall(fold(text))
    count = max(1, len(words) - RUN + 1)
    hashes = (crc32(" ".join(words[i : i + RUN]).encode()) for i in range(count)) if words else ()
    if count < LONG:
        return Sketch(frozenset(hashes), False)
    return Sketch(frozenset(h for h in hashes if h % SAMPLE == 0), True)


def copied(one: Sketch, other: Sketch) -> bool:
    """Whether two texts are copies of each other."""
    a, b = (one.part(), other.part()) if one.sampled or other.sampled else (one.hashes, other.hashes)
    if not a or not b:
        return False
    shared, short, long = len(a & b), min(len(a), len(b)), max(len(a), len(b))
    if shared / (len(a) + len(b) - shared) >= RESEMBLANCE:
        return True
    return shared / short >= CONTAINMENT and long <= RATIO * short


def copy_groups(documents: Mapping[str, Document]) -> dict[str, str]:
    """Document id → the smallest id among the documents that are copies of it, itself included."""
    sketches = {id_: sketch(documents[id_].text) for id_ in sorted(documents)}
    leader = {id_: id_ for id_ in sketches}

    def find(id_: str) -> str:
        while leader[id_] != id_:
            leader[id_] = id_ = leader[leader[id_]]
        return id_

    for a, b in _likely(sketches):
        one, other = find(a), find(b)
        if one != other and copied(sketches[a], sketches[b]):
            leader[max(one, other)] = min(one, other)
    return {id_: find(id_) for id_ in sketches}


def _likely(sketches: Mapping[str, Sketch]) -> list[tuple[str, str]]:
    """Pairs that share a shingle: neighbours among its holders are enough, copies are joined through each other."""
    holders: dict[int, list[str]] = defaultdict(list)
    for id_, made in sketches.items():
        for h in made.hashes:
            holders[h].append(id_)
    found: set[tuple[str, str]] = set()
    for ids in holders.values():
        found.update(pairwise(ids))
        found.update(zip(ids, ids[2:], strict=False))
    return sorted(found)
