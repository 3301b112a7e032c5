"""Full text finds what stands there and never trips over what is typed."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.errors import InputError
from backchannel.ledger import Hit, Ledger
from backchannel.ledger.queries import queries
from backchannel.ledger.schema import STEPS, migrate
from backchannel.ledger.search import HIT_KINDS, drop_document, search

from .builders import document, filled, finding, reading


def test_words_are_found_in_passages_claims_and_findings(ledger: Ledger) -> None:
    """Each hit says what it is, where it stands, and marks the words."""
    filled(ledger)
    ledger.set_findings([finding("Nixon in China", *ledger.claims(("USA",)))])
    hits = ledger.search("nixon")
    assert {h.kind for h in hits} == {"passage", "claim", "finding"}
    (passage,) = [h for h in hits if h.kind == "passage"]
    text = ledger.document("shanghai").text
    assert text[passage.start : passage.end].startswith("President Nixon")
    assert passage.snippet == "President [Nixon] arrived in Peking on 21 February 1972."
    (of_claim,) = [h for h in hits if h.kind == "claim"]
    assert ledger.claim(of_claim.id).start == of_claim.start
    assert [h.id for h in ledger.search("nixon", ["finding"])] == [ledger.findings()[0].id]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("COMMUNIQUE", True),
        ("communiqué shanghai", True),
        ('"joint communiqué"', True),
        ('"communiqué joint"', False),
        ("commun*", True),
        ("muniqu", True),
        ("communiqué Warsaw", False),
        ("1972", True),
    ],
)
def test_case_accents_phrases_beginnings_and_parts(ledger: Ledger, words: str, found: bool) -> None:
    """All words must stand there; case and accents do not matter; parts of words are found too."""
    filled(ledger)
    assert bool(ledger.search(words)) is found


_SENTENCES = {
    "ar.txt": "وَصَلَ السَّفِيرُ إلى العاصمة، وأعلنت الحكومة أنّ الحق في الأرض لا يسقط وأن حربًا لن تقوم.",
    "fa.txt": "وزیر امور خارجه می‌گوید گفت‌وگوها در کابل ادامه می‌یابد و نامه‌ها رسیده است.",
    "ur.txt": "وزیرِ خارجہ نے کہا کہ مذاکرات ۱۹۷۲ میں شروع ہوئے اور جلد ختم ہو جائیں گے۔",
    "he.txt": "דובר צה״ל מסר כי הממשלה בירושלים אישרה את ההסכם, וכי בשָׁלוֹם יש עניין לכולם.",
    "ru.txt": "Посол ещё не прибыл, сообщил МИД; переговоры в Женеве идут тяжёло.",
    "uk.txt": "Посол нагадав, що сім’я міністра живе в Києві.",
    "fr.txt": "L’ambassadeur a dit qu’aucun accord n’était signé ; aujourd’hui, l’Élysée se tait.",
    "tr.txt": "İSTANBUL görüşmeleri sürüyor, dedi DIŞİŞLERİ sözcüsü.",
    "hi.txt": "विदेश मंत्री ने कहा कि दोनों देशों के सम्बन्ध हिन्दी में लिखे ज़रूरी पत्र से सुधरे।",
    "zh.txt": "尼克松总统于一九七二年访问北京，双方发表联合公报。",
    "ja.txt": "外務大臣はミサイル協定について協議した。",
    "ko.txt": "한국은 평양에서 회담을 열었다.",
    "th.txt": "รัฐมนตรีต่างประเทศเดินทางไปปักกิ่ง",
    "en.txt": "Sana'a sought closer co-operation; the Foreign Minister's e-mail said so.",
}


@pytest.fixture
def of_many_languages(ledger: Ledger) -> Ledger:
    """A sentence of each language."""
    for name, text in _SENTENCES.items():
        of = document(name, text)
        ledger.add(of, reading(of))
    return ledger


@pytest.mark.parametrize(
    ("words", "name", "shown"),
    [
        ("السفير", "ar.txt", "السَّفِيرُ"),
        ("سفير", "ar.txt", "السَّفِيرُ"),
        ("الي", "ar.txt", "إلى"),
        ("حق", "ar.txt", "الحق"),
        ("والحكومة", "ar.txt", "الحكومة"),
        ("للأرض", "ar.txt", "الأرض"),
        ("حربا", "ar.txt", "حربًا"),
        ("مي‌گويد", "fa.txt", "می‌گوید"),
        ("میگوید", "fa.txt", "می‌گوید"),
        ("نامه", "fa.txt", "نامه"),
        ("گفتوگوها", "fa.txt", "گفت‌وگوها"),
        ("كابل", "fa.txt", "کابل"),
        ("1972", "ur.txt", "۱۹۷۲"),
        ("مذاكرات", "ur.txt", "مذاکرات"),
        ("جایٔیں", "ur.txt", "جائیں"),
        ('צה"ל', "he.txt", "צה״ל"),
        ("צהל", "he.txt", "צה״ל"),
        ("ממשלה", "he.txt", "הממשלה"),
        ("ההסכם", "he.txt", "ההסכם"),
        ("הסכם", "he.txt", "ההסכם"),
        ("שלום", "he.txt", "בשָׁלוֹם"),
        ("еще", "ru.txt", "ещё"),
        ("тяжёло", "ru.txt", "тяжёло"),
        ("ПЕРЕГОВОРЫ", "ru.txt", "переговоры"),
        ("сім'я", "uk.txt", "сім’я"),
        ("accord", "fr.txt", "accord"),
        ("ambassadeur", "fr.txt", "ambassadeur"),
        ("l'accord", "fr.txt", "accord"),
        ("elysee", "fr.txt", "Élysée"),
        ("aujourd'hui", "fr.txt", "aujourd’hui"),
        ("istanbul", "tr.txt", "İSTANBUL"),
        ("dışişleri", "tr.txt", "DIŞİŞLERİ"),
        ("संबंध", "hi.txt", "सम्बन्ध"),
        ("हिंदी", "hi.txt", "हिन्दी"),
        ("जरूरी", "hi.txt", "ज़रूरी"),
        ("मंत्री", "hi.txt", "मंत्री"),
        ("北京", "zh.txt", "北京"),
        ("访问北京", "zh.txt", "访问北京"),
        ("京", "zh.txt", "京"),
        ("協議", "ja.txt", "協議"),
        ("ﾐｻｲﾙ", "ja.txt", "ミサイル"),
        ("한국", "ko.txt", "한국"),
        ("ปักกิ่ง", "th.txt", "ปักกิ่ง"),
        ("cooperation", "en.txt", "co-operation"),
        ("co-operation", "en.txt", "co-operation"),
        ("Sanaa", "en.txt", "Sana'a"),
        ("email", "en.txt", "e-mail"),
        ("“foreign minister”", "en.txt", "Foreign Minister"),
    ],
)
def test_a_word_is_found_however_it_is_written(of_many_languages: Ledger, words: str, name: str, shown: str) -> None:
    """In the right document, and what is marked is the document's own word."""
    hits = of_many_languages.search(words)
    assert [h.doc for h in hits] == [name]
    assert shown in [text for text, match in hits[0].parts if match]
    assert "".join(text for text, _ in hits[0].parts) in _SENTENCES[name]


