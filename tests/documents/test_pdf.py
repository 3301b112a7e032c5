"""PDFs: what is printed comes back as it is read, and nothing else."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import black, white
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from backchannel.documents import read_bytes
from backchannel.documents.pdf import opening
from backchannel.errors import DocumentError
from tests.documents.pages import (
    ALL,
    CABLE,
    ENVOY,
    HARBOUR,
    HEIGHT,
    TALKS,
    TREATY,
    body,
    line,
    made,
    paragraph,
    paragraphs,
    read,
)


def refusal(data: bytes, name: str = "x.pdf") -> str:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, name)
    return caught.value.reason


# --- text ------------------------------------------------------------------------------------------------------------


def test_lines_become_paragraphs_and_pages_fragments() -> None:
    """The lines of a paragraph are one block; each page is a fragment that holds its words."""
    document = read(made(lambda c: paragraphs(c, 72, 80, ALL[:3]), lambda c: paragraphs(c, 72, 80, ALL[3:])))
    assert body(document) == list(ALL)
    assert [fragment.selector for fragment in document.fragments] == ["page=1", "page=2"]
    second = document.fragments[1]
    assert document.text[second.start : second.end] == f"{HARBOUR}\n\n{ENVOY}"
    assert document.media_type == "application/pdf"
    assert document.warnings == ()


def test_a_paragraph_runs_on_over_a_page_and_turns_it_at_the_right_word() -> None:
    """A sentence that breaks off at a page's end goes on in the same block; the fragments part it where it breaks."""
    words = f"{TALKS} {CABLE} {TREATY}".split()

    def first(canvas: Any) -> None:
        paragraph(canvas, 72, 80, " ".join(words[:60]))

    document = read(made(first, lambda c: paragraphs(c, 72, 80, [" ".join(words[60:]), ENVOY])))
    assert body(document) == [" ".join(words), ENVOY]
    start = document.fragments[1].start
    assert document.text[start:].startswith(" ".join(words[60:63]))


def test_columns_are_read_one_after_the_other_below_a_headline_across_them() -> None:
    """A headline over both columns comes first, then the left column, then the right one."""

    def page(canvas: Any) -> None:
        line(canvas, 72, 80, "Two ministers, one corridor and no word to the press", 19, "Times-Bold")
        paragraphs(canvas, 72, 120, [TALKS, CABLE], width=220)
        paragraphs(canvas, 316, 120, [TREATY, HARBOUR], width=220)

    document = read(made(page))
    assert body(document) == ["Two ministers, one corridor and no word to the press", TALKS, CABLE, TREATY, HARBOUR]
    assert document.sections[0].kind == "title"


def test_a_table_across_columns_is_read_row_by_row_between_them() -> None:
    """A ruled table does not mix with the columns above and below it; its cells stand in rows."""

    def page(canvas: Any) -> None:
        for x, words in ((72, ENVOY), (316, CABLE)):
            paragraph(canvas, x, 80, words, width=220)
        for y in (190, 206, 222, 238):
            canvas.line(72, HEIGHT - y, 540, HEIGHT - y)
        rows = (
            ("Envoy", "Arrived", "Left", "Party"),
            ("Oslo", "3 May", "9 May", "14"),
            ("Cairo", "4 May", "9 May", "9"),
        )
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                line(canvas, 76 + 117 * column, 202 + 16 * row, cell)
        for x, words in ((72, TREATY), (316, HARBOUR)):
            paragraph(canvas, x, 262, words, width=220)

    assert body(read(made(page))) == [
        ENVOY, CABLE, "Envoy | Arrived | Left | Party", "Oslo | 3 May | 9 May | 14", "Cairo | 4 May | 9 May | 9",
        TREATY, HARBOUR,
    ]  # fmt: skip


