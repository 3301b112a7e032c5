"""The timeline as geometry: event time across, the time it became known upwards."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from typing import NamedTuple

from backchannel.dossier import words
from backchannel.dossier.value import NO_ANSWER, Answered, Matter
from backchannel.model import first_day, last_day
from backchannel.relations.timeframe import latest_start

WIDTH, HEIGHT = 880, 460
LEFT, RIGHT, TOP, BOTTOM = 58, 18, 36, 46
SHAPES: dict[Answered, str] = {
    "acknowledged by both": "both",
    "acknowledged by one side": "one",
    "denied": "denied",
    "not commented on": "silent",
    "no answer recorded": "none",
}
_LABELS = 9  # more names than this make the picture a page of type


class Mark(NamedTuple):
    """A finding in the picture: days (proleptic ordinals), pixels, radius, shape, name and what it says aloud.

    It stands in the middle of the time in which it became known; ``rise`` and ``drop`` reach that time's ends.
    """

    finding: str
    title: str
    said: str
    shape: str
    radius: float
    event: tuple[int, int]
    known: tuple[int, int]
    x: float
    y: float
    tail: float
    rise: float
    drop: float
    label: bool


class Tick(NamedTuple):
    """A line of the grid with its year."""

    at: float
    text: str


class Timeline(NamedTuple):
    """The whole picture; ``x`` and ``y`` are its first and last day; ``missing`` counts findings it cannot show."""

    marks: tuple[Mark, ...]
    x: tuple[int, int]
    y: tuple[int, int]
    xticks: tuple[Tick, ...]
    yticks: tuple[Tick, ...]
    diagonal: tuple[float, float, float, float] | None
    missing: int


def _padded(low: int, high: int) -> tuple[int, int]:
    pad = max(200, round((high - low) * 0.04))
    return low - pad, high + pad


def _scale(value: float, domain: tuple[int, int], low: float, high: float) -> float:
    return round(low + (value - domain[0]) / (domain[1] - domain[0]) * (high - low), 1)


def across(day: float, domain: tuple[int, int]) -> float:
    """The pixel of a day across."""
    return _scale(day, domain, LEFT, WIDTH - RIGHT)


def upwards(day: float, domain: tuple[int, int]) -> float:
    """The pixel of a day upwards: later is higher."""
    return _scale(day, domain, HEIGHT - BOTTOM, TOP)


def _years(domain: tuple[int, int], most: int) -> list[int]:
    first, last = (dt.date.fromordinal(d).year for d in domain)
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 500, 10000) if (last - first) / s <= most)
    return [
        y for y in range(first - first % step, last + 1, step) if y > 0 and dt.date(y, 1, 1).toordinal() >= domain[0]
    ]


def _radius(traced: int) -> float:
    return round(min(4.5 + 2.6 * math.sqrt(traced), 14), 1)


def _line(x: tuple[int, int], y: tuple[int, int]) -> tuple[float, float, float, float] | None:
    """Where the day something became known is the day it happened, as far as it crosses the picture."""
    low, high = max(x[0], y[0]), min(x[1], y[1])
    return (across(low, x), upwards(low, y), across(high, x), upwards(high, y)) if low < high else None


def _said(matter: Matter) -> str:
    f = matter.finding
    origins = words.count(f.traced, "traced origin") if f.traced else "no traced origin"
    what, told = words.untimed(f.title, f.when), f"{words.when(f.when)}; known {words.dating(matter.known)}"
    return f"{what}. {told}; {'; '.join(matter.answers) or matter.answered}; {origins}."


def _label(matter: Matter) -> str:
    """The title beside a mark; where there is an answer it stands there too."""
    return matter.finding.title + ("" if matter.answered == NO_ANSWER else f" ({matter.answered})")


def _clear(x: float, y: float, title: str, taken: list[tuple[float, float, float]]) -> bool:
    wide = len(title) * 6.4 + 22
    if x + wide > WIDTH - RIGHT:
        return False
    return all(x + wide < left or x > right or abs(y - high) > 15 for left, right, high in taken)


def _named(placed: list[tuple[Matter, float, float]]) -> set[str]:
    """The findings whose titles are written beside their marks: those of most origins, where there is room."""
    taken = [(x - 8, x + 8, y) for _, x, y in placed]
    found: set[str] = set()
    for matter, x, y in sorted(
        placed, key=lambda p: (-p[0].finding.traced, -len(p[0].finding.claims), p[0].finding.id)
    ):
        if len(found) < _LABELS and _clear(x + 9, y, _label(matter), taken):
            found.add(matter.finding.id)
            taken.append((x + 9, x + 9 + len(_label(matter)) * 6.4 + 22, y))
    return found


def timeline(matters: Iterable[Matter]) -> Timeline | None:
    """The picture of all findings that have both dates; None where none has."""
    every = tuple(matters)
    dated = [(m, m.finding.when, m.known) for m in every if m.finding.when.start and m.known]
    spans = [
        (
            m,
            (first_day(w.start or "").toordinal(), last_day(w.end or w.start or "").toordinal()),
            (first_day(k.start).toordinal(), latest_start(k).toordinal()),
        )
        for m, w, k in dated
        if k
    ]
    if not spans:
        return None
    x = _padded(min(e[0] for _, e, _ in spans), max(e[1] for _, e, _ in spans))
    y = _padded(min(k[0] for _, _, k in spans), max(k[1] for _, _, k in spans))
    named = _named([(m, across(e[0], x), upwards(sum(k) / 2, y)) for m, e, k in spans])
    marks = tuple(_mark(m, e, k, x, y, label=m.finding.id in named) for m, e, k in spans)
    return Timeline(
        marks,
        x,
        y,
        tuple(Tick(across(dt.date(n, 1, 1).toordinal(), x), str(n)) for n in _years(x, 12)),
        tuple(Tick(upwards(dt.date(n, 1, 1).toordinal(), y), str(n)) for n in _years(y, 9)),
        _line(x, y),
        len(every) - len(spans),
    )


def _mark(
    matter: Matter,
    event: tuple[int, int],
    known: tuple[int, int],
    x: tuple[int, int],
    y: tuple[int, int],
    *,
    label: bool,
) -> Mark:
    left, middle = across(event[0], x), upwards(sum(known) / 2, y)
    return Mark(
        matter.finding.id,
        _label(matter),
        _said(matter),
        SHAPES[matter.answered],
        _radius(matter.finding.traced),
        event,
        known,
        left,
        middle,
        round(across(event[1], x) - left, 1),
        round(upwards(known[1], y) - middle, 1),
        round(upwards(known[0], y) - middle, 1),
        label,
    )
