"""The sentences of two texts side by side: equal, edited, or only in one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from backchannel.evidence.housestyle import EXCISED, Token
from backchannel.evidence.sentences import Sentence

ALIKE = 0.6
"""Share of words that two sentences have in common, in order, from which one is the other edited (difflib's ratio)."""
RELATED = 0.3
"""As ``ALIKE``, where the sentences before and after are the same in both texts."""
HELD = 0.85
"""Share of the shorter sentence that stands in the longer, from which the longer holds it."""
SHORTEST = 6
"""Words that a sentence must have to be looked for in another that holds it."""
_CANDIDATES = 3
_MOST = 20  # sentences with a pair of words in common, beyond which the pair tells nothing


class Edit(NamedTuple):
    """Words of one sentence and those that stand in their place in the other; one side may be empty."""

    one: tuple[Token, ...]
    other: tuple[Token, ...]


class Pair(NamedTuple):
    """A sentence (its index) of each text that are one, with what differs; ``shared`` counts words in common."""

    one: int
    other: int
    edits: tuple[Edit, ...]
    shared: int

    @property
    def places(self) -> tuple[int, int]:
        """Both indices."""
        return self.one, self.other


def align(one: Sequence[Sentence], other: Sequence[Sentence]) -> list[Pair]:
    """The sentences that the texts have in common, by their place in ``one``; each is paired at most once.

    Equal sentences first, the n-th with the n-th; then the most alike of what is left; then one that stands between
    the same two sentences as the other, where they have at least some words in common.
    """
    a, b = [s.forms for s in one], [s.forms for s in other]
    found = [Pair(i, j, (), len(a[i])) for i, j in _equal(a, b)]
    taken, used = {p.one for p in found}, {p.other for p in found}
    left = [i for i in range(len(a)) if i not in taken and a[i]]
    right = [j for j in range(len(b)) if j not in used and b[j]]
    if left and right:
        found += _edited(one, other, left, right)
        found += _between(one, other, sorted(found))
    return sorted(found)


def _equal(a: Sequence[tuple[str, ...]], b: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, words in enumerate(b):
        places[words].append(j)
    seen: Counter[tuple[str, ...]] = Counter()
    for i, words in enumerate(a):
        if set(words) - {EXCISED} and seen[words] < len(places.get(words, ())):
            yield i, places[words][seen[words]]
            seen[words] += 1


def _edited(one: Sequence[Sentence], other: Sequence[Sentence], left: list[int], right: list[int]) -> list[Pair]:
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j in right:
        for two in _twos(other[j].forms):
            holders[two].append(j)
    made = []
    for i in left:
        rare = (holders.get(two, ()) for two in _twos(one[i].forms))
        near = Counter(j for places in rare if len(places) <= _MOST for j in places)
        for j, _ in sorted(near.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]:
            pair = _compared(one[i], other[j], i, j)
            if pair:
                made.append(pair)
    chosen: list[Pair] = []
    taken: set[int] = set()
    used: set[int] = set()
    for pair in sorted(made, key=lambda p: (-p.shared, sum(len(e.one) + len(e.other) for e in p.edits), p)):
        if pair.one not in taken and pair.other not in used:
            chosen.append(pair)
            taken.add(pair.one)
            used.add(pair.other)
    return chosen


def _between(one: Sequence[Sentence], other: Sequence[Sentence], found: Sequence[Pair]) -> Iterator[Pair]:
    edges = [(-1, -1), *((p.one, p.other) for p in found), (len(one), len(other))]
    used = {p.other for p in found}
    for (a, b), (c, d) in pairwise(edges):
        if c - a == d - b == 2 and b + 1 not in used:
            pair = _compared(one[a + 1], other[b + 1], a + 1, b + 1, RELATED)
            if pair:
                yield pair


def _twos(words: Sequence[str]) -> set[tuple[str, str]]:
    return set(pairwise(words))


def _compared(one: Sentence, other: Sentence, i: int, j: int, least: float = ALIKE) -> Pair | None:
    matcher = SequenceMatcher(None, one.forms, other.forms, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    shared = sum(m.size for m in blocks)
    short, long = sorted((len(one.words), len(other.words)))
    bare = (*one.forms, *other.forms).count(EXCISED)
    alike = 2 * shared >= least * (short + long)
    held = short >= SHORTEST and shared >= HELD * (short - bare) and shared > SHORTEST // 2
    if not (alike or held):
        return None
    return Pair(i, j, tuple(_edits(one, other, matcher)), shared)


def _edits(one: Sentence, other: Sentence, matcher: SequenceMatcher[str]) -> Iterator[Edit]:
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and not _joined(one.forms[a:b], other.forms[c:d]):
            yield Edit(one.words[a:b], other.words[c:d])


def _joined(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether they are one word written apart ("cease-fire", "ceasefire")."""
    return bool(one and other) and "".join(one) == "".join(other)
