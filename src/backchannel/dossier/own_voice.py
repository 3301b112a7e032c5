"""What the program says in its own voice: never a conclusion of law.

Quotes are others' voices and are left out of account; the phrases are ``vocabulary/en/legal_conclusions.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from backchannel.vocabulary import load_toml

_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’(?!\w)|\"[^\"]*\"")


class Phrase(NamedTuple):
    """A phrase that must not be said, with a sentence in which it is, and what may be said instead."""

    pattern: re.Pattern[str]
    example: str
    instead: str


@cache
def phrases() -> tuple[Phrase, ...]:
    """The phrases of the vocabulary."""
    return tuple(
        Phrase(re.compile(row["pattern"], re.IGNORECASE), row["example"], row["instead"])
        for row in load_toml("legal_conclusions")["phrase"]
    )


def conclusions(sentence: str) -> tuple[str, ...]:
    """The words of a sentence that state a legal conclusion, quotes apart."""
    own = _QUOTED.sub("“”", sentence)
    return tuple(match[0] for phrase in phrases() if (match := phrase.pattern.search(own)))
