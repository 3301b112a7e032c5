"""Quantities in text: amounts of money, counts, shares, measures and ranks, with their bounds.

Numbers are written out (``3000000``), units are those of the claims format: ISO 4217 codes for money, ``percent``,
``rank``, measures and counted nouns in the plural, with ``deaths``, ``persons``, ``troops`` and ``aircraft`` as
common units. Dates, clock times, numbers of articles and models, and ordinals that rank nothing are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from backchannel.language import quantity_grammar as grammar
from backchannel.language.numbers import number, ordinal
from backchannel.language.plain import straighten
from backchannel.language.quantity_nouns import Counted, counted
from backchannel.language.times import TimeExpression, find_times
from backchannel.model import Span
from backchannel.model.value import Value

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["QuantityMention", "find_quantities"]


class QuantityMention(Value, frozen=True):
    """A quantity and its words: ``value``, or ``min``/``max``; ``unit`` ("USD", "deaths", "rank"), ``what`` in the
    text's words, and the span of the noun it counts (None for money, shares and bare numbers).
    """

    start: int
    end: int
    text: str
    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str = ""
    what: str | None = None
    head: Span | None = None


def find_quantities(
    text: str, doc: Doc | None = None, *, times: Iterable[TimeExpression] | None = None
) -> list[QuantityMention]:
    """The quantities of one text, in order, none overlapping; offsets are those of ``text``.

    ``doc`` is the text's parse, of the same length: with it the counted noun is the one the number belongs to.
    ``times`` are its time expressions where they are known already.
    """
    plain = straighten(text)
    if not grammar.TRIGGER.search(plain):
        return []
    dated = [(t.start, t.end) for t in (find_times(text) if times is None else times) if t.type in ("DATE", "TIME")]
    found: list[QuantityMention] = []
    at = 0
    for mention in sorted(_all(text, plain, doc), key=lambda m: (m.start, -m.end)):
        if mention.start >= at and not any(s < mention.end and mention.start < e for s, e in dated):
            found.append(mention)
            at = mention.end
    return found


def _all(text: str, plain: str, doc: Doc | None) -> Iterator[QuantityMention]:
    for match in grammar.AMOUNT.finditer(plain):
        mention = _amount(text, plain, match, doc)
        if mention:
            yield mention
    for match in grammar.RANK.finditer(plain):
        yield from _rank(text, match)
    for match in grammar.HORDE.finditer(plain):
        least = grammar.HORDES[match["horde"].lower()]
        yield _made(text, match.span(), (None, least, None), counted(plain, match.end(), doc, many=True))
    for match in grammar.TIMES.finditer(plain):
        value = 2.0 if match["twice"] else number(match["number"])
        yield _made(text, match.span(), (value, None, None), Counted("times", None, None))


Figures = tuple[float | None, float | None, float | None]


def _made(text: str, span: tuple[int, int], figures: Figures, noun: Counted) -> QuantityMention:
    start, end = span
    value, low, high = figures
    return QuantityMention(
        start=start, end=end, text=text[start:end], value=value, min=low, max=high,
        unit=noun.unit, what=noun.what, head=noun.head,
    )  # fmt: skip


def _amount(text: str, plain: str, match: re.Match[str], doc: Doc | None) -> QuantityMention | None:
    figures = _figures(match)
    if figures is None or _labelled(plain, match):
        return None
    start, end = match.start(), match.end()
    money = match["symbol"] or match["code"] or match["symbol2"]
    if money:
        return _made(text, (start, end), figures, Counted(grammar.currency(money), None, None))
    after = grammar.UNIT_AFTER.match(plain, end)
    if after and not (after["measure"] or "").endswith("of"):
        name = after["money"] or after["measure"]
        unit = (
            grammar.currency(name)
            if after["money"]
            else grammar.MEASURES[name if name in grammar.MEASURES else name.lower()]
        )
        return _made(text, (start, after.end()), figures, Counted(unit, None, None))
    noun = counted(plain, end, doc, many=figures[0] != 1)
    return _made(text, (start, end), figures, noun) if _counts(plain, match, noun) else None


def _counts(plain: str, match: re.Match[str], noun: Counted) -> bool:
    """Whether a number with no money, share or measure counts something worth keeping."""
    words = match["first"].lower()
    if match["bound"] or match["second"]:
        return bool(noun.unit) or not words.isalpha()
    if words in ("one", "a", "an"):
        return noun.unit in ("persons", "troops", "deaths")
    if (
        words.isalpha()
        and (number(words) or 0) <= 10
        and grammar.DEFINITE.search(plain, max(0, match.start() - 12), match.start())
    ):
        return False
    return bool(noun.unit) or (match["first"][:1].isdigit() and "," in match["first"])


def _figures(match: re.Match[str]) -> Figures | None:
    first, second = number(match["first"]), number(match["second"]) if match["second"] else None
    if first is None:
        return None
    one, two = grammar.scale(match["scale"]), grammar.scale(match["scale2"])
    if second is not None:
        low, high = first * (one or two or 1), second * (two or 1)
        return (None, low, high) if low < high else None
    value = first * (one or 1)
    kind = grammar.BOUNDS.get((match["bound"] or "").lower(), "value")
    return {"value": (value, None, None), "min": (None, value, None), "max": (None, None, value)}[kind]


def _labelled(plain: str, match: re.Match[str]) -> bool:
    """Whether the number only names something: an article, a resolution, a model, a note."""
    start = match.start("first")
    return bool(grammar.LABEL.search(plain, max(0, start - 16), start) or grammar.NAME_AFTER.match(plain, match.end()))


def _rank(text: str, match: re.Match[str]) -> Iterator[QuantityMention]:
    words = match["place"] or match["superlative"] or match["number"]
    place = ordinal(words) or number(words)
    if place:
        yield _made(text, match.span(), (float(place), None, None), Counted("rank", None, None))
