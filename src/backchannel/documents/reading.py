"""From the bytes of a file to its documents: which format, what is inside, within which limits."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec

from backchannel.documents.allowance import AS_IT_IS, MAX_DEPTH, Allowance, Exhausted, Options
from backchannel.documents.assemble import assemble, over
from backchannel.documents.containers import compressed
from backchannel.documents.decoding import MAX_BYTES, MAX_CHARACTERS
from backchannel.documents.extracted import Extracted, Item, Part, Refused
from backchannel.documents.formats import CONTAINERS, STRUCTURED, TEXTS, Format
from backchannel.documents.kinds import foreign
from backchannel.documents.sidecar import NOTHING, Stated, read_sidecar
from backchannel.documents.unpacking import Unpacked
from backchannel.errors import DocumentError
from backchannel.model import Document, Metadata, digest

_HEAD = 65_536
_LONGEST_NAME = 1_000
_MOST_REFUSALS = 1_000


class _Place(NamedTuple):
    """Where in a file we are: how deep, and what its surroundings say of the texts.

    ``stated`` goes before what a text says of itself (a sidecar), ``beneath`` behind it (what a mail says of its
    attachment).
    """

    allowance: Allowance
    depth: int = 0
    stated: Metadata = Metadata()
    beneath: Metadata = Metadata()
    part_of: str | None = None
    warnings: tuple[str, ...] = ()


def read_bytes(
    data: bytes, name: str, sidecar: bytes | None = None, options: Options = AS_IT_IS
) -> tuple[Document, ...]:
    """The documents in ``data`` in order, one or as many as it holds; ``sidecar`` are the bytes of ``NAME.json``.

    Raises ``DocumentError`` with one plain reason where no document can be read; parts that cannot be read beside
    others that can are left out (:func:`read_stream` names them).
    """
    stated = read_sidecar(sidecar, name) if sidecar is not None else NOTHING
    found = list(read_stream(io.BytesIO(data), len(data), name, stated, options))
    documents = tuple(one for one in found if isinstance(one, Document))
    if documents:
        return documents
    refused = next((one for one in found if isinstance(one, Refused)), Refused(name, "holds no document"))
    raise DocumentError(refused.name, refused.reason)


def read_stream(
    stream: BinaryIO, size: int, name: str, stated: Stated = NOTHING, options: Options = AS_IT_IS
) -> Iterator[Document | Refused]:
    """The documents in a file of ``size`` bytes, and what in it cannot be read, one at a time in the file's order.

    ``stated`` is what its sidecar states. Never raises ``DocumentError``: a file that cannot be read at all is one
    refusal. Containers pass through memory one part at a time; ``stream`` must be seekable.
    """
    place = _Place(Allowance(name, size, options), stated=stated.metadata, warnings=stated.warnings)
    return _guarded(_stream(stream, size, name, place), name)


def _guarded(documents: Iterator[Document | Refused], name: str) -> Iterator[Document | Refused]:
    """What was read before a fault stays; the fault is the last thing said of the file.

    Of very many refusals the first are given and the others counted, so that they do not drown what else is said.
    """
    some, refused = False, 0
    try:
        for one in documents:
            some = True
            refused += isinstance(one, Refused)
            if isinstance(one, Document) or refused <= _MOST_REFUSALS:
                yield _presentable(one, name)
        if not some:
            yield Refused(name, "holds no document")
    except DocumentError as error:
        yield _presentable(Refused(error.name, error.reason), name)
    if refused > _MOST_REFUSALS:
        yield Refused(name, f"holds {refused - _MOST_REFUSALS:,} more parts that cannot be read, too many to name")


def _presentable(one: Document | Refused, file: str) -> Document | Refused:
    """Names and reasons as one short line that can be shown: inside a file they are whatever its maker liked."""
    own = file if one.name.startswith(file) else ""  # the file's own name is the user's, whatever is in it
    inner = one.name[len(own) :]
    inner = inner if len(inner) <= _LONGEST_NAME else f"{inner[:_LONGEST_NAME]}~{digest(inner)[:8]}"
    name = own + "".join(c if c.isprintable() else "\ufffd" for c in inner) or file
    if isinstance(one, Refused):
        return Refused(name, " ".join(one.reason.split()))
    return one if one.name == name else msgspec.structs.replace(one, name=name)


def _stream(stream: BinaryIO, size: int | None, name: str, place: _Place) -> Iterator[Document | Refused]:
    """The documents in a stream; ``size`` is None where only reading it to its end would tell."""
    if size == 0:
        raise DocumentError(name, "empty document")
    head = stream.head(_HEAD) if isinstance(stream, Unpacked) else stream.read(_HEAD)
    if compressed.is_compressed(head):
        yield from _unpacked(stream, name, place)
        return
    tail = _tail(stream, size) if size is not None else b""
    container = next((one for one in CONTAINERS if one.recognises(head, tail, name)), None)
    stream.seek(0)
    if container:
        inside = place._replace(stated=Metadata(), beneath=over(place.beneath, _untitled(place.stated)))
        yield from _items(container.parts(stream, name, place.allowance), inside)
        return
    data = stream.read(MAX_BYTES + 1) if size is None or size <= MAX_BYTES else None
    if data is None or len(data) > MAX_BYTES:
        _refuse_foreign(head, name)  # a film of any size is still no document
        raise DocumentError(name, f"is larger than {MAX_BYTES // 2**20} MiB; split it into parts")
    yield from _items(_format_of(data, name).extract(data, name, place.allowance), place)


def _unpacked(stream: BinaryIO, name: str, place: _Place) -> Iterator[Document | Refused]:
    """The documents in a file that was compressed whole, under its own name; what is stated of it is stated of them."""
    if place.depth + 1 > MAX_DEPTH:
        raise DocumentError(name, f"lies more than {MAX_DEPTH} containers deep")
    inside = compressed.unpacked(stream, name, place.allowance)
    data = _whole(inside)
    deeper = place._replace(depth=place.depth + 1)
    if data is None:
        yield from _stream(inside, None, name, deeper)
    else:
        yield from _stream(io.BytesIO(data), len(data), name, deeper)


def _whole(stream: BinaryIO) -> bytes | None:
    """What a stream holds; None where that is more than is taken at once, or damaged further on."""
    try:
        data = stream.read(MAX_BYTES + 1)
        return data if len(data) <= MAX_BYTES else None
    except Exhausted:
        raise
    except DocumentError:
        return None
    finally:
        stream.seek(0)


def _tail(stream: BinaryIO, size: int) -> bytes:
    stream.seek(max(0, size - _HEAD))
    return stream.read(_HEAD)


def _untitled(stated: Metadata) -> Metadata:
    """What is stated of a container holds for all that is inside, but for its title."""
    return msgspec.structs.replace(stated, title=None)


def _format_of(data: bytes, name: str) -> Format:
    for format_ in STRUCTURED:
        if format_.recognises(data, name):
            return format_
    _refuse_foreign(data, name)
    return next(format_ for format_ in TEXTS if format_.recognises(data, name))


def _refuse_foreign(data: bytes, name: str) -> None:
    what = foreign(data, name)
    if what:
        raise DocumentError(name, f"is {what}; “backchannel read --help” says what is read")


def _items(items: Iterator[Item], place: _Place) -> Iterator[Document | Refused]:
    for item in items:
        place.allowance.part()
        if isinstance(item, Part):
            yield from _part(item, place)
        elif isinstance(item, Refused):
            yield item
        elif len(item.text) > MAX_CHARACTERS:
            yield Refused(item.name, f"has more than {MAX_CHARACTERS:,} characters; split it into parts")
        else:
            yield _assembled(item, place)


def _assembled(extracted: Extracted, place: _Place) -> Document:
    said = extracted._replace(warnings=place.warnings + extracted.warnings, part_of=extracted.part_of or place.part_of)
    return assemble(said, place.stated, place.beneath)


def _part(part: Part, place: _Place) -> Iterator[Document | Refused]:
    """The documents in a part, read by its own format; a fault in it stays with it."""
    if place.depth + 1 > MAX_DEPTH:
        yield Refused(part.name, f"lies more than {MAX_DEPTH} containers deep")
        return
    if part.name in place.allowance.options.avoid:
        yield Refused(part.name, "took too long or too much memory to take apart")
        return
    place.allowance.options.watch(part.name)
    sidecar = read_sidecar(part.sidecar, part.name) if part.sidecar is not None else NOTHING
    inside = _Place(
        place.allowance,
        place.depth + 1,
        sidecar.metadata,
        over(part.metadata, place.beneath),
        part.part_of or place.part_of,
        sidecar.warnings,
    )
    try:
        yield from _data(part, inside)
    except Exhausted:
        raise
    except DocumentError as error:
        yield Refused(error.name, error.reason)


def _data(part: Part, place: _Place) -> Iterator[Document | Refused]:
    if not isinstance(part.data, bytes):
        yield from _stream(part.data, None, part.name, place)
    elif part.media_type is None:
        yield from _stream(io.BytesIO(part.data), len(part.data), part.name, place)
    else:
        known = next(one for one in (*STRUCTURED, *TEXTS) if part.media_type == one.MEDIA_TYPE)
        yield from _items(known.extract(part.data, part.name, place.allowance), place)
