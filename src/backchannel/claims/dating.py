"""When it happened: which of the dates at hand is the claim's own.

A text offers several: in the clause, elsewhere in the sentence, the one the narrative last stood at, the document's
own. The reader's model says which kind is likeliest; the first that is at hand is taken. A date of the report, the
leak or the publication is not the event's.
"""

from __future__ import annotations

from collections.abc import Mapping

from backchannel.claims.details import bounds
from backchannel.claims.features import Stretch
from backchannel.claims.scene import Scene
from backchannel.language.times import TimeExpression
from backchannel.model import When

KINDS = ("clause", "sentence", "narrative", "document", "none")


def options(scene: Scene, stretch: Stretch) -> dict[str, When]:
    """The dates at hand, by where they stand; those that say nothing of when are left out."""
    start, end = bounds(scene, stretch)
    inside = [t for t in scene.times if _dated(t) and start <= t.start < end]
    outside = [t for t in scene.times if _dated(t) and not start <= t.start < end]
    found: dict[str, When] = {}
    if inside:
        found["clause"] = _whole(inside)
    if outside:
        found["sentence"] = min(outside, key=lambda t: min(abs(t.end - start), abs(t.start - end))).when
    narrative = scene.narrative
    if narrative is not None and narrative.start:
        found["narrative"] = When(start=narrative.start, end=narrative.end, text=None, anchored=True)
    dated = scene.document.metadata.date
    if dated is not None:
        found["document"] = When(start=dated.start[:10], end=dated.end, text=None, anchored=True)
    return found


def _dated(time: TimeExpression) -> bool:
    return bool(time.when.start or time.when.end)


def _whole(times: list[TimeExpression]) -> When:
    """One date from those of a clause: the most exact, the first of equals."""
    return max(times, key=lambda t: (len(t.when.start or ""), -t.start)).when


def choose(found: Mapping[str, When], likely: Mapping[str, float]) -> tuple[When, str]:
    """The likeliest of the dates at hand, and where it stands; ``When()`` and "none" where none is likelier."""
    best = max(("none", *found), key=lambda kind: (likely.get(kind, 0.0), kind))
    return (found[best], best) if best != "none" else (When(), "none")
