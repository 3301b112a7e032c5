"""The words of the field as data: one TOML file a subject, read once, never changed at run time."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGE = "en"
_FOLDER = Path(__file__).parent / LANGUAGE


@cache
def load_toml(name: str) -> dict[str, Any]:
    """The content of ``vocabulary/en/<name>.toml``.

    The same object is given each time: read it, do not change it. Raises ``FileNotFoundError`` where the package
    has no such file.
    """
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
