"""A document cut into the sentences that are compared with those of other documents.

Only running text counts: headlines, bylines, letterheads, footers and other lines that no full stop ends differ from
outlet to outlet, or stand under ten thousand releases of one office, and make neither a copy nor a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args
from zlib import crc32

import msgspec

from backchannel.evidence.housestyle import EXCISED, Token, tokens
from backchannel.evidence.tables import abbreviations, matches
from backchannel.language.plain import Piece, pieces
from backchannel.model import Document, SectionKind

_HEAD = 200  # characters of a block that may show it to be a frame
_EVERY_KIND = frozenset(get_args(SectionKind))
_LABELS = frozenset({"title", "heading", "byline", "boilerplate"})
_HEADLINES = frozenset({"title", "heading"})
_BREAK = re.compile(r"[.!?…؟۔।][\"')\]]*\s+(?=[\"'(\[]*[^\W_a-z]|[▮>])|[。！？][”」』]*")
_INITIAL = re.compile(r"(?:[A-Z]\.){1,3}(?:-[A-Z]\.)?")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 16
_ENDED = re.compile(r"[.!?…:;؟۔।。！？][\"')\]”」』]*$|▮\W*$")
_DATELINE = re.compile(
    r"^\W*(?:\([A-Z][A-Z .'-]{2,40}\)\s|[A-Z][A-Z .'-]{2,40}(?:,[^–—()-]{2,40})?(?:\([^)]{2,60}\))?\s*(?:[–—]|--?)\s"
    r"|[A-Z][A-Z .'-]{2,40}\([^)]{2,60}\)\s*(?:[–—]|--?)\s)"
)
LONGEST = 120
"""Words of a sentence; a longer one (a table, a script without full stops) is cut."""
LONGEST_LABEL = 18
"""Words that a line without a full stop may have to count as a label and not as a sentence."""


class Stretch(NamedTuple):
    """What reads on without a break: its start in the document, plain text, sentence starts by layout, and its kind."""

    start: int
    text: str
    starts: frozenset[int]
    kind: SectionKind


class Sentence(NamedTuple):
    """A sentence: its place in the text, its words as they are compared, the plain text of that place.

    ``kind`` is that of the section it stands in.
    """

    start: int
    end: int
    words: tuple[Token, ...]
    plain: str
    kind: SectionKind

    @property
    def quoted(self) -> bool:
        """Whether it stands in an earlier mail that a mail repeats."""
        return self.kind == "quoted_message"

    @property
    def forms(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(w.form for w in self.words)


class Cut(NamedTuple):
    """A document as it is compared: running text, labels (headlines and the like), and how many excisions it has."""

    sentences: tuple[Sentence, ...]
    labels: tuple[Sentence, ...]
    excisions: int

    @property
    def words(self) -> int:
        """Words of the running text."""
        return sum(len(s.words) for s in self.sentences)

    @property
    def headline(self) -> tuple[str, ...]:
        """The words of the first label, which a notice may name."""
        return self.labels[0].forms if self.labels else ()


def cut(document: Document) -> Cut:
    """The document as it is compared."""
    excised = tuple((e.start, e.end) for e in document.excisions)
    running: list[Sentence] = []
    labels: list[Sentence] = []
    for stretch in _stretches(document):
        text = _covered(stretch, excised)
        found = [
            made for start, end in _bounds(text, stretch.starts) for made in _sentences(stretch, text[start:end], start)
        ]
        frame = _is_frame(stretch, found) or matches("editions", "frame", text[:_HEAD])
        for made in found:
            (labels if frame or _is_label(made) else running).append(made)
    return Cut(tuple(running), tuple(labels), len(excised))


def _is_frame(stretch: Stretch, found: Sequence[Sentence]) -> bool:
    """Whether a block stands around the text; what is set as a headline but reads as a paragraph does not."""
    if stretch.kind not in _HEADLINES:
        return stretch.kind in _LABELS
    return len(found) == 1 or sum(len(made.words) for made in found) <= LONGEST_LABEL


def _stretches(document: Document) -> Iterator[Stretch]:
    """Sections, and lines of a quoted mail put together again: each of its lines may be a section."""
    held: list[Piece] = []
    whole = msgspec.structs.replace(document, excisions=())  # what says that words are gone stands for them here
    for piece in pieces(whole, _EVERY_KIND):
        if held and not _reads_on(document, held[-1], piece):
            yield _stretch(held)
            held = []
        held.append(piece)
    if held:
        yield _stretch(held)


def _reads_on(document: Document, one: Piece, other: Piece) -> bool:
    between = document.text[one.start + len(one.text) : other.start].replace(">", "")
    quoted = other.text.startswith(">") and one.text.startswith(">")
    return quoted and between.count("\n") == 1 and len(one.text.strip("> ")) > 0 and len(other.text.strip("> ")) > 0


def _stretch(held: Sequence[Piece]) -> Stretch:
    first, *_ = held
    parts: list[str] = []
    end = first.start
    for piece in held:
        parts += [" " * (piece.start - end), piece.text]
        end = piece.start + len(piece.text)
    starts = {piece.start - first.start + s for piece in held for s in piece.starts}
    quoted = first.section.kind == "quoted_message" or first.text.startswith(">")
    kind = "quoted_message" if quoted else first.section.kind
    return Stretch(first.start, "".join(parts), frozenset(starts), kind)


def _covered(stretch: Stretch, excised: tuple[tuple[int, int], ...]) -> str:
    """The text with every excision as one sign, of the same length."""
    text = stretch.text
    for start, end in excised:
        low, high = max(0, start - stretch.start), min(len(text), end - stretch.start)
        if low < high:
            text = text[:low] + EXCISED.ljust(high - low) + text[high:]
    return text


def _bounds(text: str, starts: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end."""
    breaks = [m.end() for m in _BREAK.finditer(text) if _ends(text, m)]
    begin = 0
    for stop in (*sorted({*breaks, *(s for s in starts if s < len(text))}), len(text)):
        if text[begin:stop].strip():
            yield begin, stop
            begin = stop


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether a sentence ends here, and not an abbreviation or an initial."""
    before = text[max(0, found.start() - _LONGEST_WORD) : found.start() + 1].split()
    last = before[-1].lstrip("(\"'[") if before else ""
    known = abbreviations()
    if last in known.titles:
        return False
    if last in known.closers or _INITIAL.fullmatch(last):
        following = _WORD.match(text, found.end())
        return following is not None and following.group() in known.starters
    return True


def _sentences(stretch: Stretch, raw: str, at: int) -> Iterator[Sentence]:
    """The sentence, in parts where it is so long that comparing it word by word would take too long."""
    dateline = _DATELINE.match(raw)
    skipped = dateline.end() if dateline else 0
    found = tuple(Token(w.form, w.start + skipped, w.end + skipped) for w in tokens(raw[skipped:]))
    begin = 0
    for part in _parts(found):
        end = part[-1].end if part[-1] is not found[-1] else len(raw.rstrip())
        words = tuple(Token(w.form, w.start - begin, w.end - begin) for w in part)
        start = stretch.start + at + begin
        yield Sentence(start, stretch.start + at + end, words, raw[begin:end], stretch.kind)
        begin = end


def _parts(words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Parts of at most ``LONGEST`` words; where they end depends on the words alone, so that copies are cut alike."""
    begin = 0
    for at in range(1, len(words) + 1):
        size = at - begin
        ends = (
            len(words) > LONGEST and size >= LONGEST // 8 and crc32(words[at - 1].form.encode()) % (LONGEST // 4) == 0
        )
        if at == len(words) or ends or size == LONGEST:
            yield words[begin:at]
            begin = at


def _is_label(sentence: Sentence) -> bool:
    ended = _ENDED.search(sentence.plain.rstrip()[-12:])
    return len(sentence.words) < LONGEST_LABEL and not ended
