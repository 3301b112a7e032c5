"""PDFs for tests, set with reportlab's own fonts: lines, paragraphs and pages at given places."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from backchannel.documents import Options, read_bytes
from backchannel.model import Document

HEIGHT = 792
LEADING = 1.2


def made(*pages: Callable[[Any], object], **options: Any) -> bytes:
    """A PDF of letter size with a page for each function, which draws on the canvas."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, HEIGHT), invariant=True, pageCompression=0, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(data: bytes, name: str = "x.pdf", *, ocr: bool = False) -> Document:
    """The one document in the bytes."""
    (document,) = read_bytes(data, name, options=Options(ocr=ocr))
    return document


def line(canvas: Any, x: float, y: float, words: str, size: float = 11, font: str = "Times-Roman") -> None:
    """One line; ``y`` counts from the upper edge to the baseline."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - y, words)


def lines_of(words: str, width: float, size: float, font: str, indent: float) -> Iterable[str]:
    """The words in lines that are no wider than the width; ``¬`` in a word is where it may be parted."""
    taken = ""
    room = width - indent
    for word in words.split():
        whole = word.replace("¬", "")
        if not taken or stringWidth(f"{taken} {whole}", font, size) <= room:
            taken = f"{taken} {whole}".strip()
            continue
        head, mark, tail = word.partition("¬")
        if mark and stringWidth(f"{taken} {head}-", font, size) <= room:
            yield f"{taken} {head}-"
            taken = tail
        else:
            yield taken
            taken = whole
        room = width
    yield taken


def paragraph(
    canvas: Any,
    x: float,
    y: float,
    words: str,
    width: float = 460,
    size: float = 11,
    font: str = "Times-Roman",
    indent: float = 0,
) -> float:
    """A paragraph set ragged; the baseline of the line after it."""
    for number, words_of_line in enumerate(lines_of(words, width, size, font, indent)):
        line(canvas, x + (0 if number else indent), y, words_of_line, size, font)
        y += LEADING * size
    return y


def paragraphs(canvas: Any, x: float, y: float, given: Iterable[str], between: float = 8, **setting: Any) -> float:
    """Paragraphs with white between them; the baseline of the line after them."""
    for words in given:
        y = paragraph(canvas, x, y, words, **setting) + between
    return y


def body(document: Document) -> list[str]:
    """The words of each block that is no note."""
    return [document.text[one.start : one.end] for one in document.sections if one.kind != "notes"]


TALKS = (
    "The two foreign ministers met in Oslo in the spring of 1993 and told nobody of it until the autumn. Their hosts "
    "had kept the press away, and the delegations came and went by different doors."
)
CABLE = (
    "The embassy reported that the minister had denied any dealings with the other side. He added that a message had "
    "been passed through a third capital all the same, and that he would not be the first to speak of it."
)
TREATY = (
    "Nothing was signed before the summer. When the papers were laid on the table at last, each side found that the "
    "other had given up less than it had been told, and both went home to explain what they had won."
)
HARBOUR = (
    "In the harbour the ships waited for a word from the capital. It came after nine days, and it was not the word "
    "that the captains had hoped for; they weighed anchor without their cargo."
)
ENVOY = (
    "The envoy wrote that he had waited in the corridor for three hours. Nobody asked him in, though everybody who "
    "passed him knew his name and the purpose of his errand."
)
ALL = (TALKS, CABLE, TREATY, HARBOUR, ENVOY)
