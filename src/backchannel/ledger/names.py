"""Finding a name in a text however it is printed: case, accents, variants of letters, line ends and hyphens set aside.

Name and text are folded alike (:mod:`backchannel.ledger.folding`), and what is found is led back to the text's own
characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from backchannel.errors import InputError
from backchannel.ledger.folding import fold, folded

MARK = "[REDACTED]"
"""What stands where something was taken out: always the same, so that its length says nothing."""

SHORTEST = 2
"""Letters a name needs: one letter would take the text apart."""

_LETTER = r"[^\W_]"
_BETWEEN = r"[\W_]{0,4}"
_BROKEN = "(?:- ?)?"

Places = list[tuple[int, int]]


def _words(name: str) -> list[str]:
    parted = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in fold(name))
    return parted.split()


def _spaced(character: str) -> bool:
    """Whether words of this character's script end at spaces; others are written on to prefixes and endings."""
    return unicodedata.category(character) != "Lo"


def _pattern(name: str) -> str:
    words = _words(name)
    if sum(map(len, words)) < SHORTEST:
        raise InputError(f"{name!r} is too short to be looked for; give at least {SHORTEST} letters.")
    before = rf"(?<!{_LETTER})" if _spaced(words[0][0]) else ""
    after = rf"(?!{_LETTER})" if _spaced(words[-1][-1]) else ""
    ending = rf"{_LETTER}*" if name.endswith("*") else after
    return before + _BETWEEN.join(_BROKEN.join(map(re.escape, word)) for word in words) + ending


class Names:
    """Names (or other words) that are to go; one that ends in ``*`` stands for all its endings.

    Raises ``InputError`` for a name of fewer than :data:`SHORTEST` letters, and where there is none.
    """

    def __init__(self, names: Iterable[str]) -> None:
        given = sorted({n.strip() for n in names if n.strip()}, key=lambda n: (-len(n), n))
        if not given:
            raise InputError("there is no name to redact; give at least one.")
        self._pattern = re.compile("|".join(f"(?:{_pattern(n)})" for n in given))

    def stand_in(self, text: str) -> bool:
        """Whether one of the names stands in the text."""
        return self._pattern.search(fold(text)) is not None

    def places(self, text: str) -> Places:
        """Where the names stand; what only white space parts is one place, so that marks do not count the words."""
        if not self.stand_in(text):
            return []
        plain = folded(text)
        return joined(text, [plain.original(*m.span()) for m in self._pattern.finditer(plain.text)])

    def cleaned(self, text: str) -> str:
        """The text with marks in the names' place; an address that hides a name in escapes is a mark altogether."""
        made = replaced(text, self.places(text))
        return MARK if "%" in made and self.stand_in(unquote(made)) else made


def joined(text: str, places: Sequence[tuple[int, int]]) -> Places:
    """The places in order; those that touch, overlap or have only white space between them are one."""
    made: Places = []
    for start, end in sorted(places):
        if made and not text[made[-1][1] : start].strip():
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made


def replaced(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text with :data:`MARK` in place of each of these places, which are in order and apart."""
    made, at = [], 0
    for start, end in places:
        made += [text[at:start], MARK]
        at = end
    return "".join([*made, text[at:]])
