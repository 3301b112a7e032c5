"""Pages that a browser saved with all that belongs to them (MHTML, RFC 2557): the page, read as HTML is."""

from __future__ import annotations

import email.message
import re
from collections.abc import Iterator

from backchannel.documents.allowance import Allowance
from backchannel.documents.assemble import over
from backchannel.documents.extracted import Extracted
from backchannel.documents.formats import html
from backchannel.documents.kinds import suffix
from backchannel.documents.mail.message import day, header, parse
from backchannel.documents.recoding import recoded
from backchannel.errors import DocumentError
from backchannel.model import Metadata

LABEL = "MHTML"
MEDIA_TYPE = "multipart/related"
SUFFIXES = frozenset({".mht", ".mhtml"})

_SAVED = re.compile(rb"(?im)^(?:From: <Saved by|Snapshot-Content-Location:|X-MimeOLE: Produced By .{0,40}MimeOLE)")
_RELATED = re.compile(rb"(?im)^Content-Type:\s{0,20}multipart/related")


def recognises(data: bytes, name: str) -> bool:
    """Whether the name says so, or the header that a browser saved it."""
    top = data[:8_192].split(b"\r\n\r\n", 1)[0].split(b"\n\n", 1)[0]
    return suffix(name) in SUFFIXES or bool(_RELATED.search(top) and _SAVED.search(top))


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Extracted]:
    """The article of the page; raises ``DocumentError`` where there is none."""
    message = parse(data.lstrip(), name)
    page = _page(message)
    if page is None:
        raise DocumentError(name, "is a saved page without a page in it")
    payload = page.get_payload(decode=True)
    body = recoded(payload if isinstance(payload, bytes) else b"", page.get_content_charset())
    url = header(message, "snapshot-content-location") or header(page, "content-location")
    said = Metadata(url=url if url and url.startswith(("http://", "https://")) else None)
    said = over(said, Metadata(retrieved=day(header(message, "date"))))
    for extracted in html.extract(body, name, allowance):
        yield extracted._replace(data=data, metadata=over(said, extracted.metadata))


def _page(message: email.message.Message) -> email.message.Message | None:
    """The first part that is HTML: browsers put the page itself before what it shows."""
    return next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