def test_a_quotation_pulled_out_beside_narrowed_lines_does_not_break_the_paragraph() -> None:
    """Large words beside the lines of a column come after it, whole."""

    def page(canvas: Any) -> None:
        y = paragraph(canvas, 72, 80, TALKS, width=300)
        words = f"{CABLE} {TREATY}".split()
        y += 8
        paragraph(canvas, 72, y, " ".join(words[:29]), width=150)
        for number, pulled in enumerate(("“Nobody asked", "him in, though", "all knew him”")):
            line(canvas, 240, y + 4 + 20 * number, pulled, 17, "Helvetica-Bold")

    found = body(read(made(page)))
    assert found[0] == TALKS
    assert "“Nobody asked him in, though all knew him”" in found
    assert f"{CABLE} {TREATY}".startswith(found[1])


def test_words_parted_at_line_ends_are_whole_again() -> None:
    """Printers' hyphens go, the words' own stay: as the document has them elsewhere, and between capitals."""

    def page(canvas: Any) -> None:
        lines = (
            "The co-operation between the two services began in the war and was never put in writ-",
            "ing, though the Anglo-American staffs spoke of it. Writing of it later, an Anglo-",
            "American officer called it a fact of life. Their co-",
            "operation outlived three governments, and the Soviet-",
            "Egyptian agreement as well as the long-",
            "term plans that were made for its suc\u00ad",
            "cessor in nineteen-sixty.",
        )
        for number, words in enumerate(lines):
            line(canvas, 72, 80 + 13 * number, words)

    (text,) = body(read(made(page)))
    assert "never put in writing, though" in text
    assert "an Anglo-American officer" in text
    assert "Their co-operation outlived" in text
    assert "the Soviet-Egyptian agreement as well as the long-term plans" in text
    assert "its successor" in text


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.permutations(" ".join(ALL).split()).map(lambda words: words[:70]), min_size=4, max_size=7),
    st.sampled_from([1, 2, 3]),
    st.booleans(),
)
def test_whatever_is_set_in_columns_comes_back_word_for_word(
    texts: list[list[str]], columns: int, indented: bool
) -> None:
    """Any words in one to three columns come back in their order, none lost and none twice."""
    width = (468 - 18 * (columns - 1)) / columns
    given_words = [" ".join(words) for words in texts]

    def page(canvas: Any) -> None:
        share = -(-len(given_words) // columns)
        for column in range(columns):
            mine = given_words[column * share : (column + 1) * share]
            setting = {"width": width, "size": 9, "indent": 12 if indented else 0}
            paragraphs(canvas, 72 + column * (width + 18), 80, mine, between=0 if indented else 8, **setting)

    assert " ".join(read(made(page)).text.split()) == " ".join(given_words)


def test_letters_spaced_out_are_one_word() -> None:
    """A stamp in spaced capitals is the word that it spells; a wider gap parts words."""

    def page(canvas: Any) -> None:
        line(canvas, 230, 60, "T O P   S E C R E T", 12, "Courier")
        paragraphs(canvas, 72, 100, ALL[:3])

    assert body(read(made(page)))[0] == "TOP SECRET"


def test_headings_are_told_by_their_type() -> None:
    """What is larger or bolder than the text is a heading, the largest of the first page the title."""

    def page(canvas: Any) -> None:
        line(canvas, 72, 80, "A Door in Oslo", 22, "Times-Bold")
        y = paragraphs(canvas, 72, 120, [TALKS])
        line(canvas, 72, y + 8, "What was denied", 11, "Times-Bold")
        y = paragraphs(canvas, 72, y + 28, [CABLE])
        line(canvas, 72, y + 8, "What was signed", 14, "Times-Roman")
        paragraphs(canvas, 72, y + 30, [TREATY])

    kinds = dict(_kinds(read(made(page))))
    assert kinds["A Door in Oslo"] == "title"
    assert kinds["What was denied"] == kinds["What was signed"] == "heading"
    assert kinds[TALKS] == kinds[CABLE] == "paragraph"


def _kinds(document: Any) -> list[tuple[str, str]]:
    return [(document.text[one.start : one.end], one.kind) for one in document.sections]


def test_a_large_initial_belongs_to_the_first_word() -> None:
    """A letter over three lines begins the paragraph beside it."""

    def page(canvas: Any) -> None:
        line(canvas, 72, 110, "T", 44, "Times-Bold")
        for number, words in enumerate(
            (
                "he two foreign ministers met in Oslo",
                "in the spring of 1993 and told nobody",
                "of it until the autumn of that year,",
            )
        ):
            line(canvas, 102, 84 + 13 * number, words)
        paragraph(
            canvas,
            72,
            123,
            "when their hosts spoke of it at last and the papers were full of it for weeks, as might be expected.",
            width=240,
        )

    assert body(read(made(page)))[0].startswith("The two foreign ministers met in Oslo in the spring of 1993")


# --- what surrounds it -----------------------------------------------------------------------------------------------


def test_a_page_that_is_there_twice_has_no_running_heads() -> None:
    """On it everything recurs; its words are kept."""
    assert body(read(made(*[lambda canvas: paragraphs(canvas, 72, 80, ALL[:2])] * 2))) == [*ALL[:2]] * 2


def test_running_heads_and_page_numbers_are_left_out_and_said() -> None:
    """Heads that alternate, with numbers that count, go with the numbers at the foot; figures of their own stay."""

    def page(number: int) -> Any:
        def draw(canvas: Any) -> None:
            if number % 2:
                line(canvas, 72, 40, "REVIEW OF QUIET DEALINGS", 9)
                line(canvas, 530, 40, str(number), 9)
            else:
                line(canvas, 72, 40, f"{number}   The Oslo Channel", 9)
            line(canvas, 72, 80, f"Article {3 * number + number // 2}", 11, "Times-Bold")
            paragraphs(canvas, 72, 110, ALL[:2])
            line(canvas, 300, 760, f"- {number} -", 9)

        return draw

    document = read(made(*(page(number) for number in range(4, 9))))
    assert "REVIEW" not in document.text
    assert "Channel" not in document.text
    assert "- 5 -" not in document.text
    assert document.text.count("Article ") == 5
    (warning,) = document.warnings
    assert warning.startswith("running heads and feet were left out (")
    assert "“REVIEW OF QUIET DEALINGS”" in warning
    assert "page numbers" in warning


def test_pages_that_are_all_alike_are_text() -> None:
    """The same few lines on each page are not taken for running heads."""
    document = read(made(*[lambda c: paragraph(c, 72, 60, TALKS)] * 2))
    assert document.text.count("told nobody of it") == 2


# --- notes -----------------------------------------------------------------------------------------------------------


def marked(canvas: Any, x: float, y: float, words: str, mark: str, rest: str = "") -> None:
    line(canvas, x, y, words)
    x += canvas.stringWidth(words, "Times-Roman", 11)
    line(canvas, x, y - 4, mark, 7)
    line(canvas, x + canvas.stringWidth(mark, "Times-Roman", 7), y, rest)


def foot(canvas: Any, y: float, mark: str, words: str) -> None:
    line(canvas, 72, y - 3, mark, 6)
    line(canvas, 78, y, words, 8.5)


def test_notes_at_page_ends_are_tied_to_their_marks_though_numbers_begin_anew() -> None:
    """Each page has its note 1 and its starred note; each mark leads to the note of its own page."""

    def page(number: int) -> Any:
        def draw(canvas: Any) -> None:
            paragraphs(canvas, 72, 80, ALL)
            marked(canvas, 72, 500, f"On page {number} the minister was named", "1", ", and so was his deputy.")
            marked(canvas, 72, 520, f"On page {number} a letter was quoted.", "*")
            foot(canvas, 700, "1", f"Foreign Office, file {number}0, letter of 3 May 1956.")
            foot(canvas, 712, "*", f"The letter of page {number} is lost.")

        return draw

    document = read(made(page(1), page(2)))
    assert [(note.number, note.text) for note in document.notes] == [
        ("1", "Foreign Office, file 10, letter of 3 May 1956."),
        ("*", "The letter of page 1 is lost."),
        ("1", "Foreign Office, file 20, letter of 3 May 1956."),
        ("*", "The letter of page 2 is lost."),
    ]
    before = [document.text[: note.marks[0].start][-9:] for note in document.notes]
    assert before == ["was named", "s quoted.", "was named", "s quoted."]
    assert "was named[1], and so was his deputy." in document.text
    pages = {f.selector for f in document.fragments if f.start <= document.notes[2].start < f.end}
    assert pages == {"page=2"}


def test_a_note_that_goes_on_at_the_end_of_the_next_page_is_one_note() -> None:
    """Lines in small type below a rule, without a number, go on with the note of the page before."""

    def first(canvas: Any) -> None:
        paragraphs(canvas, 72, 80, ALL)
        marked(canvas, 72, 500, "The file was closed for fifty years.", "7")
        canvas.line(72, HEIGHT - 690, 172, HEIGHT - 690)
        foot(
            canvas, 702, "7", "The file was opened in 2006; it holds the letters of both ministers, the notes of their"
        )

    def second(canvas: Any) -> None:
        paragraphs(canvas, 72, 80, [ENVOY, TREATY, CABLE])
        canvas.line(72, HEIGHT - 700, 172, HEIGHT - 700)
        line(canvas, 72, 712, "secretaries and a map of the corridor.", 8.5)

    document = read(made(first, second))
    (note,) = document.notes
    assert note.text.endswith("the notes of their secretaries and a map of the corridor.")
    assert len(note.marks) == 1


def test_notes_at_the_end_are_tied_to_raised_marks() -> None:
    """Numbered paragraphs under "Notes" are the notes of the raised figures before them."""

    def page(canvas: Any) -> None:
        marked(canvas, 72, 80, "The ministers met in Oslo.", "1", " They met again in Cairo, as is told elsewhere.")
        marked(canvas, 72, 93, "Nobody spoke of it for years.", "2")
        y = paragraphs(canvas, 72, 120, ALL[:2])
        line(canvas, 72, y + 10, "Notes", 12, "Times-Bold")
        line(canvas, 72, y + 30, "1. Letter of the ambassador, 3 May 1956.")
        line(canvas, 72, y + 43, "2. Minutes of the cabinet, 9 May 1956.")

    document = read(made(page))
    assert [(n.number, n.text, len(n.marks)) for n in document.notes] == [
        ("1", "Letter of the ambassador, 3 May 1956.", 1),
        ("2", "Minutes of the cabinet, 9 May 1956.", 1),
    ]


def test_raised_figures_that_mark_no_note_stay_as_they_are_printed() -> None:
    """An exponent stays raised, the letters of an ordinal join their figure."""

    def page(canvas: Any) -> None:
        marked(canvas, 72, 80, "The vault had 10", "6", " cubic feet, in the 19")
        line(canvas, 72 + 260, 80, "")
        paragraphs(canvas, 72, 100, ALL)

    assert read(made(page)).text.startswith("The vault had 10⁶ cubic feet")


# --- what is not seen ------------------------------------------------------------------------------------------------


def test_what_the_reader_of_a_page_does_not_see_is_left_out_and_said() -> None:
    """White on white, type of one point, words outside the page and stamps at a slant are no text."""

    def page(canvas: Any) -> None:
        paragraphs(canvas, 72, 80, ALL)
        canvas.setFillColor(white)
        line(canvas, 72, 600, "hidden in white")
        canvas.setFillColor(black)
        line(canvas, 72, 620, "hidden by size", 1)
        line(canvas, 700, 640, "hidden outside")
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "COPY")
        canvas.restoreState()

    document = read(made(page))
    assert body(document) == list(ALL)
    assert set(document.warnings) == {
        "left out on page 1: 13 letters white on white",
        "left out on page 1: 12 letters too small to be seen",
        "left out on page 1: 13 letters outside the page",
        "left out on page 1: 4 letters at a slant, as stamps are",
    }


