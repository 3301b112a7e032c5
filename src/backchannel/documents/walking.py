"""Finding documents: files, folders, standard input; sidecars kept apart; names unique and the same every time."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from backchannel.documents import translations
from backchannel.documents.allowance import AS_IT_IS, Options
from backchannel.documents.decoding import MAX_BYTES
from backchannel.documents.extracted import Refused
from backchannel.documents.reading import read_stream
from backchannel.documents.sidecar import NOTHING, Stated, read_sidecar
from backchannel.documents.translations import Original, Shelf
from backchannel.errors import DocumentError, InputError
from backchannel.model import Document

_STDIN = "-"
_LONGEST_SIDECAR = 4 * 1024 * 1024
_LEADS_OUT = "is a link that leads out of the folder; name what it leads to if it is to be read"
"""A folder from a stranger may link to what is private; what the user names is the user's own choice."""


class Source(NamedTuple):
    """A place that holds documents: a unique name, where it is (None for standard input), and its sidecar.

    ``data`` are the bytes of standard input where they were taken in already. ``original`` is what it is named as a
    translation of; ``translated`` says that a translation lies beside it.
    """

    name: str
    path: Path | None
    sidecar: Path | None = None
    refusal: str | None = None
    data: bytes | None = None
    original: Original | None = None
    translated: bool = False

    def read(self, options: Options = AS_IT_IS) -> Iterator[Document | Refused]:
        """Its documents, and what in it cannot be read, one at a time; a file that cannot be read is one refusal."""
        try:
            if self.refusal:
                raise DocumentError(self.name, self.refusal)
            yield from self._translated(options) if self.original else map(self._settled, self._read(options))
        except DocumentError as error:
            yield Refused(error.name, error.reason)

    def _read(self, options: Options) -> Iterator[Document | Refused]:
        stated = _stated(self.sidecar, self.name)
        if self.original:
            theirs = _stated(self.original.sidecar, self.original.name)
            stated = translations.with_inherited(stated, theirs, self.original.name)
        with _opened(self.path, self.name, self.data) as (stream, size):
            yield from read_stream(stream, size, self.name, stated, options)

    def _settled(self, one: Document | Refused) -> Document | Refused:
        return translations.as_original(one) if self.translated and isinstance(one, Document) else one

    def _translated(self, options: Options) -> Iterator[Document | Refused]:
        """As a translation, or by itself where its words are in another language than its name says."""
        for one in self._read(options):
            if isinstance(one, Document) and one.name == self.name and self.original:
                if not translations.is_into(one, self.original.language):
                    alone = self._replace(original=None)._read(options)
                    yield from (translations.not_one(this, self.original) for this in alone)
                    return
                yield translations.linked(one, self.original)
            else:
                yield one

    def load(self, options: Options = AS_IT_IS) -> tuple[Document, ...]:
        """All its documents. Raises ``DocumentError`` with one plain reason where there is none."""
        found = list(self.read(options))
        documents = tuple(one for one in found if isinstance(one, Document))
        if not documents and isinstance(found[0], Refused):
            raise DocumentError(*found[0])
        return documents


class _Found(NamedTuple):
    """A file, or a link that leads out of the folder ``root`` in which it was found."""

    root: Path
    path: Path
    leads_out: bool = False


def walk(paths: Sequence[Path | str]) -> Iterator[Source]:
    """The sources under ``paths`` in a fixed order: as given, folders sorted; ``-`` is standard input.

    A file found twice is given once. What is no document comes as a source whose ``load`` says why. Raises
    ``InputError`` at once for a path that does not exist.
    """
    given = [Path(path) for path in paths]
    for path in given:
        if str(path) != _STDIN and not _exists(path):
            raise InputError(f"{path}: no such file or folder")
    shelf = Shelf()
    found = [one for path in given if str(path) != _STDIN for one in _files(path, shelf)]
    found = list({os.path.abspath(one.path): one for one in reversed(found)}.values())[::-1]  # noqa: PTH100  # keeps links apart
    named = zip(map(_as_text, _names(found)), found, strict=True)
    stems = _partners([one.path for one in found])
    return _sources(given, list(named), stems, shelf)


def _sources(given: list[Path], named: list[tuple[str, _Found]], stems: set[Path], shelf: Shelf) -> Iterator[Source]:
    if any(str(path) == _STDIN for path in given):
        yield Source("stdin", None)
    names = {one.path: name for name, one in named}
    for name, one in named:
        if one.leads_out:
            yield Source(name, one.path, refusal=_LEADS_OUT)
        elif source := _source(name, one.path, stems):
            yield _related(source, one.path, names, shelf)


def _related(source: Source, path: Path, names: Mapping[Path, str], shelf: Shelf) -> Source:
    """The source with what it is a translation of, or whether one lies beside it."""
    found = shelf.original(path)
    if not found:
        return source._replace(translated=bool(shelf.translations(path)))
    original, language = found
    name = names.get(original) or _as_text(original.name)
    return source._replace(original=Original(name, language, _sidecar(original)))


