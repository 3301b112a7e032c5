"""The words of a page, from PDFium's characters: what is seen, in which direction, and what of it is not seen.

PDFium gives characters in the order of the page's description, with blanks where it sees gaps; what is drawn there by
which object tells size, weight, colour and direction. The calls are those of PDFium's ``fpdf_text.h``.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from backchannel.documents.pdf.bidi import in_order
from backchannel.documents.pdf.letters import UNKNOWN, accented, is_accent, letters
from backchannel.documents.pdf.pen import Box, Ink, Pen
from backchannel.documents.pdf.unknown import Unknown
from backchannel.documents.pdf.values import Word

MAX_CHARACTERS = 200_000
"""Of one page; a newspaper page has some 60,000."""

_BLANKS = frozenset(
    {0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000}
)
_BOLD = re.compile(r"bold|black|heavy|demi|^cmbx|^cmb\d|[-,]b(?:d|i)?$", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted|^cmti|^cmsl|[-,](?:bi|i|it)$", re.IGNORECASE)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18  # PDF 32000-1, table 123
_WHITE = 242
"""Of 255, in red, green and blue: lighter is not seen on white paper."""
_MOST_STRAYS = 500
_HAIR = 0.07
"""Gaps below this, in type sizes, are none: PDFium sees a blank at every change of the baseline."""
_TINY = 0.0023
"""Of the page's longer side: 1.8 points on a page of 11 inches."""

TURNED, TINY, WHITE, OUTSIDE = "at a slant, as stamps are", "too small to be seen", "white on white", "outside the page"


class Frame(NamedTuple):
    """The page's visible box in user space, and how the file says it is turned (in quarters, clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def size(self, quarter: int) -> tuple[float, float]:
        """Width and height as those see them who read text of this direction."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if quarter % 2 else (width, height)

    def place(self, quarter: int, x: float, y: float) -> tuple[float, float]:
        """A point, for those who read text that runs to the right (0), upwards (1), to the left (2) or down (3)."""
        if quarter == 0:
            return x - self.left, self.top - y
        if quarter == 1:
            return y - self.bottom, x - self.left
        if quarter == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


class Found(NamedTuple):
    """The words by the quarter they are turned by; letters not seen, by why; the share of unknown letters."""

    words: dict[int, list[Word]]
    unseen: Counter[str]
    unknown: float


