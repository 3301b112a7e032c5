"""What in a TEI file is a document of its own: the documents of a volume, articles of a collection, or the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from backchannel.documents.markup import local
from backchannel.documents.tei.header import children, first, plain

_LISTS = re.compile(r"(?:toc|contents|table.?of.?contents|index|list.?of.?(?:figures|tables))", re.IGNORECASE)
_OWN_TYPES = frozenset(
    {
        "document",
        "article",
        "essay",
        "letter",
        "telegram",
        "report",
        "speech",
        "minutes",
        "story",
        "paper",
        "memorandum",
    }
)
_DIVISIONS = frozenset({"div", "div0", "div1"})
_HOLDERS = frozenset({"text", "front", "body", "back", "group"}) | _DIVISIONS | {f"div{n}" for n in range(2, 8)}


class Volume(NamedTuple):
    """The documents of a volume in their order, and what of it is no document: headings of its parts."""

    documents: tuple[Any, ...]
    left_out: tuple[str, ...]


def volume(tei: Any) -> Volume | None:
    """The ``div[@type='document']`` of a volume, none within another; None where there is none."""
    found: list[Any] = []
    waiting = [first(tei, "text")]
    others: list[str] = []
    while waiting:
        element = waiting.pop()
        if element is None:
            continue
        if local(element) in _DIVISIONS and element.get("type") == "document":
            found.append(element)
            continue
        if local(element) in _DIVISIONS and not any(local(child) in _DIVISIONS for child in element):
            others.append(plain(first(element, "head")) or element.get("type") or "untitled part")
        waiting.extend(child for child in reversed(element) if local(child) in _HOLDERS)
    return Volume(tuple(found), tuple(others)) if found else None


def collection(tei: Any) -> tuple[Any, ...]:
    """The texts of a ``group``, or the articles of a collection; empty where the text is one whole.

    Divisions are articles where they are typed as a text of their own, signed one by one, or catalogued one by one
    (``ana``, ``decls``). The chapters of a book by one hand are not: it is one document.
    """
    text = first(tei, "text")
    texts = children(first(text, "group"), "text")
    if texts:
        return tuple(texts)
    body = first(text, "body")
    articles = _divisions(body)
    while len(articles) == 1 and len(_divisions(articles[0])) > 1 and not _is_own(articles[0]):
        articles = _divisions(articles[0])
    own = [one for one in articles if _is_own(one)]
    if len(own) < 2 or len(own) < 0.8 * len(articles):
        return ()
    return (*(one for one in _divisions(first(text, "front")) if _is_own(one)), *articles)


def unread(text: Any) -> Iterator[Any]:
    """Title pages, tables of contents and indexes, which repeat what stands elsewhere."""
    for element in text.iter():
        name = local(element)
        if name in ("titlePage", "divGen") or (name in _DIVISIONS and _LISTS.fullmatch(element.get("type") or "")):
            yield element


def attachments(document: Any) -> tuple[Any, ...]:
    """The papers attached to a document, none within another."""
    found: list[Any] = []
    waiting = list(reversed(document))
    while waiting:
        element = waiting.pop()
        if local(element) == "attachment":
            found.append(element)
        else:
            waiting.extend(reversed(element))
    return tuple(found)


def _divisions(element: Any) -> list[Any]:
    return [] if element is None else [child for child in element if local(child) in _DIVISIONS]


def _is_own(division: Any) -> bool:
    if division.get("type") in _OWN_TYPES or division.get("ana") or division.get("decls"):
        return True
    return any(local(child) in ("byline", "docAuthor") for child in division)
