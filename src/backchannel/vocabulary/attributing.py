"""What words that attribute take as content, by lemma: the frames of reporting.toml and attitudes.toml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from backchannel.vocabulary import load_toml
from backchannel.vocabulary.cues import cues

FRAMES = frozenset({"that", "to", "ing", "np", "so", "as", "quote"})
"""A clause, an infinitive, a gerund, an object, an object and what it is called, one and "as", direct speech."""


class Taking(NamedTuple):
    """What a word takes: frames (some of :data:`FRAMES`) and prepositions that lead to content."""

    frames: frozenset[str]
    preps: frozenset[str]


_LONGEST = 2
NOTHING = Taking(frozenset(), frozenset())


def verb(lemma: str, particle: str = "") -> Taking:
    """What a verb takes, alone or with its particle ("point out"); nothing where it is no cue."""
    if particle:
        found = _verbs().get(f"{lemma} {particle}")
        if found is not None:
            return found
    return _verbs().get(lemma, NOTHING)


def noun(lemma: str) -> Taking:
    """What a noun takes; nothing where it is no cue."""
    return _group("noun").get(lemma, NOTHING)


def adjective(lemma: str) -> Taking:
    """What an adjective takes that says how somebody feels or what he is ready to do; nothing for others."""
    return _group("adjective").get(lemma, NOTHING)


def appearing(lemma: str) -> bool:
    """Whether a verb says how something looks, to no one in particular ("seem")."""
    return lemma in _lemmas("appearing")


def light(lemma: str) -> bool:
    """Whether a verb says no more than that its object, a noun that attributes, is made or held ("make a claim")."""
    return lemma in _lemmas("light")


@cache
def _verbs() -> dict[str, Taking]:
    found: dict[str, Taking] = {}
    _add(found, ((cue.forms, cue.frame, ()) for cue in cues("reporting") if cue.pos == "VERB" and not cue.gap))
    _add(found, _own("verb"))
    for lemma in _lemmas("no_object"):
        if lemma in found:
            found[lemma] = found[lemma]._replace(frames=found[lemma].frames - {"np"})
    return found


@cache
def _group(name: str) -> dict[str, Taking]:
    found: dict[str, Taking] = {}
    _add(found, _own(name))
    return found


@cache
def _lemmas(group: str) -> frozenset[str]:
    return frozenset(lemma for entry in load_toml("attitudes")[group] for lemma in entry["lemma"])


def _own(group: str) -> Iterator[tuple[Any, Any, Any]]:
    for entry in load_toml("attitudes")[group]:
        forms = [(lemma,) for lemma in entry["lemma"]]
        yield forms, entry.get("frame", ()), entry.get("prep", ())


def _add(found: dict[str, Taking], rows: Iterable[tuple[Any, Any, Any]]) -> None:
    for forms, frames, preps in rows:
        for form in forms:
            if len(form) <= _LONGEST:
                lemma = " ".join(form)
                old = found.get(lemma, NOTHING)
                found[lemma] = Taking(old.frames.union(frames), old.preps.union(preps))
