"""Plain text: the open half."""

from __future__ import annotations

from tests.hostile.make import bombs
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    CAMP_DAVID,
    CONTADORA,
    DAMAGED,
    DAYTON,
    EVIAN,
    GOOD_FRIDAY,
    HELSINKI,
    INDUS,
    MUSCAT,
    NO_TEXT,
    PEKING,
    TOO_MUCH,
    UNKNOWN,
)


@case("txt/surrogates_in_utf8.txt", "read", has=[EVIAN], parts=1)
def surrogates_in_utf8() -> bytes:
    """Halves of surrogate pairs as three bytes each, and letters beyond the last."""
    return (
        EVIAN.text.encode() + b" It was \xed\xa0\x80 and \xed\xb0\x80 and \xf4\x90\x80\x80 and \xf8\x88\x80\x80\x80.\n"
    )


@case("txt/utf16_big_no_mark.txt", "read", has=[MUSCAT], parts=1)
def utf16_big_no_mark() -> bytes:
    """UTF-16, the high byte first, without a mark."""
    return MUSCAT.text.encode("utf-16-be")


@case("txt/utf16_odd.txt", "read", has=[INDUS], parts=1)
def utf16_odd() -> bytes:
    """UTF-16 with its mark, half of a surrogate pair, and a byte too many at the end."""
    return b"\xff\xfe" + INDUS.text.encode("utf-16-le") + b"\x00\xd8" + b" \0.\0" + b"x"


@case("txt/escapes.txt", "read", has=[CAMP_DAVID], parts=1)
def escapes() -> bytes:
    """A transcript of a terminal: escape sequences, backspaces, bells, and a title for the window."""
    return b"\x1b]0;pwned\x07\x1b[2J\x1b[31m" + CAMP_DAVID.text.encode() + b"\x1b[0m\x08\x08\r\x07\n"


@case("txt/blanks_only.txt", "refused", reason=NO_TEXT)
def blanks_only() -> bytes:
    """Blanks, tabs, line ends, blanks of no width, and a byte-order mark."""
    return b"\xef\xbb\xbf \t\r\n\xe2\x80\x8b\xc2\xa0\xe2\x80\xa8\n" * 50


@case("txt/mark_only.txt", "refused", reason=NO_TEXT)
def mark_only() -> bytes:
    """Nothing but a byte-order mark."""
    return b"\xff\xfe"


@case("txt/word_of_a_million.txt", "either", has=[DAYTON], reason=TOO_MUCH)
def word_of_a_million() -> bytes:
    """After a paragraph one word of a million letters."""
    return DAYTON.text.encode() + b"\n\n" + b"x" * 1_000_000 + b"\n"


@case("txt/words_for_patterns.txt", "either", has=[GOOD_FRIDAY], reason=TOO_MUCH)
def words_for_patterns() -> bytes:
    """What makes careless patterns take forever: runs of blanks, quotes, brackets, dots, digits, capitals, colons
    and commas."""
    runs = (" ", '"', "(", "[1] ", ".", "1,", "A.", "From: ", "\t", "-", "Mr. ", "“", "1971-", "and ", "’")
    return (GOOD_FRIDAY.text + "\n\n" + "".join(f"{run * 1_000}x\n\n" for run in runs)).encode()


@case("txt/sentence_of_20000_words.txt", "either", has=[PEKING], reason=TOO_MUCH)
def sentence_of_20000_words() -> bytes:
    """After a paragraph a sentence of twenty thousand words, all of them names and verbs."""
    return f"{PEKING.text}\n\n{'France met Algeria and Britain told Ireland that ' * 2_500}nothing happened.\n".encode()


@case("txt/program.txt", "refused", reason=UNKNOWN + DAMAGED)
def program() -> bytes:
    """A program under the name of a text."""
    return b"\x7fELF\x02\x01\x01" + bytes((n * n * 31 + n) % 256 for n in range(20_000))


@case("txt/packed.txt", "either", has=[HELSINKI], reason=UNKNOWN + DAMAGED)
def packed() -> bytes:
    """Packed by gzip, under the name of a text."""
    return bombs.gzipped(HELSINKI.text.encode())


@case("txt/mostly_nuls.txt", "either", has=[CONTADORA], reason=UNKNOWN + DAMAGED)
def mostly_nuls() -> bytes:
    """A paragraph, and the 100,000 zeros that a crash of the disk left behind it."""
    return CONTADORA.text.encode() + bytes(100_000)
