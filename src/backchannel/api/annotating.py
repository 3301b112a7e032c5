"""Texts in, single layers of the reading out: what the reader knows of a text before, and besides, its claims.

Each layer is made by the function that the reader itself reads with, over the one parse of the text. Offsets are code
points of the text as it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from backchannel.api.coding import events_of
from backchannel.api.lines import on_line
from backchannel.claims.factuality import factuality
from backchannel.claims.protocol import Reader
from backchannel.claims.quotes import Stretches, find_quotes
from backchannel.claims.reader import ClauseReader
from backchannel.claims.scene import Scene
from backchannel.documents import read_bytes
from backchannel.errors import InputError
from backchannel.language.analysis import KINDS
from backchannel.language.times import TimeType
from backchannel.model import Act, ActorType, Document, Value

LONGEST = 1_000_000
"""Characters of a text at most; what is longer is a book, to be read into a ledger."""


class Text(Value, frozen=True):
    """A text to be annotated; ``date`` is the day on which it was written or published."""

    id: str
    text: str
    date: str | None = None


class QuoteSpans(Value, frozen=True):
    """One attribution: who says, thinks or feels (none where nobody is named), by which words, and what.

    Each is a list of stretches ``[start, end]`` in the order of the text.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


class DateSpan(Value, frozen=True):
    """Words that say when, how long or how often; ``type`` and ``value`` as in TIMEX3 (ISO 24617-1)."""

    start: int
    end: int
    type: TimeType
    value: str


class QuantitySpan(Value, frozen=True):
    """Words that say how much or how many: ``value``, or bounds, and the unit of the claims format."""

    start: int
    end: int
    value: float | None
    min: float | None
    max: float | None
    unit: str


class ActorSpan(Value, frozen=True):
    """Somebody who can act: whom the words mean, the state acted for (None where nothing says it), what kind it is.

    ``home`` is the state where an armed group fights or a body is at home, without acting for it.
    A pronoun is given where it is plain whom it means, under that name.
    """

    start: int
    end: int
    name: str
    country: str | None
    type: ActorType
    home: str | None = None


class ActSpan(Value, frozen=True):
    """One event, and where its predicates or its claim stand: codes as :mod:`backchannel.api.coding` gives them."""

    start: int
    end: int
    source: str
    target: str
    code: Act
    mode: str | None


class CertaintySpan(Value, frozen=True):
    """The head of a predicate, and how far the text says that it happened or is so: from −3 (not) to 3 (so)."""

    start: int
    end: int
    value: float


class Layers(Value, frozen=True):
    """The layers of a text that were asked for, each in reading order; the others are not there at all."""

    id: str
    quotes: tuple[QuoteSpans, ...] | UnsetType = UNSET
    dates: tuple[DateSpan, ...] | UnsetType = UNSET
    quantities: tuple[QuantitySpan, ...] | UnsetType = UNSET
    actors: tuple[ActorSpan, ...] | UnsetType = UNSET
    acts: tuple[ActSpan, ...] | UnsetType = UNSET
    certainty: tuple[CertaintySpan, ...] | UnsetType = UNSET


class _Read(NamedTuple):
    """A text as the reader read it: its sentences, and what to add to an offset in the document."""

    reader: ClauseReader
    scenes: Sequence[Scene]
    shift: int


def parse(line: bytes) -> Text:
    """The text on a line of JSON. Raises ``InputError`` with what is wrong."""
    return on_line(line, Text, LONGEST)


def layers_named(names: str) -> tuple[str, ...]:
    """The layers of a list with commas, in the order of the output. Raises ``InputError`` for a name of none."""
    asked = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in asked if name not in LAYERS]
    if unknown or not asked:
        wrong = f"there is no layer {unknown[0]!r}" if unknown else "no layer is named"
        raise InputError(f"{wrong}; the layers are {','.join(LAYERS)}.")
    return tuple(name for name in LAYERS if name in asked)


