"""Whether one of two texts is a version of the other: a correction, a retraction, or a release that hides less.

A text is a version by what it says of itself (cues in ``data/editions.toml``, in words that the other lacks), by its
metadata, or because words stand in it where the other has an excision.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from backchannel.evidence.alignment import Pair
from backchannel.evidence.housestyle import EXCISED, Token
from backchannel.evidence.sentences import Cut, Sentence
from backchannel.evidence.sketches import headlines
from backchannel.evidence.tables import matches
from backchannel.language.times import TimeContext, find_times
from backchannel.model import Document, VersionKind, When, first_day, references

LONGEST_NOTICE = 150
"""Words of running text up to which a text that names another's headline can be a notice about it."""


class Side(NamedTuple):
    """A document with its cut."""

    document: Document
    cut: Cut


class Version(NamedTuple):
    """What the version ``newer`` (0 or 1) is of the other text, the words that say so, and the day they give."""

    kind: VersionKind
    newer: int
    why: str
    since: str | None = None


def version(sides: tuple[Side, Side], pairs: Sequence[Pair], *, near: bool) -> Version | None:
    """What one text is as a version of the other; ``near`` tells whether they have most of their words in common."""
    said = _stated(sides)
    if said:
        return said
    own = (_own(sides[0].cut, {p.one for p in pairs}), _own(sides[1].cut, {p.other for p in pairs}))
    own = (_beyond(own[0], own[1]), _beyond(own[1], own[0]))
    found = _cued("retraction", sides, own, near=near) or _cued("correction", sides, own, near=near)
    return found or (_release(sides, pairs) if near else None)


def _stated(sides: tuple[Side, Side]) -> Version | None:
    """By metadata: a field that names the other."""
    for newer, (mine, other) in enumerate((sides, sides[::-1])):
        for reference in references(mine.document.metadata):
            if reference.means(other.document.id, other.document.name):
                why = f"its metadata say so of {reference.to}"
                return Version(reference.kind, newer, why, _day_of(mine.document))
    return None


def _own(cut: Cut, shared: set[int]) -> list[Sentence]:
    """What only this text has, labels too."""
    return [*cut.labels, *_left_out(cut, shared)]


def _beyond(mine: Sequence[Sentence], other: Sequence[Sentence]) -> list[Sentence]:
    known = {s.forms for s in other}
    return [s for s in mine if s.forms not in known]


def _cued(
    kind: VersionKind, sides: tuple[Side, Side], own: tuple[list[Sentence], list[Sentence]], *, near: bool
) -> Version | None:
    told = tuple(next((s for s in sentences if matches("editions", kind, s.plain)), None) for sentences in own)
    newer = _newer(told, sides)
    if newer is None:
        return None
    cue = told[newer]
    if cue is None or not (near or _names(sides[newer], sides[1 - newer])):
        return None
    return Version(kind, newer, " ".join(cue.plain.split()), _day_in(cue.plain, sides[newer].document))


def _newer(told: tuple[Sentence | None, ...], sides: tuple[Side, Side]) -> int | None:
    """The one with a cue; of two that both have one, the one dated later."""
    if told[0] and told[1]:
        days = [_day_of(side.document) for side in sides]
        if days[0] is None or days[1] is None or days[0] == days[1]:
            return None
        return int(days[0] < days[1])
    return 0 if told[0] else 1 if told[1] else None


def _names(notice: Side, about: Side) -> bool:
    """Whether a short text has the other's headline, as its own or among its words."""
    if notice.cut.words > LONGEST_NOTICE:
        return False
    words = [f for s in (*notice.cut.labels, *notice.cut.sentences) for f in s.forms]
    return any(_stands(line, words) for line in headlines(about.document, about.cut))


def _stands(line: Sequence[str], words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(line)]) == tuple(line) for at in range(len(words) - len(line) + 1))


def _release(sides: tuple[Side, Side], pairs: Sequence[Pair]) -> Version | None:
    """The text with fewer excisions, where words stand in it in the place of one of the other's."""
    counts = [side.cut.excisions for side in sides]
    if counts[0] == counts[1]:
        return None
    fuller = int(counts[0] > counts[1])
    filled = any(_fills(e[fuller], e[1 - fuller]) for p in pairs for e in p.edits)
    if not filled and not _opened(sides, pairs, fuller):
        return None
    why = f"{counts[1 - fuller]} excisions against {counts[fuller]}"
    return Version("release", fuller, why, _day_of(sides[fuller].document))


def _left_out(cut: Cut, shared: set[int]) -> list[Sentence]:
    return [s for i, s in enumerate(cut.sentences) if i not in shared]


def _opened(sides: tuple[Side, Side], pairs: Sequence[Pair], fuller: int) -> bool:
    """Whether a sentence that is only hidden in one stands, between the same two sentences, as others in the fuller."""
    bare = 1 - fuller
    ends = [len(side.cut.sentences) for side in sides]
    edges = [(-1, -1), *sorted((p.places[bare], p.places[fuller]) for p in pairs), (ends[bare], ends[fuller])]
    return any(
        any(EXCISED in s.forms for s in sides[bare].cut.sentences[a + 1 : c]) and d - b > 1
        for (a, b), (c, d) in pairwise(edges)
    )


def _fills(full: Sequence[Token], bare: Sequence[Token]) -> bool:
    return any(t.form == EXCISED for t in bare) and any(t.form != EXCISED for t in full)


def _day_of(document: Document) -> str | None:
    """The first day on which the document may have become public; None where nothing or no real day says it."""
    dating = document.metadata.released or document.metadata.date
    try:
        return first_day(dating.start).isoformat() if dating else None
    except ValueError:
        return None


def _day_in(words: str, document: Document) -> str | None:
    """The day that the words of a correction give; a month or a year is too loose to date a change."""
    dating = document.metadata.released or document.metadata.date
    context = TimeContext(document_date=When(start=dating.start, end=dating.end)) if dating else None
    days = [t.when.start for t in find_times(words, context=context) if t.type in ("DATE", "TIME") and t.when.start]
    return next((day for day in days if len(day) == 10), None)
