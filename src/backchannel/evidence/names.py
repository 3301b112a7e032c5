"""When two names of sources mean one source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from backchannel.evidence.profile import fold
from backchannel.evidence.tables import matches, patterns, plain_words

_TOKEN = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

SourceKey = tuple[str, ...]


class Named(NamedTuple):
    """A name as a text has it, in which document, and the words by which it is compared."""

    name: str
    document: str
    key: SourceKey


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name that carry identity, folded, in order; all words where none would be left."""
    words = tuple(_TOKEN.findall(fold(name).replace("'s", "")))
    return tuple(w for w in words if w not in plain_words()) or words


def nobody(name: str) -> bool:
    """Whether the name describes somebody without naming him: "unnamed", "some historians", "officials"."""
    return not name.strip() or matches("origins", "nobody", name.strip())


def is_author(name: str) -> bool:
    """Whether the name means the author himself."""
    return matches("origins", "author", name.strip())


def first_work(name: str) -> str:
    """Of several works the first, without page and chapter."""
    name = name.split(";", maxsplit=1)[0].strip()
    for rule in patterns("origins", "where"):
        name = rule.pattern.sub("", name)
    return name.strip(" ,.")


def dated_paper(name: str, date: str | None = None) -> SourceKey | None:
    """What a cable, dispatch or memorandum is known by: its sort and its date; None where the name is none such."""
    for rule in patterns("origins", "dated"):
        match = rule.pattern.search(name)
        when = _date_in(fold(name)) or (date or "")
        if match and when:
            return "paper", match["head"].casefold(), when
    return None


def _date_in(text: str) -> str:
    year = _YEAR.search(text)
    if not year:
        return ""
    month = next((i for i, m in enumerate(_MONTHS, 1) if re.search(rf"\b{m}\b", text)), None)
    day = re.search(r"\b(\d{1,2})\b", text) if month else None
    return "-".join([year[1], *([f"{month:02d}"] if month else []), *([f"{int(day[1]):02d}"] if day else [])])


def key_of(name: str, date: str | None = None) -> SourceKey:
    """The words by which a name is compared."""
    return dated_paper(name, date) or tokens(first_work(name)) or (fold(name),)


def same_names(named: Iterable[Named]) -> Mapping[tuple[str, SourceKey], SourceKey]:
    """(document, key) → the key of the source that is meant.

    A surname, or the last word of a longer name, means that name where the document has just one such; else where all
    documents together have just one. An acronym means the name whose initials it is, likewise.
    """
    everywhere: set[SourceKey] = set()
    within: dict[str, set[SourceKey]] = defaultdict(set)
    for one in named:
        everywhere.add(one.key)
        within[one.document].add(one.key)
    index = _by_short(everywhere)
    found = {}
    for document, keys in sorted(within.items()):
        for key in keys:
            longer = index.get(key[0], set()) if len(key) == 1 else set()
            here = longer & keys
            options = here or longer
            found[document, key] = next(iter(options)) if len(options) == 1 else key
    return found


def _by_short(keys: Iterable[SourceKey]) -> dict[str, set[SourceKey]]:
    index: dict[str, set[SourceKey]] = defaultdict(set)
    for key in keys:
        if len(key) > 1 and key[0] != "paper":
            index[key[-1]].add(key)
            initials = "".join(w[0] for w in key)
            if len(initials) > 2:
                index[initials].add(key)
    return index
