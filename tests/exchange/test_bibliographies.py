"""BibTeX and CSL-JSON of the sources, read by pybtex and rendered by citeproc-py."""

from __future__ import annotations

import io
import json
import re
import warnings
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string

from backchannel.exchange import Material, write
from backchannel.exchange.sources import clean
from backchannel.model import Dating, Document, Metadata

from .conftest import Exported
from .world import SHANGHAI, WARSAW, document, material

texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


def written(name: str, *documents: Document) -> bytes:
    out = io.BytesIO()
    write(name, material(documents, []), out)
    return out.getvalue()


def bibtex(*documents: Document) -> BibliographyData:
    return parse_string(written("bibtex", *documents).decode(), "bibtex")


def items(*documents: Document) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written("csl", *documents))
    return found


def rendered(found: list[dict[str, Any]]) -> list[str]:
    """The bibliography in a style that ships with citeproc-py, which warns of every field it does not know."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(found), formatter.plain)
    for item in found:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [str(entry) for entry in bibliography.bibliography()]


def of(document_: Document, **about: Any) -> Document:
    return Document(
        **{f: getattr(document_, f) for f in document_.__struct_fields__ if f != "metadata"}, metadata=Metadata(**about)
    )


TREATY = document(
    WARSAW, "treaty.pdf", title="The Treaty of Warsaw & its 100% {unread} clauses_", author="Reader, A.",
    date="1970-12-07", publisher="Post & Sons", url="https://example.org/a?b=1&c=%20d_e", language="en", place="Bonn",
    retrieved="2020-01-02",
)  # fmt: skip


def test_the_shelf_is_a_bibliography_in_both(exported: Exported) -> None:
    """One entry a document, the same keys in both, each with title and author; what the claims cite comes after."""
    entries = parse_string(exported("bibtex").decode(), "bibtex").entries
    found = json.loads(exported("csl"))
    assert [item["id"] for item in found] == list(entries)
    shelf = [item for item in found if item.get("keyword") != "cited"]
    assert found[: len(shelf)] == shelf and len(shelf) == 12
    assert len(rendered(shelf)) == 12 and all("backchannel examples" in line for line in rendered(shelf))


def test_what_claims_cite_is_named_once_with_where_it_is_cited(exported: Exported) -> None:
    """A cited work has its own key, the keyword "cited", and the keys of the documents whose notes name it."""
    entries = parse_string(exported("bibtex").decode(), "bibtex").entries
    found = json.loads(exported("csl"))
    shelf = {item["id"] for item in found if item.get("keyword") != "cited"}
    cited = [item for item in found if item["id"] not in shelf]
    assert cited and len({json.dumps({**item, "id": ""}, sort_keys=True) for item in cited}) == len(cited)
    for item in cited:
        assert item["title"] and set(item["note"].removeprefix("cited in ").split(", ")) <= shelf
        assert entries[item["id"]].fields["keywords"] == "cited"


def test_a_narrowed_export_names_only_the_sources_of_its_claims(exported: Exported) -> None:
    """A bibliography of what was handed on."""
    assert len(json.loads(exported("csl", domain="science"))) < 12


def test_an_entry_says_what_is_known_of_the_document() -> None:
    """Dates as BibTeX and as BibLaTeX has them, the address untouched, specials written out."""
    ((key, entry),) = bibtex(TREATY).entries.items()
    assert (key, entry.type) == ("a1970treaty", "online")
    assert entry.fields["title"] == (
        r"{The Treaty of Warsaw \& its 100\% {\textbraceleft}unread{\textbraceright} clauses\_}"
    )
    assert (entry.fields["year"], entry.fields["month"], entry.fields["date"]) == ("1970", "December", "1970-12-07")
    assert entry.fields["url"] == "https://example.org/a?b=1&c=%20d_e" and entry.fields["urldate"] == "2020-01-02"
    assert entry.fields["organization"] == r"Post \& Sons" and entry.fields["address"] == "Bonn"
    assert TREATY.id in entry.fields["note"]


def test_names_are_not_taken_apart() -> None:
    """Which part is the family's is not known: an office or a paper may be the author."""
    (entry,) = bibtex(TREATY).entries.values()
    assert [str(p) for p in entry.persons["author"]] == ["{Reader, A.}"]
    assert items(TREATY)[0]["author"] == [{"literal": "Reader, A."}]


def test_an_item_is_rendered_with_its_date() -> None:
    """By a processor of the standard, in a style of its own."""
    (line,) = rendered(items(TREATY))
    assert line.startswith("Reader, A. (1970)") and "Treaty of Warsaw & its 100% {unread}" in line


def test_dates_are_as_exact_as_they_are_known() -> None:
    """Year, month, day, range and decade in both formats."""
    for dating, parts, years in [
        (Dating(start="1970", reason=""), {"date-parts": [[1970]]}, ("1970", None, "1970")),
        (Dating(start="1970-12", reason=""), {"date-parts": [[1970, 12]]}, ("1970", "December", "1970-12")),
        (
            Dating(start="1970", end="1972-03", reason=""),
            {"date-parts": [[1970], [1972, 3]]},
            ("1970", None, "1970/1972-03"),
        ),
        (Dating(start="197X", reason=""), {"literal": "197X"}, (None, None, "197X")),
    ]:
        one = of(TREATY, date=dating)
        (entry,) = bibtex(one).entries.values()
        assert items(one)[0]["issued"] == parts
        assert (entry.fields.get("year"), entry.fields.get("month"), entry.fields["date"]) == years


def test_a_release_is_told_beside_the_document_s_own_date() -> None:
    """A cable of 1971 that came out in 2003 is of 1971."""
    one = of(TREATY, date=Dating(start="1971", reason=""), released=Dating(start="2003", reason=""))
    assert items(one)[0]["issued"] == {"date-parts": [[1971]]} and "released 2003" in items(one)[0]["note"]


def test_keys_are_unique_and_do_not_depend_on_the_order() -> None:
    """Two of one author, year and title word are told apart by their ids."""
    two = [
        document(t, f"{n}.txt", title="On talks", author="A. Reader", date="1970")
        for n, t in enumerate((WARSAW, SHANGHAI))
    ]
    keys = [i["id"] for i in items(*two)]
    assert keys == [f"reader1970on-{d.id[:8]}" for d in two]
    assert sorted(i["id"] for i in items(*two[::-1])) == sorted(keys)
    assert items(document(WARSAW, "حرب.txt"))[0]["id"]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=3))
def test_whatever_the_titles_both_can_be_read(given_: list[tuple[str, str, str]]) -> None:
    """Braces balance, every entry comes back, and its title is what it was."""
    shelf = [document(f"{n}{WARSAW}", f"{n}.txt", title=t, author=a, publisher=p) for n, (t, a, p) in enumerate(given_)]
    entries = bibtex(*shelf).entries
    assert len(entries) == len(shelf) == len(items(*shelf))
    for entry, (title, _, _) in zip(entries.values(), given_, strict=True):
        assert plain(entry.fields["title"]) == clean(title) or (not clean(title) and entry.fields["title"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # citeproc-py warns of unbalanced quotes in titles
        assert len(rendered(items(*shelf))) == len(shelf)


def plain(field: str) -> str:
    """What LaTeX would print of a title in braces."""
    words = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    inner = field[1:-1]
    return re.sub(r"\{\\(\w+)\}|\\([#$%&_])", lambda m: words[m[1]] if m[1] else m[2], inner)


def test_a_bibliography_of_nothing_is_empty() -> None:
    """No claims, no sources."""
    out = io.BytesIO()
    write("csl", Material([]), out)
    assert json.loads(out.getvalue()) == []
