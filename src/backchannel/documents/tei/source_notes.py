"""What an edition says of a document's original: where it is kept, how it was classified, who wrote it to whom.

The wording is that of the source notes and headings in "Foreign Relations of the United States", as the preface of
its volumes describes them ("Editorial methodology").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from backchannel.documents.markup import local
from backchannel.documents.tei.apart import XML, target
from backchannel.documents.tei.header import plain

_SOURCE = re.compile(r"\[?Source:\s*", re.IGNORECASE)
_LEVEL = (
    r"(?:Top Secret|Secret|Confidential|Restricted|Limited Official Use|(?:For )?Official Use Only|Unclassified"
    r"|Sensitive|Plain)(?:[;,] (?:[^.\[\]]|\[[^\[\]]*\]){1,160}?)?"
)
_UNMARKED = r"No classification(?: marking)?|Not classified"
_CLASSIFIED = re.compile(rf"(?:(?<=[.;\])])\s*|\A)(?:(?P<level>{_LEVEL})|{_UNMARKED})(?:\.(?=\s|\]|\Z)|(?=\])|\Z)")
_SENTENCE = re.compile(
    r"\.\s+(?=(?:Drafted|Cleared|Repeated|Printed|Prepared|Sent|Copies|A |An |The |No |Also|Received|Transmitted|"
    r"Attached|Another|Concurred|Approved|Initialed|All |Published|Reprinted|For |See |According)\b)"
)
_LONGEST = 400
_NUMBERED = re.compile(r"\A\[?(?:Document\s+)?(?:No\.\s*)?\d+[a-z]?[.\]]+\s*", re.IGNORECASE)
_FROM_TO = re.compile(r"\bFrom (?:the )?(?P<author>(?:(?! to ).)+) to (?:the )?(?P<recipient>(?:(?! to ).)+)\Z")
_PREPARED = re.compile(r"\b(?:Prepared (?:in|by)|Paper by) (?:the )?(?P<author>.+)\Z")


class Kept(NamedTuple):
    """Where the original is kept and how it was classified, in the edition's words."""

    archive: str | None = None
    classification: str | None = None


class Correspondents(NamedTuple):
    """Who a document is from and to."""

    author: str | None = None
    recipient: str | None = None


def kept(words: str | None) -> Kept:
    """What a source note says: ``Source: ARCHIVE, FILES. Secret; Nodis. Drafted by …``."""
    words = _SOURCE.sub("", words or "", count=1)
    if not words:
        return Kept()
    found = _CLASSIFIED.search(words)
    sentence = _SENTENCE.search(words)
    ends = [match.start() for match in (found, sentence) if match]
    archive = words[: min(ends, default=_LONGEST)][:_LONGEST].strip(" .;[]")
    return Kept(archive or None, found["level"].strip() if found and found["level"] else None)


def correspondents(head: Any, words: str, persons: Mapping[str, str]) -> Correspondents:
    """Who the heading of a document says it is from and to; ``words`` are the heading's without notes.

    ``persons`` are the full names in the volume's list by their ids.
    """
    said = _FROM_TO.search(words) or _PREPARED.search(words)
    phrases = said.groupdict() if said else {}
    return Correspondents(
        _named(head, "from", persons) or phrases.get("author") or _names(head, "from"),
        _named(head, "to", persons) or phrases.get("recipient") or _names(head, "to"),
    )


def persons(root: Any) -> dict[str, str]:
    """The full names in the lists of persons of a file by their ids: ``Komer, Robert W.`` is Robert W. Komer."""
    found: dict[str, str] = {}
    for element in root.iter():
        if local(element) == "persName" and (id_ := element.get(f"{XML}id")) and (words := plain(element)):
            family, comma, given = words.rstrip(" ,").partition(", ")
            found[id_] = f"{given} {family}" if comma else family
    return found


def unnumbered(heading: str) -> str:
    """A document's heading without its number."""
    return _NUMBERED.sub("", heading)


def _typed(head: Any, type_: str) -> list[Any]:
    if head is None:
        return []
    return [one for one in head.iter() if one.get("type") == type_ and local(one) in ("persName", "gloss", "orgName")]


def _named(head: Any, type_: str, names: Mapping[str, str]) -> str | None:
    """The full names, where all of them are in the list."""
    found = [names.get(_reference(one)) for one in _typed(head, type_)]
    return ", ".join(dict.fromkeys(filter(None, found))) if found and all(found) else None


def _names(head: Any, type_: str) -> str | None:
    return ", ".join(dict.fromkeys(filter(None, map(plain, _typed(head, type_))))) or None


def _reference(element: Any) -> str:
    corresp = (element.get("corresp") or element.get("ref") or "").split()
    return corresp[0].removeprefix("#") if corresp else target(element)
