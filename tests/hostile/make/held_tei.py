"""TEI and other XML: the held half."""

from __future__ import annotations

from tests.hostile.make.office import laughs
from tests.hostile.make.registry import case
from tests.hostile.make.teis import TAGS, letter, tei
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    CAMP_DAVID,
    CONTADORA,
    DAMAGED,
    DAYTON,
    EVIAN,
    HARVEST,
    HAVANA,
    HELSINKI,
    INDUS,
    LAUGHTER,
    LISTENER,
    LOOP,
    MUSCAT,
    NO_ENTITIES,
    NO_TEXT,
    OSLO,
    PEKING,
    TOO_MUCH,
    TRIESTE,
    UNKNOWN,
)

REDACTION = "[less than 1 line not declassified]"


@case("tei/redactions_and_notes.xml", "read", has=[OSLO, EVIAN, REDACTION, HAVANA], parts=2)
def redactions_and_notes() -> bytes:
    """Two documents with a redaction, notes within words and within notes, and a page break in a name: usual, and
    wanted."""
    note = f'<note n="1" xml:id="d1fn1" place="foot">{HAVANA.text}<note n="a">See above.</note></note>'
    gap = f' <hi rend="italic">{REDACTION}</hi> '
    return tei(letter(1, f"{OSLO.text}{note}{gap}It ended<pb n='2'/> there."), letter(2, EVIAN.text)).encode()


@case("tei/billion_laughs.xml", "either", has=[INDUS], hides=[LAUGHTER], reason=NO_ENTITIES)
def billion_laughs() -> bytes:
    """Entities that multiply to a billion words."""
    return tei(letter(1, INDUS.text), letter(2, "&l9;"), doctype=laughs("TEI")).encode()


@case("tei/inclusions.xml", "either", has=[TRIESTE], hides=HARVEST, reason=NO_ENTITIES)
def inclusions() -> bytes:
    """XInclude of the list of users, of a file beside, of itself and of an address; a style sheet likewise."""
    places = ("file:///etc/passwd", "../canary.txt", "inclusions.xml", f"{LISTENER}/xi")
    body = "".join(f'<div><xi:include parse="text" href="{p}"/><xi:include href="{p}"/></div>' for p in places)
    sheet = f'<?xml-stylesheet type="text/xsl" href="{LISTENER}/xsl"?>'
    return tei(letter(1, TRIESTE.text), body, head=sheet).encode()


@case("tei/harmless_doctype.xml", "either", has=[ALGIERS], parts=1, reason=NO_ENTITIES)
def harmless_doctype() -> bytes:
    """A document type that names a DTD by its public name and declares two letters, as old editions do."""
    kind = '<!DOCTYPE TEI PUBLIC "-//TEI//DTD" "tei.dtd" [<!ENTITY eacute "&#233;"><!ENTITY mdash "&#8212;">]>'
    return tei(letter(1, f"{ALGIERS.text} A prot&eacute;g&eacute; &mdash; so they said."), doctype=kind).encode()


@case("tei/cut_off.xml", "either", has=[CAMP_DAVID], reason=DAMAGED, say=True)
def cut_off() -> bytes:
    """It ends in the middle of the second of three documents."""
    whole = tei(letter(1, CAMP_DAVID.text), letter(2, HELSINKI.text), letter(3, DAYTON.text)).encode()
    return whole[: whole.index(b"in return the Soviet")]


@case("tei/tags_crossed.xml", "either", has=[BEAGLE], reason=DAMAGED, say=True)
def tags_crossed() -> bytes:
    """The second document closes a paragraph that it did not open; the first is well-formed."""
    return tei(letter(1, BEAGLE.text), letter(2, f"{CONTADORA.text}</head></p>")).encode()


@case("tei/notes_5000.xml", "either", has=[PEKING], reason=TOO_MUCH + DAMAGED)
def notes_5000() -> bytes:
    """Five thousand notes in one paragraph, each with two marks that point at it, all with one id."""
    note = '<ref target="#n1">1</ref><note xml:id="n1" n="1">hush</note>'
    return tei(letter(1, f"{PEKING.text}{note * 5_000}")).encode()


@case("tei/attributes_200000.xml", "either", has=[OSLO], reason=TOO_MUCH + DAMAGED)
def attributes_200000() -> bytes:
    """An element of 200,000 attributes, another of 50,000 namespaces."""
    many = " ".join(f'a{n}="x"' for n in range(200_000))
    names = " ".join(f'xmlns:a{n}="u:{n}"' for n in range(50_000))
    return tei(letter(1, OSLO.text), f"<p {many}/>", f"<p {names}/>").encode()


@case("tei/says_utf16_is_utf8.xml", "either", has=[MUSCAT], reason=DAMAGED, hides=TAGS)
def says_utf16_is_utf8() -> bytes:
    """It says UTF-16 and is UTF-8."""
    return tei(letter(1, MUSCAT.text), encoding="UTF-16").encode()


@case("tei/references_circle.xml", "read", has=[ALGIERS, TRIESTE])
def references_circle() -> bytes:
    """Documents and notes that say they continue, correspond to and copy each other in a circle."""
    first = letter(1, ALGIERS.text, '<note xml:id="n1" target="#n2" next="#n2" copyOf="#n2"><ref target="#n2"/></note>')
    second = letter(
        2, TRIESTE.text, '<note xml:id="n2" target="#n1" prev="#n1" copyOf="#n1"><ref target="#n1"/></note>'
    )
    made = tei(first, second)
    return (
        made.replace('xml:id="d1"', 'xml:id="d1" next="#d2" copyOf="#d2"')
        .replace('xml:id="d2"', 'xml:id="d2" next="#d1"')
        .encode()
    )


@case("tei/dates_of_nonsense.xml", "read", has=[HELSINKI], parts=1)
def dates_of_nonsense() -> bytes:
    """Dates of the year 0, of 99999, of the 31st of February, and of words."""
    dates = "".join(
        f'<date when="{d}" notBefore="{d}" from="{d}">{d}</date> '
        for d in ("0000-00-00", "99999-12-31", "1975-02-31", "soon", "-0044-03-15", "1" * 5_000)
    )
    return tei(letter(1, f"{HELSINKI.text} {dates}")).encode()


@case("tei/other_xml.xml", "either", hides=["<row", "<cell"], reason=UNKNOWN + NO_TEXT)
def other_xml() -> bytes:
    """XML of a kind that nobody knows."""
    return f'<?xml version="1.0"?><table>{"<row><cell>17</cell></row>" * 50}</table>'.encode()


@case("tei/page.xml", "either", has=[BEAGLE], hides=["<p>", "alert(1)"], reason=UNKNOWN)
def page() -> bytes:
    """A web page under the name of XML."""
    return f"<html><head><script>alert(1)</script></head><body><p>{BEAGLE.text}<br></p></body></html>".encode()


@case("tei/circle_of_entities.xml", "either", has=[CONTADORA], reason=LOOP + NO_ENTITIES)
def circle_of_entities() -> bytes:
    """Two entities, each of which consists of the other."""
    kind = '<!DOCTYPE TEI [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'
    return tei(letter(1, CONTADORA.text), letter(2, "&a;"), doctype=kind).encode()
