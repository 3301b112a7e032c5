"""The words of a TEI element in reading order: blocks, notes at their marks, pages, gaps, one of several readings.

TEI P5 Guidelines, chapters 3 (elements available in all documents), 4 (default text structure), 11 (primary sources).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import quote

from backchannel.documents.building import Built
from backchannel.documents.flow import End, Flow, nothing, walk
from backchannel.documents.markup import local
from backchannel.documents.tei.apart import XML, Apart
from backchannel.model import SectionKind

_KINDS: dict[str, SectionKind | None] = {
    "docTitle": "title", "head": "heading", "dateline": "byline", "byline": "byline", "docAuthor": "byline",
    "docDate": "byline", "signed": "byline", "list": "list", "item": "list", "epigraph": "quotation",
    "figure": "caption", "p": None, "ab": None, "salute": "paragraph", "trailer": None, "lg": None, "opener": None,
    "closer": None, "postscript": None, "div": None, "body": None, "front": None, "back": None, "text": None,
    "floatingText": None, "group": None, "table": None, "titlePage": None, "titlePart": None, "docImprint": None,
    "docEdition": None, "imprimatur": None, "sp": None, "stage": None, "castList": None, "castItem": None,
    "argument": None, "listPerson": None, "listPlace": None, "listOrg": None, "listBibl": None, "person": None,
    "place": None, "org": None, "address": None, "attachment": None, "noteGrp": None,
} | dict.fromkeys((f"div{level}" for level in range(1, 8)), None)  # fmt: skip
"""Elements that are a block or hold blocks, and what kind of block; of what is not here the words run on."""
_DIVISIONS = frozenset({"div", "body", "front", "back", "attachment"})
_IF_BLOCKS = frozenset({"quote", "q", "cit", "said"})
_BLOCKS = frozenset({"p", "ab", "lg", "l", "list", "table", "div", "floatingText"})
_UNREAD = frozenset({"teiHeader", "fw", "rdg", "graphic", "media", "binaryObject", "certainty", "", "standOff"})
_STRUCK = frozenset({"del", "surplus"})
_PREFERRED = ("corr", "orig", "abbr")
"""Which of the alternatives in a ``choice`` is read: the editors' correction, but the source's own spelling."""
_CLOSED = re.compile(r"[.?!:;,…][”\"’')\]]*$")
"""How the words of a paragraph end; what does not may head what follows, which its form tells."""
_WITHHELD = re.compile(
    r"declassif|redact|excis|withh|censor|saniti[sz]|classified|security|exempt|delet", re.IGNORECASE
)


class Words(NamedTuple):
    """What an element says, and how many of its parts were left out because they were struck out."""

    built: Built
    struck: int


def words_of(
    top: Any, apart: Apart, page: str | None = None, leave: frozenset[Any] = frozenset(), *, titled: bool = False
) -> Words:
    """The text of a TEI element; ``page`` is the one on which it begins, ``leave`` are elements to leave out.

    The first heading is the title, unless the text is ``titled`` elsewhere.
    """
    reading = _Reading(apart, leave, titled)
    if page:
        reading.flow.fragment(page_selector(page))
    walk(top, reading.begin, reading.flow.words)
    reading.read_owed()
    return Words(reading.flow.finish(), reading.struck)


def page_selector(number: str) -> str:
    """The fragment of a page with this printed number."""
    return f"page={quote(number.strip(' []'))}"


class _Reading:
    def __init__(self, apart: Apart, leave: frozenset[Any], titled: bool) -> None:
        self.flow = Flow()
        self.struck = 0
        self._apart, self._leave, self._titled = apart, leave, titled
        self._owed: list[tuple[str, Any]] = []
        self._marked: set[str] = set()
        self._notes = 0
        self._unchosen: set[Any] = set()
        self._rows: list[bool] = []
        self._special: dict[str, Callable[[Any], End | None]] = {
            "note": self._note, "ref": self._ref, "ptr": self._ref, "pb": self._pb, "lb": self._lb,
            "l": self._verse, "addrLine": self._verse, "item": self._item, "label": self._label, "p": self._paragraph,
            "row": self._row, "cell": self._cell, "gap": self._gap, "supplied": self._supplied, "choice": self._choice,
        }  # fmt: skip

    def begin(self, element: Any) -> End | None:
        """What an element begins with; gives what it ends with, or None where its words are not read."""
        name = local(element)
        if name in _UNREAD or element in self._leave or element in self._unchosen:
            return None
        if name in _STRUCK:
            self.struck += 1
            return None
        if placed := self._apart.of_place(element):
            self._mark(*placed)
        if special := self._special.get(name):
            return special(element)
        if name in _KINDS or (name in _IF_BLOCKS and any(local(child) in _BLOCKS for child in element)):
            self.flow.open(self._kind(element, name), _language(element))
            return self.flow.close
        return nothing

    def read_owed(self) -> None:
        """The notes whose marks were met and that stand apart from them; a note may have marks of further ones."""
        for key, note in self._owed:  # which grows meanwhile
            self.flow.open_note(key, _number(note))
            self.flow.words(note.text)
            for child in note:
                walk(child, self.begin, self.flow.words)
                self.flow.words(child.tail)
            self.flow.close_note()

    def _kind(self, element: Any, name: str) -> SectionKind | None:
        if name in _IF_BLOCKS:
            return "quotation"
        around = local(element.getparent()) if element.getparent() is not None else ""
        if name == "docTitle":
            self._titled = True
        if name == "head" and around == "figure":
            return "caption"
        if name == "head" and not self._titled and around not in ("list", "table"):
            self._titled = True
            return "title"
        return _KINDS[name]

    def _mark(self, key: str, note: Any) -> None:
        if key not in self._marked:
            self._marked.add(key)
            self._owed.append((key, note))
        self.flow.mark(key)

    def _note(self, element: Any) -> End | None:
        if self._apart.holds(element):
            return None
        between = local(element.getparent()) in _DIVISIONS
        if "inline" in (element.get("rend"), element.get("place")):
            if not between:
                return nothing
            self.flow.open()
            return self.flow.close
        self._notes += 1
        key = f"note {self._notes}"
        (self.flow.mark_before if between else self.flow.mark)(key)
        self.flow.open_note(key, _number(element))
        return self.flow.close_note

    def _ref(self, element: Any) -> End | None:
        meant = self._apart.of_reference(element)
        if meant:
            self._mark(*meant)
        return None if meant else nothing

    def _pb(self, element: Any) -> End:
        if (element.get("n") or "").strip(" []"):
            self.flow.fragment(page_selector(element.get("n")))
        return nothing

    def _lb(self, element: Any) -> End:
        """A new line; one that is counted or breaks a word is a line of the page, not of the text."""
        if element.get("break") == "no":
            return nothing
        if element.get("n") or element.get("facs"):
            self.flow.words(" ")
        else:
            self.flow.line()
        return nothing

    def _verse(self, _: Any) -> End:
        return self.flow.line

    def _item(self, element: Any) -> End:
        before = element.getprevious()
        if before is not None and local(before) == "label":
            self.flow.words(" ")
            return self.flow.edge
        self.flow.open("list", _language(element))
        return self.flow.close

    def _label(self, element: Any) -> End:
        if local(element.getparent()) == "list":
            self.flow.edge()
        return nothing

    def _paragraph(self, element: Any) -> End:
        before = element.getprevious()
        if before is not None and local(before) == "speaker":
            self.flow.words(" ")
            return self.flow.edge
        self.flow.open("paragraph" if _CLOSED.search(spoken(element)) else None, _language(element))
        return self.flow.close

    def _row(self, element: Any) -> End:
        """A row of several cells is one block; one of a single cell only frames what is in it."""
        self._rows.append(next(islice(element, 1, None), None) is not None)
        if self._rows[-1]:
            self.flow.open_row()
        return self._end_row

    def _end_row(self) -> None:
        if self._rows.pop():
            self.flow.close_row()
        else:
            self.flow.edge()

    def _cell(self, _: Any) -> End:
        return self.flow.cell if self._rows and self._rows[-1] else self.flow.edge

    def _choice(self, element: Any) -> End:
        kinds = [(_PREFERRED.index(local(one)) if local(one) in _PREFERRED else 9, one) for one in element]
        chosen = min(kinds, key=lambda one: one[0], default=(0, None))[1]
        self._unchosen.update(one for _, one in kinds if one is not chosen)
        return nothing

    def _gap(self, element: Any) -> None:
        extent = element.get("extent") or " ".join(filter(None, (element.get("quantity"), element.get("unit"))))
        reason = re.sub(r"[_-]+", " ", element.get("reason") or "").strip()
        words = f"[{' '.join(filter(None, (extent, reason))) or 'gap'}]"
        if _WITHHELD.search(reason):
            self.flow.cut(words, extent or None)
        else:
            self.flow.words(words)

    def _supplied(self, element: Any) -> End:
        """Words of the editors, in brackets as they are printed."""
        if "".join(element.itertext()).lstrip().startswith("["):
            return nothing
        self.flow.words("[")
        return lambda: self.flow.words("]")


def spoken(element: Any) -> str:
    """The words of an element on one line, those of its notes left out."""
    pieces: list[str] = []

    def begin(one: Any) -> End | None:
        return None if local(one) == "note" else nothing

    walk(element, begin, lambda words: pieces.append(words or ""))
    return " ".join("".join(pieces).split())


def _language(element: Any) -> str | None:
    given = (element.get(f"{XML}lang") or "").partition("-")[0].lower()
    return given if given.isalpha() and len(given) in (2, 3) else None


def _number(note: Any) -> str | None:
    return (note.get("n") or "").strip(" []().") or None
