"""What can go wrong, as a tree.

    BackchannelError
    ├── InputError            an argument or a file that cannot be used (exit 2 at the command line)
    │   ├── UnknownParty
    │   ├── UnknownId
    │   └── BadDate
    ├── DocumentError         one document that cannot be read: skipped and named (exit 1)
    ├── LedgerError           a ledger that cannot be used (exit 2)
    │   ├── NotALedger
    │   ├── NewerLedger
    │   └── LedgerWriteError
    └── ModelError            the language model is missing or is not the one that was verified (exit 2)

Each carries one plain line that names the thing, the reason and the way out.
"""

from __future__ import annotations


class BackchannelError(Exception):
    """The base of all errors that the program raises on purpose; ``str()`` is one plain line for its user."""


class InputError(BackchannelError):
    """An argument or a file that cannot be used."""


class UnknownParty(InputError):
    """A name or code that no state, entity or user's actor file knows.

    ``suggestions`` are names that look alike.
    """

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        self.name = name
        self.suggestions = suggestions
        hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else "."
        super().__init__(
            f"unknown party {name!r}{hint} Give a name or an ISO 3166 alpha-3 code, or add it with --actors FILE."
        )


class UnknownId(InputError):
    """An id that nothing in the ledger has."""


class BadDate(InputError):
    """A date that is not one of 1931, 1931-03, 1931-03-14, 193X."""


class DocumentError(BackchannelError):
    """One document that cannot be read; ``name`` is the file's, ``reason`` one plain clause."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name}: {reason}")


class LedgerError(BackchannelError):
    """A ledger that cannot be used."""


class NotALedger(LedgerError):
    """The file is there but is not a ledger of this program."""


class NewerLedger(LedgerError):
    """The ledger was written by a newer version of the program."""


class LedgerWriteError(LedgerError):
    """The ledger cannot be written: a full disk, a folder without permission, a lock held too long."""


class ModelError(BackchannelError):
    """The language model is missing, or its files are not those that were verified."""
