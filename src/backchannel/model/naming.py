"""Names of documents: in the order that people count, and short enough for a line."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"([0-9]+)")
_PART = re.compile(r"(?<=#)[^#!]+")
_LONGEST = 20
_BEGINNING, _END = 9, 10


def natural(name: str) -> tuple[tuple[str | tuple[int, str], ...], str]:
    """A key by which names sort as people count: ``box#2`` before ``box#10``.

    >>> sorted(["box#10", "box#2"], key=natural)
    ['box#2', 'box#10']
    """
    parts = _NUMBER.split(name)
    digits = ((len(part.lstrip("0")), part.lstrip("0")) for part in parts[1::2])
    made: list[str | tuple[int, str]] = [parts[0]]
    for number, text in zip(digits, parts[2::2], strict=True):
        made += [number, text]
    return tuple(made), name


def short(name: str) -> str:
    """The name for a line of a table, where an id or a title stands beside it: long message ids cut in the middle.

    >>> short("box.mbox#4F8D2A07-11CE-4C55@mail.example.org!annex.pdf")
    'box.mbox#4F8D2A07-…E-4C55!annex.pdf'
    """
    return _PART.sub(lambda part: _shortened(part[0]), name)


def _shortened(part: str) -> str:
    if len(part) <= _LONGEST:
        return part
    mine = part.partition("@")[0] if "/" not in part else part
    return mine if len(mine) <= _LONGEST else f"{mine[:_BEGINNING]}…{mine[-_END:]}"
