"""Proposals lie in their sentence, trimmed, each stretch once, and hold what could be a claim; selection keeps few."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from spacy.tokens import Span

from backchannel.claims import ClauseReader
from backchannel.claims.clauses import Proposal, is_predicate, proposals, trim
from backchannel.claims.scene import Scene
from backchannel.claims.selection import SAME, SentenceView, features, select

from .made import document
from .texts import ALL, PLAIN

Scenes = Callable[[str], list[Scene]]

HARD = (
    "(“We met”, she wrote.)",
    "Peru, Chile, Bolivia; Ecuador, Brazil, and — at last — Paraguay signed, ratified, and then denounced it.",
    "“… and so, the ‘joint’ exercise of Oman and Qatar [in 1984] ended”.",
    "The sale (which Sweden never denied) of forty boats to Finland, to Norway and to Denmark in 1931.",
    "The refusal of Egypt to recognise the treaty, the envoy's visit, and Syria's protest were noted.",
)


def sentences(reader: ClauseReader) -> Iterator[Span]:
    for name, text in ALL.items():
        yield from (scene.sentence for scene in reader.stage.scenes(document(text, name)))
    for text in (*PLAIN, *HARD):
        yield from (scene.sentence for scene in reader.stage.scenes(document(text)))


def words(sentence: Span, proposal: Proposal) -> str:
    return str(sentence.doc[proposal.start : proposal.end].text)


def test_every_proposal_lies_in_its_sentence(reader: ClauseReader) -> None:
    """From the sentence's first token to its last, at least two of them."""
    for sentence in sentences(reader):
        for proposal in proposals(sentence):
            assert sentence.start <= proposal.start < proposal.end - 1 < sentence.end
            assert sentence.start <= proposal.head < sentence.end


def test_no_edge_is_a_comma_or_a_blank(reader: ClauseReader) -> None:
    """Trimming leaves nothing to trim."""
    for sentence in sentences(reader):
        for proposal in proposals(sentence):
            assert trim(sentence.doc, proposal) == proposal
            first, last = sentence.doc[proposal.start], sentence.doc[proposal.end - 1]
            assert not {first.text, last.text} & set(",;:—–.…")
            assert not first.is_space
            assert not last.is_space


def test_each_stretch_is_proposed_once(reader: ClauseReader) -> None:
    """Two cuts that give the same words are one proposal; they come in reading order."""
    for sentence in sentences(reader):
        found = [(p.start, p.end) for p in proposals(sentence)]
        assert len(found) == len(set(found))
        assert found == sorted(found)


def test_every_predicate_is_in_a_proposal(reader: ClauseReader) -> None:
    """No clause is left out before the choice is made."""
    for sentence in sentences(reader):
        made = proposals(sentence)
        for token in sentence:
            if is_predicate(token) and len(sentence) > 2:
                assert any(p.start <= token.i < p.end for p in made), token


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway trained the officers and paid the pilots.", ["Norway trained the officers", "paid the pilots"]),
        ("The envoy said that Oman had paid.", ["that Oman had paid", "Oman had paid"]),
        ("In 1931 Sweden sold the boats.", ["In 1931 Sweden sold the boats"]),
        ("Kenya, which borders Uganda, bought tanks.", ["which borders Uganda"]),
        ("Before the war began, Poland asked France for a loan.", ["Poland asked France for a loan", "the war began"]),
        ("The joint exercise of Oman and Qatar surprised Iran.", ["The joint exercise of Oman and Qatar"]),
        (
            "Egypt refused to recognise the treaty.",
            ["Egypt refused to recognise the treaty", "to recognise the treaty"],
        ),
        ("“We met in Oslo,” she wrote.", ["We met in Oslo"]),
    ],
)
def test_the_shortest_clause_is_among_them(text: str, wanted: list[str], scenes: Scenes) -> None:
    """Coordinated, governed, relative and nominal clauses are proposed by themselves."""
    sentence = scenes(text)[0].sentence
    found = {words(sentence, p) for p in proposals(sentence)}
    assert set(wanted) <= found


def test_quotation_marks_are_kept_in_pairs_or_not_at_all(scenes: Scenes) -> None:
    """An opening mark without its closing one is cut off, a pair inside is kept."""
    sentence = scenes("He called the ‘joint’ exercise “a farce” and left.")[0].sentence
    for proposal in proposals(sentence):
        edge = words(sentence, proposal)
        assert edge.strip("\"'") == edge or edge.count('"') + edge.count("'") >= 2


def test_chosen_claims_are_not_two_cuts_of_one(reader: ClauseReader) -> None:
    """No two share more than the limit of what they cover together; all were proposed; in reading order."""
    for sentence in sentences(reader):
        chosen = [s.proposal for s in select(sentence, reader.models.spans)]
        assert set(chosen) <= set(proposals(sentence))
        assert chosen == sorted(chosen)
        for i, one in enumerate(chosen):
            for other in chosen[i + 1 :]:
                shared = min(_end(sentence, one), _end(sentence, other)) - max(
                    _start(sentence, one), _start(sentence, other)
                )
                union = max(_end(sentence, one), _end(sentence, other)) - min(
                    _start(sentence, one), _start(sentence, other)
                )
                assert shared <= SAME * union


def _start(sentence: Span, proposal: Proposal) -> int:
    return int(sentence.doc[proposal.start].idx)


def _end(sentence: Span, proposal: Proposal) -> int:
    last = sentence.doc[proposal.end - 1]
    return int(last.idx) + len(last)


def test_features_of_a_proposal_do_not_depend_on_the_others(scenes: Scenes) -> None:
    """Asked alone or after all others, a proposal has the same features."""
    sentence = scenes("Norway trained the officers, paid the pilots and denied both.")[0].sentence
    view = SentenceView(sentence)
    together = [features(view, p) for p in proposals(sentence)]
    assert together == [features(SentenceView(sentence), p) for p in proposals(sentence)]


def test_two_directed_acts_are_two_claims(reader: ClauseReader) -> None:
    """A sentence with two predicates of two parties gives a claim for each."""
    made = document("In 1957 Egypt expelled the French ambassador, and France froze the Egyptian accounts in Paris.")
    quotes = [c.quote for c in reader.read(made).claims]
    assert len(quotes) == 2
    assert "expelled" in quotes[0]
    assert "froze" not in quotes[0]
    assert "froze" in quotes[1]
