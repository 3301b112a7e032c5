"""Sources that try to be quoted at length, or to accuse somebody, on a page that is handed on."""

from __future__ import annotations

import msgspec
import pytest

from backchannel.dossier import build, hold_back, publish
from backchannel.dossier.accusations import accuses, accusing
from backchannel.dossier.persons import mentioned
from backchannel.dossier.publishing import LABEL
from backchannel.dossier.quoting import clipped, words_in
from backchannel.model import Actor, Claim, Quantity, Relay, Response

from .published import FORMS, claim_named, plain, world
from .sample import PARTIES


def words_of(mark: str, number: int = 200) -> str:
    """So many words, each of which tells where it came from."""
    return " ".join(f"{mark}x{n}" for n in range(number))


def verbose(claim: Claim) -> Claim:
    """The claim as an import may give it, with a page of words wherever a name is expected."""
    named = tuple(msgspec.structs.replace(a, name=words_of(f"actor{a.role}")) for a in claim.actors)
    return msgspec.structs.replace(
        claim,
        actors=(*named, Actor(name="Ann", role="via", type="person", office=words_of("office"))),
        attribution=(Relay(source=words_of("relay"), kind="report"),),
        responses=(Response(by=words_of("denier"), stance="denies"),),
        quantity=(Quantity(value=1, unit=words_of("unit"), what=words_of("what")),),
        place=words_of("place"),
    )


def test_titles_and_names_are_no_way_round_the_limit() -> None:
    """Of each at most so many words are printed in any form, wherever the program repeats it."""
    documents, claims, findings = world(
        author=words_of("author"), publisher=words_of("publisher"), license=words_of("license")
    )
    about = msgspec.structs.replace(documents[-1].metadata, title=words_of("title"))
    documents[-1] = msgspec.structs.replace(documents[-1], metadata=about)
    met = claim_named("The ministers")
    claims[met.id] = verbose(claims[met.id])
    held = hold_back(documents, claims, findings, {})
    left = build(PARTIES, documents, held.claims, held.findings)
    made = publish(left, documents, held, 0)
    for render in FORMS.values():
        before, after = plain(render(left)), plain(render(made))
        for mark in ("author", "publisher", "license", "title", "relay", "denier", "unit"):
            assert f"{mark}x{LABEL + 1} " in before.replace(",", " "), mark
        assert f"x{LABEL} " not in after
        assert "cut behind 25 words" in after


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a treaty, signed", 3),
        ("两国签署条约", 3),
        ("สนธิสัญญา", 5),
        ("平和条約 of 1951", 4),
        ("и-й", 1),
        ("x" * 400, 10),
        ("a\u2060b" * 100, 8),
    ],
)
def test_no_text_passes_for_one_word(text: str, words: int) -> None:
    """Writing without spaces has words too, and what is glued together is not one."""
    assert words_in(text) == words
    assert words_in(clipped(text, 2)) <= 3
    assert clipped(text, words) == text


@pytest.mark.parametrize("words", ["took bri\u00adbes", "took bri-\nbes", "bri\u00ad\nbes", "b\u200bribes", "bríbes"])
def test_no_break_in_a_word_hides_that_it_accuses(words: str) -> None:
    """Soft hyphens, line ends, characters that show nothing, accents."""
    assert accusing(f"He {words} in Bern.")
    assert not accusing("He took bri and bes, with tribe-\nsmen.")


@pytest.mark.parametrize(
    "printed",
    ["BARROWMERE", "Barrowmere’s", "Barrow-\nmere", "Barrow\u00admere", "Bárrowmere", "Barrowmere-led", "Barrowmere12"],
)
def test_a_person_is_known_however_the_name_is_printed(printed: str) -> None:
    """In capitals, in a compound, broken by a line, with a note's number: the claim that accuses him is held back."""
    names = frozenset(["Barrowmere"])
    assert mentioned(f"A firm of {printed} laundered it.", names) == names
    claim = msgspec.structs.replace(claim_named("America sent"), quote=f"a {printed} firm laundered it", actors=())
    assert accuses(claim, names)


def test_common_words_are_nobody() -> None:
    """A name is printed with a capital; within another word it is another name."""
    assert mentioned("the rice was laundered, Ricemont said", frozenset(["Rice"])) == frozenset()
