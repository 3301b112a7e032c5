"""OpenDocument text: the open half."""

from __future__ import annotations

from tests.hostile.make import zips
from tests.hostile.make.office import content, laughs, odt, odt_paragraph, odt_parts, outside, quadratic
from tests.hostile.make.registry import case
from tests.hostile.make.words import (
    ALGIERS,
    BEAGLE,
    CAMP_DAVID,
    DAMAGED,
    EVIAN,
    GOOD_FRIDAY,
    HARVEST,
    HAVANA,
    INDUS,
    LAUGHTER,
    LISTENER,
    NO_ENTITIES,
    NO_TEXT,
    PRESPA,
    TASHKENT,
    TOO_MUCH,
    UNKNOWN,
)


@case("odt/blanks_two_billion.odt", "either", has=[HAVANA], reason=TOO_MUCH)
def blanks_two_billion() -> bytes:
    """One element that stands for two billion blanks."""
    return odt(content(f'{odt_paragraph(HAVANA.text)}<text:p>a<text:s text:c="2000000000"/>b</text:p>'))


@case("odt/cells_a_billion.odt", "either", has=[INDUS], reason=TOO_MUCH)
def cells_a_billion() -> bytes:
    """A table of one row and one cell, which says that it repeats to a million by a thousand."""
    cell = '<table:table-cell table:number-columns-repeated="1000"><text:p>hush</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    return odt(content(f"{odt_paragraph(INDUS.text)}<table:table>{row}</table:table>"))


@case("odt/links_to_files.odt", "read", has=[BEAGLE], hides=HARVEST, parts=1)
def links_to_files() -> bytes:
    """A section's source, a picture, an object and a link are the list of users, a file beside, and an address."""
    source = '<text:section text:name="s"><text:section-source xlink:href="{}"/></text:section>'
    image = (
        '<draw:frame><draw:image xlink:href="{}" xlink:actuate="onLoad"/><draw:object xlink:href="{}"/></draw:frame>'
    )
    places = ("file:///etc/passwd", "../canary.txt", f"{LISTENER}/odt")
    body = "".join(source.format(p) + f"<text:p>{image.format(p, p)}</text:p>" for p in places)
    return odt(content(odt_paragraph(BEAGLE.text) + body))


@case("odt/billion_laughs.odt", "either", has=[ALGIERS], hides=[LAUGHTER], reason=NO_ENTITIES)
def billion_laughs() -> bytes:
    """Entities that multiply to a billion words."""
    return odt(
        content(f"{odt_paragraph(ALGIERS.text)}<text:p>&l9;</text:p>", doctype=laughs("office:document-content"))
    )


@case("odt/quadratic.odt", "either", has=[TASHKENT], hides=[LAUGHTER], reason=NO_ENTITIES)
def quadratic_entities() -> bytes:
    """One entity of 100,000 letters, used 20,000 times."""
    body = f"{odt_paragraph(TASHKENT.text)}<text:p>{'&q;' * 20_000}</text:p>"
    return odt(content(body, doctype=quadratic("office:document-content")))


@case("odt/entities_outside.odt", "either", has=[GOOD_FRIDAY], hides=HARVEST, reason=NO_ENTITIES)
def entities_outside() -> bytes:
    """Entities name the list of users, a file beside, and an address; so does the DTD."""
    body = f"{odt_paragraph(GOOD_FRIDAY.text)}<text:p>&file;&near;&net;</text:p>"
    return odt(content(body, doctype=outside("office:document-content", LISTENER)))


@case("odt/truncated.odt", "either", has=[EVIAN], reason=DAMAGED)
def truncated() -> bytes:
    """The second half is gone."""
    whole = odt(content(odt_paragraph(EVIAN.text)))
    return whole[: len(whole) // 2]


@case("odt/type_last.odt", "read", has=[PRESPA], parts=1)
def type_last() -> bytes:
    """The part that names the type stands last and is compressed; programs open it all the same."""
    parts = odt_parts(content(odt_paragraph(PRESPA.text)))
    kind = parts.pop("mimetype")
    return zips.archive_of({**parts, "mimetype": kind})


@case("odt/flat.fodt", "either", has=[CAMP_DAVID], hides=["office:body"], reason=UNKNOWN + NO_TEXT)
def flat() -> bytes:
    """The same format as one XML file."""
    whole = content(odt_paragraph(CAMP_DAVID.text)).replace("document-content", "document")
    return whole.replace(
        'office:version="1.2"', 'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"'
    ).encode()


@case("odt/spreadsheet.odt", "either", has=["hush"], reason=UNKNOWN + NO_TEXT + DAMAGED)
def spreadsheet() -> bytes:
    """By its type a spreadsheet, under the name of a text."""
    row = "<table:table-row><table:table-cell><text:p>hush</text:p></table:table-cell></table:table-row>"
    sheet = f"<table:table>{row}</table:table>"
    main = content("").replace("<office:text></office:text>", f"<office:spreadsheet>{sheet}</office:spreadsheet>")
    return odt(main, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})


@case("odt/no_words.odt", "refused", reason=NO_TEXT)
def no_words() -> bytes:
    """A valid file without a word in it."""
    return odt(content("<text:p/><text:p><text:s/></text:p>"))
