"""Web archives (WARC, ISO 28500): a document a page, named by its address, with the day on which it was fetched.

warcio was tried and is not used: it unpacks a chunk of a page without limit, reads header lines of any length, writes
warnings of its own on standard error, and stops in an archive that was compressed as one piece.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from backchannel.documents.allowance import Allowance, Exhausted
from backchannel.documents.containers.http_message import Response, content, parse_response
from backchannel.documents.decoding import MAX_BYTES
from backchannel.documents.extracted import Item, Part, Refused
from backchannel.documents.kinds import looks_like_html
from backchannel.documents.names import Names, shown
from backchannel.documents.recoding import recoded
from backchannel.errors import DocumentError

LABEL = "WARC"
MEDIA_TYPE = "application/warc"
SUFFIXES = frozenset({".warc"})

_LONGEST_LINE = 65_536
_LONGEST_HEAD = 1 << 20
_PIECE = 1 << 20
_VERSION = re.compile(rb"WARC/\d\.\d")
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = frozenset({"text/plain", "text/markdown"})
_OTHER = frozenset(
    {
        "application/pdf", "application/x-pdf", "application/msword", "application/rtf", "text/rtf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text", "application/epub+zip",
    }
)  # fmt: skip
_UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown"})
_OF_ROBOTS = frozenset({"robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "llms.txt"})
_DAMAGED = "damaged"  # no type of the standard's, nor is the next
_STRAY = "stray"
_PAGES = ("response", "resource", "conversion")


class Record(NamedTuple):
    """One record's fields (names in small letters) and block; None where the block was too large to be taken."""

    fields: dict[str, str]
    block: bytes | None

    @property
    def kind(self) -> str:
        """What the record is: a response, a resource, a revisit, a request, or another."""
        return self.fields.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        """The address that it is of; older writers put it in angle brackets."""
        return self.fields.get("warc-target-uri", "").strip("<> ")

    @property
    def day(self) -> str:
        """The day on which it was fetched."""
        return self.fields.get("warc-date", "")[:10]


def recognises(head: bytes, tail: bytes, name: str) -> bool:
    """Whether the bytes begin with a record's version."""
    return bool(_VERSION.match(head.lstrip()))


def parts(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Item]:
    """The pages in order; what was asked for and did not come is counted in one line at the end.

    Raises ``DocumentError`` where the archive is damaged, behind what could be read.
    """
    names = Names()
    missed: Counter[str] = Counter()
    for record in _records(stream, name):
        if record.kind == "revisit":
            missed["fetched again unchanged, and kept elsewhere"] += 1
        elif record.kind == _DAMAGED:
            missed["damaged (no length stated)"] += 1
        elif record.kind == _STRAY:
            missed["damaged (longer than stated: what follows belongs to no record)"] += 1
        elif record.kind in _PAGES:
            item = _page(record, name, names, allowance, missed)
            if item is not None:
                yield item
    if missed:
        counted = "; ".join(f"{count} {what}" for what, count in sorted(missed.items()))
        yield Refused(name, f"holds records without a page in them: {counted}")


def _page(record: Record, name: str, names: Names, allowance: Allowance, missed: Counter[str]) -> Item | None:
    """The page of a record as a part; None for what is none, told in ``missed`` where somebody may look for it."""
    if record.block is None:
        missed[f"of more than {MAX_BYTES // 2**20} MiB"] += 1
        return None
    response = parse_response(record.block) if record.kind == "response" else None
    if response is None:
        response = Response(200, {"content-type": record.fields.get("content-type", "")}, record.block)
    if response.status != 200:
        missed[f"answered with {response.status or 'no status'}"] += 1
        return None
    if not _is_read(response, record.url):
        return None
    named = _named(record, name, names)
    try:
        return _part(named, record, response, content(response, named, allowance))
    except Exhausted:
        raise
    except DocumentError as error:
        return Refused(named, error.reason)


def _is_read(response: Response, url: str) -> bool:
    if not url.lower().startswith(("http:", "https:", "urn:", "file:", "ftp:")):
        return False  # names looked up (dns:), screenshots and logs of crawlers
    path = urlsplit(url[:4_000].replace("[", "").replace("]", "")).path
    if path.rpartition("/")[2].lower() in _OF_ROBOTS:
        return False
    known = response.media_type in _HTML | _TEXT | _OTHER
    return known or (response.media_type in _UNTOLD and _tells_itself(response.body))


def _tells_itself(body: bytes) -> bool:
    return looks_like_html(body[:4_096]) or body.startswith(b"%PDF-")


def _named(record: Record, name: str, names: Names) -> str:
    """The archive's name and the page's address; where that was fetched before, also the day."""
    own = f"{name}#{shown(record.url, 400)}"
    return names.unique(own if names.is_free(own) else f"{own}@{record.day}", keep_suffix=False)


def _part(named: str, record: Record, response: Response, body: bytes) -> Item | None:
    if not body.strip():
        return None
    # What the record says of the page goes before what the page says of itself, as a sidecar does.
    beside = json.dumps({"url": record.url, "retrieved": record.day}).encode()
    is_html = response.media_type in _HTML or looks_like_html(body[:4_096])
    if is_html:
        return Part(named, recoded(body, response.charset), sidecar=beside, media_type="text/html")
    if response.media_type in _TEXT:
        return Part(named, recoded(body, response.charset), sidecar=beside, media_type="text/plain")
    return Part(named, body, sidecar=beside)


def _records(stream: BinaryIO, name: str) -> Iterator[Record]:
    """The records; between them bytes that belong to none are passed over, once told for each stretch."""
    stray = False
    while True:
        line = stream.readline(_LONGEST_LINE)
        if not line:
            return
        if not _VERSION.match(line):
            if line.strip() and not stray:
                stray = True
                yield Record({"warc-type": _STRAY}, None)
            continue
        stray = False
        fields = _fields(stream, name)
        stated = fields.get("content-length", "")
        if not re.fullmatch(r"\d{1,15}", stated):
            yield Record({"warc-type": _DAMAGED}, None)
            continue
        yield _record(stream, fields, int(stated), name)


def _fields(stream: BinaryIO, name: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    last, size = "", 0
    while line := stream.readline(_LONGEST_LINE):
        size += len(line)
        if size > _LONGEST_HEAD:
            raise DocumentError(name, f"is damaged: a record has a header of more than {_LONGEST_HEAD // 2**20} MiB")
        words = line.decode("utf-8", "replace").rstrip("\r\n")
        if not words.strip():
            break
        if words[0] in " \t" and last:
            fields[last] += words
            continue
        key, _, value = words.partition(":")
        last = key.strip().lower()
        fields.setdefault(last, value.strip())
    return fields


def _record(stream: BinaryIO, fields: dict[str, str], length: int, name: str) -> Record:
    wanted = fields.get("warc-type", "").lower() in _PAGES
    if wanted and length <= MAX_BYTES + _LONGEST_HEAD:
        block = stream.read(length)
        if len(block) < length:
            raise DocumentError(name, "is damaged: it stops within a record")
        return Record(fields, block)
    left = length
    while left and (piece := stream.read(min(_PIECE, left))):
        left -= len(piece)
    return Record(fields, None)
