"""backchannel reads what is written about how states deal with each other, and on whose word it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.version import __version__

if TYPE_CHECKING:
    from backchannel.api import Ledger as Ledger
    from backchannel.api import read as read

__all__ = ["Ledger", "__version__", "read"]


def __getattr__(name: str) -> Any:
    """``read`` and ``Ledger``, loaded when they are first asked for, so that the command line starts fast."""
    if name in ("Ledger", "read"):
        from backchannel import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
