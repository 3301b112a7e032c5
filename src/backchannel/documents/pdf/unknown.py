"""Characters of which a file does not say what they are: mostly ligatures that lost their names.

Such a character keeps a sign of its own (by font and code) until all pages are read. Then the ligature is taken that
makes known words of the words it stands in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from backchannel.documents.pdf.letters import UNKNOWN
from backchannel.documents.pdf.values import Line, Page, Raised

_FIRST, _LAST = 0xF0000, 0xFFFFD  # private use plane: no font's own character
_SIGN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_WORD = re.compile(rf"[^\W\d_]*(?:{_SIGN.pattern}[^\W\d_]*)+")
_LIGATURES = ("fi", "ff", "fl", "ffi", "ffl")
_MOST = 0.2
"""Of a page's letters: where more are unknown, they are no ligatures."""
_STEMS = re.compile(
    "affair|affect|affili|affirm|affluen|afford|artifici|baffl|benefi|bluff|certifi|clarif|classif|cliff|coeffici|confid|"
    "config|confin|confirm|confis|conflict|cut-off|defi|differ|diffic|diffus|effect|effici|effort|field|fierce|fift|fight|"
    "figur|film|final|finan|find|finger|finish|finite|fire|firm|first|fiscal|fish|five|fix|flag|flat|fled|flee|fleet|flex|"
    "flew|flight|float|flood|floor|flour|flow|fluid|identif|infiltr|infin|inflam|inflat|inflex|inflict|influ|justif|lift-off|"
    "magnif|modif|muffl|notif|offen|offer|offic|offici|offset|offshore|offspring|pacif|plaintiff|profi|qualif|ratif|refin|"
    "reflect|reflex|sacrific|satisf|scientific|sheriff|shuffl|signif|specif|staff|stuff|suffer|suffic|superfici|tariff|"
    "terrif|testif|traffic|unif|verif"
)
"""Stems of common English words that are printed with ligatures."""


class Unknown:
    """The unknown characters of a document."""

    def __init__(self) -> None:
        self._signs: dict[tuple[str, int], str] = {}

    def sign(self, font: str, code: int) -> str:
        """The sign that stands for the character with this code in this font."""
        key = (font, code)
        if key not in self._signs:
            self._signs[key] = chr(min(_FIRST + len(self._signs), _LAST))
        return self._signs[key]

    def settled(self, pages: Sequence[Page]) -> list[Page]:
        """The pages with letters in the place of signs; where nothing tells which, U+FFFD within words.

        From pages that have too many for ligatures they are dropped, and their share stays with the page.
        """
        if not self._signs:
            return list(pages)
        readable = [page for page in pages if page.unknown <= _MOST]
        meant = _ligatures(line for page in readable for line in page.lines)
        dropped = dict.fromkeys(self._signs.values(), "")
        return [
            _replaced(page, meant)._replace(unknown=0.0) if page.unknown <= _MOST else _replaced(page, dropped)
            for page in pages
        ]


def _ligatures(lines: Iterable[Line]) -> dict[str, str]:
    """For each sign the ligature that makes most known words; signs that make none are left out."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for found in _WORD.finditer(line.text):
            if len(found[0]) < 3 or len(set(_SIGN.findall(found[0]))) != 1:
                continue
            sign = _SIGN.findall(found[0])[0]
            votes[sign].update({ligature: _is_known(found[0], ligature) for ligature in _LIGATURES})
    return {
        sign: max(_LIGATURES, key=lambda one: counts[one]) for sign, counts in votes.items() if any(counts.values())
    }


def _is_known(word: str, ligature: str) -> bool:
    """Whether a stem with the ligature stands in the word where the sign is."""
    at = _SIGN.search(word)
    whole = _SIGN.sub(ligature, word).casefold()
    return at is not None and any(m.start() <= at.start() < m.end() for m in _STEMS.finditer(whole))


def _within_word(found: re.Match[str]) -> bool:
    """Whether a sign stands between letters, or at one end of them, and is no sign of its own."""
    before, behind = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return before.isalpha() or behind.isalpha()


def _replaced(page: Page, meant: dict[str, str]) -> Page:
    return page._replace(lines=tuple(_in_line(line, meant) for line in page.lines))


def _in_line(line: Line, meant: dict[str, str]) -> Line:
    if not _SIGN.search(line.text):
        return line

    def letters(words: str) -> str:
        return _SIGN.sub(lambda found: meant.get(found[0], UNKNOWN if _within_word(found) else ""), words)

    return line._replace(
        pieces=tuple(
            letters(piece) if isinstance(piece, str) else Raised(letters(piece.words)) for piece in line.pieces
        )
    )
