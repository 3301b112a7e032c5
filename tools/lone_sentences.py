"""Sentences that stand alone and answer one question: the vocabulary's examples, and those written for acts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

import train_acts
from backchannel.claims.features import Stretch
from backchannel.claims.scene import Scene
from backchannel.claims.scenes import Stage
from backchannel.documents import read_bytes
from backchannel.vocabulary.cues import cues

ASKED = {"acts": "plover", "domains": "domain", "certainty": "certainty", "kinds": "kind", "polarity": "polarity"}
"""What the examples of a file of the vocabulary answer."""


class Party(NamedTuple):
    """A party named in a sentence (its first word and the word that heads it) and its role."""

    first: int
    head: int
    role: str


class Lone(NamedTuple):
    """A sentence that is one claim from its first word to its last, the field it answers, and its parties."""

    scene: Scene
    stretch: Stretch
    field: str
    answer: str
    parties: list[Party]


def vocabulary(stage: Stage) -> Iterator[Lone]:
    """The examples of the vocabulary, with the parties that an act's names."""
    for name, field in ASKED.items():
        for cue in cues(name):
            named = [
                (one, {"participants": "participant"}.get(role, role))
                for role, names in cue.expect.items()
                for one in ([names] if isinstance(names, str) else names)
            ]
            if cue.scope != "phrase":
                yield from _lone(stage, cue.example, field, cue.value, named)


def written(stage: Stage, seed: int) -> Iterator[Lone]:
    """The sentences written for the acts between two parties, each once, with names in their places."""
    chance = random.Random(seed)
    for line in train_acts.read():
        made = train_acts.printed(line, chance)
        if made is None:
            continue
        roles = ("participant", "participant") if (1, 0) in made.acts else ("source", "target")
        named = [(made.text[start:end], role) for (start, end), role in zip(made.parties, roles, strict=False)]
        yield from _lone(stage, made.text, "plover", line.act, named if line.act != "none" else [])


def _lone(stage: Stage, text: str, field: str, answer: str, named: list[tuple[str, str]]) -> Iterator[Lone]:
    (document,) = read_bytes(text.encode(), "sentence.txt", b'{"language": "en"}')
    scene = next(iter(stage.scenes(document)), None)
    if scene is None:
        return
    sentence, doc = scene.sentence, scene.view.doc
    end = sentence.end
    while end > sentence.start + 1 and doc[end - 1].text in '.!?"”':
        end -= 1
    parties = []
    for name, role in named:
        at = doc.text.find(name)
        found = doc.char_span(at, at + len(name), alignment_mode="expand") if at >= 0 else None
        if found is not None and found.end <= end:
            parties.append(Party(found.start, found.root.i, role))
    yield Lone(scene, Stretch(sentence.start, end, sentence.root.i), field, answer, parties)
