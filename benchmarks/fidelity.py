"""How much of a text comes back when it is written to a format and read again.

    BACKCHANNEL_DATA=DIR python benchmarks/fidelity.py [--writer NAME]... [--keep FOLDER] [--show]

Fifteen texts of ``DIR/corpus`` (see ``fidelity_texts.py``) are written by each writer, then read as any file is.
Characters: one less the edit distance (Levenshtein) between the words written and read, title to last paragraph, over
the longer of the two; blanks count as one, notes and their marks are taken out. Paragraphs: how many come back as
blocks of exactly their words. Notes: how many come back with 99 % of their characters, and with every mark behind the
word that it was put behind. ``--show`` prints where text differs; ``--keep`` leaves the files in a folder. Ends with 1
where a writer stays below a floor.
"""

from __future__ import annotations

import argparse
import bisect
import difflib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

import writers_mail
import writers_office
import writers_pdf
from backchannel.documents import read_bytes
from backchannel.model import Document
from fidelity_texts import Block, NoteMark, Prose, Writer, chosen

MODULES: tuple[ModuleType, ...] = (writers_pdf, writers_office, writers_mail)
"""The modules of writers; a new format is one more here."""
CHARACTERS = 0.995
NOTES = 0.99
_NOTE_WORDS = 0.99
_SHOWN = 12
_CONTEXT = 16
"""Letters before a mark that must be the same for it to stand behind the same word."""


