"""How much of a source a published page may quote: so many words a passage and in all, unless its licence allows more.

The default keeps to what fair dealing and the right to quote are commonly taken to bear: short extracts, each tied to
what is said about it, and never a substantial part of a work. It is a rule of thumb and no advice.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import NamedTuple

from backchannel.model import Document

_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(f"[{_SPACELESS}]{{1,2}}|[^\\s{_SPACELESS}]{{1,40}}")
"""A word, so that no text passes for one: two characters where writing has no spaces (a Chinese word has about as many;
Thai and its kin are counted too strictly), and of what is written without a break no more than forty.
"""


class Limits(NamedTuple):
    """Words that may be quoted: a passage, a source at most, what share of a source, and what any source may bear."""

    passage: int = 50
    source: int = 400
    share: float = 0.1
    least: int = 100

    def of(self, words: int) -> int:
        """Words that a source of so many words may be quoted in all."""
        return min(self.source, max(self.least, int(words * self.share)))


LIMITS = Limits()


@cache
def open_licences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of licences that allow quoting at any length, each with an example."""
    data = resources.files(__package__).joinpath("data", "licences.toml").read_text("utf-8")
    return tuple((re.compile(r["pattern"], re.IGNORECASE), r["example"]) for r in tomllib.loads(data)["open"])


def is_open(licence: str | None) -> bool:
    """Whether the licence allows quoting at any length."""
    return licence is not None and any(pattern.search(licence) for pattern, _ in open_licences())


def words_in(text: str) -> int:
    """How many words a piece of text has."""
    return len(_WORD.findall(text))


def clipped(text: str, most: int) -> str:
    """The text, cut behind so many words."""
    end = next((m.start() for n, m in enumerate(_WORD.finditer(text)) if n == most), None)
    return text if end is None else f"{text[:end].rstrip()} …"


class Budget:
    """What may still be quoted of each document; words quoted twice count once."""

    def __init__(self, documents: Collection[Document], limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._words = {d.id: [m.span() for m in _WORD.finditer(d.text)] for d in documents}
        self._free = {d.id for d in documents if is_open(d.metadata.license)}
        self._shown: dict[str, set[int]] = {d.id: set() for d in documents}

    def free(self, document: str) -> bool:
        """Whether the document may be quoted at any length."""
        return document in self._free

    def _left(self, document: str) -> int:
        return self.limits.of(len(self._words[document])) - len(self._shown[document])

    def _span(self, document: str, start: int, end: int) -> range:
        """The numbers of the words that lie, in part or wholly, between two offsets."""
        words = self._words[document]
        low = bisect_right(words, start, key=lambda w: w[1])
        return range(low, bisect_right(words, end - 1, key=lambda w: w[0]))

    def _show(self, document: str, word: int) -> bool:
        if word not in self._shown[document] and self._left(document) <= 0:
            return False
        self._shown[document].add(word)
        return True

    def forward(self, document: str, start: int, end: int, most: int) -> int:
        """Quote from ``start`` on, at most so many words and up to ``end``: where the quote ends.

        ``start`` itself where not a word may be quoted.
        """
        if document in self._free:
            return end
        at = start
        for word in self._span(document, start, end)[:most]:
            if not self._show(document, word):
                return at
            at = min(self._words[document][word][1], end)
        return end if most >= len(self._span(document, start, end)) else at

    def whole(self, document: str, start: int, end: int, most: int) -> bool:
        """Quote a stretch if all of it may be, in at most so many words; whether it was."""
        words = self._span(document, start, end)
        new = [w for w in words if w not in self._shown[document]]
        if document not in self._free and (len(words) > most or len(new) > self._left(document)):
            return False
        self._shown[document].update(new)
        return True

    def backward(self, document: str, start: int, end: int, most: int) -> int:
        """Quote what stands before ``end``, at most so many words and back to ``start``: where the quote begins."""
        if document in self._free:
            return start
        at = end
        for word in reversed(self._span(document, start, end)[-most:] if most > 0 else ()):
            if not self._show(document, word):
                return at
            at = max(self._words[document][word][0], start)
        return start if most >= len(self._span(document, start, end)) else at
