"""Readers by name: ours, and those that other packages register under the entry point group ``backchannel.readers``.

What is registered is called to make the reader; it may take ``actors``, the forms of the user's own actors.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any

from backchannel.claims.protocol import Reader
from backchannel.errors import InputError
from backchannel.states import Form

DEFAULT_READER = "clauses"
GROUP = "backchannel.readers"
_OURS = MappingProxyType(
    {
        DEFAULT_READER: ("backchannel.claims.reader", "ClauseReader"),
        "careful": ("backchannel.claims.careful", "CarefulReader"),
    }
)


def reader_names() -> tuple[str, ...]:
    """The names under which readers are known, ours first."""
    others = {point.name for point in entry_points(group=GROUP)} - set(_OURS)
    return (*_OURS, *sorted(others))


def open_reader(name: str = DEFAULT_READER, actors: Sequence[Form] = ()) -> Reader:
    """The reader of this name, made with the user's own actors where there are any.

    Raises ``InputError`` for a name that is not registered, for a package that cannot be loaded, and where actors
    are given to a reader that takes none.
    """
    factory = _factory(name)
    options: dict[str, Any] = {}
    if actors:
        if "actors" not in inspect.signature(factory).parameters:
            raise InputError(f"the reader {name!r} takes no actors of one's own; leave out --actors.")
        options["actors"] = tuple(actors)
    reader = factory(**options)
    if not isinstance(reader, Reader):
        raise InputError(f"what is registered as the reader {name!r} is no reader; remove or repair its package.")
    return reader


def _factory(name: str) -> Callable[..., object]:
    if name in _OURS:
        module, attribute = _OURS[name]
        made: Callable[..., object] = getattr(importlib.import_module(module), attribute)
        return made
    points = sorted(entry_points(group=GROUP, name=name), key=lambda p: p.value)
    if not points:
        raise InputError(f"there is no reader {name!r}; known are {', '.join(reader_names())}.")
    return _loaded(points[0])


def _loaded(point: EntryPoint) -> Callable[..., object]:
    try:
        factory = point.load()
    except (ImportError, AttributeError) as error:
        raise InputError(f"the reader {point.name!r} cannot be loaded ({error}); reinstall its package.") from error
    if not callable(factory):
        raise InputError(f"what is registered as the reader {point.name!r} cannot be called; repair its package.")
    made: Callable[..., object] = factory
    return made
