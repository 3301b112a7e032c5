"""A world with something in it that must not be published, and its dossier as it is handed on, in every form."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from backchannel.dossier import Dossier, build, hold_back, publish, to_html, to_json, to_markdown
from backchannel.dossier.quoting import Limits
from backchannel.model import Claim, Document, Finding, Reason, Relay, When

from .sample import ACCURACY, BY_ID, DOCUMENTS, FINDINGS, PARTIES, claim, document

FORMS: dict[str, Callable[[Dossier], str]] = {"html": to_html, "markdown": to_markdown, "json": to_json}
ANALYST, NOTE = "Ana Ruiz-Keeper", "the desk officer told me so"
PATH = "/home/keeper/secret/scans"
VILLAIN = "Ludovic Barrowmere"

GAZETTE = (
    "The ministers of America and China met in Bern in May 1985 and spoke of wheat for two days.\n\n"
    f"The American envoy {VILLAIN} took bribes from a firm of China in 1985. He bought a house. In June 1985 America "
    "sold China wheat in Bern.\n\n"
    f"In July 1985 America sent China a note on wheat. Barrowmere was indicted for fraud in Bern, they say.\n\n"
    f"About the author: the author worked for a firm that Barrowmere defrauded.\n"
)


def gazette(**metadata: Any) -> Document:
    """A document with accusations, named and titled by paths of the machine it came from."""
    made = document(
        f"{PATH}/gazette.txt", GAZETTE, title="The wheat gazette", url=f"file://{PATH}/gazette.txt",
        date={"start": "1986-02-01", "reason": f"the name of {PATH}/gazette.txt says so"}, **metadata,
    )  # fmt: skip
    return msgspec.structs.replace(made, warnings=(f"{PATH}/gazette.txt was repaired",))


def event(quote: str, actors: str, act: str, responses: Sequence[Mapping[str, str]] = ()) -> dict[str, Any]:
    """The row of a claim on an event of 1985."""
    more = {"kind": "event", "domain": "trade", "date": "1985", "responses": responses}
    return {"quote": quote, "actors": actors, "act": act, **more}


def world(**metadata: Any) -> tuple[list[Document], dict[str, Claim], list[Finding]]:
    """The sample with the gazette: an accusation, claims beside it, one decided by an analyst, one denied."""
    source = gazette(**metadata)
    both = "participant USA America; participant CHN China"
    denial = {"by": "China", "stance": "denies", "of": f"that {VILLAIN} took bribes"}
    bribed = f"The American envoy {VILLAIN} took bribes from a firm of China"
    rows = {
        "met": event("The ministers of America and China met in Bern in May 1985", both, "CONSULT"),
        "bribe": event(bribed, f"source USA {VILLAIN} (person); target CHN China", "AID"),
        "wheat": event("America sold China wheat", "source USA America; target CHN China", "COOPERATE", [denial]),
        "note": event("America sent China a note on wheat", "source USA America; target CHN China", "CONSULT"),
    }
    made = {key: claim(source, row) for key, row in rows.items()}
    decided = Reason(field="date", rule=f"decided by {ANALYST}", text=NOTE)
    leaked = (Relay(source="a clerk", cue="whispered the clerk", kind="report"), Relay(source="author", kind="author"))
    made["note"] = msgspec.structs.replace(
        made["note"], reasons=(decided,), attribution=leaked, date=When(start="1985-07", text="In July 1985")
    )
    mine = [finding_of(f"“{made[k].quote}”, 1985" if k == "note" else k.title(), made[k]) for k in made]
    return [*DOCUMENTS.values(), source], BY_ID | {c.id: c for c in made.values()}, [*FINDINGS, *mine]


def finding_of(title: str, *claims: Claim) -> Finding:
    """A finding of these claims, the first the most telling."""
    model = next(iter(FINDINGS))
    return msgspec.structs.replace(
        model, id=f"f{claims[0].id}", title=title, claims=tuple(c.id for c in claims), countries=("CHN", "USA"),
        act=claims[0].plover, domain=claims[0].domain, when=claims[0].date, origins=(), traced=0, untraced=1,
        responses=tuple(r for c in claims for r in c.responses), kind="event", why=(), conflicts=(), covert=False,
    )  # fmt: skip


def published(signed: dict[str, bool] | None = None, limits: Limits | None = None, **metadata: Any) -> Dossier:
    """The world's dossier as it is handed on."""
    documents, claims, findings = world(**metadata)
    whole = {line.claim.id for line in build(PARTIES, documents, claims, findings).lines}
    held = hold_back(documents, claims, findings, signed or {})
    left = build(PARTIES, documents, held.claims, held.findings, accuracy=ACCURACY)
    missing = sum(c.id in whole for c in held.taken)
    return publish(left, documents, held, missing, limits) if limits else publish(left, documents, held, missing)


def claim_named(words: str) -> Claim:
    """The claim of the world that begins with these words."""
    return next(c for c in world()[1].values() if c.quote.startswith(words))


def plain(form: str) -> str:
    """The words of a form in one line, without markup and escapes."""
    words = re.sub(r"<style>.*?</style>|<script>.*?</script>", " ", form, flags=re.DOTALL)
    words = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), re.sub(r"<[^>]+>", "", words))
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", markup.unescape(words)).split())
