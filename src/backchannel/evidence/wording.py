"""Whose words are whose: documents that print one text, and sentences that stand in several.

A document that prints another's text adds no witness. Where whole documents are one text, all that either says is put
to the text; where one only holds the other (a digest), or an edit turned a sentence, that is settled sentence by
sentence: what both have is put to the text it comes from, what only one has is its own. A translation says what its
original says, so the two are one text too, and so are two translations of one original, whether that is at hand or not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from backchannel.evidence.joined import Joined
from backchannel.evidence.translated import translated
from backchannel.model import Claim, Document, Link

_ONE_TEXT = ("copy", "correction", "retraction", "release")
ONE_TEXT = 0.5
"""Share of the shorter text from which a version stands for the text that it is a version of."""


class Place(NamedTuple):
    """A sentence of a document."""

    document: str
    start: int
    end: int


class Wording:
    """Which text the words of a claim belong to; the order of the links makes no difference."""

    def __init__(self, links: Iterable[Link] = (), documents: Mapping[str, Document] | None = None) -> None:
        self.links = tuple(sorted((k for k in links if k.kind), key=lambda k: (k.one, k.other)))
        self._texts, self._sentences = Joined(), Joined()
        self._places: dict[str, dict[int, Place]] = defaultdict(dict)
        self._turned: dict[str, list[Place]] = defaultdict(list)
        self._tongues = {id_: ids for ids in translated(documents or {}) for id_ in ids}
        for link in self.links:
            self._take(link)
        for ids in self._tongues.values():
            for id_ in ids:
                self._texts.join(ids[0], id_)
        self._starts = {id_: sorted(places) for id_, places in self._places.items()}
        self._holders = self._by_sentence()
        self._shortest = self._sizes(documents or {})

    def _take(self, link: Link) -> None:
        if link.kind in _ONE_TEXT and link.share >= ONE_TEXT:
            self._texts.join(link.one, link.other)
        for start, end, other_start, other_end in link.same:
            self._join(Place(link.one, start, end), Place(link.other, other_start, other_end))
        for change in link.changes:
            if change.turned and change.one and change.other:
                self._turned[link.one].append(Place(link.one, change.one.start, change.one.end))
                self._turned[link.other].append(Place(link.other, change.other.start, change.other.end))

    def _join(self, one: Place, other: Place) -> None:
        for place in (one, other):
            self._places[place.document][place.start] = place
        self._sentences.join(_key(one), _key(other))

    def _by_sentence(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for id_ in sorted(self._places):
            for start in self._starts[id_]:
                place = self._places[id_][start]
                found[self._sentences.of(_key(place))].append(place)
        return {key: tuple(places) for key, places in found.items()}

    def _sizes(self, documents: Mapping[str, Document]) -> dict[str, int]:
        """The length of the shortest document of each text: a digest is longer than what it holds."""
        found: dict[str, int] = {}
        for id_, document in documents.items():
            text, size = self.text(id_), len(document.text)
            found[text] = min(size, found.get(text, size))
        return found

    def text(self, document: str) -> str:
        """The document that stands for all that print the same text."""
        return self._texts.of(document)

    def tongues(self, document: str) -> tuple[str, ...]:
        """The documents that are this one in several languages: its original and all translations, itself too."""
        return self._tongues.get(document, (document,))

    def sentence(self, document: str, at: int) -> Place | None:
        """The sentence at this place, where it stands in another document too."""
        starts = self._starts.get(document, [])
        before = bisect_right(starts, at) - 1
        place = self._places[document][starts[before]] if before >= 0 else None
        return place if place and at < place.end else None

    def holders(self, place: Place) -> tuple[Place, ...]:
        """Where the words of a sentence stand, itself too, by document and place."""
        return self._holders.get(self._sentences.of(_key(place)), (place,))

    def shared(self) -> Iterable[tuple[Place, ...]]:
        """All sentences that stand in several documents."""
        return self._holders.values()

    def home(self, claim: Claim) -> str:
        """The document that stands for the text which the claim's words belong to."""
        place = self.sentence(claim.document, claim.start)
        if place:
            texts = {self.text(holder.document) for holder in self.holders(place)}
            return min(texts, key=lambda text: (self._shortest.get(text, 0), text))
        turned = any(p.start <= claim.start < p.end for p in self._turned.get(claim.document, ()))
        return claim.document if turned else self.text(claim.document)


def _key(place: Place) -> str:
    return f"{place.document} {place.start}"
