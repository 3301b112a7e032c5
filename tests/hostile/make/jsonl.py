"""JSON lines: the open half."""

from __future__ import annotations

import json

from tests.hostile.make.registry import case
from tests.hostile.make.tables import line
from tests.hostile.make.words import (
    ALGIERS,
    DAMAGED,
    DAYTON,
    EVIAN,
    HAVANA,
    INDUS,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PEKING,
    PRESPA,
    TOO_DEEP,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("jsonl/half_surrogates.jsonl", "read", has=[OSLO])
def half_surrogates() -> bytes:
    """Texts, keys and titles with halves of surrogate pairs, which JSON can write and UTF-8 cannot."""
    odd = '{"title": "\\ud83d", "\\udc00": 1, "text": "Half \\ud800 of it. ' + EVIAN.text + '"}\n'
    return (line(OSLO) + odd).encode()


@case("jsonl/nested_100000.jsonl", "read", has=[HAVANA], reason=TOO_DEEP + DAMAGED)
def nested_100000() -> bytes:
    """The second line holds 100,000 arrays within each other; it is left and named."""
    return (line(HAVANA) + '{"a": ' + "[" * 100_000 + "]" * 100_000 + ', "text": "hush"}\n').encode()


@case("jsonl/line_of_50_megabytes.jsonl", "either", has=[], reason=TOO_MUCH, big=True)
def line_of_50_megabytes() -> bytes:
    """One line, one text, fifty megabytes."""
    return b'{"text": "' + b"hush " * 10_000_000 + b'"}\n'


@case("jsonl/bom_and_windows_lines.jsonl", "read", has=[PRESPA, TRIESTE], parts=2)
def bom_and_windows_lines() -> bytes:
    """A byte-order mark, the line ends of Windows, empty lines, and no line end at the end."""
    return b"\xef\xbb\xbf" + (line(PRESPA) + "\n  \n" + line(TRIESTE)).replace("\n", "\r\n").rstrip().encode()


@case("jsonl/cut_off.jsonl", "read", has=[ALGIERS], parts=1, reason=("line 2", "line", *DAMAGED))
def cut_off() -> bytes:
    """It ends in the middle of the second line."""
    return (line(ALGIERS) + line(DAYTON)[:90]).encode()


@case("jsonl/utf16.jsonl", "either", has=[PEKING], reason=UNKNOWN + DAMAGED)
def utf16() -> bytes:
    """UTF-16, as an editor saved it."""
    return line(PEKING).encode("utf-16")


@case("jsonl/no_line_ends.jsonl", "either", has=[HAVANA], reason=DAMAGED)
def no_line_ends() -> bytes:
    """Two objects in one line."""
    return (line(HAVANA).rstrip() + line(MUSCAT)).encode()


@case("jsonl/one_array.jsonl", "either", has=[INDUS], reason=DAMAGED + UNKNOWN)
def one_array() -> bytes:
    """One array of objects over many lines, under the name of JSON lines."""
    return json.dumps([{"text": INDUS.text}], indent=1).encode()


@case("jsonl/lines_300000.jsonl", "either", reason=TOO_MUCH + NO_TEXT + DAMAGED, big=True)
def lines_300000() -> bytes:
    """Three hundred thousand lines that cannot be read."""
    return b'{"text": 1}\n' * 150_000 + b"{\n" * 150_000
