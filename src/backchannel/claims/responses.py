"""Answers: who confirms or denies what the text says.

"X denied that …" answers the clause it governs. "Both denied these claims" answers what stands before it in the
paragraph. A denial does not change how firmly the claim itself is put.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from backchannel.actors import Mention
from backchannel.claims.features import Stretch
from backchannel.claims.frames import agent, passive
from backchannel.claims.scene import Scene
from backchannel.model import Response, Stance

_NONE = frozenset({"neither", "nobody", "none", "no", "never", "nor"})
_CONTENT = frozenset({"ccomp", "xcomp", "pcomp"})
_SAID = frozenset(
    {
        "claim",
        "report",
        "allegation",
        "charge",
        "accusation",
        "story",
        "rumour",
        "rumor",
        "suggestion",
        "assertion",
        "it",
        "this",
        "that",
        "these",
        "them",
        "account",
        "statement",
        "comment",
        "matter",
        "version",
        "which",
    }
)


class Answer(NamedTuple):
    """A response, the clause it governs (its predicate's token) or None where it answers what stood before."""

    response: Response
    governs: int | None
    at: int


def answers(scene: Scene) -> Iterator[Answer]:
    """The answers a sentence gives, one for each party that answers."""
    view = scene.view
    for i in range(scene.sentence.start, scene.sentence.end):
        if view.pos[i] not in ("VERB", "NOUN"):
            continue
        stance = next((str(hit.cue.value) for name, hit in view.cues.get(i, ()) if name == "responses"), None)
        if stance is None or _undone(scene, i):
            continue
        governs, of = _object(scene, i)
        if governs is None and of is None:
            continue
        start, end = scene.offset(scene.sentence.start), scene.offset(scene.sentence.end - 1) + 1
        for mention in _parties(scene, i):
            response = Response(by=mention.name, stance=cast(Stance, stance), of=of, start=start, end=end)
            yield Answer(response, governs, i)


def _undone(scene: Scene, at: int) -> bool:
    """Whether the answer is itself denied ("neither denied", "did not deny", "cannot be ruled out")."""
    view = scene.view
    below = view.children[at]
    subjects = [c for c in below if view.dep[c] in ("nsubj", "nsubjpass")]
    words = {view.lower[i] for i in [*below, *(g for c in subjects for g in view.children[c])]}
    return any(view.dep[c] == "neg" for c in below) or not words.isdisjoint(_NONE)


def _object(scene: Scene, at: int) -> tuple[int | None, str | None]:
    """What is answered: a clause (its predicate), or words that point back ("these claims")."""
    view = scene.view
    for child in view.children[at]:
        if view.dep[child] in _CONTENT:
            return child, None
    for child in view.children[at]:
        if view.dep[child] in ("dobj", "nsubjpass", "pobj") and view.lemma[child] in _SAID:
            left = view.tokens[child].left_edge.i
            return None, scene.words(left, child + 1)
        if view.dep[child] == "prep":
            for inner in view.children[child]:
                if view.dep[inner] == "pobj" and view.lemma[inner] in _SAID:
                    return None, scene.words(view.tokens[inner].left_edge.i, inner + 1)
                if view.dep[inner] == "pcomp":
                    return inner, None
    return None, None


def _parties(scene: Scene, at: int) -> list[Mention]:
    """Those who answer: the subject of the answering verb with all that is joined to it."""
    view = scene.view
    subject = agent(view, at) if passive(view, at) else view.deep_subject(at)
    if subject is None:
        return []
    joined = {subject, *(c for c in view.children[subject] if view.dep[c] in ("conj", "appos"))}
    joined |= {g for c in list(joined) for g in view.children[c] if view.dep[g] == "conj"}
    found = {m.name: m for i in sorted(joined) for m in scene.mentions if m.first <= i < m.last}
    return [m for m in found.values() if not (m.pronoun and m.name.casefold() == m.key)]


def governed(answer: Answer, stretch: Stretch, scene: Scene) -> bool:
    """Whether a claim lies within the clause that is answered."""
    at: int | None = stretch.head
    while at is not None:
        if at == answer.governs:
            return not stretch.first <= answer.at < stretch.last
        at = None if scene.view.head[at] == at else scene.view.head[at]
    return False
