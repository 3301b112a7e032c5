"""Documents, claims and filled sheets for these tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from backchannel.agreement import Answered, Answers, Passage, Sample, Span
from backchannel.agreement.sheets import HEADER, write_csv
from backchannel.model import Actor, Claim, Relay, When
from tests.ledger.builders import claim, document

TEXTS = (
    "In July 1971 Pakistan carried messages from Washington to Beijing. Nobody in the street knew anything of it.",
    "=Sum of it: “Jordan” is said to have met Israel’s envoys in London in 1987.\nBoth governments denied the meeting.",
)
DOCUMENTS = tuple(document(f"d{n}.txt", text, date="1990") for n, text in enumerate(TEXTS))

Row = dict[str, str]


def passage(number: int, words: str) -> Passage:
    """A passage of the document of this number, on these words."""
    of = DOCUMENTS[number]
    start = of.text.index(words)
    return Passage(
        document=of.name, text_digest=of.text_digest, start=start, end=start + len(words), words=" ".join(words.split())
    )


SAMPLE = Sample(
    passages=(
        passage(0, "In July 1971 Pakistan carried messages from Washington to Beijing."),
        passage(0, "Nobody in the street knew anything of it."),
        passage(1, "=Sum of it: “Jordan” is said to have met Israel’s envoys in London in 1987."),
        passage(1, "Both governments denied the meeting."),
    )
)
CARRIED = claim(
    DOCUMENTS[0], "Pakistan carried messages from Washington to Beijing", "Pakistan/via/PAK", "Washington/source/USA",
    "Beijing/target/CHN", act="CONSULT", domain="diplomacy", date=When(start="1971-07"), covert=True,
)  # fmt: skip
MET = claim(
    DOCUMENTS[1], "“Jordan” is said to have met Israel’s envoys in London in 1987", "Jordan/participant/JOR",
    "Israel’s envoys/participant/ISR", act="CONSULT", domain="diplomacy", date=When(start="1987"),
    certainty="alleged", attribution=(Relay(source="unnamed", cue="is said to"), Relay(source="author", kind="author")),
)  # fmt: skip
DENIED = claim(
    DOCUMENTS[1], "Both governments denied the meeting", "Both governments/speaker/", kind="statement", act=None,
    domain="diplomacy", polarity="negative", checkable=False,
)  # fmt: skip


def answered(at: int, made: Claim) -> Answered:
    """The claim where it stands in the passage of this number."""
    words = " ".join(made.quote.split())
    start = SAMPLE.passages[at].words.index(words)
    return Answered(Span(start, start + len(words)), made)


ANSWERS = Answers(
    "ann",
    {
        SAMPLE.passages[0].id: [answered(0, CARRIED)],
        SAMPLE.passages[1].id: [],
        SAMPLE.passages[2].id: [answered(2, MET)],
        SAMPLE.passages[3].id: [answered(3, DENIED)],
    },
)


def rows(answers: Answers | None = ANSWERS) -> list[Row]:
    """The rows of a sheet as a spreadsheet has them."""
    out = io.BytesIO()
    write_csv(SAMPLE, out, answers)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))


def saved(
    path: Path,
    table: Sequence[Mapping[str, str]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
    header: Sequence[str] = HEADER,
) -> Path:
    """A file that a spreadsheet might have written."""
    with path.open("w", newline="", encoding=encoding) as out:
        writer = csv.DictWriter(out, header, delimiter=delimiter, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(table)
    return path


def filled(path: Path, change: Callable[[list[Row]], object] = lambda table: None) -> Path:
    """A sheet that ann filled, after a change of its rows."""
    table = rows()
    change(table)
    return saved(path, table)


__all__ = ["ANSWERS", "CARRIED", "DENIED", "DOCUMENTS", "MET", "SAMPLE", "Actor", "Row", "filled", "rows", "saved"]
