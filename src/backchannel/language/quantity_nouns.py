"""What a number counts: the noun it belongs to, and the unit that noun stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.language.quantity_grammar import COLLECTIVES, COUNTED, REMAINS, SUFFERED, is_aircraft, is_demonym
from backchannel.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Counted(NamedTuple):
    """The unit, what is counted in the text's words, and where the head noun stands."""

    unit: str
    what: str | None
    head: Span | None


NOTHING = Counted("", None, None)
_SHARES = frozenset({"half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "tenth"})
_KILLED = frozenset(
    {"kill", "die", "slay", "execute", "murder", "massacre", "perish", "slaughter", "martyr", "assassinate", "drown"}
)
_NEXT = re.compile(r"[ -](?:of )?(?:the )?([A-Za-z][\w-]*)")
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "aircraft": "aircraft",
    "dead": "dead",
    "wives": "wife",
}


def counted(plain: str, end: int, doc: Doc | None, *, many: bool) -> Counted:
    """What the number that ends at ``end`` counts; a unit of "" where nothing does."""
    return _by_parse(doc, end, many=many) if doc is not None else _by_words(plain, end)


def _by_parse(doc: Doc, end: int, *, many: bool) -> Counted:
    span = doc.char_span(end - 1, end, alignment_mode="expand")
    if span is None:
        return NOTHING
    last = span[-1]
    noun = _noun(last) if doc.text[end : end + 1] != "." else None  # "1. Talks": the number of a heading
    if noun is None:
        return _strong(doc, end) or _people(last)
    words = [t for t in noun.lefts if t.dep_ == "compound" and t.i > last.i and t.is_lower and t.is_alpha]
    start = words[0].idx if words else noun.idx
    what = doc.text[start : noun.idx + len(noun.text)]
    head = Span(start=noun.idx, end=noun.idx + len(noun.text))
    killed = _deaths(noun, head) or _deaths(last, head)
    if noun.lower_ in ("others", "more", "fellow"):
        unit = "deaths" if killed else _people(noun).unit
    else:
        unit = killed.unit if killed else _unit(noun, what, many=many)
    return Counted(unit, what, head) if unit else NOTHING


def is_name(doc: Doc | None, start: int) -> bool:
    """Whether the parse takes the number at ``start`` for part of a name ("Trent 900 engines")."""
    span = doc.char_span(start, start + 1, alignment_mode="expand") if doc is not None else None
    if span is None:
        return False
    token = span[0]
    before = token.nbor(-1) if token.i else None
    named = token.ent_type_ in ("PRODUCT", "LAW", "FAC", "WORK_OF_ART", "ORG") and token.ent_iob_ == "I"
    return named or (
        before is not None and before.pos_ == "PROPN" and (token.head == before or token.head.pos_ == "PROPN")
    )


def _unit(noun: Token, what: str, *, many: bool) -> str:
    """The unit a counted noun stands for; "" for a singular that the number cannot count."""
    if (is_aircraft(noun.text) and noun.text.endswith("s")) or (
        noun.lemma_ == "fighter" and noun.i > 0 and is_aircraft(noun.nbor(-1).text)
    ):
        return "aircraft"
    if singular(noun.lower_) in _SHARES:
        return ""
    known = COUNTED.get(noun.lemma_) or COUNTED.get(noun.lower_) or COUNTED.get(singular(noun.lower_))
    if known:
        return known
    if is_demonym(noun.text):
        return "persons"
    plural = noun.tag_ in ("NNS", "NNPS") or singular(noun.lower_) != noun.lower_
    name = what if any(c.isdigit() for c in what) else what.lower()
    return name if plural else "" if many else _plural(name)


def _plural(name: str) -> str:
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if name.endswith(("s", "x", "ch", "sh")) else "s")


def singular(word: str) -> str:
    """A plain singular of a plural: enough to look a noun up."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _noun(last: Token) -> Token | None:
    """The noun that the number ``last`` ends belongs to, if it stands after it."""
    head: Token | None = last.head
    if head is not None and head.pos_ == "NUM" and last.dep_ != "appos":
        head = head.head
    if head is not None and 0 < head.i - last.i <= 6 and (head.pos_ == "NOUN" or _plural_name(head)):
        return head
    following = last.nbor() if last.i + 1 < len(last.doc) else None
    if following is not None and following.lower_ == "of":
        return next((t for t in following.children if t.dep_ == "pobj" and t.pos_ in ("NOUN", "PROPN")), None)
    return following if following is not None and is_demonym(following.text) else None


def _plural_name(token: Token) -> bool:
    """Danes, Rafales, F-16s: names that can be counted."""
    return (
        is_demonym(token.text)
        or (token.text.endswith("s") and is_aircraft(token.text))
        or (token.pos_ == "PROPN" and token.text.endswith("s") and token.tag_ == "NNPS")
    )


def _strong(doc: Doc, end: int) -> Counted | None:
    """The people of "a 200-strong force"."""
    span = doc.char_span(end, end + len("-strong"), alignment_mode="expand")
    if span is None or span.text != "-strong":
        return None
    noun = span[-1].head
    return Counted(COLLECTIVES.get(noun.lower_, "persons"), noun.text, None)


def _people(token: Token) -> Counted:
    """People, where a number without a noun was wounded, captured, expelled and the like, or died."""
    killed = _deaths(token, None)
    if killed:
        return killed._replace(what=token.head.text)
    near = [token.head] if token.dep_ in ("nsubjpass", "dobj", "nsubj") else []
    near += [child for child in token.rights if child.dep_ in ("acl", "amod")]
    near += [token.nbor()] if token.i + 1 < len(token.doc) and token.nbor().tag_ in ("VBN", "VBD", "JJ") else []
    verb = next((t for t in near if t.lemma_.lower() in SUFFERED or t.lower_ in ("wounded", "injured")), None)
    return Counted("persons", verb.text, None) if verb is not None else NOTHING


def _deaths(token: Token, head: Span | None) -> Counted | None:
    """Deaths, where what is counted was killed or died, was lost, left remains or is called dead."""
    verb = token.head
    if verb.lower_ == "of" and verb.head.lower_ in REMAINS and head is not None:
        return Counted("deaths", token.text, head)
    if verb.lemma_ == "lose" and token.dep_ == "dobj" and COUNTED.get(token.lemma_) in ("persons", "troops"):
        return Counted("deaths", token.text, head)
    dies = verb.lemma_.lower() in _KILLED and token.dep_ in ("nsubjpass", "dobj", "nsubj")
    dies = dies and (token.dep_ != "nsubj" or verb.lemma_.lower() in ("die", "perish"))
    after = token.i + 1 < len(token.doc) and token.nbor().lower_ == "dead" and token.pos_ == "NUM"
    after = after or any(
        child.lemma_.lower() in _KILLED | {"dead"} and child.dep_ in ("acl", "amod") for child in token.rights
    )
    return Counted("deaths", token.text, head) if dies or after or token.lower_ == "dead" else None


def _by_words(plain: str, end: int) -> Counted:
    """Without a parse: the first known, demonymic or plural noun within four words."""
    at = end
    for _ in range(4):
        match = _NEXT.match(plain, at)
        if match is None:
            return NOTHING
        word = match[1]
        head = Span(start=match.start(1), end=match.end(1))
        single = singular(word)
        known = COUNTED.get(single) or ("persons" if is_demonym(word) else None)
        if known or (word.islower() and single != word and len(word) > 3):
            first = match.start(1) if at == end or not plain[end:at].islower() else end + 1
            return Counted(known or plain[first : match.end(1)].lower(), word, head)
        at = match.end()
    return NOTHING
