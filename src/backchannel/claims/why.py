"""Why a field has its value, in words a user can check: the cues that spoke for it and where they stand."""

from __future__ import annotations

from backchannel.claims.features import Stretch
from backchannel.claims.frames import Frame
from backchannel.claims.linear import LinearModel, Prediction
from backchannel.claims.scene import Scene
from backchannel.model import Claim, Reason

_CUED = {
    "plover": "acts",
    "domain": "domains",
    "certainty": "certainty",
    "polarity": "polarity",
    "covert": "covert",
    "kind": "kinds",
}
_MEANINGS = {
    "w": "the word {}",
    "h": "its predicate is {}",
    "b": "the words {}",
    "g": "it is governed by {}",
    "o": "{} stands in the sentence",
    "aux": "the auxiliary {}",
    "gaux": "the auxiliary {} of what governs it",
    "m": "the word {} beside the predicate",
    "first": "it begins with {}",
    "pre": "the word {} before it",
    "c": "the cue {}",
    "ch": "its predicate is a cue: {}",
    "cd": "beside its predicate the cue {}",
    "cg": "what governs it is a cue: {}",
    "e": "it names a {}",
    "k": "it has a {}",
    "section": "it stands in a {}",
    "gg": "higher up stands {}",
    "ht": "the form of its predicate: {}",
}
_READ = ("kind", "plover", "domain", "certainty", "polarity", "covert", "checkable")


def reasons(
    scene: Scene,
    stretch: Stretch,
    framed: list[Frame],
    read: dict[str, Prediction],
    model: LinearModel,
    named: list[str],
    claim: Claim,
) -> tuple[Reason, ...]:
    """One reason a field: a cue of the vocabulary where one agrees, else what spoke most for the value."""
    found = [
        _field(scene, stretch, name, read[name], model, named)
        for name in ("kind", "plover", "domain", "certainty", "polarity", "covert", "checkable")
    ]
    found += [_actor(scene, a.name, a.role, a.start, a.end) for a in claim.actors]
    for frame in framed:
        if any(r.source == frame.source for r in claim.attribution):
            start = scene.offset(frame.at)
            end = start + len(scene.view.tokens[frame.at])
            found.append(
                Reason(
                    field="attribution",
                    rule=f"{frame.source} is the source of “{frame.cue}”",
                    start=start,
                    end=end,
                    text=frame.cue,
                )
            )
    if claim.date.start:
        found.append(
            Reason(field="date", rule="the words" if claim.date.text else "carried over", text=claim.date.text)
        )
    if claim.place:
        within = claim.place in claim.quote
        found.append(Reason(field="place", rule="the words" if within else "named outside the claim", text=claim.place))
    return tuple(found)


def _field(
    scene: Scene, stretch: Stretch, name: str, answer: Prediction, model: LinearModel, named: list[str]
) -> Reason:
    cue = _cue(scene, stretch, name, answer.label)
    sure = f"{answer.probability:.0%}"
    if cue is not None:
        first, last = cue
        start = scene.offset(first)
        end = scene.offset(last - 1) + len(scene.view.tokens[last - 1])
        return Reason(
            field=name,
            rule=f"vocabulary cue for {answer.label} ({sure})",
            start=start,
            end=end,
            text=scene.document.text[start:end],
        )
    told = "; ".join(_meaning(feature) for feature, _ in model.telling(name, answer.label, named))
    return Reason(field=name, rule=f"{told or 'nothing speaks against the commonest value'} ({sure})")


def _cue(scene: Scene, stretch: Stretch, name: str, label: str) -> tuple[int, int] | None:
    for i in range(stretch.first, stretch.last):
        for file, hit in scene.view.cues.get(i, ()):
            if file == _CUED.get(name) and str(hit.cue.value) == label:
                return hit.start, hit.end
    return None


def _meaning(feature: str) -> str:
    name, _, value = feature.partition("=")
    pattern = _MEANINGS.get(name)
    return pattern.format(f"“{value.replace('_', ' ')}”") if pattern else feature


def _actor(scene: Scene, name: str, role: str, start: int | None, end: int | None) -> Reason:
    words = scene.document.text[start:end] if start is not None else name
    return Reason(field="actors", rule=f"{name} is {role}", start=start, end=end, text=words)
