"""The words of a chapter in XHTML: every element that its reader sees, in order, notes at their marks.

HTML Standard, 4.3 to 4.9; EPUB 3.3, 5 (XHTML content documents) and the EPUB Structural Semantics Vocabulary.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from backchannel.documents.flow import End, Flow, nothing, walk
from backchannel.documents.markup import local
from backchannel.documents.web.notes import Notes, kinds_of
from backchannel.documents.web.trees import text_length, words_of
from backchannel.model import SectionKind

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KINDS: dict[str, SectionKind | None] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list", "dt": "list", "dd": "list", "blockquote": "quotation", "figcaption": "caption", "caption": "caption",
    "p": None, "div": None, "section": None, "article": None, "main": None, "body": None, "header": None,
    "footer": None, "aside": None, "address": None, "ul": None, "ol": None, "dl": None, "figure": None, "table": None,
    "hgroup": None, "pre": None, "hr": None, "center": None, "fieldset": None, "details": None, "summary": None,
}  # fmt: skip
_UNREAD = frozenset(
    {
        "head", "script", "style", "nav", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "rt",
        "rp", "annotation", "annotation-xml", "audio", "video", "map", "button", "select", "input", "textarea", "",
    }
)  # fmt: skip
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:^|\s)(?:titlepage|title-page|halftitle(?:page)?|copyright(?:-page|page)?|colophon|imprint)(?=$|\s)",
    re.IGNORECASE,
)
_PAGE_BREAK = re.compile(r"(?:^|\s)(?:doc-)?page-?break(?=$|\s)", re.IGNORECASE)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:authors?|byline|contributors?|creator)(?=$|[\s_-])", re.IGNORECASE)
_BY = re.compile(r"by\s+(?=[A-Z])", re.IGNORECASE)
_LONGEST_BYLINE = 160
_FIRST = 8


class Chapters:
    """The words of chapters one after the other; ``notes`` were found in all of them."""

    def __init__(self, notes: Notes) -> None:
        self.flow = Flow()
        self._notes = notes
        self._elements = {noted.element for noted in notes.notes.values()}
        self._preserved = 0
        self._rows: list[bool] = []
        self._owed: dict[str, None] = {}

    def read(self, tree: Any, selector: str) -> None:
        """A chapter; ``selector`` is the fragment of the book that it is."""
        self.flow.fragment(selector)
        walk(tree, self._begin, self._words)
        self.flow.edge()

    def read_notes(self, *, unmarked: bool) -> None:
        """The notes whose marks were met, each in the fragment in which it stands; ``unmarked`` the others too."""
        if unmarked:
            self._owed |= dict.fromkeys(self._notes.notes)
        read = 0
        while read < len(self._owed):  # a note may have marks of others
            for key in list(self._owed)[read:]:
                noted = self._notes.notes[key]
                self.flow.open_note(key, noted.number, noted.file)
                self._words(noted.element.text or "")
                for child in noted.element:
                    walk(child, self._begin, self._words)
                    self._words(child.tail or "")
                self.flow.close_note()
                read += 1

    def _words(self, words: str) -> None:
        self.flow.words(words, preserved=bool(self._preserved))

    def _begin(self, element: Any) -> End | None:
        name = local(element)
        if name in _UNREAD or element in self._elements or _is_unseen(element):
            return None
        if key := self._notes.marks.get(element):
            self._owed.setdefault(key)
            self.flow.mark(key)
            return None
        match name:
            case "br":
                self.flow.line()
            case "tr":
                return self._row(element)
            case "td" | "th":
                return self.flow.cell if self._rows and self._rows[-1] else self.flow.edge
            case _ if name in _KINDS:
                return self._block(element, name)
        return None if _PAGE_BREAK.search(kinds_of(element, ids=False)) else nothing

    def _block(self, element: Any, name: str) -> End:
        self.flow.open(_kind(element, name), _language(element))
        if name != "pre":
            return self.flow.close
        self._preserved += 1

        def end() -> None:
            self._preserved -= 1
            self.flow.close()

        return end

    def _row(self, element: Any) -> End:
        self._rows.append(next(islice(element, 1, None), None) is not None)
        if self._rows[-1]:
            self.flow.open_row()
        return self._end_row

    def _end_row(self) -> None:
        if self._rows.pop():
            self.flow.close_row()
        else:
            self.flow.edge()


def _kind(element: Any, name: str) -> SectionKind | None:
    says = kinds_of(element, ids=False)
    if _FURNITURE.search(says):
        return "boilerplate"
    if name in ("p", "div") and _BYLINE.search(says) and text_length(element, _LONGEST_BYLINE) < _LONGEST_BYLINE:
        return "byline"
    return _KINDS[name]


def byline(tree: Any) -> str | None:
    """Who signed a chapter, by an element that says so or a line ``By …`` among its first."""
    for element in islice((one for one in tree.iter() if local(one) in ("p", "div", "h2", "h3", "h4")), _FIRST):
        words = words_of(element, _LONGEST_BYLINE + 1)
        if not words or len(words) > _LONGEST_BYLINE or element.find(".//*[@href]") is not None:
            continue
        signed = _BY.match(words)
        if signed or _BYLINE.search(kinds_of(element, ids=False)):
            return words[signed.end() :] if signed else words
    return None


def _is_unseen(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_UNSEEN_STYLE.search(element.get("style") or ""))


def _language(element: Any) -> str | None:
    given = (element.get(_XML_LANG) or element.get("lang") or "").partition("-")[0].lower()
    return given if given.isalpha() and len(given) in (2, 3) else None
