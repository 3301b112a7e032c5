"""What the properties of an office document say of it: title and author, where a person and no program put them there.

The days on which a file was made and last saved are not the document's date.
"""

from __future__ import annotations

import re
from typing import Any

from backchannel.documents.markup import local
from backchannel.documents.sidecar import read_fields
from backchannel.model import Metadata

_NO_TITLE = re.compile(
    r"(?:Microsoft Word\b.*|.{1,80}\.(?:docx?|odt|rtf|dotx?|wpd|txt|pdf)|(?:Document|Dokument|Untitled|Doc)\s*\d*"
    r"|(?:no|kein|sans) tit(?:le|el|re)|template|normal|word document|title|\W*)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:python-docx|user\d*|admin(?:istrator)?|owner|author|default|test|unknown|guest|pc|hp|dell|lenovo|acer|asus|home|"
    r"microsoft(?: office)?|windows|.*\b(?:user|employee)\b.*|unbekannt|apache poi|openoffice(?:\.org)?|libreoffice|"
    r"pandoc|\W*|[\w-]*\d{3,}[\w-]*|.*@.*)",
    re.IGNORECASE,
)


def properties(root: Any, authors: tuple[str, ...] = ("creator",)) -> Metadata:
    """Title, author (by the first of ``authors`` that is there) and language among the children of ``root``."""
    stated: dict[str, str] = {}
    for element in root:
        stated.setdefault(local(element), " ".join("".join(element.itertext()).split())[:500])
    title = stated.get("title", "")
    author = next((stated[name] for name in authors if stated.get(name)), "")
    fields = {
        "title": None if _NO_TITLE.fullmatch(title) else title,
        "author": None if _NOBODY.fullmatch(author) else author.replace(";", ", ").replace(" ,", ","),
        "language": stated.get("language"),
    }
    return read_fields(fields, "the properties").metadata
