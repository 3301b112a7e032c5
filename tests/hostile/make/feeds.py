"""Feeds written by hand (RSS 2.0)."""

from __future__ import annotations

TAGS = ("<p>", "<![CDATA[", "<item")


def rss(*items: str, doctype: str = "", head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """A feed of items (RSS 2.0)."""
    return (
        f'{head}{doctype}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>'
        f"<link>http://news.example.org/</link><description>News of talks</description>{''.join(items)}</channel></rss>"
    )


def item(number: int, inside: str, more: str = "") -> str:
    """An item; ``inside`` as it is to stand in the description."""
    return (
        f"<item><title>Talks, {number}</title><link>http://news.example.org/{number}</link><guid>{number}</guid>"
        f"<pubDate>Tue, 14 Mar 2017 09:30:00 GMT</pubDate><description>{inside}</description>{more}</item>"
    )
