"""Acts between parties: who did what to whom, as ``backchannel code`` gives it, against people's codes.

    python benchmarks/acts.py FILE... [--half a|b] [--errors] [--json]

Every sentence goes through ``api.coding.code``. What is scored depends on what the file's records hold:

- **the parties are given** (``events[0].source_text`` and ``target_text``, PLOVER roots): one root a sentence. Figures
  are accuracy and the unweighted mean of the roots' F1 over the roots that people gave (Hu et al., "Leveraging codebook
  knowledge with NLI and ChatGPT for zero-shot political relation classification", ACL 2024, who have fifteen: YIELD
  is CONCEDE or RETREAT).
- **raw text, PLOVER** (``events`` with ``source``, ``target``, ``code``; several states in one field joined by ``;``):
  an item is a directed pair of states with a type; where sides are equal (``target`` null, or an answer with both
  directions) one unordered pair for every two of them. Precision, recall and F1 over all items; an item counts when
  both states, the direction and the type are right. ``types`` leaves the states out: the types of each sentence.
- **raw text, CAMEO**: the same with roots (two digits) and the first three letters of each party's code; where people
  marked only words, ``types`` alone. Roots 01 and 02 are no acts to PLOVER and are left out.

``--half`` keeps every second sentence by a checksum of its id, for working on one half and measuring on the other.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

from backchannel.api.coding import Event, Ontology, Sentence, code
from backchannel.claims import ClauseReader

_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_TECHNICAL = {"PRU": "DEU", "OTT": "TUR", "AUH": "AUT", "RUE": "RUS", "SCG": "YUG"}
"""States without an ISO code of their own, and what the set has for them; its page lets a scorer take either."""
_NO_ACT = frozenset({"01", "02"})

Item = tuple[frozenset[str] | tuple[str, str], str]
"""Two parties, in order or as equals, and the code of what is between them."""
Row = dict[str, Any]


class Rates(NamedTuple):
    """Precision, recall and their harmonic mean over ``gold`` items."""

    precision: float
    recall: float
    f1: float
    gold: int


def rates(right: int, found: int, gold: int) -> Rates:
    """The rates from counts; 0 where there is nothing."""
    return Rates(
        right / found if found else 0.0, right / gold if gold else 0.0, 2 * right / ((found + gold) or 1), gold
    )


def by_class(pairs: Iterable[tuple[str, str]]) -> dict[str, Rates]:
    """Rates of each class that the gold side of the pairs (gold, found) has."""
    listed = list(pairs)
    gold, found = Counter(g for g, _ in listed), Counter(f for _, f in listed)
    right = Counter(g for g, f in listed if g == f)
    return {name: rates(right[name], found[name], gold[name]) for name in sorted(gold)}


def is_given(row: Row) -> bool:
    """Whether the record names the two parties in its own words and has a PLOVER root for them."""
    return row.get("ontology") == "PLOVER" and bool(row["events"]) and "source_text" in row["events"][0]


def items(events: Iterable[tuple[str, str, str]]) -> set[Item]:
    """Events (source, target, code) as items: what stands in both directions is one event of equals."""
    directed = {(s, t, c) for s, t, c in events if s and t and s != t}
    return {(frozenset((s, t)) if (t, s, c) in directed else (s, t), c) for s, t, c in directed}


def gold_items(row: Row) -> set[Item]:
    """The items of a record of raw text."""
    found: set[Item] = set()
    for event in row["events"]:
        sources = [side[:3] for side in event["source"].split(";") if side]
        targets = [side[:3] for side in (event["target"] or "").split(";") if side]
        act = _root(event["code"])
        if targets:
            found |= {((one, other), act) for one, other in product(sources, targets) if one != other}
        else:
            found |= {(frozenset(pair), act) for pair in combinations(sources, 2)}
    return _joined(found)


def _joined(found: set[Item]) -> set[Item]:
    return items((a, b, c) for pair, c in found for a, b in _directions(pair))


def _directions(pair: frozenset[str] | tuple[str, str]) -> list[tuple[str, str]]:
    if isinstance(pair, tuple):
        return [pair]
    one, other = sorted(pair)
    return [(one, other), (other, one)]


def _state(code: str) -> str:
    return _TECHNICAL.get(code, code[:3])


def _root(act: str) -> str:
    return act[:2] if act[:1].isdigit() else act


def given(reader: ClauseReader, rows: Sequence[Row], *, errors: bool) -> dict[str, Any]:
    """Figures where the parties are given."""
    pairs = []
    for row in rows:
        gold = row["events"][0]
        sentence = Sentence(row["id"], row["text"], row.get("date"), gold["source_text"], gold["target_text"])
        events = code(reader, sentence).events
        found = events[0].code if events else "none"
        pairs.append((_YIELD.get(gold["code"], gold["code"]), _YIELD.get(found, found)))
        if errors and pairs[-1][0] != pairs[-1][1]:
            print(f"{pairs[-1][0]} not {found}: {row['text']}\n    {gold['source_text']} -> {gold['target_text']}")
    table = by_class(pairs)
    return {
        "sentences": len(pairs),
        "accuracy": sum(g == f for g, f in pairs) / len(pairs),
        "macro_f1": sum(r.f1 for r in table.values()) / len(table),
        "roots": {name: r._asdict() for name, r in table.items()},
    }


def raw(reader: ClauseReader, rows: Sequence[Row], *, errors: bool) -> dict[str, Any]:
    """Figures from raw text."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    types = Counter[str]()
    coded = any(event["source"] for row in rows for event in row["events"])
    for row in rows:
        told = _told(reader, row)
        wanted, given_items = gold_items(row), items((_state(e.source), _state(e.target), _root(e.code)) for e in told)
        gold.update(act for _, act in wanted)
        found.update(act for _, act in given_items)
        right.update(act for _, act in wanted & given_items)
        acts = {_root(e["code"]) for e in row["events"]} - _NO_ACT, {_root(e.code) for e in told}
        types.update(gold=len(acts[0]), found=len(acts[1]), right=len(acts[0] & acts[1]))
        if errors and wanted != given_items:
            print(f"{row['text']}\n    missed {_shown(wanted - given_items)}\n    wrong {_shown(given_items - wanted)}")
    figures: dict[str, Any] = {"sentences": len(rows), "types": _of(types)._asdict()}
    if coded:
        total = rates(right.total(), found.total(), gold.total())
        figures["dyad_and_type"] = total._asdict()
        figures["roots"] = {
            act: rates(right[act], found[act], gold[act])._asdict() for act in sorted(gold.keys() | found.keys())
        }
    return figures


