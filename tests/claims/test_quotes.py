"""Who says, thinks or feels what, by which words: attributions as spans of the text."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.claims import ClauseReader
from backchannel.claims.quote_marks import quotations
from backchannel.claims.quotes import Quote, find_quotes
from backchannel.vocabulary import load_toml
from backchannel.vocabulary.attributing import FRAMES, verb

from .made import bare

Words = dict[str, list[str]]
Quotes = Callable[[str], list[Words]]


@pytest.fixture(scope="session")
def quotes(reader: ClauseReader) -> Quotes:
    """The attributions of a text, as words."""

    def read(text: str) -> list[Words]:
        found = find_quotes(reader.stage.scenes(bare(text)))
        return [{part: [text[s:e] for s, e in getattr(one, part)] for part in Quote._fields} for one in found]

    return read


def entries() -> Iterator[tuple[str, dict[str, Any]]]:
    for group, rows in load_toml("attitudes").items():
        for row in rows:
            yield group, row


def test_every_example_gives_what_its_entry_expects(quotes: Quotes) -> None:
    """The words of attitudes.toml attribute in their examples as the entries say; those of ``no_object`` do not."""
    faults = {}
    for group, entry in entries():
        wanted = {part: [words] for part, words in entry.get("expect", {}).items()}
        found = quotes(entry["example"])
        good = any(all(one[part] == words for part, words in wanted.items()) for one in found)
        if (group == "no_object") == bool(found) or (wanted and not good):
            faults[entry["example"]] = found
    assert faults == {}


def test_frames_are_of_the_kinds_that_are_read() -> None:
    """No entry names a frame that nothing looks for."""
    assert {frame for _, entry in entries() for frame in entry.get("frame", ())} <= FRAMES
    assert "that" in verb("say").frames
    assert verb("point", "out") != verb("point")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ('"We are leaving," said the consul.', ["the consul"], ["said"], ['"We are leaving,"']),
        (
            '"We are leaving," said Mara Lund, the consul, who was tired. "There is no more to do here."',
            ["Mara Lund, the consul, who was tired"],
            ["said"],
            ['"We are leaving,"', '"There is no more to do here."'],
        ),
        ('The consul said: "We are leaving tomorrow."', ["The consul"], ["said:"], ['"We are leaving tomorrow."']),
        ("The consul said that he was leaving.", ["The consul"], ["said"], ["that he was leaving"]),
        (
            'The consul said the talks had been "long and very dull."',
            ["The consul"],
            ["said"],
            ['the talks had been "long and very dull."'],
        ),
        ("The port is closed, the consul said.", ["the consul"], ["said"], ["The port is closed"]),
        ("Some of the ships, the consul said, are lost.", ["the consul"], ["said"], ["Some of the ships", "are lost"]),
        (
            "The consul did not say that he would leave.",
            ["The consul"],
            ["did not say"],
            ["that he would leave"],
        ),
        ("According to the consul, the port is closed.", ["the consul"], ["According to"], ["the port is closed"]),
        ("The plan was welcomed by the guild.", ["the guild"], ["was welcomed"], ["The plan"]),
        ("The harvest seems to be late.", [], ["seems"], ["The harvest", "to be late"]),
        (
            "Norway: Trial dives end today and will not resume",
            ["Norway"],
            [":"],
            ["Trial dives end today and will not resume"],
        ),
    ],
)
def test_parts(quotes: Quotes, text: str, source: list[str], cue: list[str], content: list[str]) -> None:
    """Source, cue and content are cut as the guidelines of PolNeAR cut them."""
    assert {"source": source, "cue": cue, "content": content} in quotes(text)


def test_a_speech_goes_on_over_paragraphs(quotes: Quotes) -> None:
    """A speech that opens each paragraph with a mark and closes only the last belongs to one speaker."""
    text = 'The consul said: "We are leaving tomorrow.\n\n"There is no more to do for us here."'
    (one,) = quotes(text)
    assert one["source"] == ["The consul"]
    assert one["content"][-1] == '"There is no more to do for us here."' or one["content"] == [text[17:]]


def test_nothing_is_attributed_within_what_is_attributed(quotes: Quotes) -> None:
    """Of nested attributions the outermost stands; its content holds the others."""
    (one,) = quotes("The envoy wrote that the king believed that the fleet was lost.")
    assert one["source"] == ["The envoy"]
    (one,) = quotes('"I think that he knows," said the envoy.')
    assert one["source"] == ["the envoy"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He said "no more" and "enough".', ['"no more"', '"enough"']),
        ("He said “no more” and left.", ["“no more”"]),
        ("''No more,'' he said.", ["''No more,''"]),
        ("He wrote, “As she said, ‘Go.’ So I went.”", ["“As she said, ‘Go.’ So I went.”"]),
        ('The board is 5" wide.', []),
        ('He said: "There is more.', ['"There is more.']),
    ],
)
def test_marks_of_all_kinds(text: str, wanted: list[str]) -> None:
    """Straight, curly and doubled marks are paired; what nothing closes is speech only where speech may begin."""
    assert [text[q.start : q.end] for q in quotations(text)] == wanted


_PIECES = [
    "“",
    "”",
    '"',
    "''",
    "said",
    "that",
    "the king",
    "Lima",
    ":",
    ",",
    ".",
    "\n\n",
    "who",
    "according to",
    "wants",
    "to",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=25))
def test_any_text_gives_stretches_in_order_within_it(reader: ClauseReader, parts: list[str]) -> None:
    """Whatever is read, stretches are not empty, in order, apart from each other and inside the text."""
    text = " ".join(parts)
    for quote in find_quotes(reader.stage.scenes(bare(text))):
        assert quote.cue
        assert quote.content
        for stretches in quote:
            flat = [at for stretch in stretches for at in stretch]
            assert flat == sorted(set(flat))
            assert all(0 <= at <= len(text) for at in flat)


def test_time_grows_with_the_length(reader: ClauseReader) -> None:
    """Four times the text takes about four times as long, also where marks are many and never close."""
    rng = random.Random(7)
    words = ['"', "said", "the envoy", "that", ",", ".", "\n\n", "wants", "peace", "“", "according to", "Lima", "told"]

    def spent(length: int) -> float:
        text = " ".join(rng.choice(words) for _ in range(length))
        scenes = list(reader.stage.scenes(bare(text)))
        start = process_time()
        find_quotes(scenes)
        return process_time() - start

    spent(500)
    assert spent(8_000) < 12 * max(spent(2_000), 0.02)
