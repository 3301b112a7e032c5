"""What the styles of an OpenDocument text make of a paragraph: title, heading, quotation, caption, hidden text.

Styles are known by their names in the file, which programs keep in English in every language (``Quotations``), and by
those that they are derived from (ISO/IEC 26300-3, 16.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from backchannel.documents.markup import local
from backchannel.documents.office.word_styles import attribute, child
from backchannel.model import SectionKind

_KINDS: dict[str, SectionKind] = {
    r"Title": "title",
    r"Heading.*|Subtitle": "heading",
    r"Quotations|Block_20_Quotation": "quotation",
    r"Caption|Illustration|Figure|Table|Drawing|Text": "caption",
    r"Contents_20_.*|.*_20_Index_20_.*|Index.*": "boilerplate",
    r"List(?:_20_.*)?": "list",
}
_NAMES = [(re.compile(pattern), kind) for pattern, kind in _KINDS.items()]
_DEEPEST = 20


class Style(NamedTuple):
    """What a style says itself; ``parent`` says the rest."""

    kind: SectionKind | None
    hidden: bool | None
    parent: str | None


class Styles:
    """The styles of a document by family and name, the automatic ones of its text among them."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        for root in roots:
            for element in root.iter():
                if local(element) == "style" and (name := attribute(element, "name")):
                    self._styles[attribute(element, "family") or "", name] = _style(element, name)

    def kind(self, name: str | None) -> SectionKind | None:
        """What kind of block a paragraph of this style is."""
        chain = self._chain("paragraph", name)
        last = (chain[-1].parent if chain else name) or ""  # a style that is nowhere defined still has its name
        return next((style.kind for style in chain if style.kind), kind_of_name(last))

    def hidden(self, family: str, name: str | None) -> bool:
        """Whether a paragraph or text of this style is hidden."""
        return bool(next((one.hidden for one in self._chain(family, name) if one.hidden is not None), False))

    def _chain(self, family: str, name: str | None) -> list[Style]:
        chain: list[Style] = []
        while name and (style := self._styles.get((family, name))) and len(chain) < _DEEPEST:
            chain.append(style)
            name = style.parent
        return chain


def kind_of_name(name: str) -> SectionKind | None:
    """The kind that a style's own name tells."""
    return next((kind for pattern, kind in _NAMES if pattern.fullmatch(name)), None)


def _style(element: Any, name: str) -> Style:
    kind = kind_of_name(name)
    if kind is None and (attribute(element, "default-outline-level") or "").isdecimal():
        kind = "heading"
    text = child(element, "text-properties")
    display = None if text is None else attribute(text, "display")
    return Style(kind, None if display is None else display == "none", attribute(element, "parent-style-name"))
