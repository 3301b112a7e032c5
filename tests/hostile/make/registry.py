"""The list of all hostile files: what each must lead to, and how they are written to a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from tests.hostile.make.words import CANARY, Passage

Half = Literal["open", "held"]
Expect = Literal["read", "refused", "either"]
Content = bytes | Mapping[str, bytes]
"""The bytes of the file; or of several files by name, the one to be read among them."""

LARGEST = 60_000_000


class Case(NamedTuple):
    """One file and the answer to it; the fields of ``expected.json`` (README.md says what each means)."""

    file: str
    format: str
    half: Half
    what: str
    expect: Expect
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...]
    parts: int | None
    reason_like: tuple[str, ...]
    say: bool
    big: bool
    make: Callable[[], Content]
    seconds: int = 30
    memory_mb: int = 1024

    def expected(self) -> dict[str, object]:
        """The entry of ``expected.json``."""
        return {field: value for field, value in self._asdict().items() if field != "make"}


_cases: dict[str, Case] = {}


def case(
    file: str,
    expect: Expect,
    *,
    has: Iterable[Passage | str] = (),
    hides: Iterable[Passage | str] = (),
    parts: int | None = None,
    reason: Sequence[str] = (),
    say: bool = False,
    big: bool = False,
) -> Callable[[Callable[[], Content]], Callable[[], Content]]:
    """Register the function that makes a file; the module's name tells the half, the docstring what is hostile."""

    def register(make: Callable[[], Content]) -> Callable[[], Content]:
        half: Half = "held" if make.__module__.rpartition(".")[2].startswith("held_") else "open"
        if file in _cases:
            raise ValueError(f"two functions make {file}")
        what = " ".join((make.__doc__ or "").split())
        _cases[file] = Case(
            file, file.partition("/")[0], half, what, expect, _phrases(has), _phrases(hides), parts, tuple(reason), say,
            big, make,
        )  # fmt: skip
        return make

    return register


def _phrases(given: Iterable[Passage | str]) -> tuple[str, ...]:
    return tuple(g.phrase if isinstance(g, Passage) else g for g in given)


def cases(half: Half | None = None) -> tuple[Case, ...]:
    """The files in order of their names, those of one half or all."""
    import tests.hostile.make.families  # noqa: F401, PLC0415 # fills the list, and needs it to be there

    return tuple(c for _, c in sorted(_cases.items()) if half in (None, c.half))


def files_of(one: Case) -> dict[str, bytes]:
    """The files of a case by their path in the folder, the one to be read first."""
    made = one.make()
    if isinstance(made, bytes):
        return {one.file: made}
    named = {f"{one.format}/{name}": data for name, data in made.items()}
    if one.file not in named:
        raise ValueError(f"{one.file} is not among what its function makes")
    return named


def write(folder: Path, chosen: Sequence[Case]) -> None:
    """Write the files with ``expected.json`` and the canary. Raises ``ValueError`` for a file that is too large."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "canary.txt").write_text(f"{CANARY}\n", encoding="utf-8")
    for one in chosen:
        for name, data in files_of(one).items():
            if len(data) > LARGEST:
                raise ValueError(f"{name} has {len(data):,} bytes")
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    entries = [one.expected() for one in chosen]
    (folder / "expected.json").write_text(json.dumps(entries, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
