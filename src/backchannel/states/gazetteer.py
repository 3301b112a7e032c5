"""Finds parties and known actors in text: longest match first, at word boundaries, with the case of names kept.

A trie over folded words, entered by a dictionary of first words: only words that can begin a form cost more than
one look-up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from backchannel.states.folding import fold_word
from backchannel.states.forms import forms, traps
from backchannel.states.values import Form, days_outside

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = "'’‘ʼ`´"
_DASHES = "-‐‑‒–—−"
_GAP = re.compile(
    rf"(?P<space>[^\S\n]+|[^\S\n]*\n[^\S\n]*)|(?P<dash>[{_DASHES}])|(?P<stop>\.)|(?P<abbr>\.[^\S\n]*[\s])"
    rf"|(?P<apo>[{_APOSTROPHES}][^\S\n]?)|(?P<amp>\s*&\s*)|(?P<comma>,\s)|(?P<par>\s?\()"
)
_FITS = {  # gap in the form → gaps in a text that may stand for it
    "space": {"space", "dash"},
    "dash": {"dash", "space"},
    "stop": {"stop", "abbr"},
    "abbr": {"abbr", "space", "stop"},
    "apo": {"apo", "space"},
    "amp": {"amp"},
    "comma": {"comma"},
    "par": {"par", "space"},
}
_NUMBER_NEXT = re.compile(r"\s+\d")
_REMEMBERED = 3653  # days after office in which a bare common-word surname still means its bearer
_KIND_ORDER = {kind: n for n, kind in enumerate((
    "name", "official", "entity", "abbreviation", "agency", "organisation", "armed_group", "media", "body", "metonym",
    "adjective", "demonym", "population", "capital", "place", "prefix", "leader",
))}  # fmt: skip
_HEADING_WORDS = {  # acronyms that are also words: in a line of capitals they are taken for the word
    "us", "who", "is", "it", "raw", "mit", "aid", "ira", "eta", "pa", "sis", "nam", "gid", "car", "par", "side", "sin",
    "das", "boss", "gam", "ap", "spa", "sana", "derg", "mend",
}  # fmt: skip
_LOOSE = {"of", "the", "and", "for", "in", "on", "de", "du", "la", "le", "des", "al", "el", "bin", "ul", "e", "d", "s"}


class Mention(NamedTuple):
    """A stretch of text that can stand for someone; ``candidates`` best first, offsets in code points."""

    start: int
    end: int
    text: str
    candidates: tuple[Form, ...]

    @property
    def code(self) -> str | None:
        """The party of the best candidate."""
        return self.candidates[0].code


class _Node:
    """One step of the trie: what follows, by (gap, word), and the forms that end here."""

    __slots__ = ("ends", "next", "trap")

    def __init__(self) -> None:
        self.next: dict[tuple[str, str], _Node] = {}
        self.ends: list[Form] = []
        self.trap = False


class _Word(NamedTuple):
    start: int
    end: int
    folded: str


def _split(text: str) -> tuple[list[str], list[str]]:
    """A form as folded words and the kinds of gaps between them."""
    words = list(_WORD.finditer(text))
    gaps = [_gap(text[a.end() : b.start()]) or "space" for a, b in pairwise(words)]
    return [fold_word(w[0]) for w in words], gaps


@cache
def _gap(between: str) -> str | None:
    found = _GAP.fullmatch(between) if len(between) < 12 else None
    return found.lastgroup if found else None


class Gazetteer:
    """A matcher over a fixed set of forms; immutable once made and safe to share between threads."""

    def __init__(self, extra: Iterable[Form] = (), *, base: Sequence[Form] | None = None) -> None:
        """Over the forms of the room (or ``base``) and the user's own (``extra``), which go first."""
        self._root: dict[str, _Node] = {}
        self._prefixes: dict[str, tuple[Form, ...]] = {}
        for form in (*extra, *(forms() if base is None else base)):
            if form.kind == "prefix":
                key = fold_word(form.text)
                self._prefixes[key] = (*self._prefixes.get(key, ()), form)
            else:
                for node in self._paths(form.text):
                    node.ends.append(form)
        for text in traps() if base is None else ():
            for node in self._paths(text):
                node.trap = not node.ends

    def _paths(self, text: str) -> list[_Node]:
        """The nodes at which the form ends: several where forms with other gaps have branched off before."""
        words, gaps = _split(text)
        nodes = [self._root.setdefault(words[0], _Node())]
        for word, gap in zip(words[1:], gaps, strict=True):
            following: dict[int, _Node] = {}
            for node in nodes:
                fresh = _Node()
                for fit in _FITS[gap]:
                    step = node.next.setdefault((fit, word), fresh)
                    following[id(step)] = step
            nodes = list(following.values())
        return nodes

    def match(self, text: str, on: dt.date | None = None) -> list[Mention]:
        """All mentions in reading order, without overlaps; ``on`` (the document's day) orders the candidates."""
        words = [_Word(m.start(), m.end(), fold_word(m[0])) for m in _WORD.finditer(text)]
        return list(self._walk(text, words, on))

    def match_tokens(self, tokens: Sequence[tuple[str, int, int]], on: dt.date | None = None) -> list[Mention]:
        """As :meth:`match` over tokens (text, start, end); offsets are the tokens' own."""
        if not tokens:
            return []
        first = tokens[0][1]
        line = [" "] * (tokens[-1][2] - first)
        for text, start, _ in tokens:
            line[start - first : start - first + len(text)] = text
        shifted = self.match("".join(line), on)
        return [m._replace(start=m.start + first, end=m.end + first) for m in shifted]

    def _walk(self, text: str, words: list[_Word], on: dt.date | None) -> Iterator[Mention]:
        i = 0
        while i < len(words):
            word = words[i]
            if word.folded in self._root:
                taken, mention = self._longest(text, words, i, on)
                if taken <= 1 and word.folded in self._prefixes and self._compounds(text, words, i):
                    taken, mention = 1, self._prefix(text, word)
                if mention is not None:
                    yield mention
                if taken:
                    i += taken
                    continue
            if word.folded in self._prefixes and self._compounds(text, words, i):
                yield self._prefix(text, word)
            i += 1

    def _prefix(self, text: str, word: _Word) -> Mention:
        return Mention(word.start, word.end, text[word.start : word.end], self._prefixes[word.folded])

    def _longest(self, text: str, words: list[_Word], i: int, on: dt.date | None) -> tuple[int, Mention | None]:
        """How many words the longest form here takes, and the mention unless it is a trap."""
        node, j = self._root[words[i].folded], i
        best: tuple[int, Mention | None] = (0, None)
        while True:
            if node.trap and _written_as_name(text, words[i], words[j]):
                best = (j - i + 1, None)
            elif node.ends:
                mention = self._mention(text, words[i].start, words[j].end, node.ends, on)
                best = (j - i + 1, mention) if mention else best
            if j + 1 >= len(words) or not node.next:
                return best
            gap = _gap(text[words[j].end : words[j + 1].start])
            following = node.next.get((gap, words[j + 1].folded)) if gap else None
            if following is None:
                return best
            node, j = following, j + 1

    def _mention(self, text: str, start: int, end: int, ends: list[Form], on: dt.date | None) -> Mention | None:
        fitting = [form for form in ends if _case_fits(text, start, end, form) and _told_apart(form, on)]
        if fitting and fitting[0].kind == "leader" and _NUMBER_NEXT.match(text, end):
            return None  # 'May 1971' is a month
        if not fitting:
            return None
        if text[end : end + 1] in (".", ")") and fitting[0].text.endswith(text[end]):
            end += 1
        return Mention(start, end, text[start:end], _ordered(fitting, on))

    def _compounds(self, text: str, words: list[_Word], i: int) -> bool:
        """Whether a prefix form ('Sino', 'Pak') is tied by a dash to another word with a capital."""
        word = words[i]
        if not text[word.start].isupper():
            return False
        after = i + 1 < len(words) and text[word.end : words[i + 1].start] in _DASHES and word.end < words[i + 1].start
        if after and (words[i + 1].folded in self._root or words[i + 1].folded in self._prefixes):
            return text[words[i + 1].start].isupper()
        before = i > 0 and text[words[i - 1].end : word.start] in _DASHES and words[i - 1].end < word.start
        return before and words[i - 1].folded in self._root and text[words[i - 1].start].isupper()


