"""Which claims are worth comparing: blocks of claims that share a key, of which the likeliest pairs are kept.

Blocking keeps the work near-linear: in a block too large to compare throughout, each claim meets its neighbours in
time (the sorted neighbourhood of Hernández and Stolfo, SIGMOD 1995), and each claim keeps only the pairs that share
most keys.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from backchannel.evidence.profile import Profile

WINDOW = 12
"""How many claims that follow in its block a claim meets, where the block is too large to compare throughout."""
SMALL = 40
"""Claims of a block that is compared throughout."""
MANY = 6
"""Parties of a claim beyond which their pairs are no keys any more."""
PER_CLAIM = 24
"""Most pairs kept for one claim with those that follow it."""

Key = tuple[object, ...]


def keys(p: Profile) -> Iterator[Key]:
    """The blocks that a claim lies in."""
    for party in p.dealing:
        for word in p.words:
            yield "word", party, word
        for amount in p.amounts:
            yield "amount", party, amount.unit, amount.low
    everyone = p.dealing | p.topics
    for pair in combinations(sorted(everyone), 2) if len(everyone) <= MANY else ():
        for word in p.words:
            yield "pair", *pair, word
    if len(p.dealing) > 2:
        yield "all", *sorted(p.dealing)
    for pair in combinations(sorted(p.dealing), 2) if len(p.dealing) <= MANY else ():
        yield from _pair_keys(p, pair)


def _pair_keys(p: Profile, pair: tuple[str, ...]) -> Iterator[Key]:
    if p.time:
        yield "time", *pair, p.act, p.time.first, p.time.last
        if p.time.last - p.time.first < 32:
            yield "month", *pair, p.act, p.time.first // 31
            yield "month", *pair, p.act, p.time.last // 31
    for denier in p.deniers:
        yield "denied", *pair, denier
    if p.denial:
        yield "denial", *pair, p.act


def candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Index pairs worth comparing, the smaller first, in order.

    They are made claim by claim, and keys stand as digests: all keys and pairs at once would take more memory than the
    claims.
    """
    blocks = _Blocks(profiles)
    for i in range(len(profiles)):
        others, times = np.unique(blocks.met(i), return_counts=True)
        best = np.argsort(-times, kind="stable")[:PER_CLAIM]
        yield from ((i, int(j)) for j in sorted(others[best]))


class _Blocks:
    """The blocks of all claims, one after the other in one array, each in the order of time."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        digests, counts = array("Q"), array("Q")
        for p in profiles:
            found = sorted({_digest(key) for key in keys(p)})
            digests.extend(found)
            counts.append(len(found))
        owners = np.repeat(np.arange(len(profiles), dtype=np.int32), np.asarray(counts, dtype=np.int64))
        order = np.lexsort((_by_time(profiles)[owners], np.asarray(digests, dtype=np.uint64)))
        sorted_ = np.asarray(digests, dtype=np.uint64)[order]
        edges = np.flatnonzero(np.diff(sorted_, prepend=sorted_[:1] + 1, append=sorted_[-1:] + 1))
        self._members = owners[order]
        self._places = np.empty(len(order), dtype=np.int64)
        self._places[order] = np.arange(len(order))
        self._edges = edges
        self._starts = np.concatenate(([0], np.cumsum(np.asarray(counts, dtype=np.int64))))

    def met(self, i: int) -> NDArray[np.int32]:
        """The claims after ``i`` that it meets, each as often as it meets it."""
        places = self._places[self._starts[i] : self._starts[i + 1]]
        at = np.searchsorted(self._edges, places, side="right")
        spans = (places, self._edges[at - 1], self._edges[at])
        found = [
            self._members[low:high] if high - low <= SMALL
            else self._members[max(low, place - WINDOW) : min(high, place + WINDOW + 1)]
            for place, low, high in zip(*(numbers.tolist() for numbers in spans), strict=True)
            if high - low > 1
        ]  # fmt: skip
        met = np.concatenate(found) if found else self._members[:0]
        return met[met > i]


def _digest(key: Key) -> int:
    """A key as a number, the same in every run."""
    return int.from_bytes(blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _by_time(profiles: Sequence[Profile]) -> NDArray[np.int32]:
    """Each claim's place in the order of time."""
    times = [(p.time.first, p.time.last) if p.time else (0, 0) for p in profiles]
    places = np.empty(len(times), dtype=np.int32)
    places[sorted(range(len(times)), key=lambda i: (times[i], i))] = np.arange(len(times), dtype=np.int32)
    return places
