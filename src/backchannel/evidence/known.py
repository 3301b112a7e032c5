"""Since when words were known: the earliest document that has them, or the day that a correction gives for its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from backchannel.evidence.wording import Place, Wording
from backchannel.model import Document, KnownWords, Link, first_day, last_day


class _Days(NamedTuple):
    """The last and first day on which something may have become known; those known earlier come first."""

    last: int
    first: int


def known_words(wording: Wording, documents: Mapping[str, Document]) -> tuple[KnownWords, ...]:
    """The words that were known earlier than their document, or later, by document and place.

    Earlier where another document had them before, and hid none of them; later where only a correction has them and
    says from which day.
    ``documents`` are all that may have been first, versions that are out of force too.
    """
    days = {id_: own for id_, document in documents.items() if (own := _days(document))}
    earlier = [made for places in wording.shared() for made in _earlier(places, days, documents)]
    later = [made for link in wording.links for made in _later(link, wording, days)]
    found = {(k.document, k.start): k for k in [*later, *earlier]}
    return tuple(found[key] for key in sorted(found))


def _days(document: Document) -> _Days | None:
    dating = document.metadata.released or document.metadata.date
    if dating is None:
        return None
    try:
        return _Days(last_day(dating.end or dating.start).toordinal(), first_day(dating.start).toordinal())
    except ValueError:
        return None


def _earlier(
    places: tuple[Place, ...], days: Mapping[str, _Days], documents: Mapping[str, Document]
) -> Iterator[KnownWords]:
    """Of a sentence with words that another release hides, the whole is not known with that release."""
    whole = [p for p in places if not _hides(p, documents.get(p.document))]
    for held, since in ((whole, whole), ([p for p in places if p not in whole], places)):
        dated = [(days[p.document], p.document) for p in since if p.document in days]
        for best, by in (min(dated),) if dated else ():
            later = (p for p in held if p.document not in days or best.last < days[p.document].last)
            yield from (_known(place, best, by) for place in later)


def _hides(place: Place, document: Document | None) -> bool:
    """Whether something was cut out of the sentence."""
    return document is not None and any(place.start <= e.start < place.end for e in document.excisions)


def _later(link: Link, wording: Wording, days: Mapping[str, _Days]) -> Iterator[KnownWords]:
    if link.kind != "correction" or link.main is None or link.since is None:
        return
    day = first_day(link.since).toordinal()
    own = days.get(link.main)
    if own is not None and own.last >= day:
        return
    for place in _new(link):
        if wording.sentence(place.document, place.start) is None:
            yield _known(place, _Days(day, day), None)


def _new(link: Link) -> Iterable[Place]:
    """Sentences of the newer version that the older one has otherwise, or not at all."""
    first = link.main == link.one
    for change in link.changes:
        mine, other = (change.one, change.other) if first else (change.other, change.one)
        if mine and (change.turned or other is None):
            yield Place(str(link.main), mine.start, mine.end)


def _known(place: Place, days: _Days, by: str | None) -> KnownWords:
    return KnownWords(
        document=place.document, start=place.start, end=place.end, known_from=days.first, known_to=days.last, by=by
    )