def test_white_letters_on_a_dark_bar_are_seen() -> None:
    """A heading in white on black is text."""

    def page(canvas: Any) -> None:
        canvas.rect(60, HEIGHT - 90, 480, 24, stroke=0, fill=1)
        canvas.setFillColor(white)
        line(canvas, 72, 82, "A Door in Oslo", 14, "Times-Bold")
        canvas.setFillColor(black)
        paragraphs(canvas, 72, 120, ALL)

    assert read(made(page)).text.startswith("A Door in Oslo")


def picture() -> ImageReader:
    """A grey picture of a page."""
    from PIL import Image  # noqa: PLC0415  # comes with reportlab

    return ImageReader(Image.new("L", (200, 260), 200))


def test_the_letters_under_a_scanned_picture_are_read() -> None:
    """Invisible letters, as scanners' software lays them under the picture of a page, are text."""

    def page(canvas: Any) -> None:
        canvas.drawImage(picture(), 0, 0, 612, HEIGHT)
        text = canvas.beginText(72, HEIGHT - 80)
        text.setFont("Times-Roman", 11)
        text.setTextRenderMode(3)
        text.textLines(
            [
                "The two foreign ministers met in Oslo in the spring of 1993 and told nobody of it",
                "until the autumn of the same year.",
            ]
        )
        canvas.drawText(text)

    document = read(made(page))
    assert document.text.endswith("told nobody of it until the autumn of the same year.")
    assert document.warnings == ()


