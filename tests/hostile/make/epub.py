"""E-books: the open half."""

from __future__ import annotations

from tests.hostile.make import bombs, zips
from tests.hostile.make.office import CONTAINER, chapter, encryption, epub, epub_parts, package
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    BEAGLE,
    CONTADORA,
    DAMAGED,
    ESCAPED,
    EVIAN,
    HARVEST,
    HAVANA,
    HELSINKI,
    INDUS,
    LISTENER,
    LOOP,
    NO_TEXT,
    OSLO,
    PARIS,
    PRESPA,
    REYKJAVIK,
    TOO_DEEP,
    TOO_MUCH,
)


@case("epub/spine_repeats.epub", "either", has=[HAVANA], reason=LOOP)
def spine_repeats() -> bytes:
    """The reading order names one chapter ten thousand times."""
    return epub({"a.xhtml": chapter(HAVANA.text)}, {"OPS/book.opf": package({"a": "a.xhtml"}, ["a"] * 10_000)})


@case("epub/contents_circle.epub", "either", has=[INDUS], reason=LOOP)
def contents_circle() -> bytes:
    """A table of contents that is in the reading order and lists itself, ten thousand levels deep."""
    deep = '<ol><li><a href="nav.xhtml">again</a>' * 10_000 + "</li></ol>" * 10_000
    made = package({"n": "nav.xhtml", "a": "a.xhtml"}, ["n", "a"]).replace(
        'id="n" href', 'id="n" properties="nav" href'
    )
    return epub(
        {"a.xhtml": chapter(INDUS.text)}, {"OPS/nav.xhtml": chapter(f"<nav>{deep}</nav>"), "OPS/book.opf": made}
    )


@case("epub/truncated.epub", "either", has=[PARIS], reason=DAMAGED)
def truncated() -> bytes:
    """The last third is gone."""
    whole = epub({"a.xhtml": chapter(PARIS.text)})
    return whole[: len(whole) * 2 // 3]


@case("epub/chapters_of_50_megabytes.epub", "either", has=[REYKJAVIK], reason=TOO_MUCH)
def chapters_of_50_megabytes() -> bytes:
    """A hundred chapters that expand to fifty megabytes each: one is allowed, all are not."""
    bomb = bombs.repeated(b"<p>" + b" " * bombs.MEBI + b"</p>", 50)
    names = [f"x{n}.xhtml" for n in range(100)]
    parts = epub_parts({"a.xhtml": chapter(REYKJAVIK.text), **dict.fromkeys(names, b"")})
    members = [
        zips.Member(n.encode(), packed=bomb.data, crc=bomb.crc, size=bomb.size)
        if "/x" in n
        else zips.Member(n.encode(), d)
        for n, d in parts.items()
    ]
    return zips.archive(members)


@case("epub/fonts_hidden.epub", "read", has=[PRESPA], parts=1)
def fonts_hidden() -> bytes:
    """Only its fonts are hidden, which the standard allows and which locks nothing."""
    hidden = encryption("http://www.idpf.org/2008/embedding", "OPS/font.otf")
    return epub({"a.xhtml": chapter(PRESPA.text)}, {"META-INF/encryption.xml": hidden, "OPS/font.otf": "OTTO"})


@case("epub/paths_that_lead_out.epub", "either", has=[BEAGLE], hides=HARVEST, reason=DAMAGED + NO_TEXT)
def paths_that_lead_out() -> bytes:
    """Chapters at ../../../../etc/passwd, file:///etc/passwd, ../canary.txt, and an address; and parts that lead
    out."""
    places = (
        "../../../../../../etc/passwd",
        "file:///etc/passwd",
        "/etc/passwd",
        "../canary.txt",
        f"{LISTENER}/epub",
        "a.xhtml",
    )
    items = {f"i{n}": place for n, place in enumerate(places)}
    return epub(
        {"a.xhtml": chapter(BEAGLE.text)}, {"OPS/book.opf": package(items, items), f"../../../../{ESCAPED}": "out"}
    )


@case("epub/container_leads_out.epub", "refused", hides=HARVEST, reason=DAMAGED + NO_TEXT)
def container_leads_out() -> bytes:
    """The container says that the package document is ../../../../etc/passwd."""
    return epub({}, {"META-INF/container.xml": CONTAINER.format("../../../../../../etc/passwd")})


@case("epub/utf16_chapter.epub", "read", has=[HELSINKI], parts=1)
def utf16_chapter() -> bytes:
    """A chapter in UTF-16, which the standard allows."""
    return epub({"a.xhtml": chapter(HELSINKI.text).replace("UTF-8", "UTF-16").encode("utf-16")})


@case("epub/loose_chapter.epub", "either", has=[CONTADORA], reason=DAMAGED)
def loose_chapter() -> bytes:
    """The chapter is HTML that is not well-formed XML, as many books have it."""
    return epub({"a.xhtml": f"<html><body><p>{CONTADORA.text}<br><p>Tea & cake</body>"})


@case("epub/no_container.epub", "either", has=[OSLO], reason=DAMAGED)
def no_container() -> bytes:
    """The container, which says where all begins, is missing."""
    parts = epub_parts({"a.xhtml": chapter(OSLO.text)})
    del parts["META-INF/container.xml"]
    return zips.archive_of(parts, stored_first=True)


@case("epub/pictures_only.epub", "refused", reason=NO_TEXT)
def pictures_only() -> bytes:
    """Pages that are pictures."""
    return epub(
        {
            f"{n}.xhtml": chapter(f'<img src="{n}.png" alt=""/>').replace("<title>Chapter</title>", "<title/>")
            for n in range(3)
        }
    )


@case("epub/chapter_deep.epub", "either", has=[EVIAN], reason=TOO_DEEP + DAMAGED)
def chapter_deep() -> bytes:
    """The second chapter is 100,000 elements deep."""
    deep = "<i>" * 100_000 + "</i>" * 100_000
    return epub({"a.xhtml": chapter(EVIAN.text), "b.xhtml": chapter(deep)})
