"""How far coders agree: whether there is a claim, on which words, and field by field on the claims that they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import msgspec
import numpy as np

from backchannel.agreement.alpha import Metric, Unit, draws, interval, reliability
from backchannel.agreement.fields import NONE
from backchannel.agreement.filled import Answer, Coding
from backchannel.agreement.passages import Passage
from backchannel.agreement.units import Matched, detected, matched, shared
from backchannel.model import CERTAINTIES, Value, first_day

_WORD = re.compile(r"\w+")
_DAYS = 365.2425


class Measure(NamedTuple):
    """A field as it is compared: the field of the sheet, its metric, and what is taken of its value.

    What is taken may be None for a value too (a year of what is undated); such a value is no unit, and is not missing.
    """

    name: str
    field: str
    metric: Metric
    take: Callable[[Any], Hashable | None]
    order: tuple[str, ...] = ()
    names: bool = False
    """Whether values are names, of which one that holds all words of another is the same."""


def _itself(value: Any) -> Hashable:
    found: Hashable = value
    return found


def _parties(actors: frozenset[tuple[str, str]]) -> Hashable:
    return frozenset(who for who, _ in actors)


def _start(date: Any) -> Hashable:
    start: Hashable = date if date == NONE else date[0]
    return start


def _year(date: Any) -> Hashable | None:
    return None if date == NONE else first_day(date[0]).toordinal() / _DAYS


MEASURES: tuple[Measure, ...] = (
    Measure("kind", "kind", "nominal", _itself),
    Measure("act", "act", "nominal", _itself),
    Measure("domain", "domain", "nominal", _itself),
    Measure("actors", "actors", "sets", _itself),
    Measure("parties", "actors", "sets", _parties),
    Measure("date", "date", "nominal", _start),
    Measure("year", "date", "interval", _year),
    Measure("originator", "attribution", "nominal", _itself, names=True),
    Measure("certainty", "certainty", "ordinal", _itself, CERTAINTIES),
    Measure("certainty, unordered", "certainty", "nominal", _itself),
    Measure("polarity", "polarity", "nominal", _itself),
    Measure("covert", "covert", "nominal", _itself),
    Measure("denied_by", "denied_by", "sets", _itself),
    Measure("checkable", "checkable", "nominal", _itself),
)
"""The fields in the order of the report. ``actors`` are who and in which role, ``parties`` who in whatever role."""

CONFUSABLE = tuple(m.name for m in MEASURES if m.metric in ("nominal", "ordinal") and m.name != "certainty, unordered")
"""The fields of which a table of values against values can be asked."""


class Figure(Value, frozen=True):
    """The agreement on one field: alpha with its interval, and what it rests on.

    ``units`` is what two coders gave a value, ``missing`` counts values that were left open on what both have,
    ``same`` is the plain share of pairs of equal values; None is what cannot be told.
    """

    field: str
    metric: str
    alpha: float | None
    low: float | None
    high: float | None
    units: int
    missing: int
    same: float | None


class Found(Value, frozen=True):
    """The agreement on where claims are: F1 of claims that overlap by half at least, with its interval."""

    f1: float | None
    low: float | None
    high: float | None
    pairs: int


class Confusion(Value, frozen=True):
    """How often the one coder gave the first value and the other the second, the most frequent first."""

    field: str
    cells: tuple[tuple[str, str, int], ...]


class Comparison(Value, frozen=True):
    """What some coders made of the passages that at least two of them coded.

    ``claims`` are as many as each coder found there, in the order of ``coders``.
    """

    coders: tuple[str, ...]
    passages: int
    claims: tuple[int, ...]
    found: Found
    figures: tuple[Figure, ...]
    confusions: tuple[Confusion, ...] = ()


class Resampling(NamedTuple):
    """How intervals are made: how many bootstrap samples of passages, and their seed; 0 samples make none."""

    samples: int = 1000
    seed: int = 0


def compare(
    codings: Sequence[Coding],
    passages: Mapping[str, Passage],
    *,
    confuse: Sequence[str] = (),
    resampling: Resampling = Resampling(),  # noqa: B008 # it is immutable
) -> Comparison:
    """Compare what coders made of the passages they share; ``confuse`` names fields of two coders to tabulate."""
    ids = shared(codings)
    claims = [claim for id_ in ids for claim in matched(codings, id_)]
    at = {id_: n for n, id_ in enumerate(ids)}
    figures = [
        _figure("any claim", "nominal", [Unit(at[i], _has_claim(codings, i)) for i in ids], resampling),
        _figure("words", "nominal", [u for i in ids for u in _words(codings, passages[i], at[i])], resampling),
    ]
    several = [claim for claim in claims if sum(a is not None for a in claim.answers) > 1]
    figures += [_of_measure(measure, several, at, resampling) for measure in MEASURES]
    return Comparison(
        coders=tuple(coding.coder for coding in codings),
        passages=len(ids),
        claims=tuple(sum(len(coding.answers.get(id_, ())) for id_ in ids) for coding in codings),
        found=_found(codings, ids, resampling),
        figures=tuple(figures),
        confusions=tuple(_confusion(m, several) for m in MEASURES if m.name in confuse and len(codings) == 2),
    )


def comparisons(
    persons: Sequence[Coding],
    readers: Sequence[Coding],
    passages: Mapping[str, Passage],
    *,
    confuse: Sequence[str] = (),
    resampling: Resampling = Resampling(),  # noqa: B008 # it is immutable
) -> Iterator[Comparison]:
    """All persons together where there are three or more, each two of them, and each with each reader.

    Those who share no passage are left out.
    """
    groups: list[tuple[Coding, ...]] = [tuple(persons)] if len(persons) > 2 else []
    groups += combinations(persons, 2)
    groups += [(person, reader) for reader in readers for person in persons]
    for group in groups:
        if shared(group):
            yield compare(group, passages, confuse=confuse, resampling=resampling)


def _has_claim(codings: Sequence[Coding], passage: str) -> tuple[bool | None, ...]:
    return tuple(bool(c.answers[passage]) if passage in c.answers else None for c in codings)


def _words(codings: Sequence[Coding], passage: Passage, group: int) -> Iterator[Unit]:
    """Each word of a passage, and whether it is part of a claim."""
    marked = [_marked(c.answers[passage.id]) if passage.id in c.answers else None for c in codings]
    for word in _WORD.finditer(passage.words):
        yield Unit(group, tuple(None if m is None else word.start() in m for m in marked))


def _marked(answers: Sequence[Answer]) -> frozenset[int]:
    return frozenset(n for answer in answers for n in range(*answer.span))


def _taken(measure: Measure, claim: Matched) -> tuple[Hashable | None, ...]:
    given = (answer.values[measure.field] for answer in claim.answers if answer is not None)
    taken = tuple(None if value is None else measure.take(value) for value in given)
    return _as_one(taken) if measure.names else taken


def _as_one(names: tuple[Hashable | None, ...]) -> tuple[Hashable | None, ...]:
    """The names with the fullest form of each: ``kissinger`` beside ``henry kissinger`` is the latter."""
    fullest = sorted({str(name) for name in names if name is not None}, key=lambda name: (-len(name.split()), name))

    def form(name: str) -> str:
        return next(other for other in fullest if set(name.split()) <= set(other.split()))

    return tuple(None if name is None else form(str(name)) for name in names)


def _of_measure(measure: Measure, claims: Sequence[Matched], at: Mapping[str, int], resampling: Resampling) -> Figure:
    units = [Unit(at[claim.passage], _taken(measure, claim)) for claim in claims]
    figure = _figure(measure.name, measure.metric, units, resampling, measure.order)
    open_ = sum(a is not None and a.values[measure.field] is None for claim in claims for a in claim.answers)
    return msgspec.structs.replace(figure, missing=open_)


def _figure(
    name: str, metric: Metric, units: Sequence[Unit], resampling: Resampling, order: Sequence[str] = ()
) -> Figure:
    made = reliability(units, metric, order=order, resamples=resampling.samples, seed=resampling.seed)
    return Figure(field=name, metric=metric, **made._asdict())


def _found(codings: Sequence[Coding], ids: Sequence[str], resampling: Resampling) -> Found:
    counted = np.array([detected(codings, id_) for id_ in ids], dtype=np.float64).reshape(len(ids), 2)
    pairs, claims = counted.sum(axis=0) if ids else (0.0, 0.0)
    if not claims:
        return Found(f1=None, low=None, high=None, pairs=0)
    low = high = None
    if resampling.samples and len(ids) > 1:
        sums = draws(len(ids), resampling.samples, resampling.seed) @ counted
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = interval(2 * sums[:, 0] / sums[:, 1])
    return Found(f1=float(2 * pairs / claims), low=low, high=high, pairs=int(pairs))


def _confusion(measure: Measure, claims: Sequence[Matched]) -> Confusion:
    taken = (_taken(measure, claim) for claim in claims)
    counted = Counter((str(a), str(b)) for a, b in taken if a is not None and b is not None)
    cells = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return Confusion(field=measure.name, cells=tuple((a, b, n) for (a, b), n in cells))