def test_a_page_set_sideways_is_read_upright() -> None:
    """A page turned by its own entry, and one whose lines run upwards, are read as any other."""

    def upwards(canvas: Any) -> None:
        canvas.rotate(90)
        canvas.translate(0, -612)
        canvas.setFont("Times-Roman", 11)
        for number, words in enumerate(("The two foreign ministers met in Oslo", "in the spring of the year 1993.")):
            canvas.drawString(72, 500 - 13 * number, words)

    def turned(canvas: Any) -> None:
        canvas.setPageRotation(90)
        upwards(canvas)

    for data in (made(turned), made(upwards)):
        assert read(data).text == "The two foreign ministers met in Oslo in the spring of the year 1993."


# --- what it says of itself ------------------------------------------------------------------------------------------


def titled(title: str, author: str, *, printed: bool) -> Any:
    def page(canvas: Any) -> None:
        canvas.setTitle(title)
        canvas.setAuthor(author)
        if printed:
            line(canvas, 72, 60, title, 11, "Times-Bold")
            line(canvas, 72, 76, f"By {author}")
        paragraphs(canvas, 72, 100, ALL)

    return page


def test_title_and_author_of_the_file_stand_where_the_text_bears_them_out() -> None:
    """The file's title tells which line is the title; its author counts only where the text names him."""
    document = read(made(titled("A Door in Oslo", "Tamsin Hallworth", printed=True)))
    assert document.metadata.title == "A Door in Oslo"
    assert document.metadata.author == "Tamsin Hallworth"
    typist = read(made(titled("A Door in Oslo", "Jane Typist", printed=False)))
    assert typist.metadata.author is None
    assert typist.metadata.title == "A Door in Oslo"


