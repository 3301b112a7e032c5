"""One way of comparing spellings: case, accents, apostrophes and dashes set aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPECIAL = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "AE"}
)
_BREAKS = re.compile(r"[^\w&]+|_")


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """One word without case and accents."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.translate(_SPECIAL))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def fold(text: str) -> str:
    """A whole name as its folded words, with one space between; '&' reads 'and', 'St.' reads 'saint'."""
    words = [fold_word(w) for w in _BREAKS.split(text.replace("&", " and ").replace("'", "").replace("’", "")) if w]
    return " ".join("saint" if w == "st" else w for w in words)
