"""What a printer puts around the text of each page: running heads and feet, page numbers, stamps that recur.

A line near the upper or lower edge is told by recurring at the same height on other pages (figures in it aside, since
they count the pages), or by being a page number alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from backchannel.documents.pdf.values import Line, Page

_DEEP = 3
"""How many lines from either edge may be furniture."""
_ZONE = 0.17
"""The part of the page's height, from either edge, in which furniture stands."""
_NUMBER = re.compile(
    r"[-–—\[(|•·\s]*(?:(?:page|p\.|seite|pag\.)\s*)?(?P<number>[0-9]{1,4}|[ivxlc]{1,8})"
    r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,5})?[-–—\])|•·\s.]*",
    re.IGNORECASE,
)
_LONGEST_HEAD = 90
_FIGURES = re.compile(r"[0-9]+|\b[ivxlc]{1,7}\b")
_BROWSER = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}:\d\d(?:\s?[AP]M)?\b.*|(?:https?|file|about):\S+(?:\s+\d+/\d+)?",
    re.IGNORECASE,
)
"""What browsers print over and under a page: the time and the title, the address and the number."""
_BLANKS = re.compile(r"\s+")


class _Edge(NamedTuple):
    """A line near an edge: the page's index, how many lines lie between it and the edge, its words in small letters.

    ``apart`` is whether white parts it from the text; ``row`` what stands at its height.
    """

    page: int
    depth: int
    line: Line
    words: str
    apart: bool
    row: str = ""


class Cleared(NamedTuple):
    """The pages without furniture, and the words of what was left out, the most frequent first."""

    pages: list[Page]
    words: tuple[str, ...]
    lines: int


def without_furniture(pages: Sequence[Page]) -> Cleared:
    """The pages without what recurs on them and without their numbers."""
    edges = [edge for index, page in _printed_once(pages) for edge in _edges(index, page)]
    counted, count = _without_counts(edges, len(pages)), len(pages)
    found = (
        *_recurring(edges),
        *_recurring(counted),
        *_misread(edges),
        *_in_place(counted, count),
        *_numbered(edges, pages),
        *_numbers(edges, pages),
        *_echoes(edges, pages),
    )
    drop = {id(edge.line): edge for edge in found}
    drop.update({id(line): _Edge(i, 0, line, _key(line), True) for i, line in _stamps(pages)})
    cleared = [page._replace(lines=tuple(line for line in page.lines if id(line) not in drop)) for page in pages]
    if not any(page.lines for page in cleared):
        return Cleared(list(pages), (), 0)  # pages that are all alike: their text is no furniture
    words = Counter(_shown(edge) for edge in drop.values())
    return Cleared(cleared, tuple(word for word, _ in words.most_common()), len(drop))


def _printed_once(pages: Sequence[Page]) -> list[tuple[int, Page]]:
    """The pages with their places, without those that repeat an earlier one: on these everything recurs."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for index, page in enumerate(pages):
        words = tuple(line.text for line in page.lines)
        if words not in seen or not words:
            seen.add(words)
            kept.append((index, page))
    return kept


def _shown(edge: _Edge) -> str:
    return (
        "page numbers"
        if _NUMBER.fullmatch(edge.line.text)
        else _BLANKS.sub(" ", edge.line.text).strip(" 0123456789|–-")
    )


def _key(line: Line) -> str:
    return _BLANKS.sub(" ", line.text.casefold()).strip()


def _without_counts(edges: Sequence[_Edge], pages: int) -> list[_Edge]:
    """The edges with ``#`` for the figures in them that count with the pages, which others (of articles) do not."""
    held: defaultdict[int, set[int]] = defaultdict(set)
    for edge in edges:
        for figure in _FIGURES.findall(edge.words):
            held[_number(figure) - edge.page].add(edge.page)
    steps = {step for step, on in held.items() if len(on) >= max(2, 0.3 * pages)}

    def counted(edge: _Edge) -> str:
        return _FIGURES.sub(lambda found: "#" if _number(found[0]) - edge.page in steps else found[0], edge.words)

    return [edge._replace(words=counted(edge)) for edge in edges]


def _number(figure: str) -> int:
    return int(figure[:6]) if figure.isdecimal() else _roman(figure)


def _edges(index: int, page: Page) -> list[_Edge]:
    """The lines near the upper and lower edge of the page, side by side ones at the same depth."""
    upright = [line for line in page.lines if not line.turned]
    found = _from_edge(index, sorted(upright, key=lambda line: line.base), page.height * _ZONE)
    flipped = sorted(upright, key=lambda line: -line.base)
    return found + _from_edge(index, flipped, page.height * _ZONE, bottom=page.height)


def _from_edge(index: int, lines: list[Line], zone: float, bottom: float | None = None) -> list[_Edge]:
    found: list[_Edge] = []
    depth, last = -1, None
    for line in lines:
        if (line.base if bottom is None else bottom - line.base) > zone:
            break
        if last is None or abs(line.base - last) > 0.5 * line.size:
            depth, last = depth + 1, line.base
        if depth >= _DEEP:
            break
        beyond = next(
            (
                other
                for other in lines
                if abs(other.base - line.base) > 0.5 * line.size and _farther(other, line, bottom)
            ),
            None,
        )
        apart = beyond is None or abs(beyond.base - line.base) > 1.45 * max(line.size, beyond.size)
        found.append(_Edge(index, depth if bottom is None else -1 - depth, line, _key(line), apart))
    return [edge._replace(row=_row(edge, found)) for edge in found]


