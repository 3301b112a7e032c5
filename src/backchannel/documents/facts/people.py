"""Names as headers print them: people, papers, places – told by their form, since nothing else is at hand here."""

from __future__ import annotations

import re

from backchannel.documents.facts.cues import cues

_PARTICLES = frozenset(
    {
        "de",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "bin",
        "bint",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "da",
        "di",
        "dos",
        "du",
        "ul",
        "ur",
        "uz",
        "abu",
        "y",
        "ben",
        "ter",
    }
)  # fmt: skip
_TITLES = re.compile(r"(?:(?:dr|prof|professor|mr|mrs|ms|sir|gen|general|col|ambassador|h\.e)\.?\s+)+", re.IGNORECASE)
_DEGREES = re.compile(
    r"(?:,?\s+(?:Ph\.?\s?D\.?|M\.?A\.?|M\.?Sc\.?|M\.?Phil\.?|LL\.?M\.?|J\.?D\.?|M\.?D\.?|Jr\.?|Sr\.?|III?|Esq\.?))+$"
)
_TOKEN = re.compile(r"[^\W\d_]\.?(?:[^\W\d_]|['’.\-‑–])*")
# Words that begin a sentence or a heading and no name.
_NO_NAME = frozenset(
    [
        "the",
        "a",
        "an",
        "on",
        "in",
        "at",
        "by",
        "for",
        "from",
        "of",
        "to",
        "and",
        "but",
        "or",
        "as",
        "it",
        "its",
        "he",
        "she",
        "they",
        "we",
        "you",
        "i",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "when",
        "while",
        "after",
        "before",
        "since",
        "during",
        "last",
        "next",
        "one",
        "two",
        "three",
        "what",
        "who",
        "why",
        "how",
        "where",
        "if",
        "although",
        "with",
        "without",
        "new",
        "old",
        "no",
        "not",
        "all",
        "both",
        "every",
        "each",
        "more",
        "most",
        "some",
        "recent",
        "secret",
        "early",
        "late",
    ]
)


def is_person(words: str) -> bool:
    """Whether the words have the form of one person's name: two to five capitalised words or initials."""
    if len(words) > 100:
        return False
    words = _DEGREES.sub("", _TITLES.sub("", words.strip(), count=1)).strip()
    tokens = words.split()
    if not 2 <= len(tokens) <= 6 or len(words) > 60:
        return False
    plain = [
        token for token in tokens if token.lower() not in _PARTICLES and token.split("-")[0].lower() not in ("al", "el")
    ]
    if len(plain) < 2 and len(tokens) < 3:
        return False
    return all(
        _TOKEN.fullmatch(token) and token[0].isupper() and token.lower().strip(".") not in _NO_NAME for token in plain
    )


def without_degrees(words: str) -> str:
    """A name without the degrees that follow it."""
    return _DEGREES.sub("", words.strip().rstrip(",")).strip().rstrip(",")


def is_people(words: str) -> bool:
    """Whether the words name people only: ``One Name``, ``One Name and Two Name``, ``One, Two and Three Name``."""
    if len(words) > 300:
        return False
    parts = [part for part in re.split(r",\s+(?:and\s+)?|\s+(?:and|&)\s+", words.strip()) if part]
    return bool(parts) and all(is_person(part) for part in parts) and not any(cues().post.fullmatch(p) for p in parts)


def is_paper(words: str) -> bool:
    """Whether the words name a paper, journal, agency or institute rather than a place."""
    return bool(cues().paper.fullmatch(words)) or len(words.split()) > 3


def is_place(words: str) -> bool:
    """Whether the words have the form of a place in a dateline: one to four capitalised words, no paper's name."""
    tokens = words.replace(",", " ").split()
    return (
        1 <= len(tokens) <= 4
        and not cues().paper.fullmatch(words)
        and all(token[0].isupper() and token[-1] not in "!?;:" for token in tokens)
        and tokens[0].lower() not in _NO_NAME - {"new", "the", "la"}
        and not any(character.isdigit() for character in words)
    )
