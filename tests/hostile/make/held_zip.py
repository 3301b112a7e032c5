"""ZIP archives: the held half."""

from __future__ import annotations

import struct
import zlib

from tests.hostile.make import bombs, pdfs
from tests.hostile.make.mails import mail
from tests.hostile.make.office import document, docx, paragraph
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALL,
    BEAGLE,
    CAMP_DAVID,
    CONTADORA,
    DAMAGED,
    EVIAN,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    HELSINKI,
    INDUS,
    LOCKED,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PARIS,
    PEKING,
    PRESPA,
    REYKJAVIK,
    TASHKENT,
    TOO_DEEP,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)
from tests.hostile.make.zips import DEFLATED, STORED, Member, archive, central, end, local, locked, text


@case("zip/many_formats.zip", "read", has=[OSLO, EVIAN, HAVANA, MUSCAT, INDUS], parts=5)
def many_formats() -> bytes:
    """Text, page, mail, Word and PDF in folders, beside what packers leave: folders, thumbnails, resource forks."""
    page = f"<html><head><title>Talks</title></head><body><article><p>{EVIAN.text}</p></article></body></html>"
    return archive(
        [
            Member(b"box/", method=STORED, attributes=0x10),
            text(OSLO, b"box/a.txt"),
            Member(b"box/b.html", page.encode()),
            Member(b"box/c.eml", mail(HAVANA.text)),
            Member(b"box/d.docx", docx(document(paragraph(MUSCAT.text)))),
            Member(b"e.pdf", pdfs.simple(INDUS.text).build()),
            Member(b"__MACOSX/box/._a.txt", b"\0\5\x16\7\0\2\0\0Mac OS X"),
            Member(b"box/.DS_Store", b"\0\0\0\1Bud1"),
            Member(b"box/Thumbs.db", b"\xd0\xcf\x11\xe0"),
        ]
    )


@case("zip/nested_bomb.zip", "either", reason=TOO_MUCH + TOO_DEEP + NO_TEXT)
def nested_bomb() -> bytes:
    """Five levels of sixteen archives each over a file of four gigabytes: four petabytes in 50 KB."""
    bomb = bombs.repeated(bytes(bombs.MEBI), 4_000)
    whole = archive([Member(b"0.txt", packed=bomb.data, crc=bomb.crc, size=bomb.size & 0xFFFFFFFF)])
    for level in range(5):
        first = Member(b"lib 0.zip", whole)
        whole = archive([first._replace(name=b"lib %d.zip" % n) for n in range(16)] + [Member(b"level%d" % level)])
    return whole


@case("zip/one_inside_another_500.zip", "either", has=[PARIS], reason=TOO_DEEP)
def one_inside_another_500() -> bytes:
    """An archive in an archive, five hundred deep; a text lies beside the outermost."""
    whole = archive([text(TASHKENT)])
    for _ in range(500):
        whole = archive([Member(b"next.zip", whole, method=STORED)])
    return archive([text(PARIS), Member(b"next.zip", whole)])


@case("zip/overlapping_full.zip", "either", reason=TOO_MUCH + DAMAGED)
def overlapping_full() -> bytes:
    """Ten thousand entries that all point at the same bytes, which expand to forty megabytes."""
    bomb = bombs.repeated(b" " * bombs.MEBI, 40)
    first = Member(b"0.txt", packed=bomb.data, crc=bomb.crc, size=bomb.size)
    return archive([first, *(first._replace(name=b"%d.txt" % n, offset=0) for n in range(1, 10_000))])


@case("zip/overlapping_quoted.zip", "either", reason=TOO_MUCH + DAMAGED)
def overlapping_quoted() -> bytes:
    """Entries that each unpack to the rest of the archive, by quoting the header of the next: every byte is unpacked
    often."""
    kernel = bombs.repeated(b" " * bombs.MEBI, 100)
    members = [Member(b"99.txt", packed=kernel.data, crc=kernel.crc, size=kernel.size)]
    body, places = local(members[0]), [0]
    for n in range(98, -1, -1):
        members.insert(0, _quoting(b"%d.txt" % n, members[0], body))
        before = local(members[0])[: 30 + len(members[0].name) + 5]
        places = [0, *(place + len(before) for place in places)]
        body = before + body
    directory = b"".join(central(m, place) for m, place in zip(members, places, strict=True))
    return body + directory + end(len(members), len(directory), len(body))


def _quoting(name: bytes, inner: Member, body: bytes) -> Member:
    """A member that unpacks to the header of the next one, which ``body`` begins with, and to what that unpacks to."""
    header = body[: 30 + len(inner.name)]
    quoted = b"\0" + struct.pack("<HH", len(header), len(header) ^ 0xFFFF) + header
    size = (inner.size or 0) + len(header)
    crc = bombs.crc_joined(zlib.crc32(header), inner.crc or 0, inner.size or 0)
    return Member(name, packed=quoted + (inner.packed or b""), crc=crc, size=size)


@case("zip/small_by_its_word.zip", "either", has=[PEKING], reason=TOO_MUCH + DAMAGED, say=True)
def small_by_its_word() -> bytes:
    """The directory says that the second member has 100 bytes; it expands to four gigabytes."""
    bomb = bombs.repeated(b" " * bombs.MEBI, 4_000)
    return archive([text(PEKING), Member(b"small.txt", packed=bomb.data, crc=bomb.crc, size=100)])


