"""Attribution by nouns and adjectives: "her claim that …", "the criticism of … by …", "they were sure that …"."""

from __future__ import annotations

from backchannel.claims.quote_clauses import cue_range, phrase, source_range
from backchannel.claims.quote_spans import Found, Passage, Range
from backchannel.claims.scene import View
from backchannel.vocabulary.attributing import Taking, adjective, light, noun


def of_noun(passage: Passage, at: int) -> Found | None:
    """The attribution of a noun, if it has content of its own."""
    view = passage.view
    takes = noun(view.lemma[at])
    held = _held(view, at, takes)
    if held is None:
        return None
    child, first = held
    end = first if view.dep[child] == "prep" and child == at + 1 else at + 1
    content = [(first, view.tokens[child].right_edge.i + 1)]
    maker = view.head[at]
    if view.dep[at] == "dobj" and light(view.lemma[maker]) and maker < at:
        return passage.made(maker, (cue_range(passage, maker)[0], end), content, source_range(passage, maker))
    owner, after = _owner(view, at)
    if owner is None:
        return None
    start = after if owner < at else _bare(view, at)
    return passage.made(at, (start, end), content, phrase(passage, owner, at))


def of_adjective(passage: Passage, at: int) -> Found | None:
    """The attribution of an adjective that stands as a predicate, or of one joined to a noun."""
    view = passage.view
    takes = adjective(view.lemma[at])
    held = _held(view, at, takes)
    if held is None or view.dep[at] != "acomp":
        return None
    child, first = held
    verb = view.head[at]
    start = cue_range(passage, verb)[0]
    end = first if view.dep[child] == "prep" and child == at + 1 else at + 1
    return passage.made(at, (start, end), [(first, view.tokens[child].right_edge.i + 1)], source_range(passage, verb))


def _held(view: View, at: int, takes: Taking) -> Range | None:
    """What holds the content of a noun or adjective, and its first token."""
    after = [c for c in view.children[at] if c > at]
    for child in after:
        if view.dep[child] in ("acl", "ccomp", "xcomp"):
            opening = view.lower[view.tokens[child].left_edge.i]
            if ("that" in takes.frames and opening in ("that", "whether")) or (
                "to" in takes.frames and opening == "to"
            ):
                return child, view.tokens[child].left_edge.i
    for child in after:
        if view.dep[child] == "prep" and view.lower[child] in takes.preps:
            return child, child + 1
    return None


def _owner(view: View, at: int) -> tuple[int | None, int]:
    """Whose word or attitude a noun names, and where the noun goes on after him: "her", "by the bank"."""
    for child in view.children[at]:
        if view.dep[child] == "poss":
            return child, view.tokens[child].right_edge.i + 1
    for child in view.children[at]:
        if view.dep[child] == "prep" and view.lower[child] in ("by", "from", "among"):
            found = [c for c in view.children[child] if view.dep[c] == "pobj"]
            if found:
                return found[0], at
    return None, at


def _bare(view: View, at: int) -> int:
    first = at
    while first > 0 and view.head[first - 1] == at and view.dep[first - 1] in ("amod", "compound"):
        first -= 1
    return first
