"""What stands at the head of a text: byline, dateline, cable heading, labels – recognised and taken apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from backchannel.documents.facts.cues import cues, label_means
from backchannel.documents.facts.dates import Printed, dates
from backchannel.documents.facts.people import is_paper, is_people, is_person, is_place, without_degrees

_BY = re.compile(
    r"(?:(?:written|prepared|compiled|edited|researched and written|text|story|report|posted|published)\s+)?by[\s:]+",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*\**([A-Za-z][A-Za-z. /0-9]{1,24}?)\**\s*:\**\s*(\S.*)?$", re.DOTALL)
_TIME = re.compile(
    r"[,—–-]*\s*\b\d{1,2}(?:[:.]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[:.]\d\d)?)?\s*(?:a\.?\s?m\.?|p\.?\s?m\.?|noon|midnight|hours|hrs)"
    r"|\b\d{1,2}:\d\d(?::\d\d)?\b|\b\d{4}Z\b|\b(?:UTC|GMT|EST|EDT|CET|BST|Z)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*", re.IGNORECASE)
_EMPHASIS = re.compile(r"^[*_]{1,3}(.*?)[*_]{1,3}$", re.DOTALL)
_MARK = re.compile(r"\s*\[\^?\w{1,3}\]\s*$|[¹²³⁰⁴-⁹]+$")
_STARTS = r"(?:The|On|In|At|A|An|It|When|While|After|Since|As|For|This|That|There|If|Last|Two|Three|During|Before)"
_NAME = r"(?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w.'’-]*?"
_GLUED = re.compile(rf"(?:By|BY)\s+{_NAME}(?:\s*[|•·—–]\s*|\s+(?={_STARTS}\s))(?=\S)")
_DAY_ONLY = r"[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:,?\s+\d{4})?"
_PLACE = r"[A-Z][\w'’.-]*(?:[ /][A-Z][\w'’.-]*){0,3}"
_CAPITALS = r"[A-Z]{2}[A-Z'’-]+(?:[ /][A-Z][A-Z'’.-]+){0,3}"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:,\s*[A-Z][\w. ]{{1,20}}?)?(?:,\s*(?:{_DAY_ONLY}))?(?:\s*\([^()]{{2,40}}\))?\s*[-–—]{{1,2}}\s+"
    rf"|{_CAPITALS},\s*(?:{_DAY_ONLY})\s*[.:]?\s*\([^()]{{2,40}}\)\s*[.:]?\s+"
    rf"|{_CAPITALS}(?:,\s*[A-Z][\w. ]{{1,20}}?)?\.\s+(?=[A-Z]?[a-z])"
    rf"|{_PLACE}(?:,\s*{_PLACE}){{0,2}}(?:,\s*(?:{_DAY_ONLY}))?(?:\s*\([A-Z][^()]{{1,40}}\)|,\s*(?:{_DAY_ONLY}))\s*[-–—]{{1,2}}\s+"
    rf"|{_PLACE}(?:,\s*{_PLACE}){{1,2}}\s+[-–—]{{1,2}}\s+)(?=\S)"
)


_LONGEST = 1_000  # no header line is longer; what is longer is not worth the time of the expressions


class Facts(NamedTuple):
    """What one header line says; None for what it does not."""

    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    place: str | None = None
    url: str | None = None


def plain(words: str) -> str:
    """A header line without Markdown emphasis, heading marks and a closing note mark."""
    words = re.sub(r"^#{1,6}\s+", "", words[:_LONGEST].strip())
    words = re.sub(r"\s+", " ", _MARK.sub("", words))
    emphasised = _EMPHASIS.match(words)
    return (emphasised[1] if emphasised else words).strip()


def glued(words: str) -> int:
    """How many characters at the beginning of a paragraph are its byline or dateline; 0 where there are none."""
    match = _GLUED.match(words) or _DATELINE.match(words)
    return match.end() if match and len(words) - match.end() > 20 else 0


def is_label(words: str) -> bool:
    """Whether the line is a header label with its value (``Date: 25 May 1970``)."""
    match = _LABEL.match(words)
    return bool(match and label_means(match[1].strip()))


def is_label_alone(words: str) -> bool:
    """Whether the line is a header label in capitals without its value (``PARTICIPANTS``)."""
    return words.isupper() and len(words) < 30 and label_means(words.rstrip(":")) is not None


def is_plain_date(words: str) -> bool:
    """Whether the line is a day and nothing else but a weekday, a time and at most a short place or paper."""
    words = plain(words)
    return is_date_line(words) and (any(one.value.count("-") == 2 for one in dates(words))) and len(words.split()) <= 8


def is_date_line(words: str) -> bool:
    """Whether the line is a date, alone or with a place, a paper or a time of day."""
    words = plain(words)
    if len(words) > 120 or words.endswith(("?", "!", ":")):
        return False
    found = dates(words)
    if not found:
        return False
    date = _most_exact(found)
    rest = _rest(words, date.start, date.end)
    if "-" not in date.value:
        return not rest
    set_off = date.end == len(words) and words[: date.start].endswith(", ")
    return (set_off and len(rest.split()) <= 6) or (
        len(rest.split()) <= 8 and all(_is_name_like(part) for part in re.split(r"[,;|(]\s*", rest) if part.strip())
    )


def _most_exact(found: list[Printed]) -> Printed:
    """The first date with a month, or the first of all."""
    return next((one for one in found if "-" in one.value), found[0])


def _is_name_like(part: str) -> bool:
    tokens = [token for token in re.split(r"\s+", part.strip(" ).")) if token]
    small = sum(token[0].islower() and token not in {"of", "the", "and", "for", "de", "by"} for token in tokens)
    return small == 0 or (small <= 1 and len(tokens) <= 2)


def _rest(words: str, start: int, end: int) -> str:
    rest = words[:start] + words[end:]
    return _WEEKDAY.sub("", _TIME.sub("", rest)).strip(" ,.;:|–—-()")


def is_byline(words: str) -> bool:
    """Whether the line says who wrote the text: ``By A. Name``, ``A. Name, Post``."""
    words = plain(words)
    if len(words) > 160:
        return False
    match = _BY.match(words)
    if match:
        name = words[match.end() :]
        short = len(name.split()) <= 4 or name[:1].isupper()
        return bool(name) and ((short and not words.endswith((".", "?"))) or is_person(re.split(r"[,|.]", name)[0]))
    return is_signed_post(words)


def is_signed_post(words: str) -> bool:
    """Whether the line is a person's name followed by a post: ``A. Name, Secretary of State``."""
    name, comma, post = plain(words).partition(", ")
    return bool(comma) and is_person(name) and bool(cues().post.fullmatch(post)) and len(post) < 80


