"""The page in a real browser: what it asks for, what it runs, what a keyboard, a phone and paper get."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from backchannel.dossier import build, to_html

from .browser import Tab, chromium, executable
from .crowd import many
from .hostile import hostile
from .published import published
from .sample import ACCURACY, BY_ID, DOCUMENTS, FINDINGS, PARTIES

pytestmark = pytest.mark.browser

OPEN_ALL = "document.querySelectorAll('details').forEach(d => { d.open = true; })"
CONTRAST = """(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = c => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data); };
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05); };
  const behind = node => { for (let n = node; n; n = n.parentElement) {
    const c = rgb(getComputedStyle(n).backgroundColor); if (c[3] === 255) { return c; } }
    return [255, 255, 255, 255]; };
  const worst = [];
  for (const node of document.querySelectorAll('body *')) {
    const own = Array.from(node.childNodes).some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || ['SCRIPT', 'STYLE', 'TITLE'].includes(node.tagName.toUpperCase())) { continue; }
    const style = getComputedStyle(node), drawn = node.closest('svg');
    const found = ratio(rgb(drawn ? style.fill : style.color), behind(drawn ? drawn.parentElement : node));
    if (found < 4.5) { worst.push([node.tagName, node.className.baseVal || node.className, found.toFixed(2)]); }
  }
  return worst;
})()"""
UNNAMED = """(() => {
  const name = n => n.getAttribute('aria-label') || n.getAttribute('title') || n.textContent.trim();
  const bad = [];
  for (const n of document.querySelectorAll('a, button, summary, [role=region], [role=img], nav')) {
    if (!name(n)) { bad.push(n.outerHTML.slice(0, 90)); } }
  for (const n of document.querySelectorAll('input')) { if (!n.labels.length) { bad.push(n.outerHTML); } }
  for (const n of document.querySelectorAll('svg:not([role])')) {
    if (n.getAttribute('aria-hidden') !== 'true') { bad.push(n.outerHTML.slice(0, 90)); } }
  for (const n of document.querySelectorAll('th')) { if (!n.scope) { bad.push(n.outerHTML); } }
  for (const n of document.querySelectorAll('section')) {
    if (!document.getElementById(n.getAttribute('aria-labelledby'))) { bad.push(n.id); } }
  return bad;
})()"""


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    """A tab of Debian's Chromium; without it the test fails, unless not measuring was asked for."""
    if os.environ.get("BACKCHANNEL_NO_BROWSER") == "1":
        print("pages in a browser: not measured")
        pytest.skip("not measured: BACKCHANNEL_NO_BROWSER=1")
    program = executable()
    if not program:
        pytest.fail(
            "Chromium is missing, so the page was not tried in a browser. Install Debian's package "
            "(apt-get install chromium), or set BACKCHANNEL_NO_BROWSER=1 to leave this unmeasured."
        )
    with chromium(program) as found:
        yield found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's page as a file."""
    path = tmp_path_factory.mktemp("pages") / "dossier.html"
    path.write_text(to_html(build(PARTIES, DOCUMENTS.values(), BY_ID, FINDINGS, accuracy=ACCURACY)), "utf-8")
    return path


@pytest.fixture(scope="module")
def handed_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published page as a file."""
    path = tmp_path_factory.mktemp("pages") / "published.html"
    path.write_text(to_html(published()), "utf-8")
    return path


@pytest.fixture(scope="module")
def bad_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile page as a file."""
    path = tmp_path_factory.mktemp("pages") / "hostile.html"
    path.write_text(to_html(hostile()), "utf-8")
    return path


def troubles(tab: Tab) -> list[object]:
    """Exceptions, console errors (a breach of the policy is one) and dialogs."""
    logged = [e["entry"] for e in tab.named("Log.entryAdded") if e["entry"]["level"] == "error"]
    return [*tab.named("Runtime.exceptionThrown", "Page.javascriptDialogOpening"), *logged]


