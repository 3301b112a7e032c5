"""Check the independent test sets beside this file: form, offsets, legal values.

    python tests/sets/check_sets.py          # prints one line a file, exits 1 on any fault

Standard library only; it reads the sets and imports nothing of the project.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HALVES = ("open", "held")
SIZES = {"times": 90, "quantities": 80, "parties": 110, "firmness": 80, "acts": 200, "copies": 61, "references": 62}

TIME_TYPES = {"DATE", "TIME", "DURATION", "SET"}
ACTOR_TYPES = {"state", "agency", "person", "armed_group", "population", "media", "other"}
CERTAINTIES = {"certain", "probable", "possible", "alleged", "counterfactual_or_future"}
POLARITIES = {"positive", "negative"}
KINDS = {"report", "quote", "official", "leak", "footnote", "author"}
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|\d{3}X")
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
ALPHA3 = re.compile(r"[A-Z]{3}")
RELATIONS = {"copy", "part", "variant", "correction", "retraction", "release", "none"}
VERSIONS = {"correction", "retraction", "release"}
REFERENCE = (
    "author title container publisher place date volume issue pages number archive file url accessed back secondhand"
)
UNPRINTED = {"date", "accessed", "back", "secondhand"}

Item = dict[str, Any]
Faults = Iterator[str]


def keys(item: Item, required: str, optional: str = "") -> Faults:
    """Name missing and unknown keys."""
    have, need = set(item), set(required.split())
    for key in sorted(need - have):
        yield f"lacks {key}"
    for key in sorted(have - need - set(optional.split())):
        yield f"unknown key {key}"


def slices(item: Item, spans: list[Item]) -> Faults:
    """Offsets must cut exactly the printed words; spans run in order and never overlap."""
    end = 0
    for span in spans:
        if not 0 <= span["start"] < span["end"] <= len(item["text"]):
            yield f"offsets out of the text: {span['text']!r}"
        elif item["text"][span["start"] : span["end"]] != span["text"]:
            yield f"offsets do not give {span['text']!r}"
        elif span["text"] != span["text"].strip():
            yield f"blank at the edge of {span['text']!r}"
        if span["start"] < end:
            yield f"overlaps or is out of order: {span['text']!r}"
        end = span["end"]


def document_date(item: Item) -> Faults:
    """The document date is a full day or null."""
    if item["date"] is not None and not DAY.fullmatch(item["date"]):
        yield f"document date {item['date']!r}"


def bounds(value: str) -> tuple[str, str]:
    """First and last day of a value, as strings that compare in order."""
    if value.endswith("X"):
        return value[:3] + "0-01-01", value[:3] + "9-12-31"
    return (value + "-01-01")[:10], value + "-12-31"[len(value) - 4 :]


def times(item: Item) -> Faults:
    """Time expressions and the interval each denotes."""
    yield from document_date(item)
    yield from slices(item, item["times"])
    for span in item["times"]:
        yield from keys(span, "start end text type from to", "vague")
        if span["type"] not in TIME_TYPES:
            yield f"type {span['type']!r}"
        ends = [span["from"], span["to"]]
        for value in ends:
            if value is not None and not DATE.fullmatch(value):
                yield f"value {value!r}"
        if None not in ends and bounds(ends[0])[0] > bounds(ends[1])[1]:
            yield f"runs backwards: {span['text']!r}"
        if span.get("vague", True) is not True:
            yield "vague is true or absent"


def quantities(item: Item) -> Faults:
    """Numbers with unit; either a value or bounds, never both."""
    yield from slices(item, item["quantities"])
    for span in item["quantities"]:
        yield from keys(span, "start end text value min max unit what")
        numbers = [span[name] for name in ("value", "min", "max")]
        if any(n is not None and (isinstance(n, bool) or n < 0) for n in numbers):
            yield f"number in {span['text']!r}"
        if span["value"] is not None and (span["min"], span["max"]) != (None, None):
            yield f"value beside bounds: {span['text']!r}"
        if None not in numbers[1:] and span["min"] >= span["max"]:
            yield f"min is not below max: {span['text']!r}"
        if not span["unit"]:
            yield f"no unit: {span['text']!r}"


def parties(item: Item) -> Faults:
    """Mentions of parties, with the state each stands for."""
    yield from document_date(item)
    yield from slices(item, item["mentions"])
    for span in item["mentions"]:
        yield from keys(span, "start end text country type acts")
        if span["country"] is not None and not ALPHA3.fullmatch(span["country"]):
            yield f"country {span['country']!r}"
        if span["type"] not in ACTOR_TYPES:
            yield f"type {span['type']!r}"
        if not isinstance(span["acts"], bool):
            yield f"acts {span['acts']!r}"


def firmness(item: Item) -> Faults:
    """One marked clause: how firmly it is put, on whose word, hidden or not."""
    text, chain = item["text"], item["attribution"]
    if not 0 <= item["start"] < item["end"] <= len(text):
        yield "offsets out of the text"
    clause = text[item["start"] : item["end"]]
    if clause != clause.strip():
        yield "blank at the edge of the clause"
    if item["certainty"] not in CERTAINTIES or item["polarity"] not in POLARITIES:
        yield "certainty or polarity"
    if not isinstance(item["covert"], bool):
        yield "covert"
    if not chain or chain[-1] != {"source": "author", "cue": None, "kind": "author"}:
        yield "the chain does not end with the author"
    for link in chain:
        yield from keys(link, "source cue kind")
        if link["kind"] not in KINDS:
            yield f"kind {link['kind']!r}"
        if link["source"] not in {"author", "unnamed"} and link["source"] not in text:
            yield f"source not in the text: {link['source']!r}"
        if link["cue"] is not None and link["cue"] not in text:
            yield f"cue not in the text: {link['cue']!r}"


def acts(item: Item) -> Faults:
    """Events between parties, coded in PLOVER."""
    yield from document_date(item)
    for event in item["events"]:
        yield from keys(event, "source target via code")
        if event["code"] not in PLOVER:
            yield f"code {event['code']!r}"
        if event["source"] is None:
            yield "event without source"
        sides: list[str] = []
        for name in ("source", "target", "via"):
            sides += (event[name] or "").split(";") if event[name] else []
        if not all(ALPHA3.fullmatch(side) for side in sides):
            yield f"codes {sides}"
        if len(set(sides)) != len(sides) or len(sides) < 2:
            yield f"sides {sides}"
        if event["target"] is None and ";" not in (event["source"] or ""):
            yield "one side only"


def copies(item: Item) -> Faults:
    """Two texts and what they are to each other."""
    if item["label"] not in RELATIONS:
        yield f"label {item['label']!r}"
    if (item["newer"] in {"a", "b"}) != (item["label"] in VERSIONS):
        yield "newer is for versions, and for all of them"
    if item["a"] == item["b"]:
        yield "the texts are the same"
    if bool(item["words"]) != (item["label"] == "variant"):
        yield "words are for variants, and for all of them"
    both = f"{item['a']} {item['b']}".casefold()
    for word in item["words"]:
        if word.casefold() not in both:
            yield f"word not in the texts: {word!r}"


def references(item: Item) -> Faults:
    """What a note cites, one entry a source."""
    for one in item["references"]:
        yield from keys(one, "", REFERENCE)
        for name in ("date", "accessed"):
            if name in one and not DATE.fullmatch(one[name]):
                yield f"{name} {one[name]!r}"
        for name in sorted(set(one) - UNPRINTED):
            if one[name] not in item["text"]:
                yield f"{name} not in the text: {one[name]!r}"
        if not one or one.get("secondhand", True) is not True:
            yield "an entry is empty, or secondhand is not true"


RULES: dict[str, tuple[str, Callable[[Item], Faults]]] = {
    "times": ("id text date times", times),
    "quantities": ("id text quantities", quantities),
    "parties": ("id text date mentions", parties),
    "firmness": ("id text start end certainty polarity attribution covert", firmness),
    "acts": ("id text date events", acts),
    "copies": ("id a b label newer words note", copies),
    "references": ("id text references", references),
}


def check(name: str) -> list[str]:
    """All faults of one set, both halves."""
    required, rule = RULES[name]
    faults: list[str] = []
    ids: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for half in HALVES:
        path = HERE / f"{name}.{half}.jsonl"
        items: list[Item] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        if len(items) != SIZES[name]:
            faults.append(f"{path.name}: {len(items)} items, not {SIZES[name]}")
        for item in items:
            found = list(keys(item, required))
            found = found or list(rule(item))
            faults += [f"{path.name} {item.get('id')}: {fault}" for fault in found]
            ids[item["id"]] += 1
            texts[item["text"] if "text" in item else f"{item['a']}\f{item['b']}"] += 1
        print(f"{path.name}: {len(items)} items")
    faults += [f"{name}: id twice: {key}" for key, n in ids.items() if n > 1]
    faults += [f"{name}: text twice: {key}" for key, n in texts.items() if n > 1]
    return faults


def main() -> int:
    """Check every set; 0 if all is well."""
    faults = [fault for name in RULES for fault in check(name)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
