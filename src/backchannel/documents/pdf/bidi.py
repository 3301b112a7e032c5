"""Writing from right to left: the order in which letters and words are read, from where they stand.

Files give such letters in any order, so their places alone count: from the right, with figures and Latin words from the
left within them (the inverse of the Unicode Bidirectional Algorithm, UAX #9, for lines of one embedding level).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from backchannel.documents.pdf.values import Word

_RIGHT_TO_LEFT = re.compile("[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
_BRACKETS = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")


def is_right_to_left(text: str) -> bool:
    """Whether most letters of the text are written from right to left."""
    return 2 * len(_RIGHT_TO_LEFT.findall(text)) > sum(map(str.isalpha, text))


def in_order(letters: Sequence[tuple[float, str]]) -> str:
    """The letters of a word with their places, in the order in which they are read."""
    text = "".join(letter for _, letter in letters)
    if not _RIGHT_TO_LEFT.search(text):
        return text
    ordered = [letter for _, letter in sorted(letters, key=lambda one: -one[0])]
    runs = groupby(ordered, key=lambda letter: letter.isdigit() or bool(_LATIN.match(letter)))
    return "".join("".join(reversed(list(run)) if leftwards else run) for leftwards, run in runs)


def line_in_order(words: Iterable[Word]) -> list[Word]:
    """The words of a line that is read from the right, in order; which of them follow without a blank is told anew."""
    found: list[Word] = []
    ordered = sorted(words, key=lambda word: -(word.x0 + word.x1))
    for latin, grouped in groupby(ordered, key=lambda word: bool(_LATIN.search(word.text))):
        run = list(grouped)
        found += run[::-1] if latin else run
    turned = _is_mirrored("".join(word.text for word in found))
    whole: list[Word] = []
    for word in found:
        text = word.text.translate(_BRACKETS) if turned else word.text
        last = whole[-1] if whole else None
        gap = max(word.x0 - last.x1, last.x0 - word.x1) if last else 1.0
        whole.append(word._replace(text=text, joined=gap < 0.08 * word.size))
    return whole


def _is_mirrored(text: str) -> bool:
    """Whether closing brackets come before opening ones: named by their shapes, not by what they do."""
    first = next((letter for letter in text if letter in _OPENING or letter in _CLOSING), "")
    return first in _CLOSING and any(letter in _OPENING for letter in text)
