"""The languages of passages are told as the page says, on texts that nobody here wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from passage_languages import measure_mixed, of_whole, paragraphs, whole


@pytest.mark.outside
@pytest.mark.skipif("BACKCHANNEL_DATA" not in os.environ, reason="BACKCHANNEL_DATA names no folder")
def test_no_english_passage_is_lost_and_others_are_told() -> None:
    """All passages of whole documents, and 97 of 100 that are long enough in mixed ones."""
    documents = list(whole(Path(os.environ["BACKCHANNEL_DATA"], "corpus")))
    assert {language: tally.misses for language, tally in of_whole(documents).items() if tally.misses} == {}
    texts = paragraphs(documents)
    for other in sorted(set(texts) - {"en"}):
        long, _ = measure_mixed(texts, ("en", other), 2)
        assert long.right >= 0.97 * long.all, long.misses
        assert not [miss for miss in long.misses if " for en" in miss]
