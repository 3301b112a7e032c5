"""The ledger: one SQLite file that keeps documents, readings, claims, findings and decisions.

It knows the model and nothing else of the house.
"""

from backchannel.ledger.claims import ActorCount
from backchannel.ledger.documents import DocumentEntry
from backchannel.ledger.filters import ClaimFilter
from backchannel.ledger.ledger import Counts, Ledger
from backchannel.ledger.merging import Merged
from backchannel.ledger.names import MARK, Names
from backchannel.ledger.redacted import Redacted
from backchannel.ledger.redaction import Done, Redaction
from backchannel.ledger.runs import Run
from backchannel.ledger.search import HIT_KINDS, Hit, HitKind
from backchannel.ledger.skips import Skipped

__all__ = [
    "HIT_KINDS",
    "MARK",
    "ActorCount",
    "ClaimFilter",
    "Counts",
    "DocumentEntry",
    "Done",
    "Hit",
    "HitKind",
    "Ledger",
    "Merged",
    "Names",
    "Redacted",
    "Redaction",
    "Run",
    "Skipped",
]
