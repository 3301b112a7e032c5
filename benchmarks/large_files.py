"""How fast, and in how much memory, files larger than memory are taken apart.

    python benchmarks/large_files.py [--mebibytes N]

A mailbox, a web archive (as it is and compressed), JSON lines and a table of so many mebibytes each are made as they
are read, so that no disk is needed, and gone through part by part; what is inside is not read further. Printed: parts,
seconds, mebibytes a second, and by how much the process grew from the first tenth of the file to its end. Ends with 1
where it grew by more than 64 MiB.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from types import ModuleType
from typing import Any, BinaryIO, NamedTuple, cast

from backchannel.documents.allowance import Allowance
from backchannel.documents.containers import compressed, jsonlines, mbox, table, warc

GROWTH = 64
WORDS = "The Norwegian envoy met both ministers in Oslo on Monday and told nobody, not even their deputies.\n"


class Repeated(io.RawIOBase):
    """A file that begins with ``head`` and then repeats ``piece`` until it has ``size`` bytes or a few less."""

    def __init__(self, head: bytes, piece: bytes, size: int) -> None:
        self._head, self._piece = head, piece
        self._many = piece * (2 + (1 << 20) // len(piece))
        self.size = len(head) + size // len(piece) * len(piece)
        self._at = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """Where the next byte stands."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, as in any file."""
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Give at most a mebibyte."""
        if self._at < len(self._head):
            made = self._head[self._at : self._at + len(buffer)]
        else:
            count = min(len(buffer), self.size - self._at, 1 << 20)
            start = (self._at - len(self._head)) % len(self._piece)
            made = self._many[start : start + count]
        buffer[: len(made)] = made
        self._at += len(made)
        return len(made)


class Kind(NamedTuple):
    """A file to be made: the module that takes it apart, what it begins with, what it repeats."""

    name: str
    module: ModuleType
    piece: bytes
    head: bytes = b""


def kinds() -> Iterator[Kind]:
    """The files, each with parts of the size that is usual in it."""
    mail = "From ann@example.org Tue May  3 10:15:00 2011\nFrom: Ann <ann@example.org>\nMessage-ID: <1@example.org>\n\n"
    yield Kind("mails.mbox", mbox, (mail + WORDS * 40 + "\n").encode())
    yield Kind("attached.mbox", mbox, (mail + ("QUJD" * 19 + "\n") * 14_000 + "\n").encode())
    yield Kind("crawl.warc", warc, _record(WORDS.encode() * 200))
    figures = random.Random(1).randbytes(5_000).hex().encode()  # else it packs as no page does
    yield Kind("crawl.warc.gz", warc, gzip.compress(_record(WORDS.encode() * 20 + figures)))
    yield Kind("articles.jsonl", jsonlines, json.dumps({"text": WORDS * 30}).encode() + b"\n")
    yield Kind("articles.csv", table, f'1,"{WORDS * 30}"\n'.encode(), b"number,text\n")


def _record(words: bytes) -> bytes:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>" + words + b"</p></body></html>"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://desk.example/\r\nWARC-Date: 2019-05-04T10:00:00Z"
    )
    return f"{head}\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page + b"\r\n\r\n"


def measure(kind: Kind, size: int) -> tuple[int, float, int]:
    """Parts, seconds, and the mebibytes by which the process grew after the first tenth."""
    raw = Repeated(kind.head, kind.piece, size)
    allowance = Allowance(kind.name, raw.size)
    stream = cast(BinaryIO, io.BufferedReader(raw))
    if kind.name.endswith(".gz"):
        stream = compressed.unpacked(stream, kind.name, allowance)
    started, parts, early = time.perf_counter(), 0, 0
    for _ in kind.module.parts(stream, kind.name, allowance):
        parts += 1
        if not early and raw.tell() > size // 10:
            early = _peak()
    return parts, time.perf_counter() - started, _peak() - early


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Measure, print, and say whether anything grew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mebibytes", type=int, default=1_000)
    size = parser.parse_args().mebibytes << 20
    print(f"{'file':16} {'MiB':>6} {'parts':>9} {'s':>7} {'MiB/s':>7} {'grew by MiB':>12}")
    most = 0
    for kind in kinds():
        parts, seconds, grown = measure(kind, size)
        most = max(most, grown)
        print(f"{kind.name:16} {size >> 20:6} {parts:9,} {seconds:7.1f} {(size >> 20) / seconds:7.1f} {grown:12}")
    return int(most > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