@pytest.mark.parametrize(
    "words", ["京北", "كلب", "कि मंत्री न", "הסכםם", "переговорщик", '"北 京 方"', "cop-eration", "गन्तव्य"]
)
def test_a_word_that_stands_nowhere_is_not_found(of_many_languages: Ledger, words: str) -> None:
    """Other characters, another order of them, another vowel: another word."""
    assert of_many_languages.search(words) == []


def test_numbers_are_not_joined(ledger: Ledger) -> None:
    """A hyphen between figures parts two numbers; without it there is one, and another."""
    for name, text in (("a.txt", "Resolution 77-3 passed."), ("b.txt", "Resolution 773 passed.")):
        of = document(name, text)
        ledger.add(of, reading(of))
    assert [h.doc for h in ledger.search("77-3")] == ["a.txt"]


def test_the_words_as_typed_come_before_other_ways_of_writing_them(ledger: Ledger) -> None:
    """With marks where they were typed with marks, without where without; clitics and parts after both."""
    texts = ("Ein Résumé.", "Ein Resume.", "Ein Presumer.")
    for n, text in enumerate(texts):
        of = document(f"{n}.txt", text)
        ledger.add(of, reading(of))
    assert [h.doc for h in ledger.search("résumé")] == ["0.txt", "1.txt", "2.txt"]
    assert [h.doc for h in ledger.search("resume")] == ["1.txt", "0.txt", "2.txt"]


