from hypothesis import given

from backchannel.documents.facts.cues import cues, entries, label_means
from backchannel.documents.layout.sections import sections_of

from .strategies import pages, texts

ESSAY = """The Long Table: How Two Capitals Kept Talking

By Ann Q. Example, PhD

In the spring of 1955 the two ambassadors began to meet in Geneva. They met 73 times before the talks moved to Warsaw.

The first agreement

Only one paper was ever signed. It let civilians go home, and each side accused the other of breaking it.

The table in 1955. (Photo: National Archives)
The table in 1955. (Photo: National Archives)

The ambassador wrote later:

“We said the same thing every month, and every month it was worth saying.”

Show More

Ann Q. Example

Dr. Example is a lecturer in diplomatic history at a university in the north.

Related Articles

Back to top button
"""


def kinds(text: str) -> list[tuple[str, str]]:
    """The sections as (kind, first words)."""
    return [(section.kind, " ".join(text[section.start : section.end].split()[:4])) for section in sections_of(text)]


@given(pages | texts)
def test_sections_are_in_order_and_cover_all_that_is_not_blank(text: str) -> None:
    """Sections never overlap, never begin or end with a blank, and leave out nothing but blanks."""
    at = 0
    for section in sections_of(text):
        assert section.start >= at
        assert not text[at : section.start].strip()
        words = text[section.start : section.end]
        assert words
        assert words == words.strip()
        at = section.end
    assert not text[at:].strip()


def test_an_essay_from_a_web_page_is_taken_apart() -> None:
    """Title, byline, heading, caption printed twice, quotation, author and the page's furniture are told apart."""
    assert kinds(ESSAY) == [
        ("title", "The Long Table: How"),
        ("byline", "By Ann Q. Example,"),
        ("paragraph", "In the spring of"),
        ("heading", "The first agreement"),
        ("paragraph", "Only one paper was"),
        ("caption", "The table in 1955."),
        ("caption", "The table in 1955."),
        ("paragraph", "The ambassador wrote later:"),
        ("quotation", "“We said the same"),
        ("boilerplate", "Show More"),
        ("author_note", "Ann Q. Example"),
        ("author_note", "Dr. Example is a"),
        ("boilerplate", "Related Articles"),
        ("boilerplate", "Back to top button"),
    ]


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    """A paragraph broken at a fixed width is one section that spans its lines; offsets stay those of the text."""
    text = (
        "Quiet talks\n\n"
        "The two delegations met for the first time in the autumn of that year, in\n"
        "a villa outside Geneva which neither of them had chosen, and agreed on the\n"
        "order in which they would disagree.\n\n"
        "Nothing was published. The hosts, who had lent the villa, told the press that\n"
        "the lights had been left on by the gardener.\n"
    )
    sections = sections_of(text)
    assert [section.kind for section in sections] == ["title", "paragraph", "paragraph"]
    assert text[sections[1].start : sections[1].end].count("\n") == 2


def test_each_line_is_a_paragraph_where_lines_are_long_and_no_line_is_blank() -> None:
    """Texts with one line a paragraph need no blank lines."""
    one = (
        "The first round was held in Vienna in 1961, and the delegations agreed on little but the date of the next one."
    )
    two = (
        "The second round was put off three times, each time for a reason that both of them said was technical in kind."
    )
    text = f"Rounds and reasons\n{one}\n{two}\nThe last round\n{one}\n"
    assert [section.kind for section in sections_of(text)] == [
        "title",
        "paragraph",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_a_byline_glued_to_the_first_sentence_is_parted_from_it() -> None:
    """'By NAME The …' and 'CITY (Agency) - …' are bylines; the paragraph begins with its sentence."""
    by = "Old friends\n\nBy Ann Example The two ministers met in Oslo in 1993 and told nobody, not even their deputies."
    wire = "Old friends\n\nOSLO, May 3 (Reuters) - The two ministers met on Monday and told nobody, an official said."
    assert kinds(by)[1:] == [("byline", "By Ann Example"), ("paragraph", "The two ministers met")]
    assert kinds(wire)[1:] == [("byline", "OSLO, May 3 (Reuters)"), ("paragraph", "The two ministers met")]


def test_a_cable_has_a_header_and_a_list_of_those_present() -> None:
    """Place, date and time are the byline; the lines under PARTICIPANTS are a list; a name at the end signs."""
    text = (
        "12. Memorandum of Conversation\n\nVienna, September 24, 1964, 3 p.m.\n\nSUBJECT\n\nThe border question\n\n"
        "PARTICIPANTS\n\nThe Ambassador\n\nMr. John Sample\n\nMiss Ann Example, Second Secretary\n\n"
        "The Ambassador opened by saying that he had no instructions. Mr. Sample said that he had none either.\n\n"
        "They agreed to meet again once somebody had sent some.\n\nJohn Sample\n"
    )
    assert [kind for kind, _ in kinds(text)] == [
        "title", "byline", "heading", "heading", "heading", "list", "list", "list", "paragraph", "paragraph", "byline",
    ]  # fmt: skip


def test_front_matter_is_no_text_to_read() -> None:
    """Markdown front matter is furniture, fences included; what follows is laid out as ever."""
    text = "---\ntitle: Quiet talks\ntags: [a, b]\n---\n\n# Quiet talks\n\nThey met in Oslo in 1993, and told nobody.\n"
    sections = sections_of(text)
    assert {section.kind for section in sections if section.end <= text.index("# Quiet")} == {"boilerplate"}
    assert [section.kind for section in sections][-2:] == ["title", "paragraph"]


def test_bullets_are_a_list_and_numbered_paragraphs_are_paragraphs() -> None:
    """Short items are a list; a numbered paragraph of a cable is running text."""
    long = "The Foreign Minister said that his government had considered the note. It would answer after the holidays. "
    text = f"A note\n\nIt asked for two things at once:\n\n- arms\n- time\n\n2. {long * 2}\n"
    assert [kind for kind, _ in kinds(text)] == ["title", "paragraph", "list", "list", "paragraph"]


def test_every_cue_fires_on_its_example() -> None:
    """Each entry of the cue words carries a line on which it fires."""
    for kind, found in entries().items():
        for entry in found:
            if kind == "label":
                assert label_means(entry["example"]) == entry["means"], entry
            else:
                assert getattr(cues(), kind).fullmatch(entry["example"]), entry


def test_sentences_are_not_furniture() -> None:
    """Running text that begins with a word of the page furniture is kept."""
    for sentence in (
        "Share prices fell in Tel Aviv after the statement was published.",
        "Print runs of the paper were seized in 1971 on the orders of the ministry.",
        "Search parties found the plane two days later near the border.",
        "Sources said that the talks had failed.",
        "Related questions were left to the second round of talks in Geneva.",
    ):
        assert not cues().boilerplate.fullmatch(sentence), sentence


def test_a_block_of_short_header_lines_is_not_joined() -> None:
    """Three header lines that happen to be of like length are three bylines, not one broken line."""
    long = "The report rests on published papers, which say little of what was said and nothing of what was meant."
    header = "Prepared by the example office\nSummary of published records\n10 January 2008"
    text = f"REPORT ON A VISIT\n\n{header}\n\n1. Scope. {long}\n"
    assert [kind for kind, _ in kinds(text)] == ["title", "byline", "byline", "byline", "paragraph"]
