-- The ordered log of every room, and what of a room outlives a restart.

CREATE TABLE room_runs (
    room  TEXT PRIMARY KEY,
    -- Names this run of the log; positions of another epoch are void.
    epoch TEXT NOT NULL,
    likes BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE room_events (
    room       TEXT   NOT NULL,
    epoch      TEXT   NOT NULL,
    seq        BIGINT NOT NULL,
    prev       BIGINT NOT NULL,
    at_ms      BIGINT NOT NULL,
    -- `wire::EventBody` as JSON.
    body       TEXT   NOT NULL,
    -- Who, from which outbox, and which message of it; a message that arrives twice is one row. Everybody in the
    -- room sees a client_id, so the sender belongs to the key: nobody can use up another's numbers.
    sender     TEXT   NOT NULL,
    client_id  TEXT   NOT NULL,
    client_seq BIGINT NOT NULL,
    PRIMARY KEY (room, seq),
    UNIQUE (room, sender, client_id, client_seq)
);
