"""E-books: the held half."""

from __future__ import annotations

from tests.hostile.make import bombs, zips
from tests.hostile.make.office import CONTAINER, chapter, encryption, epub, epub_parts, laughs, outside, package
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    CAMP_DAVID,
    DAMAGED,
    DAYTON,
    EVIAN,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    LAUGHTER,
    LISTENER,
    LOCKED,
    LOOP,
    MUSCAT,
    NO_ENTITIES,
    NO_TEXT,
    OSLO,
    PEKING,
    TASHKENT,
    TOO_MUCH,
    TRIESTE,
)


@case("epub/two_chapters.epub", "read", has=[OSLO, EVIAN], hides=["<p>"])
def two_chapters() -> bytes:
    """Two chapters with the document type of XHTML 1.1 and &nbsp;, as most old books have them."""
    kind = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    return epub(
        {"a.xhtml": chapter(f"{OSLO.text}&nbsp;&mdash;", doctype=kind), "b.xhtml": chapter(EVIAN.text, doctype=kind)}
    )


@case("epub/spine_is_itself.epub", "either", has=[MUSCAT], reason=LOOP + NO_TEXT, hides=["itemref"])
def spine_is_itself() -> bytes:
    """The reading order names the package document itself, its own container, and a chapter."""
    made = package({"a": "book.opf", "b": "../META-INF/container.xml", "c": "c.xhtml"}, ["a", "b", "c"])
    return epub({"c.xhtml": chapter(MUSCAT.text)}, {"OPS/book.opf": made})


@case("epub/chapter_bomb.epub", "either", has=[TASHKENT], reason=TOO_MUCH)
def chapter_bomb() -> bytes:
    """The second chapter expands to four gigabytes."""
    bomb = bombs.repeated(b"<p>" + b" " * bombs.MEBI + b"</p>", 4_000)
    parts = epub_parts({"a.xhtml": chapter(TASHKENT.text), "b.xhtml": b""})
    members = [zips.Member(n.encode(), d) for n, d in parts.items() if n != "OPS/b.xhtml"]
    return zips.archive(
        [*members, zips.Member(b"OPS/b.xhtml", packed=bomb.data, crc=bomb.crc, size=bomb.size & 0xFFFFFFFF)]
    )


@case("epub/locked.epub", "refused", reason=LOCKED, hides=[CAMP_DAVID])
def locked() -> bytes:
    """Its chapters are encrypted, as META-INF/encryption.xml says: a book from a shop."""
    return epub(
        {"a.xhtml": bytes(range(256)) * 4},
        {"META-INF/encryption.xml": encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/a.xhtml")},
    )


@case("epub/entities_outside.epub", "either", has=[TRIESTE], hides=HARVEST, reason=NO_ENTITIES)
def entities_outside() -> bytes:
    """Container, package and chapter declare entities that name the list of users and an address."""
    container = CONTAINER.format("OPS/book.opf").replace('"1.0"?>', f'"1.0"?>{outside("container", LISTENER)}', 1)
    made = package({"c0": "a.xhtml"}, ["c0"], doctype=outside("package", LISTENER), title="&file;&near;&net;")
    page = chapter(f"{TRIESTE.text} &file;&near;&net;", doctype=outside("html", LISTENER))
    return epub({"a.xhtml": page}, {"META-INF/container.xml": container, "OPS/book.opf": made})


@case("epub/billion_laughs.epub", "either", has=[ALGIERS], hides=[LAUGHTER], reason=NO_ENTITIES)
def billion_laughs() -> bytes:
    """The chapter's entities multiply to a billion words."""
    return epub({"a.xhtml": chapter(f"{ALGIERS.text} &l9;", doctype=laughs("html"))})


@case("epub/odd_hrefs.epub", "read", has=[DAYTON, GOOD_FRIDAY])
def odd_hrefs() -> bytes:
    """The package document lies at the top; chapters have blanks as %20, letters as %C3%A9, steps ./ and ../."""
    made = package({"a": "OPS/x/../a%20b.xhtml", "b": "./OPS/caf%C3%A9.xhtml#start"}, ["a", "b"])
    pages = {"a b.xhtml": chapter(DAYTON.text), "café.xhtml": chapter(GOOD_FRIDAY.text)}
    return epub(pages, {"META-INF/container.xml": CONTAINER.format("book.opf"), "book.opf": made})


@case("epub/chapter_missing.epub", "read", has=[PEKING], reason=DAMAGED + NO_TEXT)
def chapter_missing() -> bytes:
    """The reading order names a chapter that is not there, and one that is; that something is missing is said."""
    return epub(
        {"a.xhtml": chapter(PEKING.text)}, {"OPS/book.opf": package({"a": "a.xhtml", "b": "b.xhtml"}, ["a", "b"])}
    )


@case("epub/type_last.epub", "read", has=[CAMP_DAVID], parts=1)
def type_last() -> bytes:
    """The part that names the type stands last and is compressed; readers of books open it all the same."""
    parts = epub_parts({"a.xhtml": chapter(CAMP_DAVID.text)})
    kind = parts.pop("mimetype")
    return zips.archive_of({**parts, "mimetype": kind})


@case("epub/no_spine.epub", "refused", reason=NO_TEXT + DAMAGED)
def no_spine() -> bytes:
    """A reading order of nothing."""
    return epub({}, {"OPS/book.opf": package({}, [])})


@case("epub/script.epub", "read", has=[HAVANA], hides=["alert(1)"], parts=1)
def script() -> bytes:
    """A chapter with a script, a refresh, a frame and pictures at an address."""
    head = f'<meta http-equiv="refresh" content="0;url={LISTENER}/e"/><script>alert(1)</script>'
    return epub(
        {"a.xhtml": chapter(f'{HAVANA.text}<img src="{LISTENER}/i"/><iframe src="{LISTENER}/f"></iframe>', head=head)}
    )
