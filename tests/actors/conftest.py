from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from backchannel.actors import Discourse, Mention, MentionFinder
from backchannel.documents import read_bytes
from backchannel.language import iterate, load
from backchannel.states import Gazetteer

from .named import Named


@pytest.fixture(scope="session")
def finder() -> MentionFinder:
    """One finder for all texts, as the program has it."""
    return MentionFinder(Gazetteer())


@pytest.fixture(scope="session")
def heard(finder: MentionFinder) -> Callable[..., tuple[list[Mention], Discourse]]:
    """All mentions of a text, resolved, in reading order, and the discourse behind its last sentence."""
    nlp = load()

    def listen(
        text: str, on: dt.date | None = None, side: str | None = None, side_name: str = ""
    ) -> tuple[list[Mention], Discourse]:
        (document,) = read_bytes(text.encode(), "essay.txt")
        discourse = Discourse(side, side_name)
        known = finder.known(document.text, on)
        resolved: list[Mention] = []
        for paragraph in iterate(document, nlp):
            here = finder.find(paragraph, known)
            for sentence in paragraph.doc.sents:
                inside = [m for m in here if sentence.start <= m.first < sentence.end]
                resolved += discourse.resolve(paragraph.doc, inside)
        return resolved, discourse

    return listen


@pytest.fixture(scope="session")
def found(heard: Callable[..., tuple[list[Mention], Discourse]]) -> Callable[..., list[Mention]]:
    """All mentions of a text, resolved, in reading order."""
    return lambda text, **given: heard(text, **given)[0]


@pytest.fixture(scope="session")
def who(found: Callable[..., list[Mention]]) -> Callable[..., list[Named]]:
    """Words, name and state of each mention of a text."""
    return lambda text, **given: [Named(text[m.start : m.end], m.name, m.country) for m in found(text, **given)]
