"""A small typesetter for PDFs to be read back: columns, justified lines, hyphens, running heads, footnotes.

It sets as printers do – greedily, line by line, footnotes at the end of the column that carries their marks and over to
the next where they do not fit – so that a reader has to undo what it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from fidelity_texts import NoteMark, Prose

_FACES = {
    "Text": ("LiberationSerif-Regular.ttf", "DejaVuSerif.ttf"),
    "Text-Bold": ("LiberationSerif-Bold.ttf", "DejaVuSerif-Bold.ttf"),
    "Text-Italic": ("LiberationSerif-Italic.ttf", "DejaVuSerif-Italic.ttf"),
}
_FOLDERS = (
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/dejavu",
)
_VOWELS = frozenset("aeiouyAEIOUY")


class Design(NamedTuple):
    """How pages are set; lengths in points."""

    width: float
    height: float
    margin: float
    columns: int
    gap: float
    size: float
    leading: float
    justified: bool
    hyphens: bool
    indent: float
    between: float
    by_page: bool


ESSAY = Design(595, 842, 72, 1, 0, 11, 14, False, False, 0, 7, False)
JOURNAL = Design(540, 720, 48, 2, 18, 9.5, 11.5, True, True, 10, 0, True)


class Token(NamedTuple):
    """A word, or a part of one, and the numbers of the notes marked behind it."""

    text: str
    marks: tuple[str, ...] = ()
    blank: bool = True


class Set(NamedTuple):
    """A set line: tokens, face, size and leading, how far in it begins, whether it is stretched, space before it."""

    tokens: tuple[Token, ...]
    face: str
    size: float
    leading: float
    indent: float
    stretched: bool
    before: float


def missing() -> str | None:
    """What is not there without which nothing can be set."""
    return None if all(_font(name) for name in _FACES) else "neither the Liberation nor the DejaVu fonts are installed"


def _font(name: str) -> Path | None:
    places = (Path(folder) / file for file in _FACES[name] for folder in _FOLDERS)
    return next((place for place in places if place.exists()), None)


def write(prose: Prose, path: Path, design: Design) -> None:
    """Set the text and write it as a PDF."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    for name in _FACES:
        pdfmetrics.registerFont(TTFont(name, str(_font(name))))
    canvas = Canvas(str(path), pagesize=(design.width, design.height), invariant=True)
    canvas.setTitle(prose.title.words)
    _Setter(prose, design, canvas, pdfmetrics.stringWidth).set()
    canvas.save()


