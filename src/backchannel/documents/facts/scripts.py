"""In which script words are written: that of most of their letters.

Ranges are the blocks of Unicode's Blocks.txt, joined where one way of writing uses several (kana and ideographs).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0041, "Latin"), (0x0370, "Greek"), (0x0400, "Cyrillic"), (0x0530, "Armenian"), (0x0590, "Hebrew"),
    (0x0600, "Arabic"), (0x0700, "Syriac"), (0x0750, "Arabic"), (0x0780, "Thaana"), (0x07C0, "other"),
    (0x08A0, "Arabic"), (0x0900, "Devanagari"), (0x0980, "Bengali"), (0x0A00, "Gurmukhi"), (0x0A80, "Gujarati"),
    (0x0B00, "Oriya"), (0x0B80, "Tamil"), (0x0C00, "Telugu"), (0x0C80, "Kannada"), (0x0D00, "Malayalam"),
    (0x0D80, "Sinhala"), (0x0E00, "Thai"), (0x0E80, "Lao"), (0x0F00, "Tibetan"), (0x1000, "Burmese"),
    (0x10A0, "Georgian"), (0x1100, "Hangul"), (0x1200, "Ethiopic"), (0x13A0, "other"), (0x1780, "Khmer"),
    (0x1800, "Mongolian"), (0x18B0, "other"), (0x1C90, "Georgian"), (0x1CC0, "other"), (0x1E00, "Latin"),
    (0x1F00, "Greek"), (0x2000, "other"), (0x2C60, "Latin"), (0x2C80, "other"), (0x2D00, "Georgian"),
    (0x2D30, "other"), (0x2E80, "Han"), (0x3130, "Hangul"), (0x3190, "Han"), (0xA000, "other"), (0xA640, "Cyrillic"),
    (0xA6A0, "other"), (0xA720, "Latin"), (0xA800, "other"), (0xAB30, "Latin"), (0xAB70, "other"),
    (0xAC00, "Hangul"), (0xD800, "other"), (0xF900, "Han"), (0xFB00, "Latin"), (0xFB13, "Armenian"),
    (0xFB1D, "Hebrew"), (0xFB50, "Arabic"), (0xFE20, "other"), (0xFE70, "Arabic"), (0xFF00, "Latin"),
    (0xFF66, "Han"), (0xFFA0, "Hangul"), (0xFFE0, "other"), (0x1B000, "Han"), (0x1B170, "other"), (0x20000, "Han"),
)  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]

OF_ONE_LANGUAGE = {
    "Armenian": "hy", "Georgian": "ka", "Greek": "el", "Gujarati": "gu", "Gurmukhi": "pa", "Hangul": "ko",
    "Hebrew": "he", "Kannada": "kn", "Khmer": "km", "Lao": "lo", "Malayalam": "ml", "Oriya": "or", "Sinhala": "si",
    "Tamil": "ta", "Telugu": "te", "Thaana": "dv", "Thai": "th",
}  # fmt: skip
"""Scripts in which nearly all that is written is in one language, by its ISO 639 code."""

_WEIGHT = {"Han": 3, "Hangul": 2}
"""Letters of an alphabet that one character is worth."""


class Written(NamedTuple):
    """The script of some words, and their letters in it (an ideograph counts for three)."""

    script: str
    letters: int


def written(words: str) -> Written:
    """The script that most letters of ``words`` are in; ``other`` with 0 where there is no letter."""
    if words.isascii():
        letters = sum(map(str.isalpha, words))
        return Written("Latin" if letters else "other", letters)
    counts = Counter(_BLOCKS[bisect_right(_STARTS, ord(c)) - 1][1] for c in words if c.isalpha())
    if not counts:
        return Written("other", 0)
    weighed = {script: count * _WEIGHT.get(script, 1) for script, count in counts.items()}
    script = max(sorted(weighed), key=weighed.__getitem__)
    return Written(script, weighed[script])
