"""Where it happened: which of the place phrases at hand is the claim's own.

A text offers several: in the clause, elsewhere in the sentence, told of just before; each may be cut in several ways
("Aden", "the port of Aden", "Aden and Mukalla", "Aden, Yemen"); and most claims have none. A linear model ranks them,
none among them, and the first is taken; it is trained as the dates' is (:mod:`backchannel.claims.dating`). Receivers
and senders are parties, not places, and the name of a state is often a party alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from backchannel.claims.features import Stretch
from backchannel.claims.linear import LinearModel
from backchannel.claims.scene import Place, Scene, View
from backchannel.vocabulary import load_toml

NONE = "none"
"""Where the place of a claim without one comes from."""
MOST = 6
"""Places told of before that are kept."""
_NAMES = frozenset({"GPE", "LOC", "FAC"})
_OTHER_NAMES = frozenset({"ORG", "PERSON", "", "EVENT", "NORP", "PRODUCT", "WORK_OF_ART"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})
_LONGEST = 14
"""Tokens of the longest phrase."""


class Option(NamedTuple):
    """A phrase (None: no place), where it comes from, and its features."""

    words: str | None
    where: str
    features: list[str]


class _Phrase(NamedTuple):
    """A place named at tokens ``first`` to ``last`` (exclusive), its head, and what makes it one."""

    first: int
    last: int
    head: int
    kind: str


class _Words(NamedTuple):
    nouns: frozenset[str]
    adverbs: frozenset[str]
    prepositions: frozenset[str]


@cache
def place_words() -> _Words:
    """Lemmas of nouns, and adverbs and prepositions, that say where something happens."""
    table = load_toml("place_nouns")
    return _Words(
        *(frozenset(w for row in table[part] for w in row["lemmas"]) for part in ("noun", "adverb", "preposition"))
    )


def options(scene: Scene, stretch: Stretch, answers: dict[str, str]) -> list[Option]:
    """The phrases at hand, each cut in its ways, and none; ``answers`` are the fields read so far."""
    view = scene.view
    phrases = _phrases(view, scene.sentence.start, scene.sentence.end)
    inside = [p for p in phrases if stretch.first <= p.head < stretch.last]
    outside = sorted(
        (p for p in phrases if not stretch.first <= p.head < stretch.last),
        key=lambda p: min(abs(p.head - stretch.first), abs(p.head - stretch.last)),
    )[:4]
    slots = {p: _slot(view, p.head, stretch) for p in (*inside, *outside)}
    context = _context(scene, stretch, answers, [slots[p] for p in inside])
    found: dict[str, Option] = {}
    for rank, phrase in enumerate(inside):
        _offer(found, _cuts(scene, stretch, phrase, "clause", rank, slots[phrase], context))
    for rank, phrase in enumerate(outside):
        _offer(found, _cuts(scene, stretch, phrase, "sentence", rank, slots[phrase], context))
    _offer(found, _carried(scene, context))
    none = Option(None, NONE, [f"where={NONE}", *(f"{NONE}|{c}" for c in context)])
    return [*found.values(), none]


def _offer(found: dict[str, Option], more: Iterator[Option]) -> None:
    for option in more:
        found.setdefault((option.words or "").casefold(), option)


def _phrases(view: View, first: int, last: int) -> list[_Phrase]:
    """The places named in a sentence: names of places, names that a preposition of place governs, common nouns."""
    words = place_words()
    found: dict[int, _Phrase] = {}
    taken: set[int] = set()
    for entity in view.doc[first:last].ents:
        if entity.label_ in _NAMES:
            start = entity.start + (view.dep[entity.start] == "det" and entity.end > entity.start + 1)
            while start - 2 >= first and view.lower[start - 1] == "-" and not view.tokens[start - 1].whitespace_:
                start -= 2
            found[entity.root.i] = _Phrase(start, entity.end, entity.root.i, entity.label_)
            taken.update(range(entity.start, entity.end))
    for i in range(first, last):
        if i in taken:
            continue
        if view.pos[i] == "PROPN" and view.ent[i] in _OTHER_NAMES and _governed(view, i):
            start = i
            while start > first and view.head[start - 1] == i and view.dep[start - 1] == "compound":
                start -= 1
            if not taken.intersection(range(start, i + 1)):
                found[i] = _Phrase(start, i + 1, i, f"name-{view.ent[i]}")
        elif view.pos[i] in ("NOUN", "PROPN") and view.lemma[i] in words.nouns:
            found[i] = _Phrase(i, i + 1, i, "noun")
        elif view.lower[i] in words.adverbs and view.pos[i] == "ADV":
            found[i] = _Phrase(i, i + 1, i, "adverb")
    return [found[i] for i in sorted(found)]


def _governed(view: View, at: int) -> bool:
    """Whether a preposition of place governs a word."""
    return view.dep[at] == "pobj" and view.lower[view.head[at]] in place_words().prepositions


class _Slot(NamedTuple):
    """How a phrase hangs on the claim's predicate: its preposition or dependency, what that hangs on, the path."""

    link: str
    holder: str
    path: str


