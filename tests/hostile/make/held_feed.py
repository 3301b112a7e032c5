"""Saved feeds: the held half."""

from __future__ import annotations

from html import escape

from tests.hostile.make.feeds import TAGS, item, rss
from tests.hostile.make.office import laughs, outside, quadratic
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    CAMP_DAVID,
    DAMAGED,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    LAUGHTER,
    LISTENER,
    MUSCAT,
    NO_ENTITIES,
    NO_TEXT,
    OSLO,
    PEKING,
    PRESPA,
    REYKJAVIK,
    TOO_DEEP,
    TRIESTE,
)


@case("feed/content_beside_summary.rss", "read", has=[HAVANA], hides=TAGS, parts=1)
def content_beside_summary() -> bytes:
    """A short description, and the whole text in content:encoded, escaped."""
    whole = f"<content:encoded>{escape(f'<p>{HAVANA.text}</p>')}</content:encoded>"
    return rss(item(1, "They met without telling.", whole)).encode()


@case("feed/rdf.rdf", "read", has=[REYKJAVIK], hides=TAGS)
def rdf() -> bytes:
    """RSS 1.0: items stand beside the channel, not in it."""
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="http://x/"><title>News</title><link>http://x/</link><description>Talks</description></channel>'
        f'<item rdf:about="http://x/1"><title>Talks</title><link>http://x/1</link><description>{REYKJAVIK.text}</description></item>'
        "</rdf:RDF>"
    ).encode()


@case("feed/billion_laughs.xml", "either", has=[CAMP_DAVID], hides=[LAUGHTER], reason=NO_ENTITIES)
def billion_laughs() -> bytes:
    """Entities that multiply to a billion words."""
    return rss(item(1, CAMP_DAVID.text), item(2, "&l9;"), doctype=laughs("rss")).encode()


@case("feed/quadratic.xml", "either", has=[PRESPA], hides=[LAUGHTER], reason=NO_ENTITIES)
def quadratic_entities() -> bytes:
    """One entity of 100,000 letters, used 20,000 times."""
    return rss(item(1, PRESPA.text), item(2, "&q;" * 20_000), doctype=quadratic("rss")).encode()


@case("feed/entities_outside.xml", "either", has=[TRIESTE], hides=HARVEST, reason=NO_ENTITIES)
def entities_outside() -> bytes:
    """Entities name the list of users, a file beside, and an address; so does the DTD."""
    return rss(item(1, TRIESTE.text), item(2, "&file;&near;&net;"), doctype=outside("rss", LISTENER)).encode()


@case("feed/entities_of_html.xml", "either", has=[GOOD_FRIDAY], reason=DAMAGED + NO_ENTITIES)
def entities_of_html() -> bytes:
    """It uses &nbsp; and &eacute;, which XML does not know, and a bare &; many feeds do."""
    return rss(item(1, f"Caf&eacute;&nbsp;& bar. {GOOD_FRIDAY.text}")).encode()


@case("feed/cut_off.xml", "either", has=[PEKING], reason=DAMAGED, say=True)
def cut_off() -> bytes:
    """It ends within the second item."""
    whole = rss(item(1, PEKING.text), item(2, OSLO.text)).encode()
    return whole[: whole.index(b"stayed unknown")]


@case("feed/deep_escaped.xml", "either", has=[MUSCAT], reason=TOO_DEEP + DAMAGED)
def deep_escaped() -> bytes:
    """The second item's HTML, well escaped, is 100,000 elements deep."""
    return rss(item(1, MUSCAT.text), item(2, escape("<div>" * 100_000))).encode()


@case("feed/no_items.xml", "refused", reason=NO_TEXT)
def no_items() -> bytes:
    """A feed without an item."""
    return rss().encode()


@case("feed/empty.rss", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""


@case("feed/titles_that_steer.xml", "read", has=[REYKJAVIK], hides=["\x1b[2J"], parts=1)
def titles_that_steer() -> bytes:
    """The identity is a path out of any folder, the title holds a change of direction and markup, both at length."""
    made = item(1, REYKJAVIK.text).replace("<guid>1<", f"<guid>../../../../x\u202e{'y' * 5_000}<")
    return rss(made.replace("Talks, 1", "\u202e&lt;script&gt;alert(1)&lt;/script&gt;\u0085" + "z" * 5_000)).encode()
