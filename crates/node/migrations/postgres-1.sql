-- The journal of one bureau, as in 1.sql. Headers are in clear and carry no personal data; bodies are sealed under case keys.
CREATE TABLE entry (
    position BIGINT PRIMARY KEY CHECK (position >= 0),
    case_id  BYTEA  NOT NULL CHECK (length(case_id) = 16),
    at       BIGINT NOT NULL,                               -- milliseconds since 1970-01-01 UTC
    kind     BIGINT NOT NULL,
    digest   BYTEA  NOT NULL CHECK (length(digest) = 32),   -- SHA-256 of the sealed body
    bytes    BIGINT NOT NULL CHECK (bytes >= 0),            -- length of the sealed body
    body     BYTEA                                          -- NULL once its content was erased
);
CREATE INDEX entry_of_case ON entry (case_id, position);
-- What is sealed does not get smaller.
ALTER TABLE entry ALTER COLUMN body SET STORAGE EXTERNAL;

-- Each case's own key, wrapped by the bureau's master key. Destroying it erases the content of the case.
CREATE TABLE case_key (
    case_id BYTEA PRIMARY KEY CHECK (length(case_id) = 16),
    wrapped BYTEA NOT NULL
);

-- The signed checkpoint after each batch of entries, by the number of entries that it covers.
CREATE TABLE checkpoint (
    size BIGINT PRIMARY KEY,
    note TEXT   NOT NULL
);

-- A guard against accident; against intent there are the tree and the checkpoints.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'entries are never changed or removed'; END $$;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER entry_is_never_emptied BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OF position, case_id, at, kind, digest, bytes ON entry
FOR EACH ROW EXECUTE FUNCTION refuse();
