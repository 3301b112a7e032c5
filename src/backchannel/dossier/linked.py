"""What a dossier says of documents that share their words: copies, versions, and claims that count no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backchannel.dossier.value import Aside
from backchannel.model import Document, Finding, Linked

ELSEWHERE = "another document"
_GONE = {"retraction": "withdrawn", "correction": "corrected"}
_SHARED = frozenset({"same text as", "stands in", "holds the text of", "variant of"})


def asides(
    findings: Iterable[Finding], documents: Mapping[str, Document], linked: Mapping[str, tuple[Linked, ...]]
) -> dict[str, Aside]:
    """Claim id → that it counts no more; the documents that say so may have no claims of their own."""
    called = {link.document: (link.name, link.title) for many in linked.values() for link in many}
    called |= {id_: (d.name, d.metadata.title) for id_, d in documents.items()}
    found = {}
    for aside in (a for finding in findings for a in finding.set_aside):
        name, title = called.get(aside.by, ("", None))
        found[aside.claim] = Aside(kind=aside.kind, by=aside.by, name=name, title=title)
    return found


def gone(aside: Aside) -> str:
    """That a claim counts no more, in words."""
    return f"{_GONE[aside.kind]} by {aside.title or aside.name or ELSEWHERE}: counts no more"


def told(link: Linked) -> str:
    """A link in words: ``same text as A Day in Lima (97 %)``."""
    share = f" ({link.share:.0%})" if link.relation in _SHARED else ""
    return f"{link.relation} {link.title or link.name or ELSEWHERE}{share}"
