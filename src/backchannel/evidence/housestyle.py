"""Words as they are compared: case, accents, spelling, numbers and abbreviations brought to one form.

What one paper's house style does to an agency's text must not part the two: "51 per cent", "51%", "fifty-one percent";
"the neighbours recognised", "neighbors recognized"; "Mr Bush", "Mr. Bush".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from backchannel.evidence.profile import fold
from backchannel.evidence.tables import housestyle
from backchannel.language import numbers

EXCISED = "▮"
"""Stands for words that were left out by those who released the text."""

_MULTIPLIED = rf"(?:[ -](?:{numbers.alternatives(numbers.MULTIPLIERS)})\b)*"
_TOKEN = re.compile(
    rf"(?P<excised>{EXCISED}+)"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)"
    rf"|(?P<figure>{numbers.DIGITS})(?:(?P<suffix>{numbers.alternatives(numbers.SUFFIXES)})\b|{_MULTIPLIED})"
    rf"|(?P<spelled>\b{numbers.SPELLED}\b)"
    r"|(?P<character>[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
    r"|(?P<acronym>\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)"
    r"|(?P<sign>[%$€£¥])",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[a-z]+")


class Token(NamedTuple):
    """A word as it is compared, and where it stands in its sentence."""

    form: str
    start: int
    end: int


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """Word → the words it is brought to, before the rules on endings."""
    tables = housestyle()
    found = {key: tuple(value.split()) for key, value in tables.contractions.items()}
    found |= {key: (value,) for key, value in (*tables.short.items(), *tables.spelling.items())}
    return MappingProxyType(found | dict.fromkeys(tables.loose, ()))


@lru_cache(maxsize=100_000)
def brought(word: str) -> tuple[str, ...]:
    """A word in lower case brought to one form: one word, several for a contraction, none for an article."""
    known = _words().get(word)
    if known is not None:
        return known
    if word.endswith("n't"):
        return (word[:-3], "not")
    word = word.removesuffix("'s").removesuffix("'")
    if not _PLAIN.fullmatch(word):
        word = fold(word)
    for ending in housestyle().endings:
        if word not in ending.exceptions:
            word = ending.pattern.sub(ending.replacement, word)
    return (word,) if word else ()


def _figure(value: float | None, raw: str) -> str:
    return f"{value:.12g}" if value is not None else raw


def _forms(match: re.Match[str]) -> tuple[str, ...]:
    raw = match.group()
    match match.lastgroup:
        case "word":
            return brought(raw.lower().replace("ı", "i"))
        case "excised":
            return (EXCISED,)
        case "ordinal":
            return (raw[:-2],)
        case "suffix":
            value = float(match["figure"].replace(",", "").replace(" ", ""))
            scale = numbers.SUFFIXES.get(match["suffix"], numbers.SUFFIXES.get(match["suffix"].lower(), 1.0))
            return (_figure(value * scale, raw),)
        case "figure" | "spelled":
            return (_figure(numbers.number(raw), raw.lower()),)
        case _:
            return (raw.lower(),)


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        for form in _forms(match):
            yield Token(form, match.start(), match.end())


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text that :func:`backchannel.language.plain.straighten` made plain, as they are compared."""
    return tuple(_merged(list(_tokens(text))))


def _merged(found: Sequence[Token]) -> Iterator[Token]:
    """Phrases that stand for one another ("per cent", "United Nations") as one token."""
    phrases = housestyle().same
    at = 0
    while at < len(found):
        for length, form in phrases.get(found[at].form, ()):
            words = tuple(t.form for t in found[at : at + len(length)])
            if words == length:
                yield Token(form, found[at].start, found[at + len(length) - 1].end)
                at += len(length)
                break
        else:
            yield found[at]
            at += 1
