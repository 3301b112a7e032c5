"""How well the reader that ships reads: figures measured by ``benchmarks/accuracy.py``, for the page."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from backchannel.dossier.words import FIELD
from backchannel.model import Value

_MAIN, _HELD = "dev", "examples-held"


class Accuracy(Value, frozen=True):
    """Figures by field, 0 to 1, and one paragraph on what they were measured on and how to read them."""

    figures: dict[str, float]
    note: str


class _Set(Value, frozen=True):
    documents: int
    claims: int
    figures: dict[str, float]


class _Measured(Value, frozen=True):
    commit: str
    sets: dict[str, _Set]


@cache
def accuracy() -> Accuracy:
    """What is known of the reader that ships: its figures on the larger set, with the smaller one in the note."""
    data = resources.files(__package__).joinpath("data", "accuracy.json").read_bytes()
    sets = msgspec.json.decode(data, type=_Measured).sets
    main, held = sets[_MAIN], sets[_HELD]
    return Accuracy(figures={f: v for f, v in main.figures.items() if f in FIELD}, note=_note(main, held))


def _note(main: _Set, held: _Set) -> str:
    return (
        f"The reader “clauses” against {main.claims:,} annotated claims of {main.documents} documents on which it was "
        "not trained; 100 is the annotator’s own reading. Finding claims is scored over their words (F1), every other "
        "field on the claims that were found, and rare values count as much as common ones: where a field has few "
        "values, the figure is the mean of accuracy and macro-F1. All fields and finding together: "
        f"{main.figures['headline'] * 100:.0f} of 100; on {held.documents} shipped examples that were annotated apart "
        f"from the reader, {held.figures['headline'] * 100:.0f}. The figures say nothing of texts of other kinds, nor "
        "of other readers."
    )
