"""Building a text of blocks, for formats that have structure: offsets, note marks, pages and excisions kept right.

Blocks are parted by a blank line. A note's mark stands in the text as ``[n]``, its words in a block of their own that
begins with ``[n]``; the notes come at the end, behind the blocks, in the order in which they were given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from backchannel.documents.extracted import Block, MarkedNote
from backchannel.model import Excision, Fragment, SectionKind, Span

_GAP = "\n\n"


class Mark(NamedTuple):
    """A note's mark within running words; ``key`` is the format's own id of the note, unique in the text."""

    key: str


class Cut(NamedTuple):
    """Words that say something was left out by those who released the text (``[1 line not declassified]``)."""

    words: str
    extent: str | None = None


class Milestone(NamedTuple):
    """A point within running words from which on the text belongs to this fragment of the file (``page=3``)."""

    selector: str


Piece = str | Mark | Cut | Milestone


class Built(NamedTuple):
    """The text and what is known of its stretches; fields of :class:`~backchannel.documents.extracted.Extracted`."""

    text: str
    blocks: tuple[Block, ...]
    notes: tuple[MarkedNote, ...]
    fragments: tuple[Fragment, ...]
    excisions: tuple[Excision, ...]


class _Given(NamedTuple):
    pieces: tuple[Piece, ...]
    kind: SectionKind | None = None
    language: str | None = None


class _Note(NamedTuple):
    pieces: tuple[Piece, ...]
    number: str | None
    selector: str | None


class TextBuilder:
    """Takes blocks in reading order and notes in any order; :meth:`build` gives the text."""

    def __init__(self) -> None:
        self._given: list[_Given] = []
        self._begun: Milestone | None = None
        self._selector: str | None = None
        self._notes: dict[str, _Note] = {}

    def fragment(self, selector: str) -> None:
        """From the next word on the text belongs to this fragment of the file (``page=3``), until another begins."""
        self._begun = Milestone(selector)
        self._selector = selector

    def block(
        self, pieces: str | Sequence[Piece], kind: SectionKind | None = None, *, language: str | None = None
    ) -> None:
        """Add a block; runs of blanks become one, a newline within stays. Blocks without a word are passed over."""
        given = ((self._begun,) if self._begun else ()) + _pieces(pieces)
        self._given.append(_Given(given, kind, language))
        self._begun = None
        self._selector = next((p.selector for p in reversed(given) if isinstance(p, Milestone)), self._selector)

    def note(
        self, key: str, pieces: str | Sequence[Piece], *, number: str | None = None, selector: str | None = None
    ) -> None:
        """The words of the note with this key; ``number`` where it is printed with one, else its place in the order.

        ``selector`` is the fragment that its words stand in, where that is another than the one begun last.
        """
        self._notes[key] = _Note(_pieces(pieces), number, selector or self._selector)

    def build(self) -> Built:
        """The text. A mark without a note stays in the text as words, a note without a mark is kept with no marks."""
        writer = _Writer({key: note.number for key, note in self._notes.items() if note.number is not None})
        for given in self._given:
            writer.block(given)
        fragments = writer.fragments()
        spans = {key: writer.note(key, note) for key, note in self._notes.items()}
        blocks = tuple(writer.blocks)
        notes = tuple(
            MarkedNote(writer.number(key), *span, tuple(writer.marks.get(key, ())))
            for key, span in spans.items()
            if span
        )
        fragments += tuple(
            Fragment(start=block.start, end=block.end, selector=selector)
            for block, selector in zip(blocks[len(blocks) - len(notes) :], writer.note_selectors, strict=True)
            if selector is not None
        )
        return Built(writer.text(), blocks, notes, fragments, tuple(writer.excisions))


def _pieces(pieces: str | Sequence[Piece]) -> tuple[Piece, ...]:
    return (pieces,) if isinstance(pieces, str) else tuple(pieces)


class _Writer:
    """The text as far as it is written; ``printed`` are the numbers of notes that have one of their own."""

    def __init__(self, printed: dict[str, str]) -> None:
        self.blocks: list[Block] = []
        self.marks: dict[str, list[Span]] = {}
        self.excisions: list[Excision] = []
        self.note_selectors: list[str | None] = []
        self._parts: list[str] = []
        self._at = 0
        self._fragments: list[tuple[int, str]] = []
        self._waiting: Milestone | None = None
        self._numbers = dict(printed)
        taken = frozenset(printed.values())
        self._free: Iterator[str] = (str(n) for n in count(1) if str(n) not in taken)

    def number(self, key: str) -> str:
        """A note's number: as printed, else the next that no note is printed with, in the order of first marks."""
        if key not in self._numbers:
            self._numbers[key] = next(self._free)
        return self._numbers[key]

    def block(self, given: _Given) -> None:
        line = self._line(((self._waiting,) if self._waiting else ()) + given.pieces)
        self._waiting = line.waiting
        if line.length:
            start = self._write("", line)
            self._fragments += [(start + at, selector) for selector, at in line.milestones]
            self.blocks.append(Block(start, self._at, given.kind, given.language))

    def note(self, key: str, note: _Note) -> tuple[int, int] | None:
        """Append the note as a block; the span of its words, or None where it has none."""
        line = self._line(tuple(piece for piece in note.pieces if not isinstance(piece, Milestone)))
        if not line.length:
            return None
        lead = f"[{self.number(key)}] "
        start = self._write(lead, line)
        self.blocks.append(Block(start - len(lead), self._at, "notes"))
        self.note_selectors.append(note.selector)
        return start, self._at

    def fragments(self) -> tuple[Fragment, ...]:
        """The fragments, each up to the next; those without words are left out."""
        ends = [*(start for start, _ in self._fragments), self._at][1:]
        text = self.text()
        spans: list[Fragment] = []
        for (start, selector), end in zip(self._fragments, ends, strict=True):
            words = len(text[start:end].rstrip())
            if words:
                spans.append(Fragment(start=start, end=start + words, selector=selector))
        return tuple(spans)

    def text(self) -> str:
        return "".join(self._parts)

    def _line(self, pieces: Sequence[Piece]) -> _Line:
        line = _Line()
        for piece in pieces:
            if isinstance(piece, Mark):
                line.mark(piece.key, f"[{self.number(piece.key)}]")
            elif isinstance(piece, Cut):
                line.cut(piece)
            elif isinstance(piece, Milestone):
                line.waiting = piece
            else:
                line.add(piece)
        return line

    def _write(self, lead: str, line: _Line) -> int:
        """Append the line as a block behind ``lead``; where its own words begin."""
        gap = _GAP if self._parts else ""
        start = self._at + len(gap) + len(lead)
        self._parts += [gap, lead, *line.parts]
        self._at = start + line.length
        for key, at, end in line.marks:
            self.marks.setdefault(key, []).append(Span(start=start + at, end=start + end))
        self.excisions += [
            Excision(start=start + at, end=start + at + len(cut.words), extent=cut.extent) for cut, at in line.cuts
        ]
        return start


