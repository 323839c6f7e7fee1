-- The shop. Ids are text, money is whole cents, times are milliseconds since 1970 UTC, lists that are only ever read
-- as a whole are JSON text. The same text runs on SQLite and PostgreSQL.

CREATE TABLE people (
    id         TEXT PRIMARY KEY,
    handle     TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('buyer', 'owner')),
    avatar     TEXT NOT NULL,
    place      TEXT NOT NULL,
    bio        TEXT NOT NULL,
    lang       TEXT NOT NULL,
    traits     TEXT NOT NULL,
    shop_name  TEXT,
    shop_about TEXT
);

CREATE TABLE products (
    id          TEXT PRIMARY KEY,
    owner       TEXT NOT NULL REFERENCES people (id),
    name        TEXT NOT NULL,
    tagline     TEXT NOT NULL,
    description TEXT NOT NULL,
    lang        TEXT NOT NULL,
    pictures    TEXT NOT NULL,
    options     TEXT NOT NULL,
    facts       TEXT NOT NULL,
    topics      TEXT NOT NULL
);
CREATE INDEX products_by_owner ON products (owner, id);

CREATE TABLE variants (
    id       TEXT PRIMARY KEY,
    product  TEXT NOT NULL REFERENCES products (id),
    position BIGINT NOT NULL,
    choices  TEXT NOT NULL,
    price    BIGINT NOT NULL CHECK (price >= 0)
);
CREATE INDEX variants_by_product ON variants (product, position);

-- What is there, and how much of it is held by checkouts. What can be bought is on_hand - reserved.
CREATE TABLE stock (
    sku      TEXT PRIMARY KEY REFERENCES variants (id),
    on_hand  BIGINT NOT NULL CHECK (on_hand >= 0),
    reserved BIGINT NOT NULL CHECK (reserved >= 0 AND reserved <= on_hand)
);

CREATE TABLE reviews (
    id        TEXT PRIMARY KEY,
    product   TEXT NOT NULL REFERENCES products (id),
    author    TEXT NOT NULL REFERENCES people (id),
    stars     BIGINT NOT NULL CHECK (stars >= 1 AND stars <= 5),
    body      TEXT NOT NULL,
    outcome   TEXT NOT NULL CHECK (outcome IN ('kept', 'returned')),
    days_used BIGINT NOT NULL,
    at        BIGINT NOT NULL
);
CREATE INDEX reviews_by_product ON reviews (product, at);

CREATE TABLE notes (
    id            TEXT PRIMARY KEY,
    author        TEXT NOT NULL REFERENCES people (id),
    title         TEXT NOT NULL,
    body          TEXT NOT NULL,
    pictures      TEXT NOT NULL,
    topics        TEXT NOT NULL,
    place         TEXT NOT NULL,
    lang          TEXT NOT NULL,
    paid          BOOLEAN NOT NULL,
    likes         BIGINT NOT NULL CHECK (likes >= 0),
    collects      BIGINT NOT NULL CHECK (collects >= 0),
    product_count BIGINT NOT NULL,
    at            BIGINT NOT NULL
);
CREATE INDEX notes_by_author ON notes (author, at, id);

CREATE TABLE note_products (
    note       TEXT NOT NULL REFERENCES notes (id),
    position   BIGINT NOT NULL,
    product    TEXT NOT NULL REFERENCES products (id),
    picture    BIGINT NOT NULL,
    x_permille BIGINT NOT NULL,
    y_permille BIGINT NOT NULL,
    PRIMARY KEY (note, position)
);
CREATE INDEX note_products_by_product ON note_products (product, note);

CREATE TABLE comments (
    id     TEXT PRIMARY KEY,
    note   TEXT NOT NULL REFERENCES notes (id),
    parent TEXT REFERENCES comments (id),
    author TEXT NOT NULL REFERENCES people (id),
    body   TEXT NOT NULL,
    likes  BIGINT NOT NULL,
    at     BIGINT NOT NULL
);
CREATE INDEX comments_by_note ON comments (note, at);

