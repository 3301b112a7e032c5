"""The patterns of quantities, built from data/quantities.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from backchannel.language.numbers import CARDINALS, DIGITS, MULTIPLIERS, ORDINAL, SPELLED, SUFFIXES, alternatives

_DATA: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "quantities.toml").read_text("utf-8")
)


def _table(name: str) -> dict[str, Any]:
    return {word: value for word, value in _DATA[name].items() if word != "example"}


SYMBOLS: dict[str, str] = _table("symbols")
CURRENCIES: dict[str, str] = _table("currencies")
MEASURES: dict[str, str] = _table("measures")
COUNTED: dict[str, str] = _table("counted")
BOUNDS: dict[str, str] = _table("bounds")
HORDES: dict[str, float] = _table("hordes")
_CODES: list[str] = _DATA["codes"]["words"]

_LARGE = alternatives(MULTIPLIERS)
_SCALE = rf"(?: ?(?:{alternatives(SUFFIXES)})\b|[ -](?:{_LARGE})\b(?: (?:{_LARGE})\b)?)"
_SYMBOL = rf"(?:{alternatives(SYMBOLS)})(?<![A-Za-z](?=[a-z]))"
_RUPEES = r"(?:Rs\.?|Rupees)"
_NUMBER = rf"(?:{DIGITS}|(?i:half an?(?= (?:{_LARGE}))|{SPELLED}))"

AMOUNT = re.compile(
    rf"(?:\b(?P<bound>(?i:{alternatives(BOUNDS)})) (?:the )?)?"
    rf"(?:\b(?i:between|from) )?"
    rf"(?:(?<![\w$])(?P<symbol>{_SYMBOL}|{_RUPEES}) ?|\b(?P<code>{alternatives(_CODES)}) ?)?"
    rf"(?<![\w.,/])(?<![\w]-)(?P<first>{_NUMBER})(?P<scale>{_SCALE})?(?![\w])(?!-\d\d-)"
    rf"(?:(?: ?[-–—] ?| (?:to|or|and) )(?P<symbol2>{_SYMBOL}|{_RUPEES} ?)?(?P<second>{_NUMBER})(?P<scale2>{_SCALE})?(?![\w,.]\d|\w))?"
)
UNIT_AFTER = re.compile(
    rf"[ -]?(?:(?P<money>(?:{alternatives(CURRENCIES)})s?|{alternatives(_CODES)})|(?P<measure>{alternatives(MEASURES)}))(?!\w)"
)
RANK = re.compile(
    rf"\b(?:rank(?:ed|ing|s)? (?:as )?(?:the )?)(?P<place>{ORDINAL})(?: (?i:worldwide|in the world|globally))?\b"
    rf"|(?P<superlative>(?i:{ORDINAL}))[ -](?i:{alternatives(_DATA['superlatives']['words'])})\b"
    r"|\b(?i:number) (?P<number>one|two|three|four|five)\b"
)
HORDE = re.compile(rf"(?<!\w )\b(?P<horde>(?i:{alternatives(HORDES)}))(?= of\b| [a-z]+)")
TIMES = re.compile(rf"\b(?:(?P<twice>(?i:twice))|(?P<number>(?i:{alternatives(CARDINALS)})|\d+)(?: times|-?fold))\b")
LABEL = re.compile(rf"(?:(?<!\w)(?i:{alternatives(_DATA['labels']['words'])})|[#§(\[]|\b[A-Z][a-z]*-) ?$")
NAME_AFTER = re.compile(r"-[A-Z]|[a-z]*[)\]]")
DEFINITE = re.compile(r"\b(?:the|these|those|his|her|its|their|our|all) $", re.IGNORECASE)
TRIGGER = re.compile(rf"\d|(?i:\b(?:{alternatives((*CARDINALS, *MULTIPLIERS))}|twice)|(?:nd|rd|th|first)\b)")


def scale(words: str | None) -> float | None:
    """The factor of " million", "bn", " hundred thousand"; None where there is none."""
    if not words:
        return None
    factor = 1.0
    for word in re.findall(r"[A-Za-z]+", words):
        factor *= SUFFIXES.get(word) or MULTIPLIERS[word.lower()]
    return factor


def currency(name: str) -> str:
    """The ISO 4217 code of a sign, code or name of a currency."""
    word = name.strip()
    if word in _CODES:
        return word
    if re.fullmatch(r"Rs\.?|Rupees", word):
        return "INR"
    return SYMBOLS.get(word) or CURRENCIES.get(word) or CURRENCIES[word.removesuffix("s")]
