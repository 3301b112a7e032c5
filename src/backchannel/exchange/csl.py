"""CSL-JSON: the sources as items of the Citation Style Language (CSL 1.0.2), for Zotero, pandoc and word processors.

After the documents come the works that their claims cite, with the keyword ``cited``: nobody here has read them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from backchannel.exchange import iris
from backchannel.exchange.cited_works import Work, cited_works
from backchannel.exchange.formats import Format, Material
from backchannel.exchange.sources import Source, clean, issued, parts, released, sources, title
from backchannel.model import Dating, Document

_TYPES = {"message/rfc822": "personal_communication", "application/epub+zip": "book"}

Item = dict[str, Any]


def write(material: Material, out: BinaryIO) -> None:
    """Write one JSON array, one item a line, in the order of the documents' names, then what they cite, by key."""
    out.write(b"[")
    for n, item in enumerate(_items(material)):
        out.write((b",\n" if n else b"\n") + msgspec.json.encode(item))
    out.write(b"\n]\n")


def _items(material: Material) -> Iterator[Item]:
    keys = {}
    for source in sources(material.documents):
        keys[source.document.id] = source.key
        yield _item(source)
    yield from map(_cited, cited_works(material, keys))


def _cited(work: Work) -> Item:
    one = work.reference
    url = iris.web(one.url)
    journal = "article-journal" if one.volume or one.issue else "article"
    fields: Item = {
        "id": work.key,
        "type": journal if one.container else "book" if one.publisher else "webpage" if url else "document",
        "title": clean(one.title or one.file or ""),
        "author": _name(one.author),
        "container-title": one.container and clean(one.container),
        "publisher": one.publisher and clean(one.publisher),
        "publisher-place": one.place and clean(one.place),
        "issued": _date(Dating(start=one.date, reason="")) if one.date else None,
        "accessed": _date(Dating(start=one.accessed, reason="")) if one.accessed else None,
        "volume": one.volume,
        "issue": one.issue,
        "number": one.number,
        "page": one.pages,
        "URL": url,
        "archive": one.archive and clean(one.archive),
        "archive_location": one.file and clean(one.file),
        "keyword": "cited",
        "note": f"cited in {', '.join(work.cited_in)}",
    }
    return {name: value for name, value in fields.items() if value}


def _item(source: Source) -> Item:
    document = source.document
    about = document.metadata
    url = iris.web(about.url) or iris.web(about.archived_url)
    fields: Item = {
        "id": source.key,
        "type": _TYPES.get(document.media_type, "webpage" if url else "document"),
        "title": title(document),
        "author": _name(about.author),
        "translator": _name(about.translator),
        "recipient": _name(about.recipient),
        "publisher": about.publisher and clean(about.publisher),
        "publisher-place": about.place and clean(about.place),
        "issued": _date(issued(document)),
        "accessed": _date(Dating(start=about.retrieved, reason="")) if about.retrieved else None,
        "URL": url,
        "language": about.language,
        "archive": about.archive and clean(about.archive),
        "note": "; ".join(_notes(document)),
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: str | None) -> list[Item] | None:
    """A name as it is given: which part of it is the family's is not known."""
    return [{"literal": clean(name)}] if name else None


def _date(dating: Dating | None) -> Item | None:
    if dating is None:
        return None
    first, last = parts(dating.start), parts(dating.end) if dating.end else ()
    if not first or (dating.end and not last):
        return {"literal": dating.start if dating.end is None else f"{dating.start}/{dating.end}"}
    return {"date-parts": [list(first), list(last)] if last else [list(first)]}


def _notes(document: Document) -> Iterator[str]:
    when = released(document)
    if when:
        yield f"released {when}"
    if document.metadata.authenticity not in (None, "original"):
        yield str(document.metadata.authenticity)
    yield f"SHA-256 {document.id}"


FORMAT = Format("csl", ".json", "the sources as CSL-JSON items", write)
