"""The sources that a document cites, in words, with the doubts that dates and titles give."""

from __future__ import annotations

from backchannel.documents.facts.references import Reference
from backchannel.dossier import words
from backchannel.evidence.cited import CitedSource


def told(cited: CitedSource) -> str:
    """One cited source on a line: which note, what, for how many claims, and what does not fit."""
    said = [f"note {cited.note}: {work(cited.reference)}", words.count(len(cited.claims), "claim")]
    if cited.reference.secondhand:
        said.append("known through this")
    if cited.predates:
        said.append(f"older than what {words.count(len(cited.predates), 'claim')} cite it for")
    if cited.misprinted:
        said.append("its title gives a number of the text in another size")
    return "; ".join(said)


def work(one: Reference) -> str:
    """A source as notes name it: author, title, where it stands, date; papers by where they are kept."""
    imprint = ": ".join(part for part in (one.place, one.publisher) if part)
    date = words.date(one.date) if one.date else None
    number = one.number if one.number and one.number not in (one.title or "") else None
    place = ", ".join(part for part in (one.archive, one.file) if part)
    parts = (one.author, f"“{one.title}”" if one.title else None, one.container, imprint, date, number, place)
    return ", ".join(part for part in parts if part) or one.url or "an earlier note"
