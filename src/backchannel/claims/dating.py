"""When it happened: which of the dates at hand is the claim's own.

A text offers several: in the clause, elsewhere in the sentence, the one the narrative last stood at, the document's
own; and the claim may have none. A linear model ranks them, none among them, and the first is taken. Its weights are
those that make the date taken agree most with the annotated one on the average (minimum risk training; Smith and
Eisner, COLING/ACL 2006), so that dates compete with each other instead of being judged one by one. A date of the
report, the leak or the publication is not the event's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from backchannel.claims.details import bounds
from backchannel.claims.features import Stretch
from backchannel.claims.linear import Floats, LinearModel
from backchannel.claims.scene import Scene, View
from backchannel.language.times import TimeExpression
from backchannel.model import When

NONE = "none"
"""Where the date of a claim without one comes from."""
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "ROOT", "xcomp", "pcomp"})


class Option(NamedTuple):
    """A date at hand, where it comes from, its features, and its words in the sentence."""

    when: When
    where: str
    features: list[str]
    time: TimeExpression | None = None


Blend = Callable[[Sequence[Option], Floats], Floats]
"""What changes the ranks of options, both of shape (options)."""


def options(scene: Scene, stretch: Stretch, answers: dict[str, str]) -> list[Option]:
    """The dates at hand, and none; ``answers`` are the fields read so far, on which the choice depends."""
    start, end = bounds(scene, stretch)
    dated = [t for t in scene.times if t.when.start or t.when.end]
    inside = [t for t in dated if start <= t.start < end]
    outside = sorted(
        (t for t in dated if not start <= t.start < end), key=lambda t: min(abs(t.end - start), abs(t.start - end))
    )
    context = _context(scene, stretch, answers, inside, outside)
    found = [_timed(scene, stretch, t, "clause", rank, context) for rank, t in enumerate(inside)]
    found += [_timed(scene, stretch, t, "sentence", rank, context) for rank, t in enumerate(outside[:3])]
    for where, when in _carried(scene):
        fine = len(when.start or "")
        found.append(Option(when, where, [*_of(where, context), f"where={where}|{fine}"]))
    return [*(_compared(scene, option, answers) for option in found), Option(When(), NONE, _of(NONE, context))]


def _of(where: str, context: list[str]) -> list[str]:
    return [f"where={where}", *(f"{where}|{c}" for c in context)]


def _compared(scene: Scene, option: Option, answers: dict[str, str]) -> Option:
    """The option with how far it lies from the document's own date."""
    dated = scene.document.metadata.date
    apart = f"{option.where}|{_apart(option.when.start, dated.start if dated else None)}"
    return option._replace(features=[*option.features, f"apart={apart}", f"apart={apart}|{answers.get('kind')}"])


def _apart(one: str | None, other: str | None) -> str:
    """How far two dates lie apart: the finest unit that they share, else threes of years; or the first is later."""
    if not one or not other:
        return "-"
    for unit, length in (("day", 10), ("month", 7), ("year", 4)):
        if one[:length] == other[:length]:
            return unit
    if not (one[:4].isdecimal() and other[:4].isdecimal()):
        return "?"
    years = int(other[:4]) - int(one[:4])
    return "later" if years < 0 else f"years{min(3, years // 3)}"


def _context(
    scene: Scene, stretch: Stretch, answers: dict[str, str], inside: list[TimeExpression], outside: list[TimeExpression]
) -> list[str]:
    view = scene.view
    tag = view.tokens[stretch.head].tag_
    auxiliaries = sorted(view.lower[c] for c in view.children[stretch.head] if view.dep[c] in ("aux", "auxpass"))
    at_hand = (
        "c" * bool(inside)
        + "s" * bool(outside)
        + "n" * bool(scene.narrative)
        + "d" * bool(scene.document.metadata.date)
    )
    named = [f"hand={at_hand}", f"tag={tag}", f"aux={'+'.join(auxiliaries) or '-'}", f"hand={at_hand}|{tag}", "always"]
    named += [f"{name}={answers[name]}" for name in ("kind", "certainty", "plover") if name in answers]
    named.append(f"kind={answers.get('kind')}|{at_hand}")
    named.append(f"years={min(9, scene.dates)}")
    dated = scene.document.metadata.date
    gap = _apart(scene.narrative.start if scene.narrative else None, dated.start if dated else None)
    speaks = scene.side is not None
    named += [f"gap={gap}", f"gap={gap}|{answers.get('kind')}", f"speaks={speaks}", f"speaks={speaks}|{tag}"]
    named.append(f"in={view.paragraph.kind}")
    return named


def _timed(scene: Scene, stretch: Stretch, time: TimeExpression, where: str, rank: int, context: list[str]) -> Option:
    place = _attachment(scene, stretch, time)
    fine = len(time.when.start or time.when.end or "")
    side = "before" if time.end <= scene.offset(stretch.first) else "after" if where == "sentence" else "in"
    named = [
        f"where={where}",
        f"where={where}{rank}",
        f"where={where}|{fine}",
        f"place={where}|{place}",
        f"side={where}|{side}|{place}",
        f"type={where}|{time.type}|{time.relation}",
        f"range={where}|{bool(time.when.end)}",
        *(f"{where}|{c}" for c in context),
    ]
    return Option(time.when, where, named, time)


def _attachment(scene: Scene, stretch: Stretch, time: TimeExpression) -> str:
    """How the time hangs on the claim's predicate: on itself, in a noun phrase of it, on what governs it, elsewhere."""
    view = scene.view
    span = view.paragraph.tokens(time.start, time.end)
    if span is None:
        return "?"
    at, nouns = span.root.i, 0
    above = _ancestors(view, stretch.head)
    while True:
        if at == stretch.head:
            return f"own{min(nouns, 2)}"
        if at in above:
            return f"governor{min(nouns, 2)}"
        if view.dep[at] in _CLAUSES and view.pos[at] in ("VERB", "AUX"):
            return "other-clause"
        if view.head[at] == at:
            return "root"
        at = view.head[at]
        nouns += view.pos[at] in ("NOUN", "PROPN")


def _ancestors(view: View, at: int) -> frozenset[int]:
    found = set()
    while view.head[at] != at:
        at = view.head[at]
        found.add(at)
    return frozenset(found)


def _carried(scene: Scene) -> Iterator[tuple[str, When]]:
    """Dates from outside the sentence: the narrative's, its year, the document's.

    A document that is only known to be of a range gives its first year, never a day.
    """
    narrative = scene.narrative
    if narrative is not None and narrative.start:
        yield "narrative", When(start=narrative.start, end=narrative.end, anchored=True)
        if len(narrative.start) > 4:
            yield "narrative-year", When(start=narrative.start[:4], anchored=True)
    dated = scene.document.metadata.date
    if dated is None:
        return
    if dated.end is None or dated.end == dated.start:
        yield "document", When(start=dated.start[:10], anchored=True)
    if len(dated.start) > 4:
        yield "document-year", When(start=dated.start[:4], anchored=True)


def choose(model: LinearModel, found: list[Option], blend: Blend | None = None) -> tuple[When, str]:
    """The date ranked first and where it comes from; ``When()`` and :data:`NONE` where none is."""
    ranks = np.array([model.sums(option.features)[0] for option in found])
    if blend is not None:
        ranks = blend(found, ranks)
    best = found[int(np.argmax(ranks))]
    return best.when, best.where
