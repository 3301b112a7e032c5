"""Which members of an archive are documents, which are metadata beside one, and which nobody put there to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

LONGEST_SIDECAR = 4 * 1024 * 1024
_FURNITURE = frozenset({"__macosx", "thumbs.db", "desktop.ini", "$recycle.bin", "system volume information"})


def is_furniture(path: str) -> bool:
    """Whether a member is hidden, as folders' own files are: passed over as such files on disk are."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return not parts or any(part.startswith(".") or part.lower() in _FURNITURE for part in parts)


def paired(paths: Iterable[str]) -> Mapping[str, str | None]:
    """The documents among the paths, in their order, each with its sidecar: ``NAME.json`` or ``NAME.txt.json``.

    The rule is that of :mod:`backchannel.documents.walking`; a ``.json`` beside no document is one itself.
    """
    known = dict.fromkeys(paths)
    of = {path: next((form for form in _sidecars(path) if form in known), None) for path in known if not _is_json(path)}
    sidecars = {form for path in of for form in _sidecars(path) if form in known}
    return {path: of.get(path) for path in known if path not in sidecars}


def _is_json(path: str) -> bool:
    return path.lower().endswith(".json")


def _sidecars(path: str) -> tuple[str, str]:
    stem = PurePosixPath(path).suffix
    return (path[: -len(stem)] if stem else path) + ".json", path + ".json"
