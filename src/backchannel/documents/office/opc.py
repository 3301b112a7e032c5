"""Packages of Office Open XML: parts, and the relationships by which they name each other (ISO/IEC 29500-2)."""

from __future__ import annotations

import posixpath
from typing import Any, NamedTuple
from urllib.parse import unquote

from backchannel.documents.markup import local, parse_xml
from backchannel.documents.zipped import Zip

RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Relation(NamedTuple):
    """What a part names: the kind of relation (last word of its type), and the part; None for what lies outside."""

    kind: str
    part: str | None


class Package:
    """The parts of an open package; ``what`` names the format in reasons for refusal."""

    def __init__(self, archive: Zip, name: str, what: str) -> None:
        self._archive, self._name, self._what = archive, name, what
        self._names = {info.filename.replace("\\", "/").lower(): info for info in archive.members}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def xml(self, part: str) -> Any:
        """The root of a part. Raises ``DocumentError`` where it is missing, too large or not well-formed."""
        info = self._names.get(part.lower())
        return parse_xml(self._archive.read(part if info is None else info), self._name, self._what)

    def relations(self, part: str = "") -> list[Relation]:
        """What ``part`` (or the package itself) names, within it."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return []
        return [_relation(one, folder) for one in self.xml(rels) if local(one) == "Relationship"]

    def named(self, kind: str, part: str = "") -> str | None:
        """The first part of this kind that ``part`` names and that is there."""
        parts = (one.part for one in self.relations(part) if one.kind == kind)
        return next((one for one in parts if one is not None and one in self), None)


def _relation(element: Any, folder: str) -> Relation:
    kind = (element.get("Type") or "").rpartition("/")[2]
    target = unquote((element.get("Target") or "").replace("\\", "/"))
    if element.get("TargetMode") == "External" or not target:
        return Relation(kind, None)
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    return Relation(kind, posixpath.normpath(path).lstrip("/"))