def annotate(reader: Reader, text: Text, layers: Iterable[str] | None = None) -> Layers:
    """The layers asked for (all where none are named) of one text, from one parse.

    Raises ``InputError`` for a layer that does not exist and a reader that has no layers, and ``DocumentError`` where
    the text cannot be read.
    """
    asked = LAYERS if layers is None else layers_named(",".join(layers))
    if not isinstance(reader, ClauseReader):
        raise InputError(f"the reader {reader.name!r} gives claims and no layers; leave out --reader.")
    read = _read(reader, text)
    made: dict[str, Any] = {name: tuple(_MAKERS[name](read)) for name in asked}
    return Layers(id=text.id, **made)


def _read(reader: ClauseReader, text: Text) -> _Read:
    if not text.text.strip():
        return _Read(reader, (), 0)
    document = _document(text)
    return _Read(reader, tuple(reader.scenes(document, headings=True)), len(text.text) - len(document.text))


def _document(text: Text) -> Document:
    """The text as a line of a JSON lines file is read, with all that is not prose read as headings are.

    A byte-order mark at its beginning is all that is dropped; NUL and halves of surrogate pairs become one character
    each, here as in the room of documents, where zero bytes could be taken for UTF-16.
    """
    words = text.text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    line = {"id": text.id, "text": words, "language": "en", **({"date": text.date} if text.date else {})}
    (document,) = read_bytes(msgspec.json.encode(line), "texts.jsonl")
    sections = (s if s.kind in KINDS else replace(s, kind="heading") for s in document.sections)
    return replace(document, sections=tuple(sections))


def _quotes(read: _Read) -> Iterator[QuoteSpans]:
    def moved(stretches: Stretches) -> Stretches:
        return tuple((start + read.shift, end + read.shift) for start, end in stretches)

    for quote in find_quotes(read.scenes):
        yield QuoteSpans(source=moved(quote.source), cue=moved(quote.cue), content=moved(quote.content))


def _dates(read: _Read) -> Iterator[DateSpan]:
    for scene in read.scenes:
        for tag in (tag for time in scene.times for tag in time.timexes()):
            yield DateSpan(start=tag.start + read.shift, end=tag.end + read.shift, type=tag.type, value=tag.value)


def _quantities(read: _Read) -> Iterator[QuantitySpan]:
    for scene in read.scenes:
        for one in scene.quantities:
            start, end = one.start + read.shift, one.end + read.shift
            yield QuantitySpan(start=start, end=end, value=one.value, min=one.min, max=one.max, unit=one.unit)


def _actors(read: _Read) -> Iterator[ActorSpan]:
    for scene in read.scenes:
        for one in scene.mentions:
            words = scene.document.text[one.start : one.end]
            if one.pronoun and one.country is None and one.name == words:
                continue  # nobody knows whom it means
            start, end = one.start + read.shift, one.end + read.shift
            yield ActorSpan(start=start, end=end, name=one.name, country=one.country, type=one.type, home=one.home)


def _acts(read: _Read) -> Iterator[ActSpan]:
    for found in events_of(read.reader, read.scenes):
        yield ActSpan(
            start=found.start + read.shift,
            end=found.end + read.shift,
            source=found.event.source,
            target=found.event.target,
            code=found.act,
            mode=found.event.mode,
        )


def _certainty(read: _Read) -> Iterator[CertaintySpan]:
    for scene in read.scenes:
        for one in factuality(scene.view, scene.sentence.start, scene.sentence.end):
            start = scene.offset(one.at) + read.shift
            yield CertaintySpan(start=start, end=start + len(scene.view.tokens[one.at]), value=one.value)


_MAKERS: MappingProxyType[str, Callable[[_Read], Iterator[Value]]] = MappingProxyType(
    {
        "quotes": _quotes,
        "dates": _dates,
        "quantities": _quantities,
        "actors": _actors,
        "acts": _acts,
        "certainty": _certainty,
    }
)
LAYERS = tuple(_MAKERS)
"""The names of all layers, in the order of the output."""
