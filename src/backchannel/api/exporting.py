"""What an export rests on, taken out of the ledger piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from backchannel.api import selecting
from backchannel.api.selecting import Selection
from backchannel.exchange import Material
from backchannel.ledger import Ledger
from backchannel.model import Claim, Document, Reading

_AT_HAND = 8
"""Documents kept in memory at a time: formats go through claims document by document."""


class Shelf(Mapping[str, Document]):
    """Documents of the ledger by id, in the order of their names, loaded when asked for."""

    def __init__(self, ledger: Ledger, ids: Sequence[str]) -> None:
        self._ids = dict.fromkeys(ids)
        self._load = lru_cache(_AT_HAND)(ledger.document)

    def __getitem__(self, id_: str) -> Document:
        if id_ not in self._ids:
            raise KeyError(id_)
        return self._load(id_)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def material(ledger: Ledger, wanted: Selection, *, analysts: bool = False) -> Material:
    """The claims asked for and what rests on them; to be used up while the ledger is open."""
    asked = wanted.filters
    versions = asked.reader is not None or asked.reading is not None
    shelf = Shelf(ledger, [entry.id for entry in selecting.documents(ledger, wanted, versions=versions)])

    @lru_cache(_AT_HAND)
    def readings(document: str) -> Mapping[str, Reading]:
        return ledger.readings_of_claims(document, reader=asked.reader, reading=asked.reading)

    def reading_of(claim: Claim) -> Reading | None:
        return readings(claim.document).get(claim.id.partition("~")[0])

    return Material(
        claims=selecting.claims(ledger, wanted),
        findings=ledger.findings(wanted.parties),
        documents=shelf,
        reading_of=reading_of,
        decisions=ledger.decisions(),
        analysts=analysts,
    )
