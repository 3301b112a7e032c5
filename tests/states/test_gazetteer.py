"""Mentions in text: offsets, hyphenated pairs, case, dates and namesakes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.states import Form, Gazetteer, Mention, forms, parties
from backchannel.states.tables import rows


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def read(gazetteer: Gazetteer, text: str, on: str | None = None) -> list[tuple[str, str | None]]:
    found = gazetteer.match(text, dt.date.fromisoformat(on) if on else None)
    return [(m.text, m.code) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sino-Indian talks", [("Sino", "CHN"), ("Indian", "IND")]),
        ("the Anglo-Egyptian treaty", [("Anglo", "GBR"), ("Egyptian", "EGY")]),
        ("Israeli-Pak contacts", [("Israeli", "ISR"), ("Pak", "PAK")]),
        ("an India–Pakistan line", [("India", "IND"), ("Pakistan", "PAK")]),
        ("the Franco-Prussian war", [("Franco", "FRA"), ("Prussian", "PRU")]),
        ("a Turco-Pakistani pact", [("Turco", "TUR"), ("Pakistani", "PAK")]),
        ("Greek-Turkish drills", [("Greek", "GRC"), ("Turkish", "TUR")]),
        ("the Austro-Hungarian note", [("Austro-Hungarian", "AUH")]),
        ("U.S.-Iranian letters", [("U.S.", "USA"), ("Iranian", "IRN")]),
        ("pro-Ethiopian, anti-Somali", [("Ethiopian", "ETH"), ("Somali", "SOM")]),
    ],
)
def test_hyphenated_pairs_are_two_mentions(
    gazetteer: Gazetteer, text: str, expected: list[tuple[str, str | None]]
) -> None:
    """Each half of a pair is a mention with offsets of its own; a name with a hyphen of its own stays whole."""
    assert read(gazetteer, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They told us that turkey was served, and a guinea pig ran off.",
        "He paid by chad and a china cup broke on the polish.",
        "The ships crossed the Indian Ocean and the Persian Gulf.",
        "He drank Turkish coffee by the Jordan River in a Panama hat.",
        "Latin American bishops flew home to New Mexico.",
        "The Indo-Pacific is wide.",
        "Dutch courage and French leave were the jokes.",
        "the sino and the anglo of the old books",
    ],
)
def test_words_and_namesakes_are_no_parties(gazetteer: Gazetteer, text: str) -> None:
    """Common words, seas, rivers, foods and regions that hold a party's word are left alone."""
    assert read(gazetteer, text) == []


def test_capitals_of_a_heading_say_nothing_about_acronyms(gazetteer: Gazetteer) -> None:
    """In a line of capitals 'US' is taken for the word, elsewhere for the state; names stay names."""
    assert read(gazetteer, "GIVE US THE REPORT ON KENYA") == [("KENYA", "KEN")]
    assert read(gazetteer, "The US paid.") == [("US", "USA")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana's envoy", [("Ghana", "GHA")]),
        ("Cyprus’ envoy", [("Cyprus", "CYP")]),
        ("the U.S.'s reply", [("U.S.", "USA")]),
        ("Cote d’Ivoire and Sao Tome and Principe", [("Cote d’Ivoire", "CIV"), ("Sao Tome and Principe", "STP")]),
        ("Viet‑Nam and Guinea‑Bissau", [("Viet‑Nam", "VNM"), ("Guinea‑Bissau", "GNB")]),
        ("the Quai\nd'Orsay protested", [("Quai\nd'Orsay", "FRA")]),
        ("South Sudan, Sudan and Equatorial Guinea",
         [("South Sudan", "SSD"), ("Sudan", "SDN"), ("Equatorial Guinea", "GNQ")]),
        ("the Democratic Republic of the Congo", [("Democratic Republic of the Congo", "COD")]),
        ("Papua New Guinea", [("Papua New Guinea", "PNG")]),
    ],
)  # fmt: skip
def test_spelling_and_length(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str | None]]) -> None:
    """Possessives stay outside, accents, dashes, apostrophes and line breaks do not matter, the longest name wins."""
    assert read(gazetteer, text) == expected


