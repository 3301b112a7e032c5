"""From the lines of a mail to its text, and to a text of its own for each mail that it passes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, cast

from backchannel.documents.building import Built, TextBuilder
from backchannel.documents.decoding import MAX_CHARACTERS
from backchannel.documents.extracted import Extracted
from backchannel.documents.layout.units import starts_item, units_of
from backchannel.documents.mail.cues import cues
from backchannel.documents.mail.lines import Line
from backchannel.documents.mail.replies import Segment, split
from backchannel.errors import DocumentError
from backchannel.model import Metadata, SectionKind

_LAST = 5
"""Paragraphs at the end of a mail among which a legal notice is looked for."""
_SHORT = 120
"""Words of a mail below which it has no title within: a letter, not a release that was sent round."""


class Letter(NamedTuple):
    """What is known of a mail, or of one that it passes on, before its text is made."""

    name: str
    data: bytes
    media_type: str
    metadata: Metadata
    part_of: str | None = None
    warnings: tuple[str, ...] = ()


def composed(letter: Letter, lines: Sequence[Line], level: int = 0) -> Iterator[Extracted]:
    """The mail's text, if it has any, then those of the mails passed on in it, each as part of it."""
    segments = split(lines, letter.metadata.title, level=level)
    built = _built(segments)
    if len(built.text) > MAX_CHARACTERS:
        raise DocumentError(letter.name, f"has more than {MAX_CHARACTERS:,} characters; split it into parts")
    if built.text:
        yield Extracted(
            letter.name,
            letter.data,
            built.text,
            letter.media_type,
            metadata=letter.metadata,
            blocks=built.blocks,
            part_of=letter.part_of,
            warnings=letter.warnings,
        )
    passed_on = [segment for segment in segments if segment.kind == "forward"]
    for number, segment in enumerate(passed_on, 1):
        yield from composed(_inner(letter, segment, number), segment.lines, level + 1)


def _inner(outer: Letter, segment: Segment, number: int) -> Letter:
    words = "\n".join(line.words for line in (*segment.intro, *segment.lines))
    metadata = segment.header.metadata() if segment.header else Metadata()
    numbered = f"{outer.name}#forwarded" + (f"-{number}" if number > 1 else "")
    return Letter(numbered, words.encode("utf-8", "replace"), "text/plain", metadata, outer.name)


def _built(segments: list[Segment]) -> Built:
    builder = TextBuilder()
    for segment in segments:
        if segment.kind == "own":
            _own(builder, segment.lines, titled=_is_long(segments))
        elif segment.kind == "furniture":
            _blocks(builder, segment.lines, "boilerplate")
        elif segment.kind == "quoted":
            _blocks(builder, segment.lines, "quoted_message")
        else:
            builder.block("\n".join(line.words for line in segment.intro), "quoted_message")
    return builder.build()


def _is_long(segments: list[Segment]) -> bool:
    own = [line.words for segment in segments if segment.kind == "own" for line in segment.lines if line.words.strip()]
    words = sum(len(line.split()) for line in own)
    return words >= _SHORT and bool(own) and not _greets(own[0])


def _greets(words: str) -> bool:
    lower = words.strip().lower()
    return len(lower) < 80 and lower.startswith(cues().greetings)


def _own(builder: TextBuilder, lines: Sequence[Line], *, titled: bool) -> None:
    units = [unit for kind, run in groupby(lines, key=lambda line: line.kind) for unit in _units(list(run), kind)]
    for number, (words, kind) in enumerate(units):
        if kind is None and number >= len(units) - _LAST and is_notice(words):
            builder.block(words, "boilerplate")
        elif kind is None and not titled and not starts_item(words):
            builder.block(words, "paragraph")
        else:
            builder.block(words, cast("SectionKind | None", kind))


def _units(lines: list[Line], kind: str | None) -> list[tuple[str, str | None]]:
    text = "\n".join(line.words for line in lines)
    return [(text[unit.start : unit.end], kind) for unit in units_of(text)]


def _blocks(builder: TextBuilder, lines: Sequence[Line], kind: SectionKind) -> None:
    for _, run in groupby(lines, key=lambda line: line.depth):
        for words, _ in _units(list(run), None):
            builder.block(words, kind)


def is_notice(words: str) -> bool:
    """Whether a paragraph is a legal notice: it speaks of the mail, and in at least two phrases of such notices."""
    if len(words) < 60:
        return False
    lower = words[:3_000].lower()
    said = sum(phrase in lower for phrase in cues().phrases)
    return said > 1 and any(word in lower for word in cues().mail)
