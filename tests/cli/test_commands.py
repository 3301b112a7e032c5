"""Each command does its job on a small ledger."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from backchannel.ledger import Ledger
from tests.pipeline.toys import command, finished

from .conftest import Call

LISTS = ("documents", "claims", "findings", "actors")


def ids(call: Call, *arguments: str) -> list[str]:
    return call("claims", *arguments, "--format", "ids").out.split()


@pytest.mark.parametrize("name", LISTS)
def test_lists_have_four_formats_of_one_content(call: Call, place: Path, name: str) -> None:
    """The table counts as many rows as JSON lines, CSV and Parquet have."""
    lines = call(name, "Israel", "Jordan", "--format", "jsonl").out.splitlines()
    rows = list(csv.DictReader(io.StringIO(call(name, "Israel", "Jordan", "--format", "csv").out)))
    table = call(name, "Israel", "Jordan").out
    (place / "t.parquet").write_bytes(parquet(call, name))
    assert len(lines) == len(rows) == pq.read_table(place / "t.parquet").num_rows > 0
    assert f"({len(lines)} in all)" in table
    assert set(json.loads(lines[0])) <= set(rows[0]) | {"actors", "plover", "date", "attribution", "reasons"}


def parquet(call: Call, name: str) -> bytes:
    """Parquet is bytes, which the captured text would spoil; so the export's own writer is asked."""
    from backchannel.api import Ledger as Api  # noqa: PLC0415

    out = io.BytesIO()
    with Api("backchannel.ledger") as ledger:
        getattr(ledger, name)("Israel", "Jordan").write("parquet", out)
    return out.getvalue()


@pytest.mark.parametrize("columns", [80, 100])
@pytest.mark.parametrize("name", [*LISTS, "standing", "channels"])
def test_tables_fit_the_screen(call: Call, monkeypatch: pytest.MonkeyPatch, name: str, columns: int) -> None:
    """No line of a table is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    said = call(name, "Israel", "Jordan")
    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= columns


@pytest.mark.parametrize(
    ("filters", "doc"),
    [
        (["--from", "1990"], "border.txt"),
        (["--to", "1975"], "audience.txt"),
        (["--on", "1980", "--act", "consult"], "audience.txt"),
        (["--document", "border.txt"], "border.txt"),
        (["--text", "envoy"], "audience.txt"),
        (["--actor", "israel", "--from", "1994-01", "--to", "1994-12"], "border.txt"),
    ],
)
def test_filters_narrow_a_list(call: Call, filters: list[str], doc: str) -> None:
    """Parties by name or code and filters leave what they ask for."""
    said = call("claims", "israel", "JOR", *filters, "--format", "jsonl")
    assert [json.loads(line)["doc"] for line in said.out.splitlines()] == [doc]


def test_covert_and_denied_go_both_ways(call: Call) -> None:
    """--covert and --open, --denied and --not-denied each split the claims in two."""
    everything = len(ids(call))
    for yes, no in (("--covert", "--open"), ("--denied", "--not-denied")):
        assert len(ids(call, yes)) + len(ids(call, no)) == everything
    assert len(ids(call, "--covert")) == 1


def test_search_finds_words_and_says_where(call: Call) -> None:
    """A hit shows its words in brackets and the document."""
    said = call("search", "envoy", "--in", "passage")
    assert "[envoy]" in said.out
    assert "audience.txt" in said.out


def test_trace_shows_the_passage_in_its_context(call: Call) -> None:
    """The claim's words stand in brackets within their section, with chain, origin, document and place."""
    id_ = ids(call, "--text", "envoy")[0]
    out = " ".join(call("trace", id_).out.split())
    assert "[Jordan received an envoy of Israel in 1970.] Nothing was said of it." in out
    for word in ("chain author", "origin not given", "document audience.txt", "characters 0 to 43"):
        assert word in out


def test_trace_takes_findings_and_beginnings_of_ids(call: Call) -> None:
    """A finding leads to all its claims; the beginning of an id is enough; JSON holds it all."""
    finding = json.loads(call("findings", "Israel", "Jordan", "--format", "jsonl").out.splitlines()[0])
    said = json.loads(call("trace", finding["id"][:8], "--format", "jsonl").out)
    assert [p["claim"]["id"] for p in said["passages"]] == finding["claims"]
    assert finding["claims"][0] in call("trace", finding["id"]).out


