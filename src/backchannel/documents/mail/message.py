"""A message and its header: who wrote to whom, when and on what. Nothing that a header holds raises.

The standard library's parser is used with its oldest policy, which leaves headers as they are: the newer ones parse
addresses as they read them, at a cost that grows with the square of a hostile header's length.
"""

from __future__ import annotations

import email.header
import email.message
import email.utils
import re
from email.parser import BytesParser
from email.policy import compat32
from typing import NamedTuple

from backchannel.documents.decoding import decode
from backchannel.documents.names import shown
from backchannel.errors import DocumentError
from backchannel.model import Dating, Metadata

MAX_DEPTH = 25
"""Parts within parts; the parser looks for the end of each around it at every line."""
MAX_PARTS = 10_000
_LONGEST = 60_000
_NAMED = 30
_LATEST = 2100
_EARLIEST = 1971  # a mail of 1 January 1970 was written by a clock that was never set


class Message(email.message.Message):
    """A message or a part of one, which knows how deep it lies."""

    depth = 0
    count = 0

    def attach(self, payload: email.message.Message) -> None:  # type: ignore[override] # the parser attaches messages only
        """Take in a part; raises ``ValueError`` where they are too many, or too deep in each other."""
        if isinstance(payload, Message):
            payload.depth = self.depth + 1
            if payload.depth > MAX_DEPTH:
                raise ValueError(f"its parts lie more than {MAX_DEPTH} deep in each other")
        self.count += 1
        if self.count > MAX_PARTS:
            raise ValueError(f"it has more than {MAX_PARTS:,} parts")
        super().attach(payload)


def parse(data: bytes, name: str) -> email.message.Message:
    """The message in ``data``. Raises ``DocumentError`` where it cannot be taken apart."""
    try:
        return BytesParser(Message, policy=compat32).parsebytes(data)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        reason = str(error)[:120] if isinstance(error, ValueError) else type(error).__name__
        raise DocumentError(name, f"is a mail that cannot be taken apart: {reason}") from error


def header(message: email.message.Message, field: str) -> str | None:
    """A field's words, decoded (RFC 2047) and on one line; None where it has none."""
    raw = message.get(field)
    words = decoded_words(str(_as_text(raw))[:_LONGEST]) if raw is not None else ""
    return shown(words, 1_000) or None


def decoded_words(raw: str) -> str:
    """Encoded words (RFC 2047) decoded, whatever stands in between; what cannot be decoded stays as it is."""
    raw = _mended(raw)
    if "=?" not in raw:
        return raw
    try:
        pieces = email.header.decode_header(raw)
    except (ValueError, email.errors.MessageError, LookupError, IndexError):
        return raw
    return "".join(piece if isinstance(piece, str) else _decoded(piece, charset) for piece, charset in pieces)


def _as_text(raw: object) -> object:
    """Fields with bytes above 127 come as objects; their own bytes are wanted."""
    if isinstance(raw, email.header.Header):
        return "".join(
            piece if isinstance(piece, str) else piece.decode("ascii", "surrogateescape")
            for piece, _ in email.header.decode_header(raw)
        )
    return raw


def _mended(raw: str) -> str:
    """Bytes above 127, which a header must not have and many have, read as a text's would be."""
    if any("\udc80" <= one <= "\udcff" for one in raw):
        return _decoded(raw.encode("utf-8", "surrogateescape"), None)
    return raw


def _decoded(piece: bytes, charset: str | None) -> str:
    if not piece.strip():
        return piece.decode("ascii", "replace")
    try:
        return decode(piece, "", charset).text
    except DocumentError:
        return piece.decode("utf-8", "replace")


class Person(NamedTuple):
    """A name and an address, either perhaps empty."""

    name: str
    address: str

    def __str__(self) -> str:
        return self.name or self.address


def people(message: email.message.Message, *fields: str) -> tuple[Person, ...]:
    """The persons in these fields, in order, each once."""
    found: dict[Person, None] = {}
    for field in fields:
        for raw in message.get_all(field, [])[:20]:
            found.update(dict.fromkeys(people_in(str(_as_text(raw))[:_LONGEST])))
    return tuple(found)


_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]]+@[^\s<>\"',;:()\[\]]+")


def people_in(raw: str) -> list[Person]:
    """The persons in the words of an address field."""
    raw = _mended(" ".join(raw.split()))
    try:
        pairs = email.utils.getaddresses([raw])
    except (ValueError, RecursionError, IndexError, TypeError, AttributeError):
        pairs = []
    found = [_person(name, address) for name, address in pairs]
    found = [one for one in found if one.name or one.address]
    if not found and raw:
        addresses = _ADDRESS.findall(raw)
        found = [_person("", one) for one in addresses] or [_person(raw, "")]
    return list(dict.fromkeys(found))


def _person(name: str, address: str) -> Person:
    name = shown(decoded_words(name), 120).strip(" '\"‘’“”")
    address = shown(address, 120).strip("'\"")
    if _ADDRESS.fullmatch(name) or not any(map(str.isalnum, name)):
        name = ""
    if not name and address and "@" not in address:
        name, address = decoded_words(address), ""
    return Person(name, address)


def together(persons: tuple[Person, ...] | list[Person]) -> str | None:
    """The names of all, commas between; of very many the first; None of none."""
    named = [str(one) for one in persons if str(one)]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return ", ".join(named[:_NAMED]) + more if named else None


def day(raw: str | None) -> str | None:
    """The day that a date field states, in the zone in which it states it; None where it states none."""
    try:
        parsed = email.utils.parsedate_to_datetime((raw or "")[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not _EARLIEST <= parsed.year <= _LATEST:
        return None
    return parsed.date().isoformat()


def metadata(message: email.message.Message) -> tuple[Metadata, tuple[str, ...]]:
    """Subject, sender, receivers and date of a message, and what of them could not be used."""
    said = header(message, "date")
    on, reason = day(said), "stated in the mail's header"
    warnings: tuple[str, ...] = ()
    if on is None:
        on = _received(message)
        reason = "the day on which the mail was first received"
        if said:
            warnings = (f"the mail's date {said[:60]!r} is none",)
    return Metadata(
        title=header(message, "subject"),
        author=together(people(message, "from")) or together(people(message, "sender")),
        recipient=together(people(message, "to", "cc")),
        date=Dating(start=on, reason=reason) if on else None,
    ), warnings


def _received(message: email.message.Message) -> str | None:
    """The day on which the first server on the way had the mail: the last of the lines that servers put on top."""
    lines = [str(_as_text(one)) for one in message.get_all("received", [])]
    return day(lines[-1].rpartition(";")[2].strip()) if lines else None
