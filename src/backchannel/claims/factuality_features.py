"""Named features of a predicate: what the linear model of factuality looks at (docs/reading-certainty.md)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from backchannel.claims.linear import Floats
from backchannel.claims.predicates import Predicate
from backchannel.claims.scene import View
from backchannel.claims.signatures import signature

_PERSONS = {
    "i": "i", "we": "we", "you": "you", "u": "you", "he": "he", "she": "he", "they": "they", "it": "it", "this": "it",
    "that": "it", "there": "there", "who": "wh", "which": "wh", "what": "wh", "one": "one", "people": "one",
    "anyone": "any", "someone": "any", "everyone": "every", "everybody": "every", "all": "every",
}  # fmt: skip
_ADVERBS = frozenset({"advmod", "npadvmod", "prt", "intj", "neg"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "acomp", "xcomp", "ccomp", "advcl", "prep", "agent", "dative", "oprd"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_MOST_ABOVE = 3
WEIGHT = 2.0
"""What a word vector weighs beside a named feature; chosen on the half of UDS-IH2 that may be read."""
_SIGNALS = frozenset(
    {
        "if",
        "to",
        "will",
        "wo",
        "would",
        "can",
        "could",
        "may",
        "might",
        "should",
        "must",
        "please",
        "not",
        "n't",
        "never",
        "when",
        "that",
        "because",
        "unless",
        "until",
        "before",
        "after",
        "who",
        "how",
        "what",
        "why",
        "where",
        "you",
    }
)


def features(predicate: Predicate, rule: float) -> list[str]:
    """All features of a predicate, each once, in a fixed order; ``rule`` is the value that the rules give it."""
    named = dict.fromkeys(_own(predicate))
    named.update(dict.fromkeys(_beside(predicate)))
    named.update(dict.fromkeys(_above(predicate)))
    named.update(dict.fromkeys(_sentence(predicate)))
    named.update(dict.fromkeys(_around(predicate)))
    named[f"rule={round(rule * 2) / 2}"] = None
    named[f"rule+kind={round(rule)}|{predicate.complement or predicate.link}"] = None
    return list(named)


def vector(view: View, at: int) -> Floats:
    """Word vectors of the predicate and of what governs it, each of length 1 (0 where there is none), times WEIGHT."""
    own = np.asarray(view.tokens[at].vector, dtype=np.float32)
    above = np.asarray(view.tokens[view.head[at]].vector, dtype=np.float32) if view.head[at] != at else own * 0
    return np.concatenate([_direction(own), _direction(above)]) * np.float32(WEIGHT)


def _direction(given: Floats) -> Floats:
    length = np.linalg.norm(given)
    return given / np.float32(length) if length else given


def _around(p: Predicate) -> Iterator[str]:
    """Words and predicates before and after it: where the parse of informal writing is wrong they still stand."""
    view, at = p.view, p.at
    sentence = view.doc[at].sent
    for distance in (1, 2):
        before = at - distance
        yield f"w-{distance}={view.lower[before] if before >= sentence.start else '^'}"
    yield f"w+1={view.lower[at + 1] if at + 1 < sentence.end else '$'}"
    verbs = [i for i in range(sentence.start, sentence.end) if view.pos[i] == "VERB"]
    left = [i for i in verbs if i < at]
    right = [i for i in verbs if i > at]
    yield f"v-1={_form(view, left[-1]) if left else '^'}|{p.tag}"
    yield f"v+1={_form(view, right[0]) if right else '$'}|{p.tag}"
    yield from {
        f"left={view.lower[i]}|{p.mood}" for i in range(max(sentence.start, at - 12), at) if view.lower[i] in _SIGNALS
    }
    yield f"verbs={min(len(verbs), 5)}"
    yield f"place={min(len(left), 3)}|{p.mood}"
    if sum(word == '"' for word in view.lower[sentence.start : at]) % 2:
        yield "quoted"


def _form(view: View, at: int) -> str:
    return Predicate(view, at).mood


def _own(p: Predicate) -> Iterator[str]:
    view = p.view
    form = f"{p.mood}{'-not' if p.negated else ''}"
    yield f"l={p.lemma}"
    yield f"tag={p.tag}"
    yield f"mood={p.mood}"
    yield f"form={form}"
    yield f"link={p.link}"
    yield f"dep={p.dep}"
    yield f"link+mood={p.link}|{form}"
    yield f"aux={'_'.join(p.auxiliaries)}"
    yield f"kind={p.complement}"
    if p.question:
        yield f"q={p.question}"
        yield f"q+mood={p.question}|{p.mood}"
    person = _person(view, p.subject)
    yield f"s={person}"
    yield f"s+mood={person}|{form}"
    for mark in p.marks:
        yield f"m={mark}"
        yield f"m+mood={mark}|{p.mood}"
    for complement in ("that", "to", "ing"):
        name = signature(view.pos[p.at], p.lemma, complement)
        if name is not None:
            yield f"class={name}"
            yield f"class+form={name}|{form}"
            yield f"class+s={name}|{person}|{p.mood}"
            break
    if view.pos[p.at] not in ("VERB", "AUX"):
        yield f"pos={view.pos[p.at]}"


def _person(view: View, subject: int | None) -> str:
    if subject is None:
        return "none"
    word = view.lower[subject]
    if word in _PERSONS:
        return _PERSONS[word]
    if view.pos[subject] == "PROPN":
        return "name"
    return "plural" if view.tokens[subject].tag_ == "NNS" else "noun"


def _beside(p: Predicate) -> Iterator[str]:
    view = p.view
    for child in view.children[p.at]:
        dep, lemma = view.dep[child], view.lemma[child]
        if dep in _ADVERBS:
            yield f"adv={lemma}"
        if dep in _OBJECTS:
            yield f"has={dep}"
        if dep == "dobj":
            yield from (f"det={view.lower[c]}" for c in view.children[child] if view.dep[c] == "det")
        if dep == "advcl":
            yield from (f"clause={view.lower[c]}" for c in view.children[child] if view.dep[c] in ("mark", "advmod"))
        for name, hit in view.cues.get(child, ()):
            if name in ("certainty", "polarity"):
                yield f"cue={hit.cue.value}|{dep}"
    for name, hit in view.cues.get(p.at, ()):
        if name in ("certainty", "polarity", "acts"):
            yield f"own={name}|{hit.cue.value if name != 'acts' else ''}"


def _above(p: Predicate) -> Iterator[str]:
    view, below = p.view, p
    for step in range(_MOST_ABOVE):
        governor = below.governor
        if governor is None:
            yield f"top{step}"
            return
        over = Predicate(view, governor)
        if step == 0:
            yield from _nearest(p, over)
        yield f"g{step}={over.mood}{'-not' if over.negated else ''}"
        yield f"g{step}+link={below.link}|{over.mood}"
        if over.question:
            yield f"g{step}q={over.question}"
        yield from (f"g{step}m={mark}" for mark in over.marks)
        below = over


def _nearest(p: Predicate, over: Predicate) -> Iterator[str]:
    view = p.view
    yield f"g={over.lemma}"
    yield f"g+kind={over.lemma}|{p.complement or p.link}"
    if view.dep[over.at] == "prep":
        word = view.head[over.at]
        yield f"gg={view.lemma[word]}"
        yield f"gg+g={view.lemma[word]}|{over.lemma}"
        over = Predicate(view, word)
    name = p.signature
    if name is not None:
        yield f"sig={name}"
        yield f"sig+g={name}|{over.mood}{'-not' if over.negated else ''}"
        yield f"sig+not={name}|{over.negated}|{p.negated}"
        yield f"sig+s={name}|{_person(view, over.subject)}"
    if view.pos[over.at] in _NOUNS:
        yield f"gn={view.dep[over.at]}"
        yield from (f"gdet={view.lower[c]}" for c in view.children[over.at] if view.dep[c] in ("det", "poss"))
        head = view.head[over.at]
        outer = Predicate(view, view.head[head] if view.dep[head] == "prep" else head)
        yield f"gnm={outer.mood}{'-not' if outer.negated else ''}"
        yield f"gnm+link={p.link}|{outer.mood}"
    else:
        yield f"gs={_person(view, over.subject)}"


def _sentence(p: Predicate) -> Iterator[str]:
    view = p.view
    sentence = view.doc[p.at].sent
    words = view.lower[sentence.start : sentence.end]
    if "?" in words[-3:]:
        yield "ends=?"
        yield f"ends+mood=?|{p.mood}"
    if "!" in words[-3:]:
        yield "ends=!"
    if "if" in words:
        yield f"if|{p.mood}"
    root = Predicate(view, sentence.root.i)
    yield f"root={root.mood}"
    yield f"root+tag={root.mood}|{p.tag}"
    if any(w in ("i", "we", "my", "our", "me", "us") for w in words):
        yield f"me|{p.mood}"
    if any(view.pos[i] == "PROPN" for i in range(sentence.start, sentence.end)):
        yield f"names|{p.mood}"
    if any(w in ("you", "your") for w in words):
        yield f"you|{p.mood}"
    if any(view.ent[i] in ("DATE", "TIME") for i in range(sentence.start, sentence.end)):
        yield f"dated|{p.mood}"