def test_explain_goes_through_all_fields(call: Call) -> None:
    """Each field of the claims format has its line."""
    out = call("explain", ids(call)[0]).out
    for field in ("kind", "actors", "plover", "domain", "date", "attribution", "certainty", "responses", "polarity"):
        assert re.search(rf"^  {field} +\S", out, re.M), field


def test_decisions_change_claims_and_can_be_seen(call: Call) -> None:
    """A settled field shows in lists, in explain and in the list of decisions, with who and why."""
    id_ = ids(call, "--document", "border.txt")[0]
    said = call("decide", id_, "certainty=alleged", "source=Jordan", "target=Israel", "date=1994-10/1994-11",
                "--by", "A. Reader", "--why", "hearsay")  # fmt: skip
    assert said.code == 0, said.err
    claim = json.loads(call("claims", "--document", "border.txt", "--format", "jsonl").out)
    assert claim["certainty"] == "alleged"
    assert [(a["role"], a["country"]) for a in claim["actors"]] == [("source", "JOR"), ("target", "ISR")]
    assert (claim["date"]["start"], claim["date"]["end"], claim["date"]["anchored"]) == ("1994-10", "1994-11", True)
    assert "decided by A. Reader" in call("explain", id_).out
    assert "hearsay" in call("decide", "--list").out


def test_a_turned_direction_is_put_right(call: Call) -> None:
    """source= and target= together turn a claim round, and nobody plays two roles."""
    id_ = ids(call, "--document", "audience.txt", "--act", "CONSULT")[0]
    call("decide", id_, "source=Israel", "target=Jordan", "--by", "A", "--why", "B")
    claim = json.loads(call("claims", "--act", "CONSULT", "--document", "audience.txt", "--format", "jsonl").out)
    assert sorted((a["role"], a["country"]) for a in claim["actors"]) == [("source", "ISR"), ("target", "JOR")]


def test_rejected_claims_are_gone_and_pairs_are_kept_together(call: Call) -> None:
    """--reject takes a claim out of the lists; --same and --different settle what is one matter."""
    one, two, *_ = ids(call, "Israel", "Jordan")
    assert call("decide", one, "--same", two, "--by", "A", "--why", "the same visit").code == 0
    together = [set(json.loads(line)["claims"]) for line in call("findings", "--format", "jsonl").out.splitlines()]
    assert any({one, two} <= claims for claims in together)
    assert call("decide", one, "--different", two, "--by", "A", "--why", "another visit").code == 0
    apart = [set(json.loads(line)["claims"]) for line in call("findings", "--format", "jsonl").out.splitlines()]
    assert not any({one, two} <= claims for claims in apart)
    assert call("decide", two, "--reject", "--by", "A", "--why", "no claim").code == 0
    assert two not in ids(call)


