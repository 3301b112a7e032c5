"""The parts of a clause that attributes: its cue, its source, and what of it is content."""

from __future__ import annotations

from functools import cache

from backchannel.claims.frames import agent, passive
from backchannel.claims.quote_spans import Passage, Range
from backchannel.claims.scene import View
from backchannel.vocabulary.attributing import Taking, adjective, appearing, verb

_REACH = 8
_GROUP = frozenset({"aux", "auxpass", "neg", "advmod"})


def speaks(view: View, at: int) -> bool:
    """Whether a token is a verb that can stand beside direct speech."""
    return view.pos[at] == "VERB" and "quote" in taking(view, at).frames


def taking(view: View, at: int) -> Taking:
    """What a verb takes, read with its particle if it has one."""
    following = at + 1
    if following < len(view.dep) and view.dep[following] == "prt" and view.head[following] == at:
        return verb(view.lemma[at], view.lower[following])
    return verb(view.lemma[at])


@cache
def _subjects() -> frozenset[str]:
    return frozenset({"nsubj", "nsubjpass", "csubj"})


def subject(view: View, at: int) -> int | None:
    """Who a verb says it of: its subject, the agent of a passive, or the one it shares with what governs it."""
    if passive(view, at):
        return agent(view, at)
    return view.deep_subject(at)


def cue_range(passage: Passage, at: int) -> Range:
    """The verb with its auxiliaries, negation, adverbs before it, what it is an infinitive of, and its particle."""
    view = passage.view
    first = _group(view, at)
    last = at + 1
    while last < len(view.tokens) and view.head[last] == at and view.dep[last] == "prt":
        last += 1
    if last < len(view.tokens) and view.lower[last] == ":":
        last += 1
    return first, last


def _group(view: View, at: int) -> int:
    """Where the verb group begins: "went on to say" from "went", "was quick to note" from "was"."""
    first = at
    while first > 0 and view.head[first - 1] == at and view.dep[first - 1] in _GROUP:
        first -= 1
    head = view.head[at]
    if view.dep[at] != "xcomp" or head >= first or _own(view, head):
        return first
    if view.pos[head] == "ADJ" and view.dep[head] == "acomp" and head == first - 1:
        left = view.tokens[head].left_edge.i
        return _group(view, view.head[head]) if view.head[head] == left - 1 else first
    between = range(head + 1, first)
    return (
        _group(view, head) if all(view.head[i] == head and view.dep[i] in ("prt", "advmod") for i in between) else first
    )


def _own(view: View, at: int) -> bool:
    """Whether what governs an infinitive attributes by itself: "he refused | to say"."""
    if view.pos[at] == "ADJ":
        return "to" in adjective(view.lemma[at]).frames
    return "to" in taking(view, at).frames or appearing(view.lemma[at])


def source_range(passage: Passage, at: int) -> list[Range]:
    """The noun phrase of the source of a verb, as code points; empty where there is none."""
    token = subject(passage.view, at)
    if token is not None and passage.marked_at(token) is not None and passage.marked_at(at) is None:
        token = _beside(passage, at)
    return [] if token is None else phrase(passage, token, at)


def _beside(passage: Passage, at: int) -> int | None:
    """The noun next to a verb, where the parse takes one inside the quotation for its subject."""
    view = passage.view
    for near in (range(at + 1, at + _REACH), range(at - 1, at - _REACH, -1)):
        for i in near:
            if not 0 <= i < len(view.pos) or passage.marked_at(i) is not None or view.pos[i] == "PUNCT":
                break
            if view.pos[i] in ("PROPN", "PRON", "NOUN"):
                return topmost(view, i, near)
    return None


def topmost(view: View, at: int, near: range) -> int:
    """The head of the noun phrase that a token is in."""
    while view.dep[at] in ("compound", "poss", "nmod") and view.head[at] in near:
        at = view.head[at]
    return at


def phrase(passage: Passage, token: int, cue: int) -> list[Range]:
    """A noun phrase with all that belongs to it, cut where it would reach over its cue."""
    view = passage.view
    first, last = view.tokens[token].left_edge.i, view.tokens[token].right_edge.i + 1
    if first <= cue < last:
        first, last = (cue + 1, last) if cue < token else (first, cue)
    found = passage.trimmed(first, last)
    if not found:
        return []
    first, last = found
    if last < len(view.lower) and view.lower[last] == "," and "," in view.lower[first:last]:
        last += 1
    return [passage.span(first, last)]
