-- Notes that people publish themselves.

-- Whose note it is: of those of the demo town nobody's.
ALTER TABLE notes ADD COLUMN session TEXT REFERENCES sessions (id);
ALTER TABLE notes ADD COLUMN traits TEXT NOT NULL DEFAULT '[]';
ALTER TABLE notes ADD COLUMN edited_at BIGINT;
CREATE INDEX notes_by_session ON notes (session, at) WHERE session IS NOT NULL;

-- What became of each key that a client made; it outlives the note, so that a late repetition brings nothing back.
CREATE TABLE note_keys (
    session      TEXT NOT NULL REFERENCES sessions (id),
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    note         TEXT NOT NULL,
    PRIMARY KEY (session, key)
);
CREATE INDEX note_keys_by_note ON note_keys (note);

-- With the words of this use, as with a review.
CREATE TABLE note_photos (
    note     TEXT NOT NULL REFERENCES notes (id),
    position BIGINT NOT NULL,
    photo    TEXT NOT NULL,
    picture  TEXT NOT NULL,
    PRIMARY KEY (note, position)
);
CREATE INDEX note_photos_by_photo ON note_photos (photo);

-- Notes that their authors took back: a link to one says so. Nothing is left of them but their names.
CREATE TABLE withdrawn_notes (
    note TEXT PRIMARY KEY,
    at   BIGINT NOT NULL
);
