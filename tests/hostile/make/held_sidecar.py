"""Sidecars, the metadata beside a document: the held half."""

from __future__ import annotations

import json

from tests.hostile.make.registry import case
from tests.hostile.make.tables import beside
from tests.hostile.make.words import DAYTON, EVIAN, HARVEST, INDUS, LISTENER, OSLO, PARIS, PRESPA, REYKJAVIK, TRIESTE


@case("sidecar/not_json.txt", "either", has=[OSLO], parts=1)
def not_json() -> dict[str, bytes]:
    """The sidecar ends in the middle."""
    return beside("not_json", OSLO, b'{"title": "Talks", "auth')


@case("sidecar/deep.txt", "either", has=[EVIAN], parts=1)
def deep() -> dict[str, bytes]:
    """The sidecar is 200,000 arrays within each other."""
    return beside("deep", EVIAN, b'{"title": ' + b"[" * 200_000 + b"]" * 200_000 + b"}")


@case("sidecar/half_surrogates.txt", "read", has=[INDUS], parts=1)
def half_surrogates() -> dict[str, bytes]:
    """Title and author are halves of surrogate pairs, NULs and escapes."""
    return beside(
        "half_surrogates",
        INDUS,
        b'{"title": "\\ud83d x", "author": "\\u0000\\u001b[2J\\u202e", "publisher": "\\udc00"}',
    )


@case("sidecar/not_utf8.txt", "read", has=[PARIS], parts=1)
def not_utf8() -> dict[str, bytes]:
    """The sidecar is Windows-1252."""
    return beside("not_utf8", PARIS, '{"title": "Café – protégé"}'.encode("cp1252"))


@case("sidecar/an_array.txt", "read", has=[REYKJAVIK], parts=1)
def an_array() -> dict[str, bytes]:
    """The sidecar is an array, not an object."""
    return beside("an_array", REYKJAVIK, b'[{"title": "Talks"}, 17, null]')


@case("sidecar/paths.txt", "read", has=[PRESPA], hides=HARVEST, parts=1)
def paths() -> dict[str, bytes]:
    """Addresses that are files, scripts and places where something listens; nothing is opened."""
    fields = {
        "url": "file:///etc/passwd",
        "archived_url": f"{LISTENER}/sidecar",
        "translation": "../canary.txt",
        "text": "/etc/passwd",
        "license": "javascript:alert(1)",
    }
    return beside("paths", PRESPA, json.dumps(fields).encode())


@case("sidecar/title_of_megabytes.txt", "read", has=[TRIESTE], parts=1)
def title_of_megabytes() -> dict[str, bytes]:
    """The title has a million letters and a thousand lines of markup."""
    return beside(
        "title_of_megabytes",
        TRIESTE,
        json.dumps({"title": "<script>alert(1)</script>\n" * 1_000 + "x" * 1_000_000}).encode(),
    )


@case("sidecar/dates.txt", "read", has=[DAYTON], parts=1)
def dates() -> dict[str, bytes]:
    """Dates before all time, after all time, on days that are none, and of 100,000 letters."""
    fields = {"date": "99999-12-31", "released": "2017-02-31", "retrieved": "-0044-03-15" + "9" * 100_000}
    return beside("dates", DAYTON, json.dumps(fields).encode())
