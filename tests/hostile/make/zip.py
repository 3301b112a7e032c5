"""ZIP archives: the open half."""

from __future__ import annotations

import struct

from tests.hostile.make import bombs, pdfs, quine
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    ALL,
    BEAGLE,
    CONTADORA,
    DAMAGED,
    DAYTON,
    ESCAPED,
    GOOD_FRIDAY,
    HAVANA,
    HELSINKI,
    LOCKED,
    LOOP,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PARIS,
    PEKING,
    PRESPA,
    REYKJAVIK,
    TASHKENT,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)
from tests.hostile.make.zips import GOOD, STORED, UTF8, Member, archive, central, end, local, locked, text


@case("zip/holds_itself.zip", "either", reason=LOOP + NO_TEXT)
def holds_itself() -> bytes:
    """Its only member is the archive itself, to the byte."""
    return quine.zip_quine()


@case("zip/flat_bomb.zip", "either", has=[BEAGLE], reason=TOO_MUCH)
def flat_bomb() -> bytes:
    """Beside a text one of four gigabytes of blanks."""
    bomb = bombs.repeated(b" " * bombs.MEBI, 4_000)
    return archive([text(BEAGLE), Member(b"big.txt", packed=bomb.data, crc=bomb.crc, size=bomb.size & 0xFFFFFFFF)])


@case("zip/large_by_its_word.zip", "either", has=[REYKJAVIK], reason=TOO_MUCH + DAMAGED)
def large_by_its_word() -> bytes:
    """The directory says that the second member has four gigabytes; it has a hundred bytes."""
    return archive([text(REYKJAVIK), Member(b"large.txt", b"x" * 100, size=0xFFFFFFF0)])


@case("zip/password_for_one.zip", "read", has=[TRIESTE], hides=[ALGIERS], parts=1, reason=LOCKED)
def password_for_one() -> bytes:
    """Of two members one is encrypted; the other is read, and what was left is said."""
    return archive([text(TRIESTE, b"a.txt"), locked(text(ALGIERS, b"b.txt"), b"sesame")])


@case("zip/strong_encryption.zip", "refused", reason=LOCKED + UNKNOWN, hides=[DAYTON])
def strong_encryption() -> bytes:
    """Its only member is encrypted by AES, as method 99 says."""
    extra = struct.pack("<HHHHBH", 0x9901, 7, 2, 0x4541, 3, 8)
    hidden = pdfs.rc4(b"key", DAYTON.text.encode())
    return archive([Member(GOOD, DAYTON.text.encode(), method=99, packed=hidden, flags=UTF8 | 1, extra=extra)])


@case("zip/checksum_wrong.zip", "read", has=[CONTADORA], reason=DAMAGED)
def checksum_wrong() -> bytes:
    """Of two members one does not fit its checksum; the other is read, and that one is named."""
    return archive([text(CONTADORA, b"a.txt"), text(PEKING, b"b.txt")._replace(crc=0x12345678)])


@case("zip/names_that_lead_out.zip", "read", has=[OSLO, CONTADORA], parts=9)
def names_that_lead_out() -> bytes:
    """Members named ../../../../x, /tmp/x, C:\\x, ..\\..\\x, ./../x, a share, with two slashes, and one usual; all
    are only texts."""
    names = (
        f"../../../../{ESCAPED}",
        f"/tmp/{ESCAPED}",
        f"C:\\{ESCAPED}",
        f"..\\..\\..\\..\\{ESCAPED}",
        f"./a/../../../../../{ESCAPED}",
        f"\\\\127.0.0.1\\share\\{ESCAPED}",
        f"//tmp//{ESCAPED}",
    )
    others = [p for p in ALL if p not in (OSLO, CONTADORA)]
    bad = [text(p, name.encode()) for name, p in zip(names, others, strict=False)]
    return archive([text(OSLO), *bad, text(CONTADORA, b"../x.txt")])


@case("zip/two_names_for_one.zip", "either", has=[PARIS], reason=DAMAGED)
def two_names_for_one() -> bytes:
    """The directory calls the member a.txt, the header before it ../../../../x."""
    return archive([text(PARIS, b"a.txt")._replace(local_name=f"../../../../{ESCAPED}".encode())])


@case("zip/names_in_cp437.zip", "read", has=[REYKJAVIK], parts=2)
def names_in_cp437() -> bytes:
    """Names without the sign of UTF-8 that are no UTF-8, as old packers wrote them."""
    return archive([text(REYKJAVIK, b"caf\x82.txt")._replace(flags=0), text(BEAGLE, b"\xff\xfe.txt")._replace(flags=0)])


