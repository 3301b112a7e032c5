"""Linear models add weights, answer by the largest sum, and come back from their file as they were."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.claims import linear
from backchannel.claims.linear import Head, LinearModel, arrays
from backchannel.claims.reader import Models
from backchannel.model import ACTS, CERTAINTIES, DOMAINS, KINDS, ROLES

NAMES = [f"w={n}" for n in range(12)]
FEATURES = st.lists(st.sampled_from([*NAMES, "never seen", "w=99"]), unique=True)


def model(width: int = 4) -> LinearModel:
    """Two heads over twelve features, weights that half precision holds exactly."""
    numbers = np.random.default_rng(7)
    heads = {"colour": Head(("blue", "green", "red"), 0), "size": Head(("large", "small"), 3)}
    return LinearModel(
        heads,
        NAMES,
        (numbers.integers(-8, 8, (12, 5)) / 4).astype(np.float32),
        (numbers.integers(-8, 8, (width, 5)) / 4).astype(np.float32),
        (numbers.integers(-8, 8, 5) / 4).astype(np.float32),
    )


@given(one=FEATURES, other=FEATURES)
def test_sums_are_sums(one: list[str], other: list[str]) -> None:
    """What two sets of features give apart, the bias taken off once, they give together."""
    made = model()
    apart = [f for f in other if f not in one]
    together = made.sums([*one, *apart])
    np.testing.assert_allclose(together, made.sums(one) + made.sums(apart) - made.bias, atol=1e-5)


@given(features=FEATURES, data=st.data())
def test_the_order_of_features_makes_no_difference(features: list[str], data: st.DataObject) -> None:
    """A sum is of a set."""
    shuffled = data.draw(st.permutations(features))
    np.testing.assert_allclose(model().sums(features), model().sums(shuffled), atol=1e-5)


@given(features=FEATURES)
def test_features_never_seen_count_nothing(features: list[str]) -> None:
    """New words neither help nor hinder."""
    known = [f for f in features if f in NAMES]
    np.testing.assert_array_equal(model().sums(features), model().sums(known))


@given(vector=st.lists(st.integers(-4, 4), min_size=4, max_size=4))
def test_a_vector_adds_its_product(vector: list[int]) -> None:
    """The dense block is a matrix product beside the named features."""
    made = model()
    dense = np.array(vector, dtype=np.float32)
    np.testing.assert_allclose(made.sums(["w=1"], dense), made.sums(["w=1"]) + dense @ made.dense, atol=1e-4)


@given(features=FEATURES)
def test_shares_are_probabilities(features: list[str]) -> None:
    """Each head's shares add up to one; the label has the largest, and the largest sum."""
    made = model()
    sums = made.sums(features)
    for name, head in made.heads.items():
        answer = made.answer(name, sums)
        assert math.isclose(sum(answer.all.values()), 1, abs_tol=1e-6)
        assert answer.probability == max(answer.all.values()) == answer.all[answer.label]
        assert sums[head.first + head.classes.index(answer.label)] == sums[head.columns].max()


def test_equal_sums_go_to_the_first_class() -> None:
    """A tie is settled the same way on every run."""
    made = LinearModel(
        {"h": Head(("a", "b"), 0)},
        [],
        np.zeros((0, 2), np.float32),
        np.zeros((0, 2), np.float32),
        np.zeros(2, np.float32),
    )
    assert made.answer("h", made.sums(["x"])).label == "a"


def test_what_tells_speaks_for_the_label() -> None:
    """Only features that are there, that speak for the class, strongest first, as many as asked."""
    made = model()
    told = made.telling("colour", "red", [*NAMES, "never seen"], most=5)
    gains = [gain for _, gain in told]
    assert 0 < len(told) <= 5
    assert gains == sorted(gains, reverse=True)
    assert all(gain > 0 for gain in gains)
    assert {name for name, _ in told} <= set(NAMES)


def test_a_model_comes_back_from_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written and read, it has the same heads and features and gives the same sums."""
    made = model()
    (tmp_path / "weights").mkdir()
    with (tmp_path / "weights" / "made.npz").open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays(made))
    monkeypatch.setattr(linear, "files", lambda _: tmp_path)
    back = linear.load.__wrapped__("made")
    assert back.heads == made.heads
    assert back.rows == made.rows
    vector = np.array([1, 0, -2, 3], dtype=np.float32)
    np.testing.assert_array_equal(back.sums(NAMES[:5], vector), made.sums(NAMES[:5], vector))


def test_a_file_with_pickled_objects_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights are numbers and names; nothing in them can run."""
    (tmp_path / "weights").mkdir()
    hostile = {"heads": np.array([{"a": 1}], dtype=object)}
    with (tmp_path / "weights" / "bad.npz").open("wb") as file:
        np.savez(file, allow_pickle=True, **hostile)
    monkeypatch.setattr(linear, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match="allow_pickle"):
        linear.load.__wrapped__("bad")


@pytest.mark.parametrize(
    ("name", "head", "allowed"),
    [
        ("spans", "claim", {"yes", "no"}),
        ("dates", "date", {"rank"}),
        ("roles", "role", {*ROLES, "none"}),
        ("fields", "kind", {*KINDS}),
        ("fields", "plover", {*ACTS, "none"}),
        ("fields", "domain", {*DOMAINS}),
        ("fields", "certainty", {*CERTAINTIES}),
        ("fields", "polarity", {"positive", "negative"}),
        ("fields", "covert", {"true", "false"}),
        ("fields", "checkable", {"true", "false"}),
    ],
)
def test_the_shipped_weights_know_the_formats_values_only(name: str, head: str, allowed: set[str]) -> None:
    """A class of a model is a value of the claims format."""
    made = linear.load(name)
    assert set(made.heads[head].classes) <= allowed
    assert np.isfinite(made.weights).all()
    assert np.isfinite(made.dense).all()
    assert made.weights.shape == (len(made.rows), sum(len(h.classes) for h in made.heads.values()))


def test_every_model_of_the_reader_ships() -> None:
    """All four load, and are loaded once."""
    for name in Models._fields:
        assert linear.load(name) is linear.load(name)
