"""A document's pages to its text: furniture and notes parted off, paragraphs, title and headings told, marks tied."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from backchannel.documents.building import Built, Mark, Milestone, Piece, TextBuilder
from backchannel.documents.layout.noteblock import is_notes_heading
from backchannel.documents.layout.units import ends_sentence
from backchannel.documents.pdf.edges import edged
from backchannel.documents.pdf.endnotes import Endnote, endnotes
from backchannel.documents.pdf.footnotes import Footnote, Ties, labels_of, parted, with_plain_marks
from backchannel.documents.pdf.furniture import Cleared, without_furniture
from backchannel.documents.pdf.hyphens import Usage
from backchannel.documents.pdf.paragraphs import Paragraph, Type, paragraphs_of, type_of, without_leaders
from backchannel.documents.pdf.values import Line, Page, Raised
from backchannel.model import SectionKind

_CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Map|Photo|Plate|Chart|Box|Exhibit)\s*[\dIVX]{1,4}\b[.:—–|]?", re.IGNORECASE
)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_HEADING = 25
"""Words."""


class Composed(NamedTuple):
    """The text, the warnings that say what was left out of it, and how many notes were tied to marks."""

    built: Built
    furniture: Cleared
    noted: bool


def compose(pages: Sequence[Page], title: str | None) -> Composed:
    """The text of the pages; ``title`` is what the file says its title is, to tell which block it is."""
    furniture = without_furniture(pages)
    type_ = type_of([line for page in furniture.pages for line in page.lines if not line.turned])
    type_ = type_._replace(short=_short(furniture.pages))
    body, notes = parted(edged(furniture.pages), type_)
    body = edged(with_plain_marks(body, notes))
    lines = [line for page in body for line in page.lines]
    usage = Usage(line.text for line in (*lines, *(line for note in notes for line in note.lines)))
    paragraphs = paragraphs_of(lines, type_)
    paragraphs, ends = endnotes(paragraphs, notes)
    writer = _Writer(usage, Ties(notes), ends)
    writer.body(paragraphs, _kinds(paragraphs, type_, title))
    writer.notes(notes, ends)
    return Composed(writer.builder.build(), furniture, bool(notes or ends))


def _short(pages: Sequence[Page]) -> frozenset[int]:
    """The indices of the pages whose text ends in their upper two thirds, or far above where others end."""
    ends = {index: max(line.base for line in page.lines) for index, page in enumerate(pages) if page.lines}
    usual = max(ends.values(), default=0.0)
    return frozenset(index for index, end in ends.items() if end < max(0.75 * usual, 0.66 * pages[index].height))


class _Writer:
    """Writes paragraphs and notes into a text; ties raised marks to their notes."""

    def __init__(self, usage: Usage, ties: Ties, ends: Sequence[Endnote]) -> None:
        self.builder = TextBuilder()
        self._usage, self._ties = usage, ties
        self._ends = ends
        self._page = -1

    def body(self, paragraphs: Sequence[Paragraph], kinds: Sequence[SectionKind | None]) -> None:
        for index, (paragraph, kind) in enumerate(zip(paragraphs, kinds, strict=True)):
            self.builder.block(self._pieces(paragraph, index), kind)

    def notes(self, notes: Sequence[Footnote], ends: Sequence[Endnote]) -> None:
        for note in notes:
            pieces = self._joined(note.lines, lambda raised, _: _as_letters(raised))
            self.builder.note(note.key, pieces, number=note.label, selector=f"page={note.page + 1}")
        for end in ends:
            pieces = self._joined(end.lines, lambda raised, _: _as_letters(raised))
            self.builder.note(end.key, pieces, number=end.label, selector=f"page={end.lines[0].page + 1}")

    def _pieces(self, paragraph: Paragraph, index: int) -> list[Piece]:
        def tied(raised: Raised, line: Line) -> list[Piece]:
            keys = [self._key(label, line.page, index) for label in labels_of(raised)]
            marks = [Mark(key) for key in keys if key is not None]
            return list(marks) if marks and len(marks) == len(keys) else _as_letters(raised)

        lines: Sequence[Line] = paragraph.lines
        if paragraph.row:
            lines = [line._replace(pieces=_in_cells(line)) for line in lines]
        return self._joined(lines, tied, turning=True)

    def _key(self, label: str, page: int, index: int) -> str | None:
        found = self._ties.key(label, page)
        if found is not None:
            return found
        return next((end.key for end in self._ends if end.label == label and end.first <= index < end.until), None)

    def _joined(
        self, lines: Sequence[Line], tied: Callable[[Raised, Line], list[Piece]], *, turning: bool = False
    ) -> list[Piece]:
        """The lines as running words, with milestones where a page turns."""
        pieces: list[Piece] = []
        for line in lines:
            parts: list[Piece] = []
            for printed in line.pieces:
                parts += [printed.replace("\t", " ")] if isinstance(printed, str) else tied(printed, line)
            turned = turning and line.page != self._page
            if turned:
                self._page = line.page
            self._append(pieces, _merged(parts), Milestone(f"page={line.page + 1}") if turned else None)
        return pieces

    def _append(self, pieces: list[Piece], parts: list[Piece], turn: Milestone | None) -> None:
        first = parts[0] if parts and isinstance(parts[0], str) else ""
        if pieces and isinstance(pieces[-1], str) and first:
            joined = self._usage.joined(pieces[-1], first)
            pieces[-1] = joined[: len(joined) - len(first.lstrip())]
            parts = [first.lstrip(), *parts[1:]]
        elif pieces:
            pieces.append(" ")
        if turn:
            pieces.append(turn)
        pieces.extend(parts)
        pieces[:] = _merged(pieces)


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with neighbouring words put together."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, str) and isinstance(last, str):
            found[-1] = last + piece
        elif piece != "":
            found.append(piece)
    return found


def _as_letters(raised: Raised) -> list[Piece]:
    """A raised piece that is no mark: figures as superscript figures, letters as they are (``19th``)."""
    return [raised.words.translate(_SUPERSCRIPT) if raised.words.isdigit() else raised.words]


def _in_cells(line: Line) -> tuple[str | Raised, ...]:
    return tuple(
        without_leaders(piece).replace("\t", " | ") if isinstance(piece, str) else piece for piece in line.pieces
    )


def _kinds(paragraphs: Sequence[Paragraph], type_: Type, title: str | None) -> list[SectionKind | None]:
    kinds: list[SectionKind | None] = [_kind(one, type_) for one in paragraphs]
    first = next((i for i, one in enumerate(paragraphs) if _is_prose(one)), len(paragraphs))
    for index in range(first):
        if kinds[index] == "heading":
            kinds[index] = None
    found = _title(paragraphs[: first + 3], type_, title)
    if found is not None:
        kinds[found] = "title"
        for index in range(found + 1, len(paragraphs)):
            if (
                kinds[index] is None
                and index < first
                and paragraphs[index].size > 1.25 * type_.size
                and index > found + 3
            ):
                kinds[index] = "heading"
    return kinds


def _kind(one: Paragraph, type_: Type) -> SectionKind | None:
    words = one.text.split()
    if one.first.turned:
        return "boilerplate"
    if one.row:
        return "list"
    if _CAPTION.match(one.text) and (one.size < 0.97 * type_.size or one.first.bold or len(words) < 40):
        return "caption"
    if len(words) > _LONGEST_HEADING or one.first.layer or is_notes_heading(one.text):
        return None
    if not any(map(str.isalpha, one.text)) or one.text.startswith(("•", "–", "-", "*")):
        return None
    large, bold = one.size > 1.12 * type_.size, one.bold and not type_.bold
    return "heading" if large or (bold and not ends_sentence(one.text)) else None


def _is_prose(one: Paragraph) -> bool:
    return not one.row and len(one.text.split()) >= 25


def _title(first: Sequence[Paragraph], type_: Type, stated: str | None) -> int | None:
    """Which of the first paragraphs is the title: what the file says, else what is set in the largest type."""
    candidates = [
        i for i, one in enumerate(first) if not one.row and not one.first.turned and 1 <= len(one.text.split()) <= 45
    ]
    if stated:
        wanted = _plain(stated)
        for index in candidates:
            words = _plain(first[index].text)
            if words and len(words) > 8 and (words == wanted or wanted.startswith(words)):
                return index
    large = [i for i in candidates if first[i].size > 1.15 * type_.size and not first[i].first.layer]
    large = [i for i in large if sum(map(str.isalpha, first[i].text)) >= 3]
    return max(large, key=lambda i: (round(first[i].size), -i), default=None)


def _plain(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())
