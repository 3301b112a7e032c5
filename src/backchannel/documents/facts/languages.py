"""In which language a document is, and which of its passages are in another.

A passage of some length is told by its words; a shorter one is not guessed: it goes with its neighbours where those on
both sides agree, and by its script where that is another than the document's. What is not told is the document's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from backchannel.documents.facts.scripts import OF_ONE_LANGUAGE, written
from backchannel.documents.language_id import SURE, guesses, sample
from backchannel.model import Document, Section, SectionKind

UNKNOWN = "und"
"""Undetermined (ISO 639-2): in a script that is not the document's, too short to say more."""

LETTERS = 40
"""From which on the words tell: of 2,289 passages of English documents with as many, none was told as another."""
_CLEARLY = 0.65
_HARDLY = 0.1
_SHORTEST = 4
_LOOKED_AT = 400
_TOO_SHORT_TO_MISS = 60
"""Characters below which an unclear language is no news."""

_CODES = {
    "iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "eng": "en", "fra": "fr", "fre": "fr", "deu": "de",
    "ger": "de", "spa": "es", "ita": "it", "por": "pt", "rus": "ru", "ukr": "uk", "ara": "ar", "heb": "he",
    "fas": "fa", "per": "fa", "urd": "ur", "hin": "hi", "tur": "tr", "zho": "zh", "chi": "zh", "cmn": "zh",
    "jpn": "ja", "kor": "ko", "pol": "pl", "nld": "nl", "dut": "nl", "hye": "hy", "arm": "hy",
}  # fmt: skip
"""Withdrawn and three-letter codes (ISO 639-2, both kinds) by the two-letter ones that everything else uses."""


class Languages(NamedTuple):
    """The document's language, None where nothing tells it; its sections; and what is to be said of both."""

    language: str | None
    sections: tuple[Section, ...]
    warnings: tuple[str, ...] = ()


class _Passage:
    """A section's length, script and letters, what its format states, and, when asked for, what the model takes it for.

    The model is by far the dearest part: of a document in one language the short passages are never shown to it.
    """

    def __init__(self, words: str, stated: str | None) -> None:
        self._words = words[:_LOOKED_AT]
        self.size = len(words)
        self.written = written(self._words)
        self.stated = base(stated)

    @cached_property
    def likely(self) -> Mapping[str, float]:
        return guesses(self._words) if self.written.letters >= _SHORTEST else {}

    @property
    def first(self) -> tuple[str | None, float]:
        return next(iter(self.likely.items()), (None, 0.0))

    @property
    def tells(self) -> bool:
        """Whether there are words enough to tell by."""
        return self.written.letters >= LETTERS


def base(code: str | None) -> str | None:
    """The language of a code with its region and script left off: ``en`` of ``en-GB``, ``he`` of ``iw``."""
    own = (code or "").lower().replace("_", "-").partition("-")[0]
    return _CODES.get(own, own) or None


def told(text: str, sections: Sequence[Section], person: str | None = None, page: str | None = None) -> Languages:
    """Tell the languages of a text from its words and from what is stated of it by a person (in a sidecar) or a page.

    Each passage that tells goes by its own words. What a person states holds for the document and for the passages that
    do not tell; what a page states only where its words do not tell either.
    """
    person, page = base(person), base(page)
    passages = [_Passage(text[s.start : s.end], s.language) for s in sections]
    spoken = _spoken(passages, page) or _of_sample(text, sections)
    main = person or spoken or page
    script = _script(passages, main)
    each = _filled([_told(one, main, script) for one in passages], passages, main)
    warnings = _warnings(text, main, spoken, person or page)
    return Languages(main, tuple(map(_with, sections, each, [main] * len(each))), warnings)


def in_other_languages(document: Document, known: Iterable[str], kinds: Iterable[SectionKind]) -> tuple[Section, ...]:
    """The sections of these kinds that are in languages other than the ``known``; what is not told is in none."""
    languages, wanted = frozenset(known), frozenset(kinds)
    return tuple(
        s for s in document.sections if s.kind in wanted and is_other(passage_language(document, s), languages)
    )


def is_other(language: str | None, known: frozenset[str]) -> bool:
    """Whether a language is told and is none of the ``known``."""
    return language is not None and language not in known


def passage_language(document: Document, section: Section) -> str | None:
    """The language that a passage of the document is in, or None."""
    return base(section.language) or base(document.metadata.language)


