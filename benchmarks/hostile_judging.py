"""What must come of a hostile file, what came of it, and where the two differ."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from backchannel.model import Document

NOISE = (
    "Traceback (most recent call last)", "Exception ignored", "Warning:", "please report", "fault of the program",
    "Segmentation fault", "core dumped",
)  # fmt: skip
"""What a user must never see, whatever the file is."""
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Expected(NamedTuple):
    """One entry of ``expected.json``; see tests/hostile/README.md."""

    file: str
    format: str
    half: str
    what: str
    expect: Literal["read", "refused", "either"]
    must_contain: Sequence[str] = ()
    must_not_contain: Sequence[str] = ()
    parts: int | None = None
    reason_like: Sequence[str] = ()
    say: bool = False
    big: bool = False
    seconds: float = 30
    memory_mb: float = 1024


class Outcome(NamedTuple):
    """What came of reading one file: the documents kept, the lines said, and what went wrong on the way.

    ``said`` are lines without the file's own name, so that no reason is found in a name; ``seconds`` is clock time,
    ``memory_mb`` the peak of the whole process tree.
    """

    documents: tuple[Document, ...] = ()
    said: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    seconds: float = 0.0
    memory_mb: float = 0.0
    claims: int = 0


def expectations(folder: Path) -> list[Expected]:
    """The entries of a folder's ``expected.json``."""
    return [Expected(**entry) for entry in json.loads((folder / "expected.json").read_text(encoding="utf-8"))]


def differences(expected: Expected, outcome: Outcome) -> list[str]:
    """Where the outcome is not as expected, one line each; none where all is well."""
    found = [*outcome.faults, *_costs(expected, outcome), *_noise(outcome), *_forbidden(expected, outcome)]
    if outcome.faults:  # what it would have said and kept is not known
        return found
    read = bool(outcome.documents)
    if expected.expect != "either" and read != (expected.expect == "read"):
        return [*found, f"{'read' if read else 'refused'}, not {expected.expect}{_quoted(outcome)}"]
    found += _contents(expected, outcome) if read else []
    return found + _reasons(expected, outcome, read)


def _costs(expected: Expected, outcome: Outcome) -> list[str]:
    found = []
    if outcome.seconds > expected.seconds:
        found.append(f"took {outcome.seconds:.0f} s, more than {expected.seconds:g}")
    if outcome.memory_mb > expected.memory_mb:
        found.append(f"took {outcome.memory_mb:,.0f} MB, more than {expected.memory_mb:,g}")
    return found


def _noise(outcome: Outcome) -> list[str]:
    found = [f"says “{noise}”: {_cut(line)}" for line in outcome.said for noise in NOISE if noise in line]
    return found + [f"says what steers a terminal: {line!r}"[:200] for line in outcome.said if _STEERS.search(line)]


def _forbidden(expected: Expected, outcome: Outcome) -> list[str]:
    everything = [*(document.text for document in outcome.documents), *outcome.said]
    return [f"has “{_cut(words)}”" for words in expected.must_not_contain if any(words in one for one in everything)]


def _contents(expected: Expected, outcome: Outcome) -> list[str]:
    texts = [plain(document.text) for document in outcome.documents]
    found = [f"lacks “{words}”" for words in expected.must_contain if not any(plain(words) in text for text in texts)]
    if expected.parts is not None and len(texts) != expected.parts:
        found.append(f"is {len(texts)} documents, not {expected.parts}{_quoted(outcome)}")
    return found


def _reasons(expected: Expected, outcome: Outcome, read: bool) -> list[str]:
    """A refusal must give its reason; so must what is read in part, where something of it is lost."""
    asked = not read or expected.say or expected.expect == "read"
    if not asked or not expected.reason_like:
        return [] if outcome.said or read else ["refused without a word"]
    lines = [line.lower() for line in outcome.said]
    if any(words.lower() in line for words in expected.reason_like for line in lines):
        return []
    return [f"does not say why, as by {', '.join(expected.reason_like[:4])} …{_quoted(outcome)}"]


def plain(text: str) -> str:
    """The text with each run of blanks as one."""
    return " ".join(text.split())


def _quoted(outcome: Outcome) -> str:
    return f" (said: {_cut(' | '.join(outcome.said))})" if outcome.said else " (said nothing)"


def _cut(line: str, most: int = 200) -> str:
    return line if len(line) <= most else f"{line[:most]}…"
