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
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
DIGITS = r"(?:\d{0,3}[½¼¾]|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?![\d,])|\d+(?:\.\d+)?)"
SPELLED = rf"(?:(?:an?[ ](?={alternatives(MULTIPLIERS)}))?(?:{_WORD})\b(?:(?:[ -]|[ ]and[ ])(?:{_WORD})\b)*)"
ORDINAL = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{alternatives(ORDINALS)})"

_MIXED = re.compile(rf"(?P<digits>{DIGITS})(?P<rest>(?:[ -](?:{alternatives(MULTIPLIERS)}))*)", re.IGNORECASE)


def number(text: str) -> float | None:
    """The value of ``text`` ("1,500", "two hundred and five", "3.2 million", "a dozen"); None where it is none."""
    words = text.strip().lower()
    if words[-1:] in _VULGAR:
        return float(words[:-1] or 0) + _VULGAR[words[-1]]
    whole, half, rest = words.partition(" and a half")
    if half:
        return _and_a_half(number(whole), rest.split())
    mixed = _MIXED.fullmatch(words)
    if mixed:
        value = float(mixed["digits"].replace(",", "").replace(" ", ""))
        for word in re.findall(r"[a-z]+", mixed["rest"]):
            value *= MULTIPLIERS[word]
        return value
    spoken = re.findall(r"[a-z]+", words)
    if spoken and spoken[0] == "half":
        return _scaled(0.5, spoken[1:])
    if "quarter" in spoken or "quarters" in spoken:
        return _scaled(0.75 if spoken[0] == "three" else 0.25, spoken[1:])
    return _spelled(spoken)


def _and_a_half(whole: float | None, rest: list[str]) -> float | None:
    """Two and a half million; a million and a half."""
    if whole is None:
        return None
    if rest:
        return (whole + 0.5) * MULTIPLIERS.get(rest[0], 1.0)
    return whole * 1.5 if whole in MULTIPLIERS.values() else whole + 0.5


def _scaled(factor: float, words: list[str]) -> float | None:
    """Half a million, three quarters of a million, half a (mile): the factor times the large number that ends them."""
    if words in (["a"], ["an"]):
        return factor
    large = MULTIPLIERS.get(words[-1]) if words else None
    return factor * large if large else None


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
