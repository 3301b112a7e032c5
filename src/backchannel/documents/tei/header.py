"""What a TEI header says of the text: title, author, editors, publication, date of writing, terms, language.

TEI P5 Guidelines, chapter 2 (``fileDesc``, ``profileDesc``), 2.4.6 (``correspDesc``).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec

from backchannel.documents.markup import local
from backchannel.documents.sidecar import read_fields
from backchannel.documents.tei.apart import XML
from backchannel.model import Dating, Metadata, first_day, last_day

_DAY = re.compile(r"(-?\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*)?$")
_LONGEST_NAME = 80
_BLANKS = re.compile(r"\s+")


class Header(NamedTuple):
    """What holds for the whole text, or for each of the documents in a volume; ``editors`` as they are named."""

    metadata: Metadata
    title: str | None = None
    editors: tuple[str, ...] = ()
    number: str | None = None
    language: str | None = None


def header_of(tei: Any) -> Header:
    """What the header of this ``TEI`` element says."""
    file = first(tei, "teiHeader", "fileDesc")
    statement = first(file, "titleStmt")
    publication = first(file, "publicationStmt")
    title = _title(statement)
    published = dating(_published(publication), f"publication of {title}" if title else "publication of the edition")
    language = _language(tei)
    fields = {
        "title": title,
        "author": ", ".join(dict.fromkeys(filter(None, map(plain, children(statement, "author"))))) or None,
        "publisher": _publisher(publication),
        "license": _license(first(publication, "availability")),
        "language": language,
    }
    metadata = read_fields(fields, "the header").metadata
    written = _written(tei)
    metadata = msgspec.structs.replace(
        metadata, date=written.date, released=published, place=written.place, recipient=written.recipient
    )
    if metadata.author is None:
        metadata = msgspec.structs.replace(metadata, author=written.author)
    editors = tuple(dict.fromkeys(filter(None, map(plain, children(statement, "editor")))))
    return Header(metadata, title, editors, _number(publication), language)


def plain(element: Any) -> str | None:
    """The words of an element on one line; None where there are none."""
    if element is None:
        return None
    return _BLANKS.sub(" ", "".join(element.itertext())).strip() or None


def dating(date: Any, reason: str) -> Dating | None:
    """What the attributes of a ``date`` (att.datable) say, or its words where they are a date alone."""
    if date is None:
        return None
    start = day(date.get("when") or date.get("from") or date.get("notBefore"))
    end = day(date.get("to") or date.get("notAfter"))
    return bounded(start or end, end, reason) or _of_words(plain(date), reason)


def bounded(start: str | None, end: str | None, reason: str) -> Dating | None:
    """A date or range of the claims format; None where the days are none or stand the wrong way round."""
    if start is None:
        return None
    if end in (None, start):
        return Dating(start=start, reason=reason)
    return Dating(start=start, end=end, reason=reason) if last_day(end) >= first_day(start) else None


def day(value: str | None) -> str | None:
    """The day, month or year in an attribute's value (a time of day is left out); None where it is no date."""
    match = _DAY.match((value or "").strip())
    if not match:
        return None
    try:
        first_day(match[1])
    except ValueError:
        return None
    return match[1]


def _of_words(words: str | None, reason: str) -> Dating | None:
    found = read_fields({"date": words}, reason).metadata.date if words and len(words) < 60 else None
    return Dating(start=found.start, end=found.end, reason=reason) if found else None


def first(element: Any, *names: str) -> Any:
    """The first descendant by these child names, whatever the namespace; None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def children(element: Any, name: str) -> list[Any]:
    """The children of this name, whatever the namespace."""
    return [] if element is None else [child for child in element if local(child) == name]


def _title(statement: Any) -> str | None:
    titles = children(statement, "title")
    whole = [one for one in titles if one.get("type") in ("complete", "main", "full", None)]
    return next(filter(None, map(plain, whole or titles)), None)


def _published(publication: Any) -> Any:
    dates = children(publication, "date")
    stated = [one for one in dates if "publi" in (one.get("type") or "")]
    return next(iter(stated or [one for one in dates if one.get("type") is None]), None)


def _publisher(publication: Any) -> str | None:
    """The publisher by name, or the one short line that stands in the place of all."""
    names = ("publisher", "authority", "distributor")
    named = next((words for name in names if (words := plain(first(publication, name)))), None)
    lines = children(publication, "p")
    alone = plain(lines[0]) if len(lines) == 1 else None
    return named or (alone if alone and len(alone) <= _LONGEST_NAME else None)


def changes(tei: Any) -> dict[str, Dating]:
    """When parts were last changed, by their ids, where the header's list of changes names them."""
    listed = first(tei, "teiHeader", "revisionDesc")
    found: dict[str, str] = {}
    for change in () if listed is None else listed.iter():
        when = day(change.get("when")) if local(change) == "change" else None
        for place in (change.get("target") or "").split() if when else ():
            found[place[1:]] = max(when or "", found.get(place[1:], ""))
    return {id_: Dating(start=when, reason="last changed, as the header states") for id_, when in found.items()}


def _number(publication: Any) -> str | None:
    return next((plain(one) for one in children(publication, "idno") if one.get("type") == "frus"), None)


def _license(availability: Any) -> str | None:
    license_ = first(availability, "licence")
    if license_ is not None:
        return license_.get("target") or plain(license_)
    return plain(availability)


def _language(tei: Any) -> str | None:
    text = first(tei, "text")
    stated = (text.get(f"{XML}lang") if text is not None else None) or tei.get(f"{XML}lang")
    used = children(first(tei, "teiHeader", "profileDesc", "langUsage"), "language")
    return stated or (used[0].get("ident") if len(used) == 1 else None)


def _written(tei: Any) -> Metadata:
    """Who wrote to whom, when and where: of a letter (``correspDesc``), else of any text (``creation``)."""
    profile = first(tei, "teiHeader", "profileDesc")
    actions = {one.get("type"): one for one in children(first(profile, "correspDesc"), "correspAction")}
    sent, received = actions.get("sent"), actions.get("received")
    source = sent if sent is not None else first(profile, "creation")
    names = ("persName", "orgName", "name")
    return Metadata(
        date=dating(first(source, "date"), "stated in the header"),
        place=plain(first(source, "placeName")) or plain(first(source, "settlement")),
        author=next((words for name in names if (words := plain(first(sent, name)))), None),
        recipient=next((words for name in names if (words := plain(first(received, name)))), None),
    )
