"""Indirect speech, belief and attitude: clauses and phrases that verbs and nouns of the vocabulary govern."""

from __future__ import annotations

from backchannel.claims.quote_clauses import cue_range, source_range
from backchannel.claims.quote_spans import Found, Passage
from backchannel.vocabulary.attributing import frames_of


def indirect(passage: Passage, taken: list[Found]) -> list[Found]:
    """The attributions of a paragraph that are not direct speech; ``taken`` are those that are."""
    used = {part.at for part in taken}
    found = []
    for at, pos in enumerate(passage.view.pos):
        if pos == "VERB" and at not in used:
            made = _verb(passage, at)
            if made is not None:
                found.append(made)
    return found


def _verb(passage: Passage, at: int) -> Found | None:
    view = passage.view
    frames = frames_of(view.lemma[at], "VERB")
    content = _content(passage, at, frames)
    if not content:
        return None
    return Found(at, source_range(passage, at), [passage.span(*cue_range(passage, at))], content)


def _content(passage: Passage, at: int, frames: frozenset[str]) -> list[tuple[int, int]]:
    view = passage.view
    for child in view.children[at]:
        dep = view.dep[child]
        clause = dep == "ccomp" and ("that" in frames or "quote" in frames)
        infinitive = dep == "xcomp" and "to" in frames
        noun = dep == "dobj" and "np" in frames
        if clause or infinitive or noun:
            first, last = view.tokens[child].left_edge.i, view.tokens[child].right_edge.i + 1
            if first <= at < last:
                first, last = (at + 1, last) if child > at else (first, at)
            found = passage.trimmed(first, last)
            if found:
                return [passage.span(*found)]
    return []
