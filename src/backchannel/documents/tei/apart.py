"""Notes that stand apart from the words they belong to, at the end of a TEI text, and what refers to them."""

from __future__ import annotations

import re
from typing import Any

from backchannel.documents.markup import local

XML = "{http://www.w3.org/XML/1998/namespace}"
_HOLDERS = frozenset(
    {"div", "back", "body", "noteGrp", "listAnnotation", "standOff", *(f"div{n}" for n in range(1, 8))}
)
_NUMBER = re.compile(r"\W{0,2}(?:\d{1,4}|[a-z]|[*†‡§]{1,3})?\W{0,2}")
_LONGEST = 12


def xml_id(element: Any) -> str | None:
    """The element's ``xml:id``, or its ``id`` as in P4."""
    found: str | None = element.get(f"{XML}id") or element.get("id")
    return found


class Apart:
    """The notes of a whole file that stand apart, by what points to them (``ref``, ``ptr``) or what they point to."""

    def __init__(self, root: Any) -> None:
        holders = [one for one in root.iter() if local(one) == "note" and local(one.getparent()) in _HOLDERS]
        by_id = {id_: one for one in holders if (id_ := xml_id(one))}
        self._notes: dict[str, Any] = {}
        for one in root.iter():
            if local(one) in ("ref", "ptr") and is_mark(one) and (key := target(one)) in by_id:
                self._notes[key] = by_id[key]
        self._places = {place: one for one in holders if (place := target(one))}

    def holds(self, note: Any) -> bool:
        """Whether the note's own place is not that of its mark."""
        return xml_id(note) in self._notes or target(note) in self._places

    def of_reference(self, reference: Any) -> tuple[str, Any] | None:
        """Key and note to which a ``ref`` or ``ptr`` is the mark; None where it is none."""
        key = target(reference)
        return (key, self._notes[key]) if key in self._notes and is_mark(reference) else None

    def of_place(self, element: Any) -> tuple[str, Any] | None:
        """Key and note whose ``target`` is this element; None where there is none."""
        place = xml_id(element)
        return (f"@{place}", self._places[place]) if place in self._places else None


def target(element: Any) -> str:
    """The id of the element to which ``target`` points; empty where it points nowhere in the file."""
    given = (element.get("target") or "").split()
    return given[0][1:] if given and given[0].startswith("#") else ""


def is_mark(reference: Any) -> bool:
    """Whether a reference's words are a note's number, or none."""
    words = "".join(piece for piece, _ in zip(reference.itertext(), range(4), strict=False)).strip()
    return len(words) <= _LONGEST and bool(_NUMBER.fullmatch(words))
