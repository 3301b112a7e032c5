"""The ledger's tables, made by named steps that are recorded in the file.

A step is never changed once released: a new need is a new step at the end of :data:`STEPS`. ``user_version`` holds the
number of steps taken. Integer keys are the file's own and never leave it; what leaves is named by its id.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from backchannel.ledger.folding import fold

APPLICATION_ID = 0x42434831
"""Marks the SQLite file as a ledger (``BCH1``; https://www.sqlite.org/pragma.html#pragma_application_id)."""

TABLES = """
CREATE TABLE steps (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO state VALUES ('claims', 0), ('findings', 0);

-- name, record and known days are those of the copy whose name comes first; renamed where its claims may say another
-- name; the text comes last, so that the other columns can be read without it
CREATE TABLE documents (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  text_digest TEXT NOT NULL,
  name TEXT NOT NULL,
  known_from INTEGER,
  known_to INTEGER,
  current INTEGER NOT NULL DEFAULT 1,
  renamed INTEGER NOT NULL DEFAULT 0,
  record BLOB NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX documents_renamed ON documents (key, name) WHERE renamed;
CREATE INDEX documents_text ON documents (text_digest);
CREATE INDEX documents_known ON documents (known_to);
CREATE TABLE copies (
  document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (document, name)
) WITHOUT ROWID;
CREATE INDEX copies_name ON copies (name);
CREATE INDEX copies_source ON copies (source);
CREATE TABLE versions (newer TEXT NOT NULL, older TEXT NOT NULL, PRIMARY KEY (newer, older)) WITHOUT ROWID;
CREATE INDEX versions_older ON versions (older);

CREATE TABLE readings (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
  text_digest TEXT NOT NULL,
  reader TEXT NOT NULL,
  version TEXT NOT NULL,
  record BLOB NOT NULL,
  digest TEXT NOT NULL,
  current INTEGER NOT NULL,
  derived INTEGER NOT NULL DEFAULT 0,
  UNIQUE (document, id)
);
CREATE INDEX readings_reader ON readings (reader);
CREATE INDEX readings_text ON readings (text_digest);

-- face: bit 1, seen as the reader left it; bit 2, seen with the decisions applied; 0, not current
CREATE TABLE claims (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
  reading INTEGER NOT NULL REFERENCES readings (key) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  kind TEXT NOT NULL,
  act TEXT,
  domain TEXT NOT NULL,
  certainty TEXT NOT NULL,
  polarity TEXT NOT NULL,
  covert INTEGER NOT NULL,
  first INTEGER,
  last INTEGER,
  face INTEGER NOT NULL,
  derived INTEGER NOT NULL DEFAULT 0,
  record BLOB NOT NULL
);
CREATE UNIQUE INDEX claims_reading ON claims (reading, id, derived);
CREATE INDEX claims_id ON claims (id);
CREATE INDEX claims_document ON claims (document, start);
CREATE TABLE claim_actors (
  claim INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  role TEXT NOT NULL,
  country TEXT,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (claim, n)
) WITHOUT ROWID;
CREATE INDEX claim_actors_country ON claim_actors (country, claim);
CREATE TABLE dyads (
  one TEXT NOT NULL,
  two TEXT NOT NULL,
  claim INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
  PRIMARY KEY (one, two, claim)
) WITHOUT ROWID;
CREATE INDEX dyads_claim ON dyads (claim);

CREATE TABLE findings (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  act TEXT,
  domain TEXT NOT NULL,
  first INTEGER,
  last INTEGER,
  covert INTEGER NOT NULL,
  record BLOB NOT NULL
);
CREATE TABLE finding_claims (
  finding INTEGER NOT NULL REFERENCES findings (key) ON DELETE CASCADE,
  claim TEXT NOT NULL,
  PRIMARY KEY (finding, claim)
) WITHOUT ROWID;
CREATE INDEX finding_claims_claim ON finding_claims (claim);
CREATE TABLE finding_countries (
  country TEXT NOT NULL,
  finding INTEGER NOT NULL REFERENCES findings (key) ON DELETE CASCADE,
  PRIMARY KEY (country, finding)
) WITHOUT ROWID;
CREATE INDEX finding_countries_finding ON finding_countries (finding);
CREATE TABLE lineage (finding TEXT NOT NULL, before TEXT NOT NULL, PRIMARY KEY (finding, before)) WITHOUT ROWID;

CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  record BLOB NOT NULL
) WITHOUT ROWID;
-- side 0 is the claim decided on, side 1 the other of a pair
CREATE TABLE anchors (
  decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
  side INTEGER NOT NULL,
  text_digest TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  quote TEXT NOT NULL,
  claim TEXT,
  PRIMARY KEY (decision, side)
) WITHOUT ROWID;
CREATE INDEX anchors_text ON anchors (text_digest);
CREATE TABLE attachments (
  decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
  side INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
  claim TEXT NOT NULL,
  PRIMARY KEY (decision, side, document)
) WITHOUT ROWID;
CREATE INDEX attachments_document ON attachments (document);

-- the only place for clock times, beside what people decided
CREATE TABLE runs (id TEXT PRIMARY KEY, started TEXT NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE forgotten (mark TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE searchable (
  key INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  document INTEGER REFERENCES documents (key),
  row INTEGER,
  start INTEGER,
  end INTEGER,
  text TEXT NOT NULL
);
CREATE INDEX searchable_document ON searchable (document);
CREATE VIRTUAL TABLE search_words USING fts5 (
  text, content = 'searchable', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_parts USING fts5 (
  text, content = 'searchable', content_rowid = 'key', tokenize = 'trigram'
);
"""


class Step(NamedTuple):
    """One change of the schema: its name and what it does, within the caller's transaction."""

    name: str
    run: Callable[[sqlite3.Connection], None]


def run_script(db: sqlite3.Connection, script: str) -> None:
    """Run the statements of ``script`` within the open transaction (``executescript`` would commit it first)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


def _first_tables(db: sqlite3.Connection) -> None:
    run_script(db, TABLES)


REDACTIONS = """
-- of what was something taken out, when, at how many places; and by what its original is known again: where the marks
-- stand in the text, and a digest of the first characters before them
CREATE TABLE redactions (
  document TEXT NOT NULL, at TEXT NOT NULL, places INTEGER NOT NULL, PRIMARY KEY (document, at)
) WITHOUT ROWID;
CREATE TABLE redacted (
  document TEXT PRIMARY KEY, length INTEGER NOT NULL, lead TEXT NOT NULL, marks BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX redacted_lead ON redacted (length, lead);
-- 1 where something went of which free pages, index or log may still hold words
INSERT INTO state VALUES ('unscrubbed', 0);
"""


def _redactions(db: sqlite3.Connection) -> None:
    run_script(db, REDACTIONS)


def _folded_search(db: sqlite3.Connection) -> None:
    """Fold what is searched; marks that folding leaves (vowel signs) belong to words."""
    db.create_function("folded_text", 1, fold, deterministic=True)
    run_script(
        db,
        """
        DROP TABLE search_words;
        DROP TABLE search_parts;
        UPDATE searchable SET text = folded_text(text);
        CREATE VIRTUAL TABLE search_words USING fts5 (
          text, content = 'searchable', content_rowid = 'key',
          tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
        );
        CREATE VIRTUAL TABLE search_parts USING fts5 (
          text, content = 'searchable', content_rowid = 'key', tokenize = 'trigram case_sensitive 1'
        );
        INSERT INTO search_words (search_words) VALUES ('rebuild');
        INSERT INTO search_parts (search_parts) VALUES ('rebuild');
        """,
    )


_SKIPPED = """
CREATE TABLE skipped (
  place TEXT NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (place, name)
) WITHOUT ROWID;
"""


def _skipped(db: sqlite3.Connection) -> None:
    run_script(db, _SKIPPED)


_LINKS = """
CREATE TABLE sketches (
  document INTEGER PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE,
  method TEXT NOT NULL,
  bands INTEGER NOT NULL,
  notice INTEGER NOT NULL,
  refers INTEGER NOT NULL,
  record BLOB NOT NULL
);
CREATE INDEX sketches_refers ON sketches (document) WHERE refers;
-- the documents of a band in the order of their ranks, each next to those it is held against
CREATE TABLE bands (
  band INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES sketches (document) ON DELETE CASCADE,
  name INTEGER NOT NULL,
  PRIMARY KEY (band, rank)
) WITHOUT ROWID;
-- one has the smaller id; without a kind: compared, and nothing; framed: only a frame in common
CREATE TABLE links (
  one INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
  kind TEXT,
  framed INTEGER NOT NULL DEFAULT 0,
  record BLOB NOT NULL,
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX links_other ON links (other);
CREATE TABLE known_words (
  document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  known_from INTEGER NOT NULL,
  known_to INTEGER NOT NULL,
  by INTEGER REFERENCES documents (key) ON DELETE CASCADE,
  PRIMARY KEY (document, start)
) WITHOUT ROWID;
CREATE INDEX known_words_by ON known_words (by);
"""

_LINKS_OF_OLD_TEXT = """CREATE TRIGGER links_of_old_text AFTER UPDATE OF text_digest, record ON documents
WHEN OLD.text_digest IS NOT NEW.text_digest OR (OLD.record IS NOT NEW.record AND OLD.record <> '')
BEGIN
  DELETE FROM sketches WHERE document = NEW.key;
  DELETE FROM links WHERE one = NEW.key OR other = NEW.key;
  DELETE FROM known_words WHERE document = NEW.key OR by = NEW.key;
END"""
TRIGGERS = frozenset([_LINKS_OF_OLD_TEXT])
"""The triggers that a ledger has, as they stand in the file."""


def _links(db: sqlite3.Connection) -> None:
    run_script(db, _LINKS)
    db.execute(_LINKS_OF_OLD_TEXT)


STEPS: tuple[Step, ...] = (
    Step("first tables", _first_tables),
    Step("redactions", _redactions),
    Step("folded search", _folded_search),
    Step("skipped", _skipped),
    Step("links", _links),
)


def steps_taken(db: sqlite3.Connection) -> int:
    """How many steps the file has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection, steps: tuple[Step, ...] = STEPS) -> None:
    """Take the steps that the file lacks; the caller holds the transaction, so all are taken or none."""
    for number in range(steps_taken(db) + 1, len(steps) + 1):
        step = steps[number - 1]
        step.run(db)
        db.execute("INSERT INTO steps (number, name) VALUES (?, ?)", (number, step.name))
        db.execute(f"PRAGMA user_version = {number}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
