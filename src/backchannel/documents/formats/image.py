"""Pictures of pages (PNG, JPEG, TIFF), read by an installed tesseract where the user asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from backchannel.documents.allowance import Allowance
from backchannel.documents.extracted import Extracted
from backchannel.documents.pdf import ocr
from backchannel.documents.pdf.composing import compose
from backchannel.documents.pdf.remarks import remarks
from backchannel.errors import DocumentError
from backchannel.model import Metadata

LABEL = "pictures with --ocr"
MEDIA_TYPE = "image/*"
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})

_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": ("PNG", "image/png"),
    b"\xff\xd8\xff": ("JPEG", "image/jpeg"),
    b"II*\0": ("TIFF", "image/tiff"),
    b"MM\0*": ("TIFF", "image/tiff"),
}


def recognises(data: bytes, name: str) -> bool:
    """Whether the bytes begin as those of a picture that tesseract reads do."""
    return data.startswith(tuple(_SIGNATURES))


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Extracted]:
    """The text that tesseract finds; raises ``DocumentError`` where it is not asked for, not there, or finds none."""
    kind, media_type = next(what for signature, what in _SIGNATURES.items() if data.startswith(signature))
    if not allowance.options.ocr:
        raise DocumentError(
            name, f"is an image ({kind}); with an installed tesseract, --ocr reads what is printed there"
        )
    tesseract = ocr.installed()
    if tesseract is None:
        raise DocumentError(name, f"is an image ({kind}), to be read with --ocr, which needs tesseract; install it")
    reads = ocr.read_picture(tesseract, data)
    composed = compose([read.page for read in reads], None)
    if not composed.built.text:
        raise DocumentError(name, f"is an image ({kind}) in which tesseract found no text")
    yield Extracted(
        name,
        data,
        composed.built.text,
        media_type,
        metadata=Metadata(extraction=tesseract.name),
        blocks=composed.built.blocks,
        notes=composed.built.notes if composed.noted else None,
        fragments=composed.built.fragments,
        warnings=(ocr.remark(reads, len(reads)), *remarks((), (), composed.furniture)),
    )
