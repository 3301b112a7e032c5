"""Translations and what they translate: one text in several languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from backchannel.evidence.joined import Joined
from backchannel.model import Document, called

_SHORTEST_ID = 8


def translated(documents: Mapping[str, Document]) -> tuple[tuple[str, ...], ...]:
    """Ids of documents that are one text in several languages, by what their metadata name as their original.

    An original that is not among the documents still makes its translations one. A name that several documents have
    stands for none of them.
    """
    named = {id_: d.metadata.translation_of for id_, d in documents.items() if d.metadata.translation_of}
    if not named:
        return ()
    known, groups = _Known(documents), Joined()
    for id_, original in named.items():
        groups.join(id_, known.meant(original, id_) or f"\0{original}")
    found: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(documents):
        found[groups.of(id_)].append(id_)
    return tuple(tuple(ids) for ids in found.values() if len(ids) > 1)


class _Known:
    """What the documents are called."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._ids = sorted(documents)
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._called: dict[str, list[str]] = defaultdict(list)
        for id_ in self._ids:
            name = documents[id_].name
            self._whole[name].append(id_)
            for word in called(name):
                self._called[word].append(id_)

    def meant(self, original: str, by: str) -> str | None:
        """The one document that is meant, by its whole name, else by part of it or the beginning of its id.

        None where there is none; where there are several, the document itself, as one that has no original.
        """
        begun = [id_ for id_ in self._ids if id_.startswith(original)] if len(original) >= _SHORTEST_ID else []
        for found in (self._whole.get(original, []), self._called.get(original, []), begun):
            others = [id_ for id_ in found if id_ != by]
            if others:
                return others[0] if len(others) == 1 else by
        return None
