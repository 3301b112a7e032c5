"""Who is a person with a name: what of a claim's actors, and of its words, names somebody who may be living."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from backchannel.model import Actor, Claim
from backchannel.states import Gazetteer, forms
from backchannel.vocabulary import load_toml

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_SOFT = re.compile("[\xad\xac](?=\\s)")
_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u2010]\s+(?=[^\W\d_])")
_SMALL = frozenset(
    ("de", "del", "della", "di", "du", "la", "le", "van", "von", "bin", "ibn", "al", "el", "ul", "the", "of")
)
_TITLES = frozenset(
    ["vice", "deputy", "defence", "defense", "interior", "finance", "acting", "former", "security", "royal", "majesty",
     "highness", "excellency", "professor", "doctor", "sir", "lord", "lady", "mrs", "field", "marshal", "brigadier",
     "major", "captain", "lieutenant", "sheikh", "imam", "bishop", "cardinal", "rabbi", "judge", "justice"]
)  # fmt: skip
_SHORTEST = 3


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer(forms())


@cache
def _offices() -> frozenset[str]:
    """Words that say what somebody is; with a capital they are titles, not names."""
    return _TITLES.union(*(row["lemma"].split() for row in load_toml("actor_nouns")["noun"]))


@cache
def _own_words(name: str) -> tuple[str, ...]:
    """The words of a name that are a person's own: with a capital, no state, agency or title, and no small word."""
    taken = [(m.start, m.end) for m in _gazetteer().match(name) if not any(c.kind == "leader" for c in m.candidates)]
    found = []
    for match in _WORD.finditer(name):
        word = match[0]
        inside = any(start <= match.start() < end for start, end in taken)
        low = word.lower()
        office = low in _offices() or low.rstrip("s") in _offices()
        if not inside and not office and word[:1].isupper() and low not in _SMALL and len(word) >= _SHORTEST:
            found.append(word)
    return tuple(found)


def named(actor: Actor) -> tuple[str, ...]:
    """The words that name the actor where it is a person with a name; nothing where it is not.

    What the reader could not place ("other") is a person too where it is printed as one: two words or more, each with a
    capital.
    """
    words = _own_words(actor.name)
    if actor.type == "person":
        return words
    return words if actor.type == "other" and len(words) > 1 and len(words) == len(actor.name.split()) else ()


def known_names(claims: Iterable[Claim]) -> frozenset[str]:
    """By the last of their words (as a rule the surname) all persons that any of the claims names."""
    return frozenset(words[-1] for c in claims for a in c.actors if (words := named(a)))


def mentioned(text: str, names: frozenset[str]) -> frozenset[str]:
    """Which of the names stand in the text: in capitals, with other accents, in a compound or broken by a line too."""
    called = defaultdict(set)
    for name in names:
        called[one_form(name)].add(name)
    plain = _bare(text)
    printed = {w for t in (plain, _LINE_END.sub("", plain)) for found in (_WORD, _LETTERS) for w in found.findall(t)}
    forms = {one_form(w.removesuffix("'s").removesuffix("’s")) for w in printed if w[0].isupper()}
    return frozenset(name for form in forms & called.keys() for name in called[form])


def one_form(word: str) -> str:
    """A name in the one form in which it is compared."""
    return _bare(word).casefold()


def _bare(text: str) -> str:
    """The text without accents and characters that show nothing; a soft hyphen at a line's end is a hyphen."""
    plain = unicodedata.normalize("NFKD", _SOFT.sub("-", text))
    return "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf"))


def unbroken(text: str) -> str:
    """The text, bare, with the words in one that the ends of lines break."""
    return _LINE_END.sub("", _bare(text))
