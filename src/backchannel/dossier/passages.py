"""The passage around a claim: the block of the text it stands in, cut at a decent length."""

from __future__ import annotations

import re
from bisect import bisect_right

from backchannel.dossier.value import Aside, Line, Passage
from backchannel.model import Claim, Document

AROUND = 600  # code points kept on either side of a claim; paragraphs of essays rarely reach it
_BREAK = re.compile(r"(?<=[.!?…”\"])\s+|\n\n+")
_SPACE = re.compile(r"\s+")


def block(document: Document, start: int, end: int) -> tuple[int, int]:
    """Where the block that holds ``start`` to ``end`` begins and ends: a section, or what blank lines part."""
    starts = [s.start for s in document.sections]
    at = bisect_right(starts, start) - 1
    if at >= 0 and document.sections[at].end >= end:
        return document.sections[at].start, document.sections[at].end
    first = document.text.rfind("\n\n", 0, start)
    last = document.text.find("\n\n", end)
    return (0 if first < 0 else first + 2), (len(document.text) if last < 0 else last)


def _language(document: Document, place: int) -> str | None:
    """The language of the block at this place where it is another than the document's."""
    at = bisect_right([s.start for s in document.sections], place) - 1
    return document.sections[at].language if at >= 0 and place < document.sections[at].end else None


def _cut(text: str, low: int, high: int, *, first: bool) -> int:
    """A sentence or word boundary between ``low`` and ``high``, the outermost one."""
    spots = [m.end() for m in _BREAK.finditer(text, low, high)] or [m.end() for m in _SPACE.finditer(text, low, high)]
    if not spots:
        return low if first else high
    return spots[0] if first else spots[-1]


def line(claim: Claim, document: Document, answers: tuple[str, ...] = (), set_aside: Aside | None = None) -> Line:
    """The claim with its passage, at most ``AROUND`` code points on either side of it, and what was answered to it."""
    low, high = block(document, claim.start, claim.end)
    before, after = claim.start - low > AROUND, high - claim.end > AROUND
    if before:
        low = _cut(document.text, claim.start - AROUND, claim.start, first=True)
    if after:
        high = _cut(document.text, claim.end, claim.end + AROUND, first=False)
    passage = Passage(
        document=document.id, start=low, text=document.text[low:high], before=before, after=after,
        language=_language(document, claim.start),
    )  # fmt: skip
    mark = (claim.start - low, claim.end - low)
    return Line(claim=claim, passage=passage, mark=mark, answers=answers, set_aside=set_aside)
