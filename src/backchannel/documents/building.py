"""Building a text of blocks, for formats that have structure: offsets, note marks, pages and excisions kept right.

Blocks are parted by a blank line. A note's mark stands in the text as ``[n]``, its words in a block of their own that
begins with ``[n]``; the notes come at the end, behind the blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
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


Piece = str | Mark | Cut


class Built(NamedTuple):
    """The text and what is known of its stretches; fields of :class:`~backchannel.documents.extracted.Extracted`."""

    text: str
    blocks: tuple[Block, ...]
    notes: tuple[MarkedNote, ...]
    fragments: tuple[Fragment, ...]
    excisions: tuple[Excision, ...]


class TextBuilder:
    """Takes blocks in reading order and notes in any order; :meth:`build` gives the text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self._blocks: list[Block] = []
        self._fragments: list[tuple[int, str]] = []
        self._excisions: list[Excision] = []
        self._marks: dict[str, list[Span]] = {}
        self._numbers: dict[str, str] = {}
        self._notes: dict[str, tuple[tuple[Piece, ...], str | None]] = {}

    def fragment(self, selector: str) -> None:
        """From here on the text belongs to this fragment of the file (``page=3``), until the next one begins."""
        self._fragments.append((self._at + (len(_GAP) if self._parts else 0), selector))

    def block(
        self, pieces: str | Sequence[Piece], kind: SectionKind | None = None, *, language: str | None = None
    ) -> None:
        """Add a block; runs of blanks become one, a newline within stays. Blocks without a word are passed over."""
        made = self._compose((pieces,) if isinstance(pieces, str) else pieces, lead="")
        if made:
            self._blocks.append(Block(*made, kind, language))

    def note(self, key: str, pieces: str | Sequence[Piece], *, number: str | None = None) -> None:
        """The words of the note with this key; ``number`` where it is printed with one, else its place in the order."""
        self._notes[key] = ((pieces,) if isinstance(pieces, str) else tuple(pieces), number)
        if number is not None:
            self._numbers[key] = number

    def build(self) -> Built:
        """The text. A mark without a note stays in the text as words, a note without a mark is kept with no marks."""
        body_end = self._at
        notes = [self._append_note(key, pieces) for key, (pieces, _) in self._notes.items()]
        text = "".join(self._parts)
        return Built(
            text,
            tuple(self._blocks),
            tuple(note for note in notes if note),
            self._spans(body_end),
            tuple(self._excisions),
        )

    def _append_note(self, key: str, pieces: tuple[Piece, ...]) -> MarkedNote | None:
        number = self._number(key)
        lead = f"[{number}] "
        made = self._compose(pieces, lead=lead)
        if not made:
            return None
        start, end = made
        self._blocks.append(Block(start, end, "notes"))
        return MarkedNote(number, start + len(lead), end, tuple(self._marks.get(key, ())))

    def _number(self, key: str) -> str:
        """A note's number: as printed, else that of its first mark among the marks."""
        if key not in self._numbers:
            taken = set(self._numbers.values())
            number = len(self._numbers) + 1
            while str(number) in taken:
                number += 1
            self._numbers[key] = str(number)
        return self._numbers[key]

    def _compose(self, pieces: Sequence[Piece], lead: str) -> tuple[int, int] | None:
        """Append the words of the pieces as one block; its span, or None where they hold no word."""
        words, marks, cuts = self._flattened(pieces)
        if not words.strip():
            return None
        start = self._at + (len(_GAP) if self._parts else 0)
        inner = start + len(lead)
        self._write((_GAP if self._parts else "") + lead + words)
        for key, at, length in marks:
            self._marks.setdefault(key, []).append(Span(start=inner + at, end=inner + at + length))
        for cut, at in cuts:
            span = {"start": inner + at, "end": inner + at + len(cut.words)}
            self._excisions.append(Excision(**span, extent=cut.extent))
        return start, self._at

    def _flattened(self, pieces: Sequence[Piece]) -> tuple[str, list[tuple[str, int, int]], list[tuple[Cut, int]]]:
        """The words with single blanks and none at either end; where the marks and cuts stand in them."""
        out = ""
        marks: list[tuple[str, int, int]] = []
        cuts: list[tuple[Cut, int]] = []
        for piece in pieces:
            if isinstance(piece, Mark):
                words = f"[{self._number(piece.key)}]"
                marks.append((piece.key, len(out), len(words)))
                out += words
            elif isinstance(piece, Cut):
                cut = piece._replace(words=" ".join(piece.words.split()))
                cuts.append((cut, len(out)))
                out += cut.words
            else:
                out = _joined(out, piece)
        return out.rstrip(), marks, cuts

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._at += len(words)

    def _spans(self, end: int) -> tuple[Fragment, ...]:
        """The fragments, each up to the next; those without words are left out."""
        ends = [start for start, _ in self._fragments[1:]] + [end]
        spans: list[Fragment] = []
        for (start, selector), stop in zip(self._fragments, ends, strict=True):
            clipped = min(stop, end)
            if clipped > start:
                spans.append(Fragment(start=start, end=clipped, selector=selector))
        return tuple(spans)


def _joined(before: str, words: str) -> str:
    """``before`` with ``words`` behind it: runs of blanks one blank, blanks around a newline gone."""
    lines = [" ".join(line.split()) for line in words.split("\n")]
    if not words:
        return before
    inner = "\n".join(lines)
    if words[0].isspace() and words[0] != "\n" and before and not before[-1].isspace():
        inner = " " + inner
    if words[-1].isspace() and words[-1] != "\n" and not inner.endswith((" ", "\n")):
        inner += " "
    if not before or before[-1].isspace():
        inner = inner.lstrip(" ")
    if inner.startswith("\n"):
        before = before.rstrip(" ")
    if before.endswith("\n") or not before:
        inner = inner.lstrip()
    return before + inner
