"""What stands around a cue in a parsed sentence: the slots that conditions speak of, read from spaCy's tree."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from backchannel.vocabulary.cues import CueHit

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def head(doc: Doc, hit: CueHit) -> Token:
    """The token of the hit that carries its clause or phrase: the verb, the noun, the adjective."""
    span = doc[hit.start : hit.end]
    if hit.cue.pos == "VERB":
        return span[0].head if span[0].dep_ in ("aux", "auxpass") else span[0]
    inside = [t for t in span if t.pos_ in ("NOUN", "PROPN", "ADJ")] or list(span)
    return min(inside, key=lambda t: len(list(t.ancestors)))


def slots(doc: Doc, hit: CueHit) -> dict[str, set[str]]:
    """The lemmas in each slot around the hit."""
    verb = head(doc, hit)
    subject, obj = _arguments(verb)
    inside = set(doc[hit.start : hit.end])
    for token in inside | {t for i in inside for t in i.children if t.dep_ == "prep"}:
        if token.dep_ in ("prep", "prt"):
            for child in token.children:
                obj |= _subtree(child) if child.dep_ in ("pobj", "pcomp", "dobj") else set()
                for inner in child.children if child.dep_ == "prep" else ():
                    obj |= _subtree(inner)
    governed = {t for t in verb.subtree if t is not verb}
    if verb.pos_ in ("VERB", "AUX"):
        governed -= subject
    return {
        "subject": _lemmas(subject),
        "object": _lemmas(obj - {verb}),
        "prep": {t.lower_ for t in governed if t.dep_ in ("prep", "agent", "dative", "prt", "mark", "aux")},
        "complement": _lemmas(governed),
        "modifier": _lemmas(t for t in verb.children if t.dep_ in ("compound", "amod", "nmod", "poss")),
    }


def _arguments(verb: Token) -> tuple[set[Token], set[Token]]:
    """Subject and object tokens in the active sense."""
    subject: set[Token] = set()
    obj: set[Token] = set()
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            (obj if passive else subject).update(child.subtree)
        elif child.dep_ == "agent":
            subject.update(child.subtree)
        elif child.dep_ in ("dobj", "dative", "attr", "oprd", "npadvmod", "ccomp"):
            obj.update(child.subtree)
    if not subject and not passive and verb.dep_ == "conj":
        subject, _ = _arguments(verb.head)
    return subject, obj


def _subtree(token: Token) -> set[Token]:
    return set(token.subtree)


def _lemmas(tokens: Iterable[Token]) -> set[str]:
    return {word for t in tokens for word in (t.lemma_.lower(), t.lower_)}
