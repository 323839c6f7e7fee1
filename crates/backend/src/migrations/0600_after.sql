-- After the order: parcels that can be followed, returns, refunds in part, messages, and the owner's side.

-- `wire::Tracking` as JSON; empty until the parcel is on its way.
ALTER TABLE orders ADD COLUMN tracking TEXT NOT NULL DEFAULT '';
-- Whether an owner moved it: then the demo leaves it alone.
ALTER TABLE orders ADD COLUMN by_hand BOOLEAN NOT NULL DEFAULT FALSE;

-- Whose goods an order holds.
CREATE TABLE order_owners (
    order_id  TEXT NOT NULL REFERENCES orders (id),
    owner     TEXT NOT NULL REFERENCES people (id),
    placed_at BIGINT NOT NULL,
    PRIMARY KEY (order_id, owner)
);
CREATE INDEX order_owners_by_time ON order_owners (owner, placed_at, order_id);
-- The lines are JSON text, and this is read by every engine; an id is never part of another in its quotation marks.
INSERT INTO order_owners (order_id, owner, placed_at)
    SELECT DISTINCT o.id, g.owner, o.placed_at FROM orders o
    JOIN products g ON o.lines LIKE '%"product":"' || g.id || '"%';

CREATE TABLE returns (
    id           TEXT PRIMARY KEY,
    order_id     TEXT NOT NULL REFERENCES orders (id),
    -- Made by the client: the same key is the same return, and belongs to one body.
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    position     BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('requested', 'taken_back', 'refunded', 'refused')),
    -- `wire::ReturnLine`s and `wire::ReturnStep`s as JSON.
    lines        TEXT NOT NULL,
    steps        TEXT NOT NULL,
    reason       TEXT NOT NULL,
    words        TEXT NOT NULL,
    answer       TEXT NOT NULL,
    -- What is paid back; known when the shop has the goods.
    refund       BIGINT,
    asked_at     BIGINT NOT NULL,
    UNIQUE (order_id, key),
    UNIQUE (order_id, position)
);
CREATE INDEX returns_asked ON returns (asked_at) WHERE state = 'requested';

-- A part of a payment to give back, by a name of its own. As in `refunds`, a row stands here from the moment the money
-- is owed until the payment provider said yes. It knows its payment without the purchase, which may change hands.
CREATE TABLE part_refunds (
    name      TEXT PRIMARY KEY REFERENCES returns (id),
    -- The payment's name at the provider, and who that is.
    reference TEXT NOT NULL,
    provider  TEXT NOT NULL,
    amount    BIGINT NOT NULL CHECK (amount > 0),
    due_at    BIGINT NOT NULL,
    tries     BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX part_refunds_by_time ON part_refunds (due_at);

-- What the shop told its shoppers, each thing once: `event` names it within its order.
CREATE TABLE messages (
    id       TEXT PRIMARY KEY,
    session  TEXT NOT NULL REFERENCES sessions (id),
    order_id TEXT NOT NULL REFERENCES orders (id),
    event    TEXT NOT NULL,
    -- `wire::MessageAbout` as JSON.
    about    TEXT NOT NULL,
    at       BIGINT NOT NULL,
    is_read  BOOLEAN NOT NULL DEFAULT FALSE,
    UNIQUE (order_id, event)
);
CREATE INDEX messages_by_session ON messages (session, at, id);
CREATE INDEX messages_unread ON messages (session) WHERE NOT is_read;

-- Who has the key acts for the owner. Keys are long and random, so a plain hash is enough.
CREATE TABLE studio_keys (
    key_hash TEXT PRIMARY KEY,
    owner    TEXT NOT NULL REFERENCES people (id)
);
CREATE TABLE studio_sessions (
    session TEXT PRIMARY KEY REFERENCES sessions (id),
    owner   TEXT NOT NULL REFERENCES people (id)
);
-- The moves that were made by hand, so that one that arrives twice is made once.
CREATE TABLE studio_moves (
    order_id     TEXT NOT NULL REFERENCES orders (id),
    owner        TEXT NOT NULL REFERENCES people (id),
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (order_id, owner, key)
);
