"""The modules that make files, one a family and half; importing this one fills the list of the registry."""

from __future__ import annotations

from importlib import import_module

FAMILIES = (
    "csv", "docx", "eml", "epub", "feed", "html", "jsonl", "markdown", "mbox", "odt", "pdf", "sidecar", "tar", "tei",
    "txt", "warc", "zip",
)  # fmt: skip

for _family in FAMILIES:
    import_module(f"tests.hostile.make.{_family}")
    import_module(f"tests.hostile.make.held_{_family}")
