"""What there is to say of a PDF that was read: what was left out, what could not be read, on which pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, groupby

from backchannel.documents.pdf.furniture import Cleared
from backchannel.documents.pdf.letters import UNKNOWN
from backchannel.documents.pdf.values import Page

_MOST_WORDS = 4
_LONGEST = 80
UNKNOWN_SHARE = 0.2
"""Of a page's letters: with more unknown ones it cannot be read."""


def remarks(pages: Sequence[Page], bare: Sequence[int], furniture: Cleared) -> Iterator[str]:
    """The warnings; ``bare`` are the numbers of the pages that are pictures without text."""
    if bare:
        yield (
            f"{pages_named(bare)} {_hold(bare)} no text ({_pictures(bare)}); "
            "with an installed tesseract, --ocr reads what is printed there"
        )
    unknown = [page.number for page in pages if page.unknown > UNKNOWN_SHARE]
    if unknown:
        yield f"on {pages_named(unknown)} the file does not say which letters its signs stand for; they were left out"
    unclear = [page.number for page in pages if any(UNKNOWN in line.text for line in page.lines)]
    if unclear:
        on = pages_named(unclear)
        yield f"on {on} the file does not say which letters some signs stand for; they are shown as {UNKNOWN}"
    damaged = [page.number for page in pages if page.damaged]
    if damaged:
        yield f"{pages_named(damaged)} {'is' if len(damaged) == 1 else 'are'} damaged and could not be read"
    if furniture.lines:
        lines = "1 line" if furniture.lines == 1 else f"{furniture.lines} lines"
        yield f"running heads and feet were left out ({lines}): {_quoted(furniture.words)}"
    unseen: defaultdict[str, list[int]] = defaultdict(list)
    for page in pages:
        for why, _ in page.unseen:
            unseen[why].append(page.number)
    for why, where in unseen.items():
        letters = sum(number for page in pages for reason, number in page.unseen if reason == why)
        yield f"left out on {pages_named(where)}: {letters} letter{'' if letters == 1 else 's'} {why}"


def _hold(pages: Sequence[int]) -> str:
    return "holds" if len(pages) == 1 else "hold"


def _pictures(pages: Sequence[int]) -> str:
    return "a picture of a page" if len(pages) == 1 else "pictures of pages"


def _quoted(words: Sequence[str]) -> str:
    named = [f"“{one[:_LONGEST]}”" if one != "page numbers" else one for one in words[:_MOST_WORDS] if one]
    more = len(words) - len(named)
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def pages_named(numbers: Sequence[int]) -> str:
    """``page 3``, ``pages 2, 4–7 and 9``; of many ranges the first ten."""
    counter = count()
    runs = [list(run) for _, run in groupby(sorted(numbers), key=lambda number: number - next(counter))]
    named = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    if len(numbers) == 1:
        return f"page {named[0]}"
    if len(named) > 10:
        named = [*named[:10], f"{len(named) - 10} more"]
    return f"pages {', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else f"pages {named[0]}"
