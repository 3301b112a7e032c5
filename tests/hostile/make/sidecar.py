"""Sidecars, the metadata beside a document: the open half."""

from __future__ import annotations

import json

from tests.hostile.make.registry import case
from tests.hostile.make.tables import beside
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    CAMP_DAVID,
    GOOD_FRIDAY,
    HAVANA,
    MUSCAT,
    PEKING,
    TASHKENT,
    TOO_MUCH,
)


@case("sidecar/of_50_megabytes.txt", "either", has=[HAVANA], parts=1, reason=TOO_MUCH, big=True)
def of_50_megabytes() -> dict[str, bytes]:
    """The sidecar is fifty megabytes."""
    return beside("of_50_megabytes", HAVANA, b'{"title": "' + b"x" * 50_000_000 + b'"}')


@case("sidecar/wrong_kinds.txt", "read", has=[MUSCAT], parts=1)
def wrong_kinds() -> dict[str, bytes]:
    """Every field has a value of the wrong kind: objects, lists, numbers, NaN, and numbers of 100,000 digits."""
    wrong = (
        '{"title": {"a": 1}, "author": [], "publisher": NaN, "date": 1e999, "released": '
        + "9" * 100_000
        + ', "language": 7, "authenticity": "forged", "url": null}'
    )
    return beside("wrong_kinds", MUSCAT, wrong.encode())


@case("sidecar/utf16.txt", "read", has=[TASHKENT], parts=1)
def utf16() -> dict[str, bytes]:
    """The sidecar is UTF-16 with a mark."""
    return beside("utf16", TASHKENT, '{"title": "Talks"}'.encode("utf-16"))


@case("sidecar/empty.txt", "read", has=[BEAGLE], parts=1)
def empty() -> dict[str, bytes]:
    """The sidecar has no bytes at all."""
    return beside("empty", BEAGLE, b"")


@case("sidecar/keys_twice.txt", "read", has=[CAMP_DAVID], parts=1)
def keys_twice() -> dict[str, bytes]:
    """The sidecar has the title twice, and 100,000 keys that mean nothing."""
    many = ", ".join(f'"k{n}": {n}' for n in range(100_000))
    return beside("keys_twice", CAMP_DAVID, f'{{"title": "a", "title": "b", {many}}}'.encode())


@case("sidecar/refers_to_itself.txt", "read", has=[ALGIERS], parts=1)
def refers_to_itself() -> dict[str, bytes]:
    """It says that the document corrects, retracts, translates and releases itself."""
    fields = dict.fromkeys(("corrects", "retracts", "release_of", "translation_of"), "refers_to_itself.txt")
    return beside("refers_to_itself", ALGIERS, json.dumps(fields).encode())


@case("sidecar/a_picture.txt", "either", has=[GOOD_FRIDAY], parts=1)
def a_picture() -> dict[str, bytes]:
    """The sidecar is a picture."""
    return beside("a_picture", GOOD_FRIDAY, b"\x89PNG\r\n\x1a\n" + bytes((n * n * 31 + n) % 256 for n in range(5_000)))


@case("sidecar/translation.txt", "read", has=[PEKING], parts=None)
def translation() -> dict[str, bytes]:
    """The file that should hold a translation is a program."""
    return {"translation.txt": PEKING.text.encode(), "translation.en.txt": b"\x7fELF\x02\x01\x01" + bytes(5_000)}
