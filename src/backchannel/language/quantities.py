"""Quantities in text: amounts of money, counts, shares, measures and ranks, with their bounds.

Numbers are written out (``3000000``), units are those of the claims format: ISO 4217 codes for money, ``percent``,
``rank``, measures and counted nouns in the plural, with ``deaths``, ``persons``, ``troops`` and ``aircraft`` as
common units. Dates, clock times, numbers of articles and models, and ordinals that rank nothing are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from backchannel.language import quantity_context as context
from backchannel.language import quantity_grammar as grammar
from backchannel.language.numbers import MULTIPLIERS, number, ordinal
from backchannel.language.plain import shouted, vocabulary
from backchannel.language.quantity_nouns import Counted, counted, is_name
from backchannel.language.times import TimeExpression, find_times, readable
from backchannel.model import Span
from backchannel.model.value import Value

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["QuantityMention", "find_quantities"]


class QuantityMention(Value, frozen=True):
    """A quantity and its words: ``value``, or ``min``/``max``, and ``unit`` ("USD", "deaths", "rank").

    ``what`` is counted, in the text's words; ``head`` spans that noun (None for money and bare numbers).
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
    plain = readable(text)
    if not grammar.TRIGGER.search(plain):
        return []
    if shouted(text):
        doc = None  # the parser was trained on mixed case and reads capitals as names
    dated = [(t.start, t.end) for t in (find_times(text) if times is None else times) if t.type in ("DATE", "TIME")]
    found: list[QuantityMention] = []
    at = 0
    for mention in sorted(_all(text, plain, doc), key=lambda m: (m.start, -m.end)):
        if mention.start < at or any(s < mention.end and mention.start < e for s, e in dated):
            continue
        if found and mention.text.isdecimal():
            last = found[-1]
            if context.names(plain, (last.end, last.head), (mention.start, mention.head)):
                continue
        found.append(_continued(mention, found, plain))
        at = mention.end
    return found


def _continued(mention: QuantityMention, before: list[QuantityMention], plain: str) -> QuantityMention:
    """A bare number with the unit it carries on: the money of a bare "20 billion", the boats of "six of them"."""
    size = max(mention.value or 0, mention.min or 0, mention.max or 0)
    if mention.unit or not before:
        return mention
    if size >= 1e6 and (money := [m.unit for m in before if m.unit in grammar.MONEY]):
        return msgspec.structs.replace(mention, unit=money[-1])
    last = before[-1]
    led = plain.startswith((" of them", " of whom", " of which"), mention.end)
    if led or (context.carries(last.unit) and context.in_one_sentence(plain, last.end, mention.start)):
        return msgspec.structs.replace(mention, unit=last.unit, what=last.what)
    return mention


def _all(text: str, plain: str, doc: Doc | None) -> Iterator[QuantityMention]:
    words = vocabulary(plain)
    for match in grammar.AMOUNT.finditer(plain):
        yield from _amounts(text, plain, match, doc)
    for match in grammar.matches(grammar.RANK, plain, words):
        yield from _rank(text, match)
    for match in grammar.matches(grammar.HORDE, plain, words):
        yield from _horde(text, plain, match, doc)
    for match in grammar.matches(grammar.TIMES, plain, words):
        value = 2.0 if match["twice"] else number(match["number"]) or 0.0
        yield _made(text, match.span(), _bounded(value, match["bound"]), Counted("times", None, None))
    for match in grammar.matches(grammar.FRACTION, plain, words):
        noun = counted(plain, match.end(), doc, many=True)
        share = _bounded(grammar.share(match["share"]), match["bound"])
        yield _made(text, match.span(), share, Counted("percent", noun.what, noun.head))
    for match in grammar.matches(grammar.RATIO, plain, words):
        part, whole = number(match["part"]), number(match["of"])
        if part and whole and part < whole:
            noun = counted(plain, match.end(), doc, many=True)
            yield _made(
                text, match.span(), (round(100 * part / whole, 2), None, None), Counted("percent", noun.what, noun.head)
            )
    for match in grammar.matches(grammar.VOTE, plain, words):
        for side, what in (("for", "in favour"), ("against", "against")):
            yield _made(text, match.span(side), (number(match[side]), None, None), Counted("votes", what, None))


_CONTEXT = 200
"""Code points before an amount in which a place may say whose rupee or dinar is meant."""
_PARTITIVE = re.compile(r" (?:of (?:them|whom|which)|more(?! than)(?= (?:by|in|on|at|before|after)\b|[.,;]))")
_IN_YEARS = {"decades": 10.0, "centuries": 100.0}
_LASTING = re.compile(r"\b(?:for|after|of|in|lasted|took|spent|than) $")
_PERIODS = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"})

Figures = tuple[float | None, float | None, float | None]


