"""Readers in processes of their own: results as they are done, each with its document's position.

Processes are spawned, not forked, so that it works alike on every system. Only the parent writes to the ledger.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent import futures
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import NamedTuple

from backchannel.claims.protocol import Reader
from backchannel.model import Document
from backchannel.pipeline.attempts import Outcome, attempt
from backchannel.pipeline.limits import MINUTES
from backchannel.pipeline.readers import open_reader
from backchannel.states import Form

_AHEAD = 2
"""Documents in hand per worker: one being read, one waiting; more would only hold memory."""

_DIED = "the process that read it died (out of memory?); split it into parts, or leave it out"

_reader: Reader | None = None
_minutes: float = MINUTES


class Recipe(NamedTuple):
    """How a worker makes its reader, and the time each document has."""

    name: str
    actors: tuple[Form, ...] = ()
    minutes: float = MINUTES


def _start(recipe: Recipe, lifeline: Connection) -> None:
    global _reader, _minutes  # noqa: PLW0603 # a worker process has one reader for its life
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the workers
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    _minutes = recipe.minutes
    _reader = open_reader(recipe.name, recipe.actors)


def _end_with(lifeline: Connection) -> None:
    """End when the parent's end of the pipe closes, be it that it gave up or that it was killed.

    The queue of documents does not tell: the workers hold its other end themselves, so it never closes.
    """
    wait([lifeline])
    os._exit(1)


def _work(document: Document) -> Outcome:
    if _reader is None:
        raise RuntimeError("a worker was given a document before its reader")
    return attempt(_reader, document, _minutes)


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started meanwhile never hears Ctrl-C, also not while it still imports; this process hears it afterwards.

    A worker ignores it by itself only once :func:`_start` runs, half a second and more after it was born.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it is started with the first worker, and would undo the blocking
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Pool:
    """Some processes that read; to be used as a context manager."""

    def __init__(self, recipe: Recipe, workers: int) -> None:
        self._recipe = recipe
        self._workers = workers
        self._theirs, self._mine = multiprocessing.get_context("spawn").Pipe(duplex=False)
        self._pool = self._made(workers)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._mine.close()  # what is being read now is not wanted any more
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._mine.close()
        self._theirs.close()

    def _made(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(
            workers, mp_context=context, initializer=_start, initargs=(self._recipe, self._theirs)
        )

    def read(self, documents: Iterable[Document | None]) -> Iterator[tuple[int, Outcome | None]]:
        """The position of each document and its outcome, as they are done; None for None. Raises ``ModelError``.

        Nothing that is done waits for what is not: a kill costs each worker the document it is reading.
        """
        under_way: dict[Future[Outcome], tuple[int, Document]] = {}
        for position, document in enumerate(documents):
            if document is None:
                yield position, None
                yield from self._done(under_way, timeout=0)
                continue
            under_way[self._submit(document)] = position, document
            while len(under_way) >= self._workers * _AHEAD:
                yield from self._done(under_way)
        while under_way:
            yield from self._done(under_way)

    def _submit(self, document: Document) -> Future[Outcome]:
        try:
            with _deaf():
                return self._pool.submit(_work, document)
        except BrokenProcessPool as error:
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken

    def _done(
        self, under_way: dict[Future[Outcome], tuple[int, Document]], timeout: float | None = None
    ) -> Iterator[tuple[int, Outcome]]:
        """Wait for the next that are done, for at most so many seconds; in the order of the documents."""
        done, _ = futures.wait(under_way, timeout, return_when=futures.FIRST_COMPLETED)
        if any(isinstance(one.exception(), BrokenProcessPool) for one in done):
            yield from self._rescued(under_way)
            return
        for position, future in sorted((under_way.pop(one)[0], one) for one in done):
            yield position, future.result()

    def _rescued(self, under_way: dict[Future[Outcome], tuple[int, Document]]) -> Iterator[tuple[int, Outcome]]:
        """When a process died, all documents in hand are suspects: each is read again by itself."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        suspects = sorted(under_way.values(), key=lambda one: one[0])
        under_way.clear()
        for position, document in suspects:
            yield position, self._alone(document)
        self._pool = self._made(self._workers)

    def _alone(self, document: Document) -> Outcome:
        with self._made(1) as pool:
            try:
                with _deaf():
                    future = pool.submit(_work, document)
                return future.result()
            except BrokenProcessPool:
                return Outcome(refusal=_DIED)
