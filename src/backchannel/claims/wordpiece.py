"""Words cut into the pieces that the encoder knows: WordPiece of uncased BERT (Devlin et al., NAACL 2019).

A word is lower-cased, stripped of accents and split at punctuation; of each part the longest piece that the list holds
is taken, then the longest that continues it. A part that no pieces make up is one unknown piece.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 100
"""Characters of a part at most; what is longer is unknown."""
UNKNOWN, OPENS, CLOSES = "[UNK]", "[CLS]", "[SEP]"


class WordPieces:
    """Cuts words into numbered pieces; remembers the words it has cut."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._cut: dict[str, tuple[int, ...]] = {}
        self.opens, self.closes = self._numbers[OPENS], self._numbers[CLOSES]
        self._unknown = self._numbers[UNKNOWN]

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, one at least."""
        known = self._cut.get(word)
        if known is None:
            known = tuple(number for part in _parts(word) for number in self._pieces(part)) or (self._unknown,)
            self._cut[word] = known
        return known

    def _pieces(self, part: str) -> list[int]:
        if len(part) > LONGEST:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._numbers.get(prefix + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self._unknown]
        return found


def _parts(word: str) -> Iterator[str]:
    part = ""
    for character in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(character)
        if category == "Mn":
            continue
        if _is_punctuation(character, category) or category in ("Zs", "Cc", "Cf"):
            if part:
                yield part
            part = ""
            if category not in ("Zs", "Cc", "Cf"):
                yield character
        else:
            part += character
    if part:
        yield part


def _is_punctuation(character: str, category: str) -> bool:
    """Punctuation as BERT counts it: Unicode's, and every sign of ASCII that is no letter or digit."""
    return category.startswith("P") or (character.isascii() and character.isprintable() and not character.isalnum())
