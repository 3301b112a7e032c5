"""Features of the chain that links two parties: what the model of acts looks at (docs/reading-acts.md lists them).

Named features tell predicates, their arguments, moods and the vocabulary's cues, by where in the chain they stand
("0" the topmost, "z" the lowest, "m" between); none names a party. Four word vectors carry over to words that were
never seen: of the topmost and the lowest predicate, of the chain's arguments, of the clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import numpy as np

from backchannel.claims.act_frames import Link
from backchannel.claims.linear import Floats
from backchannel.claims.scene import View

_CASES = frozenset({"prep", "agent", "dative"})
_ARGUMENTS = frozenset(
    {"dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "prt", "dative", "nsubjpass", "pcomp", "acl"}
)
_AUXILIARIES = frozenset({"aux", "auxpass"})
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
_MODALS = MappingProxyType(
    {
        "wo": "will",
        "'ll": "will",
        "would": "will",
        "shall": "will",
        "'d": "will",
        "ca": "can",
        "could": "may",
        "might": "may",
    }
)
_WORDS = 30
"""Words of a clause that count at most."""
_SCALE = np.float32(2.0)
"""What a vector of length 1 weighs beside the named features, which are 1 each."""


def features(view: View, found: Link) -> list[str]:
    """The named features of a link, each once."""
    return list(dict.fromkeys(_named(view, found)))


def _named(view: View, found: Link) -> Iterator[str]:
    yield from _ends(view, found)
    chain = found.chain
    for k, at in enumerate(chain):
        place = "0" if k == 0 else "z" if k == len(chain) - 1 else "m"
        yield from _predicate(view, at, place)
        yield from _arguments(view, at, place, found)
    yield from _mood(view, chain)
    if chain:
        yield from _crossed(view, found)
    for at in _around(view, found):
        yield f"w={view.lemma[at]}"
        yield from (f"cw={act}" for act in _cued(view, at))


def _ends(view: View, found: Link) -> Iterator[str]:
    """How the parties hang on the chain, and what they are called where that is no name."""
    yield f"s={found.source_edge}"
    yield f"t={found.target_edge}"
    yield f"n={min(4, len(found.chain))}"
    for side, party in (("s", found.source), ("t", found.target)):
        if party is None:
            yield f"{side}0"
        elif view.pos[party.head] == "NOUN":
            yield f"{side}l={view.lemma[party.head]}"


def _predicate(view: View, at: int, place: str) -> Iterator[str]:
    yield f"p={view.lemma[at]}"
    yield f"p{place}={view.lemma[at]}"
    yield f"q{place}={view.pos[at]}"
    for act in _cued(view, at):
        yield f"c={act}"
        yield f"c{place}={act}"


def _arguments(view: View, at: int, place: str, found: Link) -> Iterator[str]:
    lemma, own = view.lemma[at], _own(found)
    for child in view.children[at]:
        dep = view.dep[child]
        if child in own:
            continue
        if dep in _AUXILIARIES:
            yield f"aux{place}={view.lower[child]}"
        elif dep == "neg":
            yield f"neg{place}"
        elif dep in _ARGUMENTS:
            yield f"a={view.lemma[child]}"
            yield f"{lemma}>{dep}={view.lemma[child]}"
            for act in _cued(view, child) if child not in found.chain else ():
                yield f"ca={act}"
                yield f"ca{place}|{dep}={act}"
        elif dep in _CASES:
            yield f"{lemma}>{view.lower[child]}"
            for inner in (c for c in view.children[child] if view.dep[c] in ("pobj", "pcomp") and c not in own):
                yield f"ap={view.lemma[inner]}"
                yield from (f"cp={act}" for act in _cued(view, inner))


def _mood(view: View, chain: tuple[int, ...]) -> Iterator[str]:
    cued = dict.fromkeys(act for at in chain for act in _cued(view, at))
    for mood in dict.fromkeys(_moods(view, chain)):
        yield f"mood={mood}"
        yield from (f"mood|c={mood}|{act}" for act in cued)


def _moods(view: View, chain: tuple[int, ...]) -> Iterator[str]:
    """What the auxiliaries of the chain's verbs say: "will", "not", "will not"."""
    for at in chain:
        words = [view.lower[c] for c in view.children[at] if view.dep[c] == "aux" and view.tokens[c].tag_ == "MD"]
        negated = any(view.dep[c] == "neg" or view.lower[c] == "never" for c in view.children[at])
        yield from (f"{_MODALS.get(word, word)}{'+not' if negated else ''}" for word in words)
        if negated and not words:
            yield "not"


def _crossed(view: View, found: Link) -> Iterator[str]:
    """Predicates and cues by how the parties hang on them, and the first two of the chain together."""
    chain, top = found.chain, found.chain[0]
    yield f"p0|t={view.lemma[top]}|{found.target_edge}"
    for act in _cued(view, top):
        yield f"c0|t={act}|{found.target_edge}"
        yield f"c0|s={act}|{found.source_edge}"
    yield from (f"cz|t={act}|{found.target_edge}" for act in _cued(view, chain[-1]))
    if len(chain) > 1:
        yield f"p01={view.lemma[top]}>{view.lemma[chain[1]]}"
        for one in _cued(view, top) or ["-"]:
            yield from (f"c01={one}>{other}" for other in _cued(view, chain[1]) or ["-"])


def _cued(view: View, at: int) -> list[str]:
    return list(dict.fromkeys(hit.cue.value for name, hit in view.cues.get(at, ()) if name == "acts"))


def _own(found: Link) -> frozenset[int]:
    """The parties' own words, which must not tell what is done to them."""
    return frozenset(i for p in (found.source, found.target) if p is not None for i in range(p.first, p.last))


def _around(view: View, found: Link) -> list[int]:
    """The content words of the clause of the topmost predicate, without the two parties' own words."""
    if not found.chain:
        return []
    own = _own(found)
    words = view.tokens[found.chain[0]].subtree
    return [w.i for w in words if w.i not in own and w.pos_ in _CONTENT and not w.is_stop][:_WORDS]


def vector(view: View, found: Link) -> Floats:
    """The four word vectors, each scaled to the weight of a few named features; zeros where there is no word."""
    chain = found.chain
    own = _own(found)
    below = [c for at in chain for c in view.children[at]]
    near = [c for c in below if view.dep[c] in _ARGUMENTS and c not in own]
    near += [g for c in below if view.dep[c] in _CASES for g in view.children[c] if g not in own]
    parts = (chain[:1], chain[-1:], near, _around(view, found))
    return np.concatenate([_unit(_mean(view, part)) for part in parts]).astype(np.float32) * _SCALE


def _mean(view: View, places: list[int] | tuple[int, ...]) -> Floats:
    known = [i for i in places if view.tokens[i].has_vector]
    if not known:
        return np.zeros(view.tokens[0].vocab.vectors_length, dtype=np.float32)
    rows = np.array([view.tokens[i].vector for i in known], dtype=np.float32)
    return np.asarray(rows.mean(axis=0), dtype=np.float32)


def _unit(row: Floats) -> Floats:
    size = np.float32(np.linalg.norm(row))
    return row / size if size else row