@pytest.mark.parametrize(
    ("text", "day", "code", "year"),
    [
        ("Bush", "1990-08-02", "USA", 1989), ("Bush", "2003-03-20", "USA", 2001),
        ("Gandhi", "1971-12-16", "IND", None), ("Khrushchev", "1962-10-22", "SUN", None),
        ("Adenauer", "1955-09-09", "DEU", None), ("Yeltsin", "1994-01-01", "RUS", None),
        ("Thatcher", "1984-12-19", "GBR", None), ("Mandela", "1996-01-01", "ZAF", None),
    ],
)  # fmt: skip
def test_a_surname_means_who_held_office_then(
    gazetteer: Gazetteer, text: str, day: str, code: str, year: int | None
) -> None:
    """A leader's surname resolves by the day; the holder then is the first candidate."""
    (found,) = gazetteer.match(text, dt.date.fromisoformat(day))
    best = found.candidates[0]
    assert (best.kind, best.code) == ("leader", code)
    assert best.holds(dt.date.fromisoformat(day))
    assert year is None or (best.since is not None and best.since.year == year)


def test_a_surname_that_is_a_word_needs_its_day(gazetteer: Gazetteer) -> None:
    """'May' is a month in 1971 and before a number, and a prime minister in 2017."""
    assert read(gazetteer, "They met in May and again in Oslo.", "1971-07-09") == [("Oslo", "NOR")]
    assert read(gazetteer, "They met on 3 May 2017.", "2017-06-01") == []
    assert read(gazetteer, "May wrote to them.", "2017-06-01") == [("May", "GBR")]
    assert read(gazetteer, "May wrote to them.") == []


def test_a_seat_means_the_state_of_its_day(gazetteer: Gazetteer) -> None:
    """The Kremlin is the Soviet Union in 1956 and Russia in 2014; Moscow likewise."""
    for text in ("the Kremlin refused", "Moscow refused"):
        assert read(gazetteer, text, "1956-10-30")[0][1] == "SUN"
        assert read(gazetteer, text, "2014-03-18")[0][1] == "RUS"


def test_who_acts_for_nobody_has_no_party(gazetteer: Gazetteer) -> None:
    """Organisations, private media and armed groups act for no state; where they are at home is told apart."""
    for text, home in (("NATO", None), ("Reuters", "GBR"), ("FARC", "COL"), ("the Security Council", None)):
        (found,) = gazetteer.match(text)
        assert (found.code, found.candidates[0].home) == (None, home)


@given(st.text(alphabet="aZ'’-–. \nÉéUSKI&", max_size=60), st.sampled_from(forms()), st.text(max_size=20))
@settings(max_examples=300, deadline=None)
def test_offsets_always_match_the_text(before: str, form: Form, after: str) -> None:
    """Whatever stands around, a mention's text is the slice of its offsets, and mentions never overlap."""
    text = f"{before} {form.text} {after}"
    end = 0
    for mention in GAZETTEER.match(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        assert mention.candidates
        end = mention.end


GAZETTEER = Gazetteer()
NAMES = [(code, text) for code, text, kind, *_ in rows("names") if kind != "code" and code in parties()]


@given(st.sampled_from(NAMES))
@settings(max_examples=400, deadline=None)
def test_each_name_of_each_party_is_found_in_a_sentence(row: tuple[str, str]) -> None:
    """Every name is found whole where a sentence has it, and its party is among the candidates."""
    code, text = row
    sentence = f"Yesterday {text} answered."
    (found,) = [m for m in GAZETTEER.match(sentence) if m.start == 10]
    assert found.text == text
    assert code in {c.code for c in found.candidates}


def test_tokens_keep_their_own_offsets(gazetteer: Gazetteer) -> None:
    """A list of tokens is read as the text they stand in."""
    tokens = [("The", 100, 103), ("Sri", 104, 107), ("Lankan", 108, 114), ("envoy", 115, 120)]
    assert gazetteer.match_tokens(tokens)[0][:3] == (104, 114, "Sri Lankan")
    assert gazetteer.match_tokens([]) == []


def test_the_users_actors_go_first() -> None:
    """A form given by the user is found beside those of the room."""
    mine = Form("Blue Lotus Society", "LAO", "organisation", "other", source="mine", actor="Blue Lotus Society")
    (found,) = Gazetteer([mine]).match("The Blue Lotus Society wrote.")
    assert isinstance(found, Mention)
    assert found.candidates == (mine,)


def test_no_form_is_an_initial() -> None:
    """A list that writes "Thorn G." gives a surname that is none."""
    assert not [form.text for form in forms() if form.kind == "leader" and len(form.text.rstrip(".")) == 1]
