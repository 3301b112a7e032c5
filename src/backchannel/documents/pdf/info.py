"""What a PDF says of itself: title, author, language; what programs put there by themselves is left out.

The date at which the file was made is no date of the text: a scan of 2009 may show a letter of 1956. It is not read.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from typing import Any

from backchannel.documents.extracted import Block
from backchannel.documents.language_id import SAMPLE, SURE, guesses
from backchannel.model import Metadata

_JUNK_TITLE = re.compile(
    r"""microsoft\ (?:word|powerpoint|excel|office)\b.* | new\ microsoft\ .* | document\d* | doc\d+
    | .*\.(?:docx?|rtf|odt|pdf|indd|qxd|p65|tex|dvi|html?|pptx?|xlsx?|txt|wpd|ai|eps|cdr|pub|tmp)\b.*
    | untitled.* | unknown | no\ ?title | title | slide\ \d+ | layout\ \d+ | page\ \d+ | copy\ of\ .* | draft\W*\d*
    | template | memo | letter | report | e-?mail | none | null | \(?anonymous\)? | print(?:ing)? | about:blank
    | scan(?:ned)?(?:\ (?:image|document|from)\b.*)? | full\ page\ (?:photo|fax)
    | https?://\S+ | www\.\S+ | \S*[\\/]\S* | [\W\d_]* | [\da-f]{8}-[\da-f-]{20,} | [a-z]{0,5}[-_\ ]?\d[\d\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What programs, scanners and people in a hurry leave as title; tried with the information of PDFs at hand."""
_JUNK_AUTHOR = re.compile(
    r"""(?:microsoft|adobe|acrobat|administrator|admin|user|owner|default|unknown|anonymous|author|creator|guest|root
    |scanner|xerox|canon|hp|ricoh|konica|epson|dell|lenovo|windows|mac|office|home|pc|test|temp|staff
    |(?:preferred|valued)\ customer|(?:authorized|registered)\ user
    |latex|tex|pdftex|libreoffice|openoffice|quark\w*|indesign|wkhtmltopdf|\(?unspecified\)?|none|null|n/a)\b.*
    | \S*[@\\/]\S* | [\W\d_]*""",
    re.IGNORECASE | re.VERBOSE,
)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z]{2,4})*", re.IGNORECASE)
_LONGEST = 300
_NEAR = 4_000


def stated(document: Any) -> Metadata:
    """Title, author and language from the document's information dictionary and catalogue, where they can be meant."""
    from pypdfium2 import raw  # noqa: PLC0415  # heavy: only PDFs need it

    title, author = _meta(raw, document, b"Title"), _meta(raw, document, b"Author")
    return Metadata(
        title=title if title and is_title(title) else None,
        author=author if author and is_author(author) else None,
        language=_language(raw, document),
    )


def believed(said: Metadata, text: str, blocks: Sequence[Block], extraction: str | None) -> Metadata:
    """What of ``said`` the text bears out: templates and typists leave titles and names of other documents.

    A title stands where the text has none of its own; an author must be named near the text's beginning or end.
    """
    titled = any(block.kind == "title" for block in blocks)
    near = _plain(text[:_NEAR] + text[-_NEAR:])
    title, author = said.title, said.author
    return Metadata(
        title=title if title and (not titled or _plain(title) in near) else None,
        author=author if author and _plain(re.split(r"[,;&]", author)[0].split()[-1]) in near else None,
        language=said.language if said.language and max(guesses(text[:SAMPLE]).values(), default=0) < SURE else None,
        extraction=extraction,
    )


def _plain(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def is_title(words: str) -> bool:
    """Whether the words can be a title, and are not what a program puts in its place."""
    return 3 < len(words) < _LONGEST and not _JUNK_TITLE.fullmatch(words) and "\ufffd" not in words


def is_author(words: str) -> bool:
    """Whether the words can name an author in full, and are not a program, a login or a machine."""
    return " " in words and len(words) < _LONGEST and not _JUNK_AUTHOR.fullmatch(words) and "\ufffd" not in words


def _meta(raw: Any, document: Any, tag: bytes) -> str | None:
    size = raw.FPDF_GetMetaText(document, tag, None, 0)
    if not 2 < size < 100_000:
        return None
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, tag, buffer, size)
    words = buffer.raw.decode("utf-16-le", "replace").split("\0")[0]
    return " ".join("".join(c for c in words if c.isprintable() or c.isspace()).split()) or None


def _language(raw: Any, document: Any) -> str | None:
    """The first subtag of ``/Lang``; None where the file has none, or one that is no language tag."""
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size < 200:
        return None
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    found = _LANGUAGE.fullmatch(bytes(buffer).decode("utf-16-le", "replace").strip("\0 "))
    return found[1].lower() if found else None
