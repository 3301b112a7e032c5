"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from backchannel.errors import InputError


@contextmanager
def written(path: Path | str, suffixes: Sequence[str] = ()) -> Iterator[BinaryIO]:
    """A file to write into, which takes its name in one step when all is written.

    Raises ``InputError`` where the name does not end as it must, is a ledger's, or cannot be written.
    """
    target = Path(path)
    if suffixes and target.suffix.lower() not in suffixes:
        raise InputError(f"{target}: the name must end in {', '.join(suffixes)}.")
    _refuse_ledger(target)
    try:
        draft = _draft(target)
        try:
            with draft.open("wb") as out:
                yield out
            draft.replace(target)
        finally:
            with suppress(FileNotFoundError):
                draft.unlink()
    except OSError as error:
        raise InputError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}.") from error


def _draft(target: Path) -> Path:
    """An empty file beside the target, with the rights that a new file has."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    mask = os.umask(0)
    os.umask(mask)
    draft = Path(name)
    draft.chmod(0o666 & ~mask)
    return draft


def _refuse_ledger(target: Path) -> None:
    if target.is_dir():
        raise InputError(f"{target} is a folder; name a file.")
    with suppress(OSError), target.open("rb") as file:
        if file.read(16) == b"SQLite format 3\0":
            raise InputError(f"{target} is a database, perhaps the ledger; name another file.")
