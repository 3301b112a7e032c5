"""Texts that come as JSON lines, one a line: what ``code`` and ``annotate`` take."""

from __future__ import annotations

from typing import Protocol, TypeVar

import msgspec

from backchannel.errors import InputError


class _Worded(Protocol):
    @property
    def text(self) -> str: ...


T = TypeVar("T", bound=_Worded)


def on_line(line: bytes, kind: type[T], longest: int) -> T:
    """The value on a line of JSON, its text of ``longest`` characters at most.

    Raises ``InputError`` with what is wrong.
    """
    try:
        value = msgspec.json.decode(line, type=kind)
    except msgspec.DecodeError as error:
        raise InputError(f"{error}") from None
    if len(value.text) > longest:
        raise InputError(f"longer than {longest:,} characters; read it as a document")
    return value
