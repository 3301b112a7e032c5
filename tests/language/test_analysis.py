"""Documents become parsed paragraphs whose offsets are those of the text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.documents import read_bytes
from backchannel.language import Paragraph, analyse, analyse_many, iterate, load
from backchannel.language.plain import LONGEST, pieces, plain
from backchannel.model import Document, Metadata, Note, Section, Span, digest


def document(
    text: str, sections: tuple[Section, ...] = (), notes: tuple[Note, ...] = (), kind: str = "text/plain"
) -> Document:
    return Document(
        id=digest(text),
        name="a.txt",
        text=text,
        text_digest=digest(text),
        media_type=kind,
        metadata=Metadata(),
        sections=sections,
        notes=notes,
    )


def sentences(text: str, **made: object) -> list[str]:
    doc = document(text, **made)  # type: ignore[arg-type]  # the keywords of document()
    found = []
    for paragraph in iterate(doc):
        for sent in paragraph.doc.sents:
            span = paragraph.span(sent)
            found.append(text[span.start : span.end])
    return found


def test_importing_the_room_does_not_import_spacy() -> None:
    """Commands that parse nothing start without spaCy."""
    code = "import sys, backchannel.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_model_is_loaded_once() -> None:
    """Loading again gives the same pipeline, with every component the readers rest on."""
    assert load() is load()
    assert {"tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"} <= set(load().pipe_names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gen. Sikorski met the U.S. ambassador, J. D. Biddle. They spoke at length.",
            ["Gen. Sikorski met the U.S. ambassador, J. D. Biddle.", "They spoke at length."],
        ),
        ("The talks were held in Washington, D.C. The next day they moved on.", None),
        ("“Will they sign?” he asked. Nobody answered.", ["“Will they sign?” he asked.", "Nobody answered."]),
        ("He waited… and then signed; nobody objected.", ["He waited… and then signed; nobody objected."]),
        ("Oslo agreed.[3] Bonn did not.¹² Rome waited.", ["Oslo agreed.", "Bonn did not.", "Rome waited."]),
        ("It was over. al-Sadr left the city.", ["It was over.", "al-Sadr left the city."]),
        (
            "It was over.\nThe delegates left. “We shall\nreturn,” said one.",
            ["It was over.", "The delegates left.", "“We shall\nreturn,” said one."],
        ),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: list[str] | None) -> None:
    """Abbreviations, initials, ellipses, questions within a sentence and note marks do not split or join sentences."""
    assert sentences(text) == expected if expected else len(sentences(text)) == 2


def test_layout_starts_sentences() -> None:
    """A list item, and the line after a short line without a full stop, begin a sentence."""
    text = "- Oslo hosts the talks\n- Cairo pays for them\n- Geneva is told"
    assert sentences(text, sections=(Section(start=0, end=len(text), kind="list"),)) == [
        "Oslo hosts the talks",
        "Cairo pays for them",
        "Geneva is told",
    ]
    assert sentences("The Oslo channel\nNorway hosted the talks.") == ["The Oslo channel", "Norway hosted the talks."]


def test_marks_of_notes_are_blanked_wherever_they_stand() -> None:
    """A mark the document knows is not read as a number, whatever its form."""
    text = "Oslo agreed (note 7) to host."
    note = Note(number="7", start=0, end=0, text="", marks=(Span(start=12, end=20),))
    (paragraph,) = analyse(document(text, notes=(note,))).paragraphs
    assert "7" not in paragraph.doc.text
    assert len(paragraph.doc.text) == len(text)


def test_notices_of_excision_are_blanked() -> None:
    """What stands where words were taken out is nobody's claim; offsets stay those of the document."""
    text = "The ambassador [1 line not declassified] left for Oslo. [REDACTED: Grand Jury]"
    (document,) = read_bytes(text.encode(), "cable.txt")
    assert len(document.excisions) == 2
    (paragraph,) = analyse(document).paragraphs
    assert paragraph.doc.text.split() == ["The", "ambassador", "left", "for", "Oslo."]
    assert text[paragraph.offset(next(t for t in paragraph.doc if t.text == "left")) :].startswith("left")


