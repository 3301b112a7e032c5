"""Web archives: the open half."""

from __future__ import annotations

import gzip
import zlib

from tests.hostile.make import bombs
from tests.hostile.make.registry import case
from tests.hostile.make.warcs import answer, info, page, pages, record
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    CONTADORA,
    DAMAGED,
    DAYTON,
    EVIAN,
    GOOD_FRIDAY,
    HAVANA,
    HELSINKI,
    INDUS,
    LISTENER,
    MUSCAT,
    OSLO,
    PARIS,
    PEKING,
    REYKJAVIK,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("warc/each_record_packed.warc.gz", "read", has=[HAVANA, MUSCAT], parts=2)
def each_record_packed() -> bytes:
    """Each record is a gzip member of its own, as the standard advises."""
    return b"".join(map(bombs.gzipped, [info(), *pages(HAVANA.text, MUSCAT.text)]))


@case("warc/packed_as_one.warc.gz", "either", has=[INDUS, PARIS], parts=2, reason=DAMAGED + UNKNOWN)
def packed_as_one() -> bytes:
    """The whole file is one gzip member, as a user's gzip makes it; the standard advises against it."""
    return bombs.gzipped(b"".join([info(), *pages(INDUS.text, PARIS.text)]))


@case("warc/length_missing.warc", "either", has=[PEKING], reason=DAMAGED, say=True)
def length_missing() -> bytes:
    """The second record claims nothing."""
    return pages(PEKING.text)[0] + record(2, answer(page(BEAGLE.text)), length=None)


@case("warc/gzip_cut_off.warc.gz", "either", has=[HELSINKI], reason=DAMAGED, say=True)
def gzip_cut_off() -> bytes:
    """The second gzip member ends in its middle."""
    packed = [bombs.gzipped(one) for one in pages(HELSINKI.text, CONTADORA.text)]
    return packed[0] + packed[1][:200]


@case("warc/gzip_bomb.warc.gz", "either", has=[HAVANA], reason=TOO_MUCH, big=True)
def gzip_bomb() -> bytes:
    """After a page a record whose block expands to ten gigabytes, as its header truly says."""
    head = f"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {10_000 << 20}\r\n\r\n"
    return bombs.gzipped(pages(HAVANA.text)[0]) + bombs.gzip_bomb(head.encode(), 10_000)


@case("warc/answer_is_a_bomb.warc", "either", has=[MUSCAT], reason=TOO_MUCH)
def answer_is_a_bomb() -> bytes:
    """The second page came packed, and expands to four gigabytes."""
    packed = bombs.gzip_bomb(b"<html><body><p>", 4_000)
    return pages(MUSCAT.text)[0] + record(2, answer(packed, more="Content-Encoding: gzip\r\n"))


@case("warc/answer_packed_often.warc", "either", has=[INDUS], reason=TOO_MUCH + DAMAGED)
def answer_packed_often() -> bytes:
    """The second page says it was packed fifty times, and was."""
    body = page(PARIS.text)
    for _ in range(50):
        body = gzip.compress(body, mtime=0)
    return pages(INDUS.text)[0] + record(2, answer(body, more=f"Content-Encoding: {', '.join(['gzip'] * 50)}\r\n"))


@case("warc/packings.warc", "read", has=[REYKJAVIK, BEAGLE, TRIESTE])
def packings() -> bytes:
    """Three pages as web servers send them: gzip, deflate, and in chunks."""
    body = page(TRIESTE.text)
    chunked = b"".join(
        b"%x;note=1\r\n%s\r\n" % (len(body[n : n + 90]), body[n : n + 90]) for n in range(0, len(body), 90)
    )
    return b"".join(
        (
            record(1, answer(gzip.compress(page(REYKJAVIK.text), mtime=0), more="Content-Encoding: gzip\r\n")),
            record(2, answer(zlib.compress(page(BEAGLE.text)), more="Content-Encoding: deflate\r\n")),
            record(3, answer(chunked + b"0\r\n\r\n", more="Transfer-Encoding: chunked\r\n")),
        )
    )


@case("warc/headers_of_10_megabytes.warc", "either", has=[ALGIERS], reason=TOO_MUCH + DAMAGED, big=True)
def headers_of_10_megabytes() -> bytes:
    """The second record has 300,000 headers, the third a line of ten megabytes without an end."""
    many = "".join(f"X-{n}: a\r\n continued\r\n" for n in range(300_000))
    first = pages(ALGIERS.text)[0]
    return first + record(2, answer(page(DAYTON.text)), more=many) + b"WARC/1.0\r\nX: " + b"y" * 10_000_000


@case("warc/page_that_fetches.warc", "read", has=[CONTADORA], hides=["alert(1)"], parts=1)
def page_that_fetches() -> bytes:
    """A page with a refresh, a base and scripts at an address; nothing is fetched."""
    head = f'<base href="{LISTENER}/"><meta http-equiv="refresh" content="0;url={LISTENER}/w">'
    return record(1, answer(page(CONTADORA.text, head=f'{head}<script src="x">alert(1)</script>')))


@case("warc/refers_to_itself.warc", "read", has=[GOOD_FRIDAY], parts=1)
def refers_to_itself() -> bytes:
    """Records that say they repeat, are part of, and were split from themselves and each other."""
    revisit = "WARC-Refers-To: <urn:uuid:00000000-0000-4000-8000-000000000002>\r\nWARC-Segment-Number: 2\r\n"
    again = record(2, b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit", more=revisit)
    return pages(GOOD_FRIDAY.text)[0] + again + record(3, b"", kind="continuation", more=revisit)


@case("warc/version_unknown.warc", "either", has=[HELSINKI], reason=UNKNOWN + DAMAGED)
def version_unknown() -> bytes:
    """It is of the version 99.7."""
    return record(1, answer(page(HELSINKI.text)), version="WARC/99.7")


@case("warc/resource_and_conversion.warc", "read", has=[EVIAN, OSLO], parts=2)
def resource_and_conversion() -> bytes:
    """Records without an answer around them: a text as it was, and the text taken out of a page."""
    first = record(1, EVIAN.text.encode(), kind="resource", media="text/plain")
    return info() + first + record(2, OSLO.text.encode(), kind="conversion", media="text/plain")


@case("warc/records_200000.warc", "either", has=[INDUS], reason=TOO_MUCH, big=True)
def records_200000() -> bytes:
    """Two hundred thousand records of nothing after a page."""
    nothing = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    return pages(INDUS.text)[0] + nothing * 200_000
