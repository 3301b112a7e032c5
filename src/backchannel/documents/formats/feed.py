"""Saved feeds: RSS 0.9 to 2.0, RDF Site Summary, Atom. A document an entry, with what the feed says of it.

feedparser knows the dialects. It gets XML that lxml has made whole, without entities and of bounded depth, from memory:
what it would do with broken XML (go over it with expressions) and with addresses (fetch them) is never asked of it.
"""

from __future__ import annotations

import html.entities
import io
import re
from collections.abc import Iterator
from typing import Any

from backchannel.documents.allowance import Allowance
from backchannel.documents.decoding import decode
from backchannel.documents.entries import Entry, read_entry
from backchannel.documents.extracted import Item, Refused
from backchannel.documents.markup import mend_xml
from backchannel.documents.names import Names
from backchannel.errors import DocumentError

LABEL = "feeds"
MEDIA_TYPE = "application/rss+xml"
SUFFIXES = frozenset({".rss", ".atom", ".rdf"})

_PROLOG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>)*"
    rb"<(?:[\w.-]+:)?(rss|RDF|feed)(?=[\s>])([^>]*)"
)
_OF_FEEDS = re.compile(rb"purl\.org/(?:rss|atom)|netscape\.com/rdf|w3\.org/2005/Atom", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!#?\w{1,32};)")
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})


def recognises(data: bytes, name: str) -> bool:
    """Whether the root element is that of a feed."""
    head = data[:16_384]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    root = _PROLOG.match(head)
    return bool(root and (root[1] == b"rss" or _OF_FEEDS.search(root[2])))


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Item]:
    """The entries in order; those without a word are named. Raises ``DocumentError`` where the feed cannot be read."""
    whole, fault = _whole(data, name)
    feed = _parsed(whole, name)
    if not feed.entries:
        raise DocumentError(name, fault or "is a feed without entries")
    names = Names()
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield read_entry(_entry(entry, feed.feed), number, name, MEDIA_TYPE, names)
        except DocumentError as error:
            yield Refused(name, error.reason if error.reason.startswith("entry") else f"entry {number}: {error.reason}")
    if fault:
        yield Refused(name, f"{fault}: what could be made out of it was read, the rest is missing")


def _whole(data: bytes, name: str) -> tuple[bytes, str | None]:
    """The feed as well-formed XML in UTF-8 and what was wrong with it beyond what is harmless.

    Bare ampersands are mended, and names of characters that HTML knows become numbers.
    """
    from lxml import etree  # noqa: PLC0415  # heavy: only XML needs it

    declared = _DECLARED.search(data[:400])
    text = decode(data, name, declared[1].decode("ascii") if declared else None).text
    text = _BARE.sub("&amp;", _NAMED.sub(_numbered, _DECLARATION.sub("", text)))
    root, fault = mend_xml(text.encode("utf-8"), name, "a feed")
    etree.strip_tags(root, etree.Entity)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), fault


def _numbered(match: re.Match[str]) -> str:
    known = html.entities.name2codepoint.get(match[1])
    return match[0] if match[1] in _XML_OWN or known is None else f"&#{known};"


def _parsed(data: bytes, name: str) -> Any:
    import feedparser  # noqa: PLC0415  # heavy: only feeds need it

    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise DocumentError(name, f"is a feed that cannot be read ({type(error).__name__})") from error
    return found


def _entry(entry: Any, feed: Any) -> Entry:
    best: Any = max(_versions(entry), key=lambda one: len(one.get("value") or ""), default={})
    is_plain = best.get("type") == "text/plain"
    words = best.get("value")
    source = entry.get("source")
    return Entry(
        identity=entry.get("id"),
        title=entry.get("title"),
        author=_author(entry),
        publisher=(source.get("title") if isinstance(source, dict) else None) or feed.get("title"),
        date=_day(entry),
        url=entry.get("feedburner_origlink") or entry.get("link"),
        language=best.get("language") or feed.get("language"),
        html=None if is_plain else words,
        text=words if is_plain else None,
    )


def _day(entry: Any) -> str | None:
    """As the entry has it; feedparser's own look-up of ``updated`` falls back to ``published``, with a warning."""
    return next((day for key in ("published", "updated", "created") if (day := dict.get(entry, key))), None)


def _versions(entry: Any) -> list[Any]:
    contents = entry.get("content")
    found = [*contents] if isinstance(contents, list) else []
    return [one for one in (*found, entry.get("summary_detail")) if isinstance(one, dict)]


def _author(entry: Any) -> str | None:
    authors = entry.get("authors")
    names = [one.get("name") for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    return ", ".join(dict.fromkeys(one for one in names if one)) or entry.get("author")
