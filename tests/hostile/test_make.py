"""The files that hurt are what they claim to be: made alike each time, fairly halved, each with an answer."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections import Counter, defaultdict
from pathlib import Path

from tests.hostile.make import bombs, quine, words
from tests.hostile.make.registry import cases, files_of, write

RENAMED = {
    "eml/parts_20000.eml": "eml/parts_200000.eml",
    "html/entities_odd.html": "html/entities_million.html",
    "markdown/brackets_3000.md": "markdown/brackets_200000.md",
    "markdown/notes_3000.md": "markdown/notes_50000.md",
    "markdown/quotes_5000_deep.md": "markdown/quotes_100000_deep.md",
    "markdown/table_of_500_columns.md": "markdown/table_of_20000_columns.md",
    "tei/notes_5000.xml": "tei/notes_100000.xml",
}
"""Names at the time of halving of files that were made smaller since."""


def test_halves_follow_the_rule() -> None:
    """Within a format the files are ranked by the SHA-256 of their names; even ranks are open, odd ones held."""
    ranked = defaultdict(list)
    for one in cases():
        digest = hashlib.sha256(RENAMED.get(one.file, one.file).encode()).hexdigest()
        ranked[one.format].append((digest, one.half))
    for halves in ranked.values():
        assert [half for _, half in sorted(halves)] == [("open", "held")[n % 2] for n in range(len(halves))]


def test_each_file_has_an_answer() -> None:
    """What is to be read has words to look for, what is to be refused a reason, and all say what hurts."""
    assert len(cases()) >= 80
    assert min(Counter(c.format for c in cases()).values()) >= 10
    for one in cases():
        assert one.what.endswith("."), one.file
        assert one.must_contain or one.expect != "read", one.file
        assert one.reason_like or one.expect != "refused", one.file
        assert one.reason_like or not one.say, one.file


def test_files_are_the_same_each_time() -> None:
    """No clock, no chance and no order of a set goes into them; every third is tried."""
    for one in cases()[::3]:
        if not one.big:
            assert files_of(one) == files_of(one), one.file


def test_a_folder_holds_what_it_says(tmp_path: Path) -> None:
    """Each entry of expected.json names a file that is there."""
    chosen = [c for c in cases("open") if not c.big][:20]
    write(tmp_path, chosen)
    entries = json.loads((tmp_path / "expected.json").read_text(encoding="utf-8"))
    assert [entry["file"] for entry in entries] == [c.file for c in chosen]
    assert all((tmp_path / entry["file"]).is_file() for entry in entries)


def test_phrases_tell_passages_apart() -> None:
    """Each passage's phrase stands in it once, and in no other."""
    for n, passage in enumerate(words.ALL):
        assert [p.text.count(passage.phrase) for p in words.ALL] == [int(n == m) for m in range(len(words.ALL))]


def test_quines_hold_themselves() -> None:
    """Unpacked, they are what they were."""
    whole = quine.zip_quine()
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        assert [opened.read(name) for name in opened.namelist()] == [whole]
    packed = quine.gzip_quine()
    assert zlib.decompress(packed, wbits=31) == packed


def test_bombs_have_true_sums() -> None:
    """Sizes and checksums of what is repeated are those of what it unpacks to."""
    made = bombs.repeated(b"hush " * 100, 300)
    given = zlib.decompress(made.data, wbits=-15)
    assert (len(given), zlib.crc32(given)) == (made.size, made.crc)
    assert zlib.decompress(bombs.zlib_bomb(b"hush " * 100, 300)) == given
    assert zlib.decompress(bombs.gzip_of(made), wbits=31) == given