@pytest.mark.parametrize("junk", ["Microsoft Word - draft3.doc", "untitled", "report_final.pdf", "Scan from a printer"])
def test_what_programs_put_as_title_is_none(junk: str) -> None:
    """File names and programs' own words are no title."""
    assert read(made(titled(junk, "Administrator", printed=False))).metadata.title is None


def test_the_day_on_which_a_file_was_made_is_not_its_date() -> None:
    """A scan of today may show a letter of 1956: the creation date is not read."""
    data = made(lambda c: paragraphs(c, 72, 80, [ENVOY, HARBOUR]))
    assert b"/CreationDate" in data
    assert read(data).metadata.date is None


# --- refusals --------------------------------------------------------------------------------------------------------


def test_locked_files_are_refused_and_those_without_a_password_read() -> None:
    """A user's password is needed or not; the owner's alone keeps nobody from reading."""
    locked = made(lambda c: paragraphs(c, 72, 80, ALL), encrypt=StandardEncryption("secret", ownerPassword="other"))
    assert refusal(locked) == "is a PDF locked with a password; unlock it first"
    opened = made(
        lambda c: paragraphs(c, 72, 80, ALL), encrypt=StandardEncryption("", ownerPassword="other", canCopy=0)
    )
    assert body(read(opened)) == list(ALL)


