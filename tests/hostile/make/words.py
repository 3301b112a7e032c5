"""What the files say: short passages of our own about real public events, each with a phrase to look for."""

from __future__ import annotations

from typing import NamedTuple


class Passage(NamedTuple):
    """Two or three sentences of English, and some words that stand in them once."""

    text: str
    phrase: str


CAMP_DAVID = Passage(
    "In September 1978 Egypt and Israel negotiated for thirteen days at Camp David. American diplomats carried drafts "
    "between the cabins, because the two leaders seldom sat in one room. Both signed at the White House.",
    "carried drafts between the cabins",
)
ALGIERS = Passage(
    "Iran and the United States did not speak to each other directly in the winter of 1980. Algeria passed every "
    "message "
    "from one capital to the other, and in January 1981 it published the accords that freed the hostages.",
    "passed every message from one capital",
)
BEAGLE = Passage(
    "Argentina and Chile nearly went to war over three islands in the Beagle Channel in December 1978. The Holy See "
    "sent "
    "a cardinal to both, and six years later the treaty that he had prepared was signed in Rome.",
    "sent a cardinal to both",
)
OSLO = Passage(
    "In 1993 Norway lent a country house to delegates of Israel and of the Palestine Liberation Organisation. The "
    "talks "
    "stayed unknown to the press until August, when both sides had initialled a text.",
    "lent a country house to delegates",
)
PEKING = Passage(
    "In July 1971 the national security adviser of the United States flew to China from an airfield in Pakistan. "
    "Reporters were told that he had a stomach ache. The visit was announced a week later.",
    "flew to China from an airfield",
)
TASHKENT = Passage(
    "The Soviet Union invited India and Pakistan to Tashkent in January 1966. Their armies went back to the lines of "
    "the "
    "previous August, and the two governments agreed to send their ambassadors back.",
    "went back to the lines",
)
EVIAN = Passage(
    "France and the provisional government of Algeria met at Evian in 1961 and again in 1962. Switzerland lodged the "
    "Algerian delegates on its own shore of the lake and flew them across each morning.",
    "lodged the Algerian delegates",
)
HAVANA = Passage(
    "For a year and a half officials of Cuba and of the United States met in Canada without telling their own "
    "embassies. "
    "In December 2014 both presidents thanked the Pope for a letter that had helped.",
    "without telling their own embassies",
)
MUSCAT = Passage(
    "Oman received envoys of Iran and of the United States in Muscat in 2012 and 2013. Neither government spoke of "
    "these "
    "meetings until an interim agreement on enrichment had been reached in Geneva.",
    "received envoys of Iran",
)
REYKJAVIK = Passage(
    "The leaders of the Soviet Union and the United States met in a wooden house in Reykjavik in October 1986. They "
    "came "
    "close to giving up all ballistic missiles, and parted over research in space.",
    "parted over research in space",
)
DAYTON = Passage(
    "Three presidents spent three weeks of November 1995 on an air base near Dayton in Ohio. The map that ended the "
    "war "
    "in Bosnia was settled in the last night, after the talks had been declared a failure.",
    "settled in the last night",
)
PRESPA = Passage(
    "In June 2018 Greece and its northern neighbour signed an agreement on the shore of Lake Prespa. The smaller "
    "state took "
    "the name North Macedonia, and Athens lifted its objection to membership of NATO.",
    "lifted its objection to membership",
)
INDUS = Passage(
    "The World Bank brought India and Pakistan to divide the waters of the Indus in 1960. The treaty gave three "
    "rivers to "
    "each side, and its commission has kept meeting in years in which the armies fought.",
    "gave three rivers to each side",
)
HELSINKI = Passage(
    "Thirty-five states signed the Final Act in Helsinki on 1 August 1975. It left the frontiers of Europe as they "
    "were, "
    "and in return the Soviet Union put its name under a chapter on human rights.",
    "left the frontiers of Europe",
)
PARIS = Passage(
    "Delegations of the United States and of North Vietnam argued in Paris over the shape of the table in 1968. "
    "Agreement "
    "on a cease-fire came in January 1973, after meetings in a villa that nobody had announced.",
    "argued in Paris over the shape",
)
GOOD_FRIDAY = Passage(
    "Britain and Ireland concluded the agreement of Good Friday in Belfast in April 1998. An American senator chaired "
    "the "
    "talks, and voters on both sides of the border approved the text in May.",
    "voters on both sides of the border",
)
CONTADORA = Passage(
    "Colombia, Mexico, Panama and Venezuela met on the island of Contadora in January 1983. Their proposals for "
    "Central "
    "America failed, but the five presidents took much of them up at Esquipulas in 1987.",
    "took much of them up at Esquipulas",
)
TRIESTE = Passage(
    "Italy and Yugoslavia put aside their quarrel over Trieste in October 1954. Britain and the United States had "
    "kept the "
    "two delegations in separate offices in London and showed each only what concerned it.",
    "put aside their quarrel over Trieste",
)

ALL = (
    CAMP_DAVID, ALGIERS, BEAGLE, OSLO, PEKING, TASHKENT, EVIAN, HAVANA, MUSCAT, REYKJAVIK, DAYTON, PRESPA, INDUS,
    HELSINKI, PARIS, GOOD_FRIDAY, CONTADORA, TRIESTE,
)  # fmt: skip

CANARY = "the canary in the neighbouring file sang 5f1d93"
"""Stands in ``canary.txt`` at the top of the folder of files; no document may come to hold it."""

HARVEST = (CANARY, "root:x:0:0", "root:*:0:0")
"""What would be there if a file named in a document had been read: the canary, or the list of users."""

LISTENER = "http://127.0.0.1:18917"
"""Where the measurement listens for whoever fetches something."""

ESCAPED = "backchannel-hostile-escaped.txt"
"""The file that unpacking without care would write somewhere else."""

LAUGHTER = "hush " * 1_000
"""What entities that multiply would give."""

# Words of which one must stand in a refusal (in any case), by its kind. They are many, because the words are the
# program's own; that its line says what is the matter, a person has to judge.
DAMAGED = (
    "damaged", "truncated", "broken", "corrupt", "incomplete", "cut off", "cut short", "invalid", "malformed",
    "no valid", "unreadable", "ends early", "ends in", "ends before", "unexpected end", "no end", "well-formed",
    "not a ", "is not", "is no ",
    "wrong", "inconsistent", "does not fit", "do not fit", "cannot be", "mismatch", "missing", "lacks",
    "lies", "checksum", "contradict",
)  # fmt: skip
TOO_MUCH = (
    "too large", "too big", "too long", "too many", "too much", "limit", "exceed", "more than", "expand", "at most",
    "larger", "longer", "bomb", "memory", "time", "unpack",
)  # fmt: skip
TOO_DEEP = ("deep", "nest", "level", "recurs", "within", "circle", "loop", "itself", *TOO_MUCH)
LOOP = ("cycle", "circular", *TOO_DEEP, *DAMAGED)
LOCKED = ("password", "encrypt", "locked", "protected")
NO_TEXT = (
    "empty", "no text", "nothing", "no words", "without", "holds no", "has no", "contains no", "there is no",
    "no document", "no readable", "no article",
)  # fmt: skip
UNKNOWN = (
    "not supported", "unknown", "is not", "is no ",
    "not a ", "not text", "binary", "program", "executable", "cannot", "is an ",
    "is a ", "no reader", "kind of file", "format", "looks like", "archive",
)  # fmt: skip
NO_ENTITIES = ("entit", "dtd", "doctype", "not allowed", "forbidden", "declare", *TOO_MUCH, *DAMAGED)
