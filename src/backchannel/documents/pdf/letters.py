"""Single characters as fonts name them, to the letters they stand for.

Ligatures and the positional forms of Arabic letters are taken apart (Unicode Standard, chapter 23.8 and 9.2:
compatibility decomposition); nothing else is normalised.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

UNKNOWN = "\ufffd"
SOFT_HYPHEN = "\u00ad"

_OTHER = {
    **dict.fromkeys((0x02, 0xFFFE, 0x2010, 0x2011), "-"),
    **dict.fromkeys((0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0xF06E, 0xF06C, 0xF0A8), "•"),
    0xF001: "fi",
    0xF002: "fl",
}
"""PDFium gives 2 or U+FFFE for a hyphen that parts a word at a line's end. Symbol and Wingdings have their bullets, and
old fonts of Adobe and Apple their ligatures, in the private use area."""
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303",
    "¯": "\u0304", "ˇ": "\u030c", "˚": "\u030a", "¸": "\u0327", "˙": "\u0307", "˝": "\u030b", "˘": "\u0306",
    "˛": "\u0328", "ı": "",
}  # fmt: skip


@lru_cache(maxsize=4096)
def letters(code: int) -> str:
    """The letters of one character; empty for what is not printed, U+FFFD where it cannot be told."""
    if code in _OTHER:
        return _OTHER[code]
    character = chr(code)
    if _is_form(code):
        return unicodedata.normalize("NFKC", character).strip()
    category = unicodedata.category(character)
    if category in ("Co", "Cn") or code == 0xFFFD:
        return UNKNOWN
    if category == "Cc" or (category == "Cf" and code != 0xAD and not _shapes(code)):
        return ""
    return character


def _is_form(code: int) -> bool:
    """Whether it is a ligature, or the form that an Arabic or Hebrew letter takes at its place in a word."""
    return 0xFB00 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFE


def _shapes(code: int) -> bool:
    """Whether it is an invisible sign that words need (zero-width joiners in Persian and Urdu)."""
    return code in (0x200C, 0x200D)


def accented(one: str, other: str) -> str | None:
    """The letter of two characters printed over each other, one of which is an accent; None where they are none."""
    for accent, letter in ((one, other), (other, one)):
        mark = _ACCENTS.get(accent)
        if mark and len(letter) == 1:
            whole = unicodedata.normalize("NFC", {"ı": "i", "ȷ": "j"}.get(letter, letter) + mark)
            if len(whole) == 1:
                return whole
    return None


def is_accent(character: str) -> bool:
    """Whether it is an accent that stands for itself, as old fonts print it over a letter."""
    return character in _ACCENTS
