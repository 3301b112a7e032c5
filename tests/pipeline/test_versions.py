"""Releases, translations, mails and turned words, from the files to findings and the day on which words were known."""

from __future__ import annotations

from email.message import EmailMessage
from itertools import permutations
from pathlib import Path

import pytest

from backchannel.ledger import ClaimFilter, Ledger
from backchannel.pipeline import read, refresh

from .test_linking import OTHER, STORY, about, files
from .toys import exported

HIDDEN = "Jordan sent twelve observers to Poland in 1956, two of whom fell ill on the journey."
CABLE = STORY.replace("Envoys meet on the Vistula\n\n", "")
BARE = CABLE.replace(HIDDEN, "[1 line not declassified]")
FIRST, SECOND, THIRD = {"date": "1974-06-03"}, {"date": "1988-02-01"}, {"date": "2003-09-09"}


def releases(folder: Path) -> Path:
    """One cable as it was released three times, the second time with less, the third time whole."""
    barer = BARE.replace("China in 1957", "China in [date excised]")
    texts = {"first.txt": BARE, "second.txt": barer + "Released in part.\n", "third.txt": CABLE}
    return files(folder, texts, first=FIRST, second=SECOND, third=THIRD)


def known(ledger: Ledger, by: str) -> dict[str, set[str]]:
    """The first words of the claims that were known by then, by document."""
    found: dict[str, set[str]] = {}
    for claim in ledger.claims(filters=ClaimFilter(as_known=by)):
        found.setdefault(claim.doc, set()).add(claim.quote.split()[0])
    return found


@pytest.mark.parametrize("order", [*permutations(("first.txt", "second.txt", "third.txt"))])
def test_words_are_known_since_the_earliest_release(tmp_path: Path, ledger: Ledger, order: tuple[str, ...]) -> None:
    """Whatever the order of reading: what only the fullest has is known since that, the rest since the first."""
    folder = releases(tmp_path / "in")
    for name in order:
        read([folder / name], ledger, reader="toy")
    early = known(ledger, "1980")
    assert early["first.txt"] == early["third.txt"] == {"Poland", "Britain"}
    assert "Jordan" in known(ledger, "2004")["third.txt"]
    newest = {(k.kind, ledger.document(k.main or "").name) for k in ledger.links()}
    assert newest == {("release", "first.txt"), ("release", "third.txt")}
    assert {f.untraced for f in ledger.findings()} == {1}


def test_forgetting_the_first_release_moves_the_day_back(tmp_path: Path, ledger: Ledger) -> None:
    """The words are known since the earliest of the releases that are left, as if it had never been read."""
    folder = releases(tmp_path / "in")
    read([folder], ledger, reader="toy")
    assert set(known(ledger, "1980")) == {"first.txt", "second.txt", "third.txt"}
    ledger.forget("first.txt", at="2026-01-02T12:00:00+00:00")
    refresh(ledger)
    assert known(ledger, "1980") == {}
    assert known(ledger, "1990")["third.txt"] == {"Poland"}
    (folder / "first.txt").unlink()
    with Ledger(tmp_path / "never.ledger") as never:
        read([folder], never, reader="toy")
        assert exported(never) == exported(ledger)
        assert never.known_words() == ledger.known_words()
        assert never.links() == ledger.links()


def test_ledgers_that_are_merged_know_of_the_first_release(tmp_path: Path, ledger: Ledger) -> None:
    """A ledger with one release and a ledger with another: links, findings and days as if read together."""
    folder = releases(tmp_path / "in")
    read([folder / "third.txt"], ledger, reader="toy")
    assert known(ledger, "1980") == {}
    with Ledger(tmp_path / "other.ledger") as other, Ledger(tmp_path / "whole.ledger") as whole:
        read([folder / "first.txt", folder / "second.txt"], other, reader="toy")
        read([folder], whole, reader="toy")
        ledger.merge([other])
        refresh(ledger)
        assert ledger.links() == whole.links()
        assert ledger.known_words() == whole.known_words()
        assert exported(ledger) == exported(whole)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Jordan sent", "Jordan never sent"),
        ("twelve observers", "twenty observers"),
        ("in 1956, two", "in 1965, two"),
        ("Jordan sent twelve observers to Poland", "Pakistan sent twelve observers to Poland"),
        ("Jordan sent twelve observers to Poland", "Poland sent twelve observers to Jordan"),
    ],
    ids=["not", "number", "year", "country", "roles"],
)
def test_an_edit_that_turns_the_meaning_makes_no_duplicate(tmp_path: Path, ledger: Ledger, was: str, now: str) -> None:
    """Each of the two counts for its own sentence, and together they are one witness for all others."""
    folder = files(tmp_path / "in", {"a.txt": STORY, "b.txt": STORY.replace(was, now)})
    read([folder], ledger, reader="toy")
    (link,) = ledger.links()
    assert link.kind == "variant"
    origin = {c: o.id for f in ledger.findings() for o in f.origins for c in o.claims}
    turned = {origin[c.id] for c in ledger.claims() if "observers" in c.quote and c.id in origin}
    assert len(turned) == 2
    assert len({origin[c.id] for c in ledger.claims() if "observers" not in c.quote}) == 1


