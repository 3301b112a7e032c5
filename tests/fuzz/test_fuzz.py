"""Damaged files end in documents or one line, never in a fault; ``benchmarks/fuzz.py`` does the same by the million."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzz.damage import damaged, renamed
from tests.fuzz.seeds import NAMES, good
from tests.fuzz.trying import CLAIM, damaged_claim, read, take_in

CASES = 2_000

numbers = st.integers(0, 2**63)


@pytest.mark.parametrize("name", NAMES)
def test_the_good_files_are_read(name: str) -> None:
    """What is damaged below is read when it is whole: otherwise the damage would test nothing."""
    assert read(good(name), name) >= 1


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=CASES // (len(NAMES) + 1), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(number=numbers)
def test_damaged_files_end_in_documents_or_one_line(name: str, number: int) -> None:
    """Whatever is done to the bytes, and whatever the name says."""
    dice = random.Random(number)
    read(damaged(name, dice), renamed(name, dice))


@settings(max_examples=CASES // (len(NAMES) + 1), deadline=None)
@example(data=CLAIM)
@given(data=numbers.map(lambda number: damaged_claim(random.Random(number))))
def testdamaged_claims_end_in_claims_or_one_line(data: bytes) -> None:
    """Import takes nothing that is not a claim, and says so in one line."""
    take_in(data)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=2_000))
def test_any_bytes_end_in_documents_or_one_line(name: str, data: bytes) -> None:
    """Also what never was a file of that kind."""
    read(data, name)
