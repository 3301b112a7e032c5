"""One spelling for all the ways a word is written, and the way back to what stands in the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.ledger.folding import fold, folded

_SCRIPTS = (
    "aéßİıſﬁ'’-‐\u00ad Ελλάς οδός ёйїєґ м’я كتابٌ ـة ىيی کك ھہه آأإ ؤئ ۱٢3 \u200c\u200d\u200e שָׁלוֹם צה״ל\" ג׳ ץך "
    "हिन्दी संबंध सम्बन्ध ज़ क़ ঁংো ไทยกำ 北京ガｶﾞー한국\u1112\u1161\u11ab ㈎㌀ ſ́\u0323ạ̈ \t\n\x02 😀"
)
TEXTS = st.text(alphabet=st.sampled_from(_SCRIPTS), max_size=40) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("COMMUNIQUÉ", "communique"),
        ("Weiß", "WEISS"),
        ("İSTANBUL ışık", "istanbul isik"),
        ("Ｔｒｅａｔｙ１９", "treaty19"),
        ("l’ambassade", "l'ambassade"),
        ("co‑operation — talks", "co-operation - talks"),
        ("re\u00adport\u200b", "report"),
        ("\u202breport\u202c", "report"),
        ("Ёлкин", "елкин"),
        ("м’ясо", "м'ясо"),
        ("м’ясо", "мясо"),
        ("λόγος", "ΛΟΓΟΣ"),
        ("السَّفِيرُ", "السفير"),
        ("السـفـير", "السفير"),
        ("إلى الأمة", "الي الامه"),
        ("کابینه ی", "كابينه ي"),
        ("حکومت ہے", "حكومت هے"),
        ("جائے", "جایٔے"),
        ("۱۹۷۲ ١٩٧٢", "1972 1972"),
        ("נָשִׂיא", "נשיא"),
        ("מנכ״ל", 'מנכ"ל'),
        ("מנכ״ל", "מנכל"),
        ("ז׳נבה", "ז'נבה"),
        ("संबंध", "सम्बन्ध"),
        ("ज़मीन", "जमीन"),
        ("ինչպե՞ս", "ինչպես"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("ガス", "ｶﾞｽ"),
        ("ﻣﺼﺮ", "مصر"),
    ],
)
def test_ways_of_writing_a_word_are_one(one: str, other: str) -> None:
    """Whichever stands in the text and whichever is asked for."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("कि", "की"), ("कम", "काम"), ("ที", "ที่"), ("گل", "كل"), ("پدر", "بدر"), ("שר", "סר"), ("мір", "мор"), ("北", "比")],
)
def test_letters_and_vowel_signs_that_make_another_word_stay(one: str, other: str) -> None:
    """Only what may be left out or is typed for another goes."""
    assert fold(one) != fold(other)


def test_the_zero_width_non_joiner_parts_persian_endings_only() -> None:
    """Elsewhere it has no meaning for the word."""
    assert fold("می‌رود") == fold("می-رود")
    assert fold("re‌port क्‌ष") == fold("report क्ष")


def test_writing_without_spaces_is_parted_into_characters() -> None:
    """A word of two characters, or of one, can then be asked for."""
    assert fold("北京abc한국").split() == ["北", "京", "abc", "한", "국"]


@given(TEXTS)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    """A law of the index: the query may be folded as often as it likes."""
    assert fold(fold(text)) == fold(text)


@given(TEXTS, st.sampled_from(["NFC", "NFD"]))
def test_the_encoding_of_a_character_does_not_matter(text: str, form: str) -> None:
    """Composed and decomposed spellings are canonically equivalent (Unicode Standard Annex 15)."""
    assert fold(unicodedata.normalize(form, text)) == fold(text)  # type: ignore[arg-type] # a form's name


@given(TEXTS)
def test_the_way_back_leads_to_what_was_folded(text: str) -> None:
    """The map is as long as the folded text, in order, inside the text, and each stretch folds to its own part."""
    made = folded(text)
    assert made.text == fold(text)
    assert len(made.starts) == len(made.ends) == len(made.text)
    assert list(made.starts) == sorted(made.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(made.starts, made.ends, strict=True))
    assert made.original(0, len(made.text) + 5) == made.original(0, len(made.text))


@given(
    st.lists(
        st.sampled_from(["café", "السَّلام", "שָׁלוֹם", "ещё", "re\u00adport", "北京", "हिन्दी"]), min_size=1, max_size=6
    )
)
def test_a_word_is_found_back_with_its_marks(words: list[str]) -> None:
    """What is shown of a match is the whole word as it stands there."""
    text = " ".join(words)
    made = folded(text)
    for word in words:
        at = f" {made.text} ".find(f" {fold(word).strip()} ")
        start, end = made.original(at, at + len(fold(word).strip()))
        assert text[start:end] in words
        assert fold(text[start:end]) == fold(word)
