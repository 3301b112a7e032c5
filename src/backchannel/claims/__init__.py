"""Claims: what a document says, on whose word, how firmly.

Importing this room loads neither spaCy nor the weights; :class:`ClauseReader` does when it reads.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from backchannel.claims.protocol import Reader

if TYPE_CHECKING:
    from backchannel.claims.reader import ClauseReader

__all__ = ["ClauseReader", "Reader"]


def __getattr__(name: str) -> Any:
    if name == "ClauseReader":
        return import_module("backchannel.claims.reader").ClauseReader
    raise AttributeError(name)
