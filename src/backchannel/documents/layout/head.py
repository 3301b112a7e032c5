"""The head of a text: its title, and the lines between it and the first running text."""

from __future__ import annotations

import re

from backchannel.documents.facts import header
from backchannel.documents.facts.cues import cues
from backchannel.documents.layout.page import HEADER_UNITS, SPEAKER, Page
from backchannel.documents.layout.units import ends_sentence

_PLACE_LINE = re.compile(r"[A-Z][\w.' -]+, (?:[A-Z]{2}|D\.C\.|[A-Z][a-z]+)")
_ROOM_LINE = re.compile(r"(?:[A-Z][\w.'-]* )+(?:Room|Hall|House|Building|Palace|Headquarters)")


def decide_head(page: Page) -> None:
    """Title and bylines; where the text begins with a byline, the title may follow it."""
    candidates = page.open()[:HEADER_UNITS]
    hinted = [index for index in range(min(3, len(page.kinds))) if page.kinds[index] == "title"]
    if not candidates:
        return
    first = candidates[0]
    position = 0
    if not hinted and _is_masthead(page, candidates):
        page.kinds[first], page.kinds[candidates[1]] = "byline", "title"
        position = 2
    elif not hinted and _is_title(page, first) and not _is_surely_header(page.words[first]):
        page.kinds[first] = "title"
        position = 1
    elif _is_header_line(page.words[first]):
        page.kinds[first] = "byline"
        position = 1
        position += _title_after_byline(page, candidates, hinted)
    elif page.prose[first]:
        return
    _below_title(page, candidates[position:])


def _is_masthead(page: Page, candidates: list[int]) -> bool:
    """Whether the first line is a paper's name over the title: one block of paper, title and a dated byline."""
    block = page.block(candidates[0])
    if len(block) < 3 or candidates[:3] != block[:3]:
        return False
    paper, title, byline = (page.words[index] for index in block[:3])
    named = len(paper.split()) <= 4 and bool(cues().paper.fullmatch(paper))
    return named and _is_title(page, block[1]) and not _is_header_line(title) and _is_header_line(byline)


def _title_after_byline(page: Page, candidates: list[int], hinted: list[int]) -> int:
    if hinted or len(candidates) < 2 or _is_header_line(page.words[candidates[1]]):
        return 0
    if not _is_title(page, candidates[1]):
        return 0
    page.kinds[candidates[1]] = "title"
    return 1


def _below_title(page: Page, candidates: list[int]) -> None:
    """Bylines under the title: what says so itself, and short lines that cling to one that does."""
    signed = "byline" in page.kinds
    for index in candidates:
        words = page.words[index]
        if header.is_label_alone(words) or (page.prose[index] and not _is_header_line(words)):
            return
        if _is_header_line(words):
            page.kinds[index] = "byline"
            signed = True
        elif cues().part.fullmatch(header.plain(words)):
            continue
        elif _is_in_header_block(page, index) or (signed and _belongs_to_byline(page, index)):
            page.kinds[index] = "byline"


def _belongs_to_byline(page: Page, index: int) -> bool:
    """Whether a short line after a byline goes with it: in one block, an office or room, or just before a speaker."""
    following = page.after(index)
    return (
        _clings(page, index)
        or _is_office_line(page.words[index])
        or (following is not None and bool(SPEAKER.match(page.words[following])) and page.kinds[index - 1] == "byline")
    )


def _clings(page: Page, index: int) -> bool:
    return (
        index > 0
        and page.kinds[index - 1] in ("byline", "title")
        and page.units[index].block == page.units[index - 1].block
    )


def _is_in_header_block(page: Page, index: int) -> bool:
    """Whether the unit stands in a block of short lines one of which is a byline or a date."""
    lines = page.block(index)
    return not any(page.prose[line] for line in lines) and any(_is_header_line(page.words[line]) for line in lines)


def _is_office_line(words: str) -> bool:
    words = header.plain(words)
    return len(words) < 80 and bool(
        cues().office.fullmatch(words) or _PLACE_LINE.fullmatch(words) or _ROOM_LINE.fullmatch(words)
    )


def _is_surely_header(words: str) -> bool:
    """Whether the first line of a text is no title; a title may well end in a date."""
    return header.is_byline(words) or header.is_label(words) or header.is_plain_date(words)


def _is_header_line(words: str) -> bool:
    if len(words) > 200 or words.startswith("#"):
        return False
    return (
        header.is_byline(words)
        or header.is_date_line(words)
        or header.is_label(words)
        or header.glued(words + " " + "x" * 30) > len(words)
    )


def _is_title(page: Page, index: int) -> bool:
    words = page.words[index]
    if words.startswith("#"):
        return True
    if len(words) > 400 or len(page.units) == 1 or words[0] in "-*•>|":
        return False
    if cues().part.fullmatch(header.plain(words)) or not any(map(str.isalpha, words)):
        return False
    if words.endswith(("?", "!")) and len(words) < 200 and page.units[index].lines == 1:
        return True
    if not page.prose[index] or (len(words) < 220 and not ends_sentence(words) and not words[0].islower()):
        return True
    following = page.after(index)
    return following is not None and page.units[index].lines <= 3 and _is_surely_header(page.words[following])
