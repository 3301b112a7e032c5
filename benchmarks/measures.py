"""The sets that the gate knows, and what measures each: a new one is one more line in MEASURES."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import actors
import acts
import certainty
import claims
import dates
import links
import quantities as amounts
import quotes
import references
import times_quantities as grammars
from annotated_sets import annotated, as_found
from backchannel.claims import ClauseReader
from backchannel.evidence import findings
from backchannel.exchange.links import links as links_of
from backchannel.language import load
from backchannel.language.times import TimeContext, find_times
from backchannel.model import When
from backchannel.pipeline import DEFAULT_READER
from score import score

ROOT = Path(__file__).resolve().parent.parent


class Measured(NamedTuple):
    """The figures of a set, the fingerprint of its files, and how many annotated items it has."""

    figures: Mapping[str, float]
    fingerprint: str
    items: int


Measure = Callable[[], Measured | None]


def fingerprint(paths: Iterable[Path]) -> str:
    """A digest of the files' names and bytes, whatever their order or folder."""
    digest = hashlib.sha256()
    for path in sorted(set(paths), key=lambda p: p.name):
        digest.update(f"{path.name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def shipped(half: str, reader: str = DEFAULT_READER) -> Measured:
    """Claims of one half of the shipped examples, by the scorer of our own."""
    measured = claims.sets()[f"examples-{half}"]
    gold = annotated(measured)
    return Measured(score(gold, as_found(measured, reader)), _print_of(measured), len(gold))


def outside(name: str, reader: str = DEFAULT_READER) -> Measured | None:
    """Claims of a set that does not ship: the whole by the exchange format's own scorer, the worst errors by ours.

    Single fields are left to ``benchmarks/claims.py``: on a set of this size one pair moves them by a point.
    """
    with tempfile.TemporaryDirectory() as folder:
        figures = claims.measure(name, Path(folder), reader)
    if figures is None:
        return None
    measured = claims.sets()[name]
    gold = annotated(measured)
    worst = score(gold, as_found(measured, reader))["worst per 100"]
    kept = {name: figures[name] for name in ("headline", "detection")}
    return Measured({**kept, "worst per 100": worst}, _print_of(measured), len(gold))


def _print_of(measured: claims.Measured) -> str:
    stems = {Path(claim["doc"]).stem for claim in annotated(measured)}
    documents = (p for folder in measured.folders for p in folder.rglob("*") if p.is_file() and p.stem in stems)
    return fingerprint([measured.gold, *documents])


def times() -> Measured:
    """Time expressions of the open set: extents that overlap, and those with the right interval."""
    nlp = load()
    path = grammars.SETS / "times.open.jsonl"
    pairs: list[grammars.Pair] = []
    for row in grammars.read_lines(path):
        context = TimeContext(document_date=When(start=row["date"]) if row["date"] else None)
        pairs += grammars.pair(row["times"], find_times(row["text"], context=context, doc=nlp(row["text"])))
    return _grammar(path, grammars.score(pairs, grammars.same_time))


def quantities() -> Measured:
    """Quantities of the open set: extents that overlap, and those with the right number, bounds and unit."""
    path = grammars.SETS / "quantities.open.jsonl"
    found = amounts.measure(path)
    kept = {"extent": found["extent relaxed"], "value": found["value"]}
    return Measured(kept, fingerprint([path]), int(found["gold"]))


def _grammar(path: Path, scores: grammars.Scores) -> Measured:
    return Measured({"extent": scores.relaxed, "value": scores.value}, fingerprint([path]), scores.gold)


def phrases() -> Measured | None:
    """The country that phrases stand for, where BACKCHANNEL_DATA has NGEC's; the sector stands apart."""
    path = _outside("events", "actors_ngec.jsonl")
    if path is None:
        return None
    figures = actors.measure([path])
    kept = {name: figures[name] for name in ("country", "stated", "none")}
    return Measured(kept, fingerprint([path]), int(figures["phrases"]))


def attributions() -> Measured | None:
    """Attributions in every eighth article of the half that is worked on: a sample that takes a minute."""
    path = _outside("claims", "attribution_dev.jsonl")
    if path is None:
        return None
    figures, items = quotes.measure(quotes.rows([path], half=0, among=8))
    kept = {name: figures[name] for name in (*quotes.PARTS, "content tokens")}
    return Measured(kept, fingerprint([path]), items)


def days() -> Measured | None:
    """Times as TIMEX3 tags, where BACKCHANNEL_DATA has MEANTIME's: extents that overlap, and those with the value."""
    path = _outside("claims", "meantime_dev.jsonl")
    if path is None:
        return None
    figures = dates.measure([path], dates.Given())
    return Measured({"span": figures.relaxed, "value": figures.value}, fingerprint([path]), figures.gold)


def linked(half: str) -> Measured:
    """F1 over pairs of annotated claims: which agree, which conflict, which go back to one origin."""
    file, wanted = links.SETS / f"{half}.jsonl", links.SETS / "links.json"
    read, documents = links.load(file, [links.EXAMPLES])
    gold = links.within(json.loads(wanted.read_text(encoding="utf-8")), {c.id for c in read})
    made = links_of(read, findings(read, documents))
    rows = annotated(claims.Measured(file, ()))
    core = {row["id"] for row in rows if row["tier"] == "core"}
    figures = {kind: _pairs_f1(*(_pairs(kind, side[kind], core) for side in (gold, made))) for kind in links.SHOWN}
    return Measured(figures, fingerprint([file, wanted]), sum(len(gold[kind]) for kind in links.SHOWN))


def _pairs(kind: str, rows: Iterable[Any], among: set[str]) -> set[frozenset[str]]:
    """The pairs of claims that the rows join, but for claims that may be left out at no cost."""
    groups = (links.ids_of(row) if kind == "same_source" else links.ids_of(row)[:2] for row in rows)
    return {frozenset(pair) for group in groups for pair in combinations(group, 2) if among.issuperset(pair)}


def _pairs_f1(gold: set[frozenset[str]], found: set[frozenset[str]]) -> float:
    return 2 * len(gold & found) / (len(gold) + len(found)) if gold or found else 1.0


def events() -> Measured:
    """Acts between states from the raw sentences of the open set: states, direction and type; types alone."""
    path = grammars.SETS / "acts.open.jsonl"
    rows = acts.read(path, None)
    found = acts.raw(ClauseReader(), rows, errors=False)
    figures = {"states and type": found["dyad_and_type"]["f1"], "types": found["types"]["f1"]}
    return Measured(figures, fingerprint([path]), len(rows))


def given_events() -> Measured | None:
    """Acts between parties that are given, on the half of the outside sentences whose errors are not read."""
    path = _outside("events", "zsp_plv_train.jsonl")
    if path is None:
        return None
    rows = acts.read(path, "b")
    found = acts.given(ClauseReader(), rows, errors=False)
    figures = {"macro F1": found["macro_f1"], "accuracy": found["accuracy"]}
    return Measured(figures, fingerprint([path]), len(rows))


def factuality() -> Measured | None:
    """How far predicates are said to have happened: 500 sentences of the half whose errors are not read."""
    path = _outside("claims", "factuality_dev.jsonl")
    if path is None:
        return None
    reader = ClauseReader()
    rows = certainty.drawn(certainty.by_corpus([path])["uds-ih2"], 1, 500)
    found = certainty.figures([pair for row in rows for pair in certainty.pairs(reader, row)])
    return Measured({"Pearson r": found["r"]}, fingerprint([path]), int(found["targets"]))


def notes() -> Measured:
    """References in the notes of the open set: fields found and right."""
    path = grammars.SETS / "references.open.jsonl"
    found = references.of_set(path, errors=False)
    return Measured({"fields": found["fields"]}, fingerprint([path]), int(found["annotated fields"]))


def _outside(*parts: str) -> Path | None:
    """A file of the folder that BACKCHANNEL_DATA names; None where it is not at hand."""
    root = os.environ.get("BACKCHANNEL_DATA")
    path = Path(root or "", *parts)
    return path if root and path.exists() else None


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "examples-open": partial(shipped, "open"),
        "examples-held": partial(shipped, "held"),
        "times-open": times,
        "quantities-open": quantities,
        "quotes": attributions,
        "dates": days,
        "acts-open": events,
        "acts-given": given_events,
        "actors": phrases,
        "certainty": factuality,
        "references-open": notes,
        "links-open": partial(linked, "open"),
        "links-held": partial(linked, "held"),
        "gold": partial(outside, "gold"),
        "dev": partial(outside, "dev"),
        "examples-open-careful": partial(shipped, "open", "careful"),
        "examples-held-careful": partial(shipped, "held", "careful"),
        "gold-careful": partial(outside, "gold", "careful"),
        "dev-careful": partial(outside, "dev", "careful"),
    }
)
