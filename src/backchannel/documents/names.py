"""Names of parts inside files: fit to be shown, and no two alike. They name; nothing is ever written under them."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 200
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, marks of direction and of width nought, halves of pairs, what no character is, ends of lines."""
_SUFFIX = re.compile(r"\.\w{1,8}\Z")


def shown(name: str, longest: int = _LONGEST) -> str:
    r"""``name`` on one line without what is not seen; of one too long the beginning and the end.

    Bytes that fit no encoding (surrogates, as the standard library leaves them) are written out: ``caf\xe9.txt``.
    """
    name = name.encode("utf-8", "surrogateescape" if _from_bytes(name) else "backslashreplace").decode(
        "utf-8", "backslashreplace"
    )
    seen = "".join(one if one == "\t" or unicodedata.category(one) not in _UNSEEN else "" for one in name)
    seen = " ".join(seen.split())
    if len(seen) <= longest:
        return seen
    return f"{seen[: longest - 41].rstrip()}…{seen[-40:].lstrip()}"


def _from_bytes(name: str) -> bool:
    return all("\udc80" <= one <= "\udcff" for one in name if "\ud800" <= one <= "\udfff")


def file_name(name: str | None) -> str | None:
    """The last part of a path as a stranger gives it (with either slash), as shown; None where nothing is left."""
    last = re.split(r"[/\\]", (name or "").strip().rstrip("/\\"))[-1]
    last = shown(last, 120).strip(" .") if last.strip(" .") else ""
    return last or None


class Names:
    """Names given out so far, so that the next one differs: ``a.txt``, ``a (2).txt``."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def is_free(self, name: str) -> bool:
        """Whether nothing has this name yet."""
        return name not in self._taken

    def unique(self, name: str, *, keep_suffix: bool = True) -> str:
        """``name``, or that with a number before its suffix (behind it, where it has none) where it was given."""
        made, number = name, self._taken.get(name, 0)
        while made in self._taken:
            number += 1
            suffix = _SUFFIX.search(name) if keep_suffix else None
            at = suffix.start() if suffix else len(name)
            made = f"{name[:at]} ({number}){name[at:]}"
        if made != name:
            self._taken[name] = number
        self._taken[made] = 1
        return made
