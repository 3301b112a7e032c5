"""Saved feeds: the open half."""

from __future__ import annotations

from html import escape

from tests.hostile.make.feeds import TAGS, item, rss
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    CONTADORA,
    DAMAGED,
    DAYTON,
    EVIAN,
    HARVEST,
    HAVANA,
    HELSINKI,
    INDUS,
    LISTENER,
    MUSCAT,
    NO_ENTITIES,
    OSLO,
    PARIS,
    TASHKENT,
    TOO_DEEP,
    TOO_MUCH,
)


def atom(*entries: str) -> str:
    """A feed of entries (RFC 4287)."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:x:0</id>'
        f"<updated>2017-03-14T09:30:00Z</updated>{''.join(entries)}</feed>"
    )


def entry(number: int, content: str) -> str:
    """An entry; ``content`` is its element of content."""
    when = "<updated>2017-03-14T09:30:00Z</updated>"
    return f"<entry><title>Talks, {number}</title><id>urn:x:{number}</id>{when}{content}</entry>"


@case("feed/cdata_pages.xml", "read", has=[OSLO, EVIAN], hides=[*TAGS, "alert(1)"], parts=2)
def cdata_pages() -> bytes:
    """Descriptions are HTML in CDATA sections, with a script and a picture; two items, two documents."""
    pages = [f'<![CDATA[<p>{p.text}</p><script>alert(1)</script><img src="{LISTENER}/i">]]>' for p in (OSLO, EVIAN)]
    return rss(*(item(n, page) for n, page in enumerate(pages))).encode()


@case("feed/atom_three_ways.atom", "read", has=[MUSCAT, INDUS, PARIS], hides=["<p>", "&lt;"], parts=3)
def atom_three_ways() -> bytes:
    """Entries whose content is text, escaped HTML, and XHTML."""
    ways = (
        f'<content type="text">{MUSCAT.text}</content>',
        f'<content type="html">{escape(f"<p>{INDUS.text}</p>")}</content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PARIS.text}</p></div></content>',
    )
    return atom(*(entry(n, way) for n, way in enumerate(ways))).encode()


@case("feed/atom_content_elsewhere.atom", "read", has=[TASHKENT], hides=HARVEST)
def atom_content_elsewhere() -> bytes:
    """Content that lies at an address, in the list of users, or in a file beside; one entry has its own."""
    places = (f"{LISTENER}/atom", "file:///etc/passwd", "../canary.txt")
    away = [
        entry(n, f'<content type="text/plain" src="{p}"/><link rel="enclosure" href="{p}"/>')
        for n, p in enumerate(places)
    ]
    return atom(*away, entry(9, f'<content type="text">{TASHKENT.text}</content>')).encode()


@case("feed/old_netscape_doctype.xml", "either", has=[ALGIERS], reason=NO_ENTITIES)
def old_netscape_doctype() -> bytes:
    """The document type of RSS 0.91, whose DTD is long gone from its address."""
    kind = f'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "{LISTENER}/rss-0.91.dtd">'
    return rss(item(1, ALGIERS.text), doctype=kind).encode()


@case("feed/enclosures.xml", "read", has=[DAYTON], hides=HARVEST, parts=1)
def enclosures() -> bytes:
    """Enclosures, pictures, and comments at an address and in the list of users; nothing is fetched."""
    more = "".join(
        f'<enclosure url="{p}" length="9" type="audio/mpeg"/><comments>{p}</comments><source url="{p}">x</source>'
        for p in (f"{LISTENER}/enclosure", "file:///etc/passwd")
    )
    return rss(item(1, DAYTON.text, more)).encode()


@case("feed/windows_says_utf8.xml", "either", has=[BEAGLE], reason=DAMAGED, hides=TAGS)
def windows_says_utf8() -> bytes:
    """It says UTF-8 and is Windows-1252, with accents, as many feeds are."""
    return rss(item(1, f"Café – protégé. {BEAGLE.text}")).encode("cp1252")


@case("feed/latin1.xml", "read", has=[CONTADORA, "protégé"], parts=1)
def latin1() -> bytes:
    """ISO-8859-1, as it says."""
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    return rss(item(1, f"The protégé spoke. {CONTADORA.text}"), head=head).encode("latin-1")


@case("feed/blank_before.xml", "either", has=[HELSINKI], reason=DAMAGED)
def blank_before() -> bytes:
    """A byte-order mark and an empty line stand before the declaration, which XML forbids; many feeds have it."""
    return b"\xef\xbb\xbf\n" + rss(item(1, HELSINKI.text)).encode()


@case("feed/items_100000.xml", "either", has=[EVIAN], reason=TOO_MUCH, big=True)
def items_100000() -> bytes:
    """A hundred thousand empty items after one with words."""
    return rss(item(1, EVIAN.text), "<item/>" * 100_000).encode()


@case("feed/deep.xml", "either", has=[HAVANA], reason=TOO_DEEP + DAMAGED)
def deep() -> bytes:
    """A hundred thousand elements within each other in the second item."""
    return rss(item(1, HAVANA.text), item(2, "<b>" * 100_000 + "</b>" * 100_000)).encode()


@case("feed/fields_missing.xml", "read", has=[INDUS])
def fields_missing() -> bytes:
    """Items without title, link, date and identity, with nonsense for them, or with each of them thrice."""
    odd = "<item><pubDate>Fri, 99 Foo 99999 99:99:99 +9999</pubDate><guid/><link>\x7f:://</link><description/></item>"
    thrice = (
        f"<item>{'<title>Talks</title><guid>7</guid>' * 3}<description/><description>{INDUS.text}</description></item>"
    )
    return rss("<item/>", odd, thrice).encode()


@case("feed/same_guid.xml", "read", has=[PARIS, TASHKENT], parts=2)
def same_guid() -> bytes:
    """Two items of one identity and different words; both are wanted."""
    return rss(item(1, PARIS.text), item(1, TASHKENT.text)).encode()
