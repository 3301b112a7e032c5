"""Nouns that name actors and words that point back to them, from the vocabulary."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from backchannel.model import ActorType
from backchannel.vocabulary import load_toml


class Pronoun(NamedTuple):
    """A word or phrase that points back: how many it means, what it can stand for, whether it means two parties."""

    number: str
    types: frozenset[str]
    group: bool


@cache
def actor_nouns() -> dict[str, ActorType]:
    """Lemma of an actor noun (one or more words) → the kind of actor it names."""
    return {str(row["lemma"]): cast(ActorType, row["type"]) for row in load_toml("actor_nouns")["noun"]}


@cache
def document_nouns() -> frozenset[str]:
    """Lemmas of nouns on whose word something can stand though they name no one ("cable", "historian")."""
    return frozenset(str(word) for row in load_toml("document_nouns")["noun"] for word in row["lemmas"])


@cache
def pronouns() -> dict[tuple[str, ...], Pronoun]:
    """Words, in lower case, → how they point back."""
    table = {}
    for row in load_toml("pronouns")["pronoun"]:
        pronoun = Pronoun(str(row["number"]), frozenset(row["for"]), bool(row.get("group", False)))
        for words in row["words"]:
            table[tuple(str(words).split())] = pronoun
    return table
