"""Document → parsed paragraphs, with text offsets kept.

Each paragraph is parsed by itself, in batches that never cross documents: what the model says of a document does
not depend on which others are read with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backchannel.language.model import load
from backchannel.language.plain import Piece, pieces
from backchannel.model import Document, Section, SectionKind, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

KINDS: frozenset[SectionKind] = frozenset(
    {"title", "heading", "paragraph", "list", "quotation", "caption", "author_note"}
)
"""The kinds of section that are parsed unless others are asked for; bylines, notes and boilerplate are not prose."""

BATCH = 32
"""Paragraphs parsed at once: larger batches are no faster and hold more memory."""

_HEADINGS = ("title", "heading")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed stretch of a document.

    ``start`` is the offset of ``doc`` in ``Document.text``; ``doc.text`` has the length of the stretch but is its
    plain form (marks, line ends and curly quotes replaced one for one), so quote from the document, not from it.
    """

    start: int
    section: Section
    doc: Doc

    @property
    def end(self) -> int:
        """The offset at which the stretch ends."""
        return self.start + len(self.doc.text)

    @property
    def kind(self) -> SectionKind:
        """The kind of section the stretch belongs to."""
        return self.section.kind

    @property
    def is_heading(self) -> bool:
        """Whether it is a title or heading, which makes no claims but names what the text is about."""
        return self.section.kind in _HEADINGS

    def offset(self, token: Token) -> int:
        """Where ``token`` starts in the document's text."""
        return self.start + token.idx

    def span(self, first: Token | TokenSpan, last: Token | TokenSpan | None = None) -> Span:
        """The stretch of the document's text from ``first`` to ``last``, both included, without blanks at its ends."""
        start, _ = _extent(first)
        _, end = _extent(first if last is None else last)
        words = self.doc.text[start:end]
        left = len(words) - len(words.lstrip())
        return Span(start=self.start + start + left, end=self.start + start + max(len(words.rstrip()), left))

    def tokens(self, start: int, end: int) -> TokenSpan | None:
        """The tokens that touch ``start`` to ``end`` of the document's text; None where there are none."""
        low, high = max(start - self.start, 0), min(end - self.start, len(self.doc.text))
        return self.doc.char_span(low, high, alignment_mode="expand") if low < high else None


def _extent(part: Token | TokenSpan) -> tuple[int, int]:
    start: int = part.idx if hasattr(part, "idx") else part.start_char
    return start, start + len(part.text)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document and all its parsed paragraphs; for long texts use :func:`iterate`, which does not hold them all."""

    document: Document
    paragraphs: tuple[Paragraph, ...]


def iterate(
    document: Document, nlp: Language | None = None, *, kinds: Iterable[SectionKind] = KINDS, batch: int = BATCH
) -> Iterator[Paragraph]:
    """The parsed paragraphs of ``document``, in reading order; at most ``batch`` are parsed ahead.

    Raises :class:`backchannel.errors.ModelError` where the language model cannot be used.
    """
    model = nlp or load()
    stretches = pieces(document, frozenset(kinds))
    docs = model.pipe((_made(model, piece) for piece in stretches), batch_size=batch)
    for piece, doc in zip(stretches, docs, strict=True):
        yield Paragraph(piece.start, piece.section, doc)


def _made(nlp: Language, piece: Piece) -> Doc:
    doc = nlp.make_doc(piece.text)
    doc.user_data["sentence_starts"] = piece.starts
    return doc


def analyse(document: Document, nlp: Language | None = None, *, kinds: Iterable[SectionKind] = KINDS) -> Analysis:
    """``document`` parsed whole; raises as :func:`iterate`."""
    return Analysis(document, tuple(iterate(document, nlp, kinds=kinds)))


def analyse_many(
    documents: Iterable[Document], nlp: Language | None = None, *, kinds: Iterable[SectionKind] = KINDS
) -> Iterator[Analysis]:
    """The documents parsed one after the other as they come; raises as :func:`iterate`."""
    wanted = frozenset(kinds)
    for document in documents:
        yield analyse(document, nlp, kinds=wanted)
