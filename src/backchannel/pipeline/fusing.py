"""Claims to findings: fused anew whenever claims or decisions have changed."""

from __future__ import annotations

from backchannel import evidence
from backchannel.ledger import Ledger

_ROUNDS = 10
"""Another process may go on adding claims; it fuses them itself when it is done, so there is no need to wait."""


def refresh(ledger: Ledger) -> bool:
    """Make the findings anew where claims or decisions changed since they were made; false where nothing had.

    The claims are taken out in one consistent view, the findings put in in one transaction.
    """
    changed = False
    for _ in range(_ROUNDS):
        if not ledger.findings_stale():
            break
        with ledger.snapshot():
            state = ledger.claims_state
            documents = {document.id: document for document in ledger.iter_documents()}
            made = evidence.findings(ledger.iter_claims(), documents, ledger.decisions())
        ledger.set_findings(made, as_of=state)
        changed = True
    return changed
