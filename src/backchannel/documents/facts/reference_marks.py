"""The parts of a citation that show themselves by their form: addresses, pages, volumes, numbers, dates.

Each is taken out of the words; what is left are names and titles, told by their order (``references``).
"""

from __future__ import annotations

import re

from backchannel.documents.facts.dates import dates, is_day_and_month
from backchannel.documents.facts.excisions import excisions_in
from backchannel.documents.facts.reference_cues import reference_cues

GAP = "\x1f"
"""Stands where something was taken out, so that offsets stay those of the text; it parts what stands around it."""

_LINK = re.compile(r"\[(?P<title>[^\]\n]{2,200})\]\((?P<url>(?:https?://)?[^)\s]{4,300})\)")
_URL = re.compile(r"(?:[Aa]vailable (?:at|from|online at):? )?[<(]?\b(?P<v>(?:https?://|www\.)[^\s<>\"”]+)[>)]?")
_ACCESSED = re.compile(
    r"[(\[]?(?:[Ll]ast |[Dd]ate )?(?:[Aa]ccessed|[Rr]etrieved|[Vv]isited|[Vv]iewed|[Cc]onsulted)\b(?: on)?[:,]?"
    r"\s+(?P<v>[^;)\]\x1f]{4,24}?\d{4})[)\]]?"
)
_HANDLE = re.compile(r"\s*\(@\w{1,40}\)")
_SYMBOL = re.compile(
    r"(?:(?:UN|U\.N\.|United Nations) [Dd]oc(?:ument|\.)?,? )?"
    r"\b(?P<v>[ASTE]/(?:[A-Z]{2,4}[./\d]*/){0,4}[A-Z]*\d[\w/.()-]*\b\)?)"
)
_CABLE = re.compile(r"\b(?P<v>\d{2}[A-Z]{4,}\d{1,6})\b")
_FILE = re.compile(r"\b(?P<v>(?:FO|CAB|PREM|DEFE|CO|DO|WO|FCO|KV|HS|BT|AIR|ADM) \d{1,4}/\d{1,6}(?:/\d+)?)\b")
_DOCUMENT = re.compile(r"(?:\b[Ff]ootnotes? [\d, and]+,? )?\bDocuments? (?P<v>\d{1,4})\b(?:(?:,| and|–|-) ?\d{1,4})*")
_PAGES = re.compile(
    r"(?<![\w.])(?:pp?|PP?|S|cols?|fols?)\.? ?(?P<v>[A-Z]{0,2}\d[\d]*(?:[–-][A-Z]?\d+)?|[ivxlc]+(?:[–-][ivxlc]+)?)"
    r"(?:, (?:[A-Z]?\d+(?:[–-]\d+)?))*(?! ?[a-z])|\bpages? (?P<w>\d+(?:[–-]\d+)?)"
)
_AT_PAGE = re.compile(r"(?:\b\d{3} ?|, )?,? at (?P<v>\d+(?:[–-]\d+)?)\b")
_ENDING_PAGES = re.compile(r"(?:(?<=[)\x1f]),? ?|(?<=\x1f): ?|: |, )(?P<v>\d{1,4}(?:[–-]\d{1,4})?)(?=[\s.\x1f]*\Z)")
_VOLUME = re.compile(r"\b[Vv]ols?\.? (?P<v>[IVXLC]+|\d{1,3})\b(?:, (?:[Pp]t|[Pp]art)\.? (?:\d+|[IVX]+))?")
_ISSUE = re.compile(r"\b(?:[Nn]os?\.|[Ii]ssue|[Hh]eft) (?P<v>\d{1,4}(?:[–/]\d{1,4})?)")
_BOTH = re.compile(r"(?<=[A-Za-z.)*])(?:,)? (?P<volume>\d{1,3}) ?\((?P<issue>\d{1,3}(?:[–-]\d+)?)\)")
_AFTER_JOURNAL = re.compile(r"(?<=[a-z*]) (?P<v>\d{1,3})(?=,? ?[\x1f(:])")
_SEASONS = "(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_SEASON = re.compile(rf"\b{_SEASONS}(?:[/–-]{_SEASONS})?,? (?P<v>\d{{4}})\b")
_YEAR_FIRST = re.compile(r"\((?P<year>\d{4}), (?P<month>[A-Z][a-z]+) (?P<day>\d{1,2})\)")
_IN_FIGURES = re.compile(
    r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{2})(?=,? (?:302|Tr\.|Text|Email|E-mail|Call|Letter|Memo))"
)
_EDITION = re.compile(r"\b(?P<v>Foreign Relations(?: of the United States)?, \d{4}(?:[–-]\d{2,4})?)")
_OPENS = re.compile(rf"(?:\A|[,;({GAP}]|\.)\s*(?:dated |on )?\Z")
_CLOSES = re.compile(rf"\s*(?:\Z|[,;:){GAP}]|\.(?:\s|\Z)|\s\()")
_SPAN = re.compile(r"(?P<from>(?:1[5-9]|20)\d\d)(?: ?[–-] ?| to )(?P<to>(?:1[5-9]|20)?\d\d)")


