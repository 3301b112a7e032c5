"""What a reader may add to the sums of its models before they are weighed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from backchannel.claims.dating import Blend as DatesBlend
from backchannel.claims.linear import Floats
from backchannel.claims.roles import Blend as RolesBlend
from backchannel.claims.selection import Blend as SpansBlend


class Blends(NamedTuple):
    """What changes the sums of the models for one sentence or stretch; None leaves them as they are."""

    spans: SpansBlend | None = None
    fields: Callable[[Floats], Floats] | None = None
    roles: RolesBlend | None = None
    dates: DatesBlend | None = None
