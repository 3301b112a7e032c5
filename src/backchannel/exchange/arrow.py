"""Values as Arrow tables, with a schema that follows from their type and not from what happens to be in them."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa

from backchannel.model import Claim, Value

BATCH = 5_000
"""Rows turned at a time, which bounds memory."""

_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_DERIVED: dict[type, dict[str, pa.DataType]] = {
    Claim: {"denied_by": pa.list_(pa.string()), "countries": pa.list_(pa.string())}
}


def schema(kind: type[Value]) -> pa.Schema:
    """The Arrow schema of a kind of value: tuples are lists, values structs, free mappings JSON text.

    Claims have two columns more, which are derived: ``denied_by`` and ``countries``.
    """
    return pa.schema([*_fields(kind), *(pa.field(n, t) for n, t in _DERIVED.get(kind, {}).items())])


def _fields(kind: type[Value]) -> list[pa.Field]:
    hints = get_type_hints(kind)
    return [_field(name, hints[name]) for name in kind.__struct_fields__]


def _field(name: str, hint: Any) -> pa.Field:
    is_union = get_origin(hint) in (Union, types.UnionType)
    options = [a for a in get_args(hint) if a is not type(None)] if is_union else [hint]
    return pa.field(name, _type(options[0]), nullable=type(None) in get_args(hint) if is_union else False)


def _type(hint: Any) -> pa.DataType:
    origin = get_origin(hint)
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        inner = get_args(hint)
        return pa.list_(_type(inner[0])) if not isinstance(inner[0], types.UnionType) else pa.list_(pa.string())
    if isinstance(hint, type) and issubclass(hint, Value):
        return pa.struct(_fields(hint))
    return _PLAIN.get(hint, pa.string())


def batches(values: Iterable[Value], kind: type[Value]) -> Iterator[pa.RecordBatch]:
    """The values as record batches of :func:`schema`."""
    shape = schema(kind)
    remaining = iter(values)
    while chunk := list(islice(remaining, BATCH)):
        yield pa.RecordBatch.from_pylist([_row(v) for v in chunk], schema=shape)


def _row(value: Value) -> dict[str, object]:
    row: dict[str, object] = msgspec.to_builtins(value)
    for name, part in row.items():
        if isinstance(part, dict) and isinstance(getattr(value, name), dict):
            row[name] = msgspec.json.encode(part).decode()
    if isinstance(value, Claim):
        row["denied_by"] = list(value.denied_by)
        row["countries"] = sorted(value.countries)
    return row


def to_table(values: Iterable[Value], kind: type[Value]) -> pa.Table:
    """The values as an Arrow table."""
    return pa.Table.from_batches(batches(values, kind), schema=schema(kind))
