"""The work grows with the number of claims, not with the number of pairs."""

from __future__ import annotations

from unittest.mock import patch

from backchannel.evidence import findings
from backchannel.evidence.comparison import compare
from tests.evidence.crowd import many


def comparisons(count: int) -> int:
    """How many pairs of so many claims are compared."""
    with patch("backchannel.evidence.findings.compare", side_effect=compare) as counted:
        findings(many(count), {})
    return counted.call_count


def test_four_times_the_claims_take_about_four_times_the_comparisons() -> None:
    """Near-linear: the pairs compared per claim grow by no more than a third from 1,500 to 6,000 skewed claims."""
    small, large = comparisons(1500), comparisons(6000)
    assert small < large < small * 4 * 4 / 3