CREATE TABLE rooms (
    id        TEXT PRIMARY KEY,
    host      TEXT NOT NULL REFERENCES people (id),
    title     TEXT NOT NULL,
    about     TEXT NOT NULL,
    lang      TEXT NOT NULL,
    cover     TEXT NOT NULL,
    status    TEXT NOT NULL CHECK (status IN ('live', 'scheduled', 'replay')),
    starts_at BIGINT NOT NULL,
    script    TEXT NOT NULL
);

CREATE TABLE room_products (
    room     TEXT NOT NULL REFERENCES rooms (id),
    position BIGINT NOT NULL,
    product  TEXT NOT NULL REFERENCES products (id),
    PRIMARY KEY (room, position)
);

-- The feed in its first order; what a cursor names is a rank.
CREATE TABLE feed (
    rank BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('note', 'room', 'product')),
    item TEXT NOT NULL UNIQUE
);

CREATE TABLE sessions (
    id         TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    person     TEXT NOT NULL,
    guest      BOOLEAN NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE marks (
    session TEXT NOT NULL REFERENCES sessions (id),
    note    TEXT NOT NULL REFERENCES notes (id),
    kind    TEXT NOT NULL CHECK (kind IN ('like', 'collect')),
    PRIMARY KEY (session, note, kind)
);

CREATE TABLE carts (
    session TEXT PRIMARY KEY REFERENCES sessions (id),
    version BIGINT NOT NULL
);

CREATE TABLE cart_lines (
    session  TEXT NOT NULL REFERENCES carts (session),
    variant  TEXT NOT NULL REFERENCES variants (id),
    position BIGINT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity >= 1 AND quantity <= 99),
    PRIMARY KEY (session, variant)
);

-- Changes that were applied, so that one that arrives twice is applied once.
CREATE TABLE cart_changes (
    session TEXT NOT NULL REFERENCES carts (session),
    id      TEXT NOT NULL,
    PRIMARY KEY (session, id)
);

-- held: the goods are set aside until held_until; paying: somebody pays for them just now; used: they are an order;
-- released: they are back on sale.
CREATE TABLE checkouts (
    id           TEXT PRIMARY KEY,
    session      TEXT NOT NULL REFERENCES sessions (id),
    key          TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('held', 'paying', 'used', 'released')),
    held_until   BIGINT NOT NULL,
    cart_version BIGINT NOT NULL,
    lines        TEXT NOT NULL,
    totals       TEXT NOT NULL,
    UNIQUE (session, key)
);
CREATE INDEX checkouts_by_end ON checkouts (state, held_until);

CREATE TABLE reservations (
    checkout TEXT NOT NULL REFERENCES checkouts (id),
    sku      TEXT NOT NULL REFERENCES stock (sku),
    quantity BIGINT NOT NULL CHECK (quantity >= 1),
    PRIMARY KEY (checkout, sku)
);

-- One row per key with which an order was asked for: what came of it. `run` names the server process that works on it,
-- so that the next process knows which attempts nobody works on any more.
CREATE TABLE attempts (
    session      TEXT NOT NULL REFERENCES sessions (id),
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    checkout     TEXT NOT NULL REFERENCES checkouts (id),
    state        TEXT NOT NULL CHECK (state IN ('paying', 'ordered', 'declined', 'expired')),
    run          TEXT NOT NULL,
    PRIMARY KEY (session, key)
);
CREATE INDEX attempts_by_checkout ON attempts (checkout, state);

CREATE TABLE orders (
    id        TEXT PRIMARY KEY,
    session   TEXT NOT NULL REFERENCES sessions (id),
    key       TEXT NOT NULL,
    checkout  TEXT NOT NULL UNIQUE REFERENCES checkouts (id),
    number    TEXT NOT NULL UNIQUE,
    state     TEXT NOT NULL,
    lines     TEXT NOT NULL,
    totals    TEXT NOT NULL,
    address   TEXT NOT NULL,
    placed_at BIGINT NOT NULL,
    UNIQUE (session, key)
);
CREATE INDEX orders_by_session ON orders (session, placed_at, id);
CREATE INDEX orders_by_state ON orders (state, placed_at);

CREATE TABLE order_steps (
    order_id TEXT NOT NULL REFERENCES orders (id),
    position BIGINT NOT NULL,
    state    TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (order_id, position)
);

CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('orders', 0);
