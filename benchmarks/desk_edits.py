"""Edits of texts at hand, made by rule: what an editor's desk does to a text, and what turns what it says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

BEGIN = 200
"""Characters at the beginning that are left as they are: headlines and date lines are not compared."""
STATES = (
    "Armenia", "Belarus", "Chile", "China", "Cuba", "Egypt", "Ethiopia", "Ghana", "India", "Iraq", "Japan", "Jordan",
    "Kenya", "Lebanon", "Libya", "Mexico", "Nigeria", "Norway", "Peru", "Qatar", "Russia", "Sudan", "Syria", "Turkey",
    "Ukraine", "Yemen",
)  # fmt: skip
VERBS = MappingProxyType(
    {
        "confirmed": "denied", "welcomed": "condemned", "signed": "rejected", "supports": "opposes",
        "agreed": "refused", "increase": "reduce", "began": "ended", "released": "detained", "met": "attacked",
        "opened": "closed",
    }
)  # fmt: skip
SYNONYMS = MappingProxyType(
    {
        "also": "likewise", "important": "weighty", "large": "big", "began": "started", "across": "throughout",
        "today": "on Monday", "many": "numerous", "ensure": "make sure", "currently": "at present", "obtain": "get",
    }
)  # fmt: skip
SPELLING = (
    (r"iz(e|es|ed|ing|ation)\b", r"is\1"), (r"\b(col|hon|neighb|lab|behavi|harb)or", r"\1our"), ("percent", "per cent"),
    ("efense", "efence"), ("United States", "U.S."), (r"\bprogram\b", "programme"), (r"\bcenter\b", "centre"),
)  # fmt: skip

Edit = Callable[[str, random.Random], str | None]


def _one(pattern: str, new: Callable[[re.Match[str], random.Random], str]) -> Edit:
    """An edit of one place that fits, drawn at random; None where none does."""

    def edit(text: str, dice: random.Random) -> str | None:
        places = [m for m in re.finditer(pattern, text) if m.start() >= BEGIN]
        if not places:
            return None
        place = dice.choice(places)
        return text[: place.start()] + new(place, dice) + text[place.end() :]

    return edit


def _number(place: re.Match[str], dice: random.Random) -> str:
    return str(int(place[0]) + dice.choice((1, 3, 10)))


def _spelled(text: str, _: random.Random) -> str:
    for old, new in SPELLING:
        text = re.sub(old, new, text)
    return text


def _retold(text: str, _: random.Random) -> str:
    for old, new in SYNONYMS.items():
        text = re.sub(rf"\b{old}\b", new, text)
    return text


def _framed(text: str, _: random.Random) -> str:
    return f"By our staff\n\n{text}\n\nCopyright The Courier. All rights reserved."


_AUXILIARY = r"\b(?:is|are|was|were|has|have|had)\b (?!not)"
TURNING: Mapping[str, Edit] = MappingProxyType(
    {
        "negation": _one(r"\b(?:is|are|was|were|will|would|can|should)\b (?!not)", lambda m, _: f"{m[0]}not "),
        "number": _one(r"(?<![\w.,–/-])\d{2,4}(?![\w.,%–/-])", _number),
        "state": _one(
            rf"\b(?:{'|'.join(STATES)})\b(?!-)", lambda m, d: d.choice([name for name in STATES if name != m[0]])
        ),
        "hedge": _one(_AUXILIARY, lambda m, d: m[0] + d.choice(("reportedly ", "allegedly ", "possibly "))),
        "modal": _one(r"\bwill\b", lambda _, d: d.choice(("may", "might", "could"))),
        "verb": _one(rf"\b(?:{'|'.join(VERBS)})\b", lambda m, _: VERBS[m[0]]),
    }
)
HARMLESS: Mapping[str, Edit] = MappingProxyType({"spelling": _spelled, "synonyms": _retold, "frame": _framed})
