"""What each stretch of a text is: title, heading, byline, paragraph, list, quotation, caption, notes, author, furniture.

Decided in passes over the units of the text, from what is certain (front matter, a cue word) to what is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from backchannel.documents import header
from backchannel.documents.cues import cues
from backchannel.documents.frontmatter import front_matter_end
from backchannel.documents.noteblock import note_units
from backchannel.documents.people import is_person
from backchannel.documents.units import Unit, ends_sentence, units_of
from backchannel.model import Section, SectionKind

_HEADER_UNITS = 14  # a header longer than this is none
_BULLET = re.compile(r"(?:[-*+•·‣▪●]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+|\([a-z0-9]\)\s*|\|)")
_OPEN_QUOTE = '“"‘«„'
_CLOSED = re.compile(r"[”\"’»“][.,;]?(?:\s?\[\^?\w{1,3}\]|[¹²³⁰⁴-⁹])*$")
_PICTURE = re.compile(r"photo|image|picture|credit|video|illustration|courtesy|source|fig|map|table|chart|plate|graphic|reuters|afp|getty|wiki|public domain", re.IGNORECASE)  # fmt: skip
_BIO = re.compile(r"\s+(?:\([^)]{1,40}\)\s+)?(?:is|was|are|has|teaches|writes|works|served|serves|covers|holds)\b")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s")


class Layout:
    """The units of one text, the kinds decided so far, and helpers that the passes share."""

    def __init__(self, text: str, hints: Mapping[int, SectionKind]) -> None:
        self.text = text
        self.units = _split_glued(text, units_of(text))
        self.words = [text[unit.start : unit.end] for unit in self.units]
        self.kinds: list[SectionKind | None] = [hints.get(unit.start) for unit in self.units]
        self.prose = [is_prose(words) for words in self.words]

    def open(self) -> list[int]:
        """The indices of the units that no pass has decided."""
        return [index for index, kind in enumerate(self.kinds) if kind is None]

    def sections(self) -> tuple[Section, ...]:
        """The units as sections; what no pass decided is a paragraph."""
        return tuple(
            Section(start=unit.start, end=unit.end, kind=kind or "paragraph")
            for unit, kind in zip(self.units, self.kinds, strict=True)
        )


def sections_of(text: str, hints: Mapping[int, SectionKind] | None = None) -> tuple[Section, ...]:
    """The sections of ``text``; ``hints`` are kinds that a format knows, by where the unit starts."""
    layout = Layout(text, hints or {})
    for decide in (_front_matter, _furniture, _notes, _header, _about_author, _captions, _the_rest):
        decide(layout)
    return layout.sections()


def is_prose(words: str) -> bool:
    """Whether the words are running text rather than a heading, a name or a date."""
    count = words.count(" ") + words.count("\n") + 1
    if count >= 25:
        return True
    return count >= 6 and ends_sentence(words) and not words.endswith(":") and len(words) > 30


def _split_glued(text: str, units: list[Unit]) -> list[Unit]:
    """Bylines and datelines that run into the first sentence become units of their own."""
    split: list[Unit] = []
    for index, unit in enumerate(units):
        length = header.glued(text[unit.start : min(unit.end, unit.start + 200)]) if index < _HEADER_UNITS else 0
        if length and is_prose(text[unit.start : unit.end]):
            head = text[unit.start : unit.start + length].rstrip()
            split.append(unit._replace(end=unit.start + len(head), lines=1))
            split.append(unit._replace(start=unit.start + length))
        else:
            split.append(unit)
    return split


def _front_matter(layout: Layout) -> None:
    end = front_matter_end(layout.text)
    for index, unit in enumerate(layout.units):
        if unit.start < end:
            layout.kinds[index] = "boilerplate"


def _furniture(layout: Layout) -> None:
    cue = cues().boilerplate
    for index in layout.open():
        words = layout.words[index]
        if len(words) <= 220 and (cue.fullmatch(header.plain(words)) or not any(map(str.isalnum, words))):
            layout.kinds[index] = "boilerplate"


def _notes(layout: Layout) -> None:
    for index in note_units(layout.text, layout.units, layout.kinds):
        layout.kinds[index] = "notes"


def _header(layout: Layout) -> None:
    """The title, then the lines between it and the first running text."""
    candidates = layout.open()[:_HEADER_UNITS]
    if not candidates:
        return
    position = 0
    first = candidates[0]
    if _is_title(layout, first):
        layout.kinds[first] = "title"
        position = 1
    elif _is_header_line(layout.words[first]):
        layout.kinds[first] = "byline"
        position = 1
        if (
            len(candidates) > 1
            and _is_title(layout, candidates[1])
            and not _is_header_line(layout.words[candidates[1]])
        ):
            layout.kinds[candidates[1]] = "title"
            position = 2
    elif is_prose(layout.words[first]):
        return
    _below_title(layout, candidates[position:])


def _below_title(layout: Layout, candidates: list[int]) -> None:
    """Bylines under the title: what says so itself, and short lines that cling to one that does."""
    signed = any(kind == "byline" for kind in layout.kinds)
    for index in candidates:
        words = layout.words[index]
        unit = layout.units[index]
        clings = (
            index > 0 and layout.kinds[index - 1] in ("byline", "title") and unit.block == layout.units[index - 1].block
        )
        if _is_header_line(words):
            layout.kinds[index] = "byline"
            signed = True
        elif layout.prose[index]:
            return
        elif (
            _is_header_block(layout, index) or (signed and (clings or _is_office_line(words)))
        ) and not cues().part.fullmatch(header.plain(words)):
            layout.kinds[index] = "byline"


def _is_header_block(layout: Layout, index: int) -> bool:
    """Whether the unit stands in a block of short lines one of which is a byline or a date."""
    block = layout.units[index].block
    lines = [
        other
        for other in range(max(0, index - 4), min(len(layout.units), index + 5))
        if layout.units[other].block == block
    ]
    return not any(layout.prose[line] for line in lines) and any(_is_header_line(layout.words[line]) for line in lines)


def _is_office_line(words: str) -> bool:
    words = header.plain(words)
    return len(words) < 80 and (
        bool(cues().office.fullmatch(words))
        or bool(re.fullmatch(r"[A-Z][\w.' -]+, (?:[A-Z]{2}|D\.C\.|[A-Z][a-z]+)", words))
        or bool(re.fullmatch(r"(?:[A-Z][\w.'-]* )+(?:Room|Hall|House|Building|Palace|Headquarters)", words))
    )


def _is_header_line(words: str) -> bool:
    if len(words) > 200 or words.startswith("#"):
        return False
    return (
        header.is_byline(words)
        or header.is_date_line(words)
        or header.is_label(words)
        or (header.glued(words + " " + "x" * 30) > len(words))
    )


def _is_title(layout: Layout, index: int) -> bool:
    words = layout.words[index]
    if _MARKDOWN_HEADING.match(words):
        return True
    if len(words) > 300 or len(layout.units) == 1 or _is_header_line(words) or words[0] in "-*•>|":
        return False
    if cues().part.fullmatch(header.plain(words)) or not any(map(str.isalpha, words)):
        return False
    if words.endswith(("?", "!")) and len(words) < 200 and layout.units[index].lines == 1:
        return True
    return not is_prose(words) or (len(words) < 220 and not ends_sentence(words) and not words[0].islower())


def _about_author(layout: Layout) -> None:
    """The units under "About the author", and a closing paragraph that begins with a name and says who that is."""
    authors = _byline_names(layout)
    inside = False
    for index in layout.open():
        words = header.plain(layout.words[index])
        if len(words) < 60 and cues().author.fullmatch(words.rstrip(":")):
            inside = True
            layout.kinds[index] = "heading"
        elif inside and not _MARKDOWN_HEADING.match(layout.words[index]):
            layout.kinds[index] = "author_note"
    last = layout.open()[-4:]
    for index in last:
        words = header.plain(layout.words[index])
        if index > 2 and any(_describes(words, name) for name in authors):
            layout.kinds[index] = "author_note"
            if index - 1 in layout.open() and layout.words[index - 1].strip() in authors:
                layout.kinds[index - 1] = "author_note"


def _byline_names(layout: Layout) -> set[str]:
    names: set[str] = set()
    for kind, words in zip(layout.kinds, layout.words, strict=True):
        if kind == "byline" and (author := header.facts_of(words).author):
            names.update(re.split(r",\s+|\s+and\s+", author))
    return names


def _describes(words: str, name: str) -> bool:
    """Whether the words begin with ``name`` (or a title and its last word) and go on to say who that is."""
    last = re.escape(name.rsplit(maxsplit=1)[-1])
    beginning = rf"(?:The author,?\s+)?(?:{re.escape(name)}|(?:Dr|Mr|Mrs|Ms|Prof|Professor)\.?\s+(?:\w+\s+)?{last})"
    match = re.match(beginning, words)
    return bool(match and (match.end() == len(words) or _BIO.match(words, match.end())))


def _captions(layout: Layout) -> None:
    cue = cues().caption
    for index in layout.open():
        words = layout.words[index]
        if len(words) > 500:
            continue
        twice = not layout.prose[index - 1] if index else False
        if (_PICTURE.search(words) and cue.fullmatch(words)) or (
            index and words == layout.words[index - 1] and layout.kinds[index - 1] != "title" and not twice
        ):
            layout.kinds[index] = "caption"
            if index and layout.words[index - 1] == words and layout.kinds[index - 1] is None:
                layout.kinds[index - 1] = "caption"


def _the_rest(layout: Layout) -> None:
    for index in layout.open():
        layout.kinds[index] = _local_kind(layout, index)
    _runs_of_short_lines(layout)
    _signature(layout)


def _local_kind(layout: Layout, index: int) -> SectionKind:
    words = layout.words[index]
    if _MARKDOWN_HEADING.match(words):
        return "heading"
    if words.startswith(">") or _is_quotation(layout, index):
        return "quotation"
    if _BULLET.match(words) and (len(words) < 200 or words[0] in "-*+•·‣▪●|"):
        return "heading" if _is_numbered_heading(layout, index) else "list"
    if layout.prose[index] or len(words) > 160 or words.endswith((".", ",", ";")):
        return "paragraph"
    return "heading" if _is_heading(layout, index) else "paragraph"


def _is_quotation(layout: Layout, index: int) -> bool:
    words = layout.words[index]
    if words[0] not in _OPEN_QUOTE:
        return False
    before = layout.words[index - 1].rstrip() if index else ""
    inner = words[1:-1]
    closed = bool(_CLOSED.search(words)) and not re.search("[”»]", inner.rstrip('”»".,;[]0123456789 '))
    return (before.endswith((":", ",")) and closed) or (closed and words[0] != '"' and layout.prose[index])


def _is_numbered_heading(layout: Layout, index: int) -> bool:
    words = layout.words[index]
    return (
        words[0] not in "-*+•·‣▪●|("
        and not ends_sentence(words.split(None, 1)[-1])
        and _is_heading(layout, index)
        and (index == 0 or not _BULLET.match(layout.words[index - 1]) or layout.prose[index - 1])
    )


def _is_heading(layout: Layout, index: int) -> bool:
    """A short line of its own before something that is not another short line."""
    words = header.plain(layout.words[index])
    following = next(
        (later for later in range(index + 1, len(layout.units)) if layout.kinds[later] != "boilerplate"), None
    )
    if following is None or not words or layout.kinds[following] in ("notes", "author_note"):
        return False
    first = next((character for character in words if character.isalnum()), "")
    return bool(first) and (first.isupper() or first.isdigit() or not first.isascii()) and len(words.split()) <= 18


def _runs_of_short_lines(layout: Layout) -> None:
    """Three or more short lines in one run (people present, items) are a list, not headings."""
    run: list[int] = []
    for index in [*range(len(layout.units)), None]:  # type: ignore[list-item]  # None closes the last run
        if index is not None and _short(layout, index) and (not run or _adjoining(layout, run[-1], index)):
            run.append(index)
            continue
        if len(run) >= 3:
            for item in run[_heads(layout, run) :]:
                layout.kinds[item] = "list"
        run = [index] if index is not None and _short(layout, index) else []


def _short(layout: Layout, index: int) -> bool:
    return (
        layout.kinds[index] in ("heading", "list", "paragraph")
        and not layout.prose[index]
        and not (_MARKDOWN_HEADING.match(layout.words[index]))
    )


def _adjoining(layout: Layout, one: int, two: int) -> bool:
    return two == one + 1


def _heads(layout: Layout, run: list[int]) -> int:
    """How many lines at the beginning of a run are headings: capitals, or a heading set off from one block of items."""
    count = 0
    while count < len(run) and layout.words[run[count]].isupper():
        count += 1
    return count


def _signature(layout: Layout) -> None:
    """A name alone after the last paragraph signs the text."""
    last = [index for index, kind in enumerate(layout.kinds) if kind in ("paragraph", "heading", "list", "quotation")]
    if len(last) > 3 and not layout.prose[last[-1]] and is_person(header.plain(layout.words[last[-1]])):
        layout.kinds[last[-1]] = "byline"
