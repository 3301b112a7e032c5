"""The gate: floors that only rise, sets that cannot shrink unnoticed, and nothing passed that was not measured."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gate
import measures
from gate import Pinned, compare, fell, parse, pin_of

ROOT = Path(__file__).parents[2]
PIN = Pinned("abc", 10, {"f1": 0.9}, {"worst per 100": 8.0})
figures = st.fixed_dictionaries({"f1": st.floats(0, 1), "worst per 100": st.floats(0, 100)})


def said(
    measured: dict[str, float], pin: Pinned | None = PIN, print_: str = "abc", items: int = 10
) -> list[gate.Verdict]:
    return list(compare("tales", measured, print_, items, pin))


def git(*arguments: str) -> str:
    """What git says, or nothing where there is no history."""
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def test_a_figure_at_its_floor_holds() -> None:
    """Neither broken nor worth raising."""
    assert not any(v.broken or v.better for v in said({"f1": 0.9, "worst per 100": 8.0}))


@pytest.mark.parametrize("measured", [{"f1": 0.899, "worst per 100": 8.0}, {"f1": 0.9, "worst per 100": 8.1}, {}])
def test_a_broken_floor_fails(measured: dict[str, float]) -> None:
    """Too low, too high where low is good, or no longer measured at all."""
    assert any(v.broken for v in said(measured))


def test_a_figure_well_above_its_floor_asks_to_raise_it() -> None:
    """By more than half a point; a hair above is let be."""
    assert [v.text for v in said({"f1": 0.906, "worst per 100": 8.0}) if v.better] == [
        "tales: f1 0.906, floor 0.900: raise the floor"
    ]
    assert not any(v.better for v in said({"f1": 0.904, "worst per 100": 7.9}))
    assert any("lower the ceiling" in v.text for v in said({"f1": 0.9, "worst per 100": 7.0}))


@pytest.mark.parametrize(("print_", "items"), [("abd", 10), ("abc", 9)])
def test_a_set_that_changed_fails_whatever_its_figures(print_: str, items: int) -> None:
    """A set from which the hard items went would score better."""
    assert [v.broken for v in said({"f1": 1.0, "worst per 100": 0.0}, PIN, print_, items)] == [True]


def test_a_set_without_floors_fails() -> None:
    """What is measured is pinned."""
    assert [v.broken for v in said({"f1": 1.0}, None)] == [True]


@given(figures, figures)
def test_raising_never_lowers(before: dict[str, float], now: dict[str, float]) -> None:
    """Bounds written over older ones are at least as hard, and today's figures meet bounds made of them alone."""
    old = pin_of(before, "abc", 10)
    assert fell({"tales": old}, {"tales": pin_of(now, "abc", 10, old)}) == []
    assert not any(v.broken for v in said(now, pin_of(now, "abc", 10)))


def test_a_lowered_floor_is_found_unless_a_note_says_why() -> None:
    """Also one that was dropped, and a ceiling that was lifted."""
    assert fell({"tales": PIN}, {"tales": PIN._replace(floors={"f1": 0.8})}) == ["tales: f1"]
    assert fell({"tales": PIN}, {"tales": PIN._replace(ceilings={})}) == ["tales: worst per 100"]
    assert fell({"tales": PIN}, {}) == ["tales is gone"]
    assert fell({"tales": PIN}, {"tales": PIN._replace(floors={"f1": 0.8}, note="the scorer was wrong")}) == []


def test_no_floor_was_lowered_since_the_last_commit_that_changed_them() -> None:
    """The floors of today against the version before them in the history, where there is one."""
    path = "benchmarks/floors.json"
    today = gate.FLOORS.read_text(encoding="utf-8")
    for commit in git("log", "-8", "--format=%H", "--", path).split():
        shown = git("show", f"{commit}:{path}")
        if shown != today:
            assert fell(parse(shown), parse(today)) == []
            break


def test_pinning_anew_keeps_the_reason() -> None:
    """It stays with the set when floors are raised later, and until then lets them fall."""
    anew = pin_of({"f1": 0.5}, "abc", 10, note="the reader was replaced")
    assert anew.floors == {"f1": 0.5}
    assert fell({"tales": PIN}, {"tales": anew}) == []
    assert pin_of({"f1": 0.6}, "abc", 10, anew).note == "the reader was replaced"


def test_every_set_is_pinned_and_every_pinned_set_is_known() -> None:
    """No floor is kept for a set that nothing measures, and none is missing."""
    assert set(gate.load()) == set(measures.MEASURES)


@pytest.mark.parametrize("name", ["gold", "dev"])
def test_what_is_not_at_hand_is_not_measured(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without BACKCHANNEL_DATA an outside set is said to be not measured, never passed, and breaks nothing."""
    monkeypatch.delenv("BACKCHANNEL_DATA", raising=False)
    verdicts = list(gate.run([name], gate.load()))
    assert [(v.broken, v.better, "not measured" in v.text, "held" in v.text) for v in verdicts] == [
        (False, False, True, False)
    ]


def test_an_unknown_set_is_named() -> None:
    """A slip of the pen does not pass for a measurement."""
    assert [v.broken for v in gate.run(["exmples"], {})] == [True]
