"""How firmly the text puts a claim, and that no hedge is lost.

The field's model weighs all that bears on it; but where it finds a claim stated flatly although the clause itself is
hedged by a word that leaves no doubt ("purportedly", "perhaps", "is said to"), the word stands. On the annotated
training documents such a word beside the predicate decided 26 of 32 claims, a nameless source beside it 14 of 20.
"""

from __future__ import annotations

from typing import cast

from backchannel.claims.features import Stretch
from backchannel.claims.frames import Frame
from backchannel.claims.linear import Prediction
from backchannel.claims.scene import Scene, View
from backchannel.model import Certainty, Polarity

_HEDGES = frozenset({"alleged", "probable", "possible"})
_MODALS = frozenset({"possible", "counterfactual_or_future"})
_SEEMING = frozenset({"probable", "possible"})
_RAISED = frozenset({"xcomp", "oprd", "acomp"})
_BESIDE = frozenset({"advmod", "aux", "acomp"})
FLATLY = 0.7
"""How sure the model must be that a claim is stated flatly; below it the likeliest hedge stands."""
DENIED = 0.3
"""From what share on a claim is read as negative: a denial lost is worse than one too many."""


def certainty(
    scene: Scene, stretch: Stretch, framed: list[Frame], read: Prediction, flatly: float = FLATLY
) -> Certainty:
    """The certainty of a claim: the model's answer, but a hedge beside the predicate wins over "certain"."""
    if not _hearsay(scene, framed):
        read = _without(read, "alleged")
    if read.label != "certain":
        return cast(Certainty, read.label)
    beside = _beside(scene, stretch)
    if beside is not None:
        return beside
    if any(frame.firmness == "hedge" and not frame.own for frame in framed):
        return "alleged"
    if read.probability < flatly:
        others = {label: share for label, share in read.all.items() if label != "certain"}
        return cast(Certainty, max(others, key=lambda label: (others[label], label)))
    return "certain"


def _hearsay(scene: Scene, framed: list[Frame]) -> bool:
    """Whether anything in the sentence puts the claim on another's word: a frame, quotation marks, a hedge."""
    view, sentence = scene.view, scene.sentence
    if framed or scene.last_source or '"' in view.lower[sentence.start : sentence.end]:
        return True
    cues = (hit.cue.value for i in range(sentence.start, sentence.end) for _, hit in view.cues.get(i, ()))
    return "alleged" in cues


def _without(read: Prediction, label: str) -> Prediction:
    """The answer where one class is ruled out, unless it is the only one."""
    left = {name: share for name, share in read.all.items() if name != label}
    if not left:
        return read
    best = max(left, key=lambda name: (left[name], name))
    return Prediction(best, left[best] / (sum(left.values()) or 1.0), left)


def _beside(scene: Scene, stretch: Stretch) -> Certainty | None:
    """The hedge that stands beside the claim's highest predicate: an adverb, a modal of possibility, an adjective.

    An adjective hedges the noun that the claim is headed by, or the subject: "the alleged payment was made in Basel"; a
    verb of seeming hedges what it is said of: "the garrison appears to have left".
    """
    view = scene.view
    root = view.doc[stretch.first : stretch.last].root.i
    for child in (*view.children[root], *_shared(scene, root)):
        if view.dep[child] not in _BESIDE:
            continue
        modal = view.dep[child] == "aux" and view.lower[child] in ("may", "might", "could")
        found = _hedge(view, child, _MODALS if modal else _HEDGES)
        if found is not None and (modal or view.dep[child] != "aux"):
            return found
    if any(view.dep[c] in _RAISED for c in view.children[root]):
        found = _hedge(view, root, _SEEMING, scope=None)
        if found is not None:
            return found
    nouns = [root] if view.pos[root] in ("NOUN", "PROPN") else view.subjects(root)
    adjectives = (c for noun in nouns for c in view.children[noun] if view.dep[c] == "amod")
    hedges = (_hedge(view, c, _HEDGES, scope=None) for c in adjectives if stretch.first <= c < stretch.last)
    return next((hedge for hedge in hedges if hedge is not None), None)


def _shared(scene: Scene, root: int) -> list[int]:
    """The modals that a predicate without its own shares with the one it is joined to ("could land and stay")."""
    view = scene.view
    own = any(view.dep[c] in ("aux", "auxpass") for c in view.children[root]) or view.subjects(root)
    if own or view.dep[root] != "conj" or view.pos[view.head[root]] != "VERB":
        return []
    return [c for c in view.children[view.head[root]] if view.dep[c] == "aux"]


def _hedge(view: View, at: int, values: frozenset[str], scope: str | None = "clause") -> Certainty | None:
    """The hedge that the vocabulary sees in a word, if it is one of the values."""
    for name, hit in view.cues.get(at, ()):
        if name == "certainty" and hit.cue.value in values and scope in (None, hit.cue.scope):
            return cast(Certainty, hit.cue.value)
    return None


def polarity(read: Prediction, denied: float = DENIED) -> Polarity:
    """The polarity of a claim's wording."""
    return "negative" if read.all["negative"] >= denied else "positive"
