"""Saved feeds: a document an entry, in every dialect, and none of what hostile XML asks for."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.documents import Refused

from .mails import TEXT, documents, found, kinds, refusals

BODY = f"<p>{TEXT}</p><h2>After</h2><blockquote>So be it.</blockquote><script>evil()</script><p hidden>Unseen</p>"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Desk &amp; Co</title><link>https://desk.example/</link><language>en-us</language>
<item><title>Quiet talks &amp;amp; more</title><link>https://desk.example/1</link><guid isPermaLink="false">g-1</guid>
<dc:creator>Ann Example</dc:creator><pubDate>Tue, 03 May 2011 23:15:00 -0500</pubDate>
<description>In short.</description><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>Only a headline</title><link>https://desk.example/2</link></item>
</channel></rss>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://desk.example/"><title>The Desk &amp; Co</title>
</channel><item rdf:about="g-1"><title>Quiet talks &amp; more</title><link>https://desk.example/1</link>
<dc:creator>Ann Example</dc:creator><dc:date>2011-05-03T23:15:00-05:00</dc:date>
<description>{TEXT}</description></item></rdf:RDF>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Desk &amp; Co</title><entry>
<title type="html">Quiet talks &amp;amp; more</title><id>g-1</id><link href="https://desk.example/1"/><published>2011-05-03T23:15:00-05:00</published>
<author><name>Ann Example</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div>
</content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Desk & Co",
        "items": [
            {
                "id": "g-1",
                "url": "https://desk.example/1",
                "title": "Quiet talks & more",
                "content_html": BODY,
                "date_published": "2011-05-03T23:15:00-05:00",
                "authors": [{"name": "Ann Example"}],
            }
        ],
    }
)


@pytest.mark.parametrize("feed", [RSS, RDF, ATOM, JSON], ids=["rss", "rdf", "atom", "json"])
def test_every_dialect_says_the_same(feed: str) -> None:
    """Headline, author, paper, day in its own zone, address; named by the entry's own id."""
    read = documents(feed.encode(), "feed.xml" if feed != JSON else "feed.json")[0]
    said = read.metadata
    assert read.name.endswith("#g-1")
    assert (said.title, said.author, said.publisher) == ("Quiet talks & more", "Ann Example", "The Desk & Co")
    assert said.url == "https://desk.example/1"
    assert said.date is not None
    assert (said.date.start, said.date.reason) == ("2011-05-03", "stated in the feed")
    assert kinds(read)[:2] == [("title", "Quiet talks & more"), ("paragraph", TEXT)]


def test_an_entry_is_its_words_as_they_are_seen() -> None:
    """The fullest version of them, without scripts and what is hidden; a headline alone is a text too."""
    read, headline = documents(RSS.encode(), "feed.xml")
    assert kinds(read)[2:] == [("heading", "After"), ("quotation", "So be it.")]
    assert headline.text == "Only a headline"
    assert headline.name == "feed.xml#https://desk.example/2"


def test_the_same_entry_saved_twice_is_one_document() -> None:
    """Its identity is that of what the feed says of it, not of the feed."""
    later = RSS.replace("<item><title>Only", "<item><title>New</title></item><item><title>Only")
    assert documents(later.encode(), "feed.xml")[0].id == documents(RSS.encode(), "feed.xml")[0].id


@pytest.mark.parametrize(
    "feed",
    [
        RSS.replace("&amp; Co", "& Co").encode(),
        RSS.replace("Quiet", "Qui\u00eb\u00e9t&nbsp;").replace("utf-8", "iso-8859-1").encode("latin-1"),
        RSS.encode("utf-16"),
        b"\xef\xbb\xbf\n" + RSS.encode(),
        RSS.replace(
            "<rss", "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://a.invalid/rss.dtd'><rss"
        ).encode(),
    ],
    ids=["ampersand", "latin-1", "utf-16", "mark", "doctype"],
)
def test_feeds_that_are_not_well_formed_are_read(feed: bytes) -> None:
    """As browsers and readers of feeds have always done."""
    read = documents(feed.replace(b'encoding="utf-8"', b"") if feed[:2] == b"\xff\xfe" else feed, "feed.xml")
    assert read[0].metadata.author == "Ann Example"
    assert TEXT in read[0].text


def test_a_feed_that_breaks_off_says_so() -> None:
    """What came is read, and one line says that something did not."""
    whole = RSS.replace("<item><title>Only", f"<item><title>Second</title><description>{TEXT}").encode()
    everything = found(whole[: whole.index(b"told nobody", whole.index(b"Second"))], "feed.xml")
    assert [one for one in everything if not isinstance(one, Refused)]
    (lost,) = [one for one in everything if isinstance(one, Refused)]
    assert "not well-formed" in lost.reason and "missing" in lost.reason


def test_entities_are_never_expanded_and_nothing_is_fetched() -> None:
    """Laughs by the billion and files of the machine are refused before anything reads them."""
    for entity in ('<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "lol">'):
        feed = RSS.replace("<rss", f"<!DOCTYPE rss [{entity}]><rss").replace("In short.", "&x;")
        assert "entities" in refusals(feed.encode(), "feed.xml")[0][1]


@pytest.mark.parametrize(
    "data",
    [
        b"<rss version='2.0'><channel>" + b"<a>" * 300_000,
        b"<rss version='2.0'><channel>" + b"<" * 300_000,
        b"<rss version='2.0'><channel><item><description><![CDATA[" * 10_000,
        b"<rss version='2.0'><channel><title>" + b"&a" * 200_000,
        b"<rss version='2.0'><channel><item><description>"
        + b"&lt;div&gt;" * 100_000
        + b"</description></item></channel></rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<entry/>" * 60_000 + b"</feed>",
        b"<!--" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": [' + b"[" * 100_000,
    ],
    ids=["deep", "broken", "cdata", "entities", "nested html", "empty", "comments", "json"],
)
def test_hostile_feeds_end(data: bytes) -> None:
    """In seconds, with a reason."""
    start = time.process_time()
    everything = found(data, "feed.xml")
    assert time.process_time() - start < 15
    assert all(isinstance(one, Refused) for one in everything)


@given(st.binary(max_size=40), st.integers(0, 2_000), st.sampled_from([RSS, RDF, ATOM, JSON]))
@settings(deadline=None, max_examples=80)
def test_damaged_feeds_are_read_or_refused(noise: bytes, at: int, feed: str) -> None:
    """Noise anywhere costs words, never an error."""
    data = bytearray(feed.encode())
    data[at : at + len(noise)] = noise
    for one in found(bytes(data), "feed.xml"):
        assert one.reason if isinstance(one, Refused) else one.text.strip()
