"""JSON Feed (https://jsonfeed.org/version/1.1): a document an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from backchannel.documents.allowance import Allowance
from backchannel.documents.entries import Entry, read_entry
from backchannel.documents.extracted import Item, Refused
from backchannel.documents.names import Names
from backchannel.errors import DocumentError

LABEL = "JSON Feed"
MEDIA_TYPE = "application/feed+json"
SUFFIXES = frozenset[str]()

_VERSION = re.compile(rb'"version"\s{0,8}:\s{0,8}"https?:\\?/\\?/jsonfeed\.org\\?/version')


def recognises(data: bytes, name: str) -> bool:
    """Whether the bytes are a JSON object that gives the format's address as its version."""
    head = data[:65_536]
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" and bool(_VERSION.search(head))


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Item]:
    """The items in order; those without a word are named. Raises ``DocumentError`` where the feed is none."""
    try:
        feed = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(name, f"is a feed that is not valid JSON ({error})") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        raise DocumentError(name, "is a feed without entries")
    names = Names()
    for number, item in enumerate(items, 1):
        try:
            yield read_entry(_entry(item if isinstance(item, dict) else {}, feed), number, name, MEDIA_TYPE, names)
        except DocumentError as error:
            yield Refused(name, error.reason)


def _entry(item: dict[str, Any], feed: dict[str, Any]) -> Entry:
    authors = item.get("authors") or [item.get("author")]
    named = [one.get("name") for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    return Entry(
        identity=_words(item.get("id")),
        title=_words(item.get("title")),
        author=", ".join(one for one in named if isinstance(one, str) and one) or None,
        publisher=_words(feed.get("title")),
        date=_words(item.get("date_published")),
        url=_words(item.get("url")) or _words(item.get("external_url")),
        language=_words(item.get("language")) or _words(feed.get("language")),
        html=_words(item.get("content_html")),
        text=_words(item.get("content_text")) or _words(item.get("summary")),
    )


def _words(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip() else None
