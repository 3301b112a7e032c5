"""What each stretch of a text is: title, heading, byline, paragraph, list, quotation, caption, notes, furniture.

Decided in passes over the units of the text, from what is certain (front matter, a cue word) to what is left. Each
unit gets exactly one kind, so the sections cover all of the text that is not blank and never overlap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from backchannel.documents.extracted import Block
from backchannel.documents.facts import header
from backchannel.documents.facts.cues import cues
from backchannel.documents.facts.frontmatter import front_matter_end
from backchannel.documents.layout.body import decide_body, decide_captions
from backchannel.documents.layout.head import decide_head
from backchannel.documents.layout.noteblock import is_notes_heading, note_units
from backchannel.documents.layout.page import Page
from backchannel.model import Section, SectionKind

_LONGEST_FURNITURE = 220
_BIO = re.compile(r"\s+(?:\([^)]{1,40}\)\s+)?(?:is|was|are|has|teaches|writes|works|served|serves|covers|holds)\b")


def sections_of(
    text: str, hints: Mapping[int, SectionKind] | None = None, blocks: Sequence[Block] | None = None
) -> tuple[Section, ...]:
    """The sections of ``text``; ``hints`` are kinds that a format knows, by where the unit starts.

    ``blocks`` are the stretches that the format itself sets off; without them they are told by blank lines and widths.
    """
    page = Page(text, hints, blocks)
    for decide in (
        _front_matter,
        _furniture,
        _notes,
        decide_head,
        _about_author,
        decide_captions,
        decide_body,
    ):
        decide(page)
    return page.sections()


def _front_matter(page: Page) -> None:
    end = front_matter_end(page.text)
    for index, unit in enumerate(page.units):
        if unit.start >= end:
            break
        page.kinds[index] = "boilerplate"


def _furniture(page: Page) -> None:
    """Lines that a page puts around a text, and lines without a letter or figure."""
    cue = cues().boilerplate
    for index in page.open():
        words = page.words[index]
        if len(words) <= _LONGEST_FURNITURE and (
            cue.fullmatch(header.plain(words)) or not any(map(str.isalnum, words))
        ):
            page.kinds[index] = "boilerplate"


def _notes(page: Page) -> None:
    """The notes, where the text's format does not tell them itself, and what heads them."""
    if "notes" in page.kinds:
        before = page.kinds.index("notes") - 1
        if before >= 0 and is_notes_heading(page.words[before]):
            page.kinds[before] = "notes"
        return
    for index in note_units(page.text, page.units, page.kinds):
        page.kinds[index] = "notes"


def _about_author(page: Page) -> None:
    """The units under "About the author", and closing paragraphs that say who the author of the byline is."""
    inside = False
    for index in page.open():
        words = header.plain(page.words[index])
        if len(words) < 60 and cues().author.fullmatch(words.rstrip(":")):
            inside = True
            page.kinds[index] = "heading"
        elif inside and not page.words[index].startswith("#"):
            page.kinds[index] = "author_note"
    authors = _byline_names(page)
    for index in page.open()[-4:]:
        if index > 2 and any(_describes(header.plain(page.words[index]), name) for name in authors):
            page.kinds[index] = "author_note"


def _byline_names(page: Page) -> list[str]:
    names: list[str] = []
    for kind, words in zip(page.kinds, page.words, strict=True):
        if kind == "byline" and (author := header.facts_of(words).author):
            names.extend(re.split(r",\s+|\s+and\s+", author))
    return names


def _describes(words: str, name: str) -> bool:
    """Whether the words are ``name``, or begin with it (or a title and its last word) and go on to say who that is."""
    if words == name:
        return True
    last = re.escape(name.rsplit(maxsplit=1)[-1])
    title = r"(?:Dr|Mr|Mrs|Ms|Prof|Professor|General|Ambassador|Sir)\.?"
    match = re.match(rf"(?:The author,?\s+)?(?:{re.escape(name)}|{title}\s+(?:[\w.]+\s+)?{last})", words)
    return bool(match and _BIO.match(words, match.end()))