def test_a_very_long_passage_is_searched_in_pieces(ledger: Ledger) -> None:
    """All of it is found, and what is shown is where the word stands."""
    of = document("long.txt", "слово " * 20_000 + "конец")
    ledger.add(of, reading(of))
    (hit,) = ledger.search("конец")
    assert hit.start is not None and hit.end is not None
    assert hit.end - hit.start <= 10_000
    assert of.text[hit.start : hit.end].endswith("конец")
    assert sum(1 + hit.alike for hit in ledger.search("слово")) >= 12


def test_what_mails_repeat_comes_last_and_once(ledger: Ledger) -> None:
    """The one who wrote it comes before those who repeat it, of whom one is shown and the others are counted."""
    for n in range(30):
        of = document(f"{n}.eml", f"Answer number {n}.\n\nSubject: the envoy")
        parts = (of.sections[0], msgspec.structs.replace(of.sections[1], kind="quoted_message"))
        of = msgspec.structs.replace(of, sections=parts)
        ledger.add(of, reading(of))
    of = document("first.eml", "For four long days nobody but the cook of the villa saw the envoy.")
    ledger.add(of, reading(of))
    first, repeated = ledger.search("envoy", limit=20)
    assert (first.doc, first.quoted, first.alike) == ("first.eml", False, 0)
    assert (repeated.snippet, repeated.quoted, repeated.alike) == ("Subject: the [envoy]", True, 29)


def test_a_ledger_whose_search_was_not_folded_is_brought_up() -> None:
    """What was indexed as it stands is folded in place, is found, and can be taken out again."""
    before = [step.name for step in STEPS].index("folded search")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, STEPS[:before])
        db.execute(
            "INSERT INTO documents (key, id, text_digest, name, record, text) VALUES (1, 'd', '', 'ar.txt', '', ?)",
            (_SENTENCES["ar.txt"],),
        )
        text = _SENTENCES["ar.txt"]
        db.execute("INSERT INTO searchable VALUES (1, 'passage', 1, NULL, 0, ?, ?)", (len(text), text))
        for table in ("search_words", "search_parts"):
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        migrate(db)
        (hit,) = search(db, "السفير", HIT_KINDS, 10)
        assert ("السَّفِيرُ", True) in hit.parts
        drop_document(db, 1)
        for table in ("search_words", "search_parts"):
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        assert search(db, "السفير", HIT_KINDS, 10) == []


def test_whole_words_come_first_and_the_limit_holds(ledger: Ledger) -> None:
    """A word as such ranks before a part of another."""
    for name, text in (("a.txt", "A warship sailed."), ("b.txt", "The war ended."), ("c.txt", "Warfare went on.")):
        of = document(name, text)
        ledger.add(of, reading(of))
    assert [h.doc for h in ledger.search("war")] == ["b.txt", "a.txt", "c.txt"]
    assert len(ledger.search("war", limit=1)) == 1


@pytest.mark.parametrize("words", ["", "  ", '""', "*", "?!", "—"])
def test_nothing_to_search_for_is_said(ledger: Ledger, words: str) -> None:
    """No word, no search: one plain line."""
    with pytest.raises(InputError, match="nothing to search for"):
        ledger.search(words)


def test_a_query_of_very_many_words_is_refused(ledger: Ledger) -> None:
    """Ten thousand beginnings would keep the machine busy for half a minute."""
    filled(ledger)
    assert ledger.search("nix* " * 100)
    with pytest.raises(InputError, match="10000 words"):
        ledger.search("nix* " * 10_000)


def test_an_unknown_kind_is_said(ledger: Ledger) -> None:
    """The kinds there are are named."""
    with pytest.raises(InputError, match="passage, claim, finding"):
        ledger.search("war", ["dossier"])  # type: ignore[list-item] # the mistake under test


_TYPED = st.text(alphabet=st.sampled_from("ab 1\"*()^:+-{}[].,'\\NEAR OR AND NOT\x00é中—"), max_size=20) | st.text(
    max_size=20
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TYPED)
def test_whatever_is_typed_is_a_query_or_nothing(ledger: Ledger, words: str) -> None:
    """No text is an FTS5 syntax error."""
    try:
        asked = queries(words)
    except InputError as said:
        with pytest.raises(InputError, match=str(said)):
            ledger.search(words)
    else:
        assert asked
        assert all(isinstance(h, Hit) for h in ledger.search(words))


def test_marks_inside_a_text_do_no_harm(ledger: Ledger) -> None:
    """Control characters that the snippet uses may stand in a hostile text."""
    of = document("x.txt", "a \x02 b \x03 war \x03 \x02 c")
    ledger.add(of, reading(of))
    (hit,) = ledger.search("war")
    assert "war" in "".join(text for text, _ in hit.parts)