def test_no_request_leaves_and_no_error(tab: Tab, page: Path) -> None:
    """The page asks for itself alone, and its script runs clean."""
    tab.open(page)
    tab.look(OPEN_ALL)
    tab.look("new Promise(done => setTimeout(done, 300))")
    assert [e["request"]["url"] for e in tab.named("Network.requestWillBeSent")] == [page.as_uri()]
    assert troubles(tab) == []
    assert tab.look("!document.querySelector('#timeline .tools').hidden") is True


def test_hostile_document_is_inert(tab: Tab, bad_page: Path) -> None:
    """Scripts, handlers and styles of a document stay words; nothing is fetched; nothing opens."""
    tab.open(bad_page)
    tab.look(OPEN_ALL)
    tab.look("new Promise(done => setTimeout(done, 300))")
    assert [e["request"]["url"] for e in tab.named("Network.requestWillBeSent")] == [bad_page.as_uri()]
    assert troubles(tab) == []
    assert tab.look("document.querySelectorAll('img, main script, main style, [onerror], [onload]').length") == 0
    assert tab.look("getComputedStyle(document.body).display") == "block"
    assert '<script>alert("stolen")</script>' in tab.look("document.querySelector('mark').textContent")
    assert tab.look("[...document.links].filter(a => !/^(file|https?):/.test(a.href)).length") == 0
    assert tab.look("document.documentElement.scrollWidth <= innerWidth") is True


INJECTED = {
    "a script": "<script>window.ran = 1</script>",
    "a handler": "<p id='x' onclick='window.ran = 1'></p>",
    "an address": "<a id='x' href='javascript:window.ran = 1'>x</a>",
    "an image": "<img src='https://example.org/x.png' onerror='window.ran = 1'>",
    "a frame": "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe><object data='https://example.org/x'></object>",
    "a base and a form": "<base href='https://example.org/'><form id='f' action='https://example.org/'></form>",
    "a style": "<style>body { display: none } p { background: url(https://example.org/x) }</style>",
    "a style of its own": "<div style='position: fixed; inset: 0; background: url(https://example.org/x)'></div>",
    "a drawing": "<svg><script>window.ran = 1</script><animate onbegin='window.ran = 1'/></svg>",
}


@pytest.mark.parametrize("what", INJECTED)
def test_what_is_injected_does_nothing(tab: Tab, page: Path, tmp_path: Path, what: str) -> None:
    """Should markup ever slip through, the policy stops it: it runs not, asks for nothing and hides nothing."""
    broken = tmp_path / "injected.html"
    broken.write_text(page.read_text("utf-8").replace("</main>", f"{INJECTED[what]}</main>"))
    tab.open(broken)
    tab.look("document.querySelector('#x')?.click()")
    tab.look("document.querySelector('#f')?.submit()")
    tab.look("new Promise(done => setTimeout(done, 200))")
    assert tab.look("window.ran") is None
    stopped = {e["requestId"] for e in tab.named("Network.loadingFailed") if e.get("blockedReason") == "csp"}
    sent = [e["request"]["url"] for e in tab.named("Network.requestWillBeSent") if e["requestId"] not in stopped]
    assert sent == [broken.as_uri()]
    assert tab.look("getComputedStyle(document.body).display") == "block"


def test_a_text_that_turns_its_line_turns_nothing_else(tab: Tab, bad_page: Path) -> None:
    """Quotes are set apart, so that even marks of direction that stay do not move the words behind them."""
    tab.open(bad_page)
    tab.look(OPEN_ALL)
    isolated = "[...document.querySelectorAll('q, blockquote')].every(n => n.dir === 'auto')"
    assert tab.look(isolated) is True
    assert tab.look("document.body.innerText.includes('⟦U+202E⟧')") is True
    assert tab.look("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML)") is False


def test_a_published_page_on_screen_phone_and_paper(tab: Tab, handed_on: Path) -> None:
    """What was held back is said at the top, answers and disclaimer are there, and nothing sticks out."""
    for width, media, scripts in ((1280, "", True), (360, "", True), (1280, "print", False)):
        tab.open(handed_on, width=width, media=media, scripts=scripts)
        shown = "[...document.querySelectorAll('.masthead .note, .notice li, .finding .tags')]"
        assert tab.look(f"{shown}.every(n => n.getBoundingClientRect().height > 5)") is True
        assert tab.look("document.querySelector('.masthead .note').textContent").startswith("3 claims that accuse")
        assert tab.look("document.querySelectorAll('.notice li').length") == 4
        assert tab.look("document.documentElement.scrollWidth <= innerWidth") is True
    assert troubles(tab) == []