def _told(reader: ClauseReader, row: Row) -> tuple[Event, ...]:
    ontology: Ontology = "cameo" if row.get("ontology") == "CAMEO" else "plover"
    return code(reader, Sentence(row["id"], row["text"], row.get("date")), ontology).events


def _of(counts: Counter[str]) -> Rates:
    return rates(counts["right"], counts["found"], counts["gold"])


def _shown(found: set[Item]) -> str:
    return ", ".join(
        sorted(f"{'-'.join(sorted(p)) if isinstance(p, frozenset) else '>'.join(p)} {c}" for p, c in found)
    )


def read(path: Path, half: str | None) -> list[Row]:
    """The records of a file, or of one half of it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [r for r in rows if half is None or "ab"[zlib.crc32(r["id"].encode()) % 2] == half]


def lines(name: str, figures: dict[str, Any]) -> Iterator[str]:
    """What is printed for a file."""
    yield f"{name}: {figures['sentences']} sentences"
    if "macro_f1" in figures:
        yield f"  accuracy {figures['accuracy']:.3f}  root macro-F1 {figures['macro_f1']:.3f}"
    for key in ("dyad_and_type", "types"):
        if key in figures:
            yield f"  {key:<14}" + "  ".join(f"{n} {figures[key][n]:.3f}" for n in ("precision", "recall", "f1"))
    for act, r in figures.get("roots", {}).items():
        yield f"  {act:<10}{r['gold']:>5}  P {r['precision']:.2f}  R {r['recall']:.2f}  F1 {r['f1']:.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--half", choices=("a", "b"), help="only one half of each file")
    parser.add_argument("--errors", action="store_true", help="print what was coded wrong")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, by file")
    options = parser.parse_args()
    reader = ClauseReader()
    measured: dict[str, dict[str, Any]] = {}
    for path in options.files:
        rows = read(path, options.half)
        score = given if rows and is_given(rows[0]) else raw
        measured[path.name] = score(reader, rows, errors=options.errors)
    if options.json:
        print(json.dumps(measured, indent=1))
    else:
        print("\n".join(line for name, figures in measured.items() for line in lines(name, figures)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
