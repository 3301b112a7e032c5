"""Texts for the reader to stumble over: real ones cut, doubled, shuffled and sown with odd characters, by number."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

LONGEST = 1_200
"""Characters of a text: enough for several paragraphs, few enough for hundreds of cases a minute."""
ODD = (
    *("\u200b", "\u202e", "\u00ad", "\ufeff", "\u0301", "\u2028", "\x0b", "\x0c", "\t", "\x85", "\ufffd", "\uffff"),
    *("İ", "ß", "ﬁ", "Ǆ", "½", "٣", "Ⅳ", "中文", "שלום", "\U0001f1f5\U0001f1f0", "\U0001d7d9", "e\u0301"),
    *('"', "“", "”", "’", "(", ")", "[1]", "[^2]", "…", "--", "—", ";", ":", "$", "%", "|", "*", "_", "#", "> "),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "  ",
        " . ",
        "!?",
        "U.S.",
        "Mr. ",
        "said ",
        "denied ",
        "according to ",
        "1973",
        "in ",
        "not ",
    ),
)


@cache
def wholes() -> tuple[str, ...]:
    """The texts of the shipped examples."""
    folder = files("backchannel") / "examples"
    found = sorted((f.name, f) for f in folder.iterdir() if f.name.endswith((".txt", ".md")))
    return tuple(file.read_text(encoding="utf-8") for _, file in found)


def mangled(dice: random.Random) -> str:
    """A text after some operations; the same generator gives the same text."""
    text = _cut(dice.choice(wholes()), dice)
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        text = dice.choice(OPERATIONS)(text, dice)[:LONGEST]
    return text


def _cut(text: str, dice: random.Random) -> str:
    start = dice.randrange(max(1, len(text)))
    return text[start : start + dice.choice((40, 200, 600, LONGEST))]


def _doubled(text: str, dice: random.Random) -> str:
    start = dice.randrange(len(text) + 1)
    return text[:start] + _cut(text, dice) * dice.choice((1, 2, 5)) + text[start:]


def _shuffled(text: str, dice: random.Random) -> str:
    """The paragraphs, sentences, words or letters of words in another order."""
    parts = re.split(dice.choice((r"(?<=\n)", r"(?<=[.!?] )", r"(?<= )", r"(?<=[a-z])")), text)
    dice.shuffle(parts)
    return "".join(parts)


def _mixed(text: str, dice: random.Random) -> str:
    return text + dice.choice(("", " ", "\n\n")) + _cut(dice.choice(wholes()), dice)


def _sown(text: str, dice: random.Random) -> str:
    for _ in range(dice.choice((1, 4, 20))):
        at = dice.randrange(len(text) + 1)
        text = text[:at] + dice.choice(ODD) * dice.choice((1, 1, 1, 40)) + text[at:]
    return text


def _stripped(text: str, dice: random.Random) -> str:
    """Without its blanks, full stops, line ends, quotation marks or vowels."""
    return re.sub(dice.choice((r" ", r"\.", r"\s*\n\s*", r"[\"“”]", r"[aeiou]")), "", text)


def _cased(text: str, dice: random.Random) -> str:
    return dice.choice((str.upper, str.lower, str.title, str.swapcase))(text)


OPERATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _cut, _doubled, _shuffled, _mixed, _sown, _stripped, _cased,
)  # fmt: skip
