"""Addresses in exports are those of the web, and show what they are."""

from __future__ import annotations

import pytest

from backchannel.exchange import iris


@pytest.mark.parametrize("address", ["https://example.org/a?b=%20#c", "http://пример.example/я", "https://x.org/ü"])
def test_addresses_of_the_web_stay_as_they_are(address: str) -> None:
    """In any script, and with what RFC 3987 allows."""
    assert iris.web(address) == address


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\x85", "\x7f", "}", " ", "\ufffe"])
def test_what_turns_hides_or_ends_an_address_is_none_of_its_signs(sign: str) -> None:
    """Such an address would be shown as another, or end the field that it stands in; it is left out."""
    assert iris.web(f"https://example.org/{sign}gro") is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://x", None])
def test_other_addresses_are_left_out(address: str | None) -> None:
    """Only http and https lead anywhere that others can follow."""
    assert iris.web(address) is None
