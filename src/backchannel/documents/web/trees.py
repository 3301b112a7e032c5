"""Small operations on trees of elements and words, the same for pages (HTML) and chapters (XHTML)."""

from __future__ import annotations

from typing import Any

from backchannel.documents.flow import End, nothing, walk
from backchannel.documents.markup import local

_BREAKING = frozenset({"p", "div", "li", "dd", "dt", "blockquote", "br", "tr", "pre", "h4", "h5", "h6"})


def words_of(element: Any, limit: int) -> str:
    """The words of an element on one line; what exceeds ``limit`` characters is no matter."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > limit:
            break
    return " ".join("".join(pieces).split())


def lines_of(element: Any) -> list[str]:
    """The words of an element, a line for each paragraph in it and where it breaks the line."""
    pieces: list[str] = []

    def begin(one: Any) -> End:
        if local(one) not in _BREAKING:
            return nothing
        pieces.append("\n")
        return lambda: pieces.append("\n")

    walk(element, begin, lambda words: pieces.append(words.replace("\n", " ")))
    return [words for line in "".join(pieces).split("\n") if (words := " ".join(line.split()))]


def text_length(element: Any, limit: int) -> int:
    """How many characters an element holds, counted up to ``limit``."""
    length = 0
    for piece in element.itertext():
        length += len(piece)
        if length >= limit:
            return limit
    return length


def before(element: Any) -> str:
    """The words directly before an element, within its parent."""
    previous = element.getprevious()
    words: str | None = element.getparent().text if previous is None else previous.tail
    return words or ""


def set_before(element: Any, words: str) -> None:
    """Put other words directly before an element."""
    previous = element.getprevious()
    if previous is None:
        element.getparent().text = words
    else:
        previous.tail = words


def drop(element: Any) -> None:
    """Take an element out; the words behind it stay."""
    parent = element.getparent()
    if parent is None:
        return
    set_before(element, before(element) + (element.tail or ""))
    element.tail = None
    parent.remove(element)


def trim(element: Any, count: int) -> None:
    """Take the first ``count`` characters of an element's words away."""
    waiting: list[tuple[Any, bool]] = [(element, False)]
    while waiting and count:
        one, behind = waiting.pop()
        words = (one.tail if behind else one.text) or ""
        if behind:
            one.tail = words[count:]
        else:
            one.text = words[count:]
            for child in reversed(one):
                waiting += [(child, True), (child, False)]
        count = max(0, count - len(words))
