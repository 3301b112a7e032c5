"""Where the notes of a text stand: under a heading, or as a numbered run at the end whose marks the text carries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from backchannel.documents.facts.cues import cues
from backchannel.documents.layout.units import Unit
from backchannel.model import SectionKind

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
ENTRY = re.compile(
    r"""\s*(?:[-*]\s+)?(?:
      \[\^(?P<markdown>[\w-]{1,32})\]:\s*
    | \[(?P<bracket>\d{1,3}|\*{1,3}|[a-z])\][:.]?\s*
    | \(?(?P<figure>\d{1,3})[.)]\s+
    | \^\s?(?P<caret>\d{1,3})[.:]?\s+
    | (?P<raised>[⁰¹²³⁴-⁹]{1,3})[.:]?\s*
    | (?P<bare>\d{1,3})\s+(?=["“‘'\[(*_A-Z])
    )(?=\S)""",
    re.VERBOSE,
)
_MARK = re.compile(
    r"\[\^(?P<markdown>[\w-]{1,32})\](?!:)"
    r"|\[(?P<bracket>(?:\d{1,3}|\*{1,3}|[a-z])(?:\s*[,;–-]\s*\d{1,3})*)\]"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3})"
)


class Entry(NamedTuple):
    """The beginning of a numbered note: its number and where its own words begin."""

    number: str
    words_at: int
    style: str


def entry(text: str, start: int, end: int) -> Entry | None:
    """The numbered note that begins at ``start``; None where none does."""
    match = ENTRY.match(text, start, end)
    if not match or match.lastgroup is None:
        return None
    number = match[match.lastgroup].translate(_SUPERSCRIPTS)
    return Entry(number, match.end(), match.lastgroup)


def marks(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The note marks in a stretch of text: number, start, end; ``[1, 3]`` and ``[1–3]`` are marks of each number."""
    return [
        (number, match.start(), match.end())
        for match in _MARK.finditer(text, start, end)
        for number in _numbers(match[match.lastgroup or 0].translate(_SUPERSCRIPTS))
    ]


def _numbers(value: str) -> list[str]:
    numbers: list[str] = []
    for part in re.split(r"\s*[,;]\s*", value):
        bounds = re.split(r"\s*[–-]\s*", part)
        if (
            len(bounds) == 2
            and bounds[0].isdecimal()
            and bounds[1].isdecimal()
            and 0 < int(bounds[1]) - int(bounds[0]) < 20
        ):
            numbers.extend(str(number) for number in range(int(bounds[0]), int(bounds[1]) + 1))
        else:
            numbers.append(part)
    return numbers


def note_units(text: str, units: Sequence[Unit], kinds: Sequence[SectionKind | None]) -> list[int]:
    """The indices of the units that are notes, their heading included."""
    found: set[int] = set()
    for index, unit in enumerate(units):
        if (
            text.startswith("[^", unit.start)
            and (begun := entry(text, unit.start, unit.end))
            and begun.style == "markdown"
        ):
            found.add(index)
    for index, unit in enumerate(units):
        if unit.end - unit.start < 40 and index not in found and is_notes_heading(text[unit.start : unit.end]):
            entries = _entries_after(text, units, kinds, index + 1)
            if entries:
                found.update((index, *entries))
    if not found:
        found.update(_closing_run(text, units, kinds))
    return sorted(found)


def is_notes_heading(words: str) -> bool:
    """Whether a line is a heading under which notes stand."""
    return bool(cues().notes.fullmatch(re.sub(r"^#{1,6}\s+|[*_]+|:$", "", words.strip()).strip()))


def _entries_after(text: str, units: Sequence[Unit], kinds: Sequence[SectionKind | None], first: int) -> list[int]:
    """The notes from unit ``first`` on; a unit without a number goes with the note before if more notes follow it."""
    taken: list[int] = []
    waiting: list[int] = []
    for index in range(first, len(units)):
        unit = units[index]
        if kinds[index] == "boilerplate":
            if not any(map(str.isalnum, text[unit.start : unit.end])):
                continue
            break
        if entry(text, unit.start, unit.end):
            taken.extend((*waiting, index))
            waiting = []
        elif taken and len(waiting) < 6:
            waiting.append(index)
        else:
            break
    return taken


def _closing_run(text: str, units: Sequence[Unit], kinds: Sequence[SectionKind | None]) -> list[int]:
    """The last run of numbered units where at least half of their numbers are marks in the text before."""
    run: list[int] = []
    for index in range(len(units) - 1, -1, -1):
        unit = units[index]
        if entry(text, unit.start, unit.end):
            run.append(index)
        elif run or index < len(units) // 2:
            break
    if not run:
        return []
    before = {number for number, _, _ in marks(text, 0, units[run[-1]].start)}
    numbers = [begun.number for index in run if (begun := entry(text, units[index].start, units[index].end))]
    marked = sum(number in before for number in numbers)
    return run[::-1] if marked >= max(1, len(numbers) / 2) else []
