"""Who a name or a code means, on which day, and whom a party followed."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.errors import UnknownParty
from backchannel.states import display_name, parties, party, predecessors, successors, suggest
from backchannel.states.tables import rows
from backchannel.states.values import covers


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norway", "NOR"), ("nor", "NOR"), ("NO", "NOR"), ("COW 385", "NOR"), ("the Netherlands", "NLD"),
        ("Ivory Coast", "CIV"), ("Cote d'Ivoire", "CIV"), ("Côte d’Ivoire", "CIV"), ("St Lucia", "LCA"),
        ("Saint Lucia", "LCA"), ("Trinidad & Tobago", "TTO"), ("Viet Nam", "VNM"), ("U.K.", "GBR"), ("USSR", "SUN"),
        ("GDR", "DDR"), ("UAE", "ARE"), ("PRC", "CHN"), ("DPRK", "PRK"), ("Siam", "THA"), ("Persia", "IRN"),
        ("Burma", "MMR"), ("Zaire", "COD"), ("ZAR", "COD"), ("Upper Volta", "BFA"), ("Austria-Hungary", "AUH"),
        ("Two Sicilies", "SIC"), ("Ottoman Empire", "OTT"), ("Prussia", "PRU"), ("PLO", "PSE"), ("Kosovo", "XKX"),
        ("Taiwan", "TWN"), ("Western Sahara", "ESH"), ("Holy See", "VAT"), ("Somaliland", "XSL"),
        ("Northern Cyprus", "XNC"), ("Jewish Agency", "ISR"), ("North Vietnam", "VDR"), ("South Vietnam", "RVN"),
        ("Eswatini", "SWZ"), ("Türkiye", "TUR"), ("Turkiye", "TUR"), ("Federated States of Micronesia", "FSM"),
    ],
)  # fmt: skip
def test_names_of_any_time_and_codes_resolve(text: str, code: str) -> None:
    """Names past and present, spelling variants, alpha-2, alpha-3, old codes and COW numbers lead to the party."""
    assert party(text).code == code


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("COW 365", "1962-10-22", "SUN"), ("COW 365", "1905-01-22", "RUS"), ("COW 365", "1999-01-01", "RUS"),
        ("COW 345", "1965-01-01", "YUG"), ("COW 255", "1914-07-28", "DEU"), ("COW 640", "1923-12-01", "TUR"),
        ("Yugoslavia", "2001-01-01", "YUG"), ("Korea", "1890-01-01", "XKO"), ("Korea", "1990-01-01", "KOR"),
        ("Russia", "1950-01-01", "SUN"), ("Russia", "1995-01-01", "RUS"),
    ],
)  # fmt: skip
def test_the_day_decides_between_parties_of_one_name(text: str, day: str, code: str) -> None:
    """A number or name that several parties bore means the one that existed on the day."""
    assert party(text, dt.date.fromisoformat(day)).code == code


def test_unknown_names_are_refused_with_names_that_look_alike() -> None:
    """A misspelt party is an error that names near misses."""
    with pytest.raises(UnknownParty) as caught:
        party("Pakistsan")
    assert "Pakistan" in caught.value.suggestions
    with pytest.raises(UnknownParty, match="unknown party"):
        party("zzzzqq")
    assert suggest("Portugl")[0] == "Portugal"


def test_dissolved_states_ended_on_their_day() -> None:
    """The Soviet Union, East Germany, Czechoslovakia and South Vietnam existed until their last day, not after."""
    for code, last in (("SUN", "1991-12-25"), ("DDR", "1990-10-02"), ("CSK", "1992-12-31"), ("RVN", "1975-04-30")):
        day = dt.date.fromisoformat(last)
        assert parties()[code].existed(day), code
        assert not parties()[code].existed(day + dt.timedelta(days=1)), code


def test_no_two_parties_share_a_number_on_a_day() -> None:
    """One COW number means one party on any day: the windows that split a number do not overlap."""
    held: dict[str, list[tuple[dt.date, dt.date, str]]] = {}
    for code, since, until, source, number in rows("spells"):
        if source == "cow-2016":
            end = dt.date.fromisoformat(until) if until else dt.date.max
            held.setdefault(number, []).append((dt.date.fromisoformat(since), end, code))
    for number, spells in held.items():
        spells.sort()
        for one, other in pairwise(spells):
            assert one[1] < other[0], (number, one, other)


def test_every_state_of_the_cow_list_is_a_party() -> None:
    """All 217 numbers of the COW list lead to a party, and the state numbers stand on the parties themselves."""
    numbers = {int(r[4]) for r in rows("spells") if r[3] == "cow-2016"}
    assert len(numbers) == 217
    assert {2, 200, 220, 255, 365, 666, 710, 740, 770} <= {p.cow for p in parties().values()}


@pytest.mark.parametrize(
    ("before", "after"),
    [("SUN", "RUS"), ("SUN", "UKR"), ("YUG", "SCG"), ("SCG", "SRB"), ("SCG", "MNE"), ("CSK", "CZE"), ("CSK", "SVK"),
     ("DDR", "DEU"), ("RVN", "VNM"), ("VDR", "VNM"), ("OTT", "TUR"), ("PAK", "BGD"), ("YMD", "YEM"), ("SDN", "SSD"),
     ("ETH", "ERI"), ("PRU", "DEU"), ("SIC", "ITA"), ("AUH", "HUN")],
)  # fmt: skip
def test_successions_read_both_ways(before: str, after: str) -> None:
    """Who followed whom is found from either side, with a day and a source."""
    (found,) = [s for s in successors(before) if s.after == after]
    assert found in predecessors(after)
    assert found.source


def test_names_follow_the_naming_profile() -> None:
    """One code is called by its short name, its official name, its code or SIPRI's spelling."""
    assert display_name("MDA") == "Moldova"
    assert display_name("MDA", profile="official") == "Republic of Moldova"
    assert display_name("SUN", profile="iso") == "SUN"
    assert display_name("NOR", profile="cow") == "COW 385"
    assert display_name("ARE", profile="sipri") == "UAE"
    with pytest.raises(UnknownParty):
        display_name("QQQ")


def test_codes_are_unique_and_technical_codes_never_take_one_of_iso() -> None:
    """A party that ISO never listed has no ISO code; one that it lists has its own."""
    iso = [p.iso for p in parties().values() if p.iso]
    assert len(iso) == len(set(iso))
    for code in ("PRU", "OTT", "AUH", "SIC", "RVN", "XNC", "XSL"):
        assert parties()[code].iso is None


NAMED = [(code, text, since, until) for code, text, kind, since, until, _ in rows("names") if kind != "code"]


@given(st.sampled_from(NAMED), st.dates(dt.date(1816, 1, 1), dt.date(2030, 12, 31)))
def test_every_name_resolves_to_its_bearer_on_a_day_it_existed(row: tuple[str, str, str, str], day: dt.date) -> None:
    """On a day when a party existed, each of its names leads to it, or to another bearer that existed then.

    A name that is also a party's code is that party: Taiwan's letters GRC are the code of Greece.
    """
    code, text, _, _ = row
    holder = parties()[code]
    spell = next((s for s in holder.spells if covers(s.since, s.until, day)), None)
    if spell is None or text in parties():
        return
    found = party(text, day)
    bearers = {c for c, other, *_ in NAMED if other.casefold() == text.casefold()}
    assert found.code == code or (found.existed(day) and len(bearers) > 1) or found.code in bearers
