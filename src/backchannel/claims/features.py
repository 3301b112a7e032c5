"""Named features of a claim: what the linear models of its fields look at (docs/reading.md lists them).

The wording itself (lemmas, bigrams), the grammar of its predicate, what governs it, which cues of the vocabulary stand
in it, whose word it is put on, who is mentioned. Names are readable, so that ``explain`` can print them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from backchannel.claims.frames import Frame
from backchannel.claims.linear import Floats
from backchannel.claims.scene import Scene, View

_ARGUMENTS = frozenset(
    {"prep", "prt", "agent", "dobj", "attr", "acomp", "xcomp", "ccomp", "oprd", "nsubj", "nsubjpass", "dative"}
)
_AUXILIARIES = frozenset({"aux", "auxpass"})
_MARKS = frozenset({"mark", "advmod", "cc"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SIGNS = frozenset("\"?'")


class Stretch(NamedTuple):
    """The tokens of a claim within its paragraph, and its predicate."""

    first: int
    last: int
    head: int


def features(scene: Scene, stretch: Stretch, frames: list[Frame]) -> list[str]:
    """All features, each once, in a fixed order."""
    view = scene.view
    named = dict.fromkeys(_predicate(view, stretch))
    named.update(dict.fromkeys(_governors(view, stretch)))
    named.update(dict.fromkeys(_wording(view, stretch)))
    named.update(dict.fromkeys(_around(scene, stretch)))
    named.update(dict.fromkeys(_cues(view, stretch)))
    named.update(dict.fromkeys(_framing(frames)))
    named.update(dict.fromkeys(_people(scene, stretch)))
    return list(named)


def vector(scene: Scene, stretch: Stretch) -> Floats:
    """Word vectors: the claim's content words, its predicate, its paragraph; scaled to the weight of a few features."""
    view = scene.view
    predicate = view.tokens[stretch.head].vector
    inside = view.mean_vector(stretch.first, stretch.last)
    return np.concatenate([inside, predicate, view.mean_vector(0, len(view.tokens))]).astype(np.float32) * np.float32(
        0.35
    )


def _predicate(view: View, stretch: Stretch) -> list[str]:
    head = stretch.head
    lemma = view.lemma[head]
    token = view.tokens[head]
    named = [f"h={lemma}", f"hd={view.dep[head]}", f"ht={token.tag_}"]
    for child in view.children[head]:
        dep = view.dep[child]
        if dep in _AUXILIARIES:
            named += (f"aux={view.lower[child]}", f"auxt={view.tokens[child].tag_}{token.tag_}")
        elif dep == "neg":
            named.append("neg")
        elif dep in _MARKS:
            named.append(f"m={view.lower[child]}")
        if dep in _ARGUMENTS:
            named += (f"k={dep}", f"h+{dep}={lemma}>{view.lemma[child]}", f"k+{dep}={view.lemma[child]}")
        if dep in _SUBJECTS:
            inside = stretch.first <= child < stretch.last
            named += (f"se={view.ent[child]}{view.pos[child]}", f"sin={inside}")
    return named


def _governors(view: View, stretch: Stretch) -> list[str]:
    head = stretch.head
    governor = view.head[head]
    if governor == head:
        return ["root"]
    named = [f"g={view.lemma[governor]}", f"gd={view.dep[head]}<{view.lemma[governor]}", f"gp={view.pos[governor]}"]
    for child in view.children[governor]:
        if view.dep[child] in ("aux", "neg"):
            named.append(f"gaux={view.lower[child]}")
        elif view.dep[child] in _SUBJECTS:
            named.append(f"gs={view.ent[child]}{view.pos[child]}")
    at = governor
    for _ in range(4):
        if view.head[at] == at:
            break
        at = view.head[at]
        named.append(f"gg={view.lemma[at]}")
    return named


