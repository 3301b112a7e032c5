"""Web archives and saved pages: a document a page, with where it stood and when it was fetched."""

import gc
import gzip
import io
import time
import warnings
import zlib
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from backchannel.documents import Refused
from backchannel.documents.containers.http_message import parse_response, unchunked
from backchannel.model import Document

from .mails import TEXT, documents, found, refusals

PAGE = (
    f"<html lang=en><head><title>Quiet talks</title></head><body><article><h1>Quiet talks in the café</h1>"
    f"<p>{TEXT}</p><p>{TEXT} And more.</p></article></body></html>"
)
HTML = "text/html; charset=utf-8"


class Crawl:
    """An archive in the making: records one after the other, each compressed by itself or none."""

    def __init__(self, *, packed: bool = True) -> None:
        self._records: list[bytes] = []
        self._packed = packed

    def add(
        self,
        url: str,
        body: bytes,
        content_type: str = HTML,
        status: str = "200 OK",
        day: str = "2019-05-04",
        **fields: str,
    ) -> Self:
        """The answer of a server."""
        named = {"Content-Type": content_type} | {key.replace("_", "-"): value for key, value in fields.items()}
        head = f"HTTP/1.1 {status}\r\n" + "".join(f"{key}: {value}\r\n" for key, value in named.items())
        return self.other("response", url, f"{head}\r\n".encode() + body, "application/http;msgtype=response", day)

    def other(
        self, kind: str, url: str, block: bytes, content_type: str = "text/plain", day: str = "2019-05-04"
    ) -> Self:
        """A record of any kind (ISO 28500, 4)."""
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}T10:00:00Z\r\n"
        record = (
            f"{head}Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
        )
        self._records.append(gzip.compress(record) if self._packed else record)
        return self

    def data(self) -> bytes:
        return b"".join(self._records)


