"""The search holds what the page says of it, on texts that nobody here wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backchannel.ledger import Ledger
from search_languages import ARABIC, EVERYWHERE, VARIANTS, asked, documents, drawn, found, keep


@pytest.mark.outside
@pytest.mark.skipif("BACKCHANNEL_DATA" not in os.environ, reason="BACKCHANNEL_DATA names no folder")
def test_words_of_each_language_are_found_however_they_are_written(ledger: Ledger) -> None:
    """99 of 100 words as they stand, and 95 in every variant."""
    texts = keep(ledger, documents(Path(os.environ["BACKCHANNEL_DATA"], "corpus/langs")))
    assert set(texts) > ARABIC
    for language, of_it in texts.items():
        words = drawn(language, of_it, 60)
        assert sum(found(ledger, one.word, one) for one in words) >= 0.99 * len(words), language
        for name, change in {**EVERYWHERE, **VARIANTS.get(language, {})}.items():
            outcome = asked(ledger, words, change)
            assert len(outcome.misses) <= 0.05 * outcome.words, (language, name, outcome.misses)
