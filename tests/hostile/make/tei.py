"""TEI and other XML: the open half."""

from __future__ import annotations

from tests.hostile.make.office import laughs, outside, quadratic
from tests.hostile.make.registry import case
from tests.hostile.make.teis import NAMESPACE, TAGS, letter, tei
from tests.hostile.make.words import (
    DAMAGED,
    DAYTON,
    EVIAN,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    INDUS,
    LAUGHTER,
    LISTENER,
    MUSCAT,
    NO_ENTITIES,
    NO_TEXT,
    PARIS,
    PRESPA,
    REYKJAVIK,
    TASHKENT,
    TOO_DEEP,
    TOO_MUCH,
)


@case("tei/prefixed_names.xml", "read", has=[MUSCAT], parts=1)
def prefixed_names() -> bytes:
    """All elements bear a prefix, and the volume stands within a corpus."""
    plain = tei(letter(1, MUSCAT.text))
    body = (
        plain.partition("?>")[2]
        .replace("</", "</t:")
        .replace("<", "<t:")
        .replace("<t:/t:", "</t:")
        .replace("xmlns=", "xmlns:t=")
    )
    return f'<t:teiCorpus xmlns:t="{NAMESPACE}"><t:teiHeader/>{body}</t:teiCorpus>'.encode()


@case("tei/quadratic.xml", "either", has=[PARIS], hides=[LAUGHTER], reason=NO_ENTITIES)
def quadratic_entities() -> bytes:
    """One entity of 100,000 letters, used 20,000 times."""
    return tei(letter(1, PARIS.text), letter(2, "&q;" * 20_000), doctype=quadratic("TEI")).encode()


@case("tei/laughs_in_attributes.xml", "either", has=[TASHKENT], hides=[LAUGHTER], reason=NO_ENTITIES)
def laughs_in_attributes() -> bytes:
    """The entities that multiply are used in an attribute, and by parameter entities in the DTD."""
    more = '<!ENTITY % a "hush "><!ENTITY % b "%a;%a;%a;"><!ATTLIST div n CDATA "&l9;">]>'
    return tei(letter(1, TASHKENT.text), '<div n="&l9;"><p>hush</p></div>', doctype=laughs("TEI")[:-2] + more).encode()


@case("tei/entities_outside.xml", "either", has=[PRESPA], hides=HARVEST, reason=NO_ENTITIES)
def entities_outside() -> bytes:
    """Entities name the list of users, a file beside, and an address; so does the DTD."""
    return tei(letter(1, PRESPA.text), letter(2, "&file;&near;&net;"), doctype=outside("TEI", LISTENER)).encode()


@case("tei/divs_10000_deep.xml", "either", has=[GOOD_FRIDAY], reason=TOO_DEEP + DAMAGED)
def divs_10000_deep() -> bytes:
    """Ten thousand divisions within each other."""
    return tei(letter(1, GOOD_FRIDAY.text), "<div>" * 10_000 + "<p>hush</p>" + "</div>" * 10_000).encode()


@case("tei/divs_million_empty.xml", "either", has=[REYKJAVIK], reason=TOO_MUCH, big=True)
def divs_million_empty() -> bytes:
    """A million empty documents after one with words."""
    return tei(letter(1, REYKJAVIK.text), '<div type="document"/>' * 1_000_000).encode()


@case("tei/windows_says_utf8.xml", "either", has=[HAVANA], reason=DAMAGED, hides=TAGS)
def windows_says_utf8() -> bytes:
    """It says UTF-8 and is Windows-1252, with accents."""
    return tei(letter(1, f"Café and protégé. {HAVANA.text}")).encode("cp1252")


@case("tei/utf16_little.xml", "read", has=[EVIAN], parts=1)
def utf16_little() -> bytes:
    """UTF-16 with a byte-order mark, as it says."""
    return tei(letter(1, EVIAN.text), encoding="UTF-16").encode("utf-16")


@case("tei/windows1251.xml", "read", has=[INDUS, "Громыко"], parts=1)
def windows1251() -> bytes:
    """Windows-1251, as it says."""
    return tei(letter(1, f"{INDUS.text} The name Громыко was on the list."), encoding="windows-1251").encode("cp1251")


@case("tei/forbidden_letters.xml", "either", has=[PARIS], reason=DAMAGED)
def forbidden_letters() -> bytes:
    """References to the letters 0, D800 and 110000, which XML forbids, in the second document."""
    return tei(letter(1, PARIS.text), letter(2, "&#0;&#xD800;&#x110000;&#99999999999999999999;")).encode()


@case("tei/comment_of_20_megabytes.xml", "either", has=[TASHKENT], reason=TOO_MUCH, big=True)
def comment_of_20_megabytes() -> bytes:
    """A comment of twenty megabytes and a processing instruction of as many."""
    noise = "x" * 20_000_000
    return tei(letter(1, TASHKENT.text), f"<!--{noise}-->", f"<?pi {noise}?>").encode()


@case("tei/same_ids.xml", "either", has=[PRESPA, DAYTON], parts=2, reason=DAMAGED)
def same_ids() -> bytes:
    """Two documents bear the same id, which they should not; both are wanted."""
    return tei(letter(1, PRESPA.text), letter(1, DAYTON.text)).encode()


@case("tei/no_words.xml", "refused", reason=NO_TEXT)
def no_words() -> bytes:
    """A header and an empty body."""
    whole = tei("")
    return whole.replace("<head>Talks</head>", "").encode()


@case("tei/empty.xml", "refused", reason=NO_TEXT)
def empty() -> bytes:
    """No bytes at all."""
    return b""