TRANSLATED = """The guests at the river

In April 1955 an envoy of China came to Poland, and was put up in a country house. \
Over four days there was talk of coal and of shipping. \
In 1956 Poland was host to twelve watchers from Jordan; a pair of them took sick on the way.

The agreement had a text in each of three tongues. \
In 1957 China was asked by Britain about the documents of the country house.
"""


def test_a_translation_and_its_original_are_one_witness(tmp_path: Path, ledger: Ledger) -> None:
    """They have no words in common; another text stays a second witness."""
    texts = {"report.pl.txt": TRANSLATED, "report.txt": STORY}
    folder = files(tmp_path / "in", texts, **{"report.pl": {"translation_of": "report.txt", "language": "en"}})
    read([folder], ledger, reader="toy")
    assert ledger.links() == []
    assert len({o.id for f in ledger.findings() for o in f.origins}) == 1
    files(folder, {"other.txt": OTHER})
    read([folder], ledger, reader="toy")
    assert len({o.id for f in ledger.findings() for o in f.origins}) == 2


def test_what_is_withdrawn_is_withdrawn_in_translation_too(tmp_path: Path, ledger: Ledger) -> None:
    """The claims of the translation are set aside with those of its original, by the same notice."""
    texts = {"report.txt": STORY, "english.txt": TRANSLATED, "note.txt": "The editors withdraw a report.\n"}
    sidecars = {"english": {"translation_of": "report.txt"}, "note": {"retracts": "report.txt"}}
    read([files(tmp_path / "in", texts, **sidecars)], ledger, reader="toy")
    aside = {a.claim for f in ledger.findings() for a in f.set_aside}
    assert aside == {c.id for c in ledger.claims()}
    assert not [o for f in ledger.findings() for o in f.origins]


def test_two_translations_of_what_is_not_at_hand_are_one_witness(tmp_path: Path, ledger: Ledger) -> None:
    """Both name the same original, which nobody has read."""
    sidecars = {"a": {"translation_of": "Lodz, No. 7"}, "b": {"translation_of": "Lodz, No. 7"}}
    read([files(tmp_path / "in", {"a.txt": STORY, "b.txt": TRANSLATED}, **sidecars)], ledger, reader="toy")
    assert len({o.id for f in ledger.findings() for o in f.origins}) == 1


def mail(subject: str, body: str, *, attached: str | None = None) -> bytes:
    """A mail, with a text attached to it."""
    message = EmailMessage()
    message["From"], message["To"] = "Ewa Nowak <ewa@harbour.example>", "Jan Kos <jan@harbour.example>"
    message["Subject"], message["Date"] = subject, "Mon, 04 Feb 2002 10:00:00 +0000"
    message.set_content(body)
    if attached is not None:
        message.add_attachment(attached, filename="report.txt")
    return message.as_bytes()


def test_a_mail_its_attachment_and_what_forwards_it_are_one_witness(tmp_path: Path, ledger: Ledger) -> None:
    """For the words that they share; what the mail that forwards them adds is its own."""
    body = f"Dear Jan,\n\nthe report is attached. It says:\n\n{CABLE}\nYours,\nEwa\n"
    quoted = "\n".join(f"> {line}" for line in CABLE.splitlines())
    own = "Israel wrote to Pakistan in 1963 about a pilot of the port, and the letter came back unopened."
    forward = f"{own}\n\nOn Mon, 4 Feb 2002 at 10:00, Ewa Nowak wrote:\n{quoted}\n"
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.eml").write_bytes(mail("The report", body, attached=STORY))
    (folder / "two.eml").write_bytes(mail("Fwd: The report", forward))
    read([folder], ledger, reader="toy")
    assert len({d.name for d in ledger.documents()}) == 3
    assert all(f.untraced == 1 for f in ledger.findings())
    origins = {o.id for f in ledger.findings(["POL"]) for o in f.origins}
    assert len(origins) == 1
    assert {o.id for o in about(ledger, "ISR", "PAK").origins}.isdisjoint(origins)
