"""How two parties of a sentence are linked: the chain of predicates between them, and what it is made of.

The chain runs from the topmost predicate that has the source as an argument down to the one that has the target
("X urged Y to recall its envoy from Z": urge, recall, envoy). It is read off the dependency tree: the path between the
two words, less what only reports, less what is merely joined in front. Its features are those of the act's model
(:mod:`backchannel.claims.act_features`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from backchannel.claims.scene import View

_PREDICATES = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
_VERBS = frozenset({"VERB", "AUX"})
_INNER = frozenset({"poss", "compound", "nmod", "amod", "appos", "case"})
_MOST = 40
"""Steps up the tree at most."""
_DEEP = 6
"""Phrases within phrases at most."""


class Party(NamedTuple):
    """The words of a party, from ``first`` to ``last`` (exclusive), and their head."""

    first: int
    last: int
    head: int


class Link(NamedTuple):
    """The chain of predicates, topmost first, and how source and target hang on its ends (label or preposition)."""

    chain: tuple[int, ...]
    source: Party | None
    target: Party | None
    source_edge: str
    target_edge: str


def link(view: View, source: Party | None, target: Party | None) -> Link:
    """The chain between two parties; what governs both where nothing stands between them.

    A party that the sentence does not name is None; then the chain is what governs the other, or the main predicate.
    """
    if source is None or target is None:
        return _half(view, source, target)
    up, down = _climb(view, source.head), _climb(view, target.head)
    known = {at: k for k, at in enumerate(up)}
    meet = next((k for k, at in enumerate(down) if at in known), None)
    edges = _edge(view, source.head), _edge(view, target.head)
    if meet is None:
        return _half(view, source, target)
    joint = down[meet]
    above = [at for at in up[1 : known[joint]] if acts(view, at)]
    path, cut = _unjoined(view, [joint, *reversed(above), *reversed(down[1:meet])])
    chain = _predicates(view, path, source, target)
    if cut:
        edges = edges[0], f"|{cut}"
    if any(view.pos[at] in _VERBS and view.subjects(at) for at in above):
        edges = f"^{edges[0]}", edges[1]
    if not any(acts(view, at) for at in chain):
        over = _over(view, up[known[joint] :], source, target)
        if over is not None:
            return Link((*_descend(view, over), *chain), source, target, edges[0], f"+{edges[1]}")
    return Link(tuple(_told(view, chain, target.head)), source, target, *edges)


def _half(view: View, source: Party | None, target: Party | None) -> Link:
    """The link of a party whose counterpart is not in the sentence, or is in another one."""
    named = source or target
    root = named.head if named else 0
    climb = _climb(view, root)
    over = _over(view, climb, source, target)
    if named is None:
        over = next((t.i for t in view.tokens if t.dep_ == "ROOT"), None)
    chain = _descend(view, over) if over is not None else ()
    edges = [_edge(view, party.head) if party else "-" for party in (source, target)]
    return Link(tuple(chain), source, target, *edges)


def _over(view: View, climb: list[int], *parties: Party | None) -> int | None:
    """The first predicate above, outside the parties' own words, unless the parties' head is an act itself."""
    for at in climb:
        inside = any(p is not None and p.first <= at < p.last for p in parties)
        if acts(view, at) and (not inside or (view.pos[at] == "NOUN" and at == climb[0])):
            return at
    return None


def _descend(view: View, at: int) -> tuple[int, ...]:
    """The predicate, or what its source is told to do: "said it will not leave" is "leave"."""
    for _ in range(4):
        below = [c for c in view.children[at] if view.dep[c] == "ccomp" and view.pos[c] in _VERBS]
        subjects = [s for c in below for s in view.subjects(c)]
        if not below or not _reports(view, at) or any(view.pos[s] != "PRON" for s in subjects):
            break
        at = below[0]
    return (at,)


def _told(view: View, chain: list[int], target: int) -> list[int]:
    """The chain without a verb that only tells what the source itself does ("said it would send …")."""
    while len(chain) > 1:
        top, below = chain[0], chain[1]
        if view.dep[below] != "ccomp" or view.head[below] != top or not _reports(view, top):
            break
        subjects = view.subjects(below)
        if target in subjects or any(view.pos[s] != "PRON" for s in subjects):
            break
        chain = chain[1:]
    return chain


def _reports(view: View, at: int) -> bool:
    names = {name: hit.cue for name, hit in view.cues.get(at, ())}
    return "reporting" in names and not {"acts", "responses"} & names.keys() and not names["reporting"].position


def _climb(view: View, at: int) -> list[int]:
    found = [at]
    while view.head[at] != at and len(found) < _MOST:
        at = view.head[at]
        found.append(at)
    return found


def acts(view: View, at: int) -> bool:
    """Whether a word can be a predicate between parties: a verb, or a noun that the vocabulary knows as an act."""
    return view.pos[at] in _VERBS or any(name == "acts" for name, _ in view.cues.get(at, ()))


def _unjoined(view: View, path: list[int]) -> tuple[list[int], str]:
    """The path less what is only joined, and the label at which a clause of its own was cut off, if one was.

    "Met X and bombed Y" begins at "bombed"; "will not go until Y pays" ends at "go".
    """
    kept: list[int] = []
    for at in path:
        if kept and view.pos[at] in _VERBS and view.pos[view.head[at]] in _VERBS:
            if view.subjects(at) and view.dep[at] in ("conj", "advcl", "parataxis"):
                return kept, view.dep[at]
            if view.dep[at] == "conj":
                kept = [k for k in kept if view.pos[k] not in _VERBS or k != view.head[at]]
        kept.append(at)
    return kept, ""


def _predicates(view: View, path: Iterable[int], source: Party, target: Party) -> list[int]:
    """The predicates of a path outside the parties' own words, but for a source that is an act itself.

    "Peru's refusal" refuses.
    """
    found = []
    for at in dict.fromkeys(path):
        own = source.first <= at < source.last or target.first <= at < target.last
        if view.pos[at] in _PREDICATES and (
            not own or (at == source.head and view.pos[at] == "NOUN" and acts(view, at))
        ):
            found.append(at)
    return found


def _edge(view: View, at: int, deep: int = _DEEP) -> str:
    """How a word hangs on what governs it: its label, or the preposition that brings it.

    Inside a phrase that is no act itself ("Thai officials", "the army of Peru") it is the phrase that hangs.
    """
    for _ in range(deep):
        head, dep = view.head[at], view.dep[at]
        if dep in ("conj", "appos") and head != at:
            at = head
            continue
        if dep in ("pobj", "pcomp"):
            over = view.head[head]
            if view.lower[head] in ("of", "from") and view.pos[over] in ("NOUN", "PROPN") and not acts(view, over):
                return f"in-{_edge(view, over, deep - 1)}"
            return "by" if view.dep[head] == "agent" else view.lower[head]
        if dep in _INNER and view.pos[head] in ("NOUN", "PROPN") and not acts(view, head):
            return f"in-{_edge(view, head, deep - 1)}"
        return dep
    return view.dep[at]