def test_what_another_program_writes_is_read() -> None:
    """warcio's own archives, their header records and digests among them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # of files that the writer leaves open
        buffer = io.BytesIO()
        writer = WARCWriter(buffer, gzip=True)
        writer.write_record(writer.create_warcinfo_record("c.warc.gz", {"software": "x"}))
        headers = StatusAndHeaders("200 OK", [("Content-Type", HTML)], protocol="HTTP/1.1")
        answer = {"payload": io.BytesIO(PAGE.encode()), "http_headers": headers}
        writer.write_record(writer.create_warc_record("https://desk.example/a", "response", **answer))
        del writer
        gc.collect()
    (read,) = documents(buffer.getvalue(), "c.warc.gz")
    assert read.text.startswith("Quiet talks in the café")


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_documents_with_their_address_and_day(packed: bool) -> None:
    """Compressed record by record or not at all; what serves machines is passed over in silence."""
    crawl = (
        Crawl(packed=packed)
        .other("warcinfo", "", b"software: x")
        .add("https://desk.example/a", PAGE.encode())
        .other("request", "https://desk.example/a", b"GET / HTTP/1.1")
        .add("https://desk.example/robots.txt", b"User-agent: *", "text/plain")
        .add("https://desk.example/logo.png", b"\x89PNG", "image/png")
        .add("https://desk.example/x.js", b"evil()", "application/javascript")
        .add("https://desk.example/note.txt", TEXT.encode(), "text/plain")
        .other("resource", "https://desk.example/r", PAGE.encode(), "text/html")
        .other("conversion", "https://desk.example/c", TEXT.encode(), "text/plain")
    )
    read = documents(crawl.data(), "crawl.warc.gz")
    assert [one.name for one in read] == [
        f"crawl.warc.gz#https://desk.example/{one}" for one in ("a", "note.txt", "r", "c")
    ]
    assert read[0].text.startswith("Quiet talks in the café")
    assert (read[0].metadata.url, read[0].metadata.retrieved) == ("https://desk.example/a", "2019-05-04")
    assert (read[0].media_type, read[1].media_type) == ("text/html", "text/plain")


def test_an_archive_compressed_as_one_piece_is_read() -> None:
    """As many are that were compressed afterwards."""
    whole = gzip.compress(
        Crawl(packed=False).add("https://a.example/", PAGE.encode()).add("https://b.example/", PAGE.encode()).data()
    )
    assert len(documents(whole, "crawl.warc.gz")) == 2


def test_a_page_fetched_again_is_another_version_named_by_its_day() -> None:
    """The text of each day is a document of its own."""
    crawl = Crawl().add("https://desk.example/a", PAGE.encode())
    for day in ("2020-06-07", "2021-08-09"):
        crawl.add("https://desk.example/a", PAGE.replace("And more", f"Changed {day}").encode(), day=day)
    read = documents(crawl.data(), "c.warc")
    url = "c.warc#https://desk.example/a"
    assert [(one.name, one.metadata.retrieved) for one in read] == [
        (url, "2019-05-04"), (f"{url}@2020-06-07", "2020-06-07"), (f"{url}@2021-08-09", "2021-08-09"),
    ]  # fmt: skip


def chunked(body: bytes, size: int = 100) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(PAGE.encode()), {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE.encode()), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE.encode())[2:-4], {"Content_Encoding": "deflate"}),
        (chunked(PAGE.encode()), {"Transfer_Encoding": "chunked"}),
        (chunked(gzip.compress(PAGE.encode())), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (PAGE.encode(), {"Transfer_Encoding": "chunked"}),
        (PAGE.encode(), {"Content_Encoding": "gzip"}),
        (PAGE.encode(), {"Content_Encoding": "br"}),
    ],
    ids=["gzip", "zlib", "raw deflate", "chunked", "both", "not chunked", "not packed", "no brotli"],
)
def test_codings_are_undone_and_not_believed(body: bytes, fields: dict[str, str]) -> None:
    """Archives that undid one and kept the field are read too."""
    (read,) = documents(Crawl().add("https://desk.example/a", body, **fields).data(), "c.warc.gz")
    assert "And more." in read.text


@pytest.mark.parametrize("stated", ["", '<meta charset="utf-8">'])
def test_the_servers_charset_counts_where_the_page_states_none_or_another(stated: str) -> None:
    """A page in another encoding than UTF-8 is read by what its server said, unless it is in the one it states."""
    text = PAGE.replace("Quiet talks in the café", "Тихие переговоры").replace("<head>", f"<head>{stated}")
    page = text.encode("cp1251")
    (read,) = documents(Crawl().add("https://a.example/", page, "text/html; charset=windows-1251").data(), "c.warc")
    assert read.text.startswith("Тихие переговоры")


def test_what_was_asked_for_and_did_not_come_is_counted_in_one_line() -> None:
    """Redirects, errors and pages kept elsewhere; a coding that is not known by itself."""
    crawl = (
        Crawl()
        .add("https://a.example/", PAGE.encode())
        .add("https://a.example/old", b"", status="301 Moved Permanently", Location="/")
        .add("https://a.example/no", b"", status="404 Not Found")
        .add("https://a.example/no2", b"", status="404 Not Found")
        .other("revisit", "https://a.example/", b"")
        .add("https://a.example/b", b"\x8b\x02\x80", Content_Encoding="br")
    )
    assert refusals(crawl.data(), "c.warc.gz") == [
        ("c.warc.gz#https://a.example/b", "is packed in a way that is not read here (br); save the page again"),
        (
            "c.warc.gz",
            "holds records without a page in them: 1 answered with 301; 2 answered with 404; "
            "1 fetched again unchanged, and kept elsewhere",
        ),
    ]


def test_bytes_between_records_and_a_stop_within_one_cost_what_they_cost() -> None:
    """Records behind damage are found again, and the damage is named; what came whole before a stop is read."""
    one, two = (Crawl(packed=False).add(f"https://{host}.example/", PAGE.encode()).data() for host in "ab")
    noisy = found(one + b"\r\nnoise\r\nand more\r\n\r\n" + two, "c.warc")
    assert [type(each) for each in noisy] == [Document, Document, Refused]
    assert refusals(one + b"noise\r\n" + two, "c.warc")[0][1].endswith(
        "1 damaged (longer than stated: what follows belongs to no record)"
    )
    everything = found((one + two)[:-200], "c.warc")
    assert [type(each) for each in everything] == [Document, Refused]


def test_pages_made_to_fill_a_machine_end() -> None:
    """In a coding, in a claimed length, in a header without end."""
    bomb = gzip.compress(b"<html>" + b"\0" * 120_000_000)
    start = time.process_time()
    packed = refusals(Crawl().add("https://a.example/", bomb, Content_Encoding="gzip").data(), "c.warc.gz")
    assert any("times its size" in reason or "larger than" in reason or "more than" in reason for _, reason in packed)
    claims = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a/\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1"
    )
    assert refusals(claims, "c.warc")
    assert "header" in refusals(b"WARC/1.0\r\n" + b"X: " + b"y" * 3_000_000, "c.warc")[0][1]
    assert time.process_time() - start < 10


@given(st.binary(max_size=60), st.integers(0, 4_000), st.booleans())
@settings(deadline=None, max_examples=80)
def test_damaged_archives_are_read_or_refused(noise: bytes, at: int, packed: bool) -> None:
    """Noise anywhere costs pages, never an error."""
    data = bytearray(
        Crawl(packed=packed)
        .add("https://a.example/", PAGE.encode())
        .add("https://a.example/2", chunked(PAGE.encode()), Transfer_Encoding="chunked")
        .data()
    )
    at %= len(data)
    data[at : at + len(noise)] = noise
    for one in found(bytes(data), "c.warc.gz"):
        assert one.reason if isinstance(one, Refused) else one.text.strip()


@given(st.binary(max_size=300), st.integers(1, 50))
def test_chunks_are_put_together(body: bytes, size: int) -> None:
    """Whatever the body and however it was cut."""
    assert unchunked(chunked(body, size)) == body


def test_heads_of_any_kind_are_parted_from_bodies() -> None:
    """Line ends of either kind, no status, no fields."""
    response = parse_response(b"HTTP/1.1 200 OK\nContent-Type: Text/HTML; Charset='KOI8-R'\n\nbody\r\n\r\nmore")
    assert response is not None
    assert (response.status, response.media_type, response.charset) == (200, "text/html", "koi8-r")
    assert response.body == b"body\r\n\r\nmore"
    assert parse_response(b"no head") is None
    bare = parse_response(b"HTTP/1.1")
    assert bare is not None
    assert bare.status == 0


SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://desk.example/a
Subject: Quiet talks
Date: Tue, 3 May 2011 23:15:00 -0500
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: 8bit
Content-Location: https://desk.example/a

{PAGE}
--b
Content-Type: text/css
Content-Location: https://desk.example/x.css

p {{}}
--b--
"""


@pytest.mark.parametrize("name", ["page.mhtml", "page.mht", "page"])
def test_a_saved_page_is_read_as_a_page(name: str) -> None:
    """It is no mail, though it is made like one."""
    (read,) = documents(SAVED.encode(), name)
    assert read.name == name
    assert read.text.startswith("Quiet talks in the café")
    assert (read.metadata.url, read.metadata.retrieved) == ("https://desk.example/a", "2011-05-03")
