"""What verbs and nouns that attribute take: the frames of ``en/reporting.toml``, by lemma."""

from __future__ import annotations

from functools import cache

from backchannel.vocabulary.cues import cues

_NONE: frozenset[str] = frozenset()


def frames_of(lemma: str, pos: str) -> frozenset[str]:
    """What the word takes as content: ``that``, ``to``, ``np``, ``quote``, ``as``; empty for a word that is no cue."""
    return _frames().get((lemma, pos), _NONE)


@cache
def _frames() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], frozenset[str]] = {}
    for cue in cues("reporting"):
        for form in cue.forms:
            if len(form) == 1:
                key = (form[0], cue.pos)
                found[key] = found.get(key, _NONE) | frozenset(cue.frame)
    return found
