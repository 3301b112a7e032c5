"""The header of a mail that was repeated or passed on within another, as mail programs print it in many languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from backchannel.documents.facts.dates import dates
from backchannel.documents.mail.cues import cues, folded
from backchannel.documents.mail.lines import Line
from backchannel.documents.mail.message import Person, day, people_in, together
from backchannel.documents.names import shown
from backchannel.model import Dating, Metadata

_LABELLED = re.compile(r"[\s*_|\u200e\u200f\u202a-\u202e]*([^\W\d_][^:：]{0,22}?)[\s*_]*[:：][\s*_]*(.*)")
_MOST_LINES = 60
_LONGEST_LINE = 5_000
_NUMBERED = re.compile(r"(\d{4})\s*[年.년]\s*(\d{1,2})\s*[月.월]\s*(\d{1,2})\s*[日일.]?")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\.?(?:\s+de)?\s+([^\W\d_]{2,12})\.?,?(?:\s+de)?\s+(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\.?\s+([^\W\d_]{2,12})\.?\s+(\d{1,2})(?!\d)")


class Header(NamedTuple):
    """The fields of a repeated header by what they are (``from``, ``date``, ``to``, ``subject``), and where it ends."""

    fields: dict[str, str]
    end: int

    def metadata(self) -> Metadata:
        """Whose words follow, of when, to whom, on what."""
        said = self.fields.get("date", "")
        on = _day(said)
        return Metadata(
            title=shown(self.fields.get("subject", ""), 1_000) or None,
            author=together(_persons(self.fields.get("from", ""))),
            recipient=together(_persons(self.fields.get("to", ""))),
            date=Dating(start=on, reason="stated in the header of the mail that was passed on") if on else None,
        )


def header_at(lines: Sequence[Line], start: int, *, announced: bool = False) -> Header | None:
    """The repeated header that begins at line ``start``; ``announced`` where a line before said that one follows."""
    fields: dict[str, str] = {}
    labels: list[str] = []
    last, at = "", start
    for at in range(start, min(len(lines), start + _MOST_LINES)):
        line = lines[at]
        words = line.words.strip()
        labelled = _label(words) if line.depth == lines[start].depth or not words else None
        if labelled:
            label, field, value = labelled
            if field in fields and field != "other":
                break
            last = field
            labels.append(label)
            fields.setdefault(field, value)
            if len(labels) == 1 and field != "from" and not announced:
                return None
        elif not words:
            if not _goes_on(lines, at, lines[start].depth):
                break
        elif fields and line.depth == lines[start].depth and _continues(line.words, fields[last], last):
            fields[last] = f"{fields[last]} {words}".strip()
        else:
            break
    else:
        at += 1
    return Header(fields, at) if _is_header(fields, labels, announced) else None


def _label(words: str) -> tuple[str, str, str] | None:
    """A line's label as printed, the field that it names, and what follows."""
    match = _LABELLED.match(words[:_LONGEST_LINE]) if ":" in words or "：" in words else None
    if not match:
        return None
    field = cues().labels.get(folded(match[1].strip()))
    return (match[1], field, match[2].strip(" *_")) if field else None


def _goes_on(lines: Sequence[Line], blank: int, depth: int) -> bool:
    """Whether the line after a blank one is a label again: some programs set each on a paragraph of its own."""
    following = lines[blank + 1] if blank + 1 < len(lines) else None
    return following is not None and following.depth == depth and _label(following.words.strip()) is not None


def _continues(raw: str, before: str, field: str) -> bool:
    """Whether a line without a label goes on with the value before: an address list or a long subject, broken."""
    if not before:
        return True
    if raw[:1] in (" ", "\t"):
        return True
    return field in ("to", "other") and (before.endswith((",", ";")) or "@" in raw or ";" in raw) and len(raw) < 500


def _is_header(fields: dict[str, str], labels: list[str], announced: bool) -> bool:
    if "from" not in fields or not fields["from"]:
        return False
    others = {"date", "to", "subject"} & fields.keys()
    if announced:
        return bool(others)
    if all(label.isascii() and label.isupper() for label in labels):
        return False  # a telegram's own header: FROM, TO, SUBJECT
    first = cues().labels.get(folded(labels[0].strip()))
    return first == "from" and "date" in others and len(others) > 1 and bool(re.search(r"\d", fields["date"]))


def _persons(words: str) -> list[Person]:
    """The names in an address field as printed: ``Ann Example [mailto:ann@example.org]; 'Bob'``."""
    plain = re.sub(r"\[(?:mailto:|SMTP:)?([^\[\]\s]+)\]", r"<\1>", words).replace("<mailto:", "<")
    parts = plain.split(";") if ";" in plain else [plain]
    found = [_person(part.strip(" '\"")) for part in parts]
    return [one for some in found for one in some]


def _person(words: str) -> list[Person]:
    """Of a name without an address the words as they are, a comma between its parts and all."""
    if "@" in words:
        return people_in(words)
    return [Person(shown(words, 120), "")] if any(map(str.isalnum, words)) else []


def _day(words: str) -> str | None:
    """The day that a date field names, in any of the languages whose months are known."""
    words = shown(words, 150)
    stated = day(words)
    if stated:
        return stated
    found = [one.value for one in dates(words) if len(one.value) == 10]
    if found:
        return found[0]
    for pattern, order in ((_NUMBERED, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_YEAR_FIRST, (1, 2, 3))):
        for match in pattern.finditer(words):
            made = _real(*(match[index] for index in order))
            if made:
                return made
    return None


def _real(year: str, month: str, of_month: str) -> str | None:
    number = int(month) if month.isdecimal() else _month(folded(month))
    iso = f"{year}-{number or 0:02d}-{int(of_month):02d}"
    return next((one.value for one in dates(iso) if one.value == iso), None)


def _month(word: str) -> int | None:
    return next((number for start, number in cues().months if word.startswith(start)), None)
