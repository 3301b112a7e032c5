"""The base of all values and their one canonical form as bytes."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """An immutable value: compared, hashed and stored by content alone."""


V = TypeVar("V", bound=Value)


def encode(value: object) -> bytes:
    """The value as JSON bytes, fields in the order they are declared, so equal values give equal bytes."""
    return msgspec.json.encode(value)


def decode(data: bytes | str, kind: type[V]) -> V:
    """The value of ``kind`` that ``data`` (JSON) holds.

    Raises ``msgspec.ValidationError`` where the data do not fit the type.
    """
    return msgspec.json.decode(data, type=kind)


def fingerprint(*parts: object, length: int = 16) -> str:
    """The first ``length`` hexadecimal digits of the SHA-256 of the parts' JSON form."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:length]
