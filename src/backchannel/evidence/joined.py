"""Strings joined into sets (union-find)."""

from __future__ import annotations


class Joined:
    """Strings joined into sets; a set is named by its least member."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}

    def of(self, one: str) -> str:
        """The name of the set that ``one`` is in."""
        while (above := self._leader.get(one, one)) != one:
            self._leader[one] = one = self._leader.get(above, above)
        return one

    def join(self, one: str, other: str) -> None:
        """Make one set of two."""
        least, most = sorted((self.of(one), self.of(other)))
        if least != most:
            self._leader[most] = least
