"""The careful reader: words in pieces, paragraphs encoded, judgements blended."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.claims import encoded, encoder
from backchannel.claims.careful import CarefulReader
from backchannel.claims.reader import ClauseReader
from backchannel.claims.wordpiece import WordPieces
from backchannel.documents import read_bytes

TEXT = (
    "In March 1988 Sweden sold patrol boats to Finland through a dealer in Oslo. Finland denied the report. "
    "A cable of 1989 says that Norway may have known of the sale."
)
LISTED = ("[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "a", "##ff", "-", "cafe", "1", "##9")


@pytest.fixture(scope="module")
def careful() -> CarefulReader:
    return CarefulReader()


def test_a_word_is_cut_into_the_longest_pieces() -> None:
    """As the authors of BERT cut "unaffable"."""
    pieces = WordPieces(LISTED)
    assert pieces.of("unaffable") == (3, 4, 5)
    assert pieces.of("Unaffable") == (3, 4, 5)


def test_accents_are_taken_off_and_punctuation_stands_alone() -> None:
    pieces = WordPieces(LISTED)
    assert pieces.of("Café") == (9,)
    assert pieces.of("a-un") == (6, 8, 3)


def test_what_no_pieces_make_up_is_one_unknown_piece() -> None:
    pieces = WordPieces(LISTED)
    assert pieces.of("zebra") == (0,)
    assert pieces.of("\u200b") == (0,)
    assert pieces.of("a" * 101) == (0,)


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=80),
    st.lists(st.integers(0, 80), max_size=6, unique=True),
)
def test_every_word_of_a_sentence_is_encoded_once(lengths: list[int], borders: list[int]) -> None:
    """Nothing is encoded twice, and nothing longer than fits unless one word is."""
    edges = sorted({0, len(lengths), *(b for b in borders if b < len(lengths))})
    sentences = list(pairwise(edges))
    found = list(encoder.stretches(lengths, sentences))
    assert [i for start, end in found for i in range(start, end)] == list(range(len(lengths)))
    assert all(sum(lengths[start:end]) <= encoder.MOST or end - start == 1 for start, end in found)


def test_words_outside_the_sentences_are_not_encoded() -> None:
    vectors = encoder.load().encode(["Heading", "Sweden", "sold", "boats"], [(1, 4)])
    assert vectors.shape == (4, 384)
    assert not vectors[0].any()
    assert np.isfinite(vectors).all() and vectors[1:].any(axis=1).all()


def test_a_word_means_what_it_means_where_it_stands() -> None:
    """The same word has another vector in another sentence, and the same one in the same sentence."""
    shipped = encoder.load()
    one = shipped.encode(["The", "bank", "lent", "money"], [(0, 4)])
    other = shipped.encode(["The", "bank", "of", "the", "river"], [(0, 5)])
    assert not np.allclose(one[1], other[1], atol=0.01)
    assert np.array_equal(one, shipped.encode(["The", "bank", "lent", "money"], [(0, 4)]))


def test_the_careful_reader_reads_the_same_text_in_the_same_way(careful: CarefulReader) -> None:
    """Whatever was read before it."""
    (document,) = read_bytes(TEXT.encode(), "boats.txt")
    (other,) = read_bytes(b"Peru asked Chile for help.", "help.txt")
    first = careful.read(document)
    careful.read(other)
    assert careful.read(document) == first
    assert first.reader == "careful"
    assert all(document.text[c.start : c.end] == c.quote for c in first.claims)


def test_without_a_share_of_the_encoder_the_careful_reader_is_the_default_one(careful: CarefulReader) -> None:
    """The encoder only adds to the sums of the linear models."""
    (document,) = read_bytes(TEXT.encode(), "boats.txt")
    given = encoded.heads()
    alone = {name: np.array([1, 0], np.float32) for name in given.arrays if name.startswith("shares.")}
    reader = CarefulReader(nlp=careful.stage.nlp)
    reader.encoded = encoded.Encoded(encoder.load(), given._replace(arrays={**given.arrays, **alone}))
    plain = ClauseReader(nlp=careful.stage.nlp).read(document)
    assert reader.read(document).claims == plain.claims
    assert careful.read(document).claims != plain.claims


def test_a_sentence_of_thousands_of_words_is_encoded_in_parts(careful: CarefulReader) -> None:
    words = " and ".join(f"the envoy of Peru met minister {i} of Chile" for i in range(120))
    (document,) = read_bytes(f"In 1975 {words}.".encode(), "long.txt")
    assert careful.read(document).claims
