"""What documents may do to a page: nothing."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit, urlunsplit

# Controls that turn or hide what follows (Unicode Standard Annex 9), characters that show nothing (tags, fillers,
# operators), and C0/C1 controls apart from white space. Joiners, and marks of direction that Arabic and Persian
# are written with, stay: quotes are set apart by the page.
_UNSEEN = re.compile(
    "[\u061c\u115f\u1160\u180e\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
_KEY = re.compile(r"(?:^|&)[^=&]*(?:token|key|sig|session|auth|passw|secret|sid)[^=&]*=", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def seen(text: str) -> str:
    """The text with every control that turns or hides text written out, and lone surrogates with them."""
    shown = _UNSEEN.sub(lambda m: f"⟦U+{ord(m[0]):04X}⟧", text)
    return re.sub("[\ud800-\udfff]", lambda m: f"⟦U+{ord(m[0]):04X}⟧", shown)


def link(url: str | None) -> str | None:
    """The URL where it is one of the web (http or https with a host), else None."""
    if not url or re.search(r"[\s<>\"\x00-\x1f]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def public_link(url: str | None) -> str | None:
    """The URL where it is one that anybody can follow: of the web, on no local host, without a password or a key."""
    found = link(url)
    if not found:
        return None
    try:
        parts = urlsplit(found)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return None
    if not _is_public(host):
        return None
    query = "" if _KEY.search(parts.query) else parts.query
    name = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, name + (f":{port}" if port else ""), parts.path, query, parts.fragment))


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost", ".internal", ".lan", ".home.arpa", ".test"))


def language(tag: str | None) -> str | None:
    """The tag where it has the form of a BCP 47 language tag, else None."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None
