"""Acts between parties: the chain of predicates that links two names, and what `code` makes of raw sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.api.coding import Sentence, code
from backchannel.claims import ClauseReader
from backchannel.claims.act_features import features, vector
from backchannel.claims.act_frames import Link, Party, link
from backchannel.claims.coding import acts_in
from backchannel.claims.scene import Scene

from .made import bare
from .test_roles import DYADS

Scenes = Callable[[str], list[Scene]]


def party(scene: Scene, words: str) -> Party:
    doc = scene.view.doc
    start = doc.text.index(words)
    span = doc.char_span(start, start + len(words))
    assert span is not None
    return Party(span.start, span.end, span.root.i)


def linked(scenes: Scenes, text: str, source: str, target: str) -> tuple[Scene, Link]:
    (scene,) = scenes(text)
    return scene, link(scene.view, party(scene, source), party(scene, target))


CHAINS = [
    ("Peru attacked Chile in 1879.", "Peru", "Chile", ["attack"]),
    ("Chile was attacked by Peru.", "Peru", "Chile", ["attack"]),
    ("Sweden urged Norway to recall its envoy.", "Sweden", "Norway", ["urge"]),
    ("Japan met Cuba and bombed Kenya.", "Japan", "Kenya", ["bomb"]),
    ("Ghana said it would send doctors to Mali.", "Ghana", "Mali", ["send"]),
    ("The general will not leave Mali until Ghana pays him.", "The general", "Ghana", ["leave"]),
    ("Poland and Greece agreed on a border commission.", "Poland", "Greece", ["agree"]),
    ("The attack of Spain on Morocco failed.", "Spain", "Morocco", ["attack"]),
]


@pytest.mark.parametrize(("text", "source", "target", "chain"), CHAINS)
def test_the_chain_is_what_the_source_does_to_the_target(
    scenes: Scenes, text: str, source: str, target: str, chain: list[str]
) -> None:
    """Reports, joined predicates and clauses of their own are left out; equals are linked by what governs them."""
    scene, found = linked(scenes, text, source, target)
    assert [scene.view.lemma[at] for at in found.chain] == chain


def test_features_name_no_party(scenes: Scenes) -> None:
    """Other names in the same places give the same features and the same vectors."""
    one = linked(scenes, "Peru attacked Chile with rockets.", "Peru", "Chile")
    other = linked(scenes, "Japan attacked Kenya with rockets.", "Japan", "Kenya")
    assert features(one[0].view, one[1]) == features(other[0].view, other[1])
    assert (vector(one[0].view, one[1]) == vector(other[0].view, other[1])).all()


TOLD = [
    ("{a} attacked {b} in March 1921.", "ASSAULT"),
    ("{a} accused {b} of espionage.", "ACCUSE"),
    ("{a} urged {b} to release the prisoners.", "REQUEST"),
    ("{a} apologised to {b} for the bombing.", "CONCEDE"),
    ("{a} rejected the proposal of {b}.", "REJECT"),
]


@pytest.mark.parametrize(("form", "act"), TOLD)
def test_who_did_it_to_whom_goes_with_the_words(reader: ClauseReader, form: str, act: str) -> None:
    """Whatever states stand there, the first does it to the second and not the other way round."""
    for a, source, b, target in DYADS[:3]:
        events = code(reader, Sentence(id="1", text=form.format(a=a, b=b))).events
        assert (source, target, act) in {(e.source, e.target, e.code) for e in events}, form
        assert (target, source, act) not in {(e.source, e.target, e.code) for e in events}, form


def test_equals_are_told_in_both_directions(reader: ClauseReader) -> None:
    """A meeting has no direction."""
    events = code(reader, Sentence(id="1", text="Sweden and Peru held talks in Geneva.")).events
    assert {(e.source, e.target) for e in events} == {("SWE", "PER"), ("PER", "SWE")}


@pytest.mark.parametrize("text", ["Sweden lies north of Poland.", "Peru never attacked Chile.", "   "])
def test_what_is_no_act_is_not_coded(reader: ClauseReader, text: str) -> None:
    """Geography, denials and nothing at all give no event between two states."""
    assert [e for e in code(reader, Sentence(id="1", text=text)).events if e.source and e.target] == []


MOODS = [
    ("Norway sent rice to Nepal.", "AID"),
    ("Norway will send rice to Nepal.", "AGREE"),
    ("Norway refused to send rice to Nepal.", "REJECT"),
    ("Norway asked Nepal to send rice.", "REQUEST"),
    ("Norway threatened to bomb Nepal.", "THREATEN"),
]


@pytest.mark.parametrize(("text", "act"), MOODS)
def test_what_is_promised_refused_or_threatened_is_another_act(reader: ClauseReader, text: str, act: str) -> None:
    """PLOVER codes the promise, not the aid; the parties are given."""
    (event,) = code(reader, Sentence(id="1", text=text, source_text="Norway", target_text="Nepal")).events
    assert (event.source, event.target, event.code) == ("NOR", "NPL", act)


def test_parties_that_the_sentence_does_not_name_are_left_open(reader: ClauseReader) -> None:
    """With one name missing the act is that of the predicate of the other."""
    given_ends = Sentence(
        id="1", text="The rebels released the priest.", source_text="The rebels", target_text="a state"
    )
    assert [e.code for e in code(reader, given_ends).events] == ["RETREAT"]


@given(st.text(st.sampled_from("PeruChile met andof, .\n'\"(—") | st.characters(codec="utf-8"), max_size=120))
@settings(max_examples=30, deadline=None)
def test_any_text_is_coded_without_failing(reader: ClauseReader, text: str) -> None:
    """Acts lie in the text, between two different states."""
    for scene in reader.stage.scenes(bare(text)):
        for act in acts_in(scene):
            assert 0 <= act.start < act.end <= len(scene.document.text)
            assert act.source.country != act.target.country