def _made(text: str, span: tuple[int, int], figures: Figures, noun: Counted) -> QuantityMention:
    start, end = span
    value, low, high = figures
    return QuantityMention(
        start=start, end=end, text=text[start:end], value=value, min=low, max=high,
        unit=noun.unit, what=noun.what, head=noun.head,
    )  # fmt: skip


def _horde(text: str, plain: str, match: re.Match[str], doc: Doc | None) -> Iterator[QuantityMention]:
    """A multitude: with the money or measure that it is of, or of what it counts."""
    least = grammar.HORDES[match["horde"].lower()]
    figures = (None, least, None)
    of = match.end() + len(" of") if plain.startswith(" of ", match.end()) else match.end()
    after = grammar.UNIT_AFTER.match(plain, of)
    if after:
        yield _made(text, (match.start(), after.end()), figures, Counted(_unit_after(plain, after), None, None))
        return
    noun = counted(plain, match.end(), doc, many=True)
    if noun.unit or least > 2:
        yield _made(text, match.span(), figures, noun)


def _amounts(text: str, plain: str, match: re.Match[str], doc: Doc | None) -> Iterator[QuantityMention]:
    """The amount of a match; the two amounts of a "from A to B" that says how something changed."""
    first, second = number(match["first"]), number(match["second"] or "")
    one, two = grammar.scale(match["scale"]) or 1, grammar.scale(match["scale2"]) or 1
    rising = first is None or second is None or first * one < second * two
    pair = context.ends(plain, match) if context.changed(plain, match, rising=rising) else None
    if pair is None:
        mention = _amount(text, plain, match, doc)
        if mention:
            yield mention
        return
    early, late = (_amount(text, plain, end, doc) for end in pair)
    if late and not (early and early.unit):
        early = _made(
            text,
            (pair[0].start(), pair[0].end()),
            _figures(pair[0]) or (0.0, None, None),
            Counted(late.unit, late.what, None),
        )
    yield from (mention for mention in (early, late) if mention)


def _amount(text: str, plain: str, match: re.Match[str], doc: Doc | None) -> QuantityMention | None:
    figures = _figures(match)
    money = match["symbol"] or match["code"] or match["symbol2"]
    if figures is None or (money and money.strip() == "#" and not match["scale"]):
        return None
    if money:
        return _money(text, plain, match, money, figures)
    if _labelled(plain, match) or context.is_year(plain, match, doc):
        return None
    after = grammar.UNIT_AFTER.match(plain, match.end())
    if after:
        return _measured(text, plain, match, after, figures)
    return _count(text, plain, match, doc, figures)


def _money(text: str, plain: str, match: re.Match[str], money: str, figures: Figures) -> QuantityMention:
    """An amount with the sign or code of a currency, and its name where it is said again ("$5 million dollars")."""
    start, end = _start(match), match.end()
    unit = grammar.currency(money, plain[max(0, start - _CONTEXT) : start])
    again = grammar.UNIT_AFTER.match(plain, end)
    if again and again["money"] and grammar.currency(again["money"]) == unit:
        end = again.end()
    return _made(text, (start, end), figures, Counted(unit, None, None))


def _count(text: str, plain: str, match: re.Match[str], doc: Doc | None, figures: Figures) -> QuantityMention | None:
    """A number of what the noun after it, or the group before it, names."""
    start, end = _start(match), match.end()
    noun = counted(plain, end, doc, many=figures[0] != 1)
    group = grammar.TOLL.search(plain, max(0, start - 40), start)
    if group and not noun.unit:
        name = re.split(r",| (?:of(?! dea| cas)|had|reached|rose|stood|was|is|at|to)\b", group["group"])[0]
        noun = Counted(grammar.COLLECTIVES[name.lower()], name, None)
    named = is_name(doc, match.start("first")) and not context.gapped(plain, match.start("first"))
    if named or not _counts(plain, match, noun, doc):
        return None
    if plain[end : end + 1] == "-" and noun.head and noun.head.start == end + 1:
        end = noun.head.end
    return _made(text, (start, end), figures, noun)


def _start(match: re.Match[str]) -> int:
    """Where an amount begins: half a "from … to …", and a preposition before a range, are no part of it."""
    if match["from"] and not match["second"]:
        return match.end("from")
    if match["second"] and (match["bound"] or "").lower() in grammar.LOOSE:
        return match.start("symbol") if match["symbol"] else match.start("first")
    if match["between"] and not match["second"]:
        return match.end("between")
    return match.start()


def _unit_after(plain: str, after: re.Match[str]) -> str:
    """The unit of a currency, share or measure that stands after a number."""
    if after["money"]:
        return grammar.currency(after["money"], plain[max(0, after.start() - _CONTEXT) : after.start()])
    return grammar.MEASURES.get(after["measure"]) or grammar.MEASURES[after["measure"].lower()]


