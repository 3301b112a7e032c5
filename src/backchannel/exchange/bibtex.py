"""BibTeX: one entry a source, for LaTeX (fields of BibTeX, and BibLaTeX's ``date`` for what they cannot say).

After the documents come the works that their claims cite, marked by the keyword ``cited``: nobody here has read them.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from backchannel.exchange import iris
from backchannel.exchange.cited_works import Work, cited_works
from backchannel.exchange.formats import Format, Material
from backchannel.exchange.sources import clean, issued, parts, released, sources, title
from backchannel.model import Dating, Document

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
}  # fmt: skip
_ANY_SPECIAL = re.compile(r"[\\{}~^#$%&_]")


def write(material: Material, out: BinaryIO) -> None:
    """Write the entries in the order of the documents' names, then those of what they cite, by key."""
    keys = {}
    for source in sources(material.documents):
        keys[source.document.id] = source.key
        out.write(_entry(source.key, source.document).encode())
    for work in cited_works(material, keys):
        out.write(_cited(work).encode())


def escaped(text: str) -> str:
    """The text with what LaTeX takes for commands written out."""
    return _ANY_SPECIAL.sub(lambda found: _SPECIAL[found[0]], clean(text))


def _cited(work: Work) -> str:
    one = work.reference
    url = iris.web(one.url)
    kind = (
        "book" if one.publisher and not one.container else "article" if one.container else "online" if url else "misc"
    )
    fields = {
        "author": _whole(one.author),
        "title": _whole(one.title or one.file),
        "journal" if kind == "article" else "series": _braced(one.container),
        "publisher": _braced(one.publisher),
        "address": _braced(one.place),
        **_dates(Dating(start=one.date, reason="") if one.date else None),
        "volume": _braced(one.volume),
        "number": _braced(one.issue or one.number),
        "pages": _braced(one.pages),
        "url": f"{{{url}}}" if url else None,
        "urldate": _braced(one.accessed),
        "keywords": _braced("cited"),
        "note": _braced("; ".join(filter(None, (one.archive, one.file, f"cited in {', '.join(work.cited_in)}")))),
    }
    return _written(kind, work.key, fields)


def _entry(key: str, document: Document) -> str:
    about = document.metadata
    url = iris.web(about.url) or iris.web(about.archived_url)
    kind, publisher = ("online", "organization") if url else ("misc", "howpublished")
    fields = {
        "author": _whole(about.author),
        "title": _whole(title(document)),
        publisher: _braced(about.publisher),
        "address": _braced(about.place),
        **_dates(issued(document)),
        "url": f"{{{url}}}" if url else None,
        "urldate": _braced(about.retrieved),
        "language": _braced(about.language),
        "translator": _whole(about.translator),
        "note": _braced(_note(document)),
    }
    return _written(kind, key, fields)


def _written(kind: str, key: str, fields: dict[str, str | None]) -> str:
    lines = "".join(f",\n  {name} = {value}" for name, value in fields.items() if value)
    return f"@{kind}{{{key}{lines}\n}}\n\n"


def _braced(text: str | None) -> str | None:
    return f"{{{escaped(text)}}}" if text else None


def _whole(text: str | None) -> str | None:
    """In two pairs of braces: a name is not taken apart (which part is the family's is not known), a title kept."""
    return f"{{{{{escaped(text)}}}}}" if text else None


def _dates(dating: Dating | None) -> dict[str, str | None]:
    if dating is None:
        return {}
    first = parts(dating.start)
    return {
        "date": _braced(dating.start if dating.end is None else f"{dating.start}/{dating.end}"),
        "year": f"{{{first[0]:04}}}" if first else None,
        "month": _MONTHS[first[1] - 1] if len(first) > 1 else None,
    }


def _note(document: Document) -> str:
    about = document.metadata
    said = (
        f"released {released(document)}" if released(document) else None,
        about.archive,
        f"{about.authenticity}" if about.authenticity not in (None, "original") else None,
        f"SHA-256 {document.id}",
    )
    return "; ".join(filter(None, said))


FORMAT = Format("bibtex", ".bib", "the sources as BibTeX entries", write)
