"""Lines to paragraphs: by indents, leading, type and short last lines; across columns and pages where they run on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from backchannel.documents.layout.units import ends_sentence
from backchannel.documents.pdf.values import Line, Raised

_LABEL = re.compile(r"(?:[•·▪●○■□◦‣➢✓*–—-]\s|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6}|[A-Z])[.)]\s)")
_CAPTION = re.compile(r"(?:Figure|Fig\.|Table|Map|Photo|Plate|Chart|Box|Exhibit)\s*\d{1,3}\b", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\s?[.…·_]){4,}")


class Type(NamedTuple):
    """The type of the running text: its size, weight, and the distance between baselines by size.

    ``short`` are the pages (by index) that end well above where others do, so that nothing runs on from them.
    """

    size: float
    bold: bool
    leading: dict[int, float]
    short: frozenset[int] = frozenset()

    def distance(self, size: float) -> float:
        """The usual distance between two baselines of type of this size."""
        return self.leading.get(round(2 * size), 1.2 * size)


class Paragraph(NamedTuple):
    """Lines that belong together; ``row`` is whether they are one row of a table."""

    lines: tuple[Line, ...]
    row: bool = False

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]

    @property
    def size(self) -> float:
        """Its type size: that of most of its lines."""
        return Counter(line.size for line in self.lines).most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        """Its words as printed, line for line."""
        return "\n".join(line.text for line in self.lines)


def type_of(lines: Sequence[Line]) -> Type:
    """The type of the running text: what most letters are set in."""
    sizes: Counter[float] = Counter()
    bold = letters = 0
    gaps: defaultdict[int, Counter[float]] = defaultdict(Counter)
    for line in lines:
        count = len(line.text)
        sizes[round(2 * line.size) / 2] += count
        letters += count
        bold += count if line.bold else 0
    for one, other in pairwise(lines):
        if (one.page, one.column) == (other.page, other.column) and abs(one.size - other.size) < 0.06 * one.size:
            gap = other.base - one.base
            if 0.8 * one.size < gap < 3 * one.size:
                gaps[round(2 * one.size)][round(2 * gap) / 2] += 1
    leading = {size: max(counts, key=lambda gap: (counts[gap], -gap)) for size, counts in gaps.items()}
    return Type(max(sizes, key=lambda size: sizes[size], default=10.0), bold > 0.6 * letters, leading)


def paragraphs_of(lines: Sequence[Line], type_: Type) -> list[Paragraph]:
    """The paragraphs of the lines, which are in reading order."""
    found: list[Paragraph] = []
    for _, column in groupby(lines, key=lambda line: (line.page, line.column)):
        parted = list(_in_column(list(column), type_))
        _run_on(found, parted, type_)
        found.extend(parted)
    return found


def _in_column(lines: list[Line], type_: Type) -> Iterator[Paragraph]:
    rows = _rows(lines)
    taken: list[Line] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if taken and (index in rows or _begins(taken, line, following, type_)):
            yield Paragraph(tuple(taken))
            taken = []
        if index in rows:
            yield Paragraph((line,), row=True)
        else:
            taken.append(line)
    if taken:
        yield Paragraph(tuple(taken))


def _rows(lines: Sequence[Line]) -> set[int]:
    """The lines that are rows of a table: cells parted by wide gaps, in several lines one after the other."""
    celled = [_cells(line) for line in lines]
    found: set[int] = set()
    for many, run in groupby(range(len(lines)), key=lambda index: celled[index] > 1):
        indices = list(run)
        if many and (len(indices) >= 3 or max(celled[index] for index in indices) >= 4):
            found.update(indices)
    return found


def _cells(line: Line) -> int:
    """How many cells the line has; a label with its value (``TO:  …``) is one."""
    cells = [cell for cell in _LEADERS.sub("\t", line.text).split("\t") if cell.strip()]
    return sum(not cell.rstrip().endswith(":") and not _LABEL.fullmatch(cell + " ") for cell in cells)


def _begins(taken: Sequence[Line], line: Line, following: Line | None, type_: Type) -> bool:
    """Whether a paragraph begins with this line, after the lines of one already taken."""
    last = taken[-1]
    if _is_other_type(last, line):
        return True
    gap = line.base - last.base
    usual = last.base - taken[-2].base if len(taken) > 1 else type_.distance(line.size)
    if gap > max(1.28 * usual, usual + 0.25 * line.size) or gap < -line.size:
        return True
    if _is_heading_type(last, type_) and not ends_sentence(last.text):
        return False
    if _is_centred(last) and _is_centred(line) and not ends_sentence(last.text):
        return False
    return _is_indented(taken, line, following) or (_had_room(last, line) and not _runs_on(last, line))


def _is_other_type(last: Line, line: Line) -> bool:
    if last.layer or line.layer:
        return not 0.65 < line.size / last.size < 1.5
    return not 0.91 < line.size / last.size < 1.1 or (last.bold != line.bold and not _runs_on(last, line))


def _is_heading_type(line: Line, type_: Type) -> bool:
    return not line.layer and (line.size > 1.1 * type_.size or (line.bold and not type_.bold))


def _is_centred(line: Line) -> bool:
    before, behind = line.x0 - line.left, line.right - line.x1
    return before > 1.5 * line.size and behind > 1.5 * line.size and abs(before - behind) < 1.2 * line.size


def _is_indented(taken: Sequence[Line], line: Line, following: Line | None) -> bool:
    """Whether the line begins further in, or further out, than those of its paragraph."""
    slack = (1.0 if line.layer else 0.55) * line.size
    if _is_parted(taken[-1], line):
        return False
    if len(taken) == 1:
        shift = line.x0 - taken[0].x0
        if shift <= slack:
            return _is_listed(taken[0], line) or (shift > -slack and _is_first_again(taken[0], line, following))
        return not _LABEL.match(taken[0].text) and ends_sentence(taken[0].text)
    body = taken[1].x0
    if line.x0 < body - slack:
        return True
    if line.x0 > body + slack:
        returns = following is None or following.x0 < line.x0 - slack
        return ends_sentence(taken[-1].text) or (returns and not _runs_on(taken[-1], line))
    return _is_listed(taken[0], line)


def _is_first_again(last: Line, line: Line, following: Line | None) -> bool:
    """Whether an indented line follows one that was a paragraph by itself: the next is not indented, or it is short."""
    slack = 0.55 * line.size
    if last.x0 <= last.left + slack or line.x0 <= line.left + slack or _is_centred(line) or _runs_on(last, line):
        return False
    returns = following is not None and following.x0 < line.x0 - slack
    return returns or (last.x1 < last.right - 3 * line.size and line.text[:1].isupper())


def _is_listed(first: Line, line: Line) -> bool:
    """Whether two lines are items of one list: with marks or figures at one place."""
    return bool(_LABEL.match(first.text) and _LABEL.match(line.text)) and abs(first.x0 - line.x0) < 0.8 * line.size


def _had_room(last: Line, line: Line) -> bool:
    """Whether the first word of the line would have stood at the end of the last one."""
    slack = (1.0 if line.layer else 0.4) * line.size
    return last.x1 + 0.25 * line.size + line.first < last.right - slack


def _runs_on(last: Line, line: Line) -> bool:
    """Whether a sentence goes on from one line to the next, by its letters."""
    text = line.text.lstrip("“\"'‘(")
    if _is_parted(last, line):
        return True
    return text[:1].islower() and not ends_sentence(last.text) and not _LABEL.match(line.text)


def _is_parted(last: Line, line: Line) -> bool:
    """Whether a word is parted between the lines."""
    return last.text.rstrip()[-2:-1].isalpha() and last.text.rstrip()[-1] in "-\u00ad" and line.text[:1].isalpha()


def _run_on(found: list[Paragraph], parted: list[Paragraph], type_: Type) -> None:
    """Put the first running text of a new column to the paragraph that goes on into it."""
    one = _open_paragraph(found, type_)
    if one is None:
        return
    for index, other in enumerate(parted):
        if not _is_body(other, type_):
            continue
        if _goes_on(found[one], other, type_, between=index > 0 or one < len(found) - 1):
            found[one] = Paragraph(found[one].lines + other.lines)
            del parted[index]
        return


def _open_paragraph(found: Sequence[Paragraph], type_: Type) -> int | None:
    """The last paragraph of running text; none where a heading follows it, unless it stops within a sentence."""
    for back in range(1, min(8, len(found)) + 1):
        one = found[-back]
        if _is_body(one, type_):
            headed = any(_is_heading_type(other.first, type_) for other in found[len(found) - back + 1 :])
            return len(found) - back if not headed or not ends_sentence(one.last.text) else None
    return None


def _is_body(one: Paragraph, type_: Type) -> bool:
    if one.row or one.first.turned or _CAPTION.match(one.text):
        return False
    if one.first.layer:
        return True
    return 0.93 < one.size / type_.size < 1.08 and one.bold == type_.bold


def _goes_on(one: Paragraph, other: Paragraph, type_: Type, *, between: bool) -> bool:
    last, first = one.last, other.first
    if _runs_on(last, first):
        return True
    early = last.page != first.page and last.page in type_.short
    if ((between or early) and ends_sentence(last.text)) or _LABEL.match(first.text) or _had_room(last, first):
        return False
    indented = first.x0 - first.left > 0.55 * first.size and len(other.lines) > 1
    return not indented and not _is_centred(last) and not _is_centred(first)


def without_leaders(text: str) -> str:
    """A row of a list of contents without the points that lead to the page's number."""
    return _LEADERS.sub("\t", text)


def raised(lines: Iterable[Line]) -> Iterator[tuple[Line, str]]:
    """The raised figures and signs in the lines."""
    for line in lines:
        for piece in line.pieces:
            if isinstance(piece, Raised):
                yield line, piece.words
