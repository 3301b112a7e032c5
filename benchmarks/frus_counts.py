"""What is read of a volume of diplomatic documents in TEI, against an independent count over its XML.

    BACKCHANNEL_DATA=DIR python benchmarks/frus_counts.py [FILE...] [--misses]

Each FILE (by default the TEI files in ``DIR/corpus/frus/tei`` and the volume of the tests) is read twice: by the
program, and by XPath here. Counted are documents, their days, pages and attachments, notes, notes whose mark stands
where the note does in the XML (the 12 letters before it agree), and what was not declassified. Texts of a volume that
somebody else took out of it (``DIR/corpus/frus/VOLUME_ID.txt``) are compared word by word: characters of words that
agree, in their order, to those of the longer text; the heading "Notes" and the numbers before notes are left out of
both. Exit 1 where a count differs or fewer than 99.5 % of the characters agree.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from backchannel.documents import read_bytes
from backchannel.model import Document
from measuring import outside

LEAST = 0.995
BEFORE = 12
_NAMES = {"t": "http://www.tei-c.org/ns/1.0", "frus": "http://history.state.gov/frus/ns/1.0"}
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_WITHHELD = re.compile(r"[\[(][^\[\]()]*(?:\([^()]*\))?[^\[\]()]*not declassified[^\[\]()]*[\])]")
_NOTE_NUMBER = re.compile(r"^(?:\[(?:\d+|\*)\]|\d+\.) ")
_OWN = "[not(ancestor::frus:attachment)]"


class Counted(NamedTuple):
    """What of one thing was expected, found, and found right."""

    expected: int
    found: int
    right: int

    @property
    def all_right(self) -> bool:
        """Whether all of it was found and nothing else."""
        return self.expected == self.found == self.right


def letters(words: str) -> str:
    return "".join(words.split())


def found_all(element: Any, path: str) -> list[Any]:
    result: list[Any] = element.xpath(path, namespaces=_NAMES)
    return result


def places(division: Any) -> list[str]:
    """The last letters of the division's own words before each of its notes, in the notes' order."""
    found: list[str] = []
    said: list[str] = []

    def take(element: Any) -> None:
        name = etree.QName(element).localname
        if name == "note":
            found.append(letters("".join(said[-60:]))[-BEFORE:])
            return
        if name in ("del", "attachment") or (name == "sic" and etree.QName(element.getparent()).localname == "choice"):
            return
        said.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                take(child)
            said.append(child.tail or "")

    take(division)
    return found


def volume(tree: Any, documents: dict[str, Document]) -> dict[str, Counted]:
    """Each count over the divisions of the volume, and what of it the program gave."""
    divisions = found_all(tree, "//t:div[@type='document']")
    return {
        "documents": whole(divisions, documents),
        "days": days(divisions, documents),
        "source notes": sources(divisions, documents),
        "notes": notes(divisions, documents),
        "marks in place": marks(divisions, documents),
        "not declassified": withheld(divisions, documents),
        "pages turned": pages(divisions, documents),
        "attachments": attached(divisions, documents),
    }


def whole(divisions: list[Any], documents: dict[str, Document]) -> Counted:
    named = {division.get(_ID) for division in divisions}
    found = {id_ for id_, one in documents.items() if one.part_of is None}
    return Counted(len(named), len(found), len(named & found))


def days(divisions: list[Any], documents: dict[str, Document]) -> Counted:
    """First dated dateline of each division, but for notes by the editors, against the first day of the document."""
    expected = found = right = 0
    for division in divisions:
        dates = found_all(division, f".//t:dateline{_OWN}//t:date/@when | .//t:dateline{_OWN}//t:date/@from")
        stated = dates[0][:10] if dates else None
        date = documents[division.get(_ID)].metadata.date
        said = date.start if date and ("dateline" in date.reason or "edition" in date.reason) else None
        expected, found = expected + (stated is not None), found + (said is not None)
        right += stated is not None and said == stated
    return Counted(expected, found, right)


def sources(divisions: list[Any], documents: dict[str, Document]) -> Counted:
    """Divisions with a source note that names where the original is kept, against documents with an archive."""
    path = f"count(.//t:note[@type='source']{_OWN}[contains(., 'Source: ')])"
    stated = {one.get(_ID) for one in divisions if found_all(one, path)}
    said = {id_ for id_, one in documents.items() if one.metadata.archive and one.part_of is None}
    return Counted(len(stated), len(said), len(stated & said))


def notes(divisions: list[Any], documents: dict[str, Document]) -> Counted:
    expected = found = right = 0
    for division in divisions:
        stated = [letters("".join(one.itertext())) for one in found_all(division, f".//t:note{_OWN}")]
        said = [letters(note.text) for note in documents[division.get(_ID)].notes]
        expected, found = expected + len(stated), found + len(said)
        right += sum(one == other for one, other in zip(stated, said, strict=False))
    return Counted(expected, found, right)


def marks(divisions: list[Any], documents: dict[str, Document]) -> Counted:
    expected = found = right = 0
    for division in divisions:
        document = documents[division.get(_ID)]
        numbers = re.compile("|".join(re.escape(f"[{note.number}]") for note in document.notes) or "$^")
        for place, note in zip(places(division), document.notes, strict=False):
            expected, found = expected + 1, found + (len(note.marks) == 1)
            said = letters(numbers.sub("", document.text[: note.marks[0].start]))[-BEFORE:] if note.marks else ""
            right += said == place
    return Counted(expected, found, right)


def withheld(divisions: list[Any], documents: dict[str, Document]) -> Counted:
    expected = found = right = 0
    for division in divisions:
        gaps = found_all(division, ".//t:gap[contains(@reason, 'declassified')]")
        stated = [letters(one) for one in _WITHHELD.findall("".join(division.itertext()))]
        stated += [f"[{one.get('quantity')}{one.get('unit')}notdeclassified]" for one in gaps]
        document = documents[division.get(_ID)]
        said = [letters(document.text[one.start : one.end]) for one in document.excisions]
        said = [one for one in said if "notdeclassified" in one]
        expected, found = expected + len(stated), found + len(said)
        right += len(stated) if sorted(stated) == sorted(said) else 0
    return Counted(expected, found, right)


def pages(divisions: list[Any], documents: dict[str, Document]) -> Counted:
    """Pages that begin within a division with own words on them."""
    expected = found = right = 0
    for division in divisions:
        stated = {
            f"page={one}" for one in found_all(division, f".//t:pb{_OWN}[following::text()[normalize-space()]]/@n")
        }
        said = {one.selector for one in documents[division.get(_ID)].fragments}
        expected, found, right = expected + len(stated), found + len(stated & said), right + len(stated & said)
    return Counted(expected, found, right)


def attached(divisions: list[Any], documents: dict[str, Document]) -> Counted:
    stated = {
        (one.get(_ID), division.get(_ID)) for division in divisions for one in found_all(division, ".//frus:attachment")
    }
    said = {(id_, (one.part_of or "").partition("#")[2]) for id_, one in documents.items() if one.part_of}
    return Counted(len(stated), len(said), len(stated & said))


def agreement(one: str, other: str) -> float:
    """The share of characters in words that agree in their order."""
    first, second = words(one), words(other)
    blocks = difflib.SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    same = sum(len(word) for block in blocks for word in first[block.a : block.a + block.size])
    return same / max(sum(map(len, first)), sum(map(len, second)))


def words(text: str) -> list[str]:
    """The words, with marks apart, and without the heading of the notes and the numbers before them."""
    lines = (_NOTE_NUMBER.sub("", line) if begun else line for line, begun in _lines(text))
    return re.findall(r"\[\d+\]|[^\s\[\]]+|[\[\]]", " ".join(lines))


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines but for the heading "Notes"; whether each may be a note."""
    for line in text.split("\n"):
        if line != "Notes":
            yield line, line.startswith("[") or bool(re.match(r"\d+\. ", line))


