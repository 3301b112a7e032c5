"""Where sentences may begin: a pipeline component that stands before the parser.

The parser decides sentence starts together with the tree; it errs after abbreviations, initials, ellipses and
questions inside a sentence. This component forbids those starts, and sets the starts that the layout gives.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Token

COMPONENT = "backchannel_sentences"
STARTS = "sentence_starts"
"""Key of ``Doc.user_data``: character offsets in the doc at which a sentence starts whatever the words say."""

_DATA = Path(__file__).parent / "data" / "abbreviations.toml"
_INITIAL = re.compile(r"(?:[A-Z]\.){1,3}(?:-[A-Z]\.)?")
_CLOSERS = frozenset("\"'”’)]»")
_OPENERS = frozenset("\"'“‘([«")
_FINAL = (".", "?", "!", "…", ":")
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "al-", "d'"})


class _Abbreviations(NamedTuple):
    """``titles`` precede a name or number; ``closers`` may also end a sentence; ``starters`` often begin one."""

    titles: frozenset[str]
    closers: frozenset[str]
    starters: frozenset[str]


@cache
def _abbreviations() -> _Abbreviations:
    data = tomllib.loads(_DATA.read_text("utf-8"))
    return _Abbreviations(*(frozenset(data[key]["words"]) for key in ("titles", "closers", "starters")))


@Language.component(COMPONENT)
def mark_starts(doc: Doc) -> Doc:
    """Set ``is_sent_start`` where layout or abbreviation decides it; leave the rest to the parser."""
    forced = doc.user_data.get(STARTS, frozenset())
    before: Token | None = None
    closed = opened = False
    for token in doc:
        if before is not None:
            if token.idx in forced:
                token.is_sent_start = True
            elif opened or not _may_start(token, before, closed):
                token.is_sent_start = False
        if token.is_space:
            continue
        opened = _opens(token)
        if token.text in _CLOSERS and not opened:
            closed = True
        elif not opened:
            before, closed = token, False
    return doc


def _opens(token: Token) -> bool:
    """Whether it is an opening quote or bracket: space before it, none after."""
    spaced = token.i == 0 or token.nbor(-1).whitespace_ or token.nbor(-1).is_space
    return token.text in _OPENERS and bool(spaced) and not token.whitespace_


def _may_start(token: Token, before: Token, closed: bool) -> bool:
    """Whether a sentence may start at ``token``; ``before`` is the last token that is no quote, bracket or space."""
    word, last = token.text, before.text
    if token.is_space or not last.endswith(_FINAL) or (word in _CLOSERS and not _opens(token)):
        return False
    known = _abbreviations()
    if last in known.titles:
        return False
    if last in known.closers or (_INITIAL.fullmatch(last) and last != "I."):
        return word in known.starters or word in _OPENERS
    lower = word[0].islower()
    if lower and (closed or not last.endswith(".") or last.startswith("..")):
        return False
    return not lower or word in _PARTICLES or last.endswith(".")
