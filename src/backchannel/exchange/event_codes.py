"""The event types of PLOVER in the words and numbers of other codings, and dates and firmness as they are written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from backchannel.model import Act, Certainty, Document, When, precision


class EventType(NamedTuple):
    """One type: the root of CAMEO that stands for it, PLOVER's quadrant, and the values on both scales."""

    cameo: str
    title: str
    goldstein: float
    quad: str
    intensity: float | None = None


@cache
def table() -> Mapping[str, Any]:
    """The whole of ``data/event_types.toml``."""
    return tomllib.loads((Path(__file__).parent / "data" / "event_types.toml").read_text(encoding="utf-8"))


@cache
def event_type(act: Act) -> EventType:
    """What stands for the event type."""
    return EventType(**table()["type"][act])


def event_date(when: When | None) -> str:
    """The day, month or year on which it began, as exactly as it is known; empty for a decade and where none is given.

    The published event files have days alone. A month or year that was filled up to a day would be taken for one.
    """
    return when.start if when and when.start and precision(when.start) else ""


def published(document: Document | None) -> str:
    """When the document came out, as exactly as it is known."""
    dating = (document.metadata.released or document.metadata.date) if document else None
    return event_date(When(start=dating.start)) if dating else ""


def firmness(certainty: Certainty) -> str:
    """How firmly the text puts it, in words that nobody takes for a verdict."""
    words = {"certain": "stated flatly", "counterfactual_or_future": "put as something not (yet) so"}
    return words.get(certainty, f"put as {certainty}")


def one_line(text: str | None) -> str:
    """The text without line ends and tabs."""
    return " ".join((text or "").split())
