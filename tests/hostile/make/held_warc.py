"""Web archives: the held half."""

from __future__ import annotations

from tests.hostile.make import bombs
from tests.hostile.make.registry import case
from tests.hostile.make.warcs import answer, info, page, pages, record
from tests.hostile.make.words import (
    ALGIERS,
    ALL,
    BEAGLE,
    CAMP_DAVID,
    DAMAGED,
    DAYTON,
    ESCAPED,
    EVIAN,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PEKING,
    PRESPA,
    REYKJAVIK,
    TASHKENT,
    TOO_MUCH,
    TRIESTE,
)

PLUMBING = ("HTTP/1.1", "WARC-Type")


@case("warc/two_pages.warc", "read", has=[OSLO, EVIAN], hides=[*PLUMBING, "GET /1"], parts=2)
def two_pages() -> bytes:
    """An ordinary archive: what was asked, a picture, a robots.txt and metadata are no documents, two pages are."""
    asked = record(7, b"GET /1 HTTP/1.1\r\nHost: x\r\n\r\n", kind="request", media="application/http; msgtype=request")
    about = record(8, b"fetchTimeMs: 7\r\n", kind="metadata", media="application/warc-fields")
    picture = record(9, answer(b"\x89PNG\r\n\x1a\n" + bytes(400), "image/png"))
    return b"".join([info(), asked, about, picture, *pages(OSLO.text, EVIAN.text)])


@case("warc/length_too_long.warc", "either", has=[TASHKENT], reason=DAMAGED, say=True)
def length_too_long() -> bytes:
    """The second record claims 5,000 bytes more than there are."""
    block = answer(page(REYKJAVIK.text))
    return pages(TASHKENT.text)[0] + record(2, block, length=str(len(block) + 5_000))


@case("warc/length_too_short.warc", "either", has=[CAMP_DAVID], reason=DAMAGED, say=True)
def length_too_short() -> bytes:
    """The second of three records claims 60 bytes, so that the rest of it stands where a record should begin."""
    first, last = pages(CAMP_DAVID.text, TRIESTE.text)
    return first + record(2, answer(page(PRESPA.text)), length="60") + last


@case("warc/length_negative.warc", "either", has=[ALGIERS], reason=DAMAGED, say=True)
def length_negative() -> bytes:
    """The second record claims -1 bytes: who goes back by as many never ends."""
    return pages(ALGIERS.text)[0] + record(2, answer(page(BEAGLE.text)), length="-1")


@case("warc/length_huge.warc", "either", has=[DAYTON], reason=DAMAGED + TOO_MUCH, say=True)
def length_huge() -> bytes:
    """The second record claims an exabyte."""
    return pages(DAYTON.text)[0] + record(2, answer(page(BEAGLE.text)), length="1000000000000000000")


@case("warc/length_of_digits.warc", "either", has=[GOOD_FRIDAY], reason=DAMAGED + TOO_MUCH, say=True)
def length_of_digits() -> bytes:
    """The second record claims a length of 10,000 digits, which Python would not even make a number of."""
    return pages(GOOD_FRIDAY.text)[0] + record(2, answer(page(BEAGLE.text)), length="9" * 10_000)


@case("warc/gzip_noise_between.warc.gz", "either", has=[OSLO], reason=DAMAGED, say=True)
def gzip_noise_between() -> bytes:
    """Between two gzip members stands noise, and the second one's checksum is wrong."""
    packed = [bombs.gzipped(one) for one in pages(OSLO.text, EVIAN.text)]
    return packed[0] + b"noise" * 20 + packed[1][:-8] + bytes(8)


@case("warc/packings_lie.warc", "read", has=[PRESPA])
def packings_lie() -> bytes:
    """Pages that say gzip, br and chunked and are none of it, or chunks of -1 and FFFFFFFFFFFFFFFF bytes; the last
    is sound."""
    body = page("hush " * 40)
    lies = ("Content-Encoding: gzip", "Content-Encoding: br", "Transfer-Encoding: chunked", "Content-Encoding: ../../x")
    made = [record(n, answer(body, more=f"{lie}\r\n")) for n, lie in enumerate(lies, 10)]
    chunks = [
        record(n, answer(size + b"\r\nhush", more="Transfer-Encoding: chunked\r\n"))
        for n, size in enumerate((b"-1", b"F" * 16, b"9" * 9_000), 20)
    ]
    return b"".join([*made, *chunks, *pages(PRESPA.text)])


@case("warc/addresses_of_files.warc", "read", has=[CAMP_DAVID], hides=HARVEST)
def addresses_of_files() -> bytes:
    """The addresses of its pages are files here, lead out of any folder, hold escapes, or have 5,000 letters."""
    places = (
        "file:///etc/passwd",
        f"../../../../{ESCAPED}",
        "http://x/\x1b[2J",
        "http://x/" + "y" * 5_000,
        "javascript:alert(1)",
        "",
    )
    made = [
        record(n, answer(page(f"Note {n}. {p.text}")), uri=place)
        for n, (place, p) in enumerate(zip(places, ALL[4:], strict=False), 30)
    ]
    return b"".join([*made, *pages(CAMP_DAVID.text)])


@case("warc/lines_of_unix.warc", "read", has=[PEKING], parts=1)
def lines_of_unix() -> bytes:
    """All line ends are those of Unix, and the lengths fit."""
    block = answer(page(PEKING.text)).replace(b"\r\n", b"\n")
    return record(1, block).replace(b"\r\n", b"\n")


@case("warc/charsets.warc", "read", has=[HAVANA, "Громыко"])
def charsets() -> bytes:
    """The answer says windows-1251 and the page UTF-8: the answer is right; a second page says nothing right."""
    first = (
        page(f"{HAVANA.text} The name Громыко was on the list.", head='<meta charset="utf-8">')
        .decode()
        .encode("cp1251")
    )
    second = page(f"“So” – they said. {MUSCAT.text}").decode().encode("cp1252")
    return record(1, answer(first, "text/html; charset=windows-1251")) + record(
        2, answer(second, "text/html; charset=none")
    )


@case("warc/pictures_only.warc", "refused", reason=NO_TEXT)
def pictures_only() -> bytes:
    """An archive of two pictures."""
    return info() + b"".join(record(n, answer(b"\x89PNG\r\n\x1a\n" + bytes(400), "image/png")) for n in (1, 2))


@case("warc/empty.warc", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""
