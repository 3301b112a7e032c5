"""The patterns of quantities, built from data/quantities.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backchannel.language.numbers import (
    CARDINALS,
    DIGITS,
    MULTIPLIERS,
    ORDINAL,
    ORDINALS,
    SPELLED,
    SUFFIXES,
    alternatives,
)

_DATA: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "quantities.toml").read_text("utf-8")
)


def _table(name: str) -> dict[str, Any]:
    return {word: value for word, value in _DATA[name].items() if word != "example"}


SYMBOLS: dict[str, str] = _table("symbols")
CURRENCIES: dict[str, str] = _table("currencies")
MEASURES: dict[str, str] = _table("measures")
MONEY: frozenset[str] = frozenset({*SYMBOLS.values(), *CURRENCIES.values(), *_DATA["codes"]["words"]})
COUNTED: dict[str, str] = _table("counted")
BOUNDS: dict[str, str] = _table("bounds")
TAILS: dict[str, str] = _table("tails")
LOOSE: frozenset[str] = frozenset(_DATA["loose"]["words"])
HORDES: dict[str, float] = _table("hordes")
REMAINS: frozenset[str] = frozenset(_DATA["remains"]["words"])
COLLECTIVES: dict[str, str] = _table("collectives")
SUFFERED: frozenset[str] = frozenset(_DATA["suffered"]["words"])
_CODES: list[str] = _DATA["codes"]["words"]

FRACTIONS: dict[str, float] = _table("fractions")
_LOCAL: dict[str, dict[str, str]] = _table("local")
_share_words = "|".join(word.replace(" ", "[ -]") for word in sorted(FRACTIONS, key=len, reverse=True))
_LARGE = alternatives(MULTIPLIERS)
_SCALE = rf"(?:(?! [A-Za-z]-\d) ?(?:{alternatives(SUFFIXES)})\b|[ -](?i:{_LARGE})\b(?: (?i:{_LARGE})\b)?)"
_SYMBOL = rf"(?:{alternatives(SYMBOLS)})(?<![A-Za-z](?=[a-z]))"
_RUPEES = r"(?:Rs\.?|Rupees)"
_HALF = rf"half an?(?= (?:{alternatives(MEASURES)})\b)"
_NUMBER = (
    rf"(?:{DIGITS}|(?i:(?:half|(?:a|three) quarters? of) an? (?:{_LARGE})\b|{_HALF}|{SPELLED})"
    rf"(?: and a half(?: (?:{_LARGE})\b)?)?)"
)

_GLUED = "(?:km|kg|mm|cm|MW|GW|[KMGT]B|kt|m)"
_ENDS = rf"(?:(?!\w)|(?={_GLUED}\b))"
_MONEY = rf"(?:{_SYMBOL}|{_RUPEES}) ?"

AMOUNT = re.compile(
    rf"(?:\b(?P<bound>(?i:{alternatives(BOUNDS)})) (?:the )?)?"
    r"(?:\b(?:(?P<between>(?i:between) )|(?P<from>(?i:from) )))?"
    rf"(?:(?<![\w$])(?P<symbol>{_MONEY})|\b(?P<code>{alternatives(_CODES)}) ?)?"
    rf"(?<![\w.,/+])(?<![\w][-–])(?P<first>{_NUMBER})(?P<scale>{_SCALE})?{_ENDS}(?!-\d\d-)"
    rf"(?:(?(between) and |(?: ?[-–—] ?| (?:to|or|thru) ))(?P<symbol2>{_MONEY})?(?P<second>{_NUMBER})"
    rf"(?P<scale2>{_SCALE})?{_ENDS}(?![,.]\d))?"
    rf"(?P<tail> ?(?:{alternatives(TAILS)})(?!\w))?"
)
UNIT_AFTER = re.compile(
    rf"[ -]?(?:(?P<money>(?:{alternatives(CURRENCIES)})s?|{alternatives(_CODES)})|"
    rf"(?P<measure>{alternatives(MEASURES)}))(?!\w)"
)
RANK = re.compile(
    rf"\b(?:rank(?:ed|ing|s)? (?:as )?(?:the )?)(?P<place>{ORDINAL})(?: (?i:worldwide|in the world|globally))?\b"
    rf"|(?P<superlative>(?i:{ORDINAL}))[ -](?i:{alternatives(_DATA['superlatives']['words'])})\b"
    rf"|(?:(?<=\bis )|(?<=\bwas )|(?<=\bare )|(?<=\bwere )|(?<=\bcame )|(?<=\bfinished )|(?<=\bplaced )|(?<=\bstood ))"
    rf"(?P<standing>{ORDINAL})(?=[.,;]|$| (?:in|among|behind|after|worldwide)\b)"
    r"|\b(?i:number) (?P<number>one|two|three|four|five)\b"
)
HORDE = re.compile(rf"(?<!\d )\b(?P<horde>(?i:{alternatives(HORDES)}))\b(?=[ .,;]|$)")
TIMES = re.compile(
    rf"(?:\b(?P<bound>(?i:{alternatives(BOUNDS)})) )?"
    rf"\b(?:(?P<twice>(?i:twice))(?= (?:as|the|in|a|every|during)\b|[.,;]|(?(bound)|(?!)))|"
    rf"(?P<number>(?i:{alternatives(CARDINALS)})|\d+)(?: times|-?fold))\b"
)
FRACTION = re.compile(
    rf"(?:\b(?P<bound>(?i:{alternatives(BOUNDS)})) )?\b(?P<share>(?i:{_share_words}))\b(?=,? (?:of "
    rf"(?!an? (?:{_LARGE}))|(?<=half )(?:the|its|their|his|her|all)\b)"
    rf"|(?(bound)[,.;]|(?!))|(?<=s)(?!-))"
)
RATIO = re.compile(
    rf"\b(?P<part>(?i:{alternatives(CARDINALS)})|\d+) (?:in|out of)(?: every)? (?P<of>"
    rf"(?i:{alternatives(CARDINALS)})|\d+)\b(?![,.]?\d)"
)
TOLL = re.compile(
    rf"\b(?P<group>(?i:{alternatives(_table('collectives'))})(?:,| of(?: [a-z]+)?| (?:had )?"
    rf"(?:reached|rose to|stood at|was|is|at|to))) $"
)
VOTE = re.compile(
    rf"\b(?:vote[sd]?|voting|adopted|passed|carried)\b[^.;]{{0,24}}?\b(?P<for>{_NUMBER})"
    rf"(?: votes)?(?: (?:to|against)|[-–]) ?(?P<against>{_NUMBER})(?![\w%])"
)
_LABELS = rf"(?<!\w)(?i:{alternatives(_DATA['labels']['words'])})"
LABEL = re.compile(rf"(?:{_LABELS}|[#§\[]|\b[A-Z][a-z]*-) ?$")
LISTED = re.compile(rf"{_LABELS}(?: \d+,?){{1,4}}(?: and)? $")
CHANGE = re.compile(rf"\b(?:{alternatives(_DATA['changes']['words'])})\b[^.;!?]{{0,80}}$", re.IGNORECASE)
RANGING = re.compile(r"\b(?:rang|var)(?:e[sd]?|ing|y|ies|ied|ying) $", re.IGNORECASE)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
IN_YEAR = re.compile(r"(?:\b(?i:in|since|until|till|during|before|after)|\b(?:By|From|Through)) $")
NAME_AFTER = re.compile(r"-[A-Z]|-\d|[a-z]*\]|\)")
RANKED_OF = re.compile(r"(?:\dst|nd|rd|th|first) (?:out )?of $")
NAMED_AFTER = re.compile(r" [\"“‘A-Z]")
NAME_BEFORE = re.compile(r"(?:[A-Z][\w'.-]*|[a-z]{1,2}\.) ?$|(?:^|[.\n] ?)$|\($")
SINGLE: frozenset[str] = frozenset(_DATA["single"]["words"])
_DEMONYMS = _DATA["demonyms"]
DEFINITE = re.compile(r"\b(?:the|these|those|his|her|their|our|all) $", re.IGNORECASE)
_TELLING = {part for table in (CARDINALS, MULTIPLIERS, HORDES, FRACTIONS) for words in table for part in words.split()}
TRIGGER = re.compile(
    rf"\d|(?i:\b(?:{alternatives(_TELLING - {'a', 'of', 'an', 'few', 'several'})}|twice)|(?:nd|rd|th|first)\b)"
)


_ORDINAL_WORDS = {part for word in ORDINALS for part in word.split("-")} | {"st", "nd", "rd", "th", "number"}
_NEEDS: dict[re.Pattern[str], frozenset[str]] = {
    RANK: frozenset(_ORDINAL_WORDS | {"rank", "ranks", "ranked", "ranking"}),
    HORDE: frozenset(word for entry in HORDES for word in entry.split()),
    TIMES: frozenset({"times", "twice", "fold", *(f"{word}fold" for word in CARDINALS)}),
    FRACTION: frozenset(word for entry in FRACTIONS for word in entry.split()),
    RATIO: frozenset({"in", "out"}),
    VOTE: frozenset({"vote", "votes", "voted", "voting", "adopted", "passed", "carried"}),
}


def matches(pattern: re.Pattern[str], text: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern, which is tried only where the text has one of the words it needs."""
    return iter(()) if _NEEDS[pattern].isdisjoint(words) else pattern.finditer(text)


