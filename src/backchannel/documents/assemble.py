"""From a text and what its format knows of it to a Document: the steps that all formats share."""

from __future__ import annotations

from msgspec.structs import replace

from backchannel.documents.extracted import Extracted
from backchannel.documents.facts.excisions import with_found
from backchannel.documents.facts.languages import told
from backchannel.documents.facts.metadata import from_text
from backchannel.documents.layout.notes import marked_notes, notes_of
from backchannel.documents.layout.sections import sections_of
from backchannel.model import Document, Metadata, digest

_NOTHING = Metadata()


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
    metadata = over(over(from_text(text, sections, notes, known), extracted.beneath), beneath)
    languages = told(text, sections, stated.language, metadata.language)
    return Document(
        id=digest(extracted.data),
        name=extracted.name,
        text=text,
        text_digest=digest(text),
        media_type=extracted.media_type,
        metadata=replace(metadata, language=languages.language),
        sections=languages.sections,
        notes=notes,
        fragments=extracted.fragments,
        excisions=with_found(text, extracted.excisions),
        part_of=extracted.part_of,
        warnings=extracted.warnings + languages.warnings,
    )


def over(first: Metadata, second: Metadata) -> Metadata:
    """Metadata of two: each field of ``first``, or of ``second`` where ``first`` has none."""
    return Metadata(
        **{
            name: getattr(second, name) if getattr(first, name) is None else getattr(first, name)
            for name in first.__struct_fields__
        }
    )