class _Line:
    """The words of one block: single blanks or newlines between them, none at either end; what stands where.

    ``waiting`` is the last milestone with no word behind it yet.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[tuple[str, int, int]] = []
        self.cuts: list[tuple[Cut, int]] = []
        self.milestones: list[tuple[str, int]] = []
        self.waiting: Milestone | None = None
        self._gap = ""

    def add(self, words: str) -> None:
        core = words.strip()
        if not core:
            self._blank(words)
            return
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        self._blank(before)
        self._put("\n".join(filter(None, (" ".join(line.split()) for line in core.split("\n")))))
        self._blank(after)

    def mark(self, key: str, words: str) -> None:
        at = self._put(words)
        self.marks.append((key, at, self.length))

    def cut(self, cut: Cut) -> None:
        words = " ".join(cut.words.split())
        if words:
            self.cuts.append((cut._replace(words=words), self._put(words)))

    def _blank(self, blanks: str) -> None:
        if blanks and self.length:
            self._gap = "\n" if "\n" in blanks or self._gap == "\n" else " "

    def _put(self, words: str) -> int:
        """Append words that are not blank; where they begin."""
        self.parts += [self._gap, words]
        at = self.length + len(self._gap)
        self.length = at + len(words)
        self._gap = ""
        if self.waiting:
            self.milestones.append((self.waiting.selector, at))
            self.waiting = None
        return at
