"""What the styles of a Word document make of a paragraph or run: heading, list, quotation, hidden text.

Styles are known by their built-in names, which ``w:name`` keeps in English in every language of the program (ISO/IEC
29500-1, 17.7.4.9), by the outline level, and by those that they are based on.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from backchannel.documents.markup import local
from backchannel.model import SectionKind

_KINDS: dict[str, SectionKind] = {
    r"title": "title",
    r"heading \d|subtitle|überschrift \d|titre \d|título \d|titolo \d|kop \d|rubrik \d|заголовок \d|标题 \d": "heading",
    r"(?:toc|table of contents|index|table of figures).*": "boilerplate",
    r"(?:intense )?quote|block text|quotations?": "quotation",
    r"caption|image caption|table caption": "caption",
    r"author|date|byline": "byline",
    r"list (?:bullet|number|continue)?\s*\d*": "list",
}
_NAMES = [(re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _KINDS.items()]
_DEEPEST = 20
_FALSE = frozenset({"0", "false", "off", "none"})


class Style(NamedTuple):
    """What a style says itself; ``based_on`` says the rest."""

    kind: SectionKind | None = None
    hidden: bool | None = None
    based_on: str | None = None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Any | None) -> None:
        elements = [] if root is None else [one for one in root if local(one) == "style"]
        self._styles = {attribute(one, "styleId") or "": _style(one) for one in elements}

    def kind(self, style: str | None) -> SectionKind | None:
        """What kind of block a paragraph of this style is."""
        return next((one.kind for one in self._chain(style) if one.kind), None)

    def hidden(self, style: str | None) -> bool:
        """Whether text of this style is hidden."""
        return bool(next((one.hidden for one in self._chain(style) if one.hidden is not None), False))

    def _chain(self, style: str | None) -> list[Style]:
        chain: list[Style] = []
        while style in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[style])
            style = chain[-1].based_on
        return chain


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its name, whichever of the format's namespaces it is in."""
    for key, value in element.items():
        if key == name or key.endswith(f"}}{name}"):
            found: str = value
            return found
    return None


def child(element: Any, *names: str) -> Any:
    """The first descendant by these child names; None where one is missing."""
    for name in names:
        element = None if element is None else next((one for one in element if local(one) == name), None)
    return element


def value(element: Any, *names: str) -> str | None:
    """The ``val`` of the child by these names; None where there is none."""
    found = child(element, *names)
    return None if found is None else attribute(found, "val")


def switched(element: Any, *names: str) -> bool | None:
    """Whether an on-off property is on; None where it is not stated."""
    found = child(element, *names)
    return None if found is None else (attribute(found, "val") or "true").lower() not in _FALSE


def outlined(properties: Any) -> SectionKind | None:
    """``heading`` where paragraph properties state a level of the outline."""
    level = value(properties, "outlineLvl")
    return "heading" if level and level.isdecimal() and int(level) < 9 else None


def _style(element: Any) -> Style:
    name = value(element, "name") or ""
    properties = child(element, "pPr")
    kind = next((kind for pattern, kind in _NAMES if pattern.fullmatch(name)), None) or outlined(properties)
    if kind is None and value(properties, "numPr", "numId") not in (None, "0"):
        kind = "list"
    return Style(kind, switched(element, "rPr", "vanish"), value(element, "basedOn"))
