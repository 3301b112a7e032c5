"""Volumes in TEI, as editions of foreign relations have them (TEI P5)."""

from __future__ import annotations

NAMESPACE = "http://www.tei-c.org/ns/1.0"


TAGS = ("<p>", "<div", "<TEI")


def tei(*divs: str, doctype: str = "", encoding: str = "UTF-8", head: str = "") -> str:
    """A volume of divisions."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>{head}{doctype}<TEI xmlns="{NAMESPACE}" '
        'xmlns:xi="http://www.w3.org/2001/XInclude"><teiHeader><fileDesc><titleStmt><title>Papers on Talks</title>'
        "</titleStmt><publicationStmt><p>Made for tests</p></publicationStmt><sourceDesc><p>None</p></sourceDesc>"
        '</fileDesc></teiHeader><text><body><div type="compilation" xml:id="comp1"><head>Talks</head>'
        f"{''.join(divs)}</div></body></text></TEI>"
    )


def letter(number: int, text: str, more: str = "") -> str:
    """A division that is a historical document, as the volumes of foreign relations have them."""
    day = number % 9 + 1
    return (
        f'<div type="document" xml:id="d{number}" n="{number}"><head>{number}. Memorandum of Conversation</head>'
        f'<opener><dateline><placeName>Geneva</placeName>, <date when="1975-03-0{day}">March {day}, 1975</date>'
        f"</dateline></opener><p>{text}</p>{more}</div>"
    )
