"""The words of the field as data: one TOML file a subject, read once, never changed at run time."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

LANGUAGE = "en"


@cache
def load_toml(name: str) -> dict[str, Any]:
    """The content of ``vocabulary/en/<name>.toml``.

    The same object is given each time: read it, do not change it. Raises ``FileNotFoundError`` where the package
    has no such file.
    """
    file = resources.files(__package__) / LANGUAGE / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
