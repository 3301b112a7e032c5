"""The discourse: who has been spoken of so far, so that pronouns, bare surnames and offices find their actor.

An antecedent is taken only where it is plain: the nearest actor of a fitting kind, subjects first (the centering
preference of Grosz, Joshi & Weinstein, Computational Linguistics 21(2), 1995). Otherwise the mention stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from backchannel.actors.mentions import Mention
from backchannel.actors.words import pronouns

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_WINDOW = 40
_CLEARLY = 1.5
_REACH = 2
"""Sentences back in which an antecedent is looked for; that of a possessive must stand in its own sentence."""


class Seen(NamedTuple):
    """A mention that has passed: the mention, its sentence's number in the document, whether it was a subject."""

    mention: Mention
    sentence: int
    subject: bool


class Discourse:
    """What one document has spoken of so far; feed it the mentions of each sentence in reading order.

    ``side`` is the state the document itself speaks for ("we" in an embassy's cable), None where nothing says it.
    """

    def __init__(self, side: str | None = None, side_name: str = "") -> None:
        self.side = side
        self.side_name = side_name
        self.seen: list[Seen] = []
        self.persons: dict[str, Mention] = {}
        self.offices: dict[str, Mention] = {}
        self.weight: Counter[str] = Counter()
        self.states: dict[str, Mention] = {}
        self.sentence = 0

    def resolve(self, doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of one sentence with bare surnames, offices and pronouns resolved where plain.

        A pronoun that stands for two parties becomes two mentions of the same words. Advances the discourse by one
        sentence.
        """
        resolved: list[Mention] = []
        current: list[Seen] = []
        for mention in mentions:
            for known in self._known(doc, mention, current):
                resolved.append(known)
                subject = doc[known.head].dep_ in _SUBJECTS
                current.append(Seen(known, self.sentence, subject))
        for seen in current:
            if not seen.mention.pronoun:
                self._learn(seen.mention)
        self.seen = (self.seen + current)[-_WINDOW:]
        self.sentence += 1
        return resolved

    def name(self, mentions: Sequence[Mention]) -> None:
        """Learn who a heading names; nothing that follows can point back to it."""
        for mention in mentions:
            if not mention.pronoun:
                self._learn(mention)

    def salient(self, most: int = 3) -> list[str]:
        """The states most spoken of so far."""
        return [code for code, _ in sorted(self.weight.items(), key=lambda c: (-c[1], c[0]))[:most]]

    def recent(self, back: int = 2) -> list[Seen]:
        """What was spoken of in the last ``back`` sentences, latest sentence first, subjects first within one."""
        near = [s for s in self.seen if self.sentence - s.sentence <= back]
        return sorted(near, key=lambda s: (-s.sentence, not s.subject))

    def _foremost(self) -> list[Mention]:
        """The two states that the document speaks of far more than of any third."""
        ranked = [*self.weight.most_common(3), ("", 0)]
        if len(ranked) > 2 and ranked[1][1] >= _CLEARLY * max(1, ranked[2][1]):
            return [self.states[code] for code, _ in ranked[:2] if code in self.states]
        return []

    def _learn(self, mention: Mention) -> None:
        if mention.country:
            self.weight[mention.country] += 1
            if mention.type == "state":
                self.states.setdefault(mention.country, mention)
        if mention.type == "person" and mention.how != "noun":
            known = self.persons.get(mention.key)
            if known is None or (mention.country and not known.country) or len(mention.name) > len(known.name):
                country = mention.country or (known.country if known else None)
                self.persons[mention.key] = mention._replace(country=country)
        elif mention.how == "noun" and mention.country:
            self.offices[mention.name.split()[-1].casefold()] = mention

    def _known(self, doc: Doc, mention: Mention, current: list[Seen]) -> list[Mention]:
        if mention.pronoun:
            return self._antecedents(doc, mention, current)
        if mention.type == "person" and mention.how != "noun":
            known = self.persons.get(mention.key)
            if known is not None:
                name = known.name if len(known.name) >= len(mention.name) else mention.name
                return [mention._replace(name=name, country=mention.country or known.country)]
        if mention.how == "noun" and mention.country is None:
            known = self.offices.get(mention.name.split()[-1].casefold())
            if known is not None and _definite(doc, mention) and not _says_whose(doc, mention):
                return [mention._replace(country=known.country, name=known.name, why=known.name)]
        return [mention]

    def _antecedents(self, doc: Doc, mention: Mention, current: list[Seen]) -> list[Mention]:
        pronoun = pronouns()[tuple(mention.key.split())]
        if pronoun.number == "own":
            return (
                [mention._replace(country=self.side, name=self.side_name or mention.name)] if self.side else [mention]
            )
        reach = 0 if doc[mention.head].dep_ == "poss" else _REACH
        earlier = [
            s for s in self.seen + current if s.mention.end <= mention.start and self.sentence - s.sentence <= reach
        ]
        earlier = [s for s in earlier if not s.mention.pronoun or s.mention.country or s.mention.name != s.mention.key]
        if pronoun.group:
            pair = self._foremost() or _pair(earlier)
            if pair:
                return [_as(mention, meant) for meant in pair]
        fitting = [s for s in earlier if s.mention.type in pronoun.types and s.mention.name.lower() != mention.key]
        if pronoun.number == "many":
            fitting = [s for s in fitting if s.mention.type not in {"person", "state"}] or fitting
        if not fitting:
            return [mention]
        best = max(fitting, key=lambda s: (s.sentence, s.subject, -abs(mention.start - s.mention.start) / 1e6))
        return [_as(mention, best.mention)]


def _as(pointer: Mention, meant: Mention) -> Mention:
    """The words that point back, standing for whom they mean."""
    return pointer._replace(name=meant.name, country=meant.country, type=meant.type, key=meant.key, why=meant.name)


def _pair(earlier: Sequence[Seen]) -> list[Mention]:
    """The last two different states that were spoken of in one sentence."""
    for sentence in sorted({s.sentence for s in earlier}, reverse=True):
        states: dict[str, Mention] = {}
        for seen in earlier:
            if seen.sentence == sentence and seen.mention.country:
                states.setdefault(seen.mention.country, seen.mention)
        if len(states) == 2:
            return list(states.values())
    return []


def _says_whose(doc: Doc, mention: Mention) -> bool:
    """Whether the words go on with "of …": then they do not point back ("the people of Jammu")."""
    return any(child.lower_ == "of" for child in doc[mention.head].rights)


def _definite(doc: Doc, mention: Mention) -> bool:
    head = doc[mention.head]
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in head.lefts) or head.i == 0
