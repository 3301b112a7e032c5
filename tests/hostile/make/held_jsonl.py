"""JSON lines: the held half."""

from __future__ import annotations

import json

from tests.hostile.make.registry import case
from tests.hostile.make.tables import line
from tests.hostile.make.words import (
    BEAGLE,
    CAMP_DAVID,
    CONTADORA,
    DAMAGED,
    EVIAN,
    GOOD_FRIDAY,
    HELSINKI,
    INDUS,
    MUSCAT,
    NO_TEXT,
    OSLO,
    PARIS,
    REYKJAVIK,
    TASHKENT,
)


@case("jsonl/numbers.jsonl", "read", has=[MUSCAT, INDUS])
def numbers() -> bytes:
    """A number of 100,000 digits, NaN, infinities, 1e999999 and -0 as identities and dates; two texts are sound."""
    odd = "".join(
        f'{{"id": {n}, "date": {n}, "text": "hush"}}\n'
        for n in ("9" * 100_000, "NaN", "-Infinity", "1e999999", "-0", "0x10")
    )
    return (line(MUSCAT) + odd + line(INDUS)).encode()


@case("jsonl/keys_twice.jsonl", "either", has=[PARIS], reason=DAMAGED)
def keys_twice() -> bytes:
    """The second line has the key text twice, with different words."""
    return (line(PARIS) + f'{{"text": "{TASHKENT.text}", "text": "{REYKJAVIK.text}"}}\n').encode()


@case("jsonl/bad_line_among_good.jsonl", "read", has=[BEAGLE, CAMP_DAVID], parts=2, reason=("line 2", "line", *DAMAGED))
def bad_line_among_good() -> bytes:
    """The second of three lines is not UTF-8 and no JSON; the others are read, and it is named."""
    return line(BEAGLE).encode() + b'{"text": "caf\xe9 \xff\xfe"\n' + line(CAMP_DAVID).encode()


@case("jsonl/texts_that_are_none.jsonl", "read", has=[GOOD_FRIDAY], parts=1)
def texts_that_are_none() -> bytes:
    """The text is a number, a list, an object, null, true, empty, blanks, or missing; one line is sound."""
    odd = [1, ["a"], {"text": "x"}, None, True, "", " \n\t"]
    made = "".join(json.dumps({"text": value}) + "\n" for value in odd)
    return (made + '{"other": 1}\n[1, 2]\n"text"\n17\nnull\n' + line(GOOD_FRIDAY)).encode()


@case("jsonl/ids_that_steer.jsonl", "read", has=[HELSINKI, CONTADORA, OSLO], hides=["\x1b["], parts=3)
def ids_that_steer() -> bytes:
    """Identities that lead out of any folder, hold escapes, have 100,000 letters, are the same, or are objects."""
    bad = "../../../../x\x1b[2J\u202e\0" + "y" * 100_000
    return (line(HELSINKI, id=bad) + line(CONTADORA, id=bad) + line(OSLO, id={"a": [1]})).encode()


@case("jsonl/nuls_in_texts.jsonl", "read", has=[EVIAN])
def nuls_in_texts() -> bytes:
    """Escaped NULs and controls, and words that change direction, within the text."""
    return json.dumps({"text": f"\0\0\x1b[2J\u202e{EVIAN.text}\u2028\x85"}).encode() + b"\n"


@case("jsonl/empty.jsonl", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""


@case("jsonl/metadata_of_wrong_kinds.jsonl", "read", has=[PARIS], parts=1)
def metadata_of_wrong_kinds() -> bytes:
    """Title, author, date, language and address are lists, objects, numbers, and texts of a megabyte."""
    more = {
        "title": ["a", {"b": 1}],
        "author": {"name": "x"},
        "date": 20170314,
        "language": "x" * 1_000_000,
        "url": "javascript:alert(1)",
        "publisher": None,
    }
    return line(PARIS, **more).encode()
