"""HTML: the held half."""

from __future__ import annotations

from tests.hostile.make.registry import case
from tests.hostile.make.tables import TAGS, page
from tests.hostile.make.words import (
    CAMP_DAVID,
    DAMAGED,
    EVIAN,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    HELSINKI,
    LISTENER,
    NO_TEXT,
    OSLO,
    REYKJAVIK,
    TOO_DEEP,
    TOO_MUCH,
    UNKNOWN,
)


@case("html/divs_100000_deep.html", "either", has=[OSLO], reason=TOO_DEEP + DAMAGED)
def divs_100000_deep() -> bytes:
    """A hundred thousand divisions within each other."""
    return page(OSLO, "<div>" * 100_000).encode()


@case("html/tables_5000_deep.html", "either", has=[EVIAN], reason=TOO_DEEP + DAMAGED)
def tables_5000_deep() -> bytes:
    """Five thousand tables, each in a cell of the one before."""
    return page(EVIAN, "<table><tr><td>" * 5_000).encode()


@case("html/formatting_never_closed.html", "either", has=[HAVANA], reason=TOO_DEEP + TOO_MUCH + DAMAGED)
def formatting_never_closed() -> bytes:
    """Bold, links and fonts that overlap and never close: a browser's algorithm copies them into every paragraph."""
    return page(HAVANA, "<p><b><a href=x><i><font size=1>" * 3_000 + "<p>" * 3_000).encode()


@case("html/meta_says_utf16.html", "read", has=[REYKJAVIK], hides=TAGS, parts=1)
def meta_says_utf16() -> bytes:
    """Its meta says UTF-16, which a page whose meta can be read cannot be."""
    return page(REYKJAVIK, head='<meta charset="utf-16">').encode()


@case("html/koi8r.html", "read", has=[CAMP_DAVID, "Громыко"], parts=1)
def koi8r() -> bytes:
    """KOI8-R, as its meta says."""
    return page(CAMP_DAVID, "<p>The name Громыко was on the list.</p>", head='<meta charset="koi8-r">').encode("koi8-r")


@case(
    "html/doctype_entities.xhtml",
    "either",
    has=[GOOD_FRIDAY],
    hides=[*HARVEST, "hush " * 1_000],
    reason=DAMAGED + TOO_MUCH,
)
def doctype_entities() -> bytes:
    """XHTML whose document type declares entities that multiply, and one that names the list of users."""
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    kind = f'<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY l0 "hush ">{steps}]>'
    body = f"<p>{GOOD_FRIDAY.text}</p><p>&f;&l9;</p>"
    return f'<?xml version="1.0"?>{kind}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{body}</body></html>'.encode()


@case("html/cut_in_tag.html", "read", has=[HELSINKI], parts=1)
def cut_in_tag() -> bytes:
    """It ends in the middle of a tag's attribute."""
    return page(HELSINKI, '<p>More was said. <a href="http://').partition("http://")[0].encode()


@case("html/frames_only.html", "refused", reason=NO_TEXT)
def frames_only() -> bytes:
    """Frames and nothing in them."""
    frames = f'<frameset cols="50%,50%"><frame src="{LISTENER}/a"><frame src="b.html"></frameset>'
    return f"<html><head><title></title></head>{frames}</html>".encode()


@case("html/markup_in_words.html", "read", has=[OSLO, "<script>alert(1)</script>"], parts=1)
def markup_in_words() -> bytes:
    """Escaped markup is words, and is kept as words."""
    return page(OSLO, "<p>They wrote &lt;script&gt;alert(1)&lt;/script&gt; under the second draft of it.</p>").encode()


@case("html/bare_words.html", "read", has=[HAVANA], parts=1)
def bare_words() -> bytes:
    """Under the name of a page a text without any tag."""
    return HAVANA.text.encode()


@case("html/program.html", "refused", reason=UNKNOWN + DAMAGED + NO_TEXT)
def program() -> bytes:
    """A program under the name of a page."""
    return b"\x7fELF\x02\x01\x01" + bytes((n * n * 31 + n) % 256 for n in range(20_000))


@case("html/empty.html", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""
