"""Claims of others come in as readings of their own, each tied to its words, or are refused and named."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from backchannel import pipeline
from backchannel.api import Ledger
from backchannel.errors import BackchannelError, InputError
from backchannel.exchange import Imported, write
from backchannel.exchange.doc_names import stem, without_folder
from backchannel.exchange.importing import MOST_MEANT
from backchannel.exchange.places import Places
from backchannel.ledger import ClaimFilter
from backchannel.ledger import Ledger as File
from backchannel.ledger.readings import IMPORTED
from backchannel.model import Claim, Document, Reading, reading_id

from .conftest import unread
from .world import SHANGHAI, WARSAW, claim, document, material

URDU = "پاکستان نے ۱۹۷۱ میں چین کا پیغام امریکہ تک پہنچایا۔ 🙂 یہ بات خفیہ رکھی گئی۔"
HEBREW = "שר החוץ נפגש עם עמיתו באיסטנבול בשנת 2005."
CHINESE = "尼克松于1972年2月访问北京。"
TREATY = "signed a treaty"
AT = WARSAW.index(TREATY)

LINE: dict[str, Any] = {
    "doc": "warsaw.txt", "start": AT, "end": AT + len(TREATY), "quote": TREATY, "kind": "event", "domain": "diplomacy",
    "certainty": "certain", "polarity": "positive", "covert": False, "checkable": True,
}  # fmt: skip


class Place:
    """A ledger of some documents, and a folder for files to import."""

    def __init__(self, folder: Path, *documents: Document) -> None:
        self.folder, self.path = folder, folder / "a.ledger"
        with File(self.path) as file:
            for n, one in enumerate(documents):
                file.add(one, unread(one), source=f"place {n}")

    def give(self, *lines: object, name: str = "theirs.jsonl") -> Path:
        file = self.folder / name
        file.write_bytes(
            b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
        )
        return file

    def take(self, *lines: object, name: str = "theirs.jsonl", **options: Any) -> Imported:
        with Ledger(self.path) as ledger:
            return ledger.import_claims(self.give(*lines, name=name), **{"reader": "model", **options})

    def claims(self, reader: str | None = "model") -> list[Claim]:
        with File(self.path) as file:
            return file.claims(filters=ClaimFilter(reader=reader))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, document(WARSAW), document(SHANGHAI, "shanghai.txt"))


def line(**changes: object) -> dict[str, object]:
    return {**LINE, **changes}


def refused(done: Imported) -> str:
    """The one refusal."""
    (one,) = done.refused
    return one.reason


# what comes in


def test_claims_come_in_as_a_reading_beside_ours(place: Place) -> None:
    """Found by the reader's name; what is in force, and the findings, stay as they were."""
    done = place.take(line(), line(kind="state"))
    assert done == Imported(readers=("model",), documents=1, claims=2)
    assert [c.quote for c in place.claims()] == [TREATY, TREATY]
    assert place.claims(None) == []
    with File(place.path) as file:
        ours, theirs = file.readings("warsaw.txt")
        assert (ours.reader, theirs.reader, theirs.version) == ("nobody", "model", IMPORTED)


def test_an_imported_claim_has_the_identity_that_ours_would_have(place: Place) -> None:
    """The same claim by two readers is one claim; the id it came with is kept among the reasons."""
    place.take(line(id="d1-7", actors=[{"name": "Poland", "role": "source", "country": "POL"}]))
    (found,) = place.claims()
    assert found.id == claim(document(WARSAW), TREATY, "Poland/source/POL", plover=None).id
    assert [(r.field, r.rule, r.text) for r in found.reasons] == [("id", "imported as", "d1-7")]
    place.take(line())
    assert place.claims()[0].reasons == ()


def test_a_person_s_claims_are_under_that_name(place: Place) -> None:
    """As those that a person decides on one by one; both kinds can stand in one ledger."""
    assert place.take(line(), reader=None, by="Ann O. Tator").readers == ("person:Ann O. Tator",)
    with Ledger(place.path) as ledger:
        from backchannel.api import deciding  # noqa: PLC0415

        own = claim(document(WARSAW), "Willy Brandt knelt")
        deciding.add(ledger.file, own, document(WARSAW), by="Ann O. Tator", why="seen")
    assert len(place.claims("person:Ann O. Tator")) == 2