def facts_of(words: str) -> Facts:
    """What a header line says of author, publisher, date and place."""
    label = _LABEL.match(words)
    means = label_means(label[1].strip()) if label else None
    if label and means:
        return _labelled(means, plain(label[2] or ""))
    words = plain(words)
    match = _BY.match(words)
    return _signed(words[match.end() :]) if match else _unsigned(words)


def _labelled(means: str, value: str) -> Facts:
    if not value or means == "other":
        return Facts()
    if means == "date":
        found = dates(value)
        return Facts(date=found[0].value) if found else Facts()
    if means == "url":
        return Facts(url=value if value.startswith(("http://", "https://")) else None)
    if means == "author":
        return _signed(value) if is_people(value.split(",", maxsplit=1)[0]) else Facts()
    return Facts(**{means: value})


def _signed(words: str) -> Facts:
    """What follows ``By``: names first, then perhaps post, paper, place and date."""
    found = dates(words)
    facts = Facts(date=_most_exact(found).value) if found else Facts()
    if found:
        words = words[: found[0].start]
    words = re.split(r"\s*[|•·;]\s*|\s+[–—]\s+|\s+for\s+(?=[A-Z])|\s+in\s+(?=[A-Z])", words)[0].strip(" ,|–—-(")
    whole = without_degrees(words)
    parts = re.split(r",\s+", whole)
    several = " and " in whole and is_people(whole)
    author = whole if several or len(parts) == 1 else without_degrees(parts[0])
    rest = [part for part in parts[1:] if not cues().post.fullmatch(part)] if not several else []
    place = next((part for part in rest if is_place(part) and not is_paper(part)), None) if found else None
    return facts._replace(author=_WEEKDAY.sub("", author).strip(" ,") or None, place=place)


def _unsigned(words: str) -> Facts:
    found = dates(words)
    if not found:
        return _undated(words)
    date = _most_exact(found)
    facts = Facts(date=date.value)
    rest = _rest(words, date.start, date.end)
    parts = [part.strip(" ()") for part in re.split(r"[,|]\s*|\s+[–—-]\s+|\(", rest) if part.strip(" ()")]
    for part in parts:
        if is_paper(part) and facts.publisher is None:
            facts = facts._replace(publisher=part)
        elif len(parts) > 1 and part is parts[0] and is_person(part):
            facts = facts._replace(author=part)
        elif is_place(part) and facts.place is None:
            facts = facts._replace(place=part)
    return facts


def _undated(words: str) -> Facts:
    if is_signed_post(words) or cues().office.fullmatch(words):
        return Facts(author=words)
    return Facts(publisher=words) if cues().paper.fullmatch(words) else Facts()


def dateline_facts(words: str) -> Facts:
    """What a dateline or a byline glued to the first sentence says."""
    if _BY.match(words):
        return facts_of(words.strip(" |•·—–-"))
    found = dates(words)
    head = re.split(r"[,(.–—]|\s-", words, maxsplit=1)[0].strip()
    place = head.title() if head.isupper() else head
    agency = re.search(r"\(([^()]+)\)", words)
    return Facts(
        place=place or None,
        date=found[0].value if found and "-" in found[0].value else None,
        publisher=agency[1].strip() if agency and not dates(agency[1]) else None,
    )
