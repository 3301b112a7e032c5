"""What the words around a number make of it: a year, a change instead of a range, the unit of what went before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.language import quantity_grammar as grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from backchannel.model import Span

_SENTENCE_END = re.compile(r"[.!?]['”\"’)]?\s|\n")
_GAPPED = re.compile(r"[,;] (?:and |but )?[A-Z][a-z]+(?: [A-Z][a-z]+)? $")
_UNLIKE = frozenset({"rank", "percent", "percentage points", "times", "votes", ""})
_ELLIPTIC = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "attr", "appos"})


def is_year(plain: str, match: re.Match[str], doc: Doc | None) -> bool:
    """Whether four digits are a year although a noun follows ("In 1975 rifles", "the 1967 borders").

    They are after "in", "since" and their like, and where the parse takes them for a date.
    """
    if match["bound"] or match["scale"] or match["second"] or match["symbol"] or match["code"]:
        return False
    start = match.start("first")
    if not grammar.YEAR.fullmatch(match["first"]):
        return False
    span = doc.char_span(start, start + 1, alignment_mode="expand") if doc is not None else None
    dated = span is not None and span[0].ent_type_ == "DATE"
    return dated or bool(grammar.IN_YEAR.search(plain, max(0, start - 8), start))


def changed(plain: str, match: re.Match[str], *, rising: bool) -> bool:
    """Whether "from A to B" says what became of an amount: it falls, or something is said to rise, grow or move.

    Two amounts of money with a sign each are taken for such a change as well, unless something "ranges" between them.
    """
    if not match["from"] or not match["second"]:
        return False
    start = match.start("from")
    if grammar.RANGING.search(plain, max(0, start - 10), start):
        return False
    both = bool(match["symbol"] and match["symbol2"])
    return not rising or both or bool(grammar.CHANGE.search(plain, max(0, start - 90), start))


def ends(plain: str, match: re.Match[str]) -> tuple[re.Match[str], re.Match[str]] | None:
    """The two amounts of a "from A to B" as matches of their own."""
    second = match.start("symbol2") if match["symbol2"] else match.start("second")
    first = grammar.AMOUNT.match(plain, match.end("from"), max(match.end("first"), match.end("scale")))
    last = grammar.AMOUNT.match(plain, second)
    return (first, last) if first and last else None


def names(plain: str, before: tuple[int, Span | None], after: tuple[int, Span | None]) -> bool:
    """Whether the second number before one noun belongs to its name ("five new 737 aircraft").

    Given are where the first number ends and the second begins, each with its noun.
    """
    between = plain[before[0] : after[0]]
    return after[1] is not None and after[1] == before[1] and not re.search(r"[,;–-]|\b(?:and|or|to)\b", between)


def in_one_sentence(plain: str, start: int, end: int) -> bool:
    """Whether no sentence ends between two offsets."""
    return _SENTENCE_END.search(plain, start, end) is None


def carries(unit: str) -> bool:
    """Whether a bare number may go on counting in this unit."""
    return unit not in _UNLIKE and unit not in grammar.MEASURES.values() and unit not in grammar.MONEY


def gapped(plain: str, start: int) -> bool:
    """Whether only a name parts the number from the clause before ("Peru expelled four envoys, Chile three")."""
    return bool(_GAPPED.search(plain, max(0, start - 40), start))


def elliptic(doc: Doc | None, start: int) -> bool:
    """Whether a number in words stands for what it counts ("let seven go", "will appoint six")."""
    span = doc.char_span(start, start + 1, alignment_mode="expand") if doc is not None else None
    if span is None:
        return False
    token = span[0]
    if token.dep_ not in _ELLIPTIC or token.pos_ != "NUM" or any(child.dep_ == "det" for child in token.children):
        return False
    before = token.nbor(-1) if token.i else None
    return before is None or not (before.pos_ == "PROPN" or before.lower_ in ("at", "by", "than", "the", "of"))
