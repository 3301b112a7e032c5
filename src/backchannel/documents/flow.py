"""Cutting marked-up text into blocks: elements open and close, words come between, a TextBuilder gets the blocks.

What the end of a paragraph means depends on where it stands: a new block in the body, a new line in a note, a blank in
the row of a table, which is one block with `` | `` between its cells.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from backchannel.documents.building import Built, Cut, Mark, Milestone, Piece, TextBuilder
from backchannel.model import SectionKind

_FILE_LINE = "\r"
"""A line end of the file, which is a blank of the text; kept apart from a line end of the text until it is built."""


class _Kind(NamedTuple):
    kind: SectionKind | None = None
    language: str | None = None


class _Block(NamedTuple):
    pieces: list[Piece]
    kind: SectionKind | None
    language: str | None


class _Frame:
    """Words being gathered; ``edge`` is what parts paragraphs in it, None where each is a block."""

    def __init__(self, edge: str | None) -> None:
        self.pieces: list[Piece] = []
        self.edge = edge
        self.has_words = False
        self.cell_ended = False

    def put(self, piece: Piece) -> None:
        if self.cell_ended:
            self.pieces.append(" | ")
            self.cell_ended = False
        self.pieces.append(piece)
        self.has_words = True


class Flow:
    """The text as it is read, from its first element to its last; :meth:`finish` gives it."""

    def __init__(self) -> None:
        self._builder = TextBuilder()
        self._kinds = [_Kind()]
        self._frames = [_Frame(None)]
        self._held: _Block | None = None
        self._notes: list[tuple[str, str | None, str | None]] = []
        self._selector: str | None = None

    def words(self, words: str | None, *, preserved: bool = False) -> None:
        """Words in running order; line ends are blanks unless they are ``preserved``, soft hyphens are nothing."""
        if not words:
            return
        frame = self._frames[-1]
        words = words.replace("\u00ad", "")
        words = words if preserved else words.replace("\n", _FILE_LINE)
        if words.isspace():
            if frame.has_words:
                frame.pieces.append(words)
        else:
            frame.put(words)

    def line(self) -> None:
        """A line ends within a block."""
        self._frames[-1].pieces.append("\n" if self._frames[-1].edge != " " else " ")

    def cut(self, words: str, extent: str | None = None) -> None:
        """Words that stand for what was left out."""
        self._frames[-1].put(Cut(words, extent))

    def fragment(self, selector: str) -> None:
        """From here on the text belongs to this fragment of the file."""
        self._selector = selector
        body = self._frames[0].pieces
        if body and isinstance(body[-1], Milestone):
            body.pop()
        body.append(Milestone(selector))

    def mark(self, key: str) -> None:
        """The mark of a note; what the file's own layout puts before it (a line end and an indent) is no blank."""
        frame = self._frames[-1]
        while frame.pieces and isinstance(last := frame.pieces[-1], str):
            kept = last.rstrip()
            if _FILE_LINE not in last[len(kept) :]:
                break
            frame.pieces[-1:] = [kept] if kept else []
            if kept:
                break
        frame.put(Mark(key))

    def mark_before(self, key: str) -> None:
        """The mark of a note that stands between blocks: at the end of the block before it."""
        if self._frames[-1].edge is None and not self._frames[-1].has_words and self._held:
            self._held.pieces.append(Mark(key))
        else:
            self.mark(key)

    def open(self, kind: SectionKind | None = None, language: str | None = None) -> None:
        """An element that is a block, or holds blocks, begins; without ``kind`` it is of the kind that it stands in."""
        self.edge()
        around = self._kinds[-1]
        self._kinds.append(_Kind(kind or around.kind, language or around.language))

    def close(self) -> None:
        """The element opened last ends."""
        self.edge()
        self._kinds.pop()

    def edge(self) -> None:
        """A paragraph ends here, if one had begun."""
        frame = self._frames[-1]
        if not frame.has_words:
            return
        if frame.edge is not None:
            frame.pieces.append(frame.edge)
            return
        self._give()
        self._held = _Block(frame.pieces, *self._kinds[-1])
        self._frames[-1] = _Frame(None)

    def open_note(self, key: str, number: str | None = None, selector: str | None = None) -> None:
        """The words of a note begin, in the midst of the words around it or, in another fragment, apart from them."""
        self._notes.append((key, number, selector or self._selector))
        self._frames.append(_Frame("\n"))

    def close_note(self) -> None:
        """The words of the note end; those around it go on."""
        key, number, selector = self._notes.pop()
        pieces = self._frames.pop().pieces
        self._builder.note(key, pieces, number=number, selector=selector)

    def open_row(self) -> None:
        """The row of a table begins; tables within its cells are part of it."""
        self.edge()
        self._frames.append(_Frame(" "))

    def cell(self) -> None:
        """A cell ends."""
        self._frames[-1].cell_ended = self._frames[-1].has_words

    def close_row(self, kind: SectionKind | None = "list") -> None:
        """The row ends and is a block."""
        row = self._frames.pop()
        if not row.has_words:
            return
        around = self._frames[-1]
        for piece in row.pieces:
            around.put(piece) if not isinstance(piece, str) or piece.strip() else around.pieces.append(piece)
        self._kinds.append(_Kind(kind, self._kinds[-1].language))
        self.edge()
        self._kinds.pop()

    def finish(self) -> Built:
        """The text of all that was given."""
        self.edge()
        self._give()
        self._held = None
        return self._builder.build()

    def _give(self) -> None:
        if self._held:
            self._builder.block(self._held.pieces, self._held.kind, language=self._held.language)


def titled(built: Built) -> Built:
    """The text whose first block, where it is a heading and nothing else is a title, is that."""
    if not built.blocks or built.blocks[0].kind != "heading" or any(block.kind == "title" for block in built.blocks):
        return built
    return built._replace(blocks=(built.blocks[0]._replace(kind="title"), *built.blocks[1:]))


End = Callable[[], object]


def walk(top: Any, begin: Callable[[Any], End | None], words: Callable[[str], object]) -> None:
    """Go through an element of a tree in reading order, without recursion.

    ``begin`` is called for each element and gives what is to be done at its end, or None where it is not to be gone
    into; ``words`` gets the words between.
    """
    waiting: list[Any] = [top]  # elements, words, and in a tuple what is to be done at an element's end
    while waiting:
        one = waiting.pop()
        if type(one) is str:
            words(one)
        elif type(one) is tuple:
            one[0]()
        elif (end := begin(one)) is not None:
            if end is not nothing:
                waiting.append((end,))
            for child in reversed(one):
                if tail := child.tail:
                    waiting.append(tail)
                waiting.append(child)
            if text := one.text:
                words(text)


def nothing() -> None:
    """What is to be done at the end of an element that only holds words."""
