"""Notes at the ends of pages: told from the text by type, rules and labels, put together over pages, tied to marks.

A note begins with a label (a figure or a sign, raised or not) that stands raised, or bracketed, in the text of its
page. What follows without a label goes with the note before; at the head of the notes of the next page too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from backchannel.documents.layout.units import ends_sentence
from backchannel.documents.pdf.paragraphs import Type
from backchannel.documents.pdf.values import Line, Page, Printed, Raised

SIGNS = "*†‡§¶‖#∗"
"""The signs of notes in the order in which printers use them (Chicago Manual of Style, 14.25), and TeX's asterisk."""

_LABEL = re.compile(rf"(?P<label>\d{{1,3}}|[{SIGNS}]{{1,4}}|[a-z](?=[.)\s]))[.)]?(?P<blank>\s*)(?=\S)")
_GLUED = re.compile(r"(?P<label>\d{1,3})(?=[A-Z“\"‘\[(])")
_RAISED_LABEL = re.compile(rf"[\s(\[]*(?P<label>\d{{1,3}}|[{SIGNS}]{{1,4}}|[a-z])[.)\]]*")
_DRAWN = re.compile(r"[_\-–—‗=*]{5,}|(?:[_–—-] ){4,}")
_SMALL = 0.94
_LONGEST_TAIL = 40
"""Lines that a note may go on for without a label or a rule."""
_PARTS = re.compile(r"\s*[,;]\s*")


class Footnote(NamedTuple):
    """A note: the index of the page it begins on, its label, its lines without the label, whether that is raised.

    ``key`` is unique in the document.
    """

    key: str
    page: int
    label: str
    lines: tuple[Line, ...]
    raised: bool = True


class Noted(NamedTuple):
    """The pages without their notes, and the notes in order."""

    pages: list[Page]
    notes: list[Footnote]


class _Labelled(NamedTuple):
    """A line that begins as a note does: its label, whether it is raised, the line without it.

    ``glued`` is whether a figure stands at the height of the words without a blank before them.
    """

    label: str
    raised: bool
    line: Line
    glued: bool = False


def parted(pages: Sequence[Page], type_: Type) -> Noted:
    """The notes at the ends of the pages, and the pages without them."""
    kept: list[Page] = []
    notes: list[Footnote] = []
    for index, page in enumerate(pages):
        body: list[Line] = []
        marks = marks_in(page.lines)
        for _, column in groupby(page.lines, key=lambda line: line.column):
            lines = list(column)
            start = _start(lines, page, type_, marks, notes)
            body.extend(_without_drawn_rule(lines[:start]) if start < len(lines) else lines)
            _take(lines[start:], index, marks, notes)
        kept.append(page._replace(lines=tuple(body)))
    return Noted(kept, notes)


def marks_in(lines: Sequence[Line]) -> set[str]:
    """What stands raised in the lines after words, as the marks of notes do."""
    return {
        label for line in lines for piece in line.pieces[1:] if isinstance(piece, Raised) for label in labels_of(piece)
    }


def labels_of(piece: Raised) -> list[str]:
    """The labels that a raised piece names: ``3``, ``3,4``, ``*``; none where it is no mark."""
    words = piece.words.strip("()[] .").replace("∗", "*")
    parts = _PARTS.split(words)
    return parts if all(re.fullmatch(rf"\d{{1,3}}|[{SIGNS}]{{1,4}}|[a-z]", part) for part in parts) else []


def _start(lines: list[Line], page: Page, type_: Type, marks: set[str], notes: Sequence[Footnote]) -> int:
    """The index of the first line of the column's notes; the number of lines where it has none."""
    if not lines or lines[0].turned:
        return len(lines)
    ruled = _below_rule(lines, page)
    small = _small_tail(lines, type_)
    for start in sorted({ruled, small} - {len(lines)}):
        begun = _begun(lines, start, marks, notes, sure=start == ruled)
        if begun is not None:
            return len(lines) if _is_list(lines[begun:], marks) else begun
    return _same_type(lines, marks, notes)


def _is_list(lines: list[Line], marks: set[str]) -> bool:
    """Whether the lines are many notes of which the page hardly has a mark: those of a whole chapter, at its end."""
    labels = [one.label for line in lines if (one := label_of(line)) and one.label.isdecimal() and not one.glued]
    counted = [label for at, label in enumerate(labels) if not at or int(label) - int(labels[at - 1]) == 1]
    return len(counted) >= 5 and sum(label in marks for label in counted) < 0.4 * len(counted) and not lines[0].layer


