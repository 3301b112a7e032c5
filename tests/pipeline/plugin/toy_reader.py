"""A small reader for tests: a claim for each sentence that names a country it knows, made without a language model."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress

from backchannel.model import Act, Actor, Claim, Document, Reading, When, claim_id, reading_id
from backchannel.states import Form

NAMES = {
    "Israel": "ISR", "Pakistan": "PAK", "Jordan": "JOR", "China": "CHN", "Poland": "POL",
    "the United States": "USA", "Washington": "USA", "Britain": "GBR", "London": "GBR",
}  # fmt: skip
_SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*[.!?]")
_YEAR = re.compile(r"\b1[89]\d\d\b|\b20[0-2]\d\b")


class ToyReader:
    """Fast and simple; it waits ``TOY_PAUSE`` seconds on a document; CRASH, DIE and STUCK in a text make it fail.

    Half through a document it notes its name in the file ``TOY_LOG``.
    """

    name = "toy"
    version = "1"

    def __init__(self, actors: tuple[Form, ...] = ()) -> None:
        self.names = {**NAMES, **{form.text: form.code for form in actors if form.code}}
        self.settings = ",".join(sorted(set(self.names) - set(NAMES)))

    def read(self, document: Document) -> Reading:
        pause = float(os.environ.get("TOY_PAUSE", "0"))
        time.sleep(pause / 2)
        if log := os.environ.get("TOY_LOG"):
            with open(log, "a", encoding="utf-8") as lines:  # noqa: PTH123
                lines.write(f"{document.name}\n")
        time.sleep(pause / 2)
        while "STUCK" in document.text:
            with suppress(Exception):
                time.sleep(0.01)
        if "CRASH" in document.text:
            raise ZeroDivisionError("it was told to")
        if "DIE" in document.text:
            os._exit(9)
        found = (self._claim(document, m.start(), m.end()) for m in _SENTENCE.finditer(document.text))
        return Reading(
            id=reading_id(document.id, document.text_digest, self.name, self.version, self.settings),
            document=document.id,
            text_digest=document.text_digest,
            reader=self.name,
            version=self.version,
            settings=self.settings,
            claims=tuple(claim for claim in found if claim),
        )

    def _claim(self, document: Document, start: int, end: int) -> Claim | None:
        quote = document.text[start:end]
        places = sorted((quote.find(name), name) for name in self.names if name in quote)
        actors = tuple(
            Actor(name=name, role="source" if n == 0 else "target", country=self.names[name])
            for n, (_, name) in enumerate(places)
        )
        if not actors:
            return None
        act: Act | None = "CONSULT" if len(actors) > 1 else None
        year = _YEAR.search(quote)
        return Claim(
            id=claim_id(document.text_digest, start, end, "event", act, actors),
            document=document.id,
            doc=document.name,
            start=start,
            end=end,
            quote=quote,
            kind="event",
            actors=actors,
            plover=act,
            domain="diplomacy",
            date=When(start=year[0], text=year[0]) if year else When(),
            covert="secret" in quote,
        )
