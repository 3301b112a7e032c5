"""Parquet: claims with their nested lists, for pandas, polars, R and DuckDB."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from backchannel.exchange.formats import Format, Material
from backchannel.model import Claim, Value


def write_values(values: Iterable[Value], kind: type[Value], out: BinaryIO) -> None:
    """Write values of one kind; the same values give the same bytes under one version of pyarrow."""
    import pyarrow.parquet as pq  # noqa: PLC0415 # costs a third of a second, which no other format should pay

    from backchannel.exchange import arrow  # noqa: PLC0415

    with pq.ParquetWriter(out, arrow.schema(kind), compression="zstd") as writer:
        for batch in arrow.batches(values, kind):
            writer.write_batch(batch)


def write(material: Material, out: BinaryIO) -> None:
    """Write the claims."""
    write_values(material.claims, Claim, out)


FORMAT = Format("parquet", ".parquet", "claims as a Parquet table with nested lists", write, write_values)
