"""Tables, lines, pages and sidecars: the plain formats."""

from __future__ import annotations

import json

from tests.hostile.make.words import Passage


def table(*passages: Passage, mark: str = ",", end: str = "\r\n") -> str:
    """A table of passages with an id, a date and their text."""
    rows = [mark.join(("id", "date", "text"))]
    rows += [mark.join((str(n), "2017-03-14", f'"{p.text}"')) for n, p in enumerate(passages)]
    return end.join(rows) + end


TAGS = ("<p>", "<div", "</")
"""Of these nothing may be left in the text of a page."""


def page(passage: Passage, more: str = "", *, head: str = "", before: str = "") -> str:
    """A page of one article, with more after its paragraph."""
    return (
        f"{before}<!DOCTYPE html><html><head><title>Talks</title>{head}</head><body><article><h1>Talks</h1>"
        f"<p>{passage.text}</p>{more}</article></body></html>"
    )


def line(passage: Passage, **more: object) -> str:
    """A line with the passage as its text."""
    return json.dumps({**more, "text": passage.text}) + "\n"


def beside(name: str, passage: Passage, sidecar: bytes) -> dict[str, bytes]:
    """A text and the file beside it."""
    return {f"{name}.txt": passage.text.encode(), f"{name}.json": sidecar}