def elsewhere(file: Path, documents: dict[str, Document]) -> Iterator[tuple[str, float]]:
    """The documents that somebody else took out of this volume, and how far the texts agree."""
    for path in sorted(file.parent.parent.glob(f"{file.stem}_*.txt")):
        document = documents.get(path.stem.rpartition("_")[2])
        if document:
            yield path.name, agreement(document.text, path.read_text(encoding="utf-8"))


def measured(file: Path, misses: bool) -> bool:
    """Print the counts of one file; whether all agree."""
    data = file.read_bytes()
    documents = {one.name.partition("#")[2]: one for one in read_bytes(data, file.name)}
    print(f"{file.name}: {len(documents)} documents")
    good = True
    tree = etree.fromstring(data)
    if found_all(tree, "//t:div[@type='document']"):
        for what, count in volume(tree, documents).items():
            print(f"  {what:18} {count.expected:6} in the XML {count.found:6} read {count.right:6} right")
            good &= count.all_right
    compared = list(elsewhere(file, documents))
    for name, share in compared:
        if misses or share < LEAST:
            print(f"  {name}: {share:.2%} of characters agree")
    if compared:
        least = min(share for _, share in compared)
        print(f"  {len(compared)} texts taken out elsewhere: {least:.2%} of characters agree or more")
        good &= least >= LEAST
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--misses", action="store_true", help="print the agreement of each text")
    given = parser.parse_args()
    corpus = outside()
    default = sorted((corpus / "frus" / "tei").glob("*.xml")) if corpus else []
    files = given.files or [*default, Path(__file__).parents[1] / "tests" / "documents" / "data" / "volume.xml"]
    good = [measured(file, given.misses) for file in files]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
