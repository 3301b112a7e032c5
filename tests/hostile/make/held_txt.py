"""Plain text: the held half."""

from __future__ import annotations

from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    DAMAGED,
    HAVANA,
    NO_TEXT,
    OSLO,
    PARIS,
    PRESPA,
    REYKJAVIK,
    TASHKENT,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("txt/line_of_50_megabytes.txt", "refused", reason=TOO_MUCH, big=True)
def line_of_50_megabytes() -> bytes:
    """One line of fifty million letters; it would take a day to read."""
    return b"hush " * 10_000_000


@case("txt/overlong_utf8.txt", "read", has=[OSLO], hides=["/etc/passwd"], parts=1)
def overlong_utf8() -> bytes:
    """A slash in two and three bytes, which UTF-8 forbids: it must not become a slash."""
    return OSLO.text.encode() + b" The path was \xc0\xafetc\xe0\x80\xafpasswd.\n"


@case("txt/utf32.txt", "either", has=[HAVANA], reason=UNKNOWN + DAMAGED)
def utf32() -> bytes:
    """UTF-32 with its mark, which begins like that of UTF-16."""
    return HAVANA.text.encode("utf-32")


@case("txt/marks_inside.txt", "read", has=[PARIS, TASHKENT], parts=1)
def marks_inside() -> bytes:
    """Files that somebody joined: byte-order marks stand in the middle."""
    return b"\xef\xbb\xbf" + PARIS.text.encode() + b"\n\n\xef\xbb\xbf" + TASHKENT.text.encode() + b"\n\xff\xfe\n"


@case("txt/two_encodings.txt", "read", has=[REYKJAVIK, BEAGLE], parts=1)
def two_encodings() -> bytes:
    """A paragraph in UTF-8 with accents, and one in Windows-1252 with accents."""
    return f"Café. {REYKJAVIK.text}\n\n".encode() + f"Protégé – “so”. {BEAGLE.text}\n".encode("cp1252")


@case("txt/directions.txt", "read", has=[PRESPA], parts=1)
def directions() -> bytes:
    """Marks that change direction, 20,000 of them, never ended; invisible letters within words."""
    return f"{PRESPA.text} {chr(0x202E) * 20_000} It{chr(0x200B)} was{chr(0xAD)} so{chr(0x2066)}.\n".encode()


@case("txt/accents_200000.txt", "either", has=[TRIESTE], reason=TOO_MUCH)
def accents_200000() -> bytes:
    """One letter under 200,000 accents, which some ways to normalise sort again and again."""
    return f"{TRIESTE.text}\n\na{chr(0x301) * 100_000}{chr(0x316) * 100_000}\n".encode()


@case("txt/lines_3_million.txt", "either", has=[ALGIERS], reason=TOO_MUCH + NO_TEXT, big=True)
def lines_3_million() -> bytes:
    """Three million empty lines after a paragraph."""
    return ALGIERS.text.encode() + b"\n" * 3_000_000


@case("txt/empty.txt", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""


@case("txt/one_letter.txt", "either", reason=NO_TEXT)
def one_letter() -> bytes:
    """One letter."""
    return b"x"


@case("txt/picture.txt", "refused", reason=UNKNOWN + DAMAGED)
def picture() -> bytes:
    """A picture under the name of a text."""
    return (
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
        + bytes((n * n * 31 + n) % 256 for n in range(20_000))
        + b"\xff\xd9"
    )
