"""Quantities are found with their value, bounds and unit; what only has digits is left out."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backchannel.language
from backchannel.language import load
from backchannel.language.numbers import number, ordinal
from backchannel.language.quantities import QuantityMention, find_quantities
from backchannel.model import Span

DATA = Path(backchannel.language.__file__).parent / "data"
TABLES = tomllib.loads((DATA / "quantities.toml").read_text("utf-8"))
EXAMPLES = {name: table["example"] for name, table in TABLES.items()}


def read(text: str) -> list[QuantityMention]:
    return find_quantities(text, load()(text))


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The fund sold €1.2bn of shares.", "€1.2bn", 1.2e9, "EUR"),
        ("It paid US$5 million.", "US$5 million", 5e6, "USD"),
        ("Nepal paid Rs. 12 lakh.", "Rs. 12 lakh", 1.2e6, "NPR"),
        ("Kuwait gave 3 million dinars.", "3 million dinars", 3e6, "KWD"),
        ("Bern lent 40 million Swiss francs.", "40 million Swiss francs", 4e7, "CHF"),
        ("A loan of SEK 40 million was signed.", "SEK 40 million", 4e7, "SEK"),
        ("Trade fell by 6.5%.", "6.5%", 6.5, "percent"),
        ("Norway is the second-largest donor.", "second-largest", 2, "rank"),
        ("It was an exporter ranking 10th worldwide.", "ranking 10th worldwide", 10, "rank"),
        ("The raid killed 45 villagers.", "45", 45, "deaths"),
        ("They returned 1,027 prisoners.", "1,027", 1027, "persons"),
        ("They took in 15,000 East Germans.", "15,000", 15000, "persons"),
        ("Nearly 300 tanks were sent.", "Nearly 300", 300, "tanks"),
        ("Malta let in four hundred and twelve evacuees.", "four hundred and twelve", 412, "persons"),
        ("Twelve jets were shot down.", "Twelve", 12, "aircraft"),
        ("It took three patrol boats.", "three", 3, "patrol boats"),
        ("They carried two and a half million tons.", "two and a half million tons", 2.5e6, "tons"),
        ("They walked 150 kilometres.", "150 kilometres", 150, "kilometres"),
        ("Two thirds of the wheat was lost.", "Two thirds", 66.67, "percent"),
        ("They were at war for four decades.", "four decades", 40, "years"),
        ("A six-nation forum met.", "six-nation", 6, "states"),
        ("EMBASSY CONFIRMS DELIVERY OF SIX PATROL BOATS.", "SIX", 6, "patrol boats"),
        ("The legation had a staff of 80.", "80", 80, "persons"),
        ("A 200-strong force landed.", "200", 200, "troops"),
        ("They paid $5 million dollars for it.", "$5 million dollars", 5e6, "USD"),
        ("It won a # 13 billion contract.", "# 13 billion", 1.3e10, "GBP"),
        ("Athens ordered 18 Rafales.", "18", 18, "aircraft"),
        ("Ankara bought 12 F-16 fighters.", "12", 12, "aircraft"),
        ("They flew 18 B-52s.", "18", 18, "aircraft"),
        ("They put the number of dead at 1,100.", "1,100", 1100, "deaths"),
        ("Interest stood at 3½ percent.", "3½ percent", 3.5, "percent"),
        ("The two met twice in 1987.", "twice", 2, "times"),
        ("They bought five new 737 aircraft.", "five", 5, "aircraft"),
        ("The 100-odd letters were lost.", "100-odd", 100, "letters"),
        ("The talks went on for half a century.", "half a century", 50, "years"),
        ("The index lost 340 points.", "340 points", 340, "points"),
        ("They handed back the remains of 37 soldiers.", "37", 37, "deaths"),
        ("The legion lost perhaps 800 men.", "perhaps 800", 800, "deaths"),
        ("Its loss was not quite €4.", "not quite €4", 4, "EUR"),
        ("Exports rose threefold.", "threefold", 3, "times"),
    ],
)  # fmt: skip
def test_an_amount_has_its_value_and_unit(text: str, words: str, value: float, unit: str) -> None:
    """Money, shares, measures, counts and ranks are read with the number written out."""
    assert [(q.text, q.value, q.unit) for q in read(text)] == [(words, value, unit)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("More than 27,900 refugees came.", 27900, None),
        ("At least 30 men fled.", 30, None),
        ("Up to 400 boats were seen.", None, 400),
        ("Fewer than 12 envoys came.", None, 12),
        ("Between 5,000 and 7,000 soldiers stood there.", 5000, 7000),
        ("The talks took 30–45 minutes.", 30, 45),
        ("The loan was $2 to 3 million.", 2e6, 3e6),
        ("They spoke for over three hours.", 3, None),
        ("It was 20 or more meetings.", 20, None),
        ("Some four to five hundred camels crossed.", 400, 500),
        ("They had 400-plus letters.", 400, None),
        ("They lay under 1,200 to 1,500 kilograms of fruit.", 1200, 1500),
        ("The fee ranged from $2 million to $3 million.", 2e6, 3e6),
        ("It cost tens of millions of dollars.", 2e7, None),
    ],
)
def test_bounds_and_ranges_are_kept_as_such(text: str, low: float | None, high: float | None) -> None:
    """A bound is no value."""
    (found,) = read(text)
    assert (found.value, found.min, found.max) == (None, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "They met on 3 May 1971.",
        "Article 5 and Resolution 242 stand.",
        "An F-16 and a MiG-21 flew past a Boeing 747.",
        "The P5+1 and the G20 met.",
        "He came at 3 p.m. on the 28th.",
        "One of the ministers spoke to one another.",
        "The two sides agreed.",
        "On page 17, see note 4 [12].",
        "In 1975 rifles reached the rebels.",
        "They agreed on the 1967 borders.",
        "The new 787 Dreamliner flew.",
        "Serials 201 thru 206 were checked.",
        "They held one-on-one talks.",
        "Ring the consulate on 24 605 917.",
    ],
)
def test_what_counts_nothing_is_left_out(text: str) -> None:
    """Dates, clock times, numbers of articles, models and groups are no quantities."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Trade fell from $3 billion to $1.5 billion.", [3e9, 1.5e9]),
        ("Output grew from 8 to 9 per cent.", [8, 9]),
        ("They cut the arsenal from 1,900 warheads to zero.", [1900, 0]),
    ],
)
def test_a_change_is_two_amounts_and_no_range(text: str, values: list[float]) -> None:
    """What an amount was before and after are two values of one unit."""
    found = read(text)
    assert [q.value for q in found] == values
    assert len({q.unit for q in found}) == 1


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The frigate stopped one dhow and let seven go.", "dhows"),
        ("Ecuador expelled four diplomats, Peru three.", "persons"),
        ("He paid for 12 F-16s, of which eight arrived.", "aircraft"),
        ("They sent five tanks, and two more by Easter.", "tanks"),
        ("They delivered 504 missiles, 96 in August.", "missiles"),
        ("The bank lent 200 million dollars and then 50 million.", "USD"),
    ],
)
def test_a_number_without_a_noun_goes_on_counting(text: str, unit: str) -> None:
    """What was counted before in the sentence is counted still."""
    assert [q.unit for q in read(text)] == [unit, unit]