@case("zip/count_lies.zip", "either", has=[PRESPA], reason=DAMAGED)
def count_lies() -> bytes:
    """The end says that there are 65,534 members; there is one."""
    return archive([text(PRESPA)], count=65_534)


@case("zip/directory_elsewhere.zip", "either", has=[ALGIERS], reason=DAMAGED)
def directory_elsewhere() -> bytes:
    """The end says that the directory begins two gigabytes on."""
    return archive([text(ALGIERS)], shift=0x7FFFFFFF)


@case("zip/many_disks.zip", "either", has=[DAYTON], reason=DAMAGED + UNKNOWN + ("disk", "volume", "part", "split"))
def many_disks() -> bytes:
    """The end says that this is the seventh of several disks."""
    whole = archive([text(DAYTON)])
    return whole[:-18] + struct.pack("<HH", 7, 7) + whole[-14:]


@case("zip/zip64_of_exabytes.zip", "either", has=[GOOD_FRIDAY], reason=DAMAGED + TOO_MUCH)
def zip64_of_exabytes() -> bytes:
    """By the fields for large archives the second member has sixteen exabytes."""
    extra = struct.pack("<HHQQ", 1, 16, 0xFFFFFFFFFFFFFFF0, 0xFFFFFFFFFFFFFFF0)
    second = text(HELSINKI, b"b.txt")._replace(size=0xFFFFFFFF, packed_size=0xFFFFFFFF, extra=extra)
    return archive([text(GOOD_FRIDAY, b"a.txt"), second])


@case("zip/truncated.zip", "either", has=[], reason=DAMAGED)
def truncated() -> bytes:
    """The second half is gone."""
    whole = archive([text(p, b"%d.txt" % n) for n, p in enumerate(ALL)])
    return whole[: len(whole) // 2]


@case("zip/noise_behind.zip", "read", has=[PEKING], parts=1)
def noise_behind() -> bytes:
    """Two hundred zeros stand behind the end."""
    return archive([text(PEKING)]) + bytes(200)


@case("zip/sizes_come_after.zip", "read", has=[HELSINKI], parts=1)
def sizes_come_after() -> bytes:
    """Written to a pipe: sizes stand after the member, and in the directory."""
    member = text(HELSINKI)
    whole = archive([member._replace(flags=UTF8 | 8)])
    first = bytearray(local(member._replace(flags=UTF8 | 8)))
    sizes = bytes(first[14:26])
    first[14:26] = bytes(12)
    directory = central(member._replace(flags=UTF8 | 8), 0)
    del whole
    body = bytes(first) + b"PK\x07\x08" + sizes
    return body + directory + end(1, len(directory), len(body))


@case("zip/no_members.zip", "refused", reason=NO_TEXT)
def no_members() -> bytes:
    """An archive of nothing: 22 bytes."""
    return end(0, 0, 0)


@case("zip/pictures_and_folders.zip", "refused", reason=NO_TEXT + UNKNOWN)
def pictures_and_folders() -> bytes:
    """Folders, a picture, an empty text and a program."""
    return archive(
        [
            Member(b"a/", method=STORED),
            Member(b"a/b.png", b"\x89PNG\r\n\x1a\n" + bytes(400)),
            Member(b"a/c.txt"),
            Member(b"a/d.exe", b"MZ" + bytes(400)),
        ]
    )


@case("zip/members_60000.zip", "either", has=[OSLO], reason=TOO_MUCH, big=True)
def members_60000() -> bytes:
    """Sixty thousand empty members after one with words."""
    return archive([text(OSLO, b"0.txt"), *(Member(b"%d.txt" % n, method=STORED) for n in range(1, 60_000))])


@case("zip/one_of_each_fault.zip", "read", has=[HAVANA, MUSCAT], reason=DAMAGED + LOCKED + NO_TEXT + UNKNOWN + TOO_MUCH)
def one_of_each_fault() -> bytes:
    """Among a bomb, a locked member, a broken PDF, an empty text and a program there are two sound texts, first and
    last."""
    bomb = bombs.repeated(b" " * bombs.MEBI, 1_000)
    return archive(
        [
            text(HAVANA, b"a.txt"),
            Member(b"b.txt", packed=bomb.data, crc=bomb.crc, size=bomb.size),
            locked(text(PARIS, b"c.txt"), b"sesame"),
            Member(b"d.pdf", b"%PDF-1.7\n1 0 obj"),
            Member(b"e.txt"),
            Member(b"f.docx", b"MZ" + bytes(500)),
            text(TASHKENT, b"g.txt")._replace(crc=1),
            text(MUSCAT, b"h.txt"),
        ]
    )
