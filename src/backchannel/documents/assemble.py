"""From a text and what its format knows of it to a Document: the steps that all formats share."""

from __future__ import annotations

from backchannel.documents.extracted import Extracted
from backchannel.documents.facts.excisions import with_found
from backchannel.documents.facts.metadata import from_text
from backchannel.documents.language_id import language_of, sample
from backchannel.documents.layout.notes import marked_notes, notes_of
from backchannel.documents.layout.sections import sections_of
from backchannel.model import Document, Metadata, digest

_NOTHING = Metadata()
_TOO_SHORT_TO_TELL = 60
"""Characters below which an unclear language is no news."""


def assemble(extracted: Extracted, stated: Metadata, beneath: Metadata = _NOTHING) -> Document:
    """The Document; ``stated`` metadata (a sidecar's) go before the format's, both before the text's own.

    ``beneath`` (what a container says of its parts) fills what none of them says.
    """
    text = extracted.text
    sections = sections_of(text, extracted.hints, extracted.blocks)
    notes = notes_of(text, sections) if extracted.notes is None else marked_notes(text, extracted.notes)
    # A text is not younger than the mail that it came with: these two bound its date, wherever they come from.
    bounds = Metadata(released=beneath.released, retrieved=beneath.retrieved)
    known = over(over(stated, extracted.metadata), bounds)
    metadata = over(from_text(text, sections, notes, known), beneath)
    warnings = extracted.warnings
    if metadata.language is None:
        language = language_of(sample(text, sections))
        if language is None and len(text) >= _TOO_SHORT_TO_TELL:
            warnings += ("the language of the text is unclear",)
        metadata = over(metadata, Metadata(language=language))
    return Document(
        id=digest(extracted.data),
        name=extracted.name,
        text=text,
        text_digest=digest(text),
        media_type=extracted.media_type,
        metadata=metadata,
        sections=sections,
        notes=notes,
        fragments=extracted.fragments,
        excisions=with_found(text, extracted.excisions),
        part_of=extracted.part_of,
        warnings=warnings,
    )


def over(first: Metadata, second: Metadata) -> Metadata:
    """Metadata of two: each field of ``first``, or of ``second`` where ``first`` has none."""
    return Metadata(
        **{
            name: getattr(second, name) if getattr(first, name) is None else getattr(first, name)
            for name in first.__struct_fields__
        }
    )
