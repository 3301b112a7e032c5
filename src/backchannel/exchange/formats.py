"""What a format is: a name, what it is given, and one function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO, NamedTuple

from backchannel.model import Channel, Claim, Finding, Value


class Material(NamedTuple):
    """What is exported: claims by document name, place and id (as the ledger gives them), and what rests on them."""

    claims: Iterable[Claim]
    findings: Sequence[Finding] = ()
    channels: Sequence[Channel] = ()


class Format(NamedTuple):
    """One format: ``write`` puts the material out as bytes, the same bytes for the same material.

    ``write_values`` does so for any values of one kind (documents, findings, actors); None where the format is for
    claims alone.
    """

    name: str
    suffix: str
    summary: str
    write: Callable[[Material, BinaryIO], None]
    write_values: Callable[[Iterable[Value], type[Value], BinaryIO], None] | None = None
