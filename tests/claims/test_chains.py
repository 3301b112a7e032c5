"""On whose word a claim stands: originator first, each relay outward, the author last, notes before the author."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backchannel.claims.attribution import AUTHOR, chain, citation
from backchannel.claims.features import Stretch
from backchannel.claims.frames import frames
from backchannel.claims.scene import Scene
from backchannel.model import Claim, Kind, Relay

from .made import clause, document, holding, sources
from .texts import ALL, ESSAY

Read = Callable[..., tuple[Claim, ...]]
Scenes = Callable[[str], list[Scene]]


def chain_of(scenes: list[Scene], predicate: str, kind: Kind = "event") -> tuple[Relay, ...]:
    scene = scenes[0]
    stretch = clause(scene, predicate)
    return chain(scene, stretch, frames(scene, *stretch), kind)


@pytest.mark.parametrize("name", ALL)
def test_every_chain_ends_with_the_author(name: str, read: Read) -> None:
    """Whoever else is named, the author of the document passes it on; nobody stands in a chain twice."""
    for claim in read(ALL[name], name):
        assert claim.attribution[-1] == AUTHOR
        assert len(sources(claim)) == len(set(sources(claim)))
        assert "author" not in sources(claim)[:-1]


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("Norway trained the rebels.", "trained", ["author"]),
        ("The envoy said that Norway had trained the rebels.", "trained", ["envoy", "author"]),
        ("Norway trained Kenyan officers, the envoy said.", "trained", ["envoy", "author"]),
        ("Norway trained Kenyan officers, according to the Danish envoy.", "trained", ["Danish envoy", "author"]),
        ("According to the Danish envoy, Norway trained Kenyan officers.", "trained", ["Danish envoy", "author"]),
        ("In her memoirs Anna Berg writes that Norway trained the rebels.", "trained", ["Anna Berg", "author"]),
        ("The claim by the envoy that Norway had trained the rebels was repeated.", "trained", ["envoy", "author"]),
        ("The envoy's claim that Norway had trained the rebels was repeated.", "trained", ["envoy", "author"]),
        ("Norway, which the envoy said had trained the rebels, kept silent.", "trained", ["envoy", "author"]),
        (
            "The minister announced that Norway would train the rebels and would pay the pilots.",
            "pay",
            ["minister", "author"],
        ),
    ],
)
def test_a_source_is_named_as_the_text_names_it(text: str, predicate: str, expected: list[str], scenes: Scenes) -> None:
    """That-clauses, tags, "according to", nouns of reporting, shared frames."""
    assert [r.source for r in chain_of(scenes(text), predicate)] == expected


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        (
            "The ambassador told Lima that the Chilean minister had said that Bolivia would close the border.",
            "close",
            ["Chilean minister", "ambassador", "author"],
        ),
        (
            "The consul wrote that the banker had heard that Oman would pay for the ships.",
            "pay",
            ["banker", "consul", "author"],
        ),
        (
            "Le Monde reported that a Polish officer had claimed that the French had sold the tanks.",
            "sold",
            ["Polish officer", "Le Monde", "author"],
        ),
        (
            "The consul reported that the banker had said that the pasha had told him that Malta would pay.",
            "pay",
            ["pasha", "banker", "consul", "author"],
        ),
    ],
)
def test_whoever_said_it_first_stands_first(text: str, predicate: str, expected: list[str], scenes: Scenes) -> None:
    """In a tale of a tale the innermost voice is the originator."""
    assert [r.source for r in chain_of(scenes(text), predicate)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norway reportedly trained Kenyan officers.",
        "Norway allegedly trained Kenyan officers.",
        "It is said that Norway trained Kenyan officers.",
        "It was reported that Norway had trained Kenyan officers.",
        "Norway is said to have trained Kenyan officers.",
        "Norway was accused of having trained Kenyan officers.",
    ],
)
def test_hearsay_has_an_unnamed_source(text: str, scenes: Scenes) -> None:
    """Who is not named is not the author: the chain begins with "unnamed"."""
    found = chain_of(scenes(text), "trained")
    assert [r.source for r in found] == ["unnamed", "author"]
    assert found[0].kind == "report"
    assert found[0].cue


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A leaked dispatch says that Norway trained the rebels.", "leak"),
        ("According to a cable, Norway trained the rebels.", "leak"),
        ("The envoy said that Norway trained the rebels.", "report"),
        ("The minister announced that Norway trained the rebels.", "official"),
        ("The CIA said that Norway trained the rebels.", "official"),
    ],
)
def test_the_kind_of_a_relay(text: str, kind: str, scenes: Scenes) -> None:
    """A cable is a leak, an agency or announcement official, other voices a report."""
    assert chain_of(scenes(text), "trained")[0].kind == kind


def test_the_authors_own_voice_is_no_source(scenes: Scenes) -> None:
    """ "I saw that" and "we believe that" are the author's word."""
    for text in ("I saw that Norway trained the rebels.", "We believe that Norway trained the rebels."):
        assert chain_of(scenes(text), "trained") == (AUTHOR,)