def test_pictures_without_text_are_refused_and_named_where_only_some_pages_are() -> None:
    """A stamp does not make a picture a text; pages with text are read, the others named."""

    def scan(canvas: Any) -> None:
        canvas.drawImage(picture(), 0, 0, 612, HEIGHT)
        line(canvas, 72, 30, "Released 2006")

    one = refusal(made(scan))
    assert one == "is a PDF that has no text in it (a picture of a page); with an installed tesseract, --ocr reads it"
    document = read(made(lambda c: paragraphs(c, 72, 80, ALL), scan, scan))
    assert (
        "pages 2–3 hold no text (pictures of pages); with an installed tesseract, --ocr reads what is printed there"
        in document.warnings
    )


def test_a_file_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of pages is bounded."""
    monkeypatch.setattr(opening, "MAX_PAGES", 2)
    assert refusal(made(*[lambda c: paragraph(c, 72, 80, TALKS)] * 3)) == (
        "is a PDF of 3 pages, more than 2; split it into parts"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/Root", b"/Rxxt"),
        (b"trailer", b"trailex"),
        (b"startxref", b"startxxxx"),
        (b"/Kids", b"/Kixs"),
        (b"6 0 obj", b"66 0 obj"),
    ],
)
def test_damaged_files_are_mended_where_their_pages_are_left(old: bytes, new: bytes) -> None:
    """Without catalogue, trailer, table or page tree the pages that are there are read."""
    data = made(lambda c: paragraphs(c, 72, 80, ALL)).replace(old, new)
    assert body(read(data)) == list(ALL)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"\x00\xff" * 3000, b"%PDF-1.4\n1 0 obj\n<< /Type /Pages"]
)
def test_what_is_no_pdf_but_its_first_line_is_refused(data: bytes) -> None:
    """Nothing is left to be mended."""
    assert refusal(data) == "is a damaged PDF that cannot be mended"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_ends_in_a_text_or_a_plain_reason(data: st.DataObject) -> None:
    """Bytes cut out, doubled or overwritten anywhere never end in anything but a document or one clause."""
    whole = made(lambda c: paragraphs(c, 72, 80, ALL))
    at = data.draw(st.integers(9, len(whole)))
    until = data.draw(st.integers(at, min(len(whole), at + 400)))
    piece = data.draw(st.one_of(st.binary(max_size=40), st.just(whole[at:until] * 2)))
    damaged = whole[:at] + piece + whole[until:]
    try:
        documents = read_bytes(damaged, "x.pdf")
    except DocumentError as error:
        assert "\n" not in error.reason
    else:
        assert documents[0].text


def test_bytes_before_the_header_do_not_matter() -> None:
    """The header may stand within the first kilobyte."""
    assert body(
        read(io.BytesIO(b"HTTP/1.1 200 OK\r\n\r\n" + made(lambda c: paragraphs(c, 72, 80, ALL))).read())
    ) == list(ALL)
