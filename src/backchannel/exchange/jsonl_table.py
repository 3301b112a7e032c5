"""JSON lines of whole values: everything the program knows of each, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from backchannel.exchange.formats import Format, Material
from backchannel.model import Claim, Value, encode


def write_values(values: Iterable[Value], kind: type[Value], out: BinaryIO) -> None:
    """Write the values, one a line, fields in the order of their declaration."""
    for value in values:
        out.write(encode(value) + b"\n")


def write(material: Material, out: BinaryIO) -> None:
    """Write the claims whole, with reasons and confidence, which the claims format leaves out."""
    write_values(material.claims, Claim, out)


FORMAT = Format("jsonl", ".jsonl", "whole claims, with reasons and confidence, one a line", write, write_values)
