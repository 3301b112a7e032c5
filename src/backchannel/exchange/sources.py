"""The sources, which are the documents, as bibliographies name them: what BibTeX and CSL-JSON share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from backchannel.model import Dating, Document, precision

_UNFIT = re.compile(r"[^a-z0-9]+")
_SMALL = frozenset({"a", "an", "the", "der", "die", "das", "le", "la", "les", "el", "los", "las"})


class Source(NamedTuple):
    """A document under a key that no other has."""

    key: str
    document: Document


def sources(documents: Mapping[str, Document]) -> Iterator[Source]:
    """The documents in their order, each under a key of author, year and title, as ``kumaraswamy2000beyond``.

    Keys that would be alike get the first digits of the document's id, so that none depends on the order.
    """
    keys = {id_: _key(documents[id_]) for id_ in documents}
    many = Counter(keys.values())
    for id_, key in keys.items():
        yield Source(key if many[key] == 1 else f"{key}-{id_[:8]}", documents[id_])


def _key(document: Document) -> str:
    about, dating = document.metadata, issued(document)
    made = key_of(about.author or about.publisher, dating.start if dating else None, about.title)
    return made or "".join(_words(document.name)) or document.id[:8]


def key_of(author: str | None, date: str | None, name: str | None) -> str:
    """Author's last word, year and the title's first word of weight, as ``kumaraswamy2000beyond``."""
    year = [date[:4].rstrip("Xx")] if date else []
    first = [word for word in _words(name) if word not in _SMALL][:1]
    return "".join(_words(author)[-1:] + year + first)


def _words(text: str | None) -> list[str]:
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    return [word for word in _UNFIT.split(plain) if word]


def title(document: Document) -> str:
    """The document's title, else its name, on one line."""
    return clean(document.metadata.title or "") or clean(document.name)


def issued(document: Document) -> Dating | None:
    """The document's own date, else when it was released."""
    return document.metadata.date or document.metadata.released


def released(document: Document) -> str | None:
    """When it was released, where that is another date than the document's own."""
    about = document.metadata
    if about.released is None or about.date is None or about.released.start == about.date.start:
        return None
    return about.released.start


def parts(date: str) -> tuple[int, ...]:
    """Year, month and day of a date as far as they are given; nothing of a decade."""
    return tuple(int(part) for part in date.split("-")) if precision(date) else ()


def clean(text: str) -> str:
    """The text on one line, without characters that are no part of writing."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") else c for c in text).split())
