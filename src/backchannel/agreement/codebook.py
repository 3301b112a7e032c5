"""The codebook: what a coder needs to know, as one page in Markdown or HTML."""

from __future__ import annotations

import html
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from backchannel.agreement.fields import COLUMNS
from backchannel.agreement.passages import Frame, Sample
from backchannel.agreement.sheets import ASKED, BINDING, SHOWN
from backchannel.model import ROLES

_DATA = Path(__file__).parent / "data" / "values.toml"
_FRAMES: Mapping[Frame, str] = {
    "sentences": "all sentences that the program looked at, whether it found a claim in them or not",
    "claims": "the sentences in which the program found a claim: the sheet cannot tell how many it misses",
}
_PARTS = {
    "none": "each as likely as any other",
    "document": "as many of each document, as far as they go",
    "kind": "as many of each kind of claim that the program found in them (and of those without), as far as they go",
}

_STEPS = (
    "Read the passage, and what stands before and after it to tell who, when and on whose word. Code only the passage.",
    "Write your name under coder. Code alone: two who talk about it are one coder.",
    "Does the passage make no claim, write no under claim, and go on.",
    "Else write yes, copy the words of the claim into words, and fill in the fields. The claim is the shortest clause"
    " that says one thing: two predicates, or one act towards each of two parties, are two claims.",
    "For a second claim of the passage, copy the whole row below it, and change your part of it.",
    "A cell that stays empty is not coded. Write none where the answer is that there is nothing.",
    "Do not change the other columns, nor remove rows. What you cannot code stays empty.",
    "Save as a workbook (XLSX) or as CSV UTF-8. If your program turns dates into another form, write on before them:"
    " on 1971-07-09.",
)


@cache
def glosses() -> Mapping[str, Mapping[str, str]]:
    """What each value means, by column."""
    return tomllib.loads(_DATA.read_text("utf-8"))


def markdown(sample: Sample) -> str:
    """The codebook of a sample in Markdown."""
    parts = [f"# {_title(sample)}", _about(sample), "\n".join(f"{n}. {step}" for n, step in enumerate(_STEPS, 1))]
    for title, rows in tables():
        lines = ["| | |", "|---|---|", *(f"| `{name}` | {words} |" for name, words in rows)]
        parts += [f"## {title}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def page(sample: Sample) -> str:
    """The codebook of a sample as one page that needs nothing else."""
    steps = "".join(f"<li>{html.escape(step)}</li>" for step in _STEPS)
    explained = "".join(_table(title, rows) for title, rows in tables())
    title = html.escape(_title(sample))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{title}</h1><p>{html.escape(_about(sample))}</p><ol>{steps}</ol>{explained}</main></body></html>\n"
    )


_STYLE = (
    "body{font:16px/1.5 serif;margin:2rem auto;max-width:48rem;padding:0 1rem;color:#222;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;"
    "border-top:1px solid #ccc}th{white-space:nowrap;font-family:monospace;font-weight:normal}"
)


def _title(sample: Sample) -> str:
    return f"Codebook of the draw {sample.id}"


def _about(sample: Sample) -> str:
    number = len(sample.passages)
    return (
        f"{number:,} passage{'' if number == 1 else 's'}, drawn by lot from {_FRAMES[sample.frame]};"
        f" {_PARTS[sample.strata]}. What the program read stands nowhere on the sheet."
    )


def tables() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What is explained: titles, and under each the names with their meanings."""
    yield "What you read", list(SHOWN.items())
    yield "What you fill in", [*ASKED.items(), *((c.name, c.asks) for c in COLUMNS if c.name not in ROLES)]
    for name, values in glosses().items():
        yield f"Values of {name}" if name != "role" else "Columns of those who take part", list(values.items())
    yield "What must stay", list(BINDING.items())


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    body = "".join(f'<tr><th scope="row">{html.escape(n)}</th><td>{html.escape(w)}</td></tr>' for n, w in rows)
    return f"<h2>{html.escape(title)}</h2><table>{body}</table>"