class _Setter:
    """Sets one text page by page."""

    def __init__(self, prose: Prose, design: Design, canvas: Any, width: Any) -> None:
        self.prose, self.design, self.canvas, self._width = prose, design, canvas, width
        self.measure = (design.width - 2 * design.margin - design.gap * (design.columns - 1)) / design.columns
        self.words = {note.number: note.words for note in prose.notes}
        self.page, self.column, self.at = 1, 0, 0.0
        self.waiting: list[Set] = []
        self.feet: list[Set] = []
        self.numbers: dict[str, str] = {}

    def set(self) -> None:
        for line in self._lines():
            self._place(line)
        while self.waiting:
            self._turn()
        self._end_column()
        self.canvas.showPage()

    def _lines(self) -> Iterator[Set]:
        design = self.design
        yield from self._broken(self.prose.title.pieces, "Text-Bold", design.size * 1.5, 0, 0)
        if self.prose.byline:
            yield from self._broken((self.prose.byline,), "Text-Italic", design.size, 0, design.size)
        after = True
        for block in self.prose.blocks:
            if block.heading:
                yield from self._broken(block.pieces, "Text-Bold", design.size, 0, design.size)
            else:
                indent = 0 if after else design.indent
                yield from self._broken(
                    block.pieces, "Text", design.size, indent, design.size if after else design.between
                )
            after = block.heading

    def _broken(
        self, pieces: Sequence[str | NoteMark], face: str, size: float, indent: float, before: float
    ) -> Iterator[Set]:
        """The pieces in lines, as many tokens in each as go."""
        leading = size * self.design.leading / self.design.size
        taken: list[Token] = []
        queue = _tokens(pieces)[::-1]
        while queue:
            token = queue.pop()
            if not taken or self._fits([*taken, token], face, size, indent):
                taken.append(token)
                continue
            head = (
                self._hyphenated(taken, token, face, size, indent) if self.design.hyphens and face == "Text" else None
            )
            if head:
                taken.append(head[0])
            yield Set(tuple(taken), face, size, leading, indent, self.design.justified and face == "Text", before)
            taken, indent, before = [], 0, 0
            queue.append(head[1] if head else token)
        if taken:
            yield Set(tuple(taken), face, size, leading, indent, False, before)

    def _fits(self, tokens: Sequence[Token], face: str, size: float, indent: float) -> bool:
        return indent + self._natural(tokens, face, size) <= self.measure

    def _natural(self, tokens: Sequence[Token], face: str, size: float) -> float:
        words = sum(self._token_width(token, face, size) for token in tokens)
        return words + sum(token.blank for token in tokens[1:]) * float(self._width(" ", face, size))

    def _token_width(self, token: Token, face: str, size: float) -> float:
        marks = sum(float(self._width(mark, face, 0.62 * size)) for mark in token.marks)
        return float(self._width(token.text, face, size)) + marks

    def _hyphenated(
        self, taken: list[Token], token: Token, face: str, size: float, indent: float
    ) -> tuple[Token, Token] | None:
        """The token's first part, which still goes on the line, and the rest; between a vowel and a consonant."""
        for cut in range(len(token.text) - 3, 2, -1):
            before, after = token.text[:cut], token.text[cut:]
            if not (
                token.text.isalpha() and token.text[1:].islower() and before[-1] in _VOWELS and after[0] not in _VOWELS
            ):
                continue
            head = Token(before + "-", blank=token.blank)
            if self._fits([*taken, head], face, size, indent):
                return head, Token(after, token.marks, token.blank)
        return None

    def _place(self, line: Set) -> None:
        """Put the line into the column, and the notes that it marks at the column's end."""
        design = self.design
        if self.at == 0:
            line = line._replace(before=0)
        feet = [foot for token in line.tokens for mark in token.marks for foot in self._foot(mark, peek=True)]
        need = line.before + line.leading + (feet[0].leading if feet else 0)
        if self.at and self.at + need > self._room():
            self._turn()
            self._place(line)
            return
        self.at += line.before + line.leading
        shown = tuple(token._replace(marks=tuple(self._number(mark) for mark in token.marks)) for token in line.tokens)
        self._draw(line._replace(tokens=shown), self._left(), self._top() - self.at)
        for token in line.tokens:
            for mark in token.marks:
                self._add_feet(self._foot(mark))
        if line.face == "Text-Bold":
            self.at += 0.3 * design.size

    def _foot(self, mark: str, *, peek: bool = False) -> list[Set]:
        number = "0" if peek else self._number(mark)
        size = 0.8 * self.design.size
        face = self.design._replace(size=size, leading=1.2 * size)
        tokens = [Token("", (number,)), *(token for token in _tokens((self.words[mark],)))]
        inner = _Setter(self.prose, face, self.canvas, self._width)
        inner.measure = self.measure
        return [line._replace(indent=0) for line in inner._broken_tokens(tokens, size)]

    def _broken_tokens(self, tokens: Sequence[Token], size: float) -> Iterator[Set]:
        taken: list[Token] = []
        for token in [*tokens, None]:
            if token is not None and (not taken or self._fits([*taken, token], "Text", size, 0)):
                taken.append(token)
                continue
            last = token is None
            yield Set(tuple(taken), "Text", size, 1.2 * size, 0, self.design.justified and not last, 0)
            taken = [] if token is None else [token]

    def _number(self, mark: str) -> str:
        if not self.design.by_page:
            return mark
        if mark not in self.numbers:
            self.numbers[mark] = str(len(self.numbers) + 1)
        return self.numbers[mark]

    def _add_feet(self, lines: Sequence[Set]) -> None:
        for line in lines:
            taken = sum(foot.leading for foot in self.feet)
            if self.waiting or self.at + taken + line.leading > self._height():
                self.waiting.append(line)
            else:
                self.feet.append(line)

    def _height(self) -> float:
        return self.design.height - 2 * self.design.margin - 20

    def _room(self) -> float:
        """The height that is left for text beside the notes that stand already."""
        return self._height() - sum(foot.leading for foot in self.feet) - (10 if self.feet else 0)

    def _left(self) -> float:
        return self.design.margin + self.column * (self.measure + self.design.gap)

    def _top(self) -> float:
        return self.design.height - self.design.margin - 10

    def _end_column(self) -> None:
        at = self.design.margin + 6 + sum(foot.leading for foot in self.feet)
        if self.feet:
            self.canvas.line(self._left(), at + 3, self._left() + 60, at + 3)
        for foot in self.feet:
            at -= foot.leading
            self._draw(foot, self._left(), at)
        self.feet = []

    def _turn(self) -> None:
        """Go on in the next column, or on the next page."""
        self._end_column()
        self.column += 1
        if self.column == self.design.columns:
            if self.page == 1:
                self._furniture("", "1")
            self.canvas.showPage()
            self.page, self.column = self.page + 1, 0
            self.numbers = {}
            heads = (self.prose.title.words[:50], "Papers on Foreign Affairs, Vol. 12, No. 3")
            self._furniture(heads[self.page % 2], str(self.page))
        self.at = 0.0
        waiting, self.waiting = self.waiting, []
        self._add_feet(waiting)

    def _furniture(self, head: str, number: str) -> None:
        design, canvas = self.design, self.canvas
        canvas.setFont("Text-Italic", 0.85 * design.size)
        if not head:
            canvas.drawCentredString(design.width / 2, 0.5 * design.margin, number)
        elif self.page % 2:
            canvas.drawString(design.margin, design.height - 0.7 * design.margin, head)
            canvas.drawRightString(design.width - design.margin, design.height - 0.7 * design.margin, number)
        else:
            canvas.drawString(design.margin, design.height - 0.7 * design.margin, number)
            canvas.drawRightString(design.width - design.margin, design.height - 0.7 * design.margin, head)

    def _draw(self, line: Set, x: float, y: float) -> None:
        blanks = sum(token.blank for token in line.tokens[1:])
        spare = self.measure - line.indent - self._natural(line.tokens, line.face, line.size)
        blank = float(self._width(" ", line.face, line.size)) + (spare / blanks if line.stretched and blanks else 0)
        x += line.indent
        for index, token in enumerate(line.tokens):
            x += blank if index and token.blank else 0
            self.canvas.setFont(line.face, line.size)
            self.canvas.drawString(x, y, token.text)
            x += float(self._width(token.text, line.face, line.size))
            for mark in token.marks:
                self.canvas.setFont(line.face, 0.62 * line.size)
                self.canvas.drawString(x, y + 0.33 * line.size, mark)
                x += float(self._width(mark, line.face, 0.62 * line.size))


def _tokens(pieces: Sequence[str | NoteMark]) -> list[Token]:
    """The words of the pieces, each with the marks that stand behind it; words with hyphens of their own in parts."""
    tokens: list[Token] = []
    glued = False
    for piece in pieces:
        if isinstance(piece, NoteMark):
            tokens[-1] = tokens[-1]._replace(marks=(*tokens[-1].marks, piece.number))
            glued = True
            continue
        parts = piece.split(" ")
        for index, part in enumerate(parts):
            if part:
                tokens += _parts(part, blank=index > 0 or not glued)
        glued = not piece.endswith(" ")
    return tokens


def _parts(word: str, *, blank: bool) -> Iterator[Token]:
    """A word in the parts between which a line may end: behind hyphens and dashes within it."""
    cuts = [0, *(i + 1 for i, c in enumerate(word[:-1]) if c in "-—–/" and i), len(word)]
    for first, (start, end) in enumerate(pairwise(cuts)):
        yield Token(word[start:end], blank=blank and not first)
