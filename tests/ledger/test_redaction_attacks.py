"""Names that somebody tries to keep in a ledger: printed so that they are missed, or said where no text says them."""

from __future__ import annotations

import pytest

from backchannel.ledger import MARK, Ledger, Names
from backchannel.ledger.skips import Skipped
from backchannel.model import Relay

from .builders import claim, finding, reading
from .test_redaction import NAME, WORDS, found_in, redact, stays, with_name


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Quixley¹ said", f"{MARK}¹ said"),
        ("Quixley12 said", f"{MARK}12 said"),
        ("1Quixley was a courier", f"1{MARK} was a courier"),
        ("Ferenc¹ Quixley said", f"{MARK} said"),
        ("Ferenc[12] Quixley said", f"{MARK} said"),
    ],
)
def test_the_number_of_a_note_hides_no_name(text: str, left: str) -> None:
    """Numbers of notes are printed on to names, before, behind and between."""
    assert Names(["Quixley", NAME]).cleaned(text) == left


@pytest.mark.parametrize("hyphen", ["-", "\u00ad", "¬", "\ufffe", "\u2010"])
@pytest.mark.parametrize("margin", ["\n", "\r\n", "\n> ", "\n> > > > > > ", "\n>>>>>> ", "\n| "])
def test_no_end_of_a_line_hides_a_name(hyphen: str, margin: str) -> None:
    """Soft hyphens and what stands for them, and the margins of mails that quote mails that quote."""
    names = Names([NAME])
    assert names.cleaned(f"of Ferenc Quix{hyphen}{margin}ley, he said") == f"of {MARK}, he said"
    assert names.cleaned(f"of Ferenc{margin}Quixley, he said") == f"of {MARK}, he said"


def test_a_name_within_another_word_stays() -> None:
    """Letters make another word of it, with a soft hyphen before them too; a number is a number."""
    text = "Quixleyan, unquixley, Quixley\u00adan; agent 77, agent 7a"
    assert Names(["Quixley", "agent 7"]).cleaned(text) == text


@pytest.mark.parametrize("address", ["https://x.org/Jos%C3%A9", "https://x.org/Jos%25C3%25A9#a", "a?q=%4aos%c3%a9"])
def test_an_address_in_a_text_hides_no_name(address: str) -> None:
    """Escapes, and escaped escapes, in an address that stands among the words: it goes as a whole."""
    names = Names(["José"])
    assert names.stand_in(address)
    assert names.cleaned(f"See {address} of 100% of it.") == f"See {MARK} of 100% of it."
    assert names.cleaned("See https://x.org/Anna%20B 100%") == "See https://x.org/Anna%20B 100%"


def test_a_reading_that_says_a_name_of_its_own_goes(ledger: Ledger) -> None:
    """Claims that were imported may name in actors, chains or their reader's name whom the text does not."""
    with_name(ledger)
    of, _ = stays("embassy.txt")
    words, ends = "Poland opened an embassy", ("Poland/source/POL", "Turkey/target/TUR")
    named = claim(of, words, "Ferenc\nQuixley/source/POL", ends[1], attribution=(Relay(source="Quixley", cue="said"),))
    ledger.add_reading(reading(of, named, reader="model", version="import"), current=True)
    ledger.add_reading(reading(of, claim(of, words, *ends), reader="person:F. Quixley", version="import"))
    redact(ledger, NAME, "Quixley")
    assert found_in(ledger.path) == set()
    assert [r.reader for r in ledger.readings(of.id)] == ["rules"]


def test_what_stands_at_a_line_end_or_in_escapes_is_found_outside_too(ledger: Ledger) -> None:
    """Findings and skipped files have their names in JSON and in addresses, where a letter may stand before them."""
    of, read = stays("embassy.txt")
    ledger.add(of, read)
    ledger.set_findings([finding("Said by\nQuixley", read.claims[0])])
    ledger.note_skipped(Skipped(place="/x/Ferenc%20Quixley.zip", source="a", name="a", reason="torn"))
    names = Names([NAME, "Quixley"])
    assert ledger.sweep(names, dry=True) == 1
    ledger.sweep(names)
    ledger.scrub()
    assert found_in(ledger.path, WORDS) == set()
