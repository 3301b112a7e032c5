"""What a note cites: author, title, publisher and date, in the forms that essays and histories use.

A note that tells something rather than citing (a sentence with a verb) yields nothing but perhaps a quoted title:
"cannot tell" is better than a title made of half a sentence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from backchannel.documents.facts.dates import dates, is_day_and_month
from backchannel.documents.facts.people import is_paper, is_people, is_person


class Cited(NamedTuple):
    """What a note cites; None for what it does not say."""

    author: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: str | None = None


_LONGEST = 1_500  # characters: what a note cites stands at its beginning

_QUOTED = (
    re.compile(r"[‘](?P<t>[^‘]{3,300}?)’(?=\s*[,.;:()\[]|\s*$|\s+(?:in|on|at)\b)"),
    re.compile(r"[“](?P<t>[^“”]{3,300}?)”"),
    re.compile(r'"(?P<t>[^"]{3,300}?)"'),
    re.compile(r"(?:(?<=\s)|(?<=,)|^)'(?P<t>[^']{3,300}?(?:'\w[^']*?)*)'(?=\s*[,.;:()\[]|\s*$)"),
)
_ITALIC = re.compile(r"(?<![\w*_])([*_])(?P<t>[^*_\n]{3,200}?)\1(?![\w*_])")
_LOST_OPENING = re.compile(r"\A(?P<t>[^‘’“”\"]{6,200}?)[’”\"'](?=\s*,)")
_SAME = re.compile(r"\A\W*(?:ibid(?:em)?|loc\.? cit|op\.? cit|id\.)\b", re.IGNORECASE)
_SEE = re.compile(
    r"\A\W*see (?:foot|end)?notes? (\d{1,3})\b(?!,? (?:document|to|of|in)\b)"
    r"|\A\W*(?:foot|end)?note (\d{1,3})(?: above)?\W*\Z",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\A(?:(?:see|cf\.?|quoted in|cited in|source|for example|e\.g\.),?(?: (?:also|especially|e\.g\.),?)?:?\s+)+",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(r"\bsource:\s+(?P<keeper>[^,.;:]{3,80})[,:]\s*(?P<file>[^\n]{3,}?)(?:\.\s|\.?\Z)", re.IGNORECASE)
_PAGES = re.compile(
    r"\A(?:pp?\.|pages?|vols?\.?|volume|nos?\.?|issue|chap(?:ter)?s?\.?|para\.?|edn?\.?|\d+(?:st|nd|rd|th)? edn?\.?|"
    r"ibid\.?|accessed|retrieved|available at|last (?:accessed|visited)|https?://|doi|isbn|\d[\d\s,–-]*\Z)",
    re.IGNORECASE,
)
_URL = re.compile(r"<?\(?\bhttps?://\S+>?\)?")
_LINK = re.compile(r"\[([^\]\n]{2,200})\]\((?:https?://)?[^)\s]{1,300}\)")
_ACCESSED = re.compile(
    r"[,(;.]?\s*(?:last )?(?:accessed|retrieved|visited|viewed)\b(?:\s+on)?[:,]?\s+[^);]{4,40}\)?", re.IGNORECASE
)
_PAGE_NUMBERS = re.compile(r"\bpp?\.\s*[\d–, -]+")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|did|does|will|would|should|said|says|reported|stated|signed|initialed|transmitted|"
    r"provided|sent|approved|drafted|met|referred|noted|wrote|recommended|constitutes|includes|replied|informed|concluded|"
    r"suggested|commented|remained|requested|instructed|printed)\b"
)
_SEPARATOR = re.compile(
    r",(?![^()]*\))|;|(?<!\bVol)(?<!\bvol)(?<!\bNo)(?<!\bPt)(?<!\bpt)(?<!\bDr)(?<!\bMr)(?<!\bSt)(?<![\s.][A-Z])(?<!\A[A-Z])\.\s+(?=[A-Z])"
)
_DATED_BRACKET = re.compile(r"\s*\(([^()]*)\)$")
_DOCUMENT_KIND = re.compile(
    r"(?:report|speech|interview|letter|telegram|memorandum|statement|treaty|agreement|cable|minutes|record|notes?|text|"
    r"declaration|resolution|proceedings|press|foreign relations|joint|testimony|hearings?|transcript|articles?)\b",
    re.IGNORECASE,
)


def cited(text: str) -> Cited:
    """What the note ``text`` cites."""
    text = text[:_LONGEST]
    words = re.sub(r"\s+", " ", _URL.sub("", _LINK.sub(r"\1", text))).strip(" .")
    if not words or _SAME.match(words) or _SEE.match(words):
        return Cited()
    archive = _ARCHIVE.search(words + ".")
    if archive and archive.start() < 5:
        return Cited(title=archive["file"].strip(" ."), publisher=archive["keeper"].strip())
    words = _ACCESSED.sub("", words)
    first = re.split(r";\s+", _LEAD.sub("", words), maxsplit=1)[0]
    return _titled(first) or _segmented(first)


def refers_back(text: str) -> str | None:
    """The number of the note that this one stands for: ``""`` for the note before (Ibid.), None for none."""
    if _SAME.match(text):
        return ""
    see = _SEE.match(text)
    return (see[1] or see[2]) if see else None


def _titled(words: str) -> Cited | None:
    """A citation whose title is in quotation marks or italics."""
    found = [match for pattern in _QUOTED if (match := pattern.search(words))]
    match = min(found, key=re.Match.start) if found else _LOST_OPENING.match(words) or _ITALIC.search(words)
    if not match:
        return None
    before, after = words[: match.start()], words[match.end() :]
    author = _author(before)
    title = match["t"].strip(" ,.")
    remark = author is None and before.strip(" ,.:[]") and _FINITE.search(before)
    if remark or before.endswith("(") or len(before.split()) > 15 or not (title[0].isupper() or title[0].isdigit()):
        return None  # words quoted inside a remark
    italic = _ITALIC.search(after)
    publisher = italic["t"] if italic and found else _publisher(after)
    return Cited(author=author, title=title, publisher=publisher, date=_first_date(after) or _date(before))


def _author(words: str) -> str | None:
    words = words.strip(" ,.:–—-")
    if words.startswith("[") and words.endswith("]"):
        return words[1:-1].strip() or None
    words = re.sub(r"\s*\((?:eds?\.?|trans\.?|\d{4})\)\s*", "", words).strip(" ,.")
    words = re.sub(r",?\s+(?:eds?|trans|interview with|in)\.?$", "", words).strip(" ,")
    if not words or len(words) > 120 or _FINITE.search(words) or not words[0].isalpha():
        return None
    return words


def _publisher(after: str) -> str | None:
    """The first part after the title that is no date, page or volume."""
    inside = _PARENTHESIS.search(after)
    if inside and not re.sub(r"[\s,.]", "", after[: inside.start()]) and _date(inside[1]):
        return _press(inside[1])
    for part in _parts(after):
        kept = re.sub(r"\A(?:in|on|at|for)\s+", "", part).strip(" ,.*_")
        bracket = _DATED_BRACKET.search(kept)
        if bracket and _is_date(bracket[1]):
            kept = kept[: bracket.start()]
        if kept and not _is_date(kept) and not _PAGES.match(kept) and any(map(str.isalpha, kept)):
            return kept if len(kept) < 120 else None
    return None


def _press(words: str) -> str | None:
    """The publisher of ``City: Publisher, 1996``."""
    kept = [part for part in _parts(words) if not _is_date(part) and not _PAGES.match(part)]
    if not kept:
        return None
    return (", ".join(kept)).split(":")[-1].strip() or None


def _parts(words: str) -> list[str]:
    """The parts between commas (and full stops before capitals), commas inside brackets aside."""
    return [part.strip(" .") for part in _SEPARATOR.split(words) if part.strip(" .,;()")]


def _is_date(words: str) -> bool:
    if is_day_and_month(words):
        return True
    found = dates(words)
    return bool(found) and len(words) - sum(one.end - one.start for one in found) <= 14


def _first_date(words: str) -> str | None:
    """The date that stands nearest after a title; later ones belong to later sources."""
    found = dates(_PAGE_NUMBERS.sub("", words))
    if len(found) > 1 and found[1].start - found[0].end < 5:
        return _date(words[: found[1].end])
    return found[0].value if found else None


def _date(words: str) -> str | None:
    """The most exact date in ``words``; of a span of years the decade that holds both, else none."""
    found = [one.value for one in dates(_PAGE_NUMBERS.sub("", words))]
    if not found:
        return None
    exact = max(found, key=lambda value: (value.count("-"), -found.index(value)))
    years = {value for value in found if value.isdigit()}
    if "-" in exact or len(years) < 2:
        return exact
    decades = {year[:3] for year in years}
    return f"{decades.pop()}X" if len(decades) == 1 else None


def _segmented(words: str) -> Cited:
    """A citation by commas alone: ``Author, Title, Publisher, date`` or ``Author, Title (Publisher, date)``."""
    inside = re.search(r"\(([^()]*\d{4}[^()]*)\)\W*(?:,?\s*(?:pp?\.?\s*)?[\d–, -]*)?\Z", words)
    publisher = _press(inside[1]) if inside and _is_citation_bracket(inside[1]) else None
    date = _date(inside[1] if inside and publisher else words)
    every = _parts(words[: inside.start()] if inside and publisher else words)
    parts = [part for part in every if not _is_date(part) and not _PAGES.match(part)]
    dated = publisher is not None or any(_is_date(part) for part in every)
    if not parts or (not dated and len(parts) < 3) or _is_remark(words, parts):
        return Cited(date=date if dated and len(words) < 60 and not _FINITE.search(words) else None)
    author = parts.pop(0) if len(parts) > 1 and _names_author(parts) else None
    if publisher is None and len(parts) > 1 and (author or is_paper(parts[-1])):
        publisher = parts.pop()
        if len(parts) > 1 and len(parts[-1].split()) == 1 and len(publisher.split()) <= 3:
            publisher = f"{parts.pop()}, {publisher}"  # Little, Brown; Farrar, Straus and Giroux; London, Routledge
    return Cited(author=author, title=", ".join(parts).strip(" *_") or None, publisher=publisher, date=date)


def _is_citation_bracket(words: str) -> bool:
    return len(words) < 100 and not _FINITE.search(words)


def _names_author(parts: list[str]) -> bool:
    """Whether the first part names an author: people, or – where title and publisher follow – any capitalised name."""
    first = parts[0]
    if is_people(first) or is_person(first):
        return True
    tokens = first.split()
    return len(parts) >= 3 and len(tokens) <= 8 and tokens[0][0].isupper() and not _DOCUMENT_KIND.match(first)


def _is_remark(words: str, parts: list[str]) -> bool:
    """Whether the words tell rather than cite."""
    longest = max(len(part.split()) for part in parts)
    long = longest > 8 or len(words.split()) > 12
    return (
        (bool(_FINITE.search(words)) and long)
        or longest > 18
        or len(words.split()) > 40
        or bool(re.search('[“”"]', words))
    )