def _slot(view: View, at: int, stretch: Stretch) -> _Slot:
    steps: list[str] = []
    for _ in range(8):
        if at == stretch.head:
            break
        dep, head = view.dep[at], view.head[at]
        if dep not in ("pobj", "conj", "cc"):
            steps.append(view.lower[at] if dep == "prep" else dep)
        if head == at:
            break
        at = head
    reached = at == stretch.head
    link = steps[0] if steps else "head"
    if reached:
        holder = "own" if len(steps) <= 1 else f"in-{steps[1]}"
    else:
        above = view.head[stretch.head]
        holder = "other" if above == stretch.head or at != above else "governor"
    return _Slot(link, holder, ">".join(steps[:3]) if reached else "~" + link)


def _cuts(
    scene: Scene, stretch: Stretch, phrase: _Phrase, where: str, rank: int, slot: _Slot, context: list[str]
) -> Iterator[Option]:
    """The ways to cut a phrase: as it is, with what stands before it, with what follows, with what is joined to it."""
    base = _base(scene, stretch, phrase, where, rank, slot, context)
    seen: set[tuple[int, int]] = set()
    ways = dict(_ways(scene, phrase))
    at_hand = "+".join(ways)
    for way, (first, last) in ways.items():
        if (first, last) in seen or last - first > _LONGEST:
            continue
        seen.add((first, last))
        named = [
            *base,
            f"cut={way}|{at_hand}",
            f"cut={way}|{at_hand}|{phrase.kind}",
            f"cut={way}|{slot.link}",
            f"cut={way}|{where}",
        ]
        if phrase.kind == "noun":
            named.append(f"cut={way}|{scene.view.lemma[phrase.head]}")
        if first < phrase.first:
            named.append(f"cut={way}|{_opening(scene.view, first)}")
        yield Option(scene.words(first, last), where, named)


def _opening(view: View, first: int) -> str:
    return f"{view.dep[first]}:{view.pos[first]}" if view.pos[first] != "DET" else view.lower[first]


def _ways(scene: Scene, phrase: _Phrase) -> Iterator[tuple[str, tuple[int, int]]]:
    view = scene.view
    low, high = scene.sentence.start, scene.sentence.end
    yield "bare", (phrase.first, phrase.last)
    if phrase.kind == "adverb":
        return
    left = phrase.first
    while left > low and view.head[left - 1] in range(left, phrase.last) and view.dep[left - 1] in _MODIFIERS | {"det"}:
        left = view.tokens[left - 1].left_edge.i
    while left < phrase.first and view.lower[left] in ("the", "a", "an"):
        left += 1
    if left < phrase.first:
        yield "modified", (left, phrase.last)
    right = _right(view, phrase.head, phrase.last)
    if right > phrase.last:
        yield "extended", (phrase.first, right)
        if left < phrase.first:
            yield "whole", (left, right)
    joined = _joined(view, phrase)
    if joined is not None:
        yield "joined", (left, joined)
    if phrase.last + 1 < high and view.lower[phrase.last] in (",", "("):
        closing = view.lower[phrase.last] == "("
        for entity in view.doc[phrase.last + 1 : min(high, phrase.last + 5)].ents:
            if entity.start == phrase.last + 1 and entity.label_ in ("GPE", "LOC"):
                yield "within", (phrase.first, entity.end + (closing and entity.end < high))


def _right(view: View, head: int, end: int) -> int:
    """The end of what prepositions add to a phrase: "base outside of Kabul", "parts of the country"."""
    for child in view.children[head]:
        if child == end and view.dep[child] in ("prep", "pobj"):
            edge = view.tokens[child].right_edge.i + 1
            if any(view.dep[i] in ("relcl", "acl", "advcl") for i in range(child, edge)):
                break
            end = edge
    return end


def _joined(view: View, phrase: _Phrase) -> int | None:
    """The end of the coordination that a phrase opens, None where it opens none."""
    end, at = None, phrase.head
    for _ in range(6):
        holder = view.head[at] if view.dep[at] == "pobj" else at
        following = [c for i in (at, holder) for c in view.children[i] if view.dep[c] == "conj" and c > at]
        if not following:
            break
        at = following[0]
        end = _right(view, at, at + 1)
        at = next((c for c in view.children[at] if view.dep[c] == "pobj"), at)
    return end