def scale(words: str | None) -> float | None:
    """The factor of " million", "bn", " hundred thousand"; None where there is none."""
    if not words:
        return None
    factor = 1.0
    for word in re.findall(r"[A-Za-z]+", words):
        factor *= SUFFIXES.get(word) or MULTIPLIERS[word.lower()]
    return factor


def share(words: str) -> float:
    """The percentage that a fraction in words stands for."""
    return FRACTIONS[words.lower().replace("-", " ")]


def is_demonym(word: str) -> bool:
    """Whether a capitalised plural names the people of a place ("Danes", "Guatemalans")."""
    return word in _DEMONYMS["words"] or (word[:1].isupper() and word.endswith(tuple(_DEMONYMS["endings"])))


_AIRCRAFT = re.compile(rf"(?:{'|'.join(_DATA['aircraft']['designations'])}|{alternatives(_DATA['aircraft']['names'])})")


def is_aircraft(word: str) -> bool:
    """Whether a word names a type of aircraft, in the singular or the plural ("F-16s", "Rafale")."""
    return bool(_AIRCRAFT.fullmatch(word) or _AIRCRAFT.fullmatch(word.removesuffix("s").removesuffix("'")))


def currency(name: str, before: str = "") -> str:
    """The ISO 4217 code of a sign, code or name of a currency; ``before`` is the text that leads up to it."""
    word = name.strip()
    if word in _CODES:
        return word
    word = "rupee" if word in ("Rs", "Rs.", "Rupees", "₨") else word
    singular = word if word in CURRENCIES or word in SYMBOLS else word.removesuffix("s")
    places = _LOCAL.get(singular, {})
    near = max(((before.rfind(place), code) for place, code in places.items()), default=(-1, ""))
    return near[1] if near[0] >= 0 else SYMBOLS.get(singular) or CURRENCIES[singular]
