"""Markdown front matter: a small, safe subset of YAML (``key: value``, quoted strings, lists of scalars, comments).

Only what metadata need is understood. Nothing is constructed but strings, so nothing in it can run.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"\A(?:---|\+\+\+)[ \t]*\r?\n")
_CLOSE = {"-": re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*$"), "+": re.compile(r"(?m)^\+\+\+[ \t]*$")}
_PAIR = re.compile(r"([A-Za-z_][\w .-]{0,40}?)[ \t]*[:=][ \t]*(.*)")
_LONGEST = 20_000


def front_matter_end(text: str) -> int:
    """Where the front matter ends, its closing fence included; 0 where the text has none."""
    opening = _FENCE.match(text)
    if not opening:
        return 0
    closing = _CLOSE[text[0]].search(text, opening.end(), _LONGEST)
    if not closing or not _PAIR.search(text, opening.end(), closing.start()):
        return 0
    return closing.end()


def front_matter(text: str) -> dict[str, str]:
    """The scalar values of the front matter by key in small letters; a list of scalars is joined with commas."""
    opening = _FENCE.match(text)
    end = front_matter_end(text)
    if not opening or not end:
        return {}
    values: dict[str, str] = {}
    key = None
    for line in text[opening.end() : end].splitlines()[:-1]:
        item = re.match(r"\s*-\s+(.+)", line)
        if item and key:
            values[key] = ", ".join(filter(None, (values.get(key, ""), _scalar(item[1]))))
            continue
        pair = _PAIR.match(line)
        if pair and not line[0].isspace():
            key = pair[1].strip().lower()
            values[key] = _scalar(pair[2])
    return {key: value for key, value in values.items() if value}


def _scalar(value: str) -> str:
    value = value.strip()
    if value[:1] in ("'", '"'):
        quote = value[0]
        closing = value.rfind(quote)
        inner = value[1:closing] if closing > 0 else value[1:]
        return inner.replace('\\"', '"') if quote == '"' else inner.replace("''", "'")
    value = re.sub(r"(?:^|\s)#.*$", "", value).strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_scalar(part) for part in value[1:-1].split(",") if part.strip())
    return "" if value in {"null", "~", "|", ">", "|-", ">-"} else value
