"""What a note cites, source by source and field by field.

Read are the styles of the Chicago Manual (17th ed., ch. 14: notes), APA and MLA, of newspapers and essays, and of
documentary editions (*Foreign Relations of the United States*: source notes, telegrams and where they are kept). What
tells something rather than citing yields nothing: "cannot tell" is better than a title made of half a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from backchannel.documents.facts import reference_names as names
from backchannel.documents.facts.dates import is_day_and_month
from backchannel.documents.facts.reference_cues import reference_cues
from backchannel.documents.facts.reference_edition import Found, edition
from backchannel.documents.facts.reference_marks import (
    GAP,
    Words,
    is_date,
    one_date,
    take_addresses,
    take_dates,
    take_ending_pages,
    take_forms_of_dates,
    take_left_out,
    take_numbers,
    take_pages,
)
from backchannel.documents.facts.reference_units import units
from backchannel.model.value import Value

LONGEST = 12_000
"""Code points of a note that are read; what comes after is no citation."""


class Reference(Value, frozen=True):
    """One source that a note cites; ``start`` and ``end`` are offsets in the note, None is what it does not say.

    Fields are words of the note, ``date`` and ``accessed`` dates of the claims format. ``container`` is the newspaper,
    journal, site or book it stands in; ``archive`` keeps it, at ``file``; ``number`` is that of a document, telegram or
    report. ``back`` says that an earlier note is meant: ``ibid``, ``op. cit.`` or that note's number. ``secondhand``:
    another work is known through this one ("cited in").
    """

    start: int
    end: int
    author: str | None = None
    title: str | None = None
    container: str | None = None
    publisher: str | None = None
    place: str | None = None
    date: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    number: str | None = None
    archive: str | None = None
    file: str | None = None
    url: str | None = None
    accessed: str | None = None
    back: str | None = None
    secondhand: bool = False


_FIELDS = frozenset(Reference.__struct_fields__) - {"start", "end", "secondhand"}
_BACK = re.compile(r"\A\W*(?:ibid(?:em)?|idem|id)\b\.?", re.IGNORECASE)
_WORK_BACK = re.compile(r",? ?\b(?:op|loc)\.? ?cit\b\.?", re.IGNORECASE)
_NOTE_BACK = re.compile(
    r"\A\W*(?:see |cf\.? )?(?:foot|end)?(?:notes?|n\.) (?P<v>\d{1,3})\b(?: above| below| supra)?\W*\Z"
    r"|\A\W*supra (?:note|n\.) (?P<w>\d{1,3})",
    re.IGNORECASE,
)
_QUOTED = (
    re.compile(r"[‘](?P<v>[^‘]{3,300}?)’(?=\s*[,.;:()\[\x1f]|\s*$|\s+(?:in|on|at)\b)"),
    re.compile(r"[“](?P<v>[^“”]{3,300}?)”"),
    re.compile(r'"(?P<v>[^"]{3,300}?)"'),
    re.compile(r"(?:(?<=\s)|(?<=,)|^)'(?P<v>[^']{3,300}?(?:'\w[^']*?)*)'(?=\s*[,.;:()\[\x1f]|\s*$)"),
)
_ITALIC = re.compile(r"(?<![\w*_])([*_])(?P<v>[^*_\n]{3,200}?)\1(?![\w*_])")
_LOST_OPENING = re.compile(r"\A(?P<v>[^‘’“”\"\x1f]{6,200}?)[’”\"'](?=\s*,)")
_IMPRINT = re.compile(r",?\s*\((?P<v>(?![a-z])[^()\x1f]*\d{4}[^()\x1f]*|[A-Z][^()\x1f]{2,60}: [^()\x1f]{3,80})\)")
_AUTHOR_YEAR = re.compile(
    r"\A(?P<author>[A-Z][^()\d“”‘*]{2,120}?),? "
    r"(?:\((?P<year>\d{4})[a-z]?(?:, [A-Z][a-z]+ \d{1,2})?\)\.|(?P<plain>\d{4})[a-z]?,)\s+"
)
_SENTENCE_TITLE = re.compile(r"\A(?P<v>[^.?!]{3,200}(?:[?!](?=\s)|(?=\.\s|\.?\Z)))\.?\s*")
_LED = re.compile(r"\b(?:reads?|added|entitled|words?|notation|says?|states?|stated)\W*\Z")
_RUNS_ON = re.compile(r"\s+(?!(?:in|on|at|and|from|or|by|cited|quoted)\b)[a-z]")
_FINITE = names.FINITE


def references(text: str) -> tuple[Reference, ...]:
    """The sources that the note ``text`` cites, in order; none for a note that only tells something."""
    text = text[:LONGEST]
    made: list[Reference] = []
    rest = 0
    for found in edition(text):
        rest = found.until
        made.append(_of_edition(text, found))
    for start, end in units(text, rest):
        one = _citation(text, start, end)
        if one is not None:
            made.append(one)
    return tuple(made)


def _of_edition(text: str, found: Found) -> Reference:
    """What is kept at a place given in brackets, with what the words before say of it."""
    cited = _citation(text, *found.words) if found.words else None
    said = {} if cited is None else {name: getattr(cited, name) for name in _FIELDS if getattr(cited, name)}
    return _made(found.start, found.end, {**said, **found.fields}, secondhand=False)


def _made(start: int, end: int, fields: dict[str, str], *, secondhand: bool) -> Reference:
    return msgspec.structs.replace(
        Reference(start=start, end=end, secondhand=secondhand), **{k: v for k, v in fields.items() if k in _FIELDS}
    )


def _citation(text: str, start: int, end: int) -> Reference | None:
    """The source that one stretch of a note cites."""
    lead = reference_cues().lead.match(text, start, end)
    secondhand = False
    while lead:
        secondhand = secondhand or bool(reference_cues().secondhand.fullmatch(lead[0]))
        start = lead.end() + len(text[lead.end() : end]) - len(text[lead.end() : end].lstrip(" ,:"))
        lead = reference_cues().lead.match(text, start, end) if start < end and text[start - 1] in " :," else None
    words = Words(text[start:end])
    _take_back(words)
    if not _NOTE_BACK.match(words.text):
        _take_all(words)
    if not words.found or set(words.found) <= {"pages", "issue", "volume"}:
        return None
    return _made(start, end, words.found, secondhand=secondhand)


def _take_back(words: Words) -> None:
    note = _NOTE_BACK.match(words.rest)
    same = _BACK.match(words.rest)
    if note:
        words.keep("back", note["v"] or note["w"])
    elif same:
        words.keep("back", "ibid")
        words.blank(*same.span())
    elif words.take(_WORK_BACK):
        words.keep("back", "op. cit.")


def _take_all(words: Words) -> None:
    """Marks first, then the title and what stands before and after it."""
    take_left_out(words)
    take_addresses(words)
    title = _take_title(words)
    if title is None and names.is_remark(words.rest):
        words.found.clear()
        return
    take_numbers(words)
    take_forms_of_dates(words)
    header = None if title else _take_header(words)
    imprint = _take_imprint(words)
    take_dates(words)
    take_pages(words)
    take_ending_pages(words)
    if words.edition:
        return  # what follows is the volume's subject
    if title:
        _around_title(words, *title)
    elif "title" in words.found:
        names.after_title(words, _segments(words, 0, len(words.rest)))
    else:
        names.in_order(words, _segments(words, 0, len(words.rest)), imprint=imprint, header=header is not None)


def _take_title(words: Words) -> tuple[int, int] | None:
    """The title in quotation marks or italics; None where there is none, or the marks stand inside a remark."""
    found = [match for pattern in _QUOTED if (match := pattern.search(words.rest))]
    match = min(found, key=re.Match.start) if found else _LOST_OPENING.match(words.rest) or _ITALIC.search(words.rest)
    if not match:
        return None
    before = words.rest[: match.start()]
    title = match["v"].strip(" ,.")
    remark = _FINITE.search(before) or len(before.split()) > 18
    if _LED.search(before) or (match["v"][-1] not in ",.?!" and _RUNS_ON.match(words.rest, match.end())):
        return None
    if remark or before.rstrip().endswith("(") or not (title[:1].isupper() or title[:1].isdigit()):
        return None
    words.keep("title", title)
    words.blank(*match.span())
    words.title_end = match.end()
    return match.span()


def _take_header(words: Words) -> re.Match[str] | None:
    """``Author (2011). Title.`` and ``Author 2015, Title``."""
    match = _AUTHOR_YEAR.match(words.rest)
    plain = match and (match["year"] or re.search(r",? [A-Z]\.$", match["author"]))
    if not match:
        # the year with month and day was taken as a date already
        match = re.match(rf"\A(?P<author>[A-Z][^()\d“”‘*{GAP}]{{2,80}}?)\.? {GAP}+\.\s+", words.rest)
        plain = bool(match)
    if not match or not plain:
        return None
    words.keep("author", match["author"].rstrip(" ,") if match["author"].rstrip().endswith(".") else match["author"])
    groups = match.groupdict()
    words.keep("date", groups.get("year") or groups.get("plain"))
    words.blank(*match.span())
    if groups.get("plain") is None:
        title = _SENTENCE_TITLE.match(words.rest[match.end() :])
        if title:
            words.keep("title", title["v"])
            words.blank(match.end() + title.start(), match.end() + title.end())
    return match


def _take_imprint(words: Words) -> bool:
    """Place, publisher and year in brackets; whether they were there."""
    match = _IMPRINT.search(words.rest)
    if not match or _FINITE.search(match["v"]):
        return False
    inside = match["v"]
    words.keep("date", one_date(inside))
    place, colon, press = inside.partition(": ")
    parts = names.parts(press if colon else inside)
    said = [part for part in parts if not is_date(part)]
    if colon:
        words.keep("place", place)
    words.keep("publisher", ", ".join(said))
    words.blank(*match.span())
    return bool(colon or said)


def _around_title(words: Words, start: int, end: int) -> None:
    before = _segments(words, 0, start)
    names.before_title(words, before)
    names.after_title(words, _segments(words, end, len(words.rest)))


def _segments(words: Words, start: int, end: int) -> Sequence[str]:
    """The parts between commas and what was taken out, without those that say nothing."""
    cues = reference_cues()
    every = [words.rest[a + start : b + start] for a, b in names.part_spans(words.rest[start:end])]
    return [part for part in every if not (cues.aside.fullmatch(part) or is_day_and_month(part))]
