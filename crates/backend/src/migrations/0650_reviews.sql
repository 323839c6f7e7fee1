-- Reviews by whoever bought it, with photos and with what the shop vouches for.

CREATE TABLE all_reviews (
    id         TEXT PRIMARY KEY,
    product    TEXT NOT NULL REFERENCES products (id),
    -- Not known of those from before.
    variant    TEXT REFERENCES variants (id),
    -- Somebody of the town, or the session that bought it.
    author     TEXT REFERENCES people (id),
    session    TEXT REFERENCES sessions (id),
    order_id   TEXT REFERENCES orders (id),
    stars      BIGINT NOT NULL CHECK (stars >= 1 AND stars <= 5),
    body       TEXT NOT NULL,
    outcome    TEXT NOT NULL CHECK (outcome IN ('kept', 'returned')),
    days_used  BIGINT NOT NULL,
    paid       BOOLEAN NOT NULL DEFAULT FALSE,
    -- What the author tells here; without it, what they tell anyway.
    traits     TEXT,
    at         BIGINT NOT NULL,
    edited_at  BIGINT,
    -- When it was bought, and how many whole days the author had it; both or none.
    bought_at  BIGINT,
    days       BIGINT,
    -- What was signed of it, and with which key; signed again when they are missing.
    key        TEXT,
    signature  TEXT,
    CHECK ((author IS NULL) <> (session IS NULL)),
    UNIQUE (order_id, variant)
);
INSERT INTO all_reviews (id, product, author, stars, body, outcome, days_used, at)
    SELECT id, product, author, stars, body, outcome, days_used, at FROM reviews;
DROP TABLE reviews;
ALTER TABLE all_reviews RENAME TO reviews;
CREATE INDEX reviews_by_product ON reviews (product, at);
CREATE INDEX reviews_by_session ON reviews (session);
CREATE INDEX reviews_unsigned ON reviews (id) WHERE signature IS NULL AND bought_at IS NOT NULL AND variant IS NOT NULL;

-- What became of each key that a client made; it outlives the review, so that a late repetition brings nothing back.
CREATE TABLE review_keys (
    session      TEXT NOT NULL REFERENCES sessions (id),
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    review       TEXT NOT NULL,
    PRIMARY KEY (session, key)
);
CREATE INDEX review_keys_by_review ON review_keys (review);

-- Photos that shoppers sent; their files are in the media folder.
CREATE TABLE photos (
    id           TEXT PRIMARY KEY,
    session      TEXT NOT NULL REFERENCES sessions (id),
    content_hash TEXT NOT NULL,
    picture      TEXT NOT NULL,
    -- When it was sent, or last used.
    at           BIGINT NOT NULL,
    UNIQUE (session, content_hash)
);
CREATE INDEX photos_by_time ON photos (at);

-- With the words of this use. The photo is not a reference: those of the demo town are files of the program.
CREATE TABLE review_photos (
    review   TEXT NOT NULL REFERENCES reviews (id),
    position BIGINT NOT NULL,
    photo    TEXT NOT NULL,
    picture  TEXT NOT NULL,
    PRIMARY KEY (review, position)
);
CREATE INDEX review_photos_by_photo ON review_photos (photo);

-- Every key that ever signed.
CREATE TABLE signing_keys (
    kid   TEXT PRIMARY KEY,
    x     TEXT NOT NULL,
    since BIGINT NOT NULL
);
