"""Filled sheets in: each coder's claims by passage, or every fault of the sheet by row and column.

Nothing is guessed: a sheet with a fault gives no figures, because a row left out would make the agreement look
better or worse than it is. A passage that nobody coded, or whose row is gone, is said to be missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from backchannel.agreement.assignment import Span
from backchannel.agreement.fields import COLUMNS, Values, parsed
from backchannel.agreement.passages import Passage, sample_id, squeezed
from backchannel.agreement.rows import Row, read_rows
from backchannel.agreement.sheets import BINDING, SHOWN
from backchannel.errors import InputError
from backchannel.language.plain import straighten
from backchannel.model import Value

_CONTENT = ("words", *(column.name for column in COLUMNS))
_DIGITS = 12
_SHOWN_FAULTS = 3
LONGEST_NAME = 100


class Fault(Value, frozen=True):
    """What is wrong in a cell, and where."""

    file: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, column {self.column}: {self.reason}"


class FaultySheet(InputError):
    """Sheets of which cells cannot be used; ``faults`` are all of them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        more = f" (and {len(faults) - 1:,} more)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}.")


class Answer(NamedTuple):
    """A claim that somebody found: its place in the squeezed words of the passage, and its fields."""

    span: Span
    values: Values


class Coding(NamedTuple):
    """What one coder made of passages, by their ids; an empty tuple is a passage without a claim."""

    coder: str
    answers: Mapping[str, tuple[Answer, ...]]


class Filled(NamedTuple):
    """What filled sheets hold: the codings by coder's name, the passages by id, and those that are missing.

    ``empty`` are passages that have a row and no coding at all; ``gone`` counts rows that were drawn and are not there,
    by file; ``frames`` are what the passages were drawn from.
    """

    codings: tuple[Coding, ...]
    passages: Mapping[str, Passage]
    empty: tuple[str, ...]
    gone: Mapping[str, int]
    frames: tuple[str, ...]


def read_sheets(files: Iterable[Path]) -> Filled:
    """The codings of all files together. Raises ``InputError``, and ``FaultySheet`` with all faults of cells."""
    reading = _Reading()
    for file in files:
        reading.read(file)
    return reading.done()