def test_without_a_name_the_reader_is_named_after_the_file(place: Place) -> None:
    """Several files are several readers then."""
    assert place.take(line(), reader=None, name="lama-3.jsonl").readers == ("lama-3",)


@pytest.mark.parametrize(
    "text",
    [URDU, HEBREW, CHINESE, "Zürich 🤝 Genève: naïve e\u0301claircissement\r\nand a line"],
    ids=["ur", "he", "zh", "x"],
)
def test_passages_in_any_language_are_taken(tmp_path: Path, text: str) -> None:
    """Offsets are code points, whatever the script, beyond the first plane as well."""
    place = Place(tmp_path, document(text, "text.txt"))
    for start in range(0, len(text) - 4, 3):
        done = place.take(line(doc="text", start=start, end=start + 4, quote=text[start : start + 4]))
        assert not done.refused or not text[start : start + 4].strip()
        assert done.moved == 0


# where they stand


@pytest.mark.parametrize(("start", "end"), [(0, 15), (AT + 1, AT + 16), (99999, 99999), (AT, AT + 3), (10**18, 10**18)])
def test_a_quote_that_stands_in_one_other_place_is_put_there(place: Place, start: int, end: int) -> None:
    """Counted, and where it was said to stand is kept among the reasons."""
    done = place.take(line(start=start, end=end))
    assert (done.claims, done.moved) == (1, 1)
    (found,) = place.claims()
    assert (found.start, found.end) == (AT, AT + len(TREATY))
    assert found.reasons[0].text == f"{start} to {end}"


def test_blanks_between_words_may_differ(place: Place, tmp_path: Path) -> None:
    """Models give line ends as blanks; the claim gets the text's own words."""
    (tmp_path / "b").mkdir()
    text = "Poland and\n  West Germany\r\nsigned a treaty."
    other = Place(tmp_path / "b", document(text, "text.txt"))
    assert other.take(line(doc="text", start=0, end=9, quote="and West Germany signed")).moved == 1
    assert [c.quote for c in other.claims()] == ["and\n  West Germany\r\nsigned"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"quote": "signed no treaty"}, "its words do not stand in warsaw.txt"),
        ({"quote": "Warsaw", "start": 0, "end": 6}, None),
        ({"quote": "n", "start": 0, "end": 1}, "its words do not stand at 0 to 1, but in several other places"),
        ({"quote": ""}, "no quote"),
        ({"quote": " \n"}, "no quote"),
        ({"quote": None}, "no quote"),
        ({"doc": "prague.txt"}, "no document 'prague.txt' in this ledger"),
        ({"actors": [{"name": " ", "role": "source"}]}, "an actor without a name"),
        ({"actors": [{"name": "Bonn", "role": "source", "country": "de"}]}, "'de' is not a country code"),
        ({"date": {"start": "1971", "end": "1970"}}, "a date cannot end (1970) before it starts (1971)"),
        ({"responses": [{"by": "Bonn", "stance": "denies", "start": 5, "end": 99999}]}, "an answer stands at no place"),
        ({"responses": [{"by": "Bonn", "stance": "denies", "start": 5}]}, "an answer stands at no place"),
        ({"certainty": None}, "no certainty; null is not taken for any value"),
        ({"certainty": "denied"}, "Invalid enum value 'denied'"),
        ({"citation": {"footnote": 10**12}}, "no note has such a number"),
        ({"start": -1}, "start and end are no span"),
        ({"actors": [{"name": f"P{n}", "role": "party"} for n in range(301)]}, "301 actors, responses, relays or"),
        ({"denied_by": [f"P{n}" for n in range(301)]}, "301 actors, responses, relays or"),
    ],
    ids=str,
)
def test_what_has_no_words_or_makes_no_sense_is_refused(
    place: Place, changes: dict[str, object], why: str | None
) -> None:
    """With the reason, in one clause; the claims beside it come in."""
    done = place.take(line(), line(**changes))
    if why is None:
        assert (done.claims, done.moved, done.refused) == (2, 1, ())
    else:
        assert why in refused(done)
        assert (done.claims, done.refused[0].line) == (1, 2)


