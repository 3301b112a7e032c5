"""Claims whose words were corrected or withdrawn: they stay to be seen, and count no more."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from backchannel.evidence.wording import Place, Wording
from backchannel.model import Claim, Link, SetAside

_EVERYTHING = sys.maxsize


class _Gone(NamedTuple):
    """Words that do not stand any more; those of a retraction come first."""

    kind: Literal["retraction", "correction"]
    by: str
    start: int
    end: int


class Withdrawn:
    """Which words were corrected or withdrawn, wherever they stand: a copy of a withdrawn story goes with it."""

    def __init__(self, wording: Wording) -> None:
        found: dict[str, set[_Gone]] = defaultdict(set)
        for link in wording.links:
            for place, gone in _gone(link, wording):
                found[place.document].add(gone)
        self._gone = {id_: sorted(gone, key=_retractions_first) for id_, gone in found.items()}

    def of(self, claim: Claim) -> SetAside | None:
        """Who corrected or withdrew the claim's words; None where they stand."""
        for gone in self._gone.get(claim.document, ()):
            if gone.start <= claim.start < gone.end:
                return SetAside(claim=claim.id, by=gone.by, kind=gone.kind)
        return None


def _retractions_first(gone: _Gone) -> tuple[bool, _Gone]:
    return gone.kind != "retraction", gone


def _gone(link: Link, wording: Wording) -> Iterator[tuple[Place, _Gone]]:
    if link.main is None or link.kind not in ("retraction", "correction"):
        return
    old = link.other if link.main == link.one else link.one
    if link.kind == "retraction":
        whole = {*wording.tongues(old)} - {link.main}
        yield from ((Place(id_, 0, _EVERYTHING), _Gone("retraction", link.main, 0, _EVERYTHING)) for id_ in whole)
        held = (place for places in wording.shared() if any(p.document in whole for p in places) for place in places)
        yield from ((p, _Gone("retraction", link.main, p.start, p.end)) for p in held)
    else:
        for place in _everywhere(_replaced(link, old), wording):
            yield place, _Gone("correction", link.main, place.start, place.end)


def _replaced(link: Link, old: str) -> Iterator[Place]:
    for change in link.changes:
        span = change.one if old == link.one else change.other
        if change.turned and span and change.one and change.other:
            yield Place(old, span.start, span.end)


def _everywhere(places: Iterable[Place], wording: Wording) -> Iterator[Place]:
    for place in places:
        known = wording.sentence(place.document, place.start)
        yield from wording.holders(known) if known else (place,)
