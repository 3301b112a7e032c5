"""What only the default reader can add when sentences are coded as events (as PETRARCH and NGEC do).

Events are made of claims, whoever read them (:mod:`backchannel.api.coding`); here is what takes the parse and the
vocabulary: the act between two parties that are given, and the PLOVER mode of an act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from backchannel.claims.features import Stretch, features, vector
from backchannel.claims.frames import frames
from backchannel.claims.reader import ClauseReader, Draft
from backchannel.claims.scene import Scene
from backchannel.model import Act, Document

_SAID = 0.5
"""What the vocabulary's word for the source's own predicate weighs against the model's probabilities."""


def modes(drafts: Iterable[Draft]) -> dict[str, str]:
    """The PLOVER mode of each claim's act, by claim id, where the vocabulary's cue for the act carries one."""
    found = ((draft.claim.id, _mode(draft)) for draft in drafts)
    return {identity: mode for identity, mode in found if mode}


def _mode(draft: Draft) -> str | None:
    view = draft.scene.view
    for at in (draft.stretch.head, *range(draft.stretch.first, draft.stretch.last)):
        for name, hit in view.cues.get(at, ()):
            if name == "acts" and hit.cue.value == draft.claim.plover and hit.cue.mode:
                return hit.cue.mode
    return None


def act_between(reader: ClauseReader, document: Document, source_text: str, target_text: str) -> Act | None:
    """The likeliest act between two parties that are known to have one; None for an empty text.

    What the vocabulary says of the predicate whose subject is the source comes first; without one, the likeliest act
    of the clause that holds both names.
    """
    best: tuple[float, str] | None = None
    for scene in reader.stage.scenes(document):
        for stretch in _stretches(reader, scene):
            framed = frames(scene, *stretch)
            sums = reader.models.fields.sums(features(scene, stretch, framed), vector(scene, stretch))
            shares = dict(reader.models.fields.answer("plover", sums).all)
            shares.pop("none", None)
            for act in _said_of(scene, source_text):
                shares[act] = shares.get(act, 0.0) + _SAID
            act, share = max(shares.items(), key=lambda pair: (pair[1], pair[0]))
            weight = share * (1 + _holds(scene, stretch, source_text, target_text))
            best = max(best, (weight, act)) if best else (weight, act)
    return cast(Act, best[1]) if best else None


def _stretches(reader: ClauseReader, scene: Scene) -> list[Stretch]:
    """The claims of a sentence, or the whole of it where it has none."""
    found = [reader.stretch(selected) for selected in reader.selected(scene)]
    sentence = scene.sentence
    return found or [Stretch(sentence.start, sentence.end, sentence.root.i)]


def _said_of(scene: Scene, source_text: str) -> Iterator[str]:
    """The acts that the vocabulary sees in predicates whose subject, or agent, is the source."""
    view = scene.view
    for at in range(scene.sentence.start, scene.sentence.end):
        acts = [hit.cue.value for name, hit in view.cues.get(at, ()) if name == "acts" and hit.start == at]
        subject = view.deep_subject(at) if acts and view.pos[at] in ("VERB", "AUX") else None
        if subject is not None:
            phrase = view.doc[view.tokens[subject].left_edge.i : view.tokens[subject].right_edge.i + 1].text.casefold()
            if source_text.casefold() in phrase or view.lower[subject] in source_text.casefold().split():
                yield from acts[:1]


def _holds(scene: Scene, stretch: Stretch, *names: str) -> int:
    words = scene.words(stretch.first, stretch.last).casefold()
    return sum(name.casefold() in words for name in names)
