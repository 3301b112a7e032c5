"""Quotation marks of a paragraph: which stretches stand between them, whatever marks the text uses.

Read from the document's own characters, since the parser is given straight marks for curly ones. Every mark is looked
at once. A speech whose closing mark is missing ends with the paragraph: in print one of several paragraphs opens
each of them and closes only the last.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[\"“”„«»]|''|``|‘‘|’’")
_OPENS = frozenset({"“", "„", "«", "``", "‘‘"})
_CLOSES = frozenset({"”", "»", "’’"})
_BEFORE_OPENING = frozenset("([{—–-/:")


class Quotation(NamedTuple):
    """A stretch in quotation marks, offsets of the paragraph with the marks; ``closed`` unless its end is missing."""

    start: int
    end: int
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """The outermost stretches in quotation marks of a paragraph, in order."""
    found: list[Quotation] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        if opened is None:
            if not _closes(text, match):
                opened = match.start()
        elif match[0] in _OPENS or (match[0] not in _CLOSES and _opens(text, match)):
            # A second opening mark: the closing one of the first was forgotten, or the marks are nested.
            continue
        else:
            found.append(Quotation(opened, match.end(), closed=True))
            opened = None
    if opened is not None and _leads(text, opened):
        found.append(Quotation(opened, len(text.rstrip()), closed=False))
    return found


def _leads(text: str, mark: int) -> bool:
    """Whether a mark that nothing closes may open a speech, and is no sign of inches."""
    before = text[:mark].rstrip()
    return not before or before[-1] in ",:.?!"


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark can only close."""
    if mark[0] in _CLOSES:
        return True
    if mark[0] in _OPENS:
        return False
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()]
    return bool(before.strip()) and not after.strip() and before not in _BEFORE_OPENING


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark of one form for both sides can only open."""
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()]
    return bool(after.strip()) and after.isalnum() and (not before.strip())