class Reader:
    """Reads the characters of one text page; ``raw`` is the binding's module, ``handle`` the page's text.

    ``seen`` tells whether anything dark lies under a point; ``unknown`` are the document's unknown characters so far.
    """

    def __init__(
        self, raw: Any, handle: Any, frame: Frame, seen: Callable[[int, float, float], bool], unknown: Unknown
    ) -> None:
        self._raw, self._handle, self._frame, self._seen, self._signs = raw, handle, frame, seen, unknown
        self._inks: dict[int, Ink] = {}
        self._box = raw.FS_RECTF()
        self._pen = Pen()
        self._words: dict[int, list[Word]] = {}
        self._starts: dict[int, list[int]] = {}
        self._strays: list[tuple[int, Word]] = []
        self._unseen: Counter[str] = Counter()
        self._unknown = self._known = 0
        self._joined = False
        self._begun = 0

    def read(self, count: int) -> Found:
        """The words of the first ``count`` characters."""
        unicode_at, object_at = self._raw.FPDFText_GetUnicode, self._raw.FPDFText_GetTextObject
        address, blank = ctypes.addressof, True
        for index in range(count):
            code = unicode_at(self._handle, index)
            if code in _BLANKS:
                blank = True
                continue
            text = letters(code)
            if not text and not self._is_unknown(index):
                continue
            owner = object_at(self._handle, index)
            key = address(owner.contents) if owner else 0
            ink = self._inks.get(key) or self._look(key, index)
            self._known += 1
            if text in ("", UNKNOWN):
                self._unknown += 1
                text = self._signs.sign(ink.font, code)
            self._take(index, text, ink, blank)
            blank = False
        self._lift(blank=True)
        for quarter, accent in self._strays[:_MOST_STRAYS]:
            self._put_over(quarter, accent)
        return Found(self._words, self._unseen, self._unknown / max(1, self._known))

    def _is_unknown(self, index: int) -> bool:
        """Whether a character without letters is drawn, but which one is not said."""
        raw = self._raw
        return bool(raw.FPDFText_HasUnicodeMapError(self._handle, index)) and not raw.FPDFText_IsGenerated(
            self._handle, index
        )

    def _take(self, index: int, text: str, ink: Ink, blank: bool) -> None:
        if ink.quarter is None or ink.clear:
            self._unseen[TURNED if ink.quarter is None else WHITE] += 1
            return
        box = self._place(index, ink.quarter)
        pen = self._pen
        if pen.ink and self._accent(text, ink, box):
            return
        if blank or pen.ink is not ink or pen.leaps(box, ink.size):
            base = self._base(index, ink.quarter)
            blank = blank and not (pen.ink is not ink and self._touches(box, base, ink, within=_HAIR))
            if not blank and pen.ink and _alike(pen.ink, ink) and self._adjoins(box, base, ink):
                pen.ink = ink
                pen.add(text, box)
                return
            self._lift(blank=blank or not pen.ink or not self._touches(box, base, ink))
            pen.begin(text, ink, box, base)
            self._begun = index
        else:
            pen.add(text, box)

    def _accent(self, text: str, ink: Ink, box: Box) -> bool:
        """Put an accent and its letter together where they are printed over each other."""
        pen = self._pen
        if not (is_accent(text) or is_accent(pen.text[-1:])) or not pen.overlaps(box[0], box[2]):
            return False
        if pen.ink is None or pen.ink.quarter != ink.quarter or abs(pen.bottom - box[3]) > ink.size:
            return False
        whole = accented(pen.text[-1:], text)
        if whole is None:
            return False
        pen.text = pen.text[:-1]
        pen.letters.pop()
        pen.add(whole, box)
        return True

    def _adjoins(self, box: Box, base: float, ink: Ink) -> bool:
        """Whether the letter goes on with the word, though another object draws it."""
        return abs(base - self._pen.base) < 0.08 * ink.size and not self._pen.leaps(box, ink.size)

    def _touches(self, box: Box, base: float, ink: Ink, within: float = 0.25) -> bool:
        """Whether the letter follows the word in the same line ``within`` so many sizes, though in another style."""
        pen = self._pen
        if pen.ink is None or pen.ink.quarter != ink.quarter:
            return False
        larger = max(ink.size, pen.ink.size)
        if abs(base - pen.base) < 0.05 * larger and pen.leaps(box, ink.size):
            return False
        return abs(base - pen.base) < 0.7 * larger and -0.6 * larger < pen.gap(box[0], box[2]) < within * larger

    def _lift(self, *, blank: bool) -> None:
        """The word is whole; ``blank`` is whether a blank follows it."""
        pen = self._pen
        joined, self._joined = self._joined, not blank
        ink, pen.ink = pen.ink, None
        if ink is None or ink.quarter is None:
            return
        why = self._why_unseen(ink)
        if why:
            self._unseen[why] += len(pen.text)
            return
        word = Word(
            _whole(in_order(pen.letters)), pen.x0, pen.x1, pen.top, pen.bottom, pen.base, ink.size,
            ink.bold, ink.italic, ink.layer, joined,
        )  # fmt: skip
        if is_accent(word.text) and word.text not in "^~`":
            self._strays.append((ink.quarter, word))
            return
        self._words.setdefault(ink.quarter, []).append(word)
        self._starts.setdefault(ink.quarter, []).append(self._begun)

    def _put_over(self, quarter: int, accent: Word) -> None:
        """Put an accent that the file draws apart from its letter over the letter that it stands on."""
        middle, words = (accent.x0 + accent.x1) / 2, self._words.get(quarter, [])
        for at, word in enumerate(words):
            near = abs(word.base - accent.base) < 0.8 * accent.size
            if not near or not word.x0 - 0.5 < middle < word.x1 + 0.5:
                continue
            for offset, letter in enumerate(word.text):
                left, _, right, _ = self._place(self._starts[quarter][at] + offset, quarter)
                whole = accented(accent.text, letter) if left <= middle <= right else None
                if whole:
                    last = words[at - 1] if at and not offset else None
                    joined = word.joined or bool(last and abs(last.x1 - word.x0) < _HAIR * word.size)
                    words[at] = word._replace(text=word.text[:offset] + whole + word.text[offset + 1 :], joined=joined)
                    return
        words.append(accent)
        self._starts.setdefault(quarter, []).append(0)

    def _why_unseen(self, ink: Ink) -> str | None:
        pen, quarter = self._pen, ink.quarter or 0
        width, height = self._frame.size(quarter)
        x, y = (pen.x0 + pen.x1) / 2, (pen.top + pen.bottom) / 2
        if not (-1 < x < width + 1 and -1 < y < height + 1):
            return OUTSIDE
        if ink.size < _TINY * max(width, height) and not ink.layer:
            return TINY
        if ink.white and not self._seen(quarter, x, y):
            return WHITE
        return None

    def _place(self, index: int, quarter: int) -> Box:
        """The character's box: left, top, right, bottom as its reader sees it."""
        box = self._box
        self._raw.FPDFText_GetLooseCharBox(self._handle, index, box)
        if quarter == 0:
            frame = self._frame
            return box.left - frame.left, frame.top - box.top, box.right - frame.left, frame.top - box.bottom
        x0, y0 = self._frame.place(quarter, box.left, box.bottom)
        x1, y1 = self._frame.place(quarter, box.right, box.top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _base(self, index: int, quarter: int) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        self._raw.FPDFText_GetCharOrigin(self._handle, index, x, y)
        return self._frame.place(quarter, x.value, y.value)[1]

    def _look(self, key: int, index: int) -> Ink:
        """How the object that draws the character is drawn."""
        raw, handle = self._raw, self._handle
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(handle, index, matrix)
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(handle, index, name, 128, flags)
        font = name.value.decode("utf-8", "replace").rpartition("+")[2]
        owner = raw.FPDFText_GetTextObject(handle, index)
        mode = raw.FPDFTextObj_GetTextRenderMode(owner) if owner else 0
        channels = [ctypes.c_uint(0) for _ in range(4)]
        coloured = raw.FPDFText_GetFillColor(handle, index, *channels)
        red, green, blue, alpha = (channel.value for channel in channels)
        filled = bool(coloured) and mode in (0, 4)
        ink = Ink(
            size=self._size(index, math.hypot(matrix.c, matrix.d)),
            quarter=_quarter(math.degrees(math.atan2(matrix.b, matrix.a))),
            bold=bool(_BOLD.search(font)) or bool(flags.value & _BOLD_FLAG) or mode == 2
            or raw.FPDFText_GetFontWeight(handle, index) >= 600,
            italic=bool(_ITALIC.search(font)) or bool(flags.value & _ITALIC_FLAG),
            layer=mode == 3,
            white=filled and min(red, green, blue) >= _WHITE,
            clear=filled and alpha < 8,
            font=font,
        )  # fmt: skip
        self._inks[key] = ink
        return ink

    def _size(self, index: int, scale: float) -> float:
        """The letters' size; where the font counts in units of its own (Type 3), told by their height."""
        size = float(self._raw.FPDFText_GetFontSize(self._handle, index)) * scale
        self._raw.FPDFText_GetLooseCharBox(self._handle, index, self._box)
        sides = sorted((abs(self._box.top - self._box.bottom), abs(self._box.right - self._box.left)))
        return abs(size) if 0.35 * sides[1] < abs(size) < 3 * sides[1] else 0.85 * sides[1]


def _quarter(degrees: float) -> int | None:
    """The direction of the text in quarters of a turn; None where it is more than 4 degrees off one."""
    quarter = round(degrees / 90)
    return quarter % 4 if abs(degrees - 90 * quarter) < 4 else None


def _alike(one: Ink, other: Ink) -> bool:
    return one[1:-1] == other[1:-1] and abs(one.size - other.size) < 0.02 * other.size


def _whole(text: str) -> str:
    """Pairs of surrogates as one character."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
