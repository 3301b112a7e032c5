"""Translations that lie beside their originals: ``NAME.en.txt`` beside ``NAME.txt``, in whatever formats.

A file is taken for one by its name and by its words: they must be in the language that the name says. What is stated of
the original in its sidecar is true of the translation too, where it says nothing else itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from backchannel.documents.extracted import Refused
from backchannel.documents.facts.frontmatter import front_matter
from backchannel.documents.facts.languages import passage_language
from backchannel.documents.sidecar import Stated
from backchannel.model import Dating, Document

_CODES = frozenset({
    "aa", "ab", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bi", "bm", "bn", "bo", "br",
    "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en", "eo", "es",
    "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he", "hi", "ho",
    "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is", "it", "iu", "ja", "jv", "ka", "kg",
    "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li", "ln", "lo",
    "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na", "nb", "nd", "ne", "ng", "nl",
    "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "ps", "pt", "qu", "rm", "rn", "ro",
    "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv",
    "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk", "ur", "uz",
    "ve", "vi", "vo", "wa", "wo", "xh", "yi", "yo", "za", "zh", "zu",
})  # fmt: skip
"""ISO 639-1."""

_NAMED = re.compile(r"(.+)\.([a-z]{2})")
_SHARED = ("author", "publisher", "place", "recipient", "archive", "classification", "translator")
_DATES = ("date", "released")
_SAYS_WHO = re.compile(
    r"(?im)^\W{0,3}(?:translated(?: from [\w ]{2,30})? by|translat(?:or|ion(?: by)?):)\s+(\S.{1,80}?)\W*$"
)
_HEAD = 3_000


class Original(NamedTuple):
    """What a translation is a translation of: the name of the document, its sidecar; and into which language."""

    name: str
    language: str
    sidecar: Path | None = None


class Shelf:
    """What lies side by side in folders, by name without its last extension; each folder is looked at once."""

    def __init__(self) -> None:
        self._folders: dict[Path, dict[str, list[Path]]] = {}

    def original(self, path: Path) -> tuple[Path, str] | None:
        """The file that ``path`` is named as a translation of, and into which language; None where there is none."""
        named = _NAMED.fullmatch(path.stem)
        if not named or named[2] not in _CODES:
            return None
        beside = self._of(path.parent).get(named[1], [])
        others = sorted(
            (one for one in beside if one.name != path.name), key=lambda one: (one.suffix != path.suffix, one)
        )
        return (others[0], named[2]) if others else None

    def translations(self, path: Path) -> list[Path]:
        """The files that are named as translations of ``path``."""
        folder = self._of(path.parent)
        named = (one for code in sorted(_CODES) for one in sorted(folder.get(f"{path.stem}.{code}", ())))
        return [one for one in named if (found := self.original(one)) and found[0].name == path.name]

    def _of(self, folder: Path) -> Mapping[str, list[Path]]:
        if folder not in self._folders:
            by_stem: dict[str, list[Path]] = {}
            self._folders[folder] = by_stem
            for path in _documents(folder):
                by_stem.setdefault(path.stem, []).append(path)
        return self._folders[folder]


def _documents(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if not entry.name.startswith(".") and entry.is_file()]
    except OSError:
        return
    yield from (folder / name for name in names if not name.lower().endswith(".json"))


def with_inherited(own: Stated, original: Stated, name: str) -> Stated:
    """What is stated of a translation: its own, then what its original's sidecar states (author, date and so on)."""
    shared = {field: getattr(original.metadata, field) for field in _SHARED}
    dates = {field: _of_original(getattr(original.metadata, field), name) for field in _DATES}
    both = {
        field: value if getattr(own.metadata, field) is None else getattr(own.metadata, field)
        for field, value in (shared | dates).items()
    }
    return Stated(replace(own.metadata, **both), own.warnings)


def _of_original(dating: Dating | None, name: str) -> Dating | None:
    return dating and replace(dating, reason=f"{dating.reason} of {name}")


def is_into(document: Document, language: str) -> bool:
    """Whether most of what the document's words tell is in this language, or nothing tells another."""
    sizes: dict[bool, int] = {True: 0, False: 0}
    for section in document.sections:
        if told := passage_language(document, section):
            sizes[told == language] += section.end - section.start
    return sizes[True] >= sizes[False]


def linked(document: Document, original: Original) -> Document:
    """The document as the translation of ``original`` that it is."""
    known = document.metadata
    return replace(
        document,
        metadata=replace(
            known,
            language=known.language or original.language,
            translation_of=known.translation_of or original.name,
            translator=known.translator or _translator(document),
        ),
    )


def _translator(document: Document) -> str | None:
    """Who translated it, by the front matter or a line at its head that says so."""
    fields = front_matter(document.text)
    stated = fields.get("translator") or fields.get("translated by")
    said = _SAYS_WHO.search(document.text, 0, _HEAD)
    return stated or (said[1] if said else None)


def as_original(document: Document) -> Document:
    """The document as an original: a translator stated beside it is that of the translation beside it."""
    return replace(document, metadata=replace(document.metadata, translator=None))


def not_one(found: Document | Refused, original: Original) -> Document | Refused:
    """What is named as a translation, but whose words are in another language: by itself, with a warning."""
    if isinstance(found, Refused):
        return found
    why = f"is named as a translation of {original.name} into {original.language!r}, but is in another language"
    return replace(found, warnings=(*found.warnings, why))
