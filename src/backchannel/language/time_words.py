"""The words of the time grammar, as tables and as pieces of patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from backchannel.language.numbers import CARDINALS, ORDINALS, alternatives, number

_DATA: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "data" / "times.toml").read_text("utf-8"))


def table(name: str) -> dict[str, Any]:
    """One table of the data, its example left out."""
    return {word: value for word, value in _DATA[name].items() if word != "example"}


def examples() -> dict[str, str]:
    """The example sentence of each table."""
    return {name: str(entry["example"]) for name, entry in _DATA.items()}


MONTHS: dict[str, int] = table("months")
WEEKDAYS: dict[str, int] = table("weekdays")
SEASONS: dict[str, tuple[str, int, int]] = {word: tuple(value) for word, value in table("seasons").items()}
PARTS: dict[str, str] = table("parts")
UNITS: dict[str, str] = table("units")
DECADES: dict[str, int] = table("decades")

MONTH = f"(?:{alternatives(MONTHS)})(?![a-z])"
_FULL_WEEKDAYS = alternatives(word for word in WEEKDAYS if word.endswith("day"))
WEEKDAY = f"(?:(?:{_FULL_WEEKDAYS})|(?:{alternatives(WEEKDAYS)})\\.?)(?![a-z])"
SEASON = f"(?i:{alternatives(SEASONS)})(?![a-z])"
UNIT = f"(?i:{alternatives(UNITS)})(?:e?s)?(?![a-z])"
LONG_UNIT = "(?i:day|night|weekend|week|month|quarter|year|decade|century)"
YEAR = r"(?:1\d\d\d|20\d\d)(?![\d%]|[.,]\d)"
DAY = (
    r"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d.,:]*\d)"
    f"|(?i:{alternatives(word for word, value in ORDINALS.items() if value <= 31)})(?![a-z]))"
)
DEICTIC_YEAR = "(?i:this|last|next|that|the same|the following|the next|the previous|the preceding|the current) year"
OF_YEAR = rf"(?:,? (?:of |in )?(?P<year>{YEAR})|,? (?P<short>'\d\d)(?!\d)|,? (?:of )?(?P<deictic>{DEICTIC_YEAR}))"
_NOUN_PARTS = (
    "beginning|start|opening|middle|end|close|(?:first|second|latter) half|(?:first|second"
    "|third|fourth|last|final) (?:quarter|week)"
)
PART = (
    rf"(?:(?:(?i:the ))?(?:very )?(?P<part>(?i:{_NOUN_PARTS}))(?: (?:months|weeks|days))? of (?:the )?"
    r"|(?P<part2>(?i:(?:very )?early|(?:very )?late|mid))(?:-| in the | in | ))"
)
_TENS = alternatives(word for word, value in CARDINALS.items() if value >= 20)
_ONES = alternatives(word for word, value in CARDINALS.items() if 0 < value < 10)
_SMALL = alternatives(word for word, value in CARDINALS.items() if 0 < value < 20)
COUNT = (
    rf"(?:\d{{1,3}}(?:\.\d)?|(?i:(?:an?|{_ONES}) (?:hundred|thousand)|(?:{_TENS})(?:[ -]"
    rf"(?:{_ONES}))?|{_SMALL}|an?)(?![a-z]))"
)
FEW = r"(?i:several|some|a few|few|many|a couple of|a number of|a dozen|half an?)"
QUALIFIED = (
    r"(?:(?i:full|long|more|short|consecutive|straight|successive|solid|whole|entire|additional|extra|further"
    r"|trading|business|working|calendar) )?"
)
APPROXIMATE = (
    r"(?:(?i:about|around|some|roughly|nearly|almost|more than|less than|at least|up to"
    r"|a little over|just over|just under|over) )?"
)


def lowered(*tables: Iterable[str]) -> frozenset[str]:
    """The first words of table entries in lower case, with their plurals: what a text must have for a rule."""
    words = {re.findall(r"[a-z]+", entry.lower())[0] for entries in tables for entry in entries}
    return frozenset(words | {word + "s" for word in words})


MONTH_WORDS = lowered(MONTHS)
SEASON_WORDS = lowered(SEASONS)
UNIT_WORDS = lowered(UNITS)
WEEKDAY_WORDS = lowered(WEEKDAYS)
DIGIT = frozenset({"0"})


def count(text: str) -> float | None:
    """How many units the words before a unit say ("a", "three", "half a"); None where they are vague."""
    words = text.strip().lower()
    if words in ("a", "an"):
        return 1.0
    if words.startswith("half"):
        return 0.5
    if words == "a couple of":
        return 2.0
    return None if words in ("some", "few", "a few", "several", "many", "a number of") else number(words)


_IN_SMALLER = {"W2": (2, "W"), "Q": (3, "M"), "E": (10, "Y"), "C": (100, "Y")}


def unit(text: str) -> str:
    """The TIMEX3 letter of a unit in the singular or plural."""
    word = text.lower()
    return UNITS.get(word) or UNITS.get(word.removesuffix("s")) or UNITS[word.removesuffix("es")]


def duration(amount: float | None, letter: str) -> str:
    """The TIMEX3 value of so many units, in the designators of ISO 8601: P3Y, PT2H, P15Y; an unknown amount is X."""
    if letter in _IN_SMALLER:
        factor, letter = _IN_SMALLER[letter]
        amount = None if amount is None else amount * factor
    digits = "X" if amount is None else f"{amount:g}"
    return f"PT{digits}{letter[1]}" if letter.startswith("T") else f"P{digits}{letter}"
