"""Which claims are worth comparing: blocks of claims that share a key, of which the likeliest pairs are kept.

Blocking keeps the work near-linear: in a block too large to compare throughout, each claim meets its neighbours in
time (the sorted neighbourhood of Hernández and Stolfo, SIGMOD 1995), and each claim keeps only the pairs that share
most keys.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

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
        yield "all", p.dealing
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


def candidates(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Index pairs worth comparing, the smaller first, sorted."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for i, p in enumerate(profiles):
        for key in set(keys(p)):
            blocks[key].append(i)
    meets: list[Counter[int]] = [Counter() for _ in profiles]
    for block in blocks.values():
        for i, j in _pairs(block, profiles):
            meets[min(i, j)][max(i, j)] += 1
    kept = []
    for i, others in enumerate(meets):
        best = others if len(others) <= PER_CLAIM else sorted(others, key=lambda j: (-others[j], j))[:PER_CLAIM]
        kept += [(i, j) for j in best]
    return sorted(kept)


def _pairs(block: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if len(block) <= SMALL:
        yield from combinations(block, 2)
        return
    times = [(t.first, t.last) if (t := profiles[i].time) else (0, 0) for i in block]
    order = [i for _, i in sorted(zip(times, block, strict=True))]
    for at, i in enumerate(order):
        for j in order[at + 1 : at + 1 + WINDOW]:
            yield i, j
