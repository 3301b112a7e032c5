"""Archives and files compressed whole: what is inside is read as it would be outside, within bounds."""

import bz2
import gzip
import io
import json
import lzma
import os
import stat
import string
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.documents import Refused, read_stream
from backchannel.documents.containers.members import is_furniture, paired
from backchannel.documents.names import Names, file_name, shown
from backchannel.model import Document

from .mails import TEXT, documents, found, mail, refusals

Members = Mapping[str, bytes]
BOMB = b"\0" * 120_000_000


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(members: Members, mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload] # any of its modes
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


PACKERS: list[tuple[str, Callable[[Members], bytes]]] = [
    ("box.zip", zipped),
    ("box.tar", tarred),
    ("box.tar.gz", lambda members: tarred(members, "w:gz")),
    ("box.tar.bz2", lambda members: tarred(members, "w:bz2")),
    ("box.tar.xz", lambda members: tarred(members, "w:xz")),
    ("box", lambda members: gzip.compress(zipped(members))),
]
every_archive = pytest.mark.parametrize(("name", "pack"), PACKERS, ids=[name for name, _ in PACKERS])


@every_archive
def test_members_are_read_by_their_own_formats_with_their_sidecars(name: str, pack: Callable[[Members], bytes]) -> None:
    """A sidecar counts wherever it lies in the archive; hidden files are nobody's documents."""
    members = {
        "a/notes.txt": TEXT.encode(),
        "a/notes.json": json.dumps({"title": "Quiet talks"}).encode(),
        "b.json": json.dumps({"author": "Ann Example"}).encode(),
        "b.md": f"# Talks\n\n{TEXT}".encode(),
        "c.eml": mail().as_bytes(),
        "__MACOSX/a/._notes.txt": b"\0\5\26\7",
        ".DS_Store": b"\0\0\0\1Bud1",
        "a/Thumbs.db": b"\xd0\xcf\x11\xe0",
    }
    read = documents(pack(members), name)
    assert [one.name for one in read] == [f"{name}!a/notes.txt", f"{name}!b.md", f"{name}!c.eml"]
    assert (read[0].metadata.title, read[1].metadata.author) == ("Quiet talks", "Ann Example")
    assert read[2].metadata.author == "Ann Example"