class _Reading:
    """Sheets under way: what was found, by coder and passage, and what is wrong."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._passages: dict[str, Passage] = {}
        self._given: dict[str, dict[str, list[_Given]]] = defaultdict(lambda: defaultdict(list))
        self._gone: dict[str, int] = {}
        self._frames: dict[str, None] = {}

    def read(self, file: Path) -> None:
        """Take in one file."""
        before = len(self._faults)
        drawn: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        last: Row | None = None
        filled: list[tuple[Row, Passage]] = []
        for row in read_rows(file):
            whole = row if row.cells.get("passage_id") else _continued(row, last)
            passage = self._bound(file, whole)
            if passage is None:
                continue
            last = whole
            draw = whole.cells.get("sample", ""), whole.cells.get("drawn_from", "")
            drawn[draw][passage.id] = whole.cells.get("number", "")
            filled.append((whole, passage))
        self._check_draws(file, drawn)
        coded = [(row, passage) for row, passage in filled if _coded(row)]
        whose = _only_coder(file, [row for row, _ in coded])
        for row, passage in coded:
            self._code(file, row, passage, whose)
        self._faults[before:] = sorted(self._faults[before:], key=lambda fault: fault.row)

    def _fault(self, file: Path, row: int, column: str, reason: str) -> None:
        self._faults.append(Fault(file=str(file), row=row, column=column, reason=reason))

    def _bound(self, file: Path, row: Row) -> Passage | None:
        """The passage of a row, where it still is what was drawn."""
        cells = row.cells
        if not cells.get("passage_id"):
            self._fault(
                file, row.number, "passage_id", "empty, and no passage stands above; copy the row of the passage"
            )
            return None
        for column in ("start", "end"):
            given = cells.get(column, "")
            if not (given.isascii() and given.isdigit() and len(given) <= _DIGITS):
                self._fault(file, row.number, column, f"{given[:40]!r} is no whole number; take it as it was drawn")
                return None
        passage = Passage(
            document=cells.get("document", ""),
            text_digest=cells.get("text_sha256", ""),
            start=int(cells["start"]),
            end=int(cells["end"]),
            words=squeezed(cells.get("passage", "")),
        )
        if passage.id != cells["passage_id"]:
            why = (
                "not the words that were drawn; they, their place or the digest were changed, or the file was saved in"
            )
            self._fault(file, row.number, "passage", f"{why} another encoding; take the sheet as it was drawn")
            return None
        self._passages.setdefault(passage.id, passage)
        return passage

    def _check_draws(self, file: Path, drawn: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        """Whether all passages of each draw are there, told by its identity and the numbering."""
        for (sample, frame), numbers in drawn.items():
            self._frames[frame] = None
            if sample_id(frame, numbers) == sample:
                continue
            total = next(iter(numbers.values())).rpartition(" ")[2]
            gone = int(total) - len(numbers) if total.isascii() and total.isdigit() and len(total) <= _DIGITS else 0
            if gone <= 0:
                raise InputError(
                    f"{file}, column sample: {sample!r} is not the draw of these passages; that column, number or"
                    " drawn_from was changed, or rows of another draw were put in."
                )
            self._gone[str(file)] = self._gone.get(str(file), 0) + gone

    def _code(self, file: Path, row: Row, passage: Passage, whose: str | None) -> None:
        coder = squeezed(row.cells.get("coder", ""))[:LONGEST_NAME] or whose
        if coder is None:
            self._fault(file, row.number, "coder", "empty, and the sheet has several coders; give a name")
            return
        before = self._given[coder][passage.id]
        if any(given.file != file for given in before):
            self._fault(file, row.number, "coder", f"{coder} coded this passage in {before[0].file} too; give it once")
            return
        answer = self._answer(file, row, passage)
        same = next((given.row for given in before if given.answer == answer), None)
        if same is not None:
            self._fault(file, row.number, "claim", f"says the same as row {same}; remove one of them")
        elif before and None in (answer, before[0].answer):
            self._fault(
                file,
                row.number,
                "claim",
                f"this and row {before[0].row} say both that the passage has a claim and that not",
            )
        before.append(_Given(file, row.number, answer))

    def _answer(self, file: Path, row: Row, passage: Passage) -> Answer | None:
        """The claim of a row; None where it says that there is none."""
        said = row.cells.get("claim", "").strip().lower()
        full = [name for name in _CONTENT if row.cells.get(name)]

        def fault(column: str, reason: str) -> None:
            self._fault(file, row.number, column, reason)

        if said in ("no", "n", "false"):
            if full:
                fault("claim", f"no, but {', '.join(full[:_SHOWN_FAULTS])} filled in; write yes or empty the cells")
            return None
        if said not in ("", "yes", "y", "true"):
            fault("claim", f"{said[:40]!r} is neither yes nor no")
        span = Span(0, 0)
        try:
            span = _place(passage.words, row.cells.get("words", ""))
        except ValueError as error:
            fault("words", str(error))
        return Answer(span, parsed(row.cells, fault))

    def done(self) -> Filled:
        """All that was found. Raises ``FaultySheet``."""
        if self._faults:
            raise FaultySheet(self._faults)
        codings = tuple(
            Coding(coder, {id_: _in_order(given) for id_, given in self._given[coder].items()})
            for coder in sorted(self._given)
        )
        coded = {id_ for coding in codings for id_ in coding.answers}
        empty = tuple(id_ for id_ in self._passages if id_ not in coded)
        return Filled(codings, self._passages, empty, self._gone, tuple(self._frames))


class _Given(NamedTuple):
    """What one row says of a passage: a claim, or None for none."""

    file: Path
    row: int
    answer: Answer | None


def _only_coder(file: Path, rows: Sequence[Row]) -> str | None:
    """Whose the rows without a name are: the sheet's only coder's; where no row has a name, the file gives it."""
    names = {name for row in rows if (name := squeezed(row.cells.get("coder", ""))[:LONGEST_NAME])}
    return file.stem if not names else next(iter(names)) if len(names) == 1 else None


def _coded(row: Row) -> bool:
    return bool(row.cells.get("claim") or any(row.cells.get(name) for name in _CONTENT))


def _continued(row: Row, last: Row | None) -> Row:
    """A row without a passage is another claim of the one above it."""
    if last is None:
        return row
    bound = {name: last.cells.get(name, "") for name in (*SHOWN, *BINDING)}
    coder = row.cells.get("coder") or last.cells.get("coder", "")
    return Row(row.number, {**row.cells, **bound, "coder": coder})


def _place(words: str, said: str) -> Span:
    """Where the words of a claim stand in a passage. Raises ``ValueError`` where they stand nowhere or twice."""
    wanted = straighten(squeezed(said))
    if not wanted:
        raise ValueError("empty; copy the words of the claim from the passage")
    for known, sought in ((straighten(words), wanted), (straighten(words).lower(), wanted.lower())):
        at = known.find(sought)
        if at >= 0 and len(known) == len(words):
            if known.find(sought, at + 1) >= 0:
                raise ValueError("these words stand in the passage more than once; copy some more of them")
            return Span(at, at + len(sought))
    raise ValueError("these words do not stand in the passage; copy them as they are printed")


def _in_order(given: Iterable[_Given]) -> tuple[Answer, ...]:
    return tuple(sorted((g.answer for g in given if g.answer is not None), key=lambda answer: answer.span))
