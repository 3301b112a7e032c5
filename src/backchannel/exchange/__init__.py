"""Exchange: claims and what rests on them, out to other programs and in again.

A format is one module with a ``FORMAT``, registered in :data:`FORMATS`; nothing else needs to know of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from backchannel.errors import InputError
from backchannel.exchange import (
    bibtex,
    cameo,
    claimreview,
    claims_format,
    csl,
    csv_table,
    ftm,
    ftm_statements,
    gexf,
    graphml,
    jsonl_table,
    jsonld,
    links,
    parquet_table,
    plover,
)
from backchannel.exchange.claims_format import read_claims
from backchannel.exchange.formats import Format, Material
from backchannel.exchange.handling import withheld
from backchannel.exchange.importing import Imported, import_claims
from backchannel.model import Value

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "FORMATS",
    "Format",
    "Imported",
    "Material",
    "format_named",
    "import_claims",
    "read_claims",
    "to_table",
    "write",
    "write_values",
]

FORMATS: tuple[Format, ...] = (
    claims_format.FORMAT,
    links.FORMAT,
    csv_table.FORMAT,
    jsonl_table.FORMAT,
    parquet_table.FORMAT,
    jsonld.FORMAT,
    claimreview.FORMAT,
    graphml.FORMAT,
    gexf.FORMAT,
    plover.FORMAT,
    cameo.FORMAT,
    ftm.FORMAT,
    ftm_statements.FORMAT,
    bibtex.FORMAT,
    csl.FORMAT,
)


def format_named(name: str) -> Format:
    """The format of this name. Raises ``InputError`` where there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise InputError(f"there is no format {name!r}; choose from {', '.join(f.name for f in FORMATS)}.")


def write(name: str, material: Material, out: BinaryIO) -> None:
    """Write the material in the format of this name, without what may not leave (see ``exchange.handling``).

    Raises ``InputError`` where there is no such format.
    """
    format_named(name).write(withheld(material), out)


def write_values(name: str, values: Iterable[Value], kind: type[Value], out: BinaryIO) -> None:
    """Write values of one kind in the format of this name.

    Raises ``InputError`` where there is no such format or it is for claims alone.
    """
    chosen = format_named(name)
    if chosen.write_values is None:
        able = ", ".join(f.name for f in FORMATS if f.write_values)
        raise InputError(f"the format {name!r} is for claims; choose from {able}.")
    chosen.write_values(values, kind, out)


def to_table(values: Iterable[Value], kind: type[Value]) -> pa.Table:
    """The values of one kind as an Arrow table, its schema following from the kind."""
    from backchannel.exchange import arrow  # noqa: PLC0415 # pyarrow costs a third of a second to import

    return arrow.to_table(values, kind)
