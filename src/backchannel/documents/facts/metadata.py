"""Metadata that the text itself gives: title, author, publisher, place, date – for what nothing stated tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backchannel.documents.facts import header
from backchannel.documents.facts.dating import bounded, from_body, from_notes
from backchannel.documents.facts.people import is_person
from backchannel.model import Dating, Metadata, Note, Section

_AUTHOR_NOTE_NAME = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|General|Ambassador)\.?\s+)*"
    r"(?P<name>[A-Z][\w.'’-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w.'’-]*){1,4}?)\s+(?:is|was|has|teaches|writes|works|serves)\b"
)


def from_text(text: str, sections: Sequence[Section], notes: Sequence[Note], stated: Metadata) -> Metadata:
    """``stated`` with what it leaves open filled from the text."""
    facts = _facts(text, sections)
    title = stated.title or next(
        (header.plain(text[section.start : section.end]) for section in sections if section.kind == "title"), None
    )
    merged = {name: getattr(stated, name) for name in stated.__struct_fields__}
    merged["title"] = title
    named = None if facts.author == stated.place else facts.author
    merged["author"] = stated.author or named or _from_author_note(text, sections)
    merged["publisher"] = stated.publisher or facts.publisher
    merged["place"] = stated.place or facts.place
    merged["url"] = stated.url or facts.url
    merged["date"] = stated.date or _dating(text, sections, notes, stated, facts.date)
    return Metadata(**merged)


def _dating(
    text: str, sections: Sequence[Section], notes: Sequence[Note], stated: Metadata, printed: str | None
) -> Dating | None:
    if printed:
        return Dating(start=printed, reason="stated at the head of the text")
    released = stated.released.start if stated.released else None
    limits = ((released, "released"), (stated.retrieved, "retrieved"))
    known_by = min((value for value, _ in limits if value), default=None)
    found = from_notes(notes, text) or from_body(text, sections, known_by)
    return bounded(found, limits) if found else None


def _facts(text: str, sections: Sequence[Section]) -> header.Facts:
    """What the header lines say together; the first that says a thing settles it."""
    merged = header.Facts()
    for index, section in enumerate(sections):
        if section.kind != "byline":
            continue
        words = text[section.start : section.end]
        glued = index + 1 < len(sections) and header.glued(words + " " + "x" * 30) > len(words)
        found = header.dateline_facts(words) if glued else header.facts_of(words)
        if merged.author and found.author and found.publisher is None:
            found = found._replace(author=None)
        merged = header.Facts(*(one or other for one, other in zip(merged, found, strict=True)))
        if index > 20:
            break
    return merged


def _from_author_note(text: str, sections: Sequence[Section]) -> str | None:
    for section in sections:
        if section.kind == "author_note":
            words = text[section.start : section.end]
            if is_person(words):
                return words
            match = _AUTHOR_NOTE_NAME.match(words)
            if match:
                return match["name"]
    return None
