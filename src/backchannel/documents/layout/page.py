"""A text laid out in units, with the kinds decided so far: what the passes of layout analysis work on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from backchannel.documents.extracted import Block
from backchannel.documents.facts import header
from backchannel.documents.layout.units import Unit, ends_sentence, units_of
from backchannel.model import Section, SectionKind

HEADER_UNITS = 14  # a header longer than this is none
SPEAKER = re.compile(r"[A-Z][A-Z .,'’-]{2,60}(?:\([^)]{1,60}\))?:\s")  # SECRETARY NAME: in a transcript
_BRACKETS_AT_END = re.compile(r"(?:\s*[(\[][^()\[\]]{1,60}[)\]])+$")


class Page:
    """The units of one text, their words, whether they are running text, and the kinds decided so far.

    ``blocks`` are the units as the text's format sets them off; without them they are found in the text. ``stated`` are
    those whose kind the format tells.
    """

    def __init__(
        self, text: str, hints: Mapping[int, SectionKind] | None = None, blocks: Sequence[Block] | None = None
    ) -> None:
        self.text = text
        self.units = _split_glued(text, units_of(text) if blocks is None else _units_of_blocks(text, blocks))
        self.words = [text[unit.start : unit.end] for unit in self.units]
        known = {block.start: block.kind for block in blocks or ()} | dict(hints or {})
        self._languages = {block.start: block.language for block in blocks or ()}
        self.kinds: list[SectionKind | None] = [known.get(unit.start) for unit in self.units]
        self.stated = frozenset(index for index, kind in enumerate(self.kinds) if kind is not None)
        self.prose = [is_prose(words) for words in self.words]

    def open(self) -> list[int]:
        """The indices of the units that no pass has decided."""
        return [index for index, kind in enumerate(self.kinds) if kind is None]

    def block(self, index: int) -> list[int]:
        """The units near ``index`` that no blank line parts from it."""
        near = range(max(0, index - 6), min(len(self.units), index + 7))
        return [other for other in near if self.units[other].block == self.units[index].block]

    def after(self, index: int) -> int | None:
        """The next unit that is not furniture; None at the end."""
        later = range(index + 1, len(self.units))
        return next((other for other in later if self.kinds[other] != "boilerplate"), None)

    def sections(self) -> tuple[Section, ...]:
        """The units as sections; what no pass decided is a paragraph."""
        return tuple(
            Section(start=unit.start, end=unit.end, kind=kind or "paragraph", language=self._languages.get(unit.start))
            for unit, kind in zip(self.units, self.kinds, strict=True)
        )


def _units_of_blocks(text: str, blocks: Sequence[Block]) -> list[Unit]:
    return [
        Unit(block.start, block.end, number, text.count("\n", block.start, block.end) + 1, 0)
        for number, block in enumerate(blocks)
    ]


def is_prose(words: str) -> bool:
    """Whether the words are running text rather than a heading, a name or a date."""
    count = words.count(" ") + words.count("\n") + 1
    if count >= 25:
        return True
    if count < 6 or len(words) <= 30 or words.endswith(":"):
        return False
    return ends_sentence(_BRACKETS_AT_END.sub("", words[-300:])) and not _is_titled(words)


def _is_titled(words: str) -> bool:
    """Whether all longer words begin with capitals, as in a heading that ends with a full stop."""
    longer = [word for word in re.findall(r"[^\W_]+", words) if len(word) > 3]
    return words.endswith(".") and len(longer) <= 12 and all(not word[0].islower() for word in longer)


def _split_glued(text: str, units: list[Unit]) -> list[Unit]:
    """Bylines and datelines that run into the first sentence become units of their own."""
    split: list[Unit] = []
    for index, unit in enumerate(units):
        length = header.glued(text[unit.start : min(unit.end, unit.start + 200)]) if index < HEADER_UNITS else 0
        if length and is_prose(text[unit.start : unit.end]):
            head = text[unit.start : unit.start + length].rstrip()
            split.append(unit._replace(end=unit.start + len(head), lines=1))
            split.append(unit._replace(start=unit.start + length))
        else:
            split.append(unit)
    return split
