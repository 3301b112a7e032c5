"""Records of many makers: which field is the text, which the id, and which say what a sidecar would say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from backchannel.documents.sidecar import Stated, read_fields

TEXTS = (
    "text", "full_text", "fulltext", "article_text", "body_text", "maintext", "body", "content", "article", "story",
    "message", "transcript", "document",
)  # fmt: skip
"""Names of the field that holds the text, the surest first."""
IDS = ("id", "guid", "uuid", "doc_id", "document_id", "article_id", "docno", "key")

_ALIASES = MappingProxyType(
    {
        "headline": "title",
        "subject": "title",
        "authors": "author",
        "byline": "author",
        "creator": "author",
        "outlet": "publisher",
        "publication": "publisher",
        "newspaper": "publisher",
        "source": "publisher",
        "source_name": "publisher",
        "sitename": "publisher",
        "site": "publisher",
        "link": "url",
        "uri": "url",
        "source_url": "url",
        "lang": "language",
        "published": "date",
        "published_at": "date",
        "published_date": "date",
        "publish_date": "date",
        "publication_date": "date",
        "date_published": "date",
        "pub_date": "date",
        "pubdate": "date",
        "timestamp": "date",
        "created_at": "date",
        "location": "place",
        "city": "place",
    }
)


def plain_name(name: str) -> str:
    """A field's name in small letters with underscores: ``Publication Date`` and ``publicationDate`` are one."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[\W_]+", "_", parted).strip("_").lower()


def text_field(names: Iterable[str]) -> str | None:
    """The name, as given, that says it is the text; None where none does."""
    given: dict[str, str] = {}
    for name in names:
        given.setdefault(plain_name(name), name)
    return next((given[name] for name in TEXTS if name in given), None)


def stated(record: Mapping[str, Any], where: str) -> Stated:
    """What a record says of its text, under the names of a sidecar or others that are in use."""
    fields: dict[str, Any] = {}
    for name, value in record.items():
        plain = plain_name(name)
        fields.setdefault(plain, value)
        if plain in _ALIASES:
            fields.setdefault(_ALIASES[plain], value)
    return read_fields(fields, where)


def identity(record: Mapping[str, Any]) -> str | None:
    """The record's own id; None where it has none."""
    plain = {plain_name(name): value for name, value in record.items()}
    found = next((plain[name] for name in IDS if plain.get(name) not in (None, "", [], {})), None)
    return str(found)[:200] if found is not None else None