def source_at(path: Path, name: str) -> Source:
    """The source at a path under a name that it had before, with what lies beside it now."""
    source = _source(name, path, {path.with_suffix("")}) or Source(name, path)
    return _related(source, path, {}, Shelf())


def _source(name: str, path: Path, stems: set[Path]) -> Source | None:
    if path.suffix.lower() == ".json":
        return None if _is_sidecar(path, stems) else Source(name, path)  # perhaps a JSON feed; its content tells
    return Source(name, path, _sidecar(path))


def _sidecar(path: Path) -> Path | None:
    return next((one for one in (path.with_suffix(".json"), Path(f"{path}.json")) if _is_file(one)), None)


def _stated(sidecar: Path | None, name: str) -> Stated:
    """What the sidecar of the document of this name states."""
    return read_sidecar(_bytes(sidecar, sidecar.name, _LONGEST_SIDECAR), name) if sidecar else NOTHING


def _partners(paths: list[Path]) -> set[Path]:
    return {form for path in paths if path.suffix.lower() != ".json" for form in (path.with_suffix(""), path)}


def _is_sidecar(path: Path, stems: set[Path]) -> bool:
    if path.with_suffix("") in stems:
        return True
    return any(
        other.suffix.lower() != ".json" and _is_file(other) for other in path.parent.glob(f"{_escaped(path.stem)}.*")
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name that is too long to be one, or a folder that may not be entered, is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _escaped(stem: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in stem)


def _files(given: Path, shelf: Shelf) -> Iterator[_Found]:
    """The files at or under a path; hidden ones are passed over, and a folder reached twice through links is one.

    With a file come the translations that lie beside it.
    """
    if not given.is_dir():
        yield from (_Found(given.parent, one) for one in (given, *shelf.translations(given)))
        return
    seen: set[tuple[int, int]] = set()
    root = given.resolve()
    for folder, folders, names in os.walk(given, followlinks=True):
        at = os.stat(folder)  # noqa: PTH116  # os.walk gives strings
        if (at.st_dev, at.st_ino) in seen:
            folders[:] = []
            continue
        seen.add((at.st_dev, at.st_ino))
        out = {name for name in (*folders, *names) if _leads_out(Path(folder) / name, root)}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in out)
        for name in sorted({*names, *out}):
            if not name.startswith("."):
                yield _Found(given, Path(folder) / name, name in out)


def _leads_out(path: Path, root: Path) -> bool:
    """Whether it is a link to something outside of the folder."""
    if not path.is_symlink():
        return False
    try:
        return not path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link to itself
        return False


def _names(found: list[_Found]) -> list[str]:
    """The shortest of file name, path in the folder, that with the folder, and full path that tells all apart."""
    groups: dict[str, list[int]] = {}
    for index, one in enumerate(found):
        groups.setdefault(one.path.name, []).append(index)
    names = [""] * len(found)
    for members in groups.values():
        forms = [_forms(found[index]) for index in members]
        level = next(level for level in range(4) if len({form[level] for form in forms}) == len(forms) or level == 3)
        for index, form in zip(members, forms, strict=True):
            names[index] = form[level]
    return names


def _as_text(name: str) -> str:
    r"""The name with bytes that are not of the file system's encoding written out, as in ``caf\xe9.txt``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _forms(one: _Found) -> tuple[str, str, str, str]:
    inside = one.path.relative_to(one.root).as_posix()
    full = Path(os.path.abspath(one.path)).as_posix()  # noqa: PTH100  # resolve() would follow links
    return one.path.name, inside, f"{one.root.resolve().name}/{inside}", full


def standard_input() -> bytes:
    """What stands on standard input, up to one byte more than is read of one file."""
    return sys.stdin.buffer.read(MAX_BYTES + 1)


@contextmanager
def _opened(path: Path | None, name: str, data: bytes | None = None) -> Iterator[tuple[BinaryIO, int]]:
    """The file, or standard input whole, and its size."""
    if path is None:
        data = standard_input() if data is None else data
        yield io.BytesIO(data), len(data)
        return
    size = _size(path, name)
    try:
        with path.open("rb") as stream:
            yield stream, size
    except OSError as error:
        raise DocumentError(name, f"cannot be opened: {error.strerror or error}") from error


def _size(path: Path, name: str) -> int:
    try:
        about = path.stat()
    except OSError as error:
        raise DocumentError(name, f"cannot be opened: {error.strerror or error}") from error
    if not stat.S_ISREG(about.st_mode):
        raise DocumentError(name, "is not a regular file")
    return about.st_size


def _bytes(path: Path, name: str, longest: int) -> bytes:
    with _opened(path, name) as (stream, size):
        if size > longest:
            raise DocumentError(name, f"is larger than {longest // 2**20} MiB; split it into parts")
        return stream.read(longest)