def _wording(view: View, stretch: Stretch) -> list[str]:
    named = [f"len={min(8, (stretch.last - stretch.first) // 4)}", f"first={view.lower[stretch.first]}"]
    for i in range(stretch.first, stretch.last):
        if view.pos[i] == "PUNCT":
            if view.lower[i] in _SIGNS:
                named.append(f"p={view.lower[i]}")
            continue
        named.append(f"w={view.lemma[i]}")
        if view.ent[i]:
            named.append(f"e={view.ent[i]}")
        if i + 1 < stretch.last:
            named.append(f"b={view.lower[i]}_{view.lower[i + 1]}")
    return named


def _around(scene: Scene, stretch: Stretch) -> list[str]:
    view, sentence = scene.view, scene.sentence
    named = [
        f"o={view.lemma[i]}"
        for i in range(sentence.start, sentence.end)
        if not stretch.first <= i < stretch.last and view.pos[i] != "PUNCT"
    ]
    named += [f"pre={view.lower[i]}" for i in range(max(sentence.start, stretch.first - 3), stretch.first)]
    if view.lower[sentence.end - 1] == "?" or "?" in view.lower[max(sentence.start, sentence.end - 3) : sentence.end]:
        named.append("question")
    named.append(f"section={view.paragraph.kind}")
    named += [f"about{rank}={domain}" for rank, (domain, _) in enumerate(view.domains)]
    quotes = sum(word == '"' for word in view.lower[sentence.start : stretch.first])
    if quotes % 2:
        named.append("in-quotation")
    if any(view.lower[i] in ("i", "we", "my", "our", "us") for i in range(sentence.start, sentence.end)):
        named.append("first-person")
    return named


def _cues(view: View, stretch: Stretch) -> list[str]:
    named = []
    negated = any(view.dep[c] == "neg" or view.lower[c] in ("never", "no") for c in view.children[stretch.head])
    for i in range(stretch.first, stretch.last):
        for name, hit in view.cues.get(i, ()):
            named.append(f"c:{name}={hit.cue.value}")
            if i == stretch.head:
                named.append(f"ch:{name}={hit.cue.value}{'|neg' if negated else ''}")
            elif view.head[i] == stretch.head:
                named.append(f"cd:{name}={hit.cue.value}|{view.dep[i]}")
            if name == "domains" and hit.cue.weight == "strong":
                named.append(f"c!{hit.cue.value}")
    at = stretch.head
    for _ in range(4):
        if view.head[at] == at:
            break
        at = view.head[at]
        for name, hit in view.cues.get(at, ()):
            if not stretch.first <= at < stretch.last:
                named.append(f"cg:{name}={hit.cue.value}")
        for child in view.children[at]:
            if view.dep[child] in ("aux", "advmod", "neg") and not stretch.first <= child < stretch.last:
                named += [f"cga:{name}={hit.cue.value}" for name, hit in view.cues.get(child, ())]
    return named


def _framing(frames: list[Frame]) -> list[str]:
    if not frames:
        return ["unframed"]
    named = [f"frames={min(3, len(frames))}"]
    for frame in frames:
        place = "own" if frame.own else "by"
        named += (
            f"f{place}:kind={frame.kind}",
            f"f{place}:firm={frame.firmness}",
            f"f{place}:cue={frame.cue.casefold()}",
        )
        if frame.mention is not None:
            named.append(f"f{place}:type={frame.mention.type}")
        if frame.source == "unnamed":
            named.append(f"f{place}:unnamed")
    return named


def _people(scene: Scene, stretch: Stretch) -> list[str]:
    inside = [m for m in scene.mentions if stretch.first <= m.head < stretch.last]
    countries = {m.country for m in inside if m.country}
    named = [f"countries={min(3, len(countries))}", f"quantities={min(2, len(_quantities(scene, stretch)))}"]
    named += [f"mt={m.type}|{scene.view.dep[m.head]}" for m in inside]
    return named


def _quantities(scene: Scene, stretch: Stretch) -> list[str]:
    low, high = scene.offset(stretch.first), scene.offset(stretch.last - 1) + len(scene.view.tokens[stretch.last - 1])
    return [q.unit for q in scene.quantities if low <= q.start < high]
