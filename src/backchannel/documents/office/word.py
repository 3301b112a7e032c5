"""The words of a Word document in reading order (WordprocessingML, ISO/IEC 29500-1, chapter 17).

Insertions are taken as made and deletions too; fields give their results; notes are read where their marks stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from backchannel.documents.flow import End, Flow, nothing, walk
from backchannel.documents.markup import local
from backchannel.documents.office.word_styles import Styles, attribute, child, outlined, switched, value
from backchannel.model import SectionKind

_UNREAD = frozenset(
    {
        "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText",
        "delText", "footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator", "rt", "pgNum",
        "softHyphen", "fldData", "tblPrEx", "customXmlPr", "smartTagPr", "rubyPr", "proofErr", "",
    }
)  # fmt: skip
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_SYMBOLS = {"symbol": {0xF0B7: "•", 0xF0B0: "°", 0xF0B1: "±", 0xF0B4: "×", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0D2: "®"}}
_LAYOUT = 600
"""Characters in one cell of a row, in several paragraphs, from which on the table only sets text side by side."""

Notes = dict[str, Any]


class Word:
    """One document being read; ``notes`` are its footnotes and endnotes by kind and id (``footnote 2``).

    ``left_out`` counts what is not read, by what it is.
    """

    def __init__(self, styles: Styles, notes: Notes, *, heed_fields: bool = True) -> None:
        self.flow = Flow()
        self.left_out: Counter[str] = Counter()
        self._styles, self._notes, self._heed_fields = styles, notes, heed_fields
        self._owed: dict[str, str | None] = {}
        self._codes: list[bool] = []
        self._boxes: list[Any] = []
        self._custom: str | None = None
        self._joins = self._hidden = False
        self._rows: list[bool] = []
        self._special: dict[str, Callable[[Any], End | None]] = {
            "p": self._paragraph, "r": self._run, "t": self._text, "tr": self._row, "tc": self._cell,
            "fldChar": self._field, "br": self._break, "cr": self._break, "sym": self._symbol,
            "footnoteReference": self._note_mark, "endnoteReference": self._note_mark, "sdt": self._control,
            "AlternateContent": self._alternatives, "txbxContent": self._box, "altChunk": self._embedded,
            "object": self._embedded,
        }  # fmt: skip

    @property
    def in_code(self) -> bool:
        """Whether the code of a field is being read, which is no text."""
        return any(self._codes)

    def read(self, body: Any) -> None:
        """The body, and the notes whose marks were met in it."""
        self._walk(body)
        self._read_boxes()
        read = 0
        while read < len(self._owed):  # a note may have marks of others
            for key, number in list(self._owed.items())[read:]:
                self.flow.open_note(key, number)
                self._walk(self._notes[key])
                self._read_boxes()
                self.flow.close_note()
                read += 1

    def _walk(self, element: Any) -> None:
        walk(element, self._begin, lambda _: None)

    def _read_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            for one in box:
                self._walk(one)

    def _begin(self, element: Any) -> End | None:
        name = local(element)
        if name in _UNREAD:
            return None
        if name in _DELETED:
            self.left_out["deletion"] += 1
            return None
        if name in _INSERTED:
            self.left_out["insertion"] += 1
        if special := self._special.get(name):
            return special(element)
        if name in ("tab", "ptab"):
            self._words(" ")
        elif name == "noBreakHyphen":
            self._words("-")
        return nothing

    def _words(self, words: str | None) -> None:
        if not self.in_code:
            self.flow.words(words)

    def _paragraph(self, element: Any) -> End:
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        if not self._joins:
            self.flow.open(self._kind(properties))
        self._joins = child(mark, "del") is not None or bool(switched(mark, "specVanish"))
        outer = self._boxes, self._hidden
        self._boxes, self._hidden = [], self._styles.hidden(value(properties, "pStyle"))

        def end() -> None:
            if self._joins and element.getnext() is not None:
                self._boxes, self._hidden = outer[0] + self._boxes, outer[1]
                return
            self._joins = False
            self.flow.close()
            self._read_boxes()
            self._boxes, self._hidden = outer

        return end

    def _kind(self, properties: Any) -> SectionKind | None:
        kind = outlined(properties) or self._styles.kind(value(properties, "pStyle"))
        numbered = value(properties, "numPr", "numId")
        if numbered == "0" and kind == "list":
            return None
        return kind or ("list" if numbered not in (None, "0") else None)

    def _run(self, element: Any) -> End | None:
        properties = child(element, "rPr")
        own = switched(properties, "vanish")
        hidden = own if own is not None else self._hidden or self._styles.hidden(value(properties, "rStyle"))
        if not hidden:
            return nothing
        if any(local(one) == "t" and one.text for one in element):
            self.left_out["hidden"] += 1
        return nothing if child(element, "fldChar") is not None else None

    def _text(self, element: Any) -> End:
        if self._custom is not None:
            self._owed[self._custom], self._custom = (element.text or "").strip() or None, None
        else:
            self._words(element.text)
        return nothing

    def _break(self, element: Any) -> End:
        if attribute(element, "type") in ("page", "column"):
            self._words(" ")
        elif not self.in_code:
            self.flow.line()
        return nothing

    def _symbol(self, element: Any) -> End:
        """A character of a symbol font; those of the private use area mean nothing without the font."""
        try:
            code = int(attribute(element, "char") or "", 16)
        except ValueError:
            return nothing
        font = (attribute(element, "font") or "").lower()
        known = _SYMBOLS.get(font, {}).get(code)
        self._words(
            known or ("" if 0xE000 <= code <= 0xF8FF or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code))
        )
        return nothing

    def _field(self, element: Any) -> End:
        """Between ``begin`` and ``separate`` stands a field's code, then its result up to ``end``."""
        match attribute(element, "fldCharType"):
            case "begin":
                self._codes.append(self._heed_fields)
            case "separate" if self._codes:
                self._codes[-1] = False
            case "end" if self._codes:
                self._codes.pop()
        return nothing

    def _note_mark(self, element: Any) -> End:
        key = f"{local(element).removesuffix('Reference')} {attribute(element, 'id')}"
        if self.in_code or key not in self._notes:
            return nothing
        self._owed.setdefault(key, None)
        self.flow.mark(key)
        if (attribute(element, "customMarkFollows") or "0").lower() not in ("0", "false", "off"):
            self._custom = key
        return nothing

    def _control(self, element: Any) -> End | None:
        """A content control: a table of contents, a hint where nothing was filled in, or words like any other."""
        properties = child(element, "sdtPr")
        if switched(properties, "showingPlcHdr"):
            return None
        gallery = (value(properties, "docPartObj", "docPartGallery") or "").lower()
        if "contents" not in gallery:
            return nothing
        self.flow.open("boilerplate")
        return self.flow.close

    def _alternatives(self, element: Any) -> None:
        """The same content in several ways: the first choice that holds something, else the fallback."""
        ways = [one for one in element if local(one) in ("Choice", "Fallback") and len(one)]
        if ways:
            self._walk(ways[0])

    def _box(self, element: Any) -> None:
        """A text box: its words come after the paragraph at which it hangs."""
        self._boxes.append(element)

    def _embedded(self, _: Any) -> None:
        self.left_out["embedded"] += 1

    def _row(self, element: Any) -> End | None:
        if child(element, "trPr", "del") is not None:
            self.left_out["deletion"] += 1
            return None
        cells = _cells(element)
        self._rows.append(len(cells) > 1 and not any(map(_is_laid_out, cells)))
        if self._rows[-1]:
            self.flow.open_row()
        return self._end_row

    def _end_row(self) -> None:
        if self._rows.pop():
            self.flow.close_row()

    def _cell(self, _: Any) -> End:
        return self.flow.cell if self._rows and self._rows[-1] else self.flow.edge


def _cells(row: Any) -> list[Any]:
    """The cells of a row, also those within content controls."""
    found: list[Any] = []
    waiting = list(reversed(row))
    while waiting:
        element = waiting.pop()
        if local(element) == "tc":
            found.append(element)
        else:
            waiting.extend(reversed(element))
    return found


def _is_laid_out(cell: Any) -> bool:
    """Whether the cell holds running text of several paragraphs, so that its table only sets text side by side."""
    lengths = [
        sum(len(text.text or "") for text in one.iter() if local(text) == "t") for one in cell if local(one) == "p"
    ]
    return sum(length > 0 for length in lengths) > 1 and sum(lengths) > _LAYOUT
