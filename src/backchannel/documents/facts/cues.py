"""The cue words of ``cues.toml``, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


class Cues(msgspec.Struct, frozen=True):
    """One compiled expression a kind of line; each is held against the whole line, stripped."""

    boilerplate: re.Pattern[str]
    notes: re.Pattern[str]
    author: re.Pattern[str]
    part: re.Pattern[str]
    caption: re.Pattern[str]
    office: re.Pattern[str]
    post: re.Pattern[str]
    paper: re.Pattern[str]
    labels: tuple[tuple[re.Pattern[str], str], ...]


def entries() -> dict[str, list[dict[str, Any]]]:
    """The entries of the data file, by kind."""
    return tomllib.loads((files(__package__) / "cues.toml").read_text("utf-8"))


@cache
def cues() -> Cues:
    """The cues, read from the package's data at first use."""
    data = entries()

    def joined(kind: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{entry['pattern']})" for entry in data[kind]), re.IGNORECASE)

    kinds = ("boilerplate", "notes", "author", "part", "caption", "office", "post", "paper")
    labels = tuple((re.compile(entry["pattern"], re.IGNORECASE), entry["means"]) for entry in data["label"])
    return Cues(**{kind: joined(kind) for kind in kinds}, labels=labels)


def label_means(word: str) -> str | None:
    """What a header label (``Date``, ``From``) introduces; None where it is no label."""
    return next((means for pattern, means in cues().labels if pattern.fullmatch(word)), None)
