"""Where a line ends: with a word, with a part of one, with a hyphen that the word has anyway, within an address.

Whether a hyphen at a line's end belongs to the word is decided by what the document itself shows: the word whole or
with its hyphen elsewhere, the parts as words of their own, and how many more lines end in a hyphen than words with
hyphens in them would make. The weights are of a naive Bayes rule over these signs, set on English prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from backchannel.documents.pdf.letters import SOFT_HYPHEN

_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_BEFORE = re.compile(r"([^\W_]+(?:['’][^\W_]+)?)-$")
_AFTER = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/|ftp://)[^\s<>“”]*$", re.IGNORECASE)
_ADDRESSES = re.compile(r"(?:https?://|www\.)\S+")
_ADDRESS_GOES_ON = re.compile(r"[\w%&=?/#~+.-]*[/.=&?#_\d-][\w%&=?/#~+.-]*|[a-z][\w-]{3,}")
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ed|es|ly|ies|ers?|s|d)$")
_HEADS = re.compile(
    "all|anti|cross|ex|full|half|high|ill|large|long|low|mid|middle|multi|near|non|north|one|pro|quasi|second|self|semi|"
    "short|single|small|so|south|third|two|three|four|five|six|ten|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|vice|well|"
    "wide|world|east|west|hard"
)
_TAILS = re.compile(
    "age|aged|based|border|called|century|class|controlled|day|east|first|second|third|fourth|fifth|sixth|seventh|eighth|"
    "ninth|funded|general|half|held|hour|independent|led|level|like|line|linked|long|made|mile|minister|month|needed|new|"
    "old|oriented|owned|party|powerful|president|range|ranging|related|religious|rich|run|scale|sized|speaking|sponsored|"
    "term|time|two|up|week|west|wide|widely|year|years|one|three|four|five|six|seven|eight|nine"
)
"""Words that often begin, and end, English words with a hyphen of their own (Chicago Manual of Style, 7.89)."""
_WIDE_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LETTERS_AROUND = {
    "—": re.compile(r"(?<=\S)(\s?)—(?=\s?\S)"),
    "–": re.compile(r"(?<=[^\W\d])(\s?)–(?=\s?\S)"),
    "/": re.compile(r"(?<=\w)(\s?)/(?=\s?\w)"),
}


class Usage:
    """What words a document uses and how it sets dashes; ``lines`` are its printed lines in reading order."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._stems: set[str] = set()
        self._hyphenated: Counter[str] = Counter()
        self._heads: Counter[str] = Counter()
        self._tails: Counter[str] = Counter()
        self._tight: Counter[str] = Counter()
        self._tokens = self._lines = self._ends = 0
        broken = False
        for line in lines:
            broken = self._count(line.rstrip(), broken)

    def _count(self, line: str, broken: bool) -> bool:
        """Count what stands whole in the line; whether it ends within a word. ``broken`` is whether it begins so."""
        tokens = [token.casefold() for token in _TOKEN.findall(_ADDRESSES.sub(" ", line))]
        ends = bool(_BEFORE.search(line)) or line.endswith(SOFT_HYPHEN)
        self._lines += 1
        self._ends += ends
        self._tokens += len(tokens)
        for token in tokens[1 if broken else 0 : -1 if ends else None]:
            self._take(token.replace("’", "'"))
        for dash, pattern in _LETTERS_AROUND.items():
            for found in pattern.finditer(line):
                self._tight[dash] += -1 if found[1] else 1
        return ends

    def _take(self, token: str) -> None:
        parts = token.split("-")
        if len(parts) > 1 and all(map(str.isalpha, parts)):
            self._hyphenated[token] += 1
            self._heads[parts[0]] += 1
            self._tails[parts[-1]] += 1
        for part in parts:
            self._words[part] += 1
            self._stems.add(_ENDINGS.sub("", part))

    def joined(self, before: str, after: str) -> str:
        """Two printed lines as one; a blank between them unless a word or an address runs on."""
        before, after = before.rstrip(), after.lstrip()
        if not before or not after:
            return before + after
        if before.endswith(SOFT_HYPHEN):
            return before[:-1] + after
        if _address_goes_on(before, after):
            return before + after
        if _BEFORE.search(before):
            return before + after if self._keeps(before, after) else before[:-1] + after
        if self._is_tight(before[-1], after[0]) or (_WIDE_SCRIPT.match(before[-1]) and _WIDE_SCRIPT.match(after[0])):
            return before + after
        return f"{before} {after}"

    def _is_tight(self, last: str, first: str) -> bool:
        """Whether a dash or stroke at the end or beginning of a line stands without blanks."""
        for dash in _LETTERS_AROUND:
            if dash in (last, first):
                return self._tight[dash] > 0 or (self._tight[dash] == 0 and dash != "–") or first.isdigit()
        return False

    def _keeps(self, before: str, after: str) -> bool:
        """Whether the hyphen between two parts of a word is the word's own."""
        head, tail = _BEFORE.search(before), _AFTER.match(after)
        if not head or not tail:
            return True
        one, two = head[1], tail[0]
        if any(map(str.isdigit, one + two)) or (two[0].isupper() and not one.isupper()):
            return True
        one, two = one.casefold().replace("’", "'"), two.casefold()
        whole, apart = self._words[one + two], self._hyphenated[f"{one}-{two}"]
        if whole or apart:
            return apart > whole
        if _ENDINGS.sub("", one + two) in self._stems:
            return False
        return self._odds_of_own(one, two) > 1

    def _odds_of_own(self, one: str, two: str) -> float:
        """How much likelier the hyphen is the word's own than the printer's."""
        own = 0.3 + self._lines * sum(self._hyphenated.values()) / max(1, self._tokens)
        odds = own / max(0.15, self._ends - own)
        short = len(one) <= 3
        odds *= (2 if short else 5) if self._words[one] else (0.6 if short else 0.45)
        odds *= 12 if self._words[two] and len(two) > 3 else (2 if self._words[two] else 0.42)
        head, tail = self._heads[one] or _HEADS.fullmatch(one), self._tails[two] or _TAILS.fullmatch(two)
        return odds * (200 if (head and tail) or one == "self" else 8 if head or tail else 1)


def _address_goes_on(before: str, after: str) -> bool:
    """Whether a line ends within an address (of a page) that goes on in the next."""
    begun = _ADDRESS.search(before)
    if not begun or begun[0][-1] in ",;)":
        return False
    first = after.split(None, 1)[0]
    if begun[0][-1] in "/-_=&?%#~":
        return bool(_ADDRESS_GOES_ON.match(first)) or first[0].isalnum()
    if begun[0][-1] == ".":
        return first[0].islower() and bool(re.match(r"[\w-]+[./]", first))
    return bool(re.fullmatch(r"[./?&=#%_][\w%&=?/#~+.-]+[.,;)]?", first))
