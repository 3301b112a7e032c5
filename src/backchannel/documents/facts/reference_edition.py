"""Notes of documentary editions: the source note, telegrams named in prose, and places of keeping in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from backchannel.documents.facts.reference_cues import reference_cues

_SOURCE = re.compile(r"\A\W*[Ss]ource: (?P<archive>[^,.;:]{3,80})[,:] (?P<file>[^\n]{3,400})")
_END_OF_FILE = re.compile(
    r"(?<!\bVol)(?<!\bNo)(?<!\bPt)(?<!\bAug)(?<!\bSept)(?<!\bOct)(?<!\bcorres)(?<!con't)(?<!\betc)\.(?:\s|\Z)"
)
_BRACKET = re.compile(r"\((?P<in>(?:[Ii]bid\.?(?=[,)])|[A-Z])[^()]{0,300}(?:\([^()]{0,100}\)[^()]{0,200})?)\)")
_NAMED = re.compile(
    r"\b(?P<title>(?:[Tt]elegrams?|[Aa]irgrams?|[Dd]espatch(?:es)?|[Cc]ables?) "
    r"(?P<number>[A-Z]?[–-]?\d+(?: and \d+)?)(?!\w)"
    r"(?: (?:to|from) [A-Z][\w.]*(?:(?: and| [A-Z])[\w. ]*?(?=[,.;]| [a-z]))?)*)"
)
_STOP = re.compile(r"(?<=[\w)”’][\w)”’])[.](?:\s+(?=[A-Z])|\s*\Z|\s+(?=\())|(?<=\))\s+(?=[A-Z])")
_SEE = re.compile(r"\bSee\b|\bFor (?:the|a|an|text|more)\b")
_INITIALS = re.compile(r"\b[A-Z]\.[A-Z]\.\s*\Z")
_IBID = re.compile(r"[Ii]bid\.?(?:, (?P<file>.+))?")


class Found(NamedTuple):
    """A source of an edition: its fields, the words that name it (None where nothing does), and how far it was read."""

    start: int
    end: int
    fields: dict[str, str]
    words: tuple[int, int] | None
    until: int


def edition(text: str) -> Iterator[Found]:
    """The sources that a note names in the manner of an edition; nothing for a note in another manner."""
    at = 0
    source = _SOURCE.match(text)
    if source and reference_cues().keeper.match(source["archive"]):
        stop = _END_OF_FILE.search(text, source.start("file"))
        end = stop.start() if stop else source.end()
        fields = {"archive": source["archive"].strip(), "file": _trimmed(text[source.start("file") : end])}
        yield Found(source.start(), end, fields, None, _onward(text, end))
        at = end
    for match in _BRACKET.finditer(text, at):
        kept = _kept(match["in"])
        if kept is None:
            continue
        named = list(_NAMED.finditer(text, _last_sentence(text, at, match.start()), match.start()))[:1]
        if named and "title" not in kept:
            fields = {"title": _trimmed(named[0]["title"]), "number": named[0]["number"], **kept}
            yield Found(named[0].start(), match.end(), fields, None, _onward(text, match.end()))
        elif match.start() - at < 120 and "title" not in kept:
            yield Found(at, match.end(), kept, (at, match.start()), _onward(text, match.end()))
        else:
            yield Found(match.start(), match.end(), kept, None, _onward(text, match.end()))
        at = match.end()
    yield from _unplaced(text, at)


def _unplaced(text: str, at: int) -> Iterator[Found]:
    """Telegrams named without saying where they are kept."""
    for match in _NAMED.finditer(text, at):
        fields = {"title": _trimmed(match["title"]), "number": match["number"]}
        yield Found(match.start(), match.end(), fields, None, len(text))


def _kept(inside: str) -> dict[str, str] | None:
    """Archive and file of what stands in brackets; None where that is something else."""
    named, semicolon, rest = inside.partition("; ")
    if semicolon:  # "(Telegram 779; ibid., Central Files, POL 7)"
        kept = _kept(rest)
        number = _NAMED.fullmatch(named.split(",")[0])
        return kept and {"title": named.split(",")[0], **({"number": number["number"]} if number else {}), **kept}
    same = _IBID.fullmatch(inside)
    if same:
        return {"back": "ibid", **({"file": _trimmed(same["file"])} if same["file"] else {})}
    keeper, comma, file = inside.partition(", ")
    if comma and reference_cues().keeper.fullmatch(keeper.strip()):
        return {"archive": keeper.strip(), "file": _trimmed(file)}
    return None


def _last_sentence(text: str, start: int, end: int) -> int:
    """Where the sentence begins that ends at ``end``."""
    stops = [match.end() for match in _STOP.finditer(text, start, end)]
    return stops[-2] if len(stops) > 1 else start


def _onward(text: str, end: int) -> int:
    """Where a note goes on to cite in another manner: at "See" or "For"; what it tells before cites nothing."""
    onward = _SEE.search(text, end)
    return onward.start() if onward else len(text)


def _trimmed(file: str) -> str:
    """A place of keeping without the full stop after it, which a name in initials keeps."""
    return file.strip() if _INITIALS.search(file) else file.strip(" .")
