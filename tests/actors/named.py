"""A mention as a test shows it."""

from __future__ import annotations

from typing import NamedTuple


class Named(NamedTuple):
    """The words of a mention, the name they mean, the state that is acted for."""

    words: str
    name: str
    country: str | None
