"""What a format is: a name, what it is given, and one function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from backchannel.model import Channel, Claim, Decision, Document, Finding, Reading, Value

_NONE: Mapping[str, Document] = MappingProxyType({})


def _unknown(claim: Claim) -> Reading | None:
    return None


class Material(NamedTuple):
    """What is exported: claims by document name, place and id (as the ledger gives them), and what rests on them.

    ``documents`` are the claims' documents by id, in the order of their names; they may be loaded one at a time, so
    a format asks for each as it comes to it. ``reading_of`` tells which reading a claim is from, without its claims;
    ``decisions`` are those of persons. ``analysts`` is true where names and reasons of those who decided or read may be
    written.
    """

    claims: Iterable[Claim]
    findings: Sequence[Finding] = ()
    channels: Sequence[Channel] = ()
    documents: Mapping[str, Document] = _NONE
    reading_of: Callable[[Claim], Reading | None] = _unknown
    decisions: Sequence[Decision] = ()
    analysts: bool = False


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
