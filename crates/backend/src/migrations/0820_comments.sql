-- Comments that anybody can write, and what is done about bad ones.

CREATE TABLE all_comments (
    id        TEXT PRIMARY KEY,
    note      TEXT NOT NULL REFERENCES notes (id),
    -- Replies: the comment on the note that they stand under, and what they answer: that one or another reply.
    root      TEXT REFERENCES all_comments (id),
    parent    TEXT REFERENCES all_comments (id),
    -- Somebody of the town, or a session.
    author    TEXT REFERENCES people (id),
    session   TEXT REFERENCES sessions (id),
    -- Empty once it is withdrawn.
    body      TEXT NOT NULL,
    likes     BIGINT NOT NULL CHECK (likes >= 0),
    at        BIGINT NOT NULL,
    -- Its author took it back; it keeps its place while replies stand under it.
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    -- A moderator took it away.
    removed   BOOLEAN NOT NULL DEFAULT FALSE,
    CHECK (withdrawn OR (author IS NULL) <> (session IS NULL)),
    CHECK ((root IS NULL) = (parent IS NULL))
);
INSERT INTO all_comments (id, note, root, parent, author, body, likes, at)
    SELECT id, note, parent, parent, author, body, likes, at FROM comments ORDER BY parent IS NOT NULL;
DROP TABLE comments;
ALTER TABLE all_comments RENAME TO comments;
CREATE INDEX comments_by_note ON comments (note, root, at, id);
CREATE INDEX comments_by_root ON comments (root, at, id) WHERE root IS NOT NULL;
CREATE INDEX comments_by_parent ON comments (parent) WHERE parent IS NOT NULL;
CREATE INDEX comments_by_session ON comments (session, at) WHERE session IS NOT NULL;

-- What became of each key that a client made; it outlives the comment, so that a late repetition brings nothing back.
CREATE TABLE comment_keys (
    session      TEXT NOT NULL REFERENCES sessions (id),
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    comment      TEXT NOT NULL,
    PRIMARY KEY (session, key)
);
CREATE INDEX comment_keys_by_comment ON comment_keys (comment);

CREATE TABLE comment_likes (
    session TEXT NOT NULL REFERENCES sessions (id),
    comment TEXT NOT NULL REFERENCES comments (id),
    PRIMARY KEY (session, comment)
);
CREATE INDEX comment_likes_by_comment ON comment_likes (comment);

-- One of a note's comments stands first.
CREATE TABLE comment_pins (
    note    TEXT PRIMARY KEY REFERENCES notes (id),
    comment TEXT NOT NULL UNIQUE REFERENCES comments (id)
);

-- Notes that a moderator took away. A row of its own: the note stays as it was, and comes back as it was.
CREATE TABLE removed_notes (
    note TEXT PRIMARY KEY REFERENCES notes (id),
    at   BIGINT NOT NULL
);

-- A thing that was reported. What it is about may be gone meanwhile, so that is no reference.
CREATE TABLE cases (
    id    TEXT PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('note', 'comment')),
    thing TEXT NOT NULL,
    note  TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'removed', 'dismissed')),
    -- When it was reported last.
    at    BIGINT NOT NULL,
    UNIQUE (kind, thing)
);
CREATE INDEX cases_by_time ON cases (state = 'open', at, id);

CREATE TABLE reports (
    case_id TEXT NOT NULL REFERENCES cases (id),
    session TEXT NOT NULL REFERENCES sessions (id),
    reason  TEXT NOT NULL,
    words   TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (case_id, session)
);
CREATE INDEX reports_by_session ON reports (session);

-- What moderators did, so that one that arrives twice is done once.
CREATE TABLE case_moves (
    case_id      TEXT NOT NULL REFERENCES cases (id),
    moderator    TEXT NOT NULL REFERENCES people (id),
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    -- `wire::CaseAct` as JSON.
    act          TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (case_id, moderator, key)
);

-- Whose key it is also looks after what people report.
ALTER TABLE studio_keys ADD COLUMN moderator BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE studio_sessions ADD COLUMN moderator BOOLEAN NOT NULL DEFAULT FALSE;

-- What was said is told too: a message need not be about an order any more. Each answer is told once.
CREATE TABLE all_messages (
    id       TEXT PRIMARY KEY,
    session  TEXT NOT NULL REFERENCES sessions (id),
    order_id TEXT REFERENCES orders (id),
    event    TEXT NOT NULL,
    -- `wire::MessageAbout` as JSON.
    about    TEXT NOT NULL,
    at       BIGINT NOT NULL,
    is_read  BOOLEAN NOT NULL DEFAULT FALSE,
    UNIQUE (order_id, event)
);
INSERT INTO all_messages (id, session, order_id, event, about, at, is_read)
    SELECT id, session, order_id, event, about, at, is_read FROM messages;
DROP TABLE messages;
ALTER TABLE all_messages RENAME TO messages;
CREATE INDEX messages_by_session ON messages (session, at, id);
CREATE INDEX messages_unread ON messages (session) WHERE NOT is_read;
CREATE UNIQUE INDEX messages_of_no_order ON messages (event) WHERE order_id IS NULL;
