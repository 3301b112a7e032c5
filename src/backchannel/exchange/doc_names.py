"""Which documents a ``doc`` of the claims format may mean: names are compared without folder and extension."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from backchannel.exchange.handling import public_name
from backchannel.ledger import DocumentEntry

_PART = re.compile(r"[#!]")
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")


def without_folder(name: str) -> str:
    """The name without the folder of the file; what stands behind ``#`` or ``!`` is kept."""
    place, part = _cut(name)
    return _last(place) + part


def stem(name: str) -> str:
    """The name without folder and extension, of the file and of the member of an archive."""
    place, part = _cut(name)
    if part.startswith("!"):
        part = "!" + _EXTENSION.sub("", _last(part[1:]))
    return _EXTENSION.sub("", _last(place)) + part


def _cut(name: str) -> tuple[str, str]:
    found = _PART.search(name)
    return (name[: found.start()], name[found.start() :]) if found else (name, "")


def _last(place: str) -> str:
    return place.replace("\\", "/").rpartition("/")[2]


class DocNames:
    """The documents of a ledger by name, from the strictest way of taking one to the loosest."""

    def __init__(self, entries: Iterable[DocumentEntry]) -> None:
        known = list(entries)
        self._levels: list[tuple[Callable[[str], str], dict[str, list[DocumentEntry]]]] = [
            (str, _index(known, lambda entry: (entry.id,))),
            (str, _index(known, lambda entry: entry.names)),
            (str, _index(known, lambda entry: [public_name(name, entry.id) for name in entry.names])),
            (without_folder, _index(known, lambda entry: map(without_folder, entry.names))),
            (stem, _index(known, lambda entry: map(stem, entry.names))),
        ]

    def meant(self, name: str) -> list[DocumentEntry]:
        """The documents that the name may mean; superseded versions only where no other bears it."""
        for form, known in self._levels:
            if found := known.get(form(name)):
                return [entry for entry in found if entry.current] or found
        return []


def _index(
    entries: Iterable[DocumentEntry], names: Callable[[DocumentEntry], Iterable[str]]
) -> dict[str, list[DocumentEntry]]:
    found: dict[str, list[DocumentEntry]] = defaultdict(list)
    for entry in entries:
        for name in dict.fromkeys(names(entry)):
            found[name].append(entry)
    return dict(found)
