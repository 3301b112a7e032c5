"""OLE compound files, as old Word files and encrypted new ones are ([MS-CFB] 2.1 to 2.6)."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    label = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<BBIII", kind, 1, FREE, right, child)
    return label.ljust(64, b"\0") + struct.pack("<H", len(label)) + links + bytes(36) + struct.pack("<IQ", start, size)


def compound(streams: dict[str, bytes], *, loop: bool = False) -> bytes:
    """A compound file of streams of at least 4,096 bytes each; ``loop`` makes their sector chains go round."""
    table, body, entries = [FAT, END], [], []
    for name, data in streams.items():
        padded = data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\0")
        first, count = len(table), len(padded) // SECTOR
        table += [*range(first + 1, first + count), first if loop else END]
        body.append(padded)
        entries.append((name, first, len(padded)))
    root = _entry("Root Entry", 5, 1, FREE, END, 0)
    rows = [
        _entry(name, 2, FREE, n + 2 if n + 1 < len(entries) else FREE, first, size)
        for n, (name, first, size) in enumerate(entries)
    ]
    directory = (root + b"".join(rows)).ljust(SECTOR, b"\0")[:SECTOR]
    if loop:
        table[1] = 1
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")[:SECTOR]
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<I", 0) + b"\xff" * 432
    return head + fat + directory + b"".join(body)
