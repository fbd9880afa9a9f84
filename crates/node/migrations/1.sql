-- The journal of one bureau. Headers are in clear and carry no personal data; bodies are sealed under case keys.
CREATE TABLE entry (
    position INTEGER PRIMARY KEY CHECK (position >= 0),
    case_id  BLOB    NOT NULL CHECK (length(case_id) = 16),
    at       INTEGER NOT NULL,                               -- milliseconds since 1970-01-01 UTC
    kind     INTEGER NOT NULL,
    digest   BLOB    NOT NULL CHECK (length(digest) = 32),   -- SHA-256 of the sealed body
    bytes    INTEGER NOT NULL CHECK (bytes >= 0),            -- length of the sealed body
    body     BLOB                                            -- NULL once its content was erased
) STRICT;
CREATE INDEX entry_of_case ON entry (case_id, position);

-- Each case's own key, wrapped by the bureau's master key. Destroying it erases the content of the case.
CREATE TABLE case_key (
    case_id BLOB PRIMARY KEY CHECK (length(case_id) = 16),
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The signed checkpoint after each batch of entries, by the number of entries that it covers.
CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY,
    note TEXT    NOT NULL
) STRICT;

-- A guard against accident; against intent there are the tree and the checkpoints.
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OF position, case_id, at, kind, digest, bytes ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