def test_the_answers_place_of_a_claim_that_was_moved_is_dropped(place: Place) -> None:
    """It has no words by which it could be found; who answered what stays."""
    answer = {"by": "Bonn", "stance": "denies", "start": 3, "end": 9}
    place.take(line(start=0, end=5, responses=[answer]))
    (found,) = place.claims()[0].responses
    assert (found.by, found.stance, found.start, found.end) == ("Bonn", "denies", None, None)
    place.take(line(responses=[answer]))
    assert place.claims()[0].responses[0].start == 3


def test_the_same_claim_twice_is_refused_once(place: Place) -> None:
    """Words, kind, act and actors make a claim; the second could only contradict the first."""
    done = place.take(line(), line(certainty="alleged"))
    assert done.claims == 1 and "line 1" in refused(done)


# which document is meant


@pytest.mark.parametrize(
    ("doc", "meant"),
    [
        ("warsaw.txt", True), ("warsaw", True), ("warsaw.md", True), ("cables/warsaw.txt", True),
        (r"C:\cables\warsaw.txt", True), ("Warsaw.txt", False), ("warsaw.txt#1", False), ("warsaw.2", False),
    ],
)  # fmt: skip
def test_names_are_compared_without_folder_and_extension(place: Place, doc: str, meant: bool) -> None:
    """But letter by letter otherwise."""
    assert place.take(line(), line(doc=doc, kind="state")).claims == 1 + meant


def test_parts_of_files_have_names_of_their_own(tmp_path: Path) -> None:
    """A line of a feed, a document of a volume, a member of an archive."""
    names = ("feed.jsonl#7", "volume.xml#d12", "box.zip!a/b.txt", "box.zip!a/c.txt")
    place = Place(tmp_path, *(document(f"{WARSAW} {n}", n) for n in names))
    for n, doc in enumerate(("feed#7", "x/volume.xml#d12", "box.zip!b.txt", "old/box.zip!a/c.txt")):
        assert place.take(line(doc=doc)).refused == ()
        assert {c.doc for c in place.claims()} == set(names[: n + 1])
    assert "no document" in refused(place.take(line(doc="feed#8")))


def test_of_several_documents_of_one_name_the_one_with_the_words_is_meant(tmp_path: Path) -> None:
    """At the place first; where it is not to be told, nothing is guessed."""
    three = [
        document(f"{pad}{WARSAW}", name) for pad, name in (("", "a/t.txt"), ("..", "b/t.md"), ("....", "c/t.html"))
    ]
    place = Place(tmp_path, *three)
    assert place.take(line(doc="t", start=AT + 2, end=AT + 2 + len(TREATY))).refused == ()
    assert [c.doc for c in place.claims()] == ["b/t.md"]
    assert "several other places" in refused(place.take(line(doc="t", start=0, end=9), line(doc="a/t.txt")))


def test_a_name_that_stands_for_very_many_is_not_tried_on_all(tmp_path: Path) -> None:
    """A thousand pages may be called index.html; their ids can be given."""
    many = [document(f"{n} {WARSAW}", f"{n}/index.html") for n in range(MOST_MEANT + 1)]
    place = Place(tmp_path, *many)
    assert refused(place.take(line(doc="index.html"))) == "'index.html' stands for 21 documents; give their ids"
    assert place.take(line(doc=many[7].id)).moved == 1
    assert [c.doc for c in place.claims()] == ["7/index.html"]


def test_a_file_named_by_its_full_path_is_found_again_by_its_public_name(tmp_path: Path) -> None:
    """What is exported of two files of one name can be imported."""
    two = [document(WARSAW, "/home/ann/a/warsaw.txt"), document(WARSAW, "/home/ann/b/warsaw.txt")]
    place = Place(tmp_path, *two)
    out = io.BytesIO()
    write("claims", material(two, [claim(d, TREATY) for d in two]), out)
    assert place.take(out.getvalue()).refused == ()
    assert {c.document for c in place.claims()} == {d.id for d in two}


@given(st.text(max_size=20))
def test_every_name_means_itself(name: str) -> None:
    """The loose forms of a name are forms of the same name's loose forms."""
    assert without_folder(without_folder(name)) == without_folder(name)
    assert stem(without_folder(name)) == stem(name)


# in force, again, and replaced