def _row(edge: _Edge, edges: Sequence[_Edge]) -> str:
    beside = sorted((other.line for other in edges if other.depth == edge.depth), key=lambda line: line.x0)
    return "\t".join(line.text for line in beside)


def _farther(other: Line, line: Line, bottom: float | None) -> bool:
    """Whether a line lies deeper in the page than another."""
    return other.base > line.base if bottom is None else other.base < line.base


def _recurring(edges: Sequence[_Edge]) -> Iterable[_Edge]:
    """Lines with the same words at the same height on several pages."""
    by_words: defaultdict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if edge.words.strip("# "):
            by_words[edge.depth >= 0, edge.words].append(edge)
    for group in by_words.values():
        for edge in group:
            level = {other.page for other in group if _is_level(edge, other)}
            if len(level) >= 3 or (len(level) == 2 and edge.apart):
                yield edge


def _is_level(edge: _Edge, other: _Edge) -> bool:
    slack = 1.5 if edge.line.layer else 0.8
    return abs(other.line.base - edge.line.base) < slack * edge.line.size


def _misread(edges: Sequence[_Edge]) -> Iterable[_Edge]:
    """On scanned pages, heads that hardly differ from one on a page nearby."""
    outer = [edge for edge in edges if edge.line.layer and edge.depth in (0, -1) and len(edge.words) > 6]
    for edge in outer:
        near = [other for other in outer if 0 < abs(other.page - edge.page) <= 2 and other.depth == edge.depth]
        alike = [other for other in near if _is_level(edge, other) and _likeness(edge.words, other.words) > 0.75]
        if alike:
            yield edge


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:100], other[:100], autojunk=False).ratio()


def _in_place(edges: Sequence[_Edge], pages: int) -> Iterable[_Edge]:
    """Heads that change from page to page: set apart, at one height, on most pages, with the page's number in them."""
    by_place: defaultdict[tuple[int, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if edge.apart and edge.depth in (0, -1):
            by_place[edge.depth, round(edge.line.base / 3)].append(edge)
    for (depth, place), group in by_place.items():
        near = group + by_place.get((depth, place + 1), []) if (depth, place + 1) in by_place else group
        held = {edge.page for edge in near}
        numbered = {edge.page for edge in near if _is_numbered(edge)}
        if len(held) >= max(4, 0.4 * pages) and len(numbered) > 0.6 * len(held):
            yield from near


def _is_numbered(edge: _Edge) -> bool:
    """Whether a number stands at the beginning or the end of the line."""
    return edge.words.startswith("#") or edge.words.endswith("#")


def _numbered(edges: Sequence[_Edge], pages: Sequence[Page]) -> Iterable[_Edge]:
    """Heads that stand on one page each, told by a number in them that counts with those of other pages."""
    numbers: list[tuple[_Edge, int]] = []
    for edge in edges:
        if edge.depth in (0, -1) and edge.apart and len(edge.row) < _LONGEST_HEAD:
            numbers += [(edge, value - edge.page) for value in _outer_numbers(edge.row)]
    held: defaultdict[int, set[int]] = defaultdict(set)
    for edge, step in numbers:
        held[step].add(edge.page)
    for edge, step in numbers:
        if len(held[step]) >= max(2, 0.4 * len(pages)):
            yield edge


def _outer_numbers(text: str) -> list[int]:
    """The numbers that a line begins and ends with; one that counts items (``2. …``) is none."""
    begins, ends = (
        re.match(r"\s*(\d{1,4})(?![\d.,):/–-])(?=\s|$)", text),
        re.search(r"(?:^|[\s|•·])(\d{1,4})\s*$", text),
    )
    return [int(found[1]) for found in (begins, ends) if found]


def _numbers(edges: Sequence[_Edge], pages: Sequence[Page]) -> Iterable[_Edge]:
    """Page numbers that stand alone: those that count with the pages, and on few pages any at the very edge."""
    numbered = [(edge, value) for edge in edges if (value := _value(edge.line.text)) is not None]
    steps = Counter(value - edge.page for edge, value in numbered)
    for edge, value in numbered:
        outermost = edge.depth in (0, -1) and edge.apart
        counted = steps[value - edge.page] >= max(2, 0.25 * len(pages))
        if counted or (
            outermost
            and (
                edge.line.text.strip().isdecimal() is False
                or value <= max(len(pages), 3)
                or steps[value - edge.page] > 1
            )
        ):
            yield edge


def _echoes(edges: Sequence[_Edge], pages: Sequence[Page]) -> Iterable[_Edge]:
    """Heads and feet that repeat the beginning of the title, which the same page has larger, or that browsers print."""
    for edge in edges:
        if edge.depth not in (0, -1) or len(edge.words) < 3:
            continue
        if _BROWSER.fullmatch(edge.row.strip()):
            yield edge
        if not edge.apart:
            continue
        larger = [line for line in pages[edge.page].lines if line.size > 1.1 * edge.line.size][:8]
        words = "\t".join(part for part in edge.line.text.split("\t") if not part.strip().isdecimal())
        if words and _letters("".join(line.text for line in larger)).startswith(_letters(words)):
            yield edge


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _value(text: str) -> int | None:
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    number = found["number"]
    return _number(number.lower())


def _roman(letters: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in letters]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _stamps(pages: Sequence[Page]) -> Iterable[tuple[int, Line]]:
    """Lines across the page that recur: what an archive or a journal prints along the margin."""
    seen = Counter(key for page in pages for key in {_key(line) for line in page.lines if line.turned})
    for index, page in enumerate(pages):
        for line in page.lines:
            if line.turned and seen[_key(line)] > 1:
                yield index, line
