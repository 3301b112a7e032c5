"""The language of each passage is told by its words, and not guessed where there are too few."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.documents import read_bytes
from backchannel.documents.facts.languages import base, counted, in_other_languages, told
from backchannel.documents.facts.scripts import written
from backchannel.model import Document, Section

ENGLISH = (
    "The envoy returned to the capital on Friday and reported to the cabinet, which met behind closed doors.",
    "Nobody was told what had been promised, and the embassy declined to answer questions from the press.",
    "Two years later the minutes were released, and it became plain who had carried the letters.",
)
RUSSIAN = (
    "Посол вернулся в столицу в пятницу и доложил правительству, которое заседало при закрытых дверях.",
    "Через два года протоколы были опубликованы, и стало ясно, кто передавал письма.",
)
FRENCH = (
    "L’envoyé est rentré vendredi dans la capitale et a rendu compte au gouvernement, réuni à huis clos.",
    "Deux ans plus tard, les procès-verbaux furent publiés, et l’on sut qui avait porté les lettres.",
)
ARABIC = ("عاد المبعوث إلى العاصمة يوم الجمعة وقدم تقريره إلى الحكومة التي اجتمعت خلف أبواب مغلقة.",)


def read(*paragraphs: str, stated: str | None = None) -> Document:
    sidecar = json.dumps({"language": stated}).encode() if stated else None
    return read_bytes("\n\n".join(paragraphs).encode(), "x.txt", sidecar)[0]


def languages(document: Document) -> list[str | None]:
    return [document.metadata.language, *(section.language for section in document.sections)]


@pytest.mark.parametrize(
    ("paragraphs", "wanted"),
    [
        (ENGLISH, ["en", None, None, None]),
        ((ENGLISH[0], RUSSIAN[0], ENGLISH[1]), ["en", None, "ru", None]),
        ((ENGLISH[0], FRENCH[0], ENGLISH[1], FRENCH[1], ENGLISH[2]), ["en", None, "fr", None, "fr", None]),
        ((RUSSIAN[0], ENGLISH[0], RUSSIAN[1]), ["ru", None, "en", None]),
        ((*ENGLISH, *ARABIC), ["en", None, None, None, "ar"]),
    ],
)
def test_a_passage_in_another_language_is_told(paragraphs: tuple[str, ...], wanted: list[str | None]) -> None:
    """Whichever language is the document's own."""
    assert languages(read(*paragraphs)) == wanted


def test_a_short_passage_goes_with_its_neighbours_or_with_the_document() -> None:
    """Names and headings are in no language that their few letters could tell."""
    assert languages(read(ENGLISH[0], FRENCH[0], "Communiqué", FRENCH[1], ENGLISH[1]))[3] == "fr"
    assert languages(read(ENGLISH[0], "Francesco Fontemaggi, moderatore", ENGLISH[1])) == ["en", None, None, None]
    assert languages(read(ENGLISH[0], RUSSIAN[0], "Geneva, 3 May", RUSSIAN[1], ENGLISH[1]))[3] is None


def test_a_short_passage_in_another_script_is_told_by_its_script() -> None:
    """As what is known to be written in it: here, elsewhere, or left undetermined; never as the document's."""
    assert languages(read(*ENGLISH, "Посол прибыл", RUSSIAN[0]))[4] == "ru"
    assert languages(read(*ENGLISH[:2], "שלום רב", ENGLISH[2]))[3] == "he"
    assert languages(read(*ENGLISH[:2], "Гомель", ENGLISH[2]))[3] is not None


def test_what_a_person_states_holds_for_the_document_and_for_what_does_not_tell() -> None:
    """The words of a passage go first; a contradiction is said."""
    assert languages(read(*ENGLISH, stated="eng")) == ["en", None, None, None]
    wrong = read(*ENGLISH, stated="de")
    assert languages(wrong) == ["de", "en", "en", "en"]
    assert "its language is stated as 'de', but its words are in 'en'" in wrong.warnings
    assert languages(read("Oslo, 3 May", stated="no")) == ["no", None]


def test_the_language_that_a_page_states_of_a_passage_holds_where_its_words_do_not_tell() -> None:
    """``lang`` on a paragraph is believed of a short one, and not of one that plainly is in another."""
    text = f"{ENGLISH[0]}\nHôtel Matignon\n{ENGLISH[1]}"
    ends = [len(ENGLISH[0]), len(ENGLISH[0]) + 15, len(text)]
    spans = [(0, ends[0], None), (ends[0] + 1, ends[1], "fr-FR"), (ends[1] + 1, ends[2], "fr")]
    sections = [Section(start=s, end=e, kind="paragraph", language=language) for s, e, language in spans]
    found = told(text, sections, page="en")
    assert [section.language for section in found.sections] == [None, "fr", None]


def test_sections_in_other_languages_are_picked_out() -> None:
    """Of the kinds asked for; a passage of unknown language is in no other."""
    document = read(ENGLISH[0], RUSSIAN[0], ENGLISH[1])
    (other,) = in_other_languages(document, ("en",), {"paragraph"})
    assert document.text[other.start : other.end] == RUSSIAN[0]
    assert in_other_languages(document, ("en", "ru"), {"paragraph"}) == ()
    assert in_other_languages(document, ("en",), {"list"}) == ()
    assert counted(["ru", "fr", "ru", None, "und"]) == "ru, fr, undetermined"


@pytest.mark.parametrize(
    ("words", "script", "letters"),
    [
        ("Geneva 1955", "Latin", 6), ("Женева", "Cyrillic", 6), ("Женева: Geneva talks", "Latin", 11),
        ("جنيف", "Arabic", 4), ("ז׳נבה", "Hebrew", 4), ("日内瓦", "Han", 9), ("ジュネーブ", "Han", 15),
        ("제네바", "Hangul", 6), ("1955 — §", "other", 0), ("", "other", 0),
    ],
)  # fmt: skip
def test_the_script_is_that_of_most_letters(words: str, script: str, letters: int) -> None:
    """Figures and signs are in none; an ideograph counts for several letters."""
    assert written(words) == (script, letters)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("eng", "en"),
        ("iw", "he"),
        ("zh-Hans", "zh"),
        (None, None),
        ("", None),
    ],
)
def test_codes_lose_region_and_age(code: str | None, language: str | None) -> None:
    """One language has one code."""
    assert base(code) == language


@given(st.lists(st.sampled_from([*ENGLISH, *RUSSIAN, *FRENCH, *ARABIC, "Oslo", "1955", "§ 3", "Ж"]), max_size=12))
def test_each_section_stays_what_it_was_but_for_its_language(paragraphs: list[str]) -> None:
    """No text, however mixed, loses a section or a kind; none is marked with the document's own language."""
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for words in paragraphs:
        spans.append(Section(start=at, end=at + len(words), kind="paragraph"))
        at += len(words) + 2
    found = told(text, spans)
    assert [(s.start, s.end, s.kind) for s in found.sections] == [(s.start, s.end, s.kind) for s in spans]
    assert found.language is None or found.language not in {s.language for s in found.sections}