def _ordered(found: list[Form], on: dt.date | None) -> tuple[Form, ...]:
    """Candidates best first: those that hold on the day, then by kind, then those who ended last before it."""
    day = on or dt.date.max
    distinct: dict[tuple[str | None, str, str | None], Form] = {}
    for form in sorted(found, key=lambda f: (_rank(f, day), _KIND_ORDER[f.kind], not f.source.startswith("reign"))):
        distinct.setdefault((form.code, form.kind, form.actor), form)
    return tuple(distinct.values())


def _rank(form: Form, day: dt.date) -> int:
    if day == dt.date.max:  # no day given: what is open today goes first, then what ended last
        return 0 if form.until is None else (day - form.until).days
    return days_outside(form.since, form.until, day)


def _told_apart(form: Form, on: dt.date | None) -> bool:
    """Whether a surname that is also a word ('May', 'King') can be meant: only in office or soon after."""
    if form.kind != "leader" or not form.case_sensitive or " " in form.text:
        return True
    return on is not None and days_outside(form.since, form.until, on) < _REMEMBERED


def _written_as_name(text: str, first: _Word, last: _Word) -> bool:
    return text[first.start].isupper() or text[last.start].isupper()


def _case_fits(text: str, start: int, end: int, form: Form) -> bool:
    """Whether the text writes the form as a name is written: capitals where the form has them, or all capitals."""
    seen = text[start:end]
    if form.case_sensitive:
        return _same_letters(seen, form.text) and not (seen.casefold() in _HEADING_WORDS and _in_heading(text, start))
    if seen.isupper() and len(seen) > 1:
        return True
    wanted = _WORD.findall(form.text)
    given = _WORD.findall(seen)
    return all(
        not w[0].isupper() or g[0].isupper() or w.casefold() in _LOOSE for w, g in zip(wanted, given, strict=False)
    )


def _same_letters(seen: str, form: str) -> bool:
    return [c for c in seen if c.isalnum()] == [c for c in form if c.isalnum()]


def _in_heading(text: str, start: int) -> bool:
    """Whether the line is set in capitals, so that capitals say nothing ('GIVE US A CHANCE')."""
    line = text[text.rfind("\n", 0, start) + 1 : end if (end := text.find("\n", start)) >= 0 else len(text)]
    letters = [c for c in line[:400] if c.isalpha()]
    return len(letters) > 8 and all(c.isupper() for c in letters)
