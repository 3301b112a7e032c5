"""Scores what is read of notes: whether every mark in a text is linked to its note, and what notes cite, by field.

    python benchmarks/references.py FILE... [--json] [--errors]

What is scored depends on the file:

- **an answer set** (``tests/sets/references.*.jsonl``: ``text`` of a note and ``references`` with their fields; its
  README says what each field is). The sources of a note are compared in order, field by field; a field is right where
  it is the same string, but for case and marks at its ends. ``fields`` is F1 over all fields, so that one invented
  costs as much as one missed; ``fields right`` is the share of annotated fields that are right; ``whole notes`` that of
  notes without any error. Read by ``documents.facts.references``, with which a claim's citation is named.
- **a document** in any readable form, or a folder of them: ``marks`` is the share of note marks printed in the running
  text – numbers in square brackets outside the notes – that belong to a note, ``notes with marks`` the share of notes
  that have one; then how many notes cite anything, and how many sources.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from backchannel.documents import walk
from backchannel.documents.cited_sources import cited_sources
from backchannel.documents.facts.references import Reference, references
from backchannel.errors import DocumentError
from backchannel.model import Document
from times_quantities import read_lines

FIELDS = tuple(name for name in Reference.__struct_fields__ if name not in ("start", "end"))
_MARK = re.compile(r"\[(\d{1,3}|\*{1,3})\]")


class Fields(NamedTuple):
    """Counts of a note: annotated fields, found ones, and right ones."""

    gold: int
    found: int
    right: int


def read(text: str) -> list[dict[str, Any]]:
    """The sources of a note with the fields that they have."""
    return [{name: getattr(one, name) for name in FIELDS if getattr(one, name)} for one in references(text)]


def compared(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> Fields:
    """The fields of the sources of one note, compared in their order."""
    right = 0
    for one, other in zip(gold, found, strict=False):
        right += sum(_same(value, other.get(name)) for name, value in one.items())
    return Fields(sum(map(len, gold)), sum(map(len, found)), right)


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    return one == other


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" .,;:“”‘’\"'").casefold()


def of_set(path: Path, *, errors: bool) -> dict[str, float]:
    """The figures of an answer set."""
    counts: list[Fields] = []
    for row in read_lines(path):
        found = read(row["text"])
        counts.append(compared(row["references"], found))
        gold, made, right = counts[-1]
        if errors and (right < gold or right < made):
            print(f"{row['id']}: {row['text']}\n    gold  {row['references']}\n    found {found}")
    gold, made, right = (sum(column) for column in zip(*counts, strict=True))
    clean = sum(one.gold == one.found == one.right for one in counts)
    return {
        "notes": len(counts), "fields": 2 * right / (gold + made), "fields right": right / gold,
        "fields found that are right": right / made, "whole notes": clean / len(counts), "annotated fields": gold,
    }  # fmt: skip


def of_documents(path: Path, *, errors: bool) -> dict[str, float]:
    """The figures of a document or of all in a folder."""
    printed = linked = notes = marked = citing = sources = 0
    for document in _documents(path):
        marks = list(_printed(document))
        own = {(mark.start, mark.end) for note in document.notes for mark in note.marks}
        missed = [mark for mark in marks if mark.span() not in own]
        printed, linked = printed + len(marks), linked + len(marks) - len(missed)
        notes, marked = notes + len(document.notes), marked + sum(bool(note.marks) for note in document.notes)
        every = cited_sources(document)
        citing, sources = citing + sum(map(bool, every)), sources + sum(map(len, every))
        if errors:
            for mark in missed:
                around = document.text[max(0, mark.start() - 40) : mark.end() + 10]
                print(f"{document.name}: no note for …{around!r}")
            print(
                "".join(f"{document.name}: no mark of note {n.number}\n" for n in document.notes if not n.marks), end=""
            )
    return {
        "marks": linked / printed if printed else 1.0, "printed marks": printed, "notes": notes,
        "notes with marks": marked / notes if notes else 1.0, "notes that cite": citing, "sources": sources,
    }  # fmt: skip


def _documents(path: Path) -> Iterator[Document]:
    for source in walk([path]):
        try:
            yield from source.load()
        except DocumentError:
            continue


def _printed(document: Document) -> Iterator[re.Match[str]]:
    for section in document.sections:
        if section.kind not in ("notes", "boilerplate"):
            yield from _MARK.finditer(document.text, section.start, section.end)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object, figures by file")
    parser.add_argument("--errors", action="store_true", help="list what differs")
    given = parser.parse_args()
    found = {}
    for path in given.files:
        score = of_set if path.suffix == ".jsonl" else of_documents
        found[path.name] = score(path, errors=given.errors)
    if given.json:
        print(json.dumps(found, indent=1))
        return
    for name, shown in found.items():
        print(f"{name}: " + ", ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in shown.items()))


if __name__ == "__main__":
    main()