@every_archive
def test_names_are_shown_and_nothing_is_written(
    name: str, pack: Callable[[Members], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths that lead out of a folder lead nowhere; marks that turn a name around are gone from it."""
    monkeypatch.chdir(tmp_path)
    members = {"../../evil.txt": TEXT.encode(), "/etc/passwd.txt": TEXT.encode(), "a\u202etxt.exe.txt": TEXT.encode()}
    names = [one.name for one in documents(pack(members), name)]
    assert sorted(names) == sorted(f"{name}!{one}" for one in ("../../evil.txt", "/etc/passwd.txt", "atxt.exe.txt"))
    assert not list(tmp_path.iterdir())


def test_members_of_one_name_are_told_apart() -> None:
    """The second gets a number before its suffix."""
    data = tarred({"a.txt": TEXT.encode()})[:1024] + tarred({"a.txt": f"{TEXT} Later.".encode()})
    assert [one.name for one in documents(data, "box.tar")] == ["box.tar!a.txt", "box.tar!a (2).txt"]


def test_links_and_devices_are_not_followed() -> None:
    """They are named once, not read."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (
            ("l", tarfile.SYMTYPE),
            ("h", tarfile.LNKTYPE),
            ("d", tarfile.CHRTYPE),
            ("f", tarfile.FIFOTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert refusals(buffer.getvalue(), "box.tar") == [
        ("box.tar", "holds l and 3 more, which only point elsewhere; links are not followed")
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive_:
        link = zipfile.ZipInfo("l")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive_.writestr(link, "/etc/passwd")
        archive_.writestr("a.txt", TEXT)
    everything = found(buffer.getvalue(), "box.zip")
    assert [one.name for one in everything] == ["box.zip!a.txt", "box.zip"]


def test_archives_in_archives_are_read_to_a_depth() -> None:
    """Five within each other; deeper ones are named."""
    data = TEXT.encode()
    name = "a.txt"
    for level in range(5):
        data, name = zipped({name: data}), f"{level}.zip"
    (read,) = documents(data, "box.zip")
    assert read.name.count("!") == 5
    (refused,) = refusals(zipped({name: data}), "box.zip")
    assert "more than 5 containers deep" in refused[1]


def test_an_archive_that_holds_itself_ends() -> None:
    """A gzip file that unpacks to itself, as the well-known ones do, ends with the depth."""
    inner = gzip.compress(b"x" * 100)
    for _ in range(30):
        inner = gzip.compress(inner)
    assert "containers deep" in refusals(inner, "quine.gz")[0][1]


def locked() -> bytes:
    data = bytearray(zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    return bytes(data)


def test_locked_members_are_refused_one_by_one() -> None:
    """Those that are not locked are read."""
    everything = found(locked(), "box.zip")
    assert [(one.name, isinstance(one, Refused)) for one in everything] == [
        ("box.zip!a.txt", True),
        ("box.zip!b.txt", False),
    ]
    assert isinstance(everything[0], Refused)
    assert "password" in everything[0].reason


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_a_file_compressed_whole_is_read_under_its_own_name(pack: Callable[[bytes], bytes]) -> None:
    """Its suffix is that of what is inside; members may follow each other, and zeros pad the last."""
    data = pack(TEXT.encode()) + pack(b" More.") + b"\0" * 512
    (read,) = documents(data, "essay.md.gz")
    assert (read.name, read.text, read.media_type) == ("essay.md.gz", f"{TEXT} More.", "text/markdown")
    lines = "\n".join(json.dumps({"id": str(n), "text": TEXT}) for n in range(3)).encode()
    assert [one.name for one in documents(pack(lines), "f.jsonl.gz")] == [
        "f.jsonl.gz#0",
        "f.jsonl.gz#1",
        "f.jsonl.gz#2",
    ]
    (cut,) = refusals(pack(TEXT.encode())[:-9], "essay.md.gz")
    assert "is damaged" in cut[1]


def test_what_is_whole_of_a_damaged_file_is_read() -> None:
    """A download that stopped costs what did not come."""
    data = tarred({f"{n}.txt": TEXT.encode() + os.urandom(30_000).hex().encode() for n in range(8)}, "w:gz")
    everything = found(data[: len(data) // 2], "box.tar.gz")
    assert [type(one) for one in everything] == [Document, Document, Document, Refused]
    assert everything[-1].name == "box.tar.gz"


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(gzip.compress(BOMB)),
        bz2.compress(BOMB * 2),
        zipped({f"{n}.txt": BOMB[:60_000_000] for n in range(4)}),
        zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": BOMB[:60_000_000]})})}),
        tarred({f"{n}.txt": BOMB[:50_000_000] for n in range(3)}, "w:gz"),
        zipped({"a.eml": mail().as_bytes() + BOMB[:60_000_000]}),
    ],
    ids=["gzip", "bzip2", "zip", "zips", "tar", "mail"],
)
def test_files_made_to_fill_a_machine_end_early(data: bytes) -> None:
    """What unpacks to far more than it is ends the file, in seconds."""
    start = time.process_time()
    everything = found(data, "box")
    assert time.process_time() - start < 10
    assert isinstance(everything[-1], Refused)
    assert any(words in everything[-1].reason for words in ("times its size", "larger than 64 MiB"))


def test_sizes_that_are_claimed_are_not_believed() -> None:
    """A tar member of a billion gigabytes, a header without end, a sparse file of nothing."""
    huge = tarfile.TarInfo("a.txt")
    huge.size = 2**60
    claimed = huge.tobuf(tarfile.GNU_FORMAT) + TEXT.encode().ljust(1024, b"\0")
    assert "damaged" in refusals(claimed, "box.tar")[0][1]
    long = tarfile.TarInfo("././@LongLink")
    long.type, long.size = tarfile.GNUTYPE_LONGNAME, 2**33
    assert "damaged" in refusals(long.tobuf() + b"a" * 8_000_000, "box.tar")[0][1]
    claims = bytearray(zipped({"a.txt": TEXT.encode()}))
    at = claims.find(b"PK\x01\x02")
    claims[at + 24 : at + 28] = b"\xff\xff\xff\x7f"
    assert all(isinstance(one, Refused) or one.text == TEXT for one in found(bytes(claims), "box.zip"))


def test_zstd_and_other_packers_are_named_with_the_way_out() -> None:
    """One plain line each."""
    for data, words in ((b"\x28\xb5\x2f\xfd....", "zstd -d"), (b"7z\xbc\xaf\x27\x1c....", "unpacked first")):
        assert words in refusals(data, "box")[0][1]


class Stretched(io.RawIOBase):
    """A gzip file that is made as it is read: so many copies of one member, each compressed by itself."""

    def __init__(self, member: bytes, copies: int) -> None:
        self._member, self.size, self._at = gzip.compress(member), len(gzip.compress(member)) * copies, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + {0: 0, 1: self._at, 2: self.size}[whence]
        return self._at

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def] # as io.RawIOBase has it
        count = min(len(buffer), self.size - self._at)
        start = self._at % len(self._member)
        buffer[:count] = (self._member * (count // len(self._member) + 2))[start : start + count]
        self._at += count
        return count


def test_lines_of_a_file_larger_than_is_taken_at_once_are_read() -> None:
    """JSON lines of 80 MiB unpacked, a line at a time."""
    line = json.dumps({"text": TEXT, "note": os.urandom(500_000).hex()}).encode() + b"\n"
    raw = Stretched(line, 80)
    read = list(read_stream(io.BufferedReader(raw), raw.size, "f.jsonl.gz"))
    assert len(read) == 80
    assert all(isinstance(one, Document) for one in read)


names = st.text(string.ascii_letters + "é中 .-_", min_size=1, max_size=12).map(lambda name: f"x{name.strip()}.txt")


words = st.text(string.ascii_letters + " ", min_size=1, max_size=60).filter(str.strip)


@given(st.dictionaries(names, words, max_size=6), st.sampled_from(PACKERS[:3]))
@settings(deadline=None, max_examples=40)
def test_whatever_is_packed_is_read(texts: dict[str, str], packer: tuple[str, Callable[[Members], bytes]]) -> None:
    """Every member comes back with its words, once."""
    name, pack = packer
    read = found(pack({own: words.encode() for own, words in texts.items()}), name)
    got = {one.name: one.text for one in read if isinstance(one, Document)}
    assert got == {f"{name}!{shown(own)}": words for own, words in texts.items()}


@given(st.binary(max_size=60), st.integers(0, 3_000), st.sampled_from(PACKERS))
@settings(deadline=None, max_examples=120)
def test_damaged_archives_are_read_or_refused(
    noise: bytes, at: int, packer: tuple[str, Callable[[Members], bytes]]
) -> None:
    """Noise anywhere never raises, and what is refused says why."""
    name, pack = packer
    data = bytearray(pack({"a.txt": TEXT.encode(), "b/c.txt": TEXT.encode() * 3, "b/c.json": b'{"title": "x"}'}))
    at %= len(data)
    data[at : at + len(noise)] = noise
    for one in found(bytes(data), name):
        assert one.reason if isinstance(one, Refused) else one.text.strip()


def test_sidecars_go_with_their_documents_only() -> None:
    """NAME.json beside NAME.txt, NAME.txt.json too; one beside nothing is a document itself."""
    assert dict(paired(["a.txt", "a.json", "b.txt", "b.txt.json", "c.json", "d/a.json", "A.md"])) == {
        "a.txt": "a.json",
        "b.txt": "b.txt.json",
        "c.json": None,
        "d/a.json": None,
        "A.md": None,
    }
    assert refusals(zipped({"c.json": b"{}"}), "box.zip")[0][0] == "box.zip!c.json"


def test_names_can_be_shown() -> None:
    """One line, nothing unseen, of a strange path the last part; no two alike."""
    assert shown("a\n\u202eb\u200b\x1b[1m") == "ab[1m"
    assert shown("caf\udce9.txt") == r"caf\xe9.txt"
    assert len(shown("a" * 5_000 + ".txt")) == 200
    assert file_name("..\\..\\x/ y.txt ") == "y.txt"
    assert file_name(" ../.. ") is None
    taken = Names()
    assert [taken.unique(one) for one in ("a.txt", "a.txt", "a (2).txt", "a.txt", "b", "b")] == [
        "a.txt", "a (2).txt", "a (2) (2).txt", "a (3).txt", "b", "b (2)",
    ]  # fmt: skip
    assert is_furniture("a/.git/x.txt")
    assert not is_furniture("../x.txt")


def test_a_damaged_stream_is_noticed_by_its_checksum() -> None:
    """zlib checks what it unpacks."""
    data = gzip.compress(TEXT.encode())
    assert "damaged" in refusals(data[:-8] + zlib.crc32(b"x").to_bytes(4, "little") + data[-4:], "a.txt.gz")[0][1]


def test_a_size_below_zero_ends_the_archive() -> None:
    """Who went on from there would come back to the same member for ever."""
    data = bytearray(tarred({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    at = 1024 if len(TEXT) <= 512 else 1536
    data[at + 124 : at + 136] = (-512).to_bytes(12, "big", signed=True)  # base 256, as GNU tar writes it
    data[at + 148 : at + 156] = b" " * 8
    data[at + 148 : at + 156] = f"{sum(data[at : at + 512]):06o}\0 ".encode()
    everything = found(bytes(data), "box.tar")
    assert [one.name for one in everything if not isinstance(one, Refused)] == ["box.tar!a.txt"]
    assert [one.reason for one in everything if isinstance(one, Refused)] == [
        "is damaged: a member of a size below zero"
    ]


def test_members_of_one_name_are_all_read() -> None:
    """A ZIP may have a path twice; the later does not hide the earlier."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        for words in ("One. ", "Two. ", "Three. "):
            archive.writestr("a.txt", words + TEXT)
    assert [one.text[:4] for one in documents(buffer.getvalue(), "box.zip")] == ["One.", "Two.", "Thre"]


def test_a_member_that_states_how_much_it_swells_is_not_unpacked() -> None:
    """Running text packs five times, never two hundred times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b" " * (20 * 2**20))
        archive.writestr("b.txt", TEXT)
    everything = found(buffer.getvalue(), "box.zip")
    assert [one.name for one in everything if isinstance(one, Refused)] == ["box.zip!a.txt"]
    assert [one.name for one in everything if isinstance(one, Document)] == ["box.zip!b.txt"]