def test_on_paper_an_answer_is_on_the_page_of_its_allegation(tab: Tab, handed_on: Path) -> None:
    """Rows, summaries and what stands in them are never parted by the end of a page."""
    tab.open(handed_on, media="print")
    for selector in (".finding > summary", ".claim > summary", ".ways-table tr:not(.why)", ".standing tr:not(.why)"):
        kept = f"[...document.querySelectorAll('{selector}')].every(n => getComputedStyle(n).breakInside === 'avoid')"
        assert tab.look(kept) is True, selector


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_passage_opens_by_keyboard(tab: Tab, page: Path, scripts: bool) -> None:
    """Enter on a finding opens it, Tab leads to its claim, Enter opens the passage with the words marked."""
    tab.open(page, scripts=scripts)
    tab.look("document.querySelector('.finding > summary').focus()")
    tab.press("Enter")
    assert tab.look("document.querySelector('.finding').open") is True
    tab.press("Tab")
    assert tab.look("document.activeElement.parentElement.className") == "claim"
    tab.press("Enter")
    assert tab.look("document.activeElement.parentElement.open") is True
    box = "document.activeElement.parentElement.querySelector('mark').getBoundingClientRect()"
    assert tab.look(f"{box}.height > 5 && {box}.width > 5") is True
    assert "no embassies" in tab.look("document.activeElement.parentElement.querySelector('mark').textContent")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_link_opens_what_is_folded(tab: Tab, page: Path, scripts: bool) -> None:
    """Following a link to a finding by Enter unfolds the finding and its group."""
    tab.open(page, scripts=scripts)
    tab.look("document.querySelectorAll('.group').forEach(d => { d.open = false; })")
    tab.look("document.querySelector('.brief a[href^=\"#f-\"]').focus()")
    tab.press("Enter")
    tab.send("Page.getLayoutMetrics")
    target = "document.getElementById(decodeURIComponent(location.hash.slice(1)))"
    assert tab.look(f"{target}.closest('.finding').open && {target}.closest('.group').open") is True


def test_without_scripts_all_is_there(tab: Tab, page: Path) -> None:
    """With scripts off the pictures are drawn, tools that need a script are not shown, the skip link comes first."""
    tab.open(page, scripts=False)
    assert tab.look("document.querySelectorAll('.mark').length") > 20
    assert tab.look("[...document.querySelectorAll('button, input')].filter(n => n.offsetParent).length") == 0
    tab.press("Tab")
    assert tab.look("document.activeElement.className") == "skip"


def waited(tab: Tab, condition: str) -> bool:
    """Whether the condition comes true within five seconds; a wheel's event reaches the page when it will."""
    poll = f"setInterval(() => {{ if ({condition}) {{ clearInterval(timer); done(true); }} }}, 50)"
    promise = f"new Promise(done => {{ const timer = {poll}; setTimeout(() => done(false), 5000); }})"
    return bool(tab.look(promise))