class Words:
    """The words of one citation: ``rest`` is what was not taken yet, as long as ``text``; ``found`` the fields."""

    def __init__(self, text: str) -> None:
        self.text = self.rest = text
        self.found: dict[str, str] = {}
        self.title_end = 0
        self.edition = False

    def blank(self, start: int, end: int) -> None:
        """Take these words out."""
        self.rest = self.rest[:start] + GAP * (end - start) + self.rest[end:]

    def keep(self, name: str, value: str | None) -> None:
        """Note the first value of a field."""
        if value and (value := value.split(GAP)[0].strip(" ,;:*_(")):
            self.found.setdefault(name, value)

    def take(self, pattern: re.Pattern[str], name: str | None = None, start: int = 0) -> re.Match[str] | None:
        """Take out the first match of a pattern from ``start`` on; its group ``v`` is the field ``name``."""
        match = pattern.search(self.rest, start)
        if match:
            if name:
                self.keep(name, match["v"])
            self.blank(*match.span())
        return match


def take_left_out(words: Words) -> None:
    """What those who released the note left out of it."""
    for one in excisions_in(words.text):
        words.blank(one.start, one.end)


def take_addresses(words: Words) -> None:
    """Links, addresses and when they were looked at."""
    link = _LINK.search(words.rest)
    if link:
        words.keep("title", link["title"])
        words.keep("url", link["url"])
        words.blank(*link.span())
    url = _URL.search(words.rest)
    if url:
        words.keep("url", url["v"].rstrip(".,;)") if "(" not in url["v"] else url["v"].rstrip(".,;"))
        words.blank(*url.span())
    accessed = words.take(_ACCESSED)
    if accessed and (day := one_date(accessed["v"])):
        words.keep("accessed", day)
    words.take(_HANDLE)


def take_numbers(words: Words) -> None:
    """Symbols of papers, ids of cables, places in archives, documents of the same edition."""
    words.edition = words.take(_EDITION, "title") is not None
    words.take(_SYMBOL, "number")
    cable = _CABLE.search(words.rest)
    if cable:
        words.keep("number", cable["v"])
        if not words.rest[: cable.start()].rstrip().endswith("cable"):
            words.blank(*cable.span())
    words.take(_FILE, "file")
    words.take(_DOCUMENT, "number")


def take_pages(words: Words) -> None:
    """Volume, issue and pages."""
    both = words.take(_BOTH)
    if both:
        words.keep("volume", both["volume"])
        words.keep("issue", both["issue"])
    words.take(_VOLUME, "volume")
    issue = _ISSUE.search(words.rest)
    if issue:
        before = re.split(r"[,.\x1f;”]", words.rest[: issue.start()].rstrip(" ,"))[-1].strip()
        words.keep("number" if reference_cues().series.fullmatch(before) else "issue", issue["v"])
        words.blank(*issue.span())
    if "volume" not in words.found and ("issue" in words.found or "title" in words.found):
        words.take(_AFTER_JOURNAL, "volume", words.title_end)
    pages = words.take(_PAGES)
    if pages:
        words.keep("pages", pages["v"] or pages["w"])
        while words.take(_PAGES):
            pass


def take_ending_pages(words: Words) -> None:
    """A page that ends the citation without saying that it is one: after a publisher, a date, "at"."""
    if "pages" not in words.found:
        words.take(_AT_PAGE, "pages") or words.take(_ENDING_PAGES, "pages")


def take_forms_of_dates(words: Words) -> None:
    """Dates whose form says more than their words: a season, a year before its day, figures of American files."""
    season = words.take(_SEASON)
    if season:
        words.keep("date", season["v"])
    first = words.take(_YEAR_FIRST)
    if first:
        words.keep("date", one_date(f"{first['month']} {first['day']}, {first['year']}"))
    figures = words.take(_IN_FIGURES)
    if figures:
        if re.match(
            r",? (?:302|Tr\.)", words.rest[figures.end() :]
        ):  # the record of an interview, named after who gave it
            words.keep("author", words.rest[: figures.start()].strip(f" ,{GAP}"))
            words.blank(0, figures.start())
        century = "20" if int(figures["year"]) < 50 else "19"
        words.keep("date", f"{century}{figures['year']}-{int(figures['month']):02d}-{int(figures['day']):02d}")


def take_dates(words: Words) -> None:
    """Dates that stand between commas or brackets; those inside a title are left there. The most exact counts."""
    found: list[str] = []
    for start, end in _date_places(words.rest):
        if _OPENS.search(words.rest, max(0, start - 12), start) and _CLOSES.match(words.rest, end):
            value = one_date(words.rest[start:end])
            found += [value] if value else []
            words.blank(start, end)
    if found:
        words.keep("date", max(found, key=lambda value: (value.count("-"), -found.index(value))))


def _date_places(rest: str) -> list[tuple[int, int]]:
    """Where dates and spans of years stand, in order; none within another."""
    places = [match.span() for match in _SPAN.finditer(rest)] + [(one.start, one.end) for one in dates(rest)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def one_date(text: str) -> str | None:
    """The date of words that are a date: the most exact, of a span of years within ten its decade; None for none."""
    span = _SPAN.search(text)
    if span:
        last = span["to"] if len(span["to"]) == 4 else span["from"][:2] + span["to"]
        return f"{span['from'][:3]}X" if last[:3] == span["from"][:3] else None
    found = [one.value for one in dates(text)]
    return max(found, key=lambda value: (value.count("-"), -found.index(value))) if found else None


def is_date(words: str) -> bool:
    """Whether the words are a date and little else."""
    if is_day_and_month(words) or _SPAN.fullmatch(words):
        return True
    found = dates(words)
    return bool(found) and len(words) - sum(one.end - one.start for one in found) <= 6
