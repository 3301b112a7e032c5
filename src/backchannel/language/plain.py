"""The text as the parser is given it: the same length, code point for code point.

Note marks, notices of excision, mark-up, invisible characters and line ends become spaces, curly quotes become
straight ones. Since no code point is added or dropped, an offset in the plain form is the offset in the document.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from backchannel.model import Document, Section

LONGEST = 4_000
"""Code points after which a paragraph is split before parsing: the parser's memory grows with the length."""

_BLANKS = "\n\r\t\f\v\u00a0\u00ad\u1680\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_INVISIBLE = (
    *range(0x00, 0x20),  # control characters
    *range(0x2000, 0x2010),  # spaces of all widths, joiners, direction marks
    *range(0x202A, 0x202F),  # direction embeddings
    *range(0x2066, 0x206A),  # direction isolates
)
_SAME = {"'": "’‘ʼ", '"': "“”„«»", "-": "‑‐"}
_SINGLE = dict.fromkeys((*map(ord, _BLANKS), *_INVISIBLE), " ") | {
    ord(fancy): simple for simple, fancies in _SAME.items() for fancy in fancies
}

_BRACKET_MARK = re.compile(
    r"\[(?:\^[\w-]{1,20}|\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[a-z]|note \d{1,3}|citation needed)\](?!\()"
)
_RAISED_MARK = re.compile(r"(?:(?<=[a-z]{3})|(?<=[.,;:!?\"'”’)\]]))[⁰¹²³⁴-⁹]+|[†‡]+(?=[\s.,;:)]|$)")
_EMPHASIS = re.compile(
    r"\*{1,3}|(?<![\w_])_{1,3}(?=\w)|(?<=[\w.,!?])_{1,3}(?![\w_])|`+|(?<!\S)#{1,6}\s|^>+\s?", re.MULTILINE
)
_LINK_END = re.compile(r"\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
_LINK_START = re.compile(r"!?\[(?=[^\[\]]*\]\()")
_BULLET = re.compile(r"^[ \t]*(?:[-*+•–—◦▪]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])(?=\s)", re.MULTILINE)
_BREAK = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[A-Z0-9\"'“‘(])")
_LINE = re.compile(r"\n[ \t]*(?=\S)")
_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![ \t\r]*(?:\n|\Z)))*+")
_SHORT_LINE = 50


class Piece(NamedTuple):
    """A stretch to be parsed: its ``start`` in the document, plain ``text``, section, forced sentence ``starts``."""

    start: int
    text: str
    section: Section
    starts: frozenset[int]


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)


def plain(text: str, *, markdown: bool = False, bullets: bool = False) -> str:
    """The text as the parser is given it; ``len`` and every offset stay the same."""
    if bullets:
        text = _blank(text, _BULLET)
    if markdown:
        text = _blank(_blank(_blank(text, _LINK_START), _LINK_END), _EMPHASIS)
    text = _blank(_blank(text, _BRACKET_MARK), _RAISED_MARK)
    return text.translate(_SINGLE)


def straighten(text: str) -> str:
    """The text with line ends, odd blanks and curly quotes made plain, of the same length."""
    return text.translate(_SINGLE)


_SLACK = re.compile(r" +(?= )| +(?=[,.;:)%](?:\s|$))| (?='s\b)")
_LOOSE = re.compile(r"  | [,.;:)%](?:\s|$)| 's\b")
_FAR = 10
"""Blanks in a row that part the words on either side: what stood there was more than the mark of a note."""


def tightened(text: str) -> tuple[str, list[int]]:
    """The text without blanks in a row and before marks of punctuation, and where each code point stood in it.

    Where nothing is dropped, as in most texts, the list is empty. A long row of blanks becomes the end of a line.
    """
    if not _LOOSE.search(text):
        return text, []
    kept: list[str] = []
    at: list[int] = []
    position = 0
    for slack in _SLACK.finditer(text):
        kept.append(text[position : slack.start()])
        at += range(position, slack.start())
        position = slack.end()
        if position - slack.start() >= _FAR:
            kept.append("\n")
            at.append(position)
            position += 1
    kept.append(text[position:])
    return "".join(kept), [*at, *range(position, len(text) + 1)]


_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text in lower case, and "0" where it has a digit: tells which patterns are worth trying."""
    words = frozenset(_WORD.findall(text.lower()))
    return words | {"0"} if _DIGIT.search(text) else words


def shouted(text: str) -> bool:
    """Whether a text is written in capitals throughout, as cables are."""
    capitals = sum(c.isupper() for c in text)
    return capitals > 8 and capitals > 9 * sum(c.islower() for c in text)


def _own_words(document: Document) -> str:
    """The document's text with what is no word of its author blanked: marks of notes, what says that words are gone."""
    text = document.text
    marks = [(m.start, m.end) for note in document.notes for m in note.marks]
    foreign = sorted(marks + [(e.start, e.end) for e in document.excisions])
    if not foreign:
        return text
    out, at = [], 0
    for start, end in foreign:
        if start >= at:
            out += [text[at:start], " " * (end - start)]
            at = end
    return "".join([*out, text[at:]])


def pieces(document: Document, kinds: frozenset[str]) -> list[Piece]:
    """The stretches of ``document`` to be parsed, in reading order: sections of ``kinds``, over-long ones split."""
    own = _own_words(document)
    sections = document.sections or tuple(_blocks(document.text))
    markdown = document.media_type == "text/markdown"
    found: list[Piece] = []
    for section in sections:
        if section.kind in kinds:
            raw = own[section.start : section.end]
            text = plain(raw, markdown=markdown, bullets=section.kind == "list")
            found += _split(text, raw, section)
    return found


def _blocks(text: str) -> list[Section]:
    """Paragraphs at blank lines, for a document whose maker gave no sections."""
    return [Section(start=m.start(), end=m.end(), kind="paragraph") for m in _BLOCK.finditer(text)]


def _split(text: str, raw: str, section: Section) -> list[Piece]:
    starts = _line_starts(raw, listed=section.kind == "list")
    found: list[Piece] = []
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        end = _cut(text, at)
        inner = frozenset(s - at for s in starts if at < s < end)
        found.append(Piece(section.start + at, text[at:end].rstrip(), section, inner))
        at = end
    return found


def _cut(text: str, at: int) -> int:
    """Where the piece that begins ``at`` ends: at the last sentence-like boundary within the limit."""
    if len(text) - at <= LONGEST:
        return len(text)
    ends = [match.end() for match in _BREAK.finditer(text, at, at + LONGEST)]
    if ends and ends[-1] - at > LONGEST // 4:
        return ends[-1]
    space = text.rfind(" ", at + LONGEST // 4, at + LONGEST)
    return space + 1 if space > 0 else at + LONGEST


def _line_starts(raw: str, *, listed: bool) -> list[int]:
    """Offsets of lines that begin a sentence by their layout: list items, and lines after a short unended line."""
    starts = []
    begin = 0
    for match in _LINE.finditer(raw):
        line = raw[begin : match.start()].strip()
        item = listed and bool(_BULLET.match(raw, match.end()) or _BULLET.match(raw, match.start() + 1))
        heading = 0 < len(line) < _SHORT_LINE and line[-1].isalnum() and raw[match.end()].isupper()
        if item or heading:
            starts.append(_first_word(raw, match.start() + 1, item))
        begin = match.end()
    return starts


def _first_word(raw: str, at: int, item: bool) -> int:
    bullet = _BULLET.match(raw, at) if item else None
    at = bullet.end() if bullet else at
    while at < len(raw) and raw[at].isspace():
        at += 1
    return at
