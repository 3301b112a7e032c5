"""One spelling for all the ways a word is written, and the way back from it to the text's own characters.

What is searched is folded and what is asked for is folded alike, so that a word is found whatever its case, marks,
joiners and letter variants; what is shown is cut from the text itself through :func:`folded`. The rules
(``docs/ledger.md`` says them to users):

1. Unicode's composed form (NFC, Unicode Standard Annex 15), so that two encodings of a character are one.
2. Character by character: compatibility forms (full width, presentation forms, ligatures), case (full case folding, so
   that ß is ss) and decimal digits give way to the plain ones; marks that a writer may leave out go (accents, harakat,
   niqqud, cantillation, nukta), vowel signs that a word cannot do without stay; tatweel and invisible format characters
   go; letters of Arabic, Persian and Urdu that are typed for each other are one (the normalisation of Larkey,
   Ballesteros, Connell 2002, "Improving stemming for Arabic information retrieval", widened to Persian and Urdu); final
   letters are the plain ones; apostrophes are one, hyphens and dashes are one; white space and control characters are
   one space.
3. Each character of writing without spaces, and each syllable of Hangul, is a word of its own.
4. In context: a zero-width non-joiner between Arabic letters is a hyphen (Persian endings), elsewhere nothing;
   quotation marks and apostrophes between Hebrew letters (gershayim, geresh) and apostrophes between Cyrillic ones are
   nothing; a Devanagari nasal without vowel before a consonant of its own class is the anusvara, as most write it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

_OPTIONAL_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06ED), (0x0711, 0x0711), (0x0730, 0x074A), (0x08CA, 0x08FF), (0x093C, 0x093C), (0x09BC, 0x09BC),
    (0x0A3C, 0x0A3C), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)  # fmt: skip
_HANGUL = ((0x3130, 0x318F), (0xAC00, 0xD7A3), (0xFFA0, 0xFFDC))
_SQUARED = (0x3200, 0x33FF)
_WITHOUT_SPACES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3021, 0x3029), (0x3041, 0x309A),
    (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x3105, 0x312F), (0x31A0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), *_HANGUL, (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Thai, Lao, Burmese, Khmer, kana, bopomofo, ideographs; and Hangul, whose particles are written on to the word."""

_JOINER = "\u200c"
_VARIANTS = str.maketrans(
    {
        **dict.fromkeys("\u0671\u0672\u0673\u0675", "\u0627"),  # alef wasla and with hamza
        **dict.fromkeys("\u0649\u06cc\u06cd\u06d0", "\u064a"),  # alef maksura, Persian and Urdu yeh
        **dict.fromkeys("\u06a9\u06aa", "\u0643"),  # Persian and swash kaf
        **dict.fromkeys("\u0629\u06be\u06c1\u06c3\u06d5", "\u0647"),  # teh marbuta, Urdu and Kurdish heh
        "\u0640": "",  # tatweel
        **dict(zip("\u05da\u05dd\u05df\u05e3\u05e5", "\u05db\u05de\u05e0\u05e4\u05e6", strict=True)),  # final
        "\u05f0": "\u05d5\u05d5", "\u05f1": "\u05d5\u05d9", "\u05f2": "\u05d9\u05d9",
        "\u0901": "\u0902",  # chandrabindu, which many write as the anusvara
        "\u055b": "", "\u055c": "", "\u055e": "",  # Armenian stress, exclamation and question, inside the word
        "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
        **dict.fromkeys("‘’‚‛`´′\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u05f3\ua78c", "'"),
        **dict.fromkeys("“”„‟\u05f4", '"'),
        **dict.fromkeys("\u058a\u05be\u2010\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b", "-"),
    }
)  # fmt: skip

_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06ee-\u06ff\u0750-\u077f\u08a0-\u08c9"
_HEBREW = "\u05d0-\u05ea"
_CYRILLIC = "\u0400-\u052f"
_NASALS = {"ङ": "क-घ", "ञ": "च-झ", "ण": "ट-ढ", "न": "त-ध", "म": "प-भ"}
_BEFORE_ITS_CLASS = "|".join(f"(?<={nasal})\u094d(?=[{consonants}])" for nasal, consonants in _NASALS.items())
_IN_CONTEXT = (
    (re.compile(f"{_JOINER}(?<=[{_ARABIC}]{_JOINER})(?=[{_ARABIC}])"), "-"),
    (re.compile(_JOINER), ""),
    (re.compile(f"['\"](?:(?<=[{_HEBREW}]['\"])['\"]?(?=[{_HEBREW}])|(?<=[{_CYRILLIC}]')(?=[{_CYRILLIC}]))"), ""),
    (re.compile(f"[{''.join(_NASALS)}](?:{_BEFORE_ITS_CLASS})"), "\u0902"),
)
"""Each begins with the character that it looks for, so that it costs next to nothing where that does not stand."""
_SPACES = re.compile(" {2,}")


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _once(character: str) -> str:
    code, category = ord(character), unicodedata.category(character)
    if category == "Cf":
        return character if character == _JOINER else ""
    if category[0] in "CZ" and category != "Co":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category[0] == "M" and _within(code, _OPTIONAL_MARKS):
        return ""
    if _within(code, _HANGUL):
        return character  # decomposed, a syllable would be two or three letters
    form: Literal["NFKC", "NFKD"] = "NFKC" if _within(code, (_SQUARED,)) else "NFKD"
    return unicodedata.normalize(form, character.translate(_VARIANTS)).casefold().translate(_VARIANTS)


