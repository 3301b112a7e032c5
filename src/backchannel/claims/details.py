"""Quantities and places that stand in a claim's own words."""

from __future__ import annotations

from backchannel.claims.features import Stretch
from backchannel.claims.scene import Scene
from backchannel.model import Quantity

_PLACE_WORDS = frozenset(
    {"in", "at", "near", "outside", "off", "inside", "within", "across", "throughout", "along", "over", "on", "around"}
)
_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})


def bounds(scene: Scene, stretch: Stretch) -> tuple[int, int]:
    """Where a claim starts and ends in the document's text."""
    last = stretch.last - 1
    return scene.offset(stretch.first), scene.offset(last) + len(scene.view.tokens[last])


def quantities(scene: Scene, stretch: Stretch) -> tuple[Quantity, ...]:
    """The quantities named within the claim, in reading order."""
    start, end = bounds(scene, stretch)
    return tuple(
        Quantity(value=q.value, min=q.min, max=q.max, unit=q.unit, what=q.what or None)
        for q in scene.quantities
        if start <= q.start and q.end <= end
    )


def place(scene: Scene, stretch: Stretch) -> str | None:
    """Where it happened: what a preposition of place governs in the claim, nearest to its predicate first."""
    view = scene.view
    found = []
    for i in range(stretch.first, stretch.last):
        if view.dep[i] != "pobj" or view.ent[i] not in _PLACE_ENTITIES:
            continue
        preposition = view.head[i]
        if view.lower[preposition] in _PLACE_WORDS and preposition >= stretch.first:
            found.append((view.head[preposition] != stretch.head, i))
    if not found:
        return None
    at = min(found)[1]
    left = view.tokens[at].left_edge.i
    while view.dep[left] == "det":
        left += 1
    return scene.words(max(left, stretch.first), at + 1)
