"""Coding sheets drawn from a ledger, and the agreement of those who filled them, with each other and with a reader."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from backchannel.agreement import (
    CONFUSABLE,
    WRITERS,
    Answer,
    Answered,
    Answers,
    Coding,
    Comparison,
    Filled,
    Frame,
    Passage,
    Plan,
    Resampling,
    Sample,
    Span,
    Strata,
    codebook,
    comparisons,
    draw,
    of_claim,
    read_sheets,
    within,
)
from backchannel.api.exporting import Shelf
from backchannel.api.files import written
from backchannel.errors import InputError
from backchannel.ledger import Ledger
from backchannel.ledger.readings import version_order
from backchannel.model import Claim, Reading, Value
from backchannel.pipeline import DEFAULT_READER, open_reader

READER = "reader:"
"""Stands before the name of a reader among the coders."""


class Sheet(NamedTuple):
    """A coding sheet: the passages that were drawn and, unless it is blind, what a reader found in them."""

    sample: Sample
    answers: Answers | None = None

    def write(self, form: str, out: BinaryIO) -> None:
        """Write the sheet as ``csv``, ``xlsx`` or ``jsonl``. Raises ``InputError`` for another form."""
        if form not in WRITERS:
            raise InputError(f"there is no sheet of the form {form!r}; choose from {', '.join(WRITERS)}.")
        WRITERS[form](self.sample, out, self.answers)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write a file whose name ends in .csv, .xlsx or .jsonl. Raises ``InputError``."""
        target = Path(path)
        with written(target, tuple(f".{form}" for form in WRITERS)) as out:
            self.write(target.suffix.lower()[1:], out)
        return target

    def save_codebook(self, path: str | os.PathLike[str]) -> Path:
        """Write the codebook, to a file whose name ends in .html or .md. Raises ``InputError``."""
        target = Path(path)
        with written(target, (".html", ".md")) as out:
            made = codebook.page if target.suffix.lower() == ".html" else codebook.markdown
            out.write(made(self.sample).encode("utf-8", "replace"))
        return target


class Agreement(Value, frozen=True):
    """How far coders agree, and what that rests on.

    ``coded`` counts the passages that each coder coded; ``passages`` those on the sheets, ``empty`` those nobody coded,
    ``gone`` rows that were drawn and are on no sheet any more, ``elsewhere`` passages whose text the ledger does not
    hold. ``drawn_from`` is what the passages were drawn from.
    """

    comparisons: tuple[Comparison, ...]
    coded: Mapping[str, int]
    passages: int
    empty: int
    gone: Mapping[str, int]
    elsewhere: int
    drawn_from: tuple[str, ...]


def sample(
    ledger: Ledger,
    count: int,
    *,
    seed: int = 0,
    frame: Frame = "sentences",
    strata: Strata = "none",
    documents: Sequence[str] = (),
    answers: bool = False,
) -> Sheet:
    """Draw a coding sheet from the documents in force, or from those named.

    Raises ``InputError`` where there is nothing to draw from, and ``UnknownId``.
    """
    if count < 1:
        raise InputError(f"{count} passages cannot be drawn; ask for one or more.")
    ids = [ledger.document(name).id for name in documents] or [entry.id for entry in ledger.documents()]
    languages: tuple[str, ...] = getattr(open_reader(DEFAULT_READER), "languages", ())
    plan = Plan(count, seed, frame, strata, languages)
    drawn = draw(Shelf(ledger, ids), lambda id_: ledger.readings(id_)[0].claims, plan)
    if not drawn.passages:
        raise InputError(f"{ledger.path} has no sentences to draw from; read documents first.")
    if not answers:
        return Sheet(drawn)
    return Sheet(drawn, _read(ledger, {passage.id: passage for passage in drawn.passages}, None))


