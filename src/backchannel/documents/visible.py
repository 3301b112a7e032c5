"""HTML that is no page with an article in it (a mail, a feed's entry): all the words that its reader sees, in order."""

from __future__ import annotations

import re
from typing import Any

from backchannel.documents.flow import End, nothing, walk
from backchannel.documents.formats.html import is_unseen, parse
from backchannel.documents.mail.lines import BLANK, Line

_UNSEEN = frozenset(
    {
        "head", "title", "style", "script", "noscript", "template", "iframe", "object", "embed", "svg", "canvas",
        "button", "select", "input", "textarea", "audio", "video", "map",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
        "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_HIDDEN = re.compile(r"mso-hide\s*:\s*all|max-height\s*:\s*0(?![.\d])", re.IGNORECASE)
_CITED = re.compile(r"quote|cite", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?:^|[\s_-])(?:gmail_|moz-|x_)?signature(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_ROW = 1_000


def visible_lines(html: str, name: str) -> list[Line]:
    """The words of the HTML in lines, a blank one between blocks, each as deep as it is quoted.

    ``kind`` of a line is ``heading``, ``list``, ``quotation``, ``caption`` or ``signature`` where its elements say so.
    Raises ``DocumentError`` for what is no HTML, or nested too deep.
    """
    reader = _Reader()
    walk(parse(html, name), reader.begin, reader.words)
    reader.edge()
    return reader.lines


class _Reader:
    """The lines so far, and the elements that we are in."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._kinds: list[str | None] = [None]
        self._depth = self._preformatted = 0

    def words(self, words: str | None) -> None:
        if words:
            self._words.append(words)

    def begin(self, element: Any) -> End | None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or _is_hidden(element):
            return None
        if tag == "br":
            self._line()
            return nothing
        if tag not in _BLOCKS:
            return nothing
        self.edge()
        cells = _row(element) if tag == "tr" else None
        if cells:
            self.lines += [Line(" | ".join(cells), self._depth, "list"), BLANK]
            return None
        return self._open(element, tag)

    def _open(self, element: Any, tag: str) -> End:
        quoted, preformatted = tag == "blockquote", tag == "pre"
        self._kinds.append(_kind(element, tag) or self._kinds[-1])
        self._depth += quoted
        self._preformatted += preformatted

        def close() -> None:
            self.edge()
            self._kinds.pop()
            self._depth -= quoted
            self._preformatted -= preformatted

        return close

    def edge(self) -> None:
        """A block ends."""
        self._line()
        if self.lines and self.lines[-1] is not BLANK:
            self.lines.append(BLANK)

    def _line(self) -> None:
        gathered = "".join(self._words)
        self._words.clear()
        for part in gathered.split("\n") if self._preformatted else [gathered]:
            words = " ".join(part.split())
            if words:
                self.lines.append(Line(words, self._depth, self._kinds[-1]))


def _is_hidden(element: Any) -> bool:
    return is_unseen(element) or bool(_HIDDEN.search(element.get("style") or ""))


def _kind(element: Any, tag: str) -> str | None:
    if tag[0] == "h" and tag[1:].isdigit():
        return "heading"
    marked = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag == "blockquote":
        return None if element.get("type") == "cite" or _CITED.search(marked) else "quotation"
    if _SIGNATURE.search(marked):
        return "signature"
    return {"li": "list", "figcaption": "caption"}.get(tag)


def _row(row: Any) -> list[str] | None:
    """The cells of a row of figures or words; None for one that only lays out the page."""
    if any(child.tag in _BLOCKS or child.tag == "br" for cell in row for child in cell):
        return None
    cells = [" ".join(_first_words(cell).split()) for cell in row if isinstance(cell.tag, str) and not is_unseen(cell)]
    filled = [words for words in cells if words]
    return filled if len(filled) > 1 and sum(map(len, filled)) < _LONGEST_ROW else None


def _first_words(cell: Any) -> str:
    words = ""
    for piece in cell.itertext():
        words += piece
        if len(words) > _LONGEST_ROW:
            break
    return words
