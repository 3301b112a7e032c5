"""Whether an edit turns what a sentence says, and which words do it.

A sub-editor's synonyms leave a text the same; another number, name or day, a negation, a modal or hedge, or a verb that
says something else make it another statement, however alike the rest is. The vocabulary says what negates, hedges,
confirms and acts; ``data/turns.toml`` what excludes each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from backchannel.evidence.alignment import Edit, Pair
from backchannel.evidence.housestyle import EXCISED, Token, brought
from backchannel.evidence.profile import fold
from backchannel.evidence.sentences import Sentence
from backchannel.evidence.tables import turns
from backchannel.language.plain import shouted
from backchannel.states import forms
from backchannel.vocabulary.cues import cues, terms

LONGEST = 8
"""Words of an edit up to which what it drops or adds changes the sentence; a longer one is a clause of its own."""
NAME_ALIKE = 0.6
"""Likeness (difflib's ratio) from which two names are spellings of one: Gaddafi, Qaddafi."""

_PLACES = ("name", "official", "adjective", "demonym", "capital", "abbreviation", "metonym")


def turning(one: Sentence, other: Sentence, pair: Pair) -> tuple[Edit, ...]:
    """Those of the pair's edits that turn what the sentence says."""
    edits = [e for e in pair.edits if not any(t.form == EXCISED for t in (*e.one, *e.other))]
    weighed = _weighed(edits, _negations) + _weighed(edits, _hedges)
    return tuple(e for e in edits if e in weighed or _excludes(e) or _numbers(e) or _named_otherwise(one, other, e))


def _weighed(edits: Sequence[Edit], kinds: Callable[[Sequence[Token]], list[str]]) -> list[Edit]:
    """Edits that leave one side with more negations or another hedge; what only moved within a sentence counts not."""
    told = [(kinds(e.one), kinds(e.other)) for e in edits]
    if Counter(k for one, _ in told for k in one) == Counter(k for _, other in told for k in other):
        return []
    return [e for e, (one, other) in zip(edits, told, strict=True) if one != other]


def _negations(words: Sequence[Token]) -> list[str]:
    """One "not" for each word that negates; a clause of its own, longer than ``LONGEST``, negates for itself."""
    if len(words) > LONGEST:
        return []
    forms = [t.form for t in words]
    return ["not" for at, form in enumerate(forms) if _negates(form) and not "".join(forms[at + 1 :])[:1].isdigit()]


def _negates(form: str) -> bool:
    return form in _negators("") or form in _negators("ADJ") or not _bases(form).isdisjoint(_negators("VERB"))


@cache
def _negators(pos: str) -> frozenset[str]:
    """Single words of one part of speech that negate; nouns are left out, because most say something else too."""
    strong = (c for c in cues("polarity") if (c.value, c.pos, c.weight) == ("negative", pos, "strong"))
    return frozenset(word for c in strong for form in c.forms if len(form) == 1 for word in brought(form[0])[-1:])


def _hedges(words: Sequence[Token]) -> list[str]:
    if len(words) > LONGEST:
        return []
    forms = [t.form for t in words]
    found = [kind for f in forms if (kind := turns().hedges.get(f)) is not None]
    pairs = pairwise(forms)
    return sorted([*found, *("future" for pair in pairs if pair == turns().to_come)])


@cache
def _bases(form: str) -> frozenset[str]:
    """What the base form of a word may be: itself, and with its ending taken off in each way that English has."""
    known = turns().irregular.get(form)
    if known:
        return frozenset((form, known))
    found = {form}
    for ending in ("s", "es", "d", "ed", "ing"):
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 2:
            found.update((stem, f"{stem}e"))
            if stem[-1] == stem[-2]:
                found.add(stem[:-1])
            if stem[-1] == "l":
                found.add(f"{stem}l")  # house style has one l in "killed" too
            if stem.endswith("i"):
                found.add(f"{stem[:-1]}y")
    return frozenset(found)


def _excludes(edit: Edit) -> bool:
    """Whether a word stands in the place of one that excludes it."""
    if not edit.one or not edit.other or max(len(edit.one), len(edit.other)) > LONGEST:
        return False
    one, other = ([_bases(t.form) for t in side] for side in (edit.one, edit.other))
    return any(_opposed(a, b) for a in one for b in other) or _other_acts(one, other) or _other_things(one, other)


def _opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    return any(not b.isdisjoint(against) for base in a for against in turns().opposites.get(base, ()))


def _other_acts(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    """Whether both sides say acts, and none in common: "met" for "attacked"."""
    a, b = (frozenset().union(*(_acts(bases) for bases in side)) for side in (one, other))
    return bool(a and b) and a.isdisjoint(b)


def _acts(bases: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(_act_of().get(base, frozenset()) for base in bases))


@cache
def _act_of() -> Mapping[str, frozenset[str]]:
    """Base form → the acts that the verb alone says; a verb that needs company says none."""
    found: dict[str, set[str]] = {}
    for cue in cues("acts"):
        for form in cue.forms:
            if cue.pos == "VERB" and len(form) == 1 and not cue.conditional:
                for word in brought(form[0])[:1]:
                    found.setdefault(word, set()).add(cue.value)
    return MappingProxyType({word: frozenset(values) for word, values in found.items()})


def _other_things(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    """Whether both sides name things of a kind that states deal in, and not the same: "rifles" for "rice"."""
    a, b = (frozenset().union(*(_things(bases) for bases in side)) for side in (one, other))
    return bool(a and b) and a.isdisjoint(b)


def _things(bases: frozenset[str]) -> frozenset[str]:
    return frozenset(_thing_of()[base] for base in bases if base in _thing_of())


@cache
def _thing_of() -> Mapping[str, str]:
    """Base form of a thing's name → the name that stands for all that are the same thing."""
    named = {word for name in turns().thing_classes for word in terms()[name] if not word.endswith("illion")}
    same = {word: words[0] for words in turns().same_things for word in words}
    return MappingProxyType({word: same.get(word, word) for word in sorted(named | same.keys())})


def _numbers(edit: Edit) -> bool:
    """Whether a number, day or month stands in the place of another."""
    one, other = ({t.form for t in side if t.form[0].isdigit()} for side in (edit.one, edit.other))
    words = [{t.form for t in side} for side in (edit.one, edit.other)]
    if one and other:
        return one != other
    for calendar in turns().calendars:
        a, b = (w & calendar for w in words)
        if a and b and a != b:
            return True
    quantified = [w & turns().quantifiers for w in words]
    return bool((one and quantified[1]) or (other and quantified[0]))


def _named_otherwise(one: Sentence, other: Sentence, edit: Edit) -> bool:
    """Whether a name stands in the place of another that is not the same in another spelling or form."""
    a, b = _names(one, edit.one), _names(other, edit.other)
    if not a or not b or not a.keys().isdisjoint(b):
        return False
    codes = [{c for name in (*side, " ".join(side)) if (c := _place_of().get(name))} for side in (a, b)]
    if codes[0] and codes[1]:
        return codes[0].isdisjoint(codes[1])
    return not any(SequenceMatcher(None, x, y).ratio() >= NAME_ALIKE for x in a for y in b)


def _names(sentence: Sentence, words: Sequence[Token]) -> dict[str, None]:
    """The names among the words, in order. In a text in capitals only the names of states and capitals are known."""
    loud = shouted(sentence.plain)
    found: dict[str, None] = {}
    for token in words:
        raw = sentence.plain[token.start : token.end]
        begins = sentence.words and token.start == sentence.words[0].start
        if not raw[:1].isupper() or token.form in turns().dated or token.form[0].isdigit():
            continue
        if token.form in _place_of() or not (loud or begins):
            found[token.form] = None
    return found


@cache
def _place_of() -> Mapping[str, str]:
    """What a state, its people or its capital is called → its code."""
    found: dict[str, str] = {}
    for form in forms():
        if form.code and form.kind in _PLACES:
            found.setdefault(fold(form.text), form.code)
    return MappingProxyType(found)
