"""What a note cites in short: author, title, publisher and date of the first source it names.

``references`` reads a note whole; this is what is kept with the note itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from backchannel.documents.facts.references import Reference, references


class Cited(NamedTuple):
    """What a note cites; None for what it does not say."""

    author: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: str | None = None


_SAME = re.compile(r"\A\W*(?:ibid(?:em)?|loc\.? cit|op\.? cit|id\.)\b", re.IGNORECASE)
_SEE = re.compile(
    r"\A\W*see (?:foot|end)?notes? (\d{1,3})\b(?!,? (?:document|to|of|in)\b)"
    r"|\A\W*(?:foot|end)?note (\d{1,3})(?: above)?\W*\Z",
    re.IGNORECASE,
)


def cited(text: str) -> Cited:
    """What the note ``text`` cites first; nothing where it means another note."""
    if refers_back(text) is not None:
        return Cited()
    found = references(text)
    return in_short(found[0]) if found else Cited()


def in_short(one: Reference) -> Cited:
    """A source in short; papers without a title go by where they lie, and are published by who keeps them."""
    where = one.container or one.publisher or (None if one.title else one.archive)
    return Cited(author=one.author, title=one.title or one.file, publisher=where, date=one.date)


def refers_back(text: str) -> str | None:
    """The number of the note that this one stands for: ``""`` for the note before (Ibid.), None for none."""
    if _SAME.match(text):
        return ""
    see = _SEE.match(text)
    return (see[1] or see[2]) if see else None