def test_markdown_marks_are_not_read() -> None:
    """Emphasis and link targets leave no words; offsets stay."""
    text = "The **Oslo** talks, says [the ministry](https://example.org/a), began."
    (paragraph,) = analyse(document(text, kind="text/markdown")).paragraphs
    assert "*" not in paragraph.doc.text
    assert "example" not in paragraph.doc.text
    assert text[paragraph.offset(next(t for t in paragraph.doc if t.text == "began")) :] == "began."


def test_only_prose_is_parsed_unless_asked() -> None:
    """Bylines and notes are left out by default, and parsed on request; headings are flagged."""
    text = "A Deal\nBy A. Writer\nOslo agreed."
    parts = (
        Section(start=0, end=6, kind="heading"),
        Section(start=7, end=19, kind="byline"),
        Section(start=20, end=32, kind="paragraph"),
    )
    made = document(text, parts)
    assert [(p.kind, p.is_heading) for p in iterate(made)] == [("heading", True), ("paragraph", False)]
    assert [p.kind for p in iterate(made, kinds=["byline"])] == ["byline"]


def test_long_paragraphs_are_split_between_sentences() -> None:
    """No stretch is longer than the limit, none is lost, and cuts fall after sentences."""
    text = " ".join(f"Envoy number {i} went to Vienna and came back." for i in range(400))
    found = pieces(document(text), frozenset({"paragraph"}))
    assert all(len(piece.text) <= LONGEST for piece in found)
    assert all(piece.text.endswith("back.") for piece in found)
    assert sum(piece.text.count("Envoy") for piece in found) == 400


def test_reading_is_streamed() -> None:
    """A long document does not have to be parsed whole before its first paragraph is there."""
    text = "\n\n".join(f"Envoy {i} went to Vienna." for i in range(2000))
    first = next(iterate(document(text)))
    assert isinstance(first, Paragraph)


def test_documents_do_not_touch_each_other() -> None:
    """What is read of a document is the same alone and among others."""
    one, two = document("Oslo hosted the talks."), document("Cairo refused. Rome waited.")
    (alone,) = analyse(two).paragraphs
    _, among = analyse_many([one, two])
    assert [(t.text, t.dep_, t.pos_) for t in alone.doc] == [(t.text, t.dep_, t.pos_) for t in among.paragraphs[0].doc]


def test_tokens_are_found_by_offset() -> None:
    """Offsets of the text lead back to the tokens that touch them."""
    text = "Intro.\n\nOslo hosted the talks."
    paragraph = analyse(document(text)).paragraphs[1]
    start = text.index("hosted")
    found = paragraph.tokens(start, start + 3)
    assert found is not None
    assert found.text == "hosted"
    assert paragraph.tokens(0, 3) is None


@given(st.text(alphabet=st.sampled_from("ab A.[1]^²¹’“”\n\t\u200b*_#>()-…;9"), max_size=80))
def test_the_plain_form_keeps_every_offset(text: str) -> None:
    """One code point in, one code point out, whatever the text."""
    assert len(plain(text)) == len(text)
    assert len(plain(text, markdown=True, bullets=True)) == len(text)


@given(st.text(alphabet="ab. \nA[1]’\u200b", max_size=200))
def test_pieces_are_slices_of_the_text(text: str) -> None:
    """Each piece is the plain form of the text at its offset; forced starts lie inside."""
    for piece in pieces(document(text), frozenset({"paragraph"})):
        assert len(piece.text) == len(text[piece.start : piece.start + len(piece.text)])
        letters = [(c, d) for c, d in zip(piece.text, text[piece.start :], strict=False) if c.isalpha()]
        assert all(c == d for c, d in letters)
        assert all(0 < start < len(piece.text) for start in piece.starts)