def counted(languages: Iterable[str | None]) -> str:
    """Languages by code, the most frequent first: ``ru, fr``."""
    counts = Counter("undetermined" if code == UNKNOWN else code for code in languages if code)
    return ", ".join(sorted(counts, key=lambda code: (-counts[code], code)))


def _spoken(passages: Sequence[_Passage], page: str | None) -> str | None:
    """The language of most words in passages that tell; None where these are less than half of all.

    Between near relatives (Danish, Norwegian) the page's own word decides.
    """
    votes: Counter[str] = Counter()
    for one in (passage for passage in passages if passage.tells):
        language, score = one.first
        if language and score >= SURE:
            votes[page if page and one.likely.get(page, 0.0) >= _HARDLY else language] += one.size
    return votes.most_common(1)[0][0] if votes.total() * 2 > sum(one.size for one in passages) else None


def _of_sample(text: str, sections: Sequence[Section]) -> str | None:
    """The language of a sample; fewer words are enough in a script that fewer languages share."""
    words = sample(text, sections)
    how = written(words)
    if how.letters < (LETTERS if how.script == "Latin" else _SHORTEST):
        return None
    language, score = next(iter(guesses(words).items()), (None, 0.0))
    return language if score >= SURE else OF_ONE_LANGUAGE.get(how.script)


def _script(passages: Sequence[_Passage], main: str | None) -> str | None:
    """The script that the document's language is written in here."""
    sizes: Counter[str] = Counter()
    for only in (main, None):
        for one in passages:
            if one.written.letters and (only is None or (one.tells and one.first[0] == only)):
                sizes[one.written.script] += one.size
        if sizes:
            return sizes.most_common(1)[0][0]
    return None


def _told(one: _Passage, main: str | None, script: str | None) -> str | None:
    """The language of a passage where it is told; None where its neighbours have to say."""
    if one.written.letters >= _SHORTEST and one.written.script not in (script, "other"):
        language, score = one.first
        return language if score >= SURE else one.stated or OF_ONE_LANGUAGE.get(one.written.script, UNKNOWN)
    language, score = one.first if one.tells else (None, 0.0)
    if score < SURE:
        return one.stated
    if main and one.likely.get(main, 0.0) >= _HARDLY:
        return main
    return language if score >= _CLEARLY else one.stated


def _filled(each: Sequence[str | None], passages: Sequence[_Passage], main: str | None) -> list[str | None]:
    """What is too short to tell by itself: the likeliest by its words, where the document or a neighbour is in that.

    Else what the nearest on both sides are in, where they agree and are in its script; in another script than the
    document's, the only language that is told in it here.
    """
    before, after = _nearest(each), _nearest(each[::-1])[::-1]
    scripts: dict[str, set[str]] = {}
    for language, one in zip(each, passages, strict=True):
        if language not in (None, UNKNOWN):
            scripts.setdefault(one.written.script, set()).add(str(language))
    found: list[str | None] = []
    for told, one, near in zip(each, passages, zip(before, after, strict=True), strict=True):
        same = scripts.get(one.written.script, set())
        if told == UNKNOWN:
            found.append(next(iter(same)) if len(same) == 1 else UNKNOWN)
        else:
            found.append(told or _beside(one, near, main, same))
    return found


def _beside(
    one: _Passage, near: tuple[str | None, str | None], main: str | None, same: Container[str | None]
) -> str | None:
    if set(near) <= {None, main}:
        return None
    language, score = one.first
    if score >= SURE and language in (main, *near):
        return language
    return near[0] if near[0] == near[1] and near[0] in same else None


def _nearest(each: Sequence[str | None]) -> list[str | None]:
    """For each place the last language that was told before it."""
    found: list[str | None] = []
    last: str | None = None
    for one in each:
        found.append(last)
        last = last if one in (None, UNKNOWN) else one
    return found


def _with(section: Section, language: str | None, main: str | None) -> Section:
    own = None if language == main else language
    return section if section.language == own else replace(section, language=own)


def _warnings(text: str, main: str | None, spoken: str | None, stated: str | None) -> tuple[str, ...]:
    if stated and spoken and stated != spoken:
        return (f"its language is stated as {stated!r}, but its words are in {spoken!r}",)
    return ("the language of the text is unclear",) if main is None and len(text) >= _TOO_SHORT_TO_MISS else ()
