"""The words of an OpenDocument text in reading order (ISO/IEC 26300-3, chapters 5 to 10).

Words that were deleted with changes tracked stand apart in the file and are not read; notes are read where they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import Any

from backchannel.documents.flow import End, Flow, nothing, walk
from backchannel.documents.markup import local
from backchannel.documents.office.odf_styles import Styles
from backchannel.documents.office.word_styles import attribute

_UNREAD = frozenset(
    {
        "sequence-decls", "variable-decls", "user-field-decls", "forms", "script", "scripts", "note-citation", "number",
        "object-ole", "image", "ruby-text", "placeholder", "covered-table-cell", "index-title-template",
        "table-of-content-source", "illustration-index-source", "alphabetical-index-source", "bibliography-source",
        "table-index-source", "object-index-source", "user-index-source", "event-listeners", "named-expressions",
        "dde-connection-decls", "binary-data", "tracked-changes", "annotation", "annotation-end", "",
    }
)  # fmt: skip
_SVG = "svg-compatible"
_INDEXES = frozenset({"table-of-content", "illustration-index", "table-index", "object-index", "alphabetical-index"})
_LAYOUT = 600
"""Characters in one cell of a row, in several paragraphs, from which on the table only sets text side by side."""


class OpenText:
    """One text being read; ``left_out`` counts what is not read, by what it is."""

    def __init__(self, styles: Styles) -> None:
        self.flow = Flow()
        self.left_out: Counter[str] = Counter()
        self._styles = styles
        self._boxes: list[Any] = []
        self._paragraphs = 0
        self._notes = 0
        self._rows: list[bool] = []
        self._special: dict[str, Callable[[Any], End | None]] = {
            "p": self._paragraph, "h": self._heading, "span": self._span, "note": self._note, "s": self._blanks,
            "tab": self._tab, "line-break": self._line, "list-item": self._item, "list-header": self._item,
            "section": self._section, "table-row": self._row, "table-cell": self._cell, "text-box": self._box,
            "numbered-paragraph": self._item, "object": self._embedded, "bibliography": self._bibliography,
            "hidden-text": self._hidden_text,
        } | dict.fromkeys(_INDEXES, self._index)  # fmt: skip

    def read(self, body: Any) -> None:
        """The body, whose element is ``office:text``."""
        walk(body, self._begin, self._words)
        self._read_boxes()

    def _begin(self, element: Any) -> End | None:
        name = local(element)
        if name in _UNREAD or (name in ("title", "desc") and _SVG in element.tag):
            self._count(element, name)
            return None
        special = self._special.get(name)
        return special(element) if special else nothing

    def _words(self, words: str | None) -> None:
        if self._paragraphs:  # what stands between paragraphs is the file's indentation
            self.flow.words(words)

    def _count(self, element: Any, name: str) -> None:
        if name == "annotation":
            self.left_out["comment"] += 1
        elif name == "tracked-changes":
            for one in element.iter():
                if local(one) in ("insertion", "deletion"):
                    self.left_out[local(one)] += 1

    def _hidden_text(self, element: Any) -> End | None:
        if attribute(element, "is-hidden") == "false":
            return nothing
        self.left_out["hidden"] += 1
        return None

    def _paragraph(self, element: Any) -> End | None:
        style = attribute(element, "style-name")
        if self._styles.hidden("paragraph", style) or _is_hidden_paragraph(element):
            self.left_out["hidden"] += 1
            return None
        return self._open("heading" if local(element) == "h" else self._styles.kind(style))

    _heading = _paragraph

    def _open(self, kind: Any) -> End:
        self.flow.open(kind)
        self._paragraphs += 1
        outer, self._boxes = self._boxes, []

        def end() -> None:
            self._paragraphs -= 1
            self.flow.close()
            self._read_boxes()
            self._boxes = outer

        return end

    def _read_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        within, self._paragraphs = self._paragraphs, 0
        for box in boxes:
            for one in box:
                walk(one, self._begin, self._words)
        self._paragraphs = within

    def _box(self, element: Any) -> End | None:
        """A text box: its words come after the paragraph at which it hangs."""
        if not self._paragraphs:
            return nothing
        self._boxes.append(element)
        return None

    def _span(self, element: Any) -> End | None:
        if self._styles.hidden("text", attribute(element, "style-name")):
            self.left_out["hidden"] += 1
            return None
        return nothing

    def _note(self, element: Any) -> End:
        self._notes += 1
        key = f"note {self._notes}"
        citation = next((one for one in element if local(one) == "note-citation"), None)
        number = None if citation is None else "".join(citation.itertext()).strip(" []().")
        self.flow.mark(key)
        self.flow.open_note(key, number or None)
        within, self._paragraphs = self._paragraphs, 0

        def end() -> None:
            self._paragraphs = within
            self.flow.close_note()

        return end

    def _blanks(self, element: Any) -> End:
        self._words(" ")
        return nothing

    def _tab(self, _: Any) -> End:
        self._words(" ")
        return nothing

    def _line(self, _: Any) -> End:
        self.flow.line()
        return nothing

    def _item(self, _: Any) -> End:
        self.flow.open("list")
        return self.flow.close

    def _section(self, element: Any) -> End | None:
        if attribute(element, "display") == "none":
            self.left_out["hidden"] += 1
            return None
        return nothing

    def _index(self, _: Any) -> End:
        self.flow.open("boilerplate")
        return self.flow.close

    def _bibliography(self, _: Any) -> End:
        self.flow.open("list")
        return self.flow.close

    def _embedded(self, _: Any) -> None:
        self.left_out["embedded"] += 1

    def _row(self, element: Any) -> End:
        cells = [one for one in element if local(one) == "table-cell"]
        self._rows.append(len(cells) > 1 and not any(map(_is_laid_out, cells)))
        if self._rows[-1]:
            self.flow.open_row()
        return self._end_row

    def _end_row(self) -> None:
        if self._rows.pop():
            self.flow.close_row()

    def _cell(self, _: Any) -> End:
        return self.flow.cell if self._rows and self._rows[-1] else self.flow.edge


def _is_hidden_paragraph(element: Any) -> bool:
    fields = (one for one in islice(element.iter(), 50) if local(one) == "hidden-paragraph")
    return any(attribute(one, "is-hidden") == "true" for one in fields)


def _is_laid_out(cell: Any) -> bool:
    """Whether the cell holds running text of several paragraphs, so that its table only sets text side by side."""
    lengths = [sum(map(len, one.itertext())) for one in cell if local(one) in ("p", "h")]
    return sum(length > 0 for length in lengths) > 1 and sum(lengths) > _LAYOUT
