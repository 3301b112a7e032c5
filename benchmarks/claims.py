"""How well claims are read: annotated documents against a reader, scored by the exchange format's scorer.

    BACKCHANNEL_DATA=DIR python benchmarks/claims.py SET [--reader NAME] [--errors N] [--json FILE] [--genres]

SET is ``examples-open`` or ``examples-held`` (shipped), ``gold``, ``dev`` or ``train`` (outside). The scorer is
``tools/score_claims.py`` beside the folder BACKCHANNEL_DATA names; without it nothing is measured, and that is said.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from backchannel.documents import read_bytes
from backchannel.exchange.claims_format import as_record
from backchannel.model import Claim, Document
from backchannel.pipeline import DEFAULT_READER, open_reader

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "src" / "backchannel" / "examples"


class Measured(NamedTuple):
    """A set that can be measured: its annotations and the folders that hold its documents."""

    gold: Path
    folders: tuple[Path, ...]


def sets() -> dict[str, Measured]:
    """The sets at hand; outside ones only where BACKCHANNEL_DATA names their folder."""
    found = {
        f"examples-{half}": Measured(ROOT / "tests" / "examples" / f"{half}.jsonl", (EXAMPLES,))
        for half in ("open", "held")
    }
    outside = os.environ.get("BACKCHANNEL_DATA")
    if outside:
        data = Path(outside)
        folders = (data / "seeds", data / "corpus")
        found["gold"] = Measured(data / "gold" / "claims.jsonl", folders)
        for part in ("dev", "train"):
            found[part] = Measured(data / "annotated" / f"{part}.jsonl", folders)
    return found


def scorer() -> ModuleType | None:
    """The exchange format's scorer, where it is at hand."""
    outside = os.environ.get("BACKCHANNEL_DATA")
    path = Path(outside).parent / "tools" / "score_claims.py" if outside else None
    if path is None or not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("score_claims", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_claims"] = module
    spec.loader.exec_module(module)
    return module


def documents(measured: Measured) -> Iterator[Document]:
    """The annotated documents, each read as the product reads it."""
    stems = {Path(json.loads(line)["doc"]).stem for line in measured.gold.read_text(encoding="utf-8").splitlines()}
    for folder in measured.folders:
        for path in sorted(folder.rglob("*")):
            if path.stem in stems and path.suffix in (".txt", ".md", ".html"):
                stems.discard(path.stem)
                sidecar = path.with_suffix(".json")
                yield from read_bytes(path.read_bytes(), path.name, sidecar.read_bytes() if sidecar.exists() else None)


def read(measured: Measured, name: str = DEFAULT_READER) -> list[Claim]:
    """All claims of the set's documents."""
    reader = open_reader(name)
    return [claim for document in documents(measured) for claim in reader.read(document).claims]


def scored(module: ModuleType, measured: Measured, claims: Iterable[Claim], folder: Path) -> dict[str, Any]:
    """The scorer's result for the claims, ``--extent`` and without links."""
    gold = module.read_claims(str(measured.gold), "gold")
    out = folder / "claims.jsonl"
    out.write_text("".join(json.dumps(as_record(c), ensure_ascii=False) + "\n" for c in claims), encoding="utf-8")
    system = module.read_claims(str(out), "claims")
    result: dict[str, Any] = module.score(gold, system, None, None, all_links=False, use_scipy=True, extent=True)
    return result


def measure(name: str, folder: Path, reader: str = DEFAULT_READER) -> dict[str, float] | None:
    """Headline, detection and field figures of a set; None where it is not at hand."""
    module, measured = scorer(), sets().get(name)
    if module is None or measured is None or not measured.gold.exists():
        return None
    result = scored(module, measured, read(measured, reader), folder)
    figures = {"headline": float(result["headline"]), "detection": float(result["detection"]["macro"]["f1"])}
    figures |= {field: float(row["score"]) for field, row in result["fields"].items() if row["n"]}
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set")
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--genres", action="store_true", help="one line for each document")
    given = parser.parse_args()
    module, measured = scorer(), sets().get(given.set)
    if module is None or measured is None:
        print(f"{given.set}: not measured (BACKCHANNEL_DATA names no folder with this set)")
        return 0
    folder = given.json.parent if given.json else Path(os.environ.get("TMPDIR", "/tmp"))
    claims = read(measured, given.reader)
    result = scored(module, measured, claims, folder)
    print(module.report({"system": result}, given.errors))
    if given.genres:
        per_document(module, measured, claims, folder)
    if given.json:
        given.json.write_text(json.dumps(module.public(result), indent=1), encoding="utf-8")
    return 0


def per_document(module: ModuleType, measured: Measured, claims: list[Claim], folder: Path) -> None:
    """One line a document: headline, detection, mean of the fields."""
    lines = measured.gold.read_text(encoding="utf-8").splitlines()
    by_doc: dict[str, list[str]] = {}
    for line in lines:
        by_doc.setdefault(Path(json.loads(line)["doc"]).stem, []).append(line)
    for stem, rows in sorted(by_doc.items()):
        part = folder / "part.jsonl"
        part.write_text("\n".join(rows) + "\n", encoding="utf-8")
        one = scored(module, Measured(part, ()), [c for c in claims if Path(c.doc).stem == stem], folder)
        genre = json.loads(rows[0]).get("genre", "")
        figures = (one["headline"], one["detection"]["macro"]["f1"], one["field_mean"])
        print(f"{stem[:44]:<46}{genre:<10}" + "  ".join(f"{figure:.3f}" for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