def test_one_who_speaks_is_a_source_only_of_what_he_says(scenes: Scenes) -> None:
    """A clause beside a report does not stand on the reporter's word."""
    text = "Chile withdrew its consul, and the envoy said that Norway had trained the rebels."
    assert chain_of(scenes(text), "withdrew") == (AUTHOR,)


def test_the_reporting_verb_is_a_source_for_a_statement_only(scenes: Scenes) -> None:
    """ "Syria accused Turkey": as a statement it is Syria's word, as an event the author's."""
    told = scenes("Syria accused Turkey of espionage.")
    assert [r.source for r in chain_of(told, "accused", "statement")] == ["Syria", "author"]
    assert chain_of(told, "accused", "event") == (AUTHOR,)


def test_speech_that_goes_on_keeps_its_speaker(read: Read) -> None:
    """The next sentence of a report within the paragraph has the same source, if it is a statement."""
    claims = read("The Chilean minister said that Peru had broken the truce. “We shall not yield.”")
    assert all(sources(c)[0] == "Chilean minister" for c in claims)


def test_a_mark_behind_the_sentence_cites_its_note(read: Read) -> None:
    """The note becomes a relay before the author, and the citation holds its number and words."""
    claims = read(ESSAY)
    signed = holding(claims, "signed a trade agreement")
    assert signed.citation is not None
    assert signed.citation.footnote == 1
    assert signed.citation.text is not None
    assert signed.citation.text.startswith("Aino Salmi")
    assert [r.kind for r in signed.attribution] == ["footnote", "author"]
    assert signed.attribution[0].cue == "[1]"


def test_a_note_relays_what_another_voice_said(read: Read) -> None:
    """Hearsay with a note: unnamed, then the note, then the author."""
    visited = holding(read(ESSAY), "visited the forts")
    assert [r.kind for r in visited.attribution] == ["report", "footnote", "author"]
    assert sources(visited)[0] == "unnamed"


def test_only_the_sentence_with_the_mark_is_cited(read: Read) -> None:
    """A sentence without a mark cites nothing, also between two that do."""
    for claim in read(ESSAY):
        if "denied" in claim.quote or "alliance" in claim.quote or "field guns" in claim.quote:
            assert claim.citation is None


def test_of_two_marks_each_clause_has_its_own(scenes: Scenes) -> None:
    """A mark inside the sentence belongs to what stands before it, the one behind it to the rest."""
    text = (
        "Peru bought boats from Sweden in 1931,[1] and Chile bought guns from Italy in 1932.[2]\n\n"
        "Notes\n\n1. Anna Berg, “Boats”, Nordic Review, 1961.\n2. Archives of Chile, file 7.\n"
    )
    scene = scenes(text)[0]
    at = scene.view.lower.index
    cited = [
        citation(scene, Stretch(at("peru"), at("1931") + 1, at("bought"))),
        citation(scene, Stretch(at("chile"), at("1932") + 1, at("bought"))),
    ]
    assert [c.footnote if c else None for c in cited] == [1, 2]


def test_document_and_notes_are_as_the_page_gives_them(read: Read) -> None:
    """Markdown's notes are cited as well."""
    (claim, *_) = read(ALL["analysis.md"], "analysis.md")
    assert claim.citation is not None
    assert claim.citation.text == "Statistical Yearbook of Vietnam, 1997."
    assert document(ALL["analysis.md"], "analysis.md").notes[0].number == "1"