def test_timeline_zooms(tab: Tab, page: Path) -> None:
    """Keys, buttons and the wheel zoom; 0 shows the whole; arrow down goes from mark to mark and says what it is."""
    tab.open(page)
    place = "document.querySelectorAll('.mark')[3].getAttribute('transform')"
    whole = tab.look(place)
    tab.look("document.querySelector('.timeline svg[data-x]').focus()")
    tab.press("+")
    nearer = tab.look(place)
    assert nearer != whole
    tab.press("ArrowRight")
    assert tab.look(place) != nearer
    tab.press("0")
    assert tab.look(place) == whole
    tab.look("document.querySelector('[data-do=in]').click()")
    assert tab.look(place) == nearer
    tab.press("0")
    tab.look("document.querySelector('.timeline svg[data-x]').scrollIntoView({ behavior: 'instant' })")
    box = "document.querySelector('.timeline svg[data-x]').getBoundingClientRect()"
    x, y = tab.look(f"(b => [b.x + b.width / 3, b.y + 100])({box})")
    tab.send("Input.dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=0, deltaY=-120, modifiers=2)
    assert waited(tab, f"{place} !== {whole!r}")
    tab.press("ArrowDown")
    assert tab.look("document.activeElement.getAttribute('class')").startswith("mark")
    assert len(tab.look("document.querySelector('.told').textContent")) > 20


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_phone_has_no_sideways_scroll(tab: Tab, page: Path, scripts: bool) -> None:
    """At 360 pixels, all unfolded, nothing sticks out, and the type of the timeline keeps its size with scripts."""
    tab.open(page, width=360, scripts=scripts)
    tab.look(OPEN_ALL)
    assert tab.look("[document.documentElement.scrollWidth, document.body.scrollWidth]") == [360, 360]
    if scripts:
        assert tab.look("document.querySelector('.xgrid text').getBoundingClientRect().height") > 11


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(tab: Tab, page: Path, scheme: str) -> None:
    """Every piece of text has a contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3), in light and in dark."""
    tab.open(page, scheme=scheme)
    tab.look(OPEN_ALL)
    assert tab.look(CONTRAST) == []
    shade = tab.look("getComputedStyle(document.documentElement).backgroundColor")
    assert (shade == "rgb(22, 24, 27)") == (scheme == "dark")


def test_names_headings_and_language(tab: Tab, page: Path) -> None:
    """Controls and pictures have names, headings skip no level, there is one h1, and the language is given."""
    tab.open(page)
    tab.look(OPEN_ALL)
    assert tab.look(UNNAMED) == []
    levels = tab.look("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert tab.look("document.documentElement.lang") == "en"
    assert tab.look("document.querySelectorAll('main, nav, header').length") == 3


def test_paper_shows_every_finding(tab: Tab, page: Path) -> None:
    """Printed, with scripts off, what is said for and against is there, and the tools are not."""
    tab.open(page, scripts=False, media="print")
    shown = "[...document.querySelectorAll('.finding .quote')].every(q => q.getBoundingClientRect().height > 5)"
    assert tab.look(shown) is True
    assert tab.look("getComputedStyle(document.querySelector('.contents')).display") == "none"
    assert len(tab.send("Page.printToPDF")["data"]) > 50_000


def test_large_page_stays_usable(tab: Tab, tmp_path: Path) -> None:
    """1,500 findings: folded field by field, drawn and answering to a key within three seconds."""
    path = tmp_path / "large.html"
    path.write_text(to_html(build(PARTIES, *many(1500))), "utf-8")
    tab.open(path)
    assert tab.look("performance.timing.domContentLoadedEventEnd - performance.timing.responseStart") < 3000
    assert tab.look("document.querySelectorAll('.group[open]').length") == 0
    tab.look("document.querySelector('.timeline svg[data-x]').focus()")
    tab.look("window.start = performance.now()")
    tab.press("+")
    assert tab.look("performance.now() - window.start") < 1000


@pytest.mark.parametrize("width", [1280, 390])
def test_labels_of_the_timeline_do_not_overprint(tab: Tab, page: Path, width: int) -> None:
    """The names of the axes cover no tick, wide and on a phone."""
    tab.open(page, width=width)
    clash = """[...document.querySelectorAll('.axis text')].flatMap(a => {
      const p = a.getBoundingClientRect();
      return [...document.querySelectorAll('.grid text')].filter(t => { const q = t.getBoundingClientRect();
        return p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom; })
        .map(t => a.textContent + ' / ' + t.textContent); })"""
    assert tab.look(clash) == []


def test_every_column_is_on_the_screen_of_a_phone(tab: Tab, page: Path) -> None:
    """At 390 pixels no cell of a table lies off the screen."""
    tab.open(page, width=390)
    tab.look(OPEN_ALL)
    off = """[...document.querySelectorAll('td, th')]
      .filter(n => n.getBoundingClientRect().right > 391).map(n => n.textContent)"""
    assert tab.look(off) == []
