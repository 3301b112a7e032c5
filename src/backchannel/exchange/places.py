"""Where a quote stands in a text: at its offsets, or, where these are off, in the one place that has its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

_WORD = re.compile(r"\S+")


class Places:
    """A text in which quotes are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def at(self, quote: str, start: int, end: int) -> bool:
        """Whether the quote stands exactly there."""
        return 0 <= start < end <= len(self.text) and self.text[start:end] == quote

    def found(self, quote: str) -> list[tuple[int, int]]:
        """The first two places of the quote, as it is or, if there is none, with other blanks between its words."""
        return self._exact(quote) or self._spaced(quote)

    def _exact(self, quote: str) -> list[tuple[int, int]]:
        return [(at, at + len(quote)) for at in _first_two(self.text, quote)]

    def _spaced(self, quote: str) -> list[tuple[int, int]]:
        words = " ".join(quote.split())
        text, starts, origins = self._single_blanks

        def origin(index: int) -> int:
            word = bisect_right(starts, index) - 1
            return origins[word] + index - starts[word]

        return [(origin(at), origin(at + len(words) - 1) + 1) for at in _first_two(text, words)]

    @cached_property
    def _single_blanks(self) -> tuple[str, list[int], list[int]]:
        """The text with one blank between words; where each word begins there, and in the text itself."""
        starts: list[int] = []
        origins: list[int] = []
        words: list[str] = []
        at = 0
        for word in _WORD.finditer(self.text):
            starts.append(at)
            origins.append(word.start())
            words.append(word[0])
            at += len(word[0]) + 1
        return " ".join(words), starts, origins


def _first_two(text: str, words: str) -> list[int]:
    first = text.find(words) if words else -1
    if first < 0:
        return []
    second = text.find(words, first + 1)
    return [first] if second < 0 else [first, second]
