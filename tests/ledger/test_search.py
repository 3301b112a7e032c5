"""Full text finds what stands there and never trips over what is typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.errors import InputError
from backchannel.ledger import Hit, Ledger
from backchannel.ledger.search import part_query, word_query

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


def test_writing_without_spaces_is_found(ledger: Ledger) -> None:
    """Three characters of a Chinese line are enough."""
    of = document("zh.txt", "尼克松总统于一九七二年访问北京。")
    ledger.add(of, reading(of))
    assert [h.snippet for h in ledger.search("访问北京")] == ["尼克松总统于一九七二年[访问北京]。"]


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
    if word_query(words) is None and part_query(words) is None:
        with pytest.raises(InputError):
            ledger.search(words)
    else:
        assert all(isinstance(h, Hit) for h in ledger.search(words))


def test_marks_inside_a_text_do_no_harm(ledger: Ledger) -> None:
    """Control characters that the snippet uses may stand in a hostile text."""
    of = document("x.txt", "a \x02 b \x03 war \x03 \x02 c")
    ledger.add(of, reading(of))
    (hit,) = ledger.search("war")
    assert "war" in "".join(text for text, _ in hit.parts)
