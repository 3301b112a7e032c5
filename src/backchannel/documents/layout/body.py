"""The body of a text: paragraphs, headings, lists, quotations, captions, signatures – by form and neighbours."""

from __future__ import annotations

import re

from backchannel.documents.facts import header
from backchannel.documents.facts.cues import cues
from backchannel.documents.facts.people import is_person
from backchannel.documents.layout.page import SPEAKER, Page
from backchannel.documents.layout.units import ends_sentence
from backchannel.model import SectionKind

_BULLETS = "-*+•·‣▪●|"
_BULLET = re.compile(r"(?:[-*+•·‣▪●]\s+|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s+|\([a-z0-9]\)\s*|\|)")
_OPEN_QUOTE = '“"‘«„'
_CLOSED = re.compile(r"[”\"’»“][.,;]?(?:\s?\[\^?\w{1,3}\]|[¹²³⁰⁴-⁹])*$")
_AFTER_CLOSING = '”»".,;[]0123456789 '
_NEXT_SENTENCE = re.compile(r"[.!?][”\"’)]*\s+[“\"‘(]?[A-Z]")
_PICTURE = re.compile(
    r"photo|image|picture|credit|video|illustration|courtesy|source|fig|map|table|chart|plate|graphic|reuters|afp|getty|wiki",
    re.IGNORECASE,
)


def decide_captions(page: Page) -> None:
    """Lines that name a picture's maker or source, and running text printed twice in a row."""
    cue = cues().caption
    for index in page.open():
        words = page.words[index]
        if len(words) > 500:
            continue
        again = index > 0 and words == page.words[index - 1] and page.prose[index] and len(words) < 300
        if again or (_PICTURE.search(words) and cue.fullmatch(words)):
            page.kinds[index] = "caption"
            if again and page.kinds[index - 1] is None:
                page.kinds[index - 1] = "caption"


def decide_body(page: Page) -> None:
    """All that is still open."""
    for index in page.open():
        page.kinds[index] = _by_form(page, index)
    _lists_of_short_lines(page)
    _sign(page)


def _by_form(page: Page, index: int) -> SectionKind:
    words = page.words[index]
    if words.startswith("#"):
        return "heading"
    if words.startswith(">") or _is_quotation(page, index):
        return "quotation"
    if (
        _BULLET.match(words)
        and not _is_numbered_paragraph(page, index)
        and not SPEAKER.match(words)
        and (len(words) < 200 or words[0] in _BULLETS)
    ):
        return "heading" if _is_numbered_heading(page, index) else "list"
    if _is_running_text(page, index):
        return "paragraph"
    return "heading" if _is_heading(page, index) else "paragraph"


def _is_numbered_paragraph(page: Page, index: int) -> bool:
    """Whether a numbered unit is running text of several sentences, as in cables and reports."""
    words = page.words[index]
    return words[0] not in _BULLETS and page.prose[index] and bool(_NEXT_SENTENCE.search(words, 6))


def _is_running_text(page: Page, index: int) -> bool:
    words = page.words[index]
    if words.endswith(":") and index + 1 < len(page.words) and page.words[index + 1][0] in _OPEN_QUOTE:
        return True  # leads in a quotation
    if SPEAKER.match(words) or page.prose[index] or len(words) > 160:
        return True
    return words.endswith((",", ";")) or _is_sentence(words)


def _is_sentence(words: str) -> bool:
    """Whether a short line is a sentence, or leads in what follows, rather than a heading."""
    if words.endswith(":"):
        return len(words.split()) >= 6
    return words.endswith((".", "!", "…")) and any(word[0].islower() for word in words.split()[-2:])


def _is_quotation(page: Page, index: int) -> bool:
    words = page.words[index]
    if words[0] not in _OPEN_QUOTE or not _CLOSED.search(words):
        return False
    before = page.words[index - 1] if index else ""
    whole = not re.search("[”»]", words[1:].rstrip(_AFTER_CLOSING))
    return whole and (before.endswith((":", ",")) or (words[0] != '"' and page.prose[index]))


def _is_numbered_heading(page: Page, index: int) -> bool:
    words = page.words[index]
    return (
        words[0] not in _BULLETS
        and words[0] != "("
        and not ends_sentence(words.split(None, 1)[-1])
        and _is_heading(page, index)
        and (index == 0 or page.prose[index - 1] or not _BULLET.match(page.words[index - 1]))
    )


def _is_heading(page: Page, index: int) -> bool:
    """A short line that begins with a capital or figure and has something to head."""
    words = header.plain(page.words[index])
    following = page.after(index)
    if following is None or not words or page.kinds[following] in ("notes", "author_note"):
        return False
    first = next((character for character in words if character.isalnum()), "")
    return bool(first) and not first.islower() and len(words.split()) <= 18


def _lists_of_short_lines(page: Page) -> None:
    """Runs of short lines (people present, items) are lists, not headings."""
    run: list[int] = []
    for index in range(len(page.units)):
        if page.kinds[index] in ("heading", "list") and not page.prose[index] and not page.words[index].startswith("#"):
            run.append(index)
        elif run:
            _settle_run(page, run)
            run = []
    _settle_run(page, run)


def _settle_run(page: Page, run: list[int]) -> None:
    """A line in capitals heads the lines after it; without one, lines of one block or five in a row are a list."""
    heads = [index for index in run if page.words[index].isupper() and len(page.words[index]) > 3]
    if heads:
        for start, end in zip(heads, [*heads[1:], run[-1] + 1], strict=True):
            if end - start > 2:
                for index in set(range(start + 1, end)) - page.stated:
                    page.kinds[index] = "list"
        return
    together = len(run) >= 3 and len({page.units[index].block for index in run}) == 1
    if together or len(run) >= 5:
        for index in run:
            page.kinds[index] = page.kinds[index] if index in page.stated else "list"


def _sign(page: Page) -> None:
    """A name alone after the last paragraph signs the text."""
    body = [index for index, kind in enumerate(page.kinds) if kind in ("paragraph", "heading", "list", "quotation")]
    if len(body) > 3 and not page.prose[body[-1]] and is_person(header.plain(page.words[body[-1]])):
        page.kinds[body[-1]] = "byline"
