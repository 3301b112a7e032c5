"""From a text and what its format knows of it to a Document: the steps that all formats share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from backchannel.documents.language_id import language_of, sample
from backchannel.documents.layout import sections_of
from backchannel.documents.metadata import from_text
from backchannel.documents.notes import notes_of
from backchannel.model import Document, Metadata, SectionKind, digest

_TOO_SHORT_TO_TELL = 60
"""Characters below which an unclear language is no news."""


class Extracted(NamedTuple):
    """What a format makes of bytes: one text, what the format says of it, kinds of units by where they start."""

    name: str
    data: bytes
    text: str
    media_type: str
    metadata: Metadata = Metadata()
    hints: Mapping[int, SectionKind] = {}
    warnings: tuple[str, ...] = ()


def assemble(extracted: Extracted, stated: Metadata) -> Document:
    """The Document; ``stated`` metadata (a sidecar's) go before the format's, and both before the text's own."""
    text = extracted.text
    sections = sections_of(text, extracted.hints)
    notes = notes_of(text, sections)
    metadata = from_text(text, sections, notes, _over(stated, extracted.metadata))
    warnings = extracted.warnings
    if metadata.language is None:
        language = language_of(sample(text, sections))
        if language is None and len(text) >= _TOO_SHORT_TO_TELL:
            warnings += ("the language of the text is unclear",)
        metadata = _over(metadata, Metadata(language=language))
    return Document(
        id=digest(extracted.data),
        name=extracted.name,
        text=text,
        text_digest=digest(text),
        media_type=extracted.media_type,
        metadata=metadata,
        sections=sections,
        notes=notes,
        warnings=warnings,
    )


def _over(first: Metadata, second: Metadata) -> Metadata:
    """Each field of ``first``, or of ``second`` where ``first`` has none."""
    return Metadata(
        **{
            name: getattr(second, name) if getattr(first, name) is None else getattr(first, name)
            for name in first.__struct_fields__
        }
    )