class Score(NamedTuple):
    """What came back of one text: characters lost and in all; paragraphs, notes and tied notes, found and in all."""

    lost: int = 0
    characters: int = 0
    paragraphs: int = 0
    of_paragraphs: int = 0
    notes: int = 0
    tied: int = 0
    of_notes: int = 0

    def __add__(self, other: object) -> Score:
        assert isinstance(other, Score)
        return Score(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def fidelity(self) -> float:
        """The share of characters that came back in order."""
        return 1 - self.lost / max(1, self.characters)

    def line(self, *, marks: bool = True) -> str:
        """The figures in one line; ``marks`` is whether notes can be tied at all."""
        notes = f"notes {self.notes}/{self.of_notes}" + (f", tied {self.tied}" if marks else "")
        return (
            f"{self.fidelity:8.3%}  paragraphs {self.paragraphs}/{self.of_paragraphs}  {notes if self.of_notes else ''}"
        )


class Body(NamedTuple):
    """The words read without notes and marks, and for each note the positions of its marks among them."""

    words: str
    marks: tuple[tuple[int, ...], ...]


def writers() -> list[Writer]:
    """All writers of all modules."""
    return [writer for module in MODULES for writer in module.WRITERS]


def folded(words: str) -> str:
    """The words with runs of blanks as one, and none at the ends."""
    return " ".join(words.split())


def body_of(document: Document) -> Body:
    """What stands in the document apart from its notes and their marks."""
    gone = [(section.start, section.end) for section in document.sections if section.kind == "notes"]
    gone += [(mark.start, mark.end) for note in document.notes for mark in note.marks]
    gone.sort()
    kept: list[str] = []
    at = 0
    for start, end in gone:
        kept.append(document.text[at : max(at, start)])
        at = max(at, end)
    kept.append(document.text[at:])
    lengths = [0]
    for start, end in _merged(gone):
        lengths.append(lengths[-1] + end - start)
    merged = [start for start, _ in _merged(gone)]

    def position(offset: int) -> int:
        return offset - lengths[bisect.bisect_left(merged, offset)]

    marks = tuple(tuple(position(mark.start) for mark in note.marks) for note in document.notes)
    return Body("".join(kept), marks)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def blocks_of(prose: Prose) -> list[Block]:
    """All that should come back as running words, in order."""
    return [prose.title, *([Block((prose.byline,))] if prose.byline else []), *prose.blocks]


def score(prose: Prose, document: Document) -> Score:
    """What of the text came back."""
    body = body_of(document)
    wanted = folded(" ".join(block.words for block in blocks_of(prose)))
    found = folded(body.words)
    read = {folded(words) for words in _read_blocks(document)}
    exact = sum(folded(block.words) in read for block in blocks_of(prose))
    notes, tied = _notes(prose, document, body)
    return Score(
        Levenshtein.distance(wanted, found),
        max(len(wanted), len(found)),
        exact,
        len(blocks_of(prose)),
        notes,
        tied,
        len(prose.notes),
    )


def _read_blocks(document: Document) -> Iterator[str]:
    """The words of each section, its marks left out; a byline split from its paragraph counts with it as well."""
    marks = sorted((mark.start, mark.end) for note in document.notes for mark in note.marks)
    last = ""
    for section in document.sections:
        words, at = "", section.start
        for start, end in marks:
            if section.start <= start < section.end:
                words += document.text[at:start]
                at = end
        words += document.text[at : section.end]
        yield words
        yield f"{last} {words}"
        last = words


def _notes(prose: Prose, document: Document, body: Body) -> tuple[int, int]:
    """How many notes came back, and how many of them with their marks in place."""
    wanted = _contexts(prose)
    free = list(range(len(document.notes)))
    notes = tied = 0
    for note in prose.notes:
        words = folded(note.words)
        near = [
            i for i in free if Levenshtein.normalized_similarity(words, folded(document.notes[i].text)) >= _NOTE_WORDS
        ]
        if not near:
            continue
        notes += 1
        contexts = [[_context(body.words[:at]) for at in body.marks[index]] for index in near]
        good = next((i for i, found in zip(near, contexts, strict=True) if found == wanted.get(note.number, [])), None)
        tied += good is not None
        free.remove(near[0] if good is None else good)
    return notes, tied


def _contexts(prose: Prose) -> dict[str, list[str]]:
    """The letters before each mark, by the number of its note."""
    found: dict[str, list[str]] = {}
    before = ""
    for block in blocks_of(prose):
        for piece in block.pieces:
            if isinstance(piece, NoteMark):
                found.setdefault(piece.number, []).append(_context(before))
            else:
                before += piece
    return found


def _context(before: str) -> str:
    return "".join(before[-8 * _CONTEXT :].split())[-_CONTEXT:]


def measure(writer: Writer, prose: Prose, folder: Path, *, show: bool = False) -> Score:
    """Write the text, read it, and count."""
    path = folder / f"{prose.name}{writer.suffix}"
    writer.write(prose, path)
    documents = read_bytes(path.read_bytes(), path.name)
    if show:
        _show(prose, documents[0])
    return score(prose, documents[0])


def _show(prose: Prose, document: Document) -> None:
    wanted, found = folded(" ".join(block.words for block in blocks_of(prose))), folded(body_of(document).words)
    edits = [edit for edit in Levenshtein.opcodes(wanted, found) if edit.tag != "equal"]
    for edit in edits[:_SHOWN]:
        old, new = wanted[edit.src_start : edit.src_end], found[edit.dest_start : edit.dest_end]
        print(f"    …{wanted[max(0, edit.src_start - 40) : edit.src_start]}[{old[:200]} → {new[:200]}]")
    blocks = {folded(words) for words in _read_blocks(document)}
    for block in blocks_of(prose):
        if folded(block.words) not in blocks:
            print(f"    no paragraph: {block.words[:60]!r} … {block.words[-60:]!r}")
    read = {folded(note.text) for note in document.notes}
    for note in prose.notes:
        if folded(note.words) not in read:
            close = difflib.get_close_matches(folded(note.words), read, 1, 0.5)
            print(f"    note {note.number}: {note.words[:300]!r}\n         read: {close[0][:300] if close else None!r}")
    body = body_of(document)
    contexts = {context for places in _contexts(prose).values() for context in places}
    for one, marks in zip(document.notes, body.marks, strict=True):
        if len(marks) != 1 or _context(body.words[: marks[0]]) not in contexts:
            print(f"    note {one.number} tied to {[_context(body.words[:at]) for at in marks]}: {one.text[:60]!r}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writer", action="append", help="only writers whose name begins so")
    parser.add_argument("--text", help="only the text of this name")
    parser.add_argument("--keep", type=Path, help="leave the files in this folder")
    parser.add_argument("--show", action="store_true", help="print where text differs")
    asked = parser.parse_args()
    root = os.environ.get("BACKCHANNEL_DATA")
    if not root or not (Path(root) / "corpus").is_dir():
        print("fidelity: not measured (set BACKCHANNEL_DATA to a folder that holds corpus/)")
        return 0
    texts = [text for text in chosen(Path(root) / "corpus") if asked.text in (None, text.name)]
    good = True
    for writer in writers():
        if asked.writer is None or any(writer.name.startswith(name) for name in asked.writer):
            good &= _measured(writer, texts, asked.keep, show=asked.show)
    return 0 if good else 1


def _measured(writer: Writer, texts: Sequence[Prose], keep: Path | None, *, show: bool) -> bool:
    why = writer.missing()
    if why:
        print(f"{writer.name}: not measured ({why})")
        return True
    with tempfile.TemporaryDirectory() as place:
        folder = (keep or Path(place)) / writer.name.replace(": ", "-")
        folder.mkdir(parents=True, exist_ok=True)
        total = Score()
        for text in texts:
            one = measure(writer, text, folder, show=show)
            total += one
            print(f"  {writer.name:14} {text.name[:40]:40} {one.line(marks=writer.marks)}", flush=True)
    good = total.fidelity >= CHARACTERS and total.notes >= NOTES * total.of_notes
    good = good and (not writer.marks or total.tied >= NOTES * total.of_notes)
    print(f"{writer.name:16} {'all':40} {total.line(marks=writer.marks)}  {'reached' if good else 'NOT reached'}")
    return good


if __name__ == "__main__":
    sys.exit(main())
