from __future__ import annotations

from collections.abc import Callable

import pytest

from backchannel.claims import ClauseReader
from backchannel.claims.scene import Scene
from backchannel.language import load
from backchannel.model import Claim

from .made import document


@pytest.fixture(scope="session")
def reader() -> ClauseReader:
    """The default reader; the language model and the weights are loaded once."""
    return ClauseReader(nlp=load())


@pytest.fixture(scope="session")
def read(reader: ClauseReader) -> Callable[..., tuple[Claim, ...]]:
    """The claims of a text, with metadata as a sidecar would give them."""

    def claims(text: str, name: str = "essay.txt", **metadata: str) -> tuple[Claim, ...]:
        return reader.read(document(text, name, **metadata)).claims

    return claims


@pytest.fixture(scope="session")
def scenes(reader: ClauseReader) -> Callable[[str], list[Scene]]:
    """The sentences of a text as the reader sees them."""
    return lambda text: list(reader.stage.scenes(document(text)))
