"""A dossier whose documents try everything: tags, script ends, handlers, addresses, controls, Markdown."""

from __future__ import annotations

import msgspec

from backchannel.dossier import Dossier, build
from backchannel.model import Conflict, Document, Finding, Origin, Relay, Response, finding_id

from .sample import PARTIES, claim, document

NASTY = (
    '<script>alert("stolen")</script> </script><img src=x onerror=alert(1)> <svg onload=alert(2)> '
    "</style><style>body{display:none}</style> \u202egnp.exe\u202c [go](javascript:alert(3)) {{ 7*7 }} "
    '" onmouseover="alert(4)" # heading | cell \u2066hidden\u2069 \u061c\U000e0041\U000e0042 \u2028 \x1b[31m <!-- '
)


def hostile_documents() -> list[Document]:
    """One hostile document, with the nasty words in every field that a document can fill."""
    text = f"Peace {NASTY}\n\n# America met China and said {NASTY} in Rome.\n\nAbout the author: {NASTY}\n"
    return [
        document(
            "<b>evil</b>.txt",
            text,
            title=f"Title {NASTY}",
            author=NASTY,
            publisher=NASTY,
            url="javascript:alert('url')",
            license=NASTY,
            date={"start": "1999", "reason": NASTY},
        )
    ]


def hostile() -> Dossier:
    """The dossier of the hostile document, with the nasty words in every field of its claims and finding."""
    (source,) = hostile_documents()
    row = {
        "quote": f"America met China and said {NASTY} in Rome",
        "actors": "source USA America; target CHN China; via PAK <i>Pakistan</i>",
        "kind": "event",
        "act": "CONSULT",
        "domain": "diplomacy",
        "date": "1998",
        "place": NASTY,
        "quantity": {"value": 3, "unit": NASTY},
        "citation": {"footnote": 1, "text": NASTY},
    }
    said = msgspec.structs.replace(
        claim(source, row),
        attribution=(Relay(source=NASTY, cue=NASTY), Relay(source="author", kind="author")),
        responses=(Response(by=NASTY, stance="denies", of=NASTY, start=3, end=40),),
    )
    judged = claim(
        source,
        {"quote": NASTY, "actors": "party USA America; party CHN China", "kind": "assessment", "domain": "other"},
    )
    found = Finding(
        id=finding_id((said.id,)),
        title=f"Finding {NASTY}",
        kind="event",
        claims=(said.id, judged.id),
        countries=("CHN", "USA"),
        act="CONSULT",
        domain="diplomacy",
        when=said.date,
        origins=(Origin(id="o", name=NASTY, claims=(said.id,), reason=NASTY),),
        traced=1,
        responses=said.responses,
        conflicts=(Conflict(kind="number", claim=said.id, other=judged.id, what=NASTY),),
        why=(NASTY,),
    )
    return build(PARTIES, [source], [said, judged], [found], accuracy={NASTY: 0.5})
