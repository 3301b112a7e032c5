"""The process that takes files apart, with a format of its own that hangs, dies, swells or prints at a word."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator

from backchannel.documents import formats, reading, worker
from backchannel.documents.allowance import Allowance
from backchannel.documents.extracted import Extracted, Item, Part

LABEL = "toys"
MEDIA_TYPE = "text/x-toy"
SUFFIXES = frozenset({".toy", ".box"})


def recognises(data: bytes, name: str) -> bool:
    return name.endswith((".toy", ".box"))


def extract(data: bytes, name: str, allowance: Allowance) -> Iterator[Item]:
    if name.endswith(".box"):
        for number, line in enumerate(data.splitlines()):
            yield Part(f"{name}!{number}.toy", line)
        return
    words = data.decode()
    if "HANG" in words:
        time.sleep(60)
    if "DIE" in words:
        os._exit(3)
    if "SWELL" in words:
        io.BytesIO(bytearray(worker.MEMORY))
    if "PRINT" in words:
        print("\0" * 100, flush=True)
    if "FAULT" in words:
        raise ZeroDivisionError("toys have no zero")
    yield Extracted(name, data, words, MEDIA_TYPE)


if __name__ == "__main__":
    import sys

    setattr(reading, "STRUCTURED", (sys.modules[__name__], *formats.STRUCTURED))  # noqa: B010 # mypy: not exported there
    worker.main()
