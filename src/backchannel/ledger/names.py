"""Finding a name in a text however it is printed: case, accents, variants of letters, line ends and hyphens set aside.

Name and text are folded alike (:mod:`backchannel.ledger.folding`), and what is found is led back to the text's own
characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from backchannel.errors import InputError
from backchannel.ledger.folding import fold, folded

MARK = "[REDACTED]"
"""What stands where something was taken out: always the same, so that its length says nothing."""

SHORTEST = 2
"""Letters a name needs: one letter would take the text apart."""

_LETTER, _LETTER_OR_DIGIT = r"[^\W\d_]", r"[^\W_]"
_QUOTED = "[>| ]"
"""What stands at the beginning of the lines of a reply that quotes."""
_NOTED = r"(?:\d{1,3}|[\[(]\d{1,3}[\])])[\W_]{1,4}"
"""The number of a note, as it is written on to a word."""
_BETWEEN = rf"(?:[\W_]{{0,4}}|{_QUOTED}{{5,60}}|{_NOTED})"
_BROKEN = f"(?:-{_QUOTED}{{0,60}})?"
_HYPHEN_AT_LINE_END = re.compile("[\xad\xac\ufffe\x02](?=\\s)")
"""Soft hyphens, and what stands for them in old prints and in PDFs; folding drops them, which leaves two words."""

_ANY_WORD = re.compile(r"\S+")
_MOST_ESCAPED = 4
"""How often an address may have been escaped anew."""

Places = list[tuple[int, int]]


def _words(name: str) -> list[str]:
    parted = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in fold(name))
    return parted.split()


def _spaced(character: str) -> bool:
    """Whether words of this character's script end at spaces; others are written on to prefixes and endings."""
    return unicodedata.category(character) != "Lo"


def _beside(character: str) -> str:
    """What makes a word with this character a longer one; numbers of notes are printed on to names."""
    return _LETTER_OR_DIGIT if character.isdigit() else _LETTER


def _pattern(name: str) -> str:
    words = _words(name)
    if sum(map(len, words)) < SHORTEST:
        raise InputError(f"{name!r} is too short to be looked for; give at least {SHORTEST} letters.")
    before = rf"(?<!{_beside(words[0][0])})" if _spaced(words[0][0]) else ""
    after = rf"(?!{_beside(words[-1][-1])})" if _spaced(words[-1][-1]) else ""
    ending = rf"{_LETTER_OR_DIGIT}*" if name.endswith("*") else after
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
        return self._printed(text) or any(self._escaped(text))

    def places(self, text: str) -> Places:
        """Where the names stand; what only white space parts is one place, so that marks do not count the words.

        An address that hides a name in escapes (``%20``) is a place altogether.
        """
        if not self.stand_in(text):
            return []
        plain = folded(_hyphenated(text))
        found = [plain.original(*m.span()) for m in self._pattern.finditer(plain.text)]
        return joined(text, [*found, *self._escaped(text)])

    def cleaned(self, text: str) -> str:
        """The text with marks in the names' place; one that hides a name in escapes is a mark altogether."""
        made = replaced(text, self.places(text))
        return MARK if "%" in made and self._printed(_unescaped(made)) else made

    def _printed(self, text: str) -> bool:
        return self._pattern.search(fold(_hyphenated(text))) is not None

    def _escaped(self, text: str) -> Iterator[tuple[int, int]]:
        if "%" in text:
            for word in _ANY_WORD.finditer(text):
                if "%" in word[0] and self._printed(_unescaped(word[0])):
                    yield word.span()


def _hyphenated(text: str) -> str:
    """The text, of the same length, with a hyphen wherever one parts a word at the end of a line."""
    return _HYPHEN_AT_LINE_END.sub("-", text)


def _unescaped(text: str) -> str:
    """An address without its escapes, those of escapes too."""
    for _ in range(_MOST_ESCAPED):
        text = unquote(text)
    return text


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
