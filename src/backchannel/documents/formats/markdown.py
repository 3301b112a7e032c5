"""Markdown: the decoded bytes, verbatim; front matter is metadata."""

from __future__ import annotations

from collections.abc import Iterator

from backchannel.documents.allowance import Allowance
from backchannel.documents.decoding import decode
from backchannel.documents.extracted import Extracted
from backchannel.documents.facts.frontmatter import front_matter
from backchannel.documents.kinds import suffix
from backchannel.documents.sidecar import read_fields

LABEL = "Markdown"
MEDIA_TYPE = "text/markdown"
SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_ALIASES = {"authors": "author", "by": "author", "lang": "language", "published": "date", "source_url": "url"}


def recognises(data: bytes, name: str) -> bool:
    """Whether the name says Markdown."""
    return suffix(name) in SUFFIXES


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Extracted]:
    """The one text of a Markdown file; raises ``DocumentError`` where it is none."""
    decoded = decode(data, name)
    fields = front_matter(decoded.text)
    for alias, key in _ALIASES.items():
        if alias in fields:
            fields.setdefault(key, fields[alias])
    stated = read_fields(fields, "the front matter")
    warnings = decoded.warnings + stated.warnings
    yield Extracted(name, data, decoded.text, MEDIA_TYPE, metadata=stated.metadata, warnings=warnings)
