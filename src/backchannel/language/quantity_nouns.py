"""What a number counts: the noun it belongs to, and the unit that noun stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.language.quantity_grammar import COUNTED
from backchannel.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Counted(NamedTuple):
    """The unit, what is counted in the text's words, and where the head noun stands."""

    unit: str
    what: str | None
    head: Span | None


NOTHING = Counted("", None, None)
_KILLED = frozenset({"kill", "die", "slay", "execute", "murder", "massacre", "perish"})
_WORDS = re.compile(
    r" (?:of (?:the |their |its )?)?(?:more |other |new )?((?:[A-Za-z][\w'-]*(?: |-(?=[a-z])))*?)([a-z][a-z-]*)(?![\w-])"
)
_IRREGULAR = {
    "people": "people",
    "men": "man",
    "women": "woman",
    "children": "child",
    "aircraft": "aircraft",
    "dead": "dead",
}


def counted(plain: str, end: int, doc: Doc | None, *, many: bool) -> Counted:
    """What the number that ends at ``end`` counts; a unit of "" where nothing does."""
    return _by_parse(doc, end, many=many) if doc is not None else _by_words(plain, end)


def _by_parse(doc: Doc, end: int, *, many: bool) -> Counted:
    span = doc.char_span(end - 1, end, alignment_mode="expand")
    if span is None:
        return NOTHING
    last = span[-1]
    noun = _noun(last)
    if noun is None:
        return _deaths(last, None) or NOTHING
    words = [t for t in noun.lefts if t.dep_ == "compound" and t.i > last.i and t.is_lower and t.is_alpha]
    start = words[0].idx if words else noun.idx
    what = doc.text[start : noun.idx + len(noun.text)]
    head = Span(start=noun.idx, end=noun.idx + len(noun.text))
    killed = _deaths(noun, head)
    if killed:
        return killed._replace(what=what)
    unit = COUNTED.get(noun.lemma_) or COUNTED.get(noun.lower_)
    if unit is None:
        unit = (what if many and noun.tag_ in ("NNS", "NNPS") else _plural(noun)).lower()
    return Counted(unit, what, head)


def _noun(last: Token) -> Token | None:
    """The noun that the number ``last`` ends belongs to, if it stands after it."""
    head: Token | None = last.head
    if last.dep_ in ("compound", "nummod", "quantmod", "pobj", "npadvmod") and head is not None and head.pos_ == "NUM":
        head = head.head
    if head is not None and head.i > last.i and head.pos_ in ("NOUN", "PROPN") and head.i - last.i <= 6:
        return head if head.pos_ == "NOUN" else None
    following = last.nbor() if last.i + 1 < len(last.doc) else None
    if following is not None and following.lower_ == "of":
        return next(
            (t for t in following.children if t.dep_ == "pobj" and t.pos_ == "NOUN" and t.tag_ in ("NNS", "NN")), None
        )
    return None


def _deaths(token: Token, head: Span | None) -> Counted | None:
    """Deaths, where what is counted was killed or died, or is called dead."""
    verb = token.head
    dies = verb.lemma_.lower() in _KILLED and token.dep_ in ("nsubjpass", "dobj", "nsubj")
    dies = dies and (token.dep_ != "nsubj" or verb.lemma_.lower() in ("die", "perish"))
    after = any(child.lemma_.lower() in _KILLED | {"dead"} and child.dep_ in ("acl", "amod") for child in token.rights)
    return Counted("deaths", token.text, head) if dies or after or token.lower_ == "dead" else None


def _plural(noun: Token) -> str:
    word = noun.text
    return word if noun.tag_ == "NNS" else word + "s"


def _by_words(plain: str, end: int) -> Counted:
    """Without a parse: the first plural or known noun within four words."""
    at = end
    for _ in range(4):
        match = re.compile(r"[ -](?:of )?([A-Za-z][\w-]*)").match(plain, at)
        if match is None:
            return NOTHING
        word = match[1]
        lemma = _IRREGULAR.get(word.lower(), word.lower().removesuffix("s"))
        head = Span(start=match.start(1), end=match.end(1))
        if lemma in COUNTED and word.islower():
            return Counted(COUNTED[lemma], word, head)
        if word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            return Counted(word, word, head)
        at = match.end()
    return NOTHING
