"""The lines of a column: its stretches side by side, raised figures told from the line, letters spaced out rejoined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from backchannel.documents.pdf.bidi import is_right_to_left, line_in_order
from backchannel.documents.pdf.columns import Stretch, columns, stretches
from backchannel.documents.pdf.insets import Inset, bounds, without_insets
from backchannel.documents.pdf.values import Line, Printed, Raised, Rule, Word

_WIDE = 1.2
"""Gaps wider than this, in type sizes, are no space between words, unless all gaps of the line are as wide."""
_WIDEST = 2.5
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
_RAISED_FIGURES = re.compile(f"[{''.join(_SUPERSCRIPTS)}]+")


def lines_of(
    words: Sequence[Word],
    page: int,
    width: float,
    rules: Sequence[Rule] = (),
    first_column: int = 0,
    *,
    turned: bool = False,
) -> list[Line]:
    """The lines of a page of this width in reading order, from its words in the order of the file."""
    found: list[Line] = []
    for column in columns(stretches(words), width, rules):
        own, insets = without_insets(column)
        for part in (own, *(list(inset.stretches) for inset in insets)):
            number = found[-1].column + 1 if found else first_column
            found.extend(_lines(part, insets if part is own else (), page, number, turned=turned))
    return found


def _lines(column: list[Stretch], insets: Sequence[Inset], page: int, number: int, *, turned: bool) -> Iterator[Line]:
    rows = _rows(*_without_initials(column))
    ends = [max(one.x1 for one in row) for row in rows]
    for row, end in zip(rows, ends, strict=True):
        line = _line(row, page, number, full=_is_full(end, ends, row[0].size), turned=turned)
        yield line._replace(bounds=bounds(row, insets)) if insets else line


def _rows(column: list[Stretch], initials: list[Word]) -> list[list[Stretch]]:
    """The stretches that stand in one line, from the left; the lines from the top.

    Each stretch goes on the line whose last stretch's baseline is nearest, so that lines may climb a little, as on
    scanned pages.
    """
    rows: list[list[Stretch]] = []
    for one in sorted(column, key=lambda stretch: stretch.x0):
        nearest = min(rows, key=lambda row: abs(row[-1].base - one.base), default=None)
        if nearest is not None and _in_line(nearest, one):
            nearest.append(one)
        else:
            rows.append([one])
    rows.sort(key=_row_base)
    for initial in initials:
        _put_before(rows, initial)
    return rows


def _is_full(end: float, ends: Sequence[float], size: float) -> bool:
    """Whether a line ends where several others do, as justified lines end."""
    return sum(abs(end - other) < 0.25 * size for other in ends) >= max(2, 0.15 * len(ends))


def _row_base(row: list[Stretch]) -> float:
    return max(row, key=lambda one: (one.size, len(one.words))).base


def _in_line(row: list[Stretch], one: Stretch) -> bool:
    last = row[-1]
    drop = abs(last.base - one.base)
    small, large = sorted((last.size, one.size))
    if one.x0 < last.x1 - 0.6 * large:
        return False
    return drop < 0.35 * small or (small < 0.8 * large and drop < 0.55 * large and one.x0 - last.x1 < 1.5 * large)


def _without_initials(column: list[Stretch]) -> tuple[list[Stretch], list[Word]]:
    """The column, and the large letters at the beginning of paragraphs that reach down over several lines."""
    if len(column) < 3:
        return column, []
    usual = median(one.size for one in column)
    kept: list[Stretch] = []
    initials: list[Word] = []
    for one in column:
        head = one.words[0]
        if head.size < 1.7 * usual or len(head.text.strip("“\"'‘")) != 1 or not head.text[-1].isupper():
            kept.append(one)
            continue
        beside = [other for other in column if other is not one and _beside(head, other)]
        rest = one.words[1:]
        if len(beside) + bool(rest) < 2:
            kept.append(one)
            continue
        initials.append(head)
        if rest:
            kept.extend(stretches([rest[0]._replace(joined=False), *rest[1:]]))
    return kept, initials


def _beside(head: Word, other: Stretch) -> bool:
    middle = (other.top + other.bottom) / 2
    return head.top < middle < head.bottom + 0.3 * other.size and -0.5 < (other.x0 - head.x1) / other.size < 1.5


def _put_before(rows: list[list[Stretch]], initial: Word) -> None:
    """Put a large initial before the first of the lines beside it."""
    for row in rows:
        first = row[0]
        if _beside(initial, first):
            words = (first.words[0]._replace(joined=True), *first.words[1:])
            letter = initial._replace(size=first.size, base=first.base, top=first.top, bottom=first.bottom)
            row[0] = first._replace(words=(letter, *words), x0=initial.x0)
            return


def _line(row: list[Stretch], page: int, column: int, *, full: bool, turned: bool) -> Line:
    words = [word for one in row for word in one.words]
    if is_right_to_left("".join(word.text for word in words)):
        words = line_in_order(words)
        row = [row[0]._replace(words=tuple(words), x0=min(one.x0 for one in row), x1=max(one.x1 for one in row))]
    size = _size(words)
    base = median(word.base for word in words if word.size > 0.85 * size)
    first = words[0]
    normal = [word for word in words if not _is_raised(word, size, base)] or words
    return Line(
        pieces=_pieces(row, size, base, full=full),
        page=page,
        column=column,
        x0=min(one.x0 for one in row),
        x1=max(one.x1 for one in row),
        top=min(one.top for one in row),
        bottom=max(one.bottom for one in row),
        base=base,
        size=size,
        first=_first_width(words),
        bold=sum(len(word.text) for word in normal if word.bold) > 0.85 * sum(len(word.text) for word in normal),
        italic=all(word.italic for word in normal),
        layer=first.layer,
        turned=turned,
    )


def _size(words: list[Word]) -> float:
    """The type size that most letters have."""
    weights: Counter[float] = Counter()
    for word in words:
        weights[round(word.size, 1)] += len(word.text)
    return max(weights, key=lambda size: (weights[size], size))


def _first_width(words: list[Word]) -> float:
    end = 1
    while end < len(words) and words[end].joined:
        end += 1
    return max(word.x1 for word in words[:end]) - min(word.x0 for word in words[:end])


def _pieces(row: list[Stretch], size: float, base: float, *, full: bool) -> tuple[Printed, ...]:
    """What stands in the line: words parted by blanks, wide gaps as tabulators, raised figures apart."""
    pieces: list[Printed] = []
    last: Word | None = None
    wide = _wide(row, size, full=full)
    for one in row:
        for word, text in _rejoined(one.words):
            blank = "" if last is None else _between(last, word, wide)
            last = word
            if _is_raised(word, size, base):
                _add(pieces, blank)
                pieces.append(Raised(text))
            else:
                _add(pieces, blank + text)
    return tuple(pieces)


def _add(pieces: list[Printed], text: str) -> None:
    """Add words; superscript figures in them are raised ones."""
    at = 0
    for found in _RAISED_FIGURES.finditer(text):
        _glue(pieces, text[at : found.start()])
        pieces.append(Raised("".join(_SUPERSCRIPTS[figure] for figure in found[0])))
        at = found.end()
    _glue(pieces, text[at:])


def _glue(pieces: list[Printed], text: str) -> None:
    if not text:
        return
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] += text
    else:
        pieces.append(text)


def _wide(row: list[Stretch], size: float, *, full: bool) -> float:
    """How wide a gap of the line is no space between words: more than a justified line, which is full, has anyway."""
    words = [word for one in row for word in one.words]
    gaps = sorted(_gap(*pair) for pair in pairwise(words) if not pair[1].joined)
    usual = median(gaps or [0])
    alike = sum(0.9 * usual < gap < 1.1 * usual for gap in gaps)
    if full:
        even = alike >= len(gaps) - 1  # an item's mark has its own gap
        return float("inf") if even else max(_WIDE * size, min(1.6 * usual, _WIDEST * size))
    return float("inf") if alike == len(gaps) > 1 and usual < _WIDEST * size else _WIDE * size


def _gap(last: Word, word: Word) -> float:
    return max(word.x0 - last.x1, last.x0 - word.x1)


def _between(last: Word, word: Word, wide: float) -> str:
    gap = _gap(last, word)
    if gap > wide:
        return "\t"
    return "" if word.joined and gap < 0.3 * max(last.size, word.size) else " "


def _is_raised(word: Word, size: float, base: float) -> bool:
    return word.size < 0.86 * size and base - word.base > 0.12 * size and len(word.text) <= 8


def _rejoined(words: Sequence[Word]) -> list[tuple[Word, str]]:
    """The words of a stretch with their text; single letters in a row, spaced out for emphasis, as one word.

    Four capitals or more, or three that stand alone; a gap half as wide again as those between them parts words.
    """
    found: list[tuple[Word, str]] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and len(word.text) == 1 and word.text.isalpha() and not word.joined:
            run.append(word)
            continue
        found.extend(_spaced(run, least=3 if len(run) == len(words) else 4))
        run = []
        if word is not None:
            found.append((word, word.text))
    return found


def _spaced(run: list[Word], least: int) -> list[tuple[Word, str]]:
    if len(run) < least or not ("".join(word.text for word in run)).isupper():
        return [(word, word.text) for word in run]
    gaps = [after.x0 - before.x1 for before, after in pairwise(run)]
    usual = min(median(gaps), 2 * min(gaps) + 0.1)
    found: list[tuple[Word, str]] = []
    for word, gap in zip(run, [0.0, *gaps], strict=True):
        if found and gap < 1.5 * usual + 0.5:
            before, text = found[-1]
            found[-1] = (before._replace(x1=word.x1), text + word.text)
        else:
            found.append((word, word.text))
    return found