def _folded_character(character: str) -> str:
    before, after = "", character
    while after != before:  # what a compatibility form stands for may have to be folded in turn
        before, after = after, "".join(map(_once, after))
    return "".join(f" {c} " if _stands_alone(c) else c for c in after)


def _stands_alone(character: str) -> bool:
    return _within(ord(character), _WITHOUT_SPACES) and unicodedata.category(character)[0] in "LMN"


class _Table(dict[int, str]):
    """Filled as characters are met: most texts need few of them."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded_character(chr(code))
        return found


_TABLE = _Table()


def fold(text: str) -> str:
    """``text`` as it is indexed; folding what is folded changes nothing."""
    if text.isascii():
        return _SPACES.sub(" ", text.translate(_TABLE))
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    for pattern, replacement in _IN_CONTEXT:
        text = pattern.sub(replacement, text)
    return _SPACES.sub(" ", text)


class Folded(NamedTuple):
    """A folded text, and for each of its characters where those that it came from start and end in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original for a span of the folded text; what was dropped inside and behind goes with it.

        A span that reaches beyond the folded text is cut: another version may have folded the same text otherwise.
        """
        end = min(end, len(self.text))
        return (self.starts[start], self.ends[end - 1]) if start < end else (0, 0)


class _Pieces(NamedTuple):
    """A text on its way, and for each of its characters where what it came from starts and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def substituted(self, pattern: re.Pattern[str], replacement: str) -> _Pieces:
        if not pattern.search(self.text):
            return self
        text, starts, ends, at = "", list[int](), list[int](), 0
        for match in pattern.finditer(self.text):
            low, high = match.span()
            text += self.text[at:low] + replacement
            starts += [*self.starts[at:low], *[self.starts[low]] * len(replacement)]
            ends += [*self.ends[at:low], *[self.ends[high - 1]] * len(replacement)]
            at = high
        return _Pieces(text + self.text[at:], [*starts, *self.starts[at:]], [*ends, *self.ends[at:]])


def folded(text: str) -> Folded:
    """``text`` folded as by :func:`fold`, with the way back; slower, for what is shown."""
    pieces = _translated(_composed(text))
    for pattern, replacement in (*_IN_CONTEXT, (_SPACES, " ")):
        pieces = pieces.substituted(pattern, replacement)
    if pieces.starts == range(len(text)):
        return Folded(*pieces)
    following = [*pieces.starts[1:], len(text)]
    return Folded(pieces.text, pieces.starts, [*map(max, pieces.ends, following)])


def _composed(text: str) -> _Pieces:
    """The text's NFC."""
    if unicodedata.is_normalized("NFC", text):
        return _Pieces(text, range(len(text)), range(1, len(text) + 1))
    bounds = [n for n, c in enumerate(text) if n == 0 or not _joins(c)]
    spans = [*pairwise([*bounds, len(text)])]
    composed = [unicodedata.normalize("NFC", text[start:end]) for start, end in spans]
    places = [span for span, piece in zip(spans, composed, strict=True) for _ in piece]
    return _Pieces("".join(composed), [s for s, _ in places], [e for _, e in places])


def _joins(character: str) -> bool:
    """Whether composing may join the character to the one before: marks, and the later letters of a Hangul syllable."""
    return unicodedata.category(character)[0] == "M" or 0x1160 <= ord(character) <= 0x11FF


def _translated(pieces: _Pieces) -> _Pieces:
    text = pieces.text.translate(_TABLE)
    if all(len(_TABLE[ord(c)]) == 1 for c in set(pieces.text)):
        return pieces._replace(text=text)
    lengths = [len(_TABLE[ord(c)]) for c in pieces.text]
    return _Pieces(
        text,
        [start for start, length in zip(pieces.starts, lengths, strict=True) for _ in range(length)],
        [end for end, length in zip(pieces.ends, lengths, strict=True) for _ in range(length)],
    )
