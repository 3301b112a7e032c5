"""Where a text says that something was left out of it before its release; the cues stand in ``excisions.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from backchannel.model import Excision

_SIGNS = re.compile(
    "[\\[(<{█▇▆▉▊■]|x{5}|[25][05]X|1\\.[45]\\s?\\(|b\\(|\\bnext \\d|page |closed under|retained under", re.IGNORECASE
)
"""What every cue needs; most paragraphs have none of it, and a look at the whole text is cheap."""


def entries(kind: str) -> list[dict[str, Any]]:
    """The entries of one kind in the data file, as they stand there."""
    found: list[dict[str, Any]] = _data()[kind]
    return found


def cues() -> list[dict[str, Any]]:
    """The cues, their patterns with the words of ``[words]`` put in."""
    words: dict[str, str] = {}
    for name, value in _data()["words"].items():
        words[name] = _filled(value, words)
    return [entry | {"pattern": _filled(entry["pattern"], words)} for entry in entries("excision")]


def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "excisions.toml").read_text("utf-8"))


def _filled(pattern: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    """The patterns; a blank in them, but for those in classes and before ``?`` and ``)``, stands for any few blanks."""
    any_blanks = re.compile(r"(?<!\[) (?![?)\]\\])")
    return tuple(re.compile(any_blanks.sub(r"\\s{1,20}", entry["pattern"]), re.IGNORECASE) for entry in cues())


def excisions_in(text: str) -> tuple[Excision, ...]:
    """The excisions that the words of ``text`` tell of, in order; where cues overlap, the longest stands."""
    if not _SIGNS.search(text):
        return ()
    found = [_excision(match) for pattern in _compiled() for match in pattern.finditer(text)]
    return _apart(sorted(found, key=lambda one: (one.start, -one.end, one.extent is None)))


def with_found(text: str, stated: Sequence[Excision]) -> tuple[Excision, ...]:
    """``stated`` excisions (a format's own) and those that the words tell of, in order; none twice.

    Where a stated one does not say how much and the words do, the words are believed.
    """
    found = excisions_in(text)
    if not stated:
        return found
    told = {(one.start, one.end): one.extent for one in found}
    kept = [Excision(start=e.start, end=e.end, extent=e.extent or told.get((e.start, e.end))) for e in stated]
    return _apart(sorted([*kept, *found], key=lambda one: (one.start, -one.end, one.extent is None)))


def _excision(match: re.Match[str]) -> Excision:
    said = " ".join((match.groupdict().get("extent") or "").split())
    extent = said.rpartition(". ")[2]  # what goes before is the source of a paper that is left out whole
    return Excision(start=match.start(), end=match.end(), extent=extent or None)


def _apart(sorted_excisions: Iterable[Excision]) -> tuple[Excision, ...]:
    kept: list[Excision] = []
    for one in sorted_excisions:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
