"""Documents to links and claims to findings: made anew whenever documents, claims or decisions have changed."""

from __future__ import annotations

import msgspec

from backchannel import evidence
from backchannel.ledger import Ledger
from backchannel.pipeline.linking import Linker

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
        Linker(ledger).catch_up()
        with ledger.snapshot():
            state = ledger.claims_state
            links, in_force = ledger.links(), ledger.in_force()
            every = {document.id: document for document in ledger.iter_documents(versions=True)}
            documents = {id_: document for id_, document in every.items() if id_ in in_force}
            # why a claim was read as it was is most of it, and no matter of evidence
            claims = (msgspec.structs.replace(claim, reasons=()) for claim in ledger.iter_claims())
            made = evidence.findings(claims, documents, ledger.decisions(), links)
            known = evidence.known_words(evidence.Wording(links, every), every)
        ledger.set_findings(made, as_of=state)
        ledger.set_known_words(known)
        changed = True
    return changed