def test_a_claim_of_ones_own_stands_on_its_words(call: Call, place: Path) -> None:
    """It may be given by words and fields, or as a line of the claims format."""
    fields = ("kind=state", "domain=other", "certainty=certain", "participant=Israel,Jordan", "--by", "A", "--why", "B")
    said = call("decide", "--document", "border.txt", "--words", "The river is low in summer", *fields)
    assert said.code == 0, said.err
    own = [json.loads(x) for x in call("claims", "--reader", "person:A", "--format", "jsonl").out.splitlines()]
    assert [(c["quote"], c["kind"]) for c in own] == [("The river is low in summer", "state")]
    line = json.loads(call("export", "--format", "claims", "--document", "audience.txt").out.splitlines()[0])
    line |= {"start": 44, "end": 66, "quote": "Nothing was said of it", "kind": "assessment", "id": "mine"}
    (place / "own.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert call("decide", "--claim", "own.jsonl", "--by", "A", "--why", "B").code == 0
    assert len(ids(call, "--reader", "person:A")) == 2


def test_decisions_come_back_after_reading_again_or_are_orphans(call: Call, place: Path) -> None:
    """A decision follows its words into a new version; where they are gone it is listed as an orphan."""
    id_ = ids(call, "--document", "border.txt")[0]
    call("decide", id_, "certainty=possible", "--by", "A", "--why", "B")
    text = (place / "texts" / "border.txt").read_text(encoding="utf-8")
    (place / "texts" / "border.txt").write_text(f"A preface.\n\n{text}", encoding="utf-8")
    assert call("read", "texts").code == 0
    assert json.loads(call("claims", "--document", "border.txt", "--format", "jsonl").out)["certainty"] == "possible"
    assert call("decide", "--orphans").out.strip() == "(none)"
    (place / "texts" / "border.txt").write_text("In 1994 nothing came of it.\n", encoding="utf-8")
    call("read", "texts")
    assert "(1 in all)" in call("decide", "--orphans").out


def test_standing_names_what_is_not_known(call: Call) -> None:
    """Domains without a finding are named as not known, not as nothing."""
    out = " ".join(call("standing", "Israel", "Jordan").out.split())
    assert "not known: arms, military exercise" in out
    assert "Israel of Jordan: recognition not known" in out


@pytest.mark.parametrize("suffix", ["html", "md", "json"])
def test_a_dossier_is_written_whole(call: Call, place: Path, suffix: str) -> None:
    """The path is printed, and the page names both parties."""
    said = call("dossier", "Israel", "Jordan", "-o", f"x.{suffix}")
    assert said.out == f"x.{suffix}\n"
    page = (place / f"x.{suffix}").read_text(encoding="utf-8")
    assert "Israel" in page
    assert "Jordan received an envoy" in page
    assert not list(place.glob(".x.*"))


def test_exports_are_written_to_files_as_to_the_screen(call: Call, place: Path) -> None:
    """-o and standard output hold the same bytes."""
    for name in ("claims", "links", "csv", "jsonl"):
        said = call("export", "Israel", "--format", name)
        assert call("export", "Israel", "--format", name, "-o", "out").out == "out\n"
        assert (place / "out").read_text(encoding="utf-8").splitlines() == said.out.splitlines()


def test_backup_merge_and_forget(call: Call, place: Path) -> None:
    """A copy merges into a new ledger; a forgotten document is in neither lists nor file."""
    assert call("backup", "copy.ledger").code == 0
    assert call("merge", "copy.ledger", "--ledger", "new.ledger").code == 0
    both = [call("export", "--format", "claims", "--ledger", name).out for name in ("backchannel.ledger", "new.ledger")]
    assert both[0] == both[1]
    assert call("forget", "channel.md").out.startswith("forgotten: channel.md")
    held = b"".join(path.read_bytes() for path in place.glob("backchannel.ledger*"))
    assert b"secret letter" not in held
    with Ledger("backchannel.ledger") as ledger:
        assert not ledger.findings_stale()
    said = call("read", "texts")
    assert said.code == 1
    assert "channel.md" in said.err


def test_standard_input_is_a_document(call: Call, place: Path) -> None:
    """What is piped in is read, and a second text does not supersede the first."""
    for year in (1963, 1964):
        text = f"Israel met Jordan in {year}.\n"
        done = finished(command("read", "-"), input=text)
        assert done.returncode == 0, done.stderr
    assert len(ids(call, "--from", "1963", "--to", "1964")) == 2


def test_actors_of_ones_own_stand_for_their_parties(call: Call, place: Path) -> None:
    """A name from the user's file can be asked for as a party."""
    (place / "own.toml").write_text('[[actor]]\nname = "Lord Mishcon"\ncountry = "Jordan"\n', encoding="utf-8")
    said = call("claims", "lord mishcon", "--actors", "own.toml", "--format", "ids")
    assert said.out.split() == ids(call, "Jordan")


def test_stale_findings_are_made_anew_before_they_are_shown(call: Call, place: Path) -> None:
    """A ledger left by an interrupted read shows findings of all its claims."""
    with Ledger("backchannel.ledger") as ledger:
        ledger.set_findings([], as_of=0)
        assert ledger.findings_stale()
    assert "(none)" not in call("findings").out


def test_a_traced_quote_stands_as_its_text_has_it(call: Call) -> None:
    """What is marked is parted from its neighbours only where the text parts them: no space before a full stop."""
    for id_ in ids(call):
        shown = " ".join(call("trace", id_).out.split())
        (passage,) = json.loads(call("trace", id_, "--format", "jsonl").out)["passages"]
        text = passage["before"] + f"[{passage['claim']['quote']}]" + passage["after"]
        assert " ".join(text.split()) in shown