def test_only_when_asked_a_reading_is_in_force(place: Place) -> None:
    """Then pages rest on it, and it stays so when it is imported again or the text is read again."""
    assert place.take(line(), current=True).in_force == 1
    assert [c.quote for c in place.claims(None)] == [TREATY]
    assert place.take(line(), line(kind="state")).in_force == 1
    assert len(place.claims(None)) == 2
    one = document(WARSAW)
    with File(place.path) as file:
        assert file.has(one.id, unread(one).id)
        file.add(one, unread(one), source="place 0", over_imported=False)
        assert len(file.claims()) == 2
        file.add(one, unread(one), source="place 0")
        assert file.claims() == []


def test_another_text_of_the_same_file_is_read_without_what_was_imported(place: Place) -> None:
    """Its claims stood in the old text."""
    place.take(line(), current=True)
    old = document(WARSAW)
    new = Document(**{f: getattr(old, f) for f in old.__struct_fields__} | {"text": SHANGHAI, "text_digest": "0" * 64})
    with File(place.path) as file:
        file.add(new, unread(new), source="place 0", over_imported=False)
        assert file.claims() == []


def test_again_is_safe_and_a_new_file_replaces_the_old(place: Place) -> None:
    """What one reader gives on a document is one reading; other documents and readers are left alone."""
    first = place.take(line(), line(doc="shanghai.txt", quote="Nixon met Mao", start=0, end=13))
    assert (first.documents, first.known, first.replaced) == (2, 0, 0)
    again = place.take(line(), line(doc="shanghai.txt", quote="Nixon met Mao", start=0, end=13))
    assert (again.known, again.replaced) == (2, 0)
    assert place.take(line(kind="state")).replaced == 1
    assert place.take(line(), reader="other").replaced == 0
    assert [(c.doc, c.kind) for c in place.claims()] == [("shanghai.txt", "event"), ("warsaw.txt", "state")]
    assert len(place.claims("other")) == 1


def test_a_merge_keeps_what_a_person_put_in_force(place: Place, tmp_path: Path) -> None:
    """In whatever order."""
    (tmp_path / "there").mkdir()
    there = Place(tmp_path / "there", document(WARSAW))
    place.take(line(), current=True)
    for one, other in ((place, there), (there, place)):
        with File(one.path) as file:
            file.merge([other.path])
            assert [c.quote for c in file.claims()] == [TREATY]


# names and files


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"reader": "clauses"}, "'clauses' is another reader"),
        ({"reader": "person:Ann"}, "another reader"),
        ({"reader": " "}, "no name of a reader"),
        ({"reader": "a\x1b[2Jb"}, "no name of a reader"),
        ({"reader": 101 * "x"}, "no name of a reader"),
        ({"by": ""}, "no name of a reader"),
        ({"by": "Ann", "reader": "model"}, "not both"),
    ],
)
def test_readers_have_names_that_can_be_told_apart(place: Place, options: dict[str, str], why: str) -> None:
    """None can pose as ours, or steer a terminal."""
    with pytest.raises(InputError, match=why):
        place.take(line(), **{"reader": None, **options})  # type: ignore[arg-type] # options by name
    assert place.claims() == []


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"\x00\xff\xfe", b"SQLite format 3\x00", b"[1, 2]", b"id,doc,start\n1,2,3\n", b"[" * 100_000],
    ids=lambda d: repr(d[:12]),
)  # fmt: skip
def test_a_file_that_holds_no_line_of_json_stops_the_import(place: Place, data: bytes) -> None:
    """One plain line; what stood in a good file beside it is not taken in either."""
    good, bad = place.give(line(), name="good.jsonl"), place.give(data, name="bad.jsonl")
    with (
        Ledger(place.path) as ledger,
        pytest.raises(InputError, match=r"bad\.jsonl is not in the claims format") as error,
    ):
        ledger.import_claims(good, bad, reader="model")
    assert "\n" not in str(error.value) and place.claims() == []


def test_refusals_name_file_and_line(place: Place) -> None:
    """In the order of the files as given."""
    one = place.give(line(), b"{broken\n", b"\n", line(quote="no"), name="b.jsonl")
    two = place.give(line(doc="prague"), line(kind="state"), name="a.jsonl")
    with Ledger(place.path) as ledger:
        done = ledger.import_claims(one, two, reader="model")
    assert [(Path(r.file).name, r.line) for r in done.refused] == [("b.jsonl", 2), ("b.jsonl", 4), ("a.jsonl", 1)]
    assert done.claims == 2