def _small_tail(lines: list[Line], type_: Type) -> int:
    """Where the column's last lines in smaller type begin."""
    start = len(lines)
    while start and lines[start - 1].size < (0.88 if lines[start - 1].layer else _SMALL) * type_.size:
        start -= 1
    return start


def _below_rule(lines: list[Line], page: Page) -> int:
    """Where the lines below the last short rule of the column begin."""
    left, right = lines[0].left, lines[0].right
    short = [
        rule
        for rule in page.rules
        if rule.x0 < right
        and rule.x1 > left
        and rule.x1 - rule.x0 < 0.75 * max(right - left, 1)
        and rule.y > 0.25 * page.height
    ]
    drawn = [index + 1 for index, line in enumerate(lines) if _DRAWN.fullmatch(line.text.strip())]
    under = [next((i for i, line in enumerate(lines) if line.base > rule.y + 2), len(lines)) for rule in short]
    return max([start for start in (*drawn, *under) if 0 <= start < len(lines)], default=len(lines))


def _begun(lines: list[Line], start: int, marks: set[str], notes: Sequence[Footnote], *, sure: bool) -> int | None:
    """Where in the lines from ``start`` notes begin; None where none does.

    ``sure`` is whether a rule parts them from the text: then lines before the first label go on with the last note.
    """
    labelled = [(index, one) for index in range(start, len(lines)) if (one := label_of(lines[index]))]
    known = [index for index, one in labelled if _is_known(one, marks, notes)]
    goes_on = bool(notes) and notes[-1].page >= lines[0].page - 1
    if not known:
        unlabelled = not labelled or labelled[0][0] > start
        open_ = goes_on and not ends_sentence(notes[-1].lines[-1].text) and len(lines) - start <= _LONGEST_TAIL
        return start if unlabelled and (open_ or (goes_on and sure)) else None
    first = known[0]
    before = lines[start:first]
    if not before or (goes_on and _continues(before, notes)):
        return start
    return first


def _continues(before: list[Line], notes: Sequence[Footnote]) -> bool:
    """Whether the lines go on with the last note of the page before."""
    return not ends_sentence(notes[-1].lines[-1].text) or before[0].text[:1].islower()


def _is_known(one: _Labelled, marks: set[str], notes: Sequence[Footnote]) -> bool:
    """Whether a label is that of a mark on the page, or the next of those before."""
    if one.label in marks:
        return True
    last = notes[-1].label if notes else "0"
    return one.label.isdecimal() and last.isdecimal() and int(one.label) == int(last) + 1


