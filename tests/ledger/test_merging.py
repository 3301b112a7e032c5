"""Ledgers merge by id: any order, any number of times, the same result."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.errors import LedgerError, NotALedger
from backchannel.exchange import FORMATS, Material
from backchannel.ledger import Ledger
from backchannel.model import encode

from .builders import NOON, claim, document, filled, finding, reading, shanghai, warsaw

Change = Callable[[Ledger], None]


def seen(ledger: Ledger) -> list[bytes]:
    """Everything of a ledger that can leave it, as bytes."""
    exports = []
    for format_ in FORMATS:
        out = io.BytesIO()
        format_.write(Material(ledger.claims(), ledger.findings()), out)
        exports.append(out.getvalue())
    return [
        *exports,
        encode(ledger.documents(versions=True)),
        encode([ledger.document(d.id) for d in ledger.documents(versions=True)]),
        encode([ledger.readings(d.id) for d in ledger.documents(versions=True)]),
        encode(ledger.claims(effective=False)),
        encode([ledger.findings(), ledger.decisions(), ledger.orphans()]),
        encode([ledger.same_matter(), ledger.different_matter()]),
    ]


def decide(kind: str, which: int, **fields: str) -> Change:
    def change(ledger: Ledger) -> None:
        claims = ledger.claims(effective=False)
        if claims:
            on = claims[which % len(claims)]
            other = {"other": claims[0].id} if kind == "same_matter" else {}
            if other.get("other") != on.id:
                ledger.decide(ledger.decision(on.id, kind, by="Ann", at=NOON, why="so", **fields, **other))

    return change


def second_version(ledger: Ledger) -> None:
    new = document("warsaw.txt", "Corrected.\n" + warsaw()[0].text)
    ledger.add(new, reading(new, claim(new, warsaw()[1].claims[0].quote, "Poland/target/POL")))


def newer_reading(ledger: Ledger) -> None:
    of, read = shanghai()
    ledger.add(of, reading(of, *read.claims[:2], version="10"))


def better_text(ledger: Ledger) -> None:
    of = document("shanghai.txt", "Nixon arrived.")
    of = msgspec.structs.replace(of, id=shanghai()[0].id)
    ledger.add(of, reading(of, claim(of, "Nixon arrived", "Nixon/source/USA"), version="11"))


def make_findings(ledger: Ledger) -> None:
    claims = ledger.claims()
    ledger.set_findings([finding(f"{len(claims)} claims", *claims[:2])] if len(claims) > 1 else [])


def note_run(ledger: Ledger) -> None:
    ledger.record_run(NOON, {"words": 1})


def forget_warsaw(ledger: Ledger) -> None:
    if any(d.id == warsaw()[0].id for d in ledger.documents(versions=True)):
        ledger.forget(warsaw()[0].id, at=NOON)


CHANGES: list[Change] = [
    lambda x: x.add(*warsaw()),
    lambda x: x.add(*warsaw("another.txt", author="B")),
    lambda x: x.add(*warsaw(author="A")),
    lambda x: x.add(*shanghai()),
    second_version,
    newer_reading,
    better_text,
    make_findings,
    decide("reject", 1),
    decide("field", 0, field="place", value='"Bonn"'),
    decide("field", 0, field="place", value='"Rome"'),
    decide("same_matter", 2),
    note_run,
    forget_warsaw,
]

_HISTORIES = st.lists(st.lists(st.integers(0, len(CHANGES) - 1), max_size=6), min_size=2, max_size=3)


@settings(max_examples=25, deadline=None)
@given(_HISTORIES)
def test_merging_does_not_depend_on_order_and_again_changes_nothing(histories: list[list[int]]) -> None:
    """Whatever was done in each ledger, all orders of merging export the same bytes, and so does merging twice."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n, history in enumerate(histories):
            paths.append(path := Path(folder, f"{n}.ledger"))
            with Ledger(path) as ledger:
                for change in history:
                    CHANGES[change](ledger)
        results = []
        for n, order in enumerate(permutations(paths)):
            with Ledger(Path(folder, f"merged-{n}.ledger")) as merged:
                for path in order:
                    merged.merge([path])
                results.append(seen(merged))
                merged.merge(order)
                assert seen(merged) == results[-1]
        assert all(result == results[0] for result in results[1:])


def test_merging_parts_gives_the_whole(ledger: Ledger, tmp_path: Path) -> None:
    """Documents read on two machines and merged export what one machine exports."""
    filled(ledger)
    parts = [tmp_path / "a.ledger", tmp_path / "b.ledger"]
    for path, made in zip(parts, (warsaw(), shanghai()), strict=True):
        with Ledger(path) as part:
            part.add(*made)
    with Ledger(tmp_path / "whole.ledger") as whole:
        merged = whole.merge(parts)
        assert [(m.documents, m.readings) for m in merged] == [(1, 1), (1, 1)]
        assert seen(whole) == seen(ledger)
        assert whole.findings_stale()
        assert whole.search("Nixon")


def test_a_decision_waits_for_its_document(ledger: Ledger, tmp_path: Path) -> None:
    """A decision that came without a reading in force applies as soon as a merge brings one."""
    with Ledger(tmp_path / "other.ledger") as other:
        filled(other)
        decide("reject", 0)(other)
        of = shanghai()[0]
        ledger.add(of, reading(of, version="0"))
        ledger.merge([other])
        assert len(ledger.claims()) == len(other.claims())


def test_a_file_that_is_no_ledger_stops_the_merge_before_it_starts(ledger: Ledger, tmp_path: Path) -> None:
    """All or none: a wrong file among right ones leaves the ledger as it was."""
    good, bad = tmp_path / "good.ledger", tmp_path / "bad.ledger"
    with Ledger(good) as other:
        filled(other)
    bad.write_text("not a ledger")
    with pytest.raises(NotALedger):
        ledger.merge([good, bad])
    with pytest.raises(LedgerError, match="no ledger at"):
        ledger.merge([good, tmp_path / "missing.ledger"])
    assert ledger.counts().documents == 0