def test_a_run_is_noted(place: Place) -> None:
    """What came in, whose it was and how much was refused."""
    place.take(line(), line(quote="no"))
    with File(place.path) as file:
        record = file.runs()[-1].record
    assert (record["command"], record["claims"], record["refused"]) == ("import", 1, 1)


# anything at all

plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
keys = st.sampled_from([*LINE, "date", "actors"])
json_values = st.recursive(
    plain | st.sampled_from(["warsaw.txt", TREATY]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=8,
)
fields = st.sampled_from([*LINE, "id", "actors", "plover", "date", "attribution", "responses", "denied_by", "quantity",
                          "place", "citation"])  # fmt: skip
hostile = st.one_of(
    st.binary(max_size=60),
    json_values.map(lambda value: json.dumps(value).encode()),
    st.dictionaries(fields, json_values, max_size=4).map(lambda changes: json.dumps(line(**changes)).encode()),
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([b'{"start":1e400}'])
@example([b'{"doc":"\\ud800"}'])
@example([json.dumps(line(doc="\x00" * 300, quote="\U0010ffff")).encode()])
@given(st.lists(hostile, min_size=1, max_size=4))
def test_whatever_is_given_the_import_ends_well(place: Place, data: list[bytes]) -> None:
    """All is taken in or refused: each line once, and every claim that came in stands on its words."""
    try:
        done = place.take(b"\n".join(data))
    except BackchannelError as error:
        assert "\n" not in str(error)
        return
    assert all(r.reason and "\n" not in r.reason for r in done.refused)
    texts = {"warsaw.txt": WARSAW, "shanghai.txt": SHANGHAI}
    for one in place.claims():
        assert texts[one.doc][one.start : one.end] == one.quote
    with Ledger(place.path) as ledger:
        for name in ("claims", "csv", "jsonl", "jsonld", "ftm", "graphml", "plover", "claimreview", "links"):
            ledger.export_to(name, io.BytesIO(), reader="model")


@given(st.text(max_size=30), st.data())
def test_a_quote_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    """Every slice of a text is found in it; what is found has its words, blanks aside."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    places = Places(text)
    if quote.strip():
        assert places.at(quote, start, end)
        found = places.found(quote)
        assert found and all(text[a:b] == quote for a, b in found)
        spaced = places.found("\n ".join(quote.split()))
        assert spaced and all(text[a:b].split() == quote.split() for a, b in spaced)


class Newer:
    """A reader that finds one claim, in whatever version."""

    def __init__(self, version: str) -> None:
        self.name, self.version, self.settings = "newer", version, ""

    def read(self, document: Document) -> Reading:
        id_ = reading_id(document.id, document.text_digest, self.name, self.version, "")
        found = claim(document, "Nixon met Mao")
        return Reading(
            id=id_, document=document.id, text_digest=document.text_digest, reader="newer", version=self.version,
            claims=(found,),
        )  # fmt: skip


def test_reading_the_files_again_does_not_undo_an_import(tmp_path: Path) -> None:
    """Neither by the same reader nor by a newer one; --again puts ours back."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "shanghai.txt").write_text(SHANGHAI, encoding="utf-8")
    given_ = tmp_path / "theirs.jsonl"
    given_.write_text(
        json.dumps(line(doc="shanghai", quote="Nixon met Mao in Beijing", start=0, end=24)), encoding="utf-8"
    )

    def read(version: str, *, again: bool = False) -> list[str]:
        with File(tmp_path / "a.ledger") as file:
            pipeline.read([folder], file, reader=Newer(version), again=again)
            return [c.quote for c in file.claims()]

    assert read("1") == ["Nixon met Mao"]
    with Ledger(tmp_path / "a.ledger") as ledger:
        ledger.import_claims(given_, reader="model", current=True)
    assert read("1") == read("2") == ["Nixon met Mao in Beijing"]
    with File(tmp_path / "a.ledger") as file:
        assert {r.version for r in file.readings("shanghai.txt")} == {"1", "2", IMPORTED}
    assert read("2", again=True) == ["Nixon met Mao"]
