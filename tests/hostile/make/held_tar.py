"""Tar archives and what packs them: the held half."""

from __future__ import annotations

import bz2

from tests.hostile.make import bombs
from tests.hostile.make.registry import case
from tests.hostile.make.tars import (
    BLOCK,
    BLOCK_DEVICE,
    CHARACTER_DEVICE,
    FIFO,
    FOLDER,
    GNU_SPARSE,
    HARD_LINK,
    SYMBOLIC_LINK,
    Entry,
    archive,
    base256,
    entry,
    pax,
    text,
)
from tests.hostile.make.words import (
    ALGIERS,
    CONTADORA,
    DAMAGED,
    DAYTON,
    ESCAPED,
    EVIAN,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    HELSINKI,
    INDUS,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PARIS,
    PEKING,
    REYKJAVIK,
    TASHKENT,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("tar/links.tar", "read", has=[OSLO], hides=HARVEST)
def links() -> bytes:
    """Symbolic and hard links to the list of users, to a file beside, to each other and to themselves."""
    targets = (
        (b"a.txt", b"/etc/passwd"),
        (b"b.txt", b"../canary.txt"),
        (b"c.txt", b"d.txt"),
        (b"d.txt", b"c.txt"),
        (b"e.txt", b"e.txt"),
    )
    made = [Entry(name, kind=kind, link=target) for name, target in targets for kind in (SYMBOLIC_LINK, HARD_LINK)]
    return archive([*made, text(OSLO)])


@case("tar/through_a_link.tar", "read", has=[EVIAN])
def through_a_link() -> bytes:
    """A link to a folder far up, and then a file in it: who unpacks writes outside."""
    return archive(
        [Entry(b"up", kind=SYMBOLIC_LINK, link=b"../../../.."), Entry(f"up/{ESCAPED}".encode(), b"out"), text(EVIAN)]
    )


@case("tar/devices.tar", "read", has=[HAVANA], parts=1)
def devices() -> bytes:
    """Devices, a pipe, a folder, and a kind that nobody knows, all called .txt."""
    kinds = (CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, FOLDER, b"Z")
    return archive([*(Entry(b"%d.txt" % n, kind=kind) for n, kind in enumerate(kinds)), text(HAVANA)])


@case("tar/names_that_lead_out.tar", "read", has=[MUSCAT], parts=4)
def names_that_lead_out() -> bytes:
    """Entries named ../../../../x and /tmp/x, a pax path that says so, and one usual; all are only texts."""
    up, top = f"../../../../{ESCAPED}".encode(), f"/tmp/{ESCAPED}".encode()
    return archive([text(INDUS, up), text(PARIS, top), pax(path=up), text(TASHKENT, b"x.txt"), text(MUSCAT)])


@case("tar/sparse_bomb.tar", "either", has=[TRIESTE], reason=TOO_MUCH + UNKNOWN + DAMAGED)
def sparse_bomb() -> bytes:
    """An entry with holes: a byte at its beginning, and eight terabytes by its own account (GNU's old form)."""
    holes = bytes(41) + b"%011o\0" % 0 + b"%011o\0" % 1 + bytes(73) + base256(8 << 40)
    return archive([text(TRIESTE, b"a.txt"), Entry(b"b.txt", b"x", GNU_SPARSE, magic=b"ustar  \0", tail=holes)])


@case("tar/sparse_bomb_pax.tar", "either", has=[ALGIERS], reason=TOO_MUCH + UNKNOWN + DAMAGED)
def sparse_bomb_pax() -> bytes:
    """The same in the new form, with an exabyte."""
    keys = {
        "GNU.sparse.major": b"1",
        "GNU.sparse.minor": b"0",
        "GNU.sparse.name": b"b.txt",
        "GNU.sparse.realsize": b"1000000000000000000",
    }
    return archive(
        [text(ALGIERS, b"a.txt"), pax(**keys), Entry(b"GNUSparseFile/b.txt", b"1\n0\n1\n".ljust(BLOCK, b"\0") + b"x")]
    )


@case("tar/first_checksum_wrong.tar", "refused", reason=DAMAGED + UNKNOWN, hides=["ustar"])
def first_checksum_wrong() -> bytes:
    """The first header's checksum is wrong, so that it may not be an archive at all."""
    return archive([text(GOOD_FRIDAY)._replace(checksum=b"000000\0 ")])


@case("tar/size_negative.tar", "either", has=[PEKING], reason=DAMAGED, say=True)
def size_negative() -> bytes:
    """The second entry has a size of -512: who goes on from there never ends."""
    return archive([text(PEKING, b"a.txt"), Entry(b"b.txt", size=base256(-512)), text(HAVANA, b"c.txt")])


@case("tar/size_huge.tar", "either", has=[HELSINKI], reason=DAMAGED + TOO_MUCH, say=True)
def size_huge() -> bytes:
    """The second entry has a size of eight exabytes."""
    return archive([text(HELSINKI, b"a.txt"), Entry(b"b.txt", b"x", size=base256(1 << 63))])


@case("tar/size_of_words.tar", "either", has=[CONTADORA], reason=DAMAGED, say=True)
def size_of_words() -> bytes:
    """The second entry's size is a word."""
    return archive([text(CONTADORA, b"a.txt"), Entry(b"b.txt", b"x", size=b"very large!\0"), text(MUSCAT, b"c.txt")])


@case("tar/no_end.tar", "read", has=[TASHKENT], parts=1)
def no_end() -> bytes:
    """The two empty blocks that end an archive are missing; nothing of the text is."""
    return archive([text(TASHKENT)], ended=False)


@case("tar/gzip_bomb.tar.gz", "either", has=[DAYTON], reason=TOO_MUCH + DAMAGED, big=True)
def gzip_bomb() -> bytes:
    """After a text one of ten gigabytes, in ten megabytes."""
    start = entry(text(DAYTON, b"a.txt")) + entry(Entry(b"b.txt", size=base256(10_000 << 20)))
    return bombs.gzip_bomb(start, 10_000)


@case("tar/bzip2_bomb.tar.bz2", "either", has=[GOOD_FRIDAY], reason=TOO_MUCH + DAMAGED)
def bzip2_bomb() -> bytes:
    """After a text one of thirty gigabytes, in 50 KB."""
    start = entry(text(GOOD_FRIDAY, b"a.txt")) + entry(Entry(b"b.txt", size=base256(30_000 << 20)))
    return bombs.bz2_bomb(start, 30_000)


@case("tar/dictionary_of_4_gigabytes.tar.xz", "either", has=[HELSINKI], reason=TOO_MUCH + DAMAGED)
def dictionary_of_4_gigabytes() -> bytes:
    """An archive of one text, packed so that who unpacks it is asked for four gigabytes of memory."""
    return bombs.xz_of_huge_dictionary(archive([text(HELSINKI)]))


@case("tar/packed.tar.bz2", "read", has=[MUSCAT], parts=1)
def packed_bzip2() -> bytes:
    """Packed by bzip2."""
    return bz2.compress(archive([text(MUSCAT)]))


@case("tar/gzip_noise_behind.tar.gz", "either", has=[TASHKENT], reason=DAMAGED)
def gzip_noise_behind() -> bytes:
    """Noise stands behind gzip's end."""
    return bombs.gzipped(archive([text(TASHKENT)])) + b"noise" * 100


@case("tar/packed_text.txt.gz", "either", has=[REYKJAVIK], reason=UNKNOWN)
def packed_text() -> bytes:
    """A text packed by gzip, and no archive."""
    return bombs.gzipped(REYKJAVIK.text.encode())


@case("tar/zeros.tar", "refused", reason=NO_TEXT + UNKNOWN + DAMAGED)
def zeros() -> bytes:
    """An archive of nothing: twenty empty blocks."""
    return bytes(20 * BLOCK)


@case("tar/empty.tar", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""
