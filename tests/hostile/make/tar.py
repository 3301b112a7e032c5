"""Tar archives and what packs them: the open half."""

from __future__ import annotations

import lzma

from tests.hostile.make import bombs, quine
from tests.hostile.make.registry import case
from tests.hostile.make.tars import BLOCK, GNU_LONG_NAME, PAX, PAX_GLOBAL, Entry, archive, base256, entry, pax, text
from tests.hostile.make.words import (
    ALGIERS,
    ALL,
    BEAGLE,
    CAMP_DAVID,
    CONTADORA,
    DAMAGED,
    DAYTON,
    EVIAN,
    HAVANA,
    HELSINKI,
    INDUS,
    LOOP,
    NO_TEXT,
    OSLO,
    PARIS,
    PEKING,
    PRESPA,
    REYKJAVIK,
    TOO_DEEP,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("tar/names_that_steer.tar", "read", has=[REYKJAVIK], hides=["\x1b["])
def names_that_steer() -> bytes:
    """Names with escape sequences, line ends, a change of direction, no UTF-8, no letter, and of 5,000 letters."""
    names = (b"\x1b[2J.txt", b"a\nb.txt", "\u202etxt.exe.txt".encode(), b"caf\xe9.txt", b"", b".", b"..", b"<b>.txt")
    made = [text(p, name) for name, p in zip(names, ALL, strict=False)]
    long = [
        Entry(b"././@LongLink", b"n" * 5_000 + b".txt\0", GNU_LONG_NAME),
        text(CONTADORA, b"n"),
        pax(path=b"a\x1b[2J\nb" * 500),
        text(HELSINKI),
    ]
    return archive([*made, *long, text(REYKJAVIK, b"last.txt")])


@case("tar/same_names.tar", "read", has=[BEAGLE, CAMP_DAVID, PRESPA], parts=3)
def same_names() -> bytes:
    """Two entries of one name and one that differs in capitals only; all three are different texts."""
    return archive([text(BEAGLE, b"a.txt"), text(CAMP_DAVID, b"a.txt"), text(PRESPA, b"A.TXT")])


@case("tar/checksum_wrong.tar", "either", has=[DAYTON], reason=DAMAGED, say=True)
def checksum_wrong() -> bytes:
    """The second header's checksum is wrong; a third entry follows."""
    return archive(
        [text(DAYTON, b"a.txt"), text(OSLO, b"b.txt")._replace(checksum=b"000000\0 "), text(EVIAN, b"c.txt")]
    )


@case("tar/truncated.tar", "either", has=[INDUS], reason=DAMAGED, say=True)
def truncated() -> bytes:
    """It ends in the middle of the second entry's words."""
    return archive([text(INDUS, b"a.txt"), text(PARIS, b"b.txt")])[: 3 * BLOCK + 60]


@case("tar/old_unix.tar", "read", has=[REYKJAVIK], parts=1)
def old_unix() -> bytes:
    """The form of 1979, without any mark of its kind."""
    return archive([text(REYKJAVIK)._replace(magic=bytes(8), kind=b"\0")])


@case("tar/long_name_of_gigabytes.tar", "either", has=[BEAGLE], reason=DAMAGED + TOO_MUCH, say=True)
def long_name_of_gigabytes() -> bytes:
    """An entry that gives the next one's name says that the name has eight gigabytes."""
    return archive(
        [
            text(BEAGLE, b"a.txt"),
            Entry(b"././@LongLink", b"n", GNU_LONG_NAME, size=base256(8 << 30)),
            text(OSLO, b"b.txt"),
        ]
    )


@case("tar/headers_for_headers.tar", "either", has=[CAMP_DAVID], reason=TOO_DEEP + DAMAGED)
def headers_for_headers() -> bytes:
    """Twenty thousand extended headers, each for the next; a reader that calls itself runs out of stack."""
    return archive([text(CAMP_DAVID, b"a.txt"), *[Entry(b"x", b"11 path=a\n", PAX)] * 20_000, text(EVIAN, b"b.txt")])


@case("tar/records_of_nonsense.tar", "either", has=[PRESPA], reason=DAMAGED)
def records_of_nonsense() -> bytes:
    """Extended headers whose records have lengths of 0, of -5, of 10^30, and no length; sizes and times that are
    none."""
    odd = b"0 path=a\n-5 path=a\n" + b"9" * 30 + b" path=a\npath=a\n\n"
    wrong = pax(size=b"-1", mtime=b"nan", uid=b"9" * 5_000, hdrcharset=b"BINARY")
    return archive([text(PRESPA, b"a.txt"), Entry(b"x", odd, PAX), text(EVIAN, b"b.txt"), wrong, text(OSLO, b"c.txt")])


@case("tar/global_header.tar", "read", has=[TRIESTE, ALGIERS])
def global_header() -> bytes:
    """A header that gives all entries one name, as none should; both texts are wanted."""
    return archive(
        [Entry(b"g", pax(path=b"same.txt").data, PAX_GLOBAL), text(TRIESTE, b"a.txt"), text(ALGIERS, b"b.txt")]
    )


@case("tar/xz_bomb.tar.xz", "either", has=[PEKING], reason=TOO_MUCH + DAMAGED)
def xz_bomb() -> bytes:
    """After a text one of thirty gigabytes, in five megabytes."""
    start = entry(text(PEKING, b"a.txt")) + entry(Entry(b"b.txt", size=base256(30_000 << 20)))
    return bombs.xz_bomb(start, 30_000)


@case("tar/zeros_without_end.tar.gz", "either", has=[HAVANA], reason=TOO_MUCH + DAMAGED, big=True)
def zeros_without_end() -> bytes:
    """A whole archive, and then ten gigabytes of empty blocks, which a patient reader skips one by one."""
    return bombs.gzip_bomb(archive([text(HAVANA)]), 10_000, b"\0")


@case("tar/packed.tar.gz", "read", has=[CONTADORA], parts=1)
def packed() -> bytes:
    """Packed in three gzip members, the borders within headers, and with a name and a comment in the first."""
    whole = archive([text(CONTADORA)])
    first = bombs.gzipped(whole[:300])
    named = first[:3] + b"\x18" + first[4:10] + b"../../../../x\0a comment\0" + first[10:]
    return named + bombs.gzipped(whole[300:700]) + bombs.gzipped(whole[700:])


@case("tar/packed.tar.xz", "read", has=[INDUS], parts=1)
def packed_xz() -> bytes:
    """Packed by xz."""
    return lzma.compress(archive([text(INDUS)]))


@case("tar/packed_twice_padded.tar.xz", "either", has=[EVIAN], parts=1, reason=DAMAGED)
def packed_twice_padded() -> bytes:
    """Packed by xz in two streams with padding between them, the border within the text; the standard allows it."""
    whole = archive([text(EVIAN)])
    return lzma.compress(whole[:530]) + bytes(8) + lzma.compress(whole[530:])


@case("tar/gzip_cut_off.tar.gz", "either", has=[], reason=DAMAGED, say=True)
def gzip_cut_off() -> bytes:
    """Its gzip ends in the middle of the third of many texts."""
    whole = bombs.gzipped(archive([text(p, b"%d.txt" % n) for n, p in enumerate(ALL)]))
    return whole[: len(whole) // 2]


@case("tar/gzip_checksum_wrong.tar.gz", "either", has=[PARIS], reason=DAMAGED, say=True)
def gzip_checksum_wrong() -> bytes:
    """The checksum at gzip's end is wrong."""
    return bombs.gzipped(archive([text(PARIS)]))[:-8] + b"\1\2\3\4" + bombs.gzipped(archive([text(PARIS)]))[-4:]


@case("tar/unpacks_to_itself.gz", "either", reason=LOOP + NO_TEXT + UNKNOWN)
def unpacks_to_itself() -> bytes:
    """A gzip file that unpacks to itself."""
    return quine.gzip_quine()


@case("tar/entries_60000.tar.gz", "either", has=[BEAGLE], reason=TOO_MUCH, big=True)
def entries_60000() -> bytes:
    """Sixty thousand empty entries after one with words."""
    return bombs.gzipped(archive([text(BEAGLE), *(Entry(b"%d.txt" % n) for n in range(60_000))]))


@case("tar/in_tar_in_tar.tar", "either", has=[CAMP_DAVID], reason=TOO_DEEP)
def in_tar_in_tar() -> bytes:
    """Two hundred archives within each other, each packed; a text beside the outermost."""
    whole = archive([text(PRESPA)])
    for _ in range(200):
        whole = bombs.gzipped(archive([Entry(b"next.tar.gz", whole)]))
    return archive([text(CAMP_DAVID), Entry(b"next.tar.gz", whole)])


@case("tar/is_a_zip_by_name.zip", "either", has=[TRIESTE], reason=UNKNOWN + DAMAGED)
def is_a_zip_by_name() -> bytes:
    """A tar archive under the name of a ZIP archive."""
    return archive([text(TRIESTE)])