def agreement(
    files: Sequence[str | os.PathLike[str]],
    ledger: Ledger | None = None,
    *,
    readers: Sequence[str] = (),
    confuse: Sequence[str] = (),
    resamples: int = 1000,
    seed: int = 0,
) -> Agreement:
    """How far those who filled sheets agree, with each other and, where there is a ledger, with readers.

    Without names of ``readers`` it is each document's current reading, as the reader left it, decisions not applied.
    Raises ``InputError``, and ``FaultySheet`` with all faults of cells.
    """
    if unknown := [name for name in confuse if name not in CONFUSABLE]:
        raise InputError(f"no table can be made of {unknown[0]!r}; it is one of {', '.join(CONFUSABLE)}.")
    filled = read_sheets([Path(file) for file in files])
    if not filled.codings:
        raise InputError(f"nobody has coded anything on {', '.join(map(str, files))}; fill in the column claim.")
    machines = [_coding(ledger, filled.passages, name) for name in readers or (None,)] if ledger else []
    made = comparisons(
        filled.codings, machines, filled.passages, confuse=confuse, resampling=Resampling(resamples, seed)
    )
    held = {id_ for machine in machines for id_ in machine.answers}
    done = Agreement(
        comparisons=tuple(made),
        coded={coding.coder: len(coding.answers) for coding in (*filled.codings, *machines)},
        passages=len(filled.passages),
        empty=len(filled.empty),
        gone=filled.gone,
        elsewhere=len(filled.passages) - len(held) if ledger else 0,
        drawn_from=filled.frames,
    )
    if not done.comparisons:
        raise InputError(_nothing_shared(filled, ledger is not None))
    return done


def _nothing_shared(filled: Filled, with_reader: bool) -> str:
    names = ", ".join(coding.coder for coding in filled.codings)
    if len(filled.codings) == 1 and not with_reader:
        return f"{names} alone coded these passages; give the sheet of another coder, or compare with the reader."
    return f"no passage was coded by two of {names}{' and the reader' if with_reader else ''}; give sheets of one draw."


def _coding(ledger: Ledger, passages: Mapping[str, Passage], reader: str | None) -> Coding:
    read = _read(ledger, passages, reader)
    answers = {
        id_: tuple(sorted((Answer(a.span, of_claim(a.claim)) for a in given), key=lambda answer: answer.span))
        for id_, given in read.found.items()
    }
    return Coding(READER + read.reader, answers)


def _read(ledger: Ledger, passages: Mapping[str, Passage], reader: str | None) -> Answers:
    """What a reader, or each document's current reading, found in the passages that it read."""
    entries = sorted(ledger.documents(versions=True), key=lambda entry: (entry.current, entry.id))
    documents = {entry.text_digest: entry.id for entry in entries}
    text_of = lru_cache(4)(lambda id_: ledger.document(id_).text)
    reading_of = lru_cache(4)(lambda id_, digest: _reading(ledger, id_, digest, reader))
    found: dict[str, tuple[Answered, ...]] = {}
    names: set[str] = set()
    for id_, passage in sorted(passages.items(), key=lambda item: (item[1].text_digest, item[1].start)):
        document = documents.get(passage.text_digest)
        reading = reading_of(document, passage.text_digest) if document else None
        if document and reading:
            names.add(reading.reader)
            found[id_] = tuple(_placed(text_of(document), passage, reading.claims))
    return Answers(reader or " and ".join(sorted(names)), found)


def _reading(ledger: Ledger, document: str, text_digest: str, reader: str | None) -> Reading | None:
    """The current reading of this text, or a reader's: the current one, else that of its newest version."""
    readings = [r for r in ledger.readings(document) if r.text_digest == text_digest]
    if reader is None or (readings and readings[0].reader == reader):
        return readings[0] if readings else None
    return max(
        (r for r in readings if r.reader == reader), key=lambda r: (version_order(r.version), r.id), default=None
    )


def _placed(text: str, passage: Passage, claims: Sequence[Claim]) -> Iterator[Answered]:
    """The claims that lie with their middle in a passage, cut at its ends."""
    for claim in claims:
        if passage.start <= (claim.start + claim.end) // 2 < passage.end:
            span = within(text, Span(passage.start, passage.end), Span(claim.start, claim.end))
            if span is not None:
                yield Answered(span, claim)
