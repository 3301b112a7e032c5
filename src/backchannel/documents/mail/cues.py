"""The words of ``cues.toml``, gathered once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import msgspec


class Cues(msgspec.Struct, frozen=True):
    """What mail programs write around mails, in small letters."""

    wrote: re.Pattern[str]
    forwarded: frozenset[str]
    original: frozenset[str]
    labels: MappingProxyType[str, str]
    forward: frozenset[str]
    reply: frozenset[str]
    footer: re.Pattern[str]
    phrases: tuple[str, ...]
    mail: tuple[str, ...]
    greetings: tuple[str, ...]
    months: tuple[tuple[str, int], ...]


def folded(words: str) -> str:
    """The words in small letters; the dot that Turkish İ leaves behind goes."""
    return words.lower().replace("\u0307", "")


def entries() -> dict[str, Any]:
    """The data file as it stands."""
    return tomllib.loads((files(__package__) / "cues.toml").read_text("utf-8"))


@cache
def cues() -> Cues:
    """The cues, read from the package's data at first use."""
    data = entries()
    verbs = sorted({word for entry in data["wrote"] for word in entry["words"]}, key=lambda word: (-len(word), word))
    months = [(start, int(number)) for number, starts in data["months"].items() for start in starts]
    return Cues(
        wrote=re.compile("|".join(map(re.escape, verbs))),
        forwarded=_words(data["forwarded"]),
        original=_words(data["original"]),
        labels=MappingProxyType({word: field for field, words in data["label"].items() for word in words}),
        forward=frozenset(data["prefix"]["forward"]),
        reply=frozenset(data["prefix"]["reply"]),
        footer=re.compile("|".join(f"(?:{entry['pattern']})" for entry in data["footer"])),
        phrases=tuple(data["disclaimer"]["phrases"]),
        mail=tuple(data["disclaimer"]["mail"]),
        greetings=tuple(data["greeting"]["words"]),
        months=tuple(sorted(months, key=lambda one: (-len(one[0]), one[0]))),
    )


def _words(items: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(word for entry in items for word in entry["words"])
