"""What is typed, as queries to the full-text indexes: the narrowest first, each wider one for what it leaves out.

Nothing that is typed is an operator but quotation marks and a final ``*``; all of it is folded as the index is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Literal, NamedTuple

from backchannel.errors import InputError
from backchannel.ledger.folding import fold

MOST_TERMS = 100
MOST_WIDENED = 10
"""Of more terms than this no other ways of writing are tried: each has up to sixty."""

_TYPED = re.compile(r'"([^"]*)"|[“„«]([^“”„«»"]*)[”“»]|(\S+)')
_WORDLIKE = re.compile(r"[^\W_]")
_PLAIN = re.compile(r"[^\W\d_]{5,}")
_INNER_MARK = re.compile(r"(?<=[^\W\d_])[-'](?=[^\W\d_])")
"""Between letters; between figures it parts numbers."""
_SHORTEST_PART = 3

_ARABIC_WORD = re.compile("[\u0621-\u064a]{2,}")
_ARABIC_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)(?=..)|و(?=...)")
_ARABIC_CLITICS = tuple(map("".join, product(("", "و", "ف"), ("", "ال", "ب", "ك", "ل", "بال", "كال", "لل"))))
"""And, so; the article; in, as, to: written on to the word (Larkey, Ballesteros, Connell 2002, section 3.1)."""

_HEBREW_WORD = re.compile("[\u05d0-\u05ea]{2,}")
_HEBREW_ARTICLE = re.compile("ו?[שבכלמ]?ה(?=...)|ו(?=...)")
_HEBREW_CLITICS = tuple(map("".join, product(("", "ו"), ("", "ש", "כש"), ("", "ב", "כ", "ל", "מ"), ("", "ה"))))
"""And; that, when; in, as, to, from; the article: written on to the word."""

_ELISION = re.compile("(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|un|gl|(?:d|n|s|c)?[aeu]ll)'(?=[^\\W\\d_]{2})")


class Query(NamedTuple):
    """A query to one of the indexes, and whether it asks for the words as they were typed."""

    table: Literal["search_words", "search_parts"]
    match: str


class Term(NamedTuple):
    """A word or phrase to look for: as typed, folded, and how it was typed."""

    typed: str
    text: str
    phrase: bool
    beginning: bool

    def quoted(self, text: str | None = None) -> str:
        """An FTS5 string of the term, or of another way of writing it; a beginning where it is one."""
        words = (self.text if text is None else text).replace('"', '""')
        return f'"{words}" *' if self.beginning else f'"{words}"'


def terms(words: str) -> list[Term]:
    """The words and "quoted phrases" of a query; a word may end in ``*``. Nothing else is special.

    Raises ``InputError`` where there are more than :data:`MOST_TERMS`, which would only wear out the machine, or none.
    """
    found = list(_terms(words))
    kept = [term for term in found if _WORDLIKE.search(term.text)] or [t for t in found if len(t.text) > 2]
    if len(kept) > MOST_TERMS:
        raise InputError(f"these are {len(kept)} words to search for; give at most {MOST_TERMS}, or quote a phrase.")
    if not kept:
        raise InputError("there is nothing to search for in these words; give at least one word or number.")
    return kept


def _terms(words: str) -> Iterator[Term]:
    for quoted, pointed, word in _TYPED.findall(words):
        typed = (quoted or pointed or word.replace('"', "")).strip()
        bare = typed.rstrip("*")
        if text := fold(bare).strip():
            yield Term(typed=bare, text=text, phrase=not word, beginning=typed.endswith("*"))


def queries(words: str) -> list[Query]:
    """The queries for ``words``, each with all of its terms; raises as :func:`terms`.

    Whole words as typed; whole words in their other ways of writing; parts of words; parts in other ways of writing.
    """
    asked = terms(words)
    found = [Query("search_words", _all((t.quoted(),) for t in asked))] if _WORDLIKE.search(asked[0].text) else []
    widened = len(asked) <= MOST_WIDENED
    if found and widened:
        found.append(Query("search_words", _all(map(_written_otherwise, asked))))
    if min(len(t.text) for t in asked) >= _SHORTEST_PART:
        asked = [t._replace(beginning=False) for t in asked]
        found.append(Query("search_parts", _all((t.quoted(),) for t in asked)))
        if widened:
            found.append(Query("search_parts", _all(map(_divided, asked))))
    return list(dict.fromkeys(found))


def _all(alternatives: Iterable[Iterable[str]]) -> str:
    some = (list(dict.fromkeys(strings)) for strings in alternatives)
    return " AND ".join(strings[0] if len(strings) == 1 else f"({' OR '.join(strings)})" for strings in some)


def _written_otherwise(term: Term) -> Iterator[str]:
    """The term as typed; joined where it was typed with a hyphen or apostrophe; with and without clitics."""
    yield term.quoted()
    if term.phrase:
        return
    if (joined := _joined(term.text)) != term.text:
        yield term.quoted(joined)
    if elided := _ELISION.match(term.text):
        yield term.quoted(term.text[elided.end() :])
    for whole, article, clitics in (
        (_ARABIC_WORD, _ARABIC_ARTICLE, _ARABIC_CLITICS),
        (_HEBREW_WORD, _HEBREW_ARTICLE, _HEBREW_CLITICS),
    ):
        if whole.fullmatch(term.text):
            bare = article.sub("", term.text, count=1) if article.match(term.text) else term.text
            yield from (term.quoted(clitic + base) for base in (term.text, bare) for clitic in clitics)


def _divided(term: Term) -> Iterator[str]:
    """The term as typed; joined where it was typed with a hyphen or apostrophe, with one inside where it was not."""
    yield term.quoted()
    joined = _joined(term.text)
    if term.phrase or len(joined) < _SHORTEST_PART:
        return
    yield term.quoted(joined)
    if _PLAIN.fullmatch(term.text):
        places = product(range(1, len(term.text)), "-'")
        yield from (term.quoted(term.text[:n] + mark + term.text[n:]) for n, mark in places)


def _joined(text: str) -> str:
    return _INNER_MARK.sub("", text)