def _same_type(lines: list[Line], marks: set[str], notes: Sequence[Footnote]) -> int:
    """Notes in the type of the text, without a rule: the last lines from one on whose raised label is marked above."""
    for index in range(max(1, len(lines) // 3), len(lines)):
        one = label_of(lines[index])
        if not one or not one.raised or one.label not in marks_in(lines[:index]):
            continue
        below = lines[index - 1].base < lines[index].base - 1.25 * lines[index].size
        if below and all(other.x0 - lines[index].x0 < 3 * other.size for other in lines[index:]):
            return index
    return len(lines)


def label_of(line: Line) -> _Labelled | None:
    """The label that the line begins with; None where it begins with none."""
    first = line.pieces[0] if line.pieces else ""
    if isinstance(first, Raised):
        found = _RAISED_LABEL.fullmatch(first.words)
        rest = (
            (str(line.pieces[1]).lstrip(), *line.pieces[2:])
            if len(line.pieces) > 1 and isinstance(line.pieces[1], str)
            else line.pieces[1:]
        )
        return _Labelled(found["label"].replace("∗", "*"), True, line._replace(pieces=rest)) if found else None
    found = _LABEL.match(first)
    glued = False
    if not found or not (found["blank"] or found["label"][0] in SIGNS):
        found, glued = _GLUED.match(first), True
    if not found:
        return None
    rest = (first[found.end() :], *line.pieces[1:])
    return _Labelled(found["label"].replace("∗", "*"), False, line._replace(pieces=rest), glued)


def _without_drawn_rule(lines: list[Line]) -> list[Line]:
    return lines[:-1] if lines and _DRAWN.fullmatch(lines[-1].text.strip()) else lines


def _take(lines: list[Line], page: int, marks: set[str], notes: list[Footnote]) -> None:
    """Part the lines in notes; a label begins one where it is the next, or stands raised in the text of the page."""
    edge: float | None = None
    for line in lines:
        one = label_of(line)
        last = notes[-1] if notes else None
        if one and _is_next(one, last, page, marks, 0.0 if edge is None else line.x0 - edge):
            edge = line.x0
            notes.append(Footnote(f"{page}:{len(notes)}", page, one.label, (one.line,), one.raised))
        elif last is not None:
            notes[-1] = last._replace(lines=(*last.lines, line))


def _is_next(one: _Labelled, last: Footnote | None, page: int, marks: set[str], shift: float) -> bool:
    """Whether a label begins a note after ``last``, and is no figure that a line happens to begin with.

    ``shift`` is how far it stands from the last label of the column.
    """
    marked = one.label in marks
    if one.glued and not marked:
        return False
    if last is None:
        return marked or one.label in ("1", "*")
    turned = last.page != page and marked
    if (one.raised != last.raised and not turned) or abs(shift) > 2.5 * one.line.size:
        return False
    if not one.label.isdecimal():
        return marked or (one.raised and one.label[0] in SIGNS)
    step = int(one.label) - int(last.label) if last.label.isdecimal() else 1
    return step == 1 or (one.raised and marked and step > 0) or (turned and (one.raised or one.label == "1"))


class Ties:
    """Which note a raised mark belongs to: by page, or by number where numbers run through the document."""

    def __init__(self, notes: Sequence[Footnote]) -> None:
        self._by_label: defaultdict[str, list[Footnote]] = defaultdict(list)
        for note in notes:
            self._by_label[note.label].append(note)

    def key(self, label: str, page: int) -> str | None:
        """The note of this label on this page, or the nearest page that has it alone; None where there is none."""
        candidates = self._by_label.get(label, ())
        here = [note for note in candidates if note.page == page]
        if here:
            return here[0].key
        near = [note for note in candidates if 0 < note.page - page <= 1]
        if near:
            return near[0].key
        return (
            candidates[0].key
            if len(candidates) == 1 and label.isdecimal() and abs(candidates[0].page - page) <= 2
            else None
        )


def with_plain_marks(pages: Sequence[Page], notes: Sequence[Footnote]) -> list[Page]:
    """The pages with marks raised that the text has at the height of its letters: ``[3]``, ``word.3``, ``word*``.

    Only for notes without a raised mark on their page, and only where one place alone can be meant.
    """
    wanted: defaultdict[int, list[str]] = defaultdict(list)
    raised = {index: marks_in(page.lines) for index, page in enumerate(pages)}
    for note in notes:
        if note.label not in raised[note.page]:
            wanted[note.page].append(note.label)
    return [_with_plain_marks(page, wanted[index]) if wanted[index] else page for index, page in enumerate(pages)]


def _with_plain_marks(page: Page, labels: list[str]) -> Page:
    lines = list(page.lines)
    for label in labels:
        for pattern in _plain_marks(label):
            found = [(at, place) for at, line in enumerate(lines) for place in _places(line, pattern)]
            if len(found) == 1:
                at, (piece, match) = found[0]
                lines[at] = _raised_at(lines[at], piece, match, label)
                break
    return page._replace(lines=tuple(lines))


def _plain_marks(label: str) -> tuple[re.Pattern[str], ...]:
    sign = re.escape(label)
    if not label.isdecimal():
        return (re.compile(rf"(?<=[^\s{SIGNS}])\s?{sign}(?![{SIGNS}\w])"),)
    return (
        re.compile(rf"\s?[\[(]{sign}[\])]"),
        re.compile(rf"(?<=[^\W\d_][.,;:!?”\"’'»)]){sign}(?=\s|$)|(?<=[^\W\d_]){sign}(?=[\s.,;:]|$)"),
        re.compile(rf"(?<=[.,;:!?”\"»)]) {sign}(?=\s+[A-Z“\"]|$)"),
    )


def _places(line: Line, pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str]]]:
    return [
        (index, match)
        for index, piece in enumerate(line.pieces)
        if isinstance(piece, str)
        for match in pattern.finditer(piece)
        if index or match.start()
    ]


def _raised_at(line: Line, index: int, match: re.Match[str], label: str) -> Line:
    piece = str(line.pieces[index])
    parts: tuple[Printed, ...] = (piece[: match.start()], Raised(label), piece[match.end() :])
    return line._replace(pieces=(*line.pieces[:index], *(part for part in parts if part), *line.pieces[index + 1 :]))
