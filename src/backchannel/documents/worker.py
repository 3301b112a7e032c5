"""The process that takes files apart, so that a file made to hurt can cost no more than itself: ``python -m`` this.

Takes :class:`~backchannel.documents.frames.Order` from standard input, answers on standard output, and ends when its
input does. It can be killed at any time; it holds nothing that is not on its way out.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from backchannel.documents.allowance import Options
from backchannel.documents.extracted import Refused
from backchannel.documents.frames import At, Done, Found, Lost, Order, Ready, receive, send
from backchannel.documents.translations import Original
from backchannel.documents.walking import Source

MEMORY = 512 << 20
"""Bytes of memory the process may ask for (``RLIMIT_DATA``, where the system has it)."""

TOO_LARGE = f"needs more than {MEMORY // 2**20} MiB of memory to take apart; split it into parts"
_NO_TEXT = "holds halves of surrogate pairs; save it as proper UTF-8"


def main() -> None:
    """Serve until the input ends."""
    orders, answers = _channels()
    _limit()
    send(answers, Ready())
    while (order := receive(orders, Order)) is not None:
        _serve(order, answers)


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """The two ends, moved away from where a library that prints or asks could reach them."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nothing, descriptor)
    return orders, answers


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    if most == resource.RLIM_INFINITY or most > MEMORY:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve(order: Order, answers: BinaryIO) -> None:
    def watch(part: str) -> None:
        _tell(answers, At(part), part)

    try:
        for one in _found(order, Options(ocr=order.ocr, avoid=frozenset(order.avoid), watch=watch)):
            _tell(answers, one, order.name)
    except MemoryError:
        send(answers, Lost(order.name, TOO_LARGE))
    except OSError:
        raise  # the other side is gone
    except Exception as error:  # a fault in an extractor must not cost the other files
        words = " ".join(f"{type(error).__name__} {error}".split())[:200].encode("utf-8", "replace").decode()
        reason = f"cannot be read ({words}); please report this"
        send(answers, Lost(order.name, reason, traceback.format_exc().encode("utf-8", "replace").decode()))
    send(answers, Done())


def _tell(answers: BinaryIO, message: At | Found | Lost, name: str) -> None:
    try:
        send(answers, message)
    except UnicodeEncodeError:
        if not isinstance(message, At):
            send(answers, Lost(name.encode("utf-8", "replace").decode(), _NO_TEXT))


def _found(order: Order, options: Options) -> Iterator[Found | Lost]:
    original = order.original and Original(*order.original[:2], _path(order.original[2]))
    source = Source(
        order.name, _path(order.path), _path(order.sidecar), order.refusal, order.data, original, order.translated
    )
    for one in source.read(options):
        yield Lost(one.name, one.reason) if isinstance(one, Refused) else Found(one)


def _path(encoded: bytes | None) -> Path | None:
    return Path(os.fsdecode(encoded)) if encoded is not None else None


if __name__ == "__main__":
    main()