def _base(
    scene: Scene, stretch: Stretch, phrase: _Phrase, where: str, rank: int, slot: _Slot, context: list[str]
) -> list[str]:
    view = scene.view
    kind = phrase.kind if phrase.kind != "noun" else f"noun-{view.lemma[phrase.head]}"
    broad = phrase.kind
    mention = scene.mention_at(phrase.head)
    party = "-" if mention is None else f"{mention.type}{'!' if mention.country else ''}"
    again = mention is not None and any(
        m.country and m.country == mention.country and m.start != mention.start for m in scene.mentions
    )
    named = [
        f"where={where}",
        f"where={where}{min(rank, 3)}",
        f"link={where}|{slot.link}",
        f"path={where}|{slot.path}",
        f"holder={where}|{slot.holder}",
        f"lh={where}|{slot.link}|{slot.holder}",
        f"kind={where}|{kind}",
        f"kind={where}|{kind}|{slot.link}",
        f"kind={where}|{broad}|{slot.link}|{slot.holder}",
        f"party={party}|{slot.link}",
        f"party={party}|{where}|{broad}",
        f"again={again}|{where}|{slot.link}",
        f"above={view.lemma[view.head[phrase.head]]}|{slot.link}",
        f"count={where}|{_count(scene, phrase)}|{broad}",
    ]
    if slot.link in place_words().prepositions:
        named.append(f"holding={slot.link}|{view.lemma[view.head[_preposition(view, phrase.head)]]}")
    named += (f"{where}|{slot.link}|{c}" for c in context)
    named += (f"{where}|{c}" for c in context)
    return named


def _preposition(view: View, at: int) -> int:
    for _ in range(6):
        if view.dep[at] == "prep" or view.head[at] == at:
            break
        at = view.head[at]
    return at


def _count(scene: Scene, phrase: _Phrase) -> int:
    words = scene.words(phrase.first, phrase.last).casefold()
    return next((min(3, p.times) for p in scene.places if p.words.casefold() == words), 0)


def _context(scene: Scene, stretch: Stretch, answers: dict[str, str], inside: Sequence[_Slot]) -> list[str]:
    view = scene.view
    located = any(s.link in ("in", "at", "near", "on", "off", "along", "over", "throughout", "across") for s in inside)
    named = ["always", f"hand={min(3, len(inside))}", f"located={located}", f"lem={view.lemma[stretch.head]}"]
    named += [f"{name}={answers[name]}" for name in ("kind", "plover", "domain", "certainty") if name in answers]
    named.append(f"kind={answers.get('kind')}|{located}")
    named.append(f"tag={view.tokens[stretch.head].tag_}")
    named.append(f"in={view.paragraph.kind}|{scene.side is not None}")
    return named


def _carried(scene: Scene, context: list[str]) -> Iterator[Option]:
    """Places told of before this sentence, the last first."""
    for rank, place in enumerate(reversed(scene.places)):
        ago = min(4, scene.number - place.sentence)
        near = "same" if place.paragraph == scene.view.paragraph.start else "before"
        named = [
            "where=carried",
            f"carried={near}|{ago}",
            f"carried={near}|{min(rank, 3)}",
            f"carried={near}|{place.link}|{place.kind}",
            f"carried={near}|{ago}|{place.link}",
            f"carried-count={min(5, place.times)}|{place.link}",
            f"carried-kind={place.kind}|{ago}",
            *(f"carried|{c}" for c in context),
            *(f"carried{near}{ago}|{c}" for c in context),
        ]
        yield Option(place.words, "carried", named)


def remembered(scene: Scene, before: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places told of after a sentence: those before with its own, the last :data:`MOST`, each once."""
    view = scene.view
    kept = {p.words.casefold(): p for p in before}
    for phrase in _phrases(view, scene.sentence.start, scene.sentence.end):
        if phrase.kind in ("noun", "adverb"):
            continue
        words = scene.words(phrase.first, phrase.last)
        old = kept.pop(words.casefold(), None)
        governed = _governed(view, phrase.head)
        link = view.lower[view.head[phrase.head]] if governed else view.dep[phrase.head]
        kept[words.casefold()] = Place(
            words, scene.number, view.paragraph.start, link, phrase.kind, (old.times if old else 0) + 1
        )
    return tuple(kept.values())[-MOST:]


def choose(model: LinearModel, found: list[Option]) -> tuple[str | None, str]:
    """The place ranked first and where it comes from; None and :data:`NONE` where none is."""
    best = max(found, key=lambda option: float(model.sums(option.features)[0]))
    return best.words, best.where