@case("zip/many_of_60_megabytes.zip", "either", has=[CAMP_DAVID], reason=TOO_MUCH)
def many_of_60_megabytes() -> bytes:
    """A thousand members of sixty megabytes: each is allowed, all of them are sixty gigabytes."""
    bomb = bombs.repeated(b" " * bombs.MEBI, 60)
    one = Member(b"", packed=bomb.data, crc=bomb.crc, size=bomb.size)
    return archive([text(CAMP_DAVID, b"0.txt"), *(one._replace(name=b"%d.txt" % n) for n in range(1, 601))])


@case("zip/password.zip", "refused", reason=LOCKED, hides=[PRESPA])
def password() -> bytes:
    """Its only member is encrypted."""
    return archive([locked(text(PRESPA), b"sesame")])


@case("zip/method_unknown.zip", "read", has=[GOOD_FRIDAY], parts=1, reason=UNKNOWN + DAMAGED + ("method", "compress"))
def method_unknown() -> bytes:
    """Of two members one is packed in a way that nobody knows (77); the other is read, and what was left is said."""
    return archive([text(GOOD_FRIDAY, b"a.txt"), text(HELSINKI, b"b.txt")._replace(method=77, packed=b"\1\2\3" * 50)])


@case("zip/names_that_steer.zip", "read", has=[EVIAN], hides=["\x1b["])
def names_that_steer() -> bytes:
    """Names with escape sequences, line ends, a change of direction, a NUL, 5,000 letters, no letter, only dots, CON
    and NUL.txt."""
    names = (
        b"\x1b[2J\x1b[31mred.txt",
        b"a\nskipped good.txt: no fault.txt",
        "gpj.\u202etxt.exe.txt".encode(),
        b"a.txt\0.exe",
        b"n" * 5_000 + b".txt",
        b"",
        b"...",
        b"CON",
        b"NUL.txt",
        b"aux.txt ",
        b"a:b.txt",
        b"<script>alert(1)</script>.txt",
        b"\r.txt",
        b"-rf.txt",
        b"$(id).txt",
    )
    return archive([text(EVIAN), *(text(p, name) for name, p in zip(names, ALL[7:] + ALL, strict=False))])


@case("zip/same_names.zip", "read", has=[HAVANA, MUSCAT, INDUS], parts=3)
def same_names() -> bytes:
    """Two members of one name, and a third that differs from it in capitals only; all three are different texts."""
    return archive([text(HAVANA, b"a.txt"), text(MUSCAT, b"a.txt"), text(INDUS, b"A.TXT")])


@case("zip/links.zip", "read", has=[TASHKENT], hides=HARVEST)
def links() -> bytes:
    """Members that are symbolic links to the list of users and to a file beside, and one that would go through a
    link."""
    link = 0o120777 << 16
    made = [
        Member(n, t, attributes=link)
        for n, t in ((b"l.txt", b"/etc/passwd"), (b"m.txt", b"../canary.txt"), (b"d", b"/etc"))
    ]
    return archive([*made, Member(b"d/passwd", method=STORED), text(TASHKENT)])


@case("zip/name_is_no_utf8.zip", "either", has=[PARIS], reason=DAMAGED)
def name_is_no_utf8() -> bytes:
    """A name with the sign of UTF-8 that is none."""
    return archive([text(PARIS, b"caf\xe9\xff.txt")])


@case("zip/comment_with_an_end.zip", "either", reason=DAMAGED + NO_TEXT)
def comment_with_an_end() -> bytes:
    """The archive's comment holds the end of another, empty archive: programs differ about which one it is."""
    return archive([text(CAMP_DAVID)], comment=b"x" + end(0, 0, 0))


@case("zip/places_lie.zip", "either", has=[TRIESTE], reason=DAMAGED)
def places_lie() -> bytes:
    """The directory says that the second member begins four gigabytes on, the third within the directory."""
    return archive(
        [
            text(TRIESTE, b"a.txt"),
            text(OSLO, b"b.txt")._replace(offset=0xFFFFFFF0),
            text(EVIAN, b"c.txt")._replace(offset=250),
        ]
    )


@case("zip/program_before.zip", "either", has=[CONTADORA], reason=UNKNOWN + DAMAGED)
def program_before() -> bytes:
    """A program stands before the archive, as in those that unpack themselves; places count from the archive's
    beginning."""
    return archive([text(CONTADORA)], before=b"MZ" + bytes(4000), counted_before=False)


@case("zip/empty.zip", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""


@case("zip/is_text.zip", "either", has=[EVIAN], reason=UNKNOWN + DAMAGED)
def is_text() -> bytes:
    """A text under the name of an archive."""
    return EVIAN.text.encode()


@case("zip/stored_says_deflated.zip", "either", has=[REYKJAVIK], reason=DAMAGED)
def stored_says_deflated() -> bytes:
    """The second member says it is packed and is not; the third has bytes that no packer makes."""
    second = text(BEAGLE, b"b.txt")._replace(packed=BEAGLE.text.encode(), method=DEFLATED)
    third = text(CAMP_DAVID, b"c.txt")._replace(packed=b"\x06\xff\xff", method=DEFLATED)
    return archive([text(REYKJAVIK, b"a.txt"), second, third])
