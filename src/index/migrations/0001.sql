-- The first shape of the index. Offsets are code points of a document's text.

-- A text that cites. Two files with the same bytes are one document.
CREATE TABLE documents (
    key       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,  -- SHA-256 of the bytes
    title     TEXT,
    date      TEXT,
    language  TEXT,
    format    TEXT NOT NULL,
    read_with TEXT NOT NULL          -- fingerprint of program, catalogue and options
);

-- Where documents were found, and the files that could not be read.
CREATE TABLE files (
    path      TEXT PRIMARY KEY,
    size      INTEGER NOT NULL,
    modified  INTEGER NOT NULL,      -- nanoseconds since 1970
    read_with TEXT NOT NULL,
    document  INTEGER REFERENCES documents (key),
    failure   TEXT,                  -- why there is no document
    CHECK ((document IS NULL) = (failure IS NOT NULL))
) WITHOUT ROWID;
CREATE INDEX files_by_document ON files (document, path);

-- The sentence (or short paragraph) around citations.
CREATE TABLE passages (
    key       INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    start     INTEGER NOT NULL,
    text      TEXT NOT NULL,
    cut_head  INTEGER NOT NULL,      -- 1: the sentence began earlier
    cut_tail  INTEGER NOT NULL       -- 1: the sentence goes on
);
CREATE INDEX passages_by_document ON passages (document);

CREATE TABLE citations (
    key         INTEGER PRIMARY KEY,
    document    INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    passage     INTEGER NOT NULL REFERENCES passages (key) ON DELETE CASCADE,
    number      INTEGER NOT NULL,    -- order within the document
    instrument  TEXT,
    provision   TEXT,
    edition     TEXT,
    quote       TEXT NOT NULL,
    prefix      TEXT NOT NULL,
    suffix      TEXT NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    page        INTEGER,
    block       TEXT,
    citing      TEXT,
    lang        TEXT,
    how         TEXT NOT NULL,
    rule        TEXT NOT NULL,
    confidence  TEXT NOT NULL,
    status      TEXT NOT NULL,
    reason      TEXT,
    function    TEXT,
    "group"     INTEGER NOT NULL,
    via         TEXT,
    note        TEXT
);
CREATE INDEX citations_by_provision ON citations (provision);
CREATE INDEX citations_by_instrument ON citations (instrument);
CREATE INDEX citations_by_document ON citations (document, number);
CREATE INDEX citations_by_passage ON citations (passage);

-- What an ambiguous citation may mean.
CREATE TABLE candidates (
    citation  INTEGER NOT NULL REFERENCES citations (key) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    provision TEXT NOT NULL,
    PRIMARY KEY (citation, number)
) WITHOUT ROWID;

-- What is known of the instruments that are cited.
CREATE TABLE instruments (
    id         TEXT PRIMARY KEY,
    label      TEXT NOT NULL,
    title      TEXT,
    url        TEXT,
    edition_of TEXT
) WITHOUT ROWID;
CREATE INDEX instruments_by_edition ON instruments (edition_of);

-- What the reader of a file had to say beside its text.
CREATE TABLE warnings (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    code     TEXT NOT NULL,
    page     INTEGER,
    message  TEXT NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

-- For people with an SQL prompt: one row per citation, everything beside it.
CREATE VIEW citation_records AS
SELECT d.id AS document_id,
       (SELECT min(f.path) FROM files f WHERE f.document = d.key) AS document_path,
       d.title AS document_title, d.date AS document_date, d.language AS document_language,
       c.instrument, c.provision, i.label AS instrument_label, i.url, c.edition,
       c.quote, c.prefix, c.suffix, c.start, c."end", c.page, c.block, c.citing, c.lang,
       c.how, c.rule, c.confidence, c.status, c.reason, c.function, c."group", c.via, c.note,
       p.text AS passage
FROM citations c
JOIN documents d ON d.key = c.document
JOIN passages p ON p.key = c.passage
LEFT JOIN instruments i ON i.id = c.instrument
ORDER BY document_path, c.number;
