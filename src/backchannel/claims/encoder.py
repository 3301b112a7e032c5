"""A small encoder: each word of a paragraph as a vector that knows its sentence.

The encoder is MiniLM (Wang et al., NeurIPS 2020; six layers of 384) as all-MiniLM-L6-v2 distributes it under the Apache
licence, trained further on annotated claims by ``tools/train_encoder.py`` and stored with whole numbers of eight bits.
It runs on one thread: documents are what is read side by side, and threads of two libraries would fight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from backchannel.claims.linear import Floats
from backchannel.claims.wordpiece import WordPieces

MOST = 250
"""Pieces that are encoded together at most; longer sentences are encoded in parts."""


class Encoder:
    """Encodes the words of paragraphs."""

    def __init__(self, session: Any, pieces: WordPieces) -> None:
        self._session = session
        self._pieces = pieces

    def encode(self, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Floats:
        """Vectors of shape (words, 384); words outside the sentences (start, end) have zeros.

        Sentences that follow each other are encoded together, as far as :data:`MOST` allows.
        """
        cut = [self._pieces.of(word) for word in words]
        found = np.zeros((len(words), 384), dtype=np.float32)
        for start, end in stretches([len(c) for c in cut], sentences):
            found[start:end] = self._vectors(cut[start:end])
        return found

    def _vectors(self, cut: Sequence[Sequence[int]]) -> Floats:
        """The vector of each word's first piece."""
        firsts = np.cumsum([1, *(len(c) for c in cut[:-1])])
        pieces = [p for c in cut for p in c][:MOST]
        numbers = np.array([[self._pieces.opens, *pieces, self._pieces.closes]], dtype=np.int64)
        (encoded,) = self._session.run(None, {"ids": numbers, "mask": np.ones_like(numbers)})
        return np.asarray(encoded[0, np.minimum(firsts, MOST)], dtype=np.float32)


def stretches(lengths: Sequence[int], sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is encoded together: whole sentences while they fit, else as many words as fit."""
    start = end = total = 0
    for first, last in sentences:
        size = sum(lengths[first:last])
        between = sum(lengths[end:first])
        if end > start and total + between + size <= MOST:
            end, total = last, total + between + size
            continue
        if end > start:
            yield from _fitting(lengths, start, end)
        start, end, total = first, last, size
    if end > start:
        yield from _fitting(lengths, start, end)


def _fitting(lengths: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    at, total = start, 0
    for i in range(start, end):
        if total and total + lengths[i] > MOST:
            yield at, i
            at, total = i, 0
        total += lengths[i]
    yield at, end


@cache
def load() -> Encoder:
    """The shipped encoder."""
    import onnxruntime  # noqa: PLC0415  # half a second, which only who reads with it should pay

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    folder = files("backchannel.claims") / "weights"
    with as_file(folder / "encoder.onnx") as path:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    with (folder / "wordpieces.txt").open(encoding="utf-8") as lines:
        return Encoder(session, WordPieces(line.rstrip("\n") for line in lines))
