"""What governors say of the truth of their complements: the classes of ``vocabulary/en/signatures.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from backchannel.vocabulary import load_toml

GROUPS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


class Signature(NamedTuple):
    """One entry: its class, the part of speech and the lemmas of the governor, the kinds of complement it speaks of.

    ``of`` is the predicate of ``example`` whose governor the entry describes.
    """

    name: str
    group: str
    lemmas: tuple[str, ...]
    complements: tuple[str, ...]
    example: str
    of: str


def entries() -> Iterator[Signature]:
    """The entries in the order of the file."""
    for name, groups in load_toml("signatures").items():
        for group, rows in groups.items():
            for row in rows:
                yield Signature(name, group, tuple(row["lemma"]), tuple(row["with"]), row["example"], row["of"])


@cache
def _table() -> Mapping[tuple[str, str, str], str]:
    table: dict[tuple[str, str, str], str] = {}
    for entry in entries():
        for lemma in entry.lemmas:
            for kind in entry.complements:
                table.setdefault((entry.group, lemma, kind), entry.name)
    return table


def signature(pos: str, lemma: str, complement: str) -> str | None:
    """The class of a governor for a kind of complement; None where the vocabulary knows none.

    ``complement`` is ``to``, ``ing``, ``that``, ``bare`` or ``whether``. Of two entries for one governor and kind the
    first in the file counts.
    """
    return _table().get((GROUPS.get(pos, ""), lemma, complement))
