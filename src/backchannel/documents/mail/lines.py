"""The lines of a plain body: how deeply each is quoted, and paragraphs of format=flowed joined again (RFC 3676)."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = re.compile(r"(?:>[ ]?)+")


class Line(NamedTuple):
    """A line without its marks of quoting, and how many there were.

    ``kind`` is ``heading``, ``list`` or ``quotation`` where HTML says so.
    """

    words: str
    depth: int = 0
    kind: str | None = None


BLANK = Line("")


def lines_of(text: str, *, flowed: bool = False, delsp: bool = False) -> list[Line]:
    """The lines of a plain body; ``flowed`` and ``delsp`` as the part's Content-Type says."""
    lines = [_line(raw, flowed) for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return _joined(lines, delsp) if flowed else [line._replace(words=line.words.rstrip()) for line in lines]


def _line(raw: str, flowed: bool) -> Line:
    # A blank in front of the mark is some programs' habit; in flowed text it says that the mark is none.
    quoted = _QUOTED.match(raw, 1 if raw.startswith(" ") and not flowed else 0)
    if not quoted:
        return Line(raw)
    return Line(raw[quoted.end() :], quoted[0].count(">"))


def _joined(lines: list[Line], delsp: bool) -> list[Line]:
    joined: list[Line] = []
    pieces: list[str] = []
    depth = 0
    for line in lines:
        words = line.words.removeprefix(" ") if line.depth == 0 else line.words  # "space-stuffing"
        if pieces and (line.depth != depth or words.rstrip(" ") == "--"):
            joined.append(Line("".join(pieces).rstrip(), depth))
            pieces = []
        depth = line.depth
        soft = words.endswith(" ") and words != "-- "
        pieces.append(words[:-1] if soft and delsp else words)
        if not soft:
            joined.append(Line("".join(pieces).rstrip(), depth))
            pieces = []
    if pieces:
        joined.append(Line("".join(pieces).rstrip(), depth))
    return joined
