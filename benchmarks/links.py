"""How claims hang together, measured: findings made of annotated claims, scored as links.

    python benchmarks/links.py --scorer score_claims.py                 # the open half of the shipped examples
    python benchmarks/links.py --scorer score_claims.py --held          # the half kept for measuring
    python benchmarks/links.py --scorer score_claims.py --gold          # $BACKCHANNEL_DATA/gold
    python benchmarks/links.py --errors 20                              # what is joined or missed, open half only

The claims are the annotators' own, so that only the joining is measured, not the reading. ``agree`` and ``conflict``
are pairs of claims, ``same_source`` groups; F1 over pairs. Pairs within one finding that do not conflict count as
agreeing, which is more than the annotators mean by it: they mark pairs of which one says or supports the other.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from backchannel.documents import walk
from backchannel.evidence import findings
from backchannel.exchange import read_claims
from backchannel.exchange.links import links
from backchannel.model import Claim, Document

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "src" / "backchannel" / "examples"
SETS = ROOT / "tests" / "examples"
SHOWN = ("agree", "conflict", "same_source")


def _documents(folders: list[Path], names: set[str]) -> dict[str, Document]:
    """Document by the stem of its file's name, for the names that claims mention."""
    found = {}
    for source in walk(folders):
        if source.path and source.path.stem in names and source.path.stem not in found:
            found[source.path.stem] = source.load()[0]
    return found


def load(claims: Path, folders: list[Path]) -> tuple[list[Claim], dict[str, Document]]:
    read = list(read_claims(claims))
    by_stem = _documents(folders, {Path(c.doc).stem for c in read})
    placed = []
    for claim in read:
        document = by_stem.get(Path(claim.doc).stem)
        placed.append(msgspec.structs.replace(claim, document=document.id if document else claim.doc))
    return placed, {d.id: d for d in by_stem.values()}


def within(gold: Mapping[str, Any], ids: set[str]) -> dict[str, list[Any]]:
    """The links whose claims all lie in one half."""
    kept: dict[str, list[Any]] = {}
    for kind in SHOWN:
        rows = gold.get(kind, [])
        size = 2 if kind != "same_source" else None
        kept[kind] = [r for r in rows if set(ids_of(r)[:size]) <= ids]
    return kept


def ids_of(row: Any) -> list[str]:
    return list(row["claims"]) if isinstance(row, dict) else list(row)


def _score(scorer: Path, claims: Path, gold: Mapping[str, Any], made: Mapping[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, f"{name}.json") for name in ("gold", "made", "out")}
        paths["gold"].write_text(json.dumps(gold), encoding="utf-8")
        paths["made"].write_text(json.dumps(made), encoding="utf-8")
        command = [
            sys.executable, str(scorer), "--gold", str(claims), "--claims", str(claims), "--links", str(paths["gold"]),
            "--system-links", str(paths["made"]), "--json", str(paths["out"]),
        ]  # fmt: skip
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        scored: dict[str, Any] = json.loads(paths["out"].read_text(encoding="utf-8"))
    result: dict[str, Any] = scored["scores"]["system"]["links"]
    return result


def _errors(gold: Mapping[str, Any], made: Mapping[str, Any], claims: list[Claim], count: int) -> None:
    quote = {c.id: " ".join(c.quote.split())[:90] for c in claims}
    for kind in ("agree", "conflict"):
        want = {frozenset(r[:2]) for r in gold[kind]}
        have = {frozenset(r[:2]) for r in made[kind]}
        for label, pairs in (("missed", want - have), ("too many", have - want)):
            print(f"\n{kind}, {label}: {len(pairs)}")
            for pair in sorted(sorted(p) for p in pairs)[:count]:
                print("  " + "\n      ".join(f"{i}: {quote[i]}" for i in pair))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", type=Path, help="the program that scores claims and links")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--held", action="store_true", help="the half of the examples that is kept for measuring")
    which.add_argument("--gold", action="store_true", help="the outside annotations under $BACKCHANNEL_DATA")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors a kind (open half only)")
    args = parser.parse_args()
    if args.gold:
        data = os.environ.get("BACKCHANNEL_DATA")
        if not data:
            print("gold: not measured (BACKCHANNEL_DATA is not set)")
            return
        file, folders = Path(data, "gold", "claims.jsonl"), [Path(data, "seeds"), Path(data, "corpus", "essays")]
        gold = json.loads(Path(data, "gold", "links.json").read_text(encoding="utf-8"))
    else:
        file, folders = SETS / ("held.jsonl" if args.held else "open.jsonl"), [EXAMPLES]
        gold = json.loads((SETS / "links.json").read_text(encoding="utf-8"))
    claims, documents = load(file, folders)
    made_of = findings(claims, documents)
    made = links(claims, made_of)
    print(f"{file.name}: {len(claims)} claims, {len(made_of)} findings, largest {max(len(f.claims) for f in made_of)}")
    if not args.gold:
        gold = within(gold, {c.id for c in claims})
    if args.scorer:
        scored = _score(args.scorer, file, gold, made)
        for kind in SHOWN:
            r = scored[kind]
            print(
                f"{kind:<12} F1 {r['f1']:.3f}  P {r['p']:.2f}  R {r['r']:.2f}  gold {r['n_gold']}  ours {r['n_system']}"
            )
    if args.errors and not args.held and not args.gold:
        _errors(gold, made, claims, args.errors)


if __name__ == "__main__":
    main()
