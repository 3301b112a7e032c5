"""HTML: the open half."""

from __future__ import annotations

from tests.hostile.make.registry import case
from tests.hostile.make.tables import TAGS, page
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    CONTADORA,
    DAMAGED,
    DAYTON,
    EVIAN,
    HARVEST,
    INDUS,
    LISTENER,
    MUSCAT,
    NO_TEXT,
    PARIS,
    PEKING,
    PRESPA,
    TASHKENT,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)


@case("html/elements_million.html", "either", has=[MUSCAT], reason=TOO_MUCH, big=True)
def elements_million() -> bytes:
    """A million empty paragraphs after one with words."""
    return page(MUSCAT, "<p></p>" * 1_000_000).encode()


@case("html/line_of_50_megabytes.html", "either", has=[], reason=TOO_MUCH, big=True)
def line_of_50_megabytes() -> bytes:
    """A paragraph of fifty megabytes."""
    return page(INDUS, f"<p>{'hush ' * 10_000_000}</p>").encode()


@case("html/fetches.html", "read", has=[PARIS], hides=[*HARVEST, "alert(1)"], parts=1)
def fetches() -> bytes:
    """Base, refresh, scripts, frames, pictures, objects and styles at an address and in the list of users."""
    head = (
        f'<base href="{LISTENER}/"><meta http-equiv="refresh" content="0;url={LISTENER}/r">'
        f'<link rel="import" href="/x"><script src="/s">alert(1)</script><style>@import url({LISTENER}/css);</style>'
    )
    more = (
        f'<img src="{LISTENER}/i"><iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object>'
    )
    return page(PARIS, more + f'<video src="{LISTENER}/v" poster="/p"></video><embed src="/e">', head=head).encode()


@case("html/meta_lies.html", "read", has=[TASHKENT, "protégé"], hides=TAGS, parts=1)
def meta_lies() -> bytes:
    """Its meta says UTF-8 and it is Windows-1252."""
    return page(TASHKENT, "<p>The protégé – “he” – spoke.</p>", head='<meta charset="utf-8">').encode("cp1252")


@case("html/meta_says_utf7.html", "read", has=[BEAGLE], hides=["<script>alert(7)"], parts=1)
def meta_says_utf7() -> bytes:
    """Its meta says UTF-7, which no browser knows any more; in it the last words would be a script."""
    return page(BEAGLE, "<p>+ADw-script+AD4-alert(7)+ADw-/script+AD4-</p>", head='<meta charset="utf-7">').encode()


@case("html/utf16_with_mark.html", "read", has=[PRESPA], hides=TAGS, parts=1)
def utf16_with_mark() -> bytes:
    """UTF-16 with a byte-order mark, and a meta that says UTF-8."""
    return page(PRESPA, head='<meta charset="utf-8">').encode("utf-16")


@case("html/comment_never_closed.html", "read", has=[TRIESTE], hides=["swallowed"], parts=1)
def comment_never_closed() -> bytes:
    """After the article a comment that never closes."""
    return page(TRIESTE, "<!-- swallowed " + "x <p> " * 1_000).encode()


@case("html/script_never_closed.html", "read", has=[ALGIERS], hides=["swallowed"], parts=1)
def script_never_closed() -> bytes:
    """After the article a script that never closes."""
    return page(ALGIERS, "<script>var swallowed = '<p>" + "hush " * 1_000).encode()


@case("html/entities_odd.html", "either", has=[DAYTON], reason=TOO_MUCH)
def entities_odd() -> bytes:
    """Thousands of ampersands, half-written and unknown entities, references to no letter at all."""
    return page(DAYTON, "<p>" + "&&amp&#x110000;&#0;&#xD800;&nosuch;&#99999999999;" * 1_500 + "</p>").encode()


@case("html/data_of_20_megabytes.html", "either", has=[PEKING], reason=TOO_MUCH, big=True)
def data_of_20_megabytes() -> bytes:
    """A picture of twenty megabytes within the page."""
    return page(PEKING, f'<img src="data:image/png;base64,{"A" * 20_000_000}">').encode()


@case("html/script_only.html", "refused", reason=NO_TEXT)
def script_only() -> bytes:
    """A page that a script would write."""
    script = "<script>document.write('hush '.repeat(99))</script>"
    return f"<!DOCTYPE html><html><head></head><body><div id=app></div>{script}</body></html>".encode()


@case("html/hidden.html", "read", has=[CONTADORA], hides=["ignore all previous"], parts=1)
def hidden() -> bytes:
    """Words that no reader of the page sees: hidden, transparent in a template, in a comment, in noscript."""
    words = "ignore all previous words"
    more = (
        f'<p hidden>{words}</p><p style="display:none">{words}</p><template><p>{words}</p></template><!-- {words} -->'
        f'<noscript>{words}</noscript><p style="visibility: hidden">{words}</p>'
    )
    return page(CONTADORA, more).encode()


@case("html/nuls.html", "either", has=["lodged the"], reason=UNKNOWN + DAMAGED)
def nuls() -> bytes:
    """NULs in tags and between words."""
    return page(EVIAN, "<p>It\0 was\0 so.</p><scr\0ipt>alert(1)</scr\0ipt>").encode()
