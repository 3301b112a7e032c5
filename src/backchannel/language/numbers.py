"""Numbers in words and digits: their pattern and their value."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "data" / "numbers.toml").read_text("utf-8"))


def _table(name: str) -> dict[str, float]:
    return {word: float(value) for word, value in _DATA[name].items() if word != "example"}


CARDINALS = _table("cardinals")
MULTIPLIERS = _table("multipliers")
SUFFIXES = _table("suffixes")
FRACTIONS = _table("fractions")
ORDINALS = _table("ordinals")
ORDINALS |= {
    f"{ten}-{word}": CARDINALS[ten] + value
    for ten in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    for word, value in ORDINALS.items()
    if value < 10
}


def alternatives(words: object) -> str:
    """A pattern that matches one of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]  # an iterable of words


_WORD = alternatives([*CARDINALS, *MULTIPLIERS])
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?![\d,])|\d+(?:\.\d+)?)"
SPELLED = rf"(?:(?:an?[ ](?={alternatives(MULTIPLIERS)}))?(?:{_WORD})s?(?:(?:[ -]|[ ]and[ ])(?:{_WORD})\b)*)"
ORDINAL = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{alternatives(ORDINALS)})"

_MIXED = re.compile(rf"(?P<digits>{DIGITS})(?P<rest>(?:[ -](?:{alternatives(MULTIPLIERS)}))*)", re.IGNORECASE)


def number(text: str) -> float | None:
    """The value of ``text`` ("1,500", "two hundred and five", "3.2 million", "a dozen"); None where it is none."""
    words = text.strip().lower()
    mixed = _MIXED.fullmatch(words)
    if mixed:
        value = float(mixed["digits"].replace(",", "").replace(" ", ""))
        for word in re.findall(r"[a-z]+", mixed["rest"]):
            value *= MULTIPLIERS[word]
        return value
    return _spelled(re.findall(r"[a-z]+", words))


def _spelled(words: list[str]) -> float | None:
    total = part = 0.0
    seen = False
    for raw in words:
        word = raw if raw in CARDINALS or raw in MULTIPLIERS else raw.removesuffix("s")
        if word in CARDINALS:
            part += CARDINALS[word]
        elif word in MULTIPLIERS:
            part = (part or 1.0) * MULTIPLIERS[word]
            if MULTIPLIERS[word] >= 1000:
                total, part = total + part, 0.0
        elif raw in ("a", "an", "and"):
            continue
        else:
            return None
        seen = True
    return total + part if seen else None


def ordinal(text: str) -> int | None:
    """The place that ``text`` names ("third", "21st"); None where it is no ordinal."""
    word = text.strip().lower().replace(" ", "-")
    if word in ORDINALS:
        return int(ORDINALS[word])
    digits = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", word)
    return int(digits[1]) if digits else None
