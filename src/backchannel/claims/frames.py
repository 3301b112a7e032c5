"""Frames: who is said to say what a clause says ("the envoy told Lima that …", "according to a cable, …").

A frame is found from the clause outwards: its own reporting verb, then each reporting verb or noun that governs it, the
source of an "according to" phrase, an adverb that names no one ("reportedly"). What is quoted or paraphrased through
several mouths gives several frames, the one nearest to the clause first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from backchannel.actors import Mention
from backchannel.actors.words import document_nouns
from backchannel.claims.scene import Scene, View
from backchannel.model import RelayKind

_THROUGH = frozenset(
    {
        "ccomp",
        "xcomp",
        "parataxis",
        "advcl",
        "acl",
        "conj",
        "dep",
        "csubj",
        "csubjpass",
        "relcl",
        "pcomp",
        "prep",
        "appos",
        "intj",
        "oprd",
        "attr",
        "dobj",
        "pobj",
        "nsubj",
        "nsubjpass",
    }
)
_LEAKS = ("cable", "leak", "wikileaks", "intercept", "dispatch")
_OFFICIAL = frozenset({"agency", "state"})


class Frame(NamedTuple):
    """Someone on whose word a clause stands: as the text names him, the cue, how, and where the cue stands.

    ``own`` is true where the cue is the clause's own predicate ("urged", "rejected"): then the reporting is the act.
    ``firmness`` is what the cue says of the truth of what follows: factive, neutral, claim, belief, hedge.
    """

    source: str
    mention: Mention | None
    cue: str
    at: int
    kind: RelayKind
    firmness: str
    own: bool


def frames(scene: Scene, first: int, last: int, head: int) -> list[Frame]:
    """The frames of the clause of tokens ``first`` to ``last`` (exclusive), nearest first."""
    view = scene.view
    found: list[Frame] = []
    own = _reporting(scene, head, own=True) if first <= head < last else None
    if own is not None:
        found.append(own)
    at = head
    for _ in range(10):
        found += [f for f in _beside(scene, at, first, last) if f.at not in {g.at for g in found}]
        governor = view.head[at]
        if governor == at or view.dep[at] not in _THROUGH:
            break
        if not first <= governor < last and view.dep[at] not in ("conj", "nsubj", "nsubjpass", "relcl"):
            frame = _reporting(scene, governor, own=False)
            if frame is not None and frame.at not in {g.at for g in found}:
                found.append(frame)
        at = governor
    return found


def _cue(view: View, at: int, own: bool) -> tuple[str, str, bool] | None:
    for name, hit in view.cues.get(at, ()):
        if name == "reporting":
            firmness = "belief" if hit.cue.weight == "weak" else hit.cue.hedge or "neutral"
            return hit.cue.value, firmness, hit.cue.position
    return None


def _reporting(scene: Scene, at: int, own: bool) -> Frame | None:
    """The frame a reporting verb or noun makes, with its subject as the source."""
    view = scene.view
    cue = _cue(view, at, own)
    if cue is None:
        return None
    kind, firmness, _ = cue
    if view.pos[at] in ("NOUN", "PROPN"):
        source_token = _noun_source(view, at)
        if source_token is None:
            return None
    else:
        source_token = agent(view, at) if passive(view, at) else view.deep_subject(at)
    words = _verb_words(scene, at)
    if source_token is None or (view.lower[source_token] in ("it", "there") and passive(view, at)):
        return Frame("unnamed", None, words, at, "report", firmness, own)
    return _named(scene, source_token, words, at, kind, firmness, own)


def introduced(scene: Scene) -> Frame | None:
    """The frame of a sentence that only introduces a quotation ("The general said in 1997:"), None for others."""
    view, sentence = scene.view, scene.sentence
    if view.lower[sentence.end - 1] != ":":
        return None
    for at in range(sentence.end - 1, sentence.start - 1, -1):
        frame = _reporting(scene, at, own=True) if view.pos[at] in ("VERB", "AUX") else None
        if frame is not None and frame.source != "unnamed":
            return frame
    return None


def _speaks(view: View, at: int) -> bool:
    """Whether a noun that names no one can still be a source: a document or a witness, not "instance"."""
    return view.pos[at] in ("PROPN", "PRON", "ADJ") or view.lemma[at] in document_nouns()


def _named(scene: Scene, source: int, cue: str, at: int, kind: str, firmness: str, own: bool) -> Frame | None:
    mention = scene.mention_at(source) or _apposed(scene, source)
    if mention is None and not _speaks(scene.view, source):
        return None
    if mention is not None and (not mention.pronoun or mention.name != mention.key):
        name = mention.name
    else:
        left, right = _phrase(scene.view, source)
        name = scene.words(left, right)
    return Frame(name, mention, cue, at, _kind(name, mention, kind), firmness, own)


def _apposed(scene: Scene, at: int) -> Mention | None:
    """Who an office is by the name set beside it: "the army chief, General Pardo"."""
    for child in scene.view.children[at]:
        if scene.view.dep[child] == "appos":
            found = scene.mention_at(child)
            if found is not None:
                return found
    return None


def _kind(name: str, mention: Mention | None, stated: str) -> RelayKind:
    lowered = name.casefold()
    if any(word in lowered for word in _LEAKS):
        return "leak"
    if stated in ("quote", "official", "leak"):
        return stated  # type: ignore[return-value]  # narrowed to three members of RelayKind
    if mention is not None and mention.type == "agency":
        return "official"
    return "report"


def _beside(scene: Scene, at: int, first: int, last: int) -> Iterator[Frame]:
    """Frames that hang beside a clause: "according to X", "X said" set between commas, "reportedly"."""
    view = scene.view
    for child in view.children[at]:
        if view.lower[child] in ("according", "per") or view.lemma[child] == "accord":
            source = _governed(view, child)
            frame = _named(scene, source, "according to", child, "report", "neutral", False) if source else None
            if frame is not None:
                yield frame
        elif view.dep[child] in ("parataxis", "advcl", "ccomp") and not first <= child < last:
            cue = _cue(view, child, False)
            inserted = view.dep[child] == "parataxis" or any(view.lower[c] == "as" for c in view.children[child])
            if cue is not None and inserted:
                frame = _reporting(scene, child, own=False)
                if frame is not None:
                    yield frame
        elif view.dep[child] in ("advmod", "amod"):
            for name, hit in view.cues.get(child, ()):
                if name == "certainty" and hit.cue.value == "alleged":
                    yield Frame("unnamed", None, view.tokens[child].text, child, "report", "hedge", False)


def _governed(view: View, at: int) -> int | None:
    for child in view.children[at]:
        if view.dep[child] == "pobj":
            return child
        if view.dep[child] in ("prep", "pcomp", "mark"):
            found = _governed(view, child)
            if found is not None:
                return found
    return None


def _noun_source(view: View, at: int) -> int | None:
    """Who stands behind a reporting noun: "the envoy's claim", "the claim by the envoy", "a report of the bank"."""
    for child in view.children[at]:
        if view.dep[child] in ("poss", "compound", "amod", "nmod") and view.pos[child] in ("PROPN", "NOUN", "ADJ"):
            return child
        if view.dep[child] == "prep" and view.lower[child] in ("by", "of", "from"):
            return _governed(view, child)
    return None


def passive(view: View, at: int) -> bool:
    """Whether a predicate is in the passive."""
    return any(view.dep[c] in ("auxpass", "nsubjpass") for c in view.children[at])


def agent(view: View, at: int) -> int | None:
    """The agent of a passive ("by the bank"), None where none is named."""
    for child in view.children[at]:
        if view.dep[child] == "agent" or (view.dep[child] == "prep" and view.lower[child] == "by"):
            return _governed(view, child)
    return None


def _verb_words(scene: Scene, at: int) -> str:
    """The verb with the auxiliaries and particle that stand right beside it."""
    view = scene.view
    first = at
    while first > 0 and view.head[first - 1] == at and view.dep[first - 1] in ("aux", "auxpass", "neg", "advmod"):
        first -= 1
    last = at + 1
    while (
        last < len(view.tokens)
        and view.head[last] == at
        and view.dep[last] in ("prt", "prep")
        and view.pos[last] in ("ADP", "PART")
    ):
        last += 1
    return scene.words(first, last)


def _phrase(view: View, at: int) -> tuple[int, int]:
    """The noun phrase of a token without its clauses and articles."""
    left, right = view.tokens[at].left_edge.i, at + 1
    while left < at and view.dep[left] in ("det", "punct"):
        left += 1
    for child in view.children[at]:
        if child > at and view.dep[child] == "prep" and view.lower[child] in ("of", "from", "in", "to"):
            right = max(right, view.tokens[child].right_edge.i + 1)
            break
    return left, right