def _measured(
    text: str, plain: str, match: re.Match[str], after: re.Match[str], figures: Figures
) -> QuantityMention | None:
    """An amount of a currency, share or measure named after the number."""
    start, unit = _start(match), _unit_after(plain, after)
    led = _LASTING.search(plain, max(0, start - 12), start)
    if unit in _PERIODS and (match["bound"] or "").lower() == "over" and not led:
        start, figures = match.start("first"), (figures[1], None, None)
    if unit in _IN_YEARS:
        figures, unit = _times(figures, _IN_YEARS[unit]), "years"
    return _made(text, (start, after.end()), figures, Counted(unit, None, None))


def _counts(plain: str, match: re.Match[str], noun: Counted, doc: Doc | None) -> bool:
    """Whether a number with no money, share or measure counts something worth keeping."""
    words = match["first"].lower()
    if not noun.unit:
        return _counts_alone(plain, match, doc)
    if (
        words in ("a", "an")
        or (plain.startswith((" of ", "-on-one"), match.end()) and words == "one")
        or (words == "one" and (noun.head is None or noun.what in grammar.SINGLE))
    ):
        return False
    few = words.isalpha() and (number(words) or 0) <= 10
    return not (few and grammar.DEFINITE.search(plain, max(0, match.start() - 12), match.start()))


def _counts_alone(plain: str, match: re.Match[str], doc: Doc | None) -> bool:
    """Whether a number without a noun is an amount."""
    words = match["first"].lower()
    if match["scale"] or (words != "one" and _PARTITIVE.match(plain, match.end())):
        return True
    if words.isalpha():
        start = match.start("first")
        led = plain.endswith(("of which ", "of whom ", " to "), 0, start) or context.gapped(plain, start)
        return words == "zero" or (
            words != "one" and (led or context.elliptic(doc, start)) and number(words) is not None
        )
    if words[:1].isdecimal() and " " in words:
        return bool(match["bound"])  # digits in groups with blanks: more often a telephone number
    if match["second"]:
        return bool(match["bound"] or match["between"] or match["from"]) or "-" not in match[0]
    return bool(match["bound"] or match["tail"] or "," in words or _stands_alone(plain, match))


def _stands_alone(plain: str, match: re.Match[str]) -> bool:
    """Whether a bare number is an amount of its own: two digits at least, and no name before it."""
    named = grammar.NAME_BEFORE.search(plain, max(0, match.start() - 24), match.start())
    named = named or grammar.LISTED.search(plain, max(0, match.start() - 48), match.start())
    named = named or grammar.RANKED_OF.search(plain, max(0, match.start() - 12), match.start())
    article = grammar.DEFINITE.search(plain, max(0, match.start() - 12), match.start())
    name = (article and match["first"].isdecimal()) or grammar.NAMED_AFTER.match(plain, match.end())
    return (
        len(match["first"]) > 1 and not (named or name) and plain[match.end() : match.end() + 1] not in (":", "-", "/")
    )


def _figures(match: re.Match[str]) -> Figures | None:
    first, second = number(match["first"]), number(match["second"]) if match["second"] else None
    if first is None:
        return None
    one, two = grammar.scale(match["scale"]), grammar.scale(match["scale2"])
    if second is not None:
        low, high = first * (one or two or _shared(match) or 1), second * (two or 1)
        low = low if low < high else first
        return (None, low, high) if low < high else None
    return _bounded(first * (one or 1), match["bound"] or (match["tail"] or "").strip())


def _shared(match: re.Match[str]) -> float | None:
    """The large number that ends a range and counts for its beginning too ("four to five hundred")."""
    first, second = match["first"].lower().split(), match["second"].lower().split()
    return None if any(word in MULTIPLIERS for word in first) else MULTIPLIERS.get(second[-1])


def _bounded(value: float, bound: str | None) -> Figures:
    """The value, or the bound that the words before it make of it."""
    words = (bound or "").lower()
    kind = grammar.BOUNDS.get(words) or grammar.TAILS.get(words) or "value"
    return {"value": (value, None, None), "min": (None, value, None), "max": (None, None, value)}[kind]


def _times(figures: Figures, factor: float) -> Figures:
    """The figures in a unit so many times smaller."""
    value, low, high = (None if figure is None else figure * factor for figure in figures)
    return value, low, high


def _labelled(plain: str, match: re.Match[str]) -> bool:
    """Whether the number only names something: an article, a resolution, a model, a note."""
    start = match.start("first")
    return bool(grammar.LABEL.search(plain, max(0, start - 16), start)) or (
        bool(grammar.NAME_AFTER.match(plain, match.end())) and not (match["scale"] or match["bound"])
    )


def _rank(text: str, match: re.Match[str]) -> Iterator[QuantityMention]:
    words = match["place"] or match["superlative"] or match["standing"] or match["number"]
    place = ordinal(words) or number(words)
    if place:
        yield _made(text, match.span(), (float(place), None, None), Counted("rank", None, None))
