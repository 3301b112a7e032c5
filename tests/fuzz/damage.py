"""Damage to files, drawn from a generator of random numbers: the same numbers give the same bytes.

The operations are those of American Fuzzy Lop's "havoc" stage (Zalewski, "Binary fuzzing strategies: what works, what
doesn't", 2014), with tokens that mean something to the formats.
"""

from __future__ import annotations

import random

from tests.fuzz.seeds import FLAT, NAMES, PACKED, good

TOKENS = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xc0\x80",
        b"\xe2\x80\xae",
        b"\xe2\x80\x8b",
        b"\x00\x01\x02\x03",
    ),
    *(
        b"\r",
        b"\n\n",
        b"\n",
        b'"',
        b"'",
        b"<",
        b">",
        b"&",
        b"{",
        b"}",
        b"[[[[",
        b"%s%n",
        b"-1",
        b"1e999",
        b"4294967296",
    ),
    *(b"99999999999999999999", b"../../../etc/passwd", b"[^1]:", b"[1]", b"---\n", b'{"text":', b"\\ud800"),
    *(
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"--",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"&b;",
        b"&#0;",
        b"&#x110000;",
        b"</p>",
        b"<p>",
    ),
    *(b"<table>", b"<note>", b"<w:del>", b"<div type='document'>", b"charset=utf-16", b"=?utf-8?b?", b"?=", b"base64"),
    *(
        b"\nFrom ",
        b"\n--b\n",
        b"\n--b--\n",
        b"Content-Type: message/rfc822\n\n",
        b"Content-Length: -1\r\n",
        b"WARC/1.0\r\n",
    ),
    *(b"%%EOF", b"endobj", b"obj", b"stream\n", b"/Kids [2 0 R]", b"/Prev 0", b"xref", b"/Length 99999999"),
    *(b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x1f\x8b"),
)
MOST = 60_000
"""Bytes that a damaged file may have: what is hostile by size is tested apart."""


def damaged(name: str, dice: random.Random) -> bytes:
    """The good file of this name with some damage; one that is packed is mostly damaged inside."""
    if name in FLAT or dice.random() < 0.3:
        return _havoc(good(name), dice)
    members, pack = PACKED[name]
    inside = dict(members)
    for _ in range(dice.choice((1, 1, 2))):
        victim = dice.choice(sorted(inside))
        if dice.random() < 0.1 and len(inside) > 1:
            del inside[victim]
        else:
            inside[victim] = _havoc(inside[victim], dice)
    try:
        return pack(inside)
    except KeyError:
        return pack(members)


def renamed(name: str, dice: random.Random) -> str:
    """Mostly the name it has, at times another format's or none."""
    chance = dice.random()
    if chance < 0.9:
        return name
    return dice.choice(NAMES) if chance < 0.97 else "stdin"


def _havoc(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 2, 3, 5, 8, 20))):
        data = _operation(data, dice)[:MOST]
    return data


def _operation(data: bytes, dice: random.Random) -> bytes:
    """The data with a piece taken out, and something else or nothing in its place."""
    at, length = dice.randint(0, len(data)), dice.choice((1, 1, 2, 4, 16, 64, 512))
    chance = dice.randrange(9)
    if chance == 0:
        return data[:at]
    gone = length if chance in (1, 2, 3) else 0
    return data[:at] + _piece(chance, data, at, length, dice) + data[at + gone :]


def _piece(chance: int, data: bytes, at: int, length: int, dice: random.Random) -> bytes:
    if chance == 1:
        return b""
    if chance in (2, 4):
        return dice.randbytes(length)
    if chance == 3:
        return data[at : at + length] * dice.choice((2, 3, 50))
    if chance in (5, 6):
        return dice.choice(TOKENS)
    source = good(dice.choice(NAMES)) if chance == 7 else data
    cut = dice.randint(0, len(source))
    return source[cut : cut + length * 8]