def test_multitudes_have_a_lower_bound_only() -> None:
    """Tens of thousands are two tens of thousands at least: the plural says so, and no more."""
    (found,) = read("Tens of thousands of refugees fled.")
    assert (found.value, found.min, found.max, found.unit) == (None, 20000, None, "persons")


def test_votes_are_told_apart() -> None:
    """The two sides of a vote are two quantities."""
    found = read("The council voted 11 to 3.")
    assert [(q.value, q.unit, q.what) for q in found] == [(11, "votes", "in favour"), (3, "votes", "against")]


def test_the_counted_noun_is_located() -> None:
    """The head's span is that of the noun."""
    text = "They sold 36 old tanks."
    (found,) = read(text)
    assert found.head == Span(start=text.index("tanks"), end=text.index("tanks") + 5)
    assert found.what == "tanks"


@pytest.mark.parametrize(("table", "example"), sorted(EXAMPLES.items()))
def test_every_example_of_the_data_is_read(table: str, example: str) -> None:
    """Each table's example sentence holds a quantity; that of labels holds none."""
    assert bool(read(example)) is (table != "labels")


def test_the_grammar_works_without_a_parse() -> None:
    """Without a parse the counted noun is found by its form."""
    (found,) = find_quantities("They sold 36 tanks.")
    assert (found.value, found.unit) == (36, "tanks")


@pytest.mark.parametrize(
    ("words", "value"),
    [("1,500", 1500), ("two hundred and five", 205), ("3.2 million", 3.2e6), ("a dozen", 12), ("half a million", 5e5),
     ("a million and a half", 1.5e6), ("twenty-one thousand", 21000), ("three quarters of a million", 7.5e5),
     ("tanks", None)],
)  # fmt: skip
def test_numbers_in_words_have_their_value(words: str, value: float | None) -> None:
    """Numbers in words, digits and both."""
    assert number(words) == value


@given(st.integers(0, 999_999))
def test_digits_with_commas_are_read_back(value: int) -> None:
    """A number printed with commas is that number."""
    assert number(f"{value:,}") == value


@pytest.mark.parametrize(("words", "value"), [("third", 3), ("twenty-first", 21), ("10th", 10), ("tanks", None)])
def test_ordinals_have_their_place(words: str, value: int | None) -> None:
    """Ordinals in words and digits."""
    assert ordinal(words) == value


WORDS = st.sampled_from(
    [
        "more",
        "than",
        "at",
        "least",
        "5,000",
        "7",
        "to",
        "–",
        "$",
        "€",
        "million",
        "bn",
        "tons",
        "soldiers",
        "killed",
        "one",
        "of",
        "the",
        "two",
        "third",
        "largest",
        "half",
        "a",
        "and",
        "per",
        "cent",
        "Rs.",
        "12",
        "lakh",
        "dozen",
        "dozens",
        "times",
        "vote",
        "voted",
        "against",
        ",",
        ".",
        "up",
        "between",
        "F-16",
        "500km",
        "staff",
        "ranked",
        "10th",
    ]
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_mentions_are_slices_in_order(text: str) -> None:
    """Whatever the words: offsets match, nothing overlaps, and bounds stand the right way round."""
    at = 0
    for found in find_quantities(text):
        assert at <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.value is None or (found.min is None and found.max is None)
        assert found.min is None or found.max is None or found.min < found.max
        at = found.end


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    """No text breaks the grammar."""
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text", ["1 " * 4000, "one and " * 3000, "more than " * 3000, "$" * 8000, "1,000" * 2000, "vote 1 " * 3000]
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    """Texts made to trip the patterns are read in a few seconds at most."""
    begin = time.process_time()
    find_quantities(text)
    assert time.process_time() - begin < 4
