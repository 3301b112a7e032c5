"""The lock files fit what the project asks for, and what they bring may be depended on."""

from __future__ import annotations

from pathlib import Path

import pytest

from check_licences import LOCK, acceptable, licences, locked
from check_lock import apart, faults, faults_of, missing, pins

DIGEST = " \\\n    --hash=sha256:" + "0" * 64
PINNED = f"numpy==2.4.6 ; python_full_version < '3.12'{DIGEST}\nnumpy==2.5.5 ; python_full_version >= '3.12'{DIGEST}\n"


def test_the_lock_files_fit_the_project() -> None:
    """All that is asked for is locked for each Python, with digests; the files agree and name no host."""
    assert list(faults()) == []


def test_a_version_out_of_range_is_found() -> None:
    """A range that only one of the pinned versions meets is not met on the other Pythons."""
    assert list(missing(["numpy>=2.5"], pins(PINNED))) == ["numpy>=2.5 is not locked for Python 3.11"]


def test_what_is_not_locked_is_found() -> None:
    """A new dependency without a new lock is a fault on every Python."""
    assert len(list(missing(["click>=8"], pins(PINNED)))) == 3


@pytest.mark.parametrize(
    "line", ["--index-url https://example.org/simple", "--find-links /opt/wheels", "thing @ file:///tmp/thing.whl"]
)
def test_a_place_to_load_from_is_found(line: str) -> None:
    """A lock file says what is installed, not where it lies."""
    assert any("names a place" in fault for fault in faults_of(f"{line}\n{PINNED}"))


def test_a_pin_without_digest_is_found() -> None:
    """Without a digest anything could come under that name."""
    assert list(faults_of("click==8.5.1\n")) == ["click==8.5.1 has no digest"]


def test_files_that_disagree_are_found() -> None:
    """What is tested is what a user gets."""
    assert list(apart(pins(PINNED), pins(PINNED.replace("2.5.5", "2.6.0")))) != []
    assert list(apart(pins(PINNED), pins(PINNED))) == []


def test_everything_that_is_installed_may_be_depended_on() -> None:
    """Each locked package is under a permissive licence, and nearly all of them are here to be asked."""
    names = locked(Path(LOCK).read_text(encoding="utf-8"))
    found = list(licences(names))
    assert [licence for licence in found if not licence.accepted] == []
    assert len(found) >= len(names) - 4


@pytest.mark.parametrize(
    ("says", "fine"),
    [
        ("MIT", True),
        ("Apache-2.0 AND CNRI-Python", True),
        ("MPL-1.1 OR GPL-2.0-only", True),
        ("BSD License; GNU General Public License v3 (GPLv3)", True),
        ("GPL-3.0-or-later", False),
        ("GNU Affero General Public License v3", False),
        ("MIT AND GPL-2.0-only", False),
        ("says nothing", False),
    ],
)
def test_a_choice_needs_one_permissive_licence(says: str, fine: bool) -> None:
    """OR offers, AND adds up, and silence is no licence."""
    assert acceptable(says) is fine
