"""The published dossier, made once for all tests, and each of its forms."""

from __future__ import annotations

import pytest

from backchannel.dossier import Dossier

from .published import FORMS, plain, published


@pytest.fixture(scope="session")
def handed_on() -> Dossier:
    """The world's dossier as it is handed on."""
    return published()


@pytest.fixture(scope="session", params=FORMS)
def form(request: pytest.FixtureRequest, handed_on: Dossier) -> str:
    """It in one of its forms."""
    return FORMS[request.param](handed_on)


@pytest.fixture(scope="session")
def words(form: str) -> str:
    """That form's words."""
    return plain(form)
