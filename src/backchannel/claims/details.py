"""Quantities that stand in a claim's own words."""

from __future__ import annotations

from backchannel.claims.features import Stretch
from backchannel.claims.scene import Scene
from backchannel.model import Quantity


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
