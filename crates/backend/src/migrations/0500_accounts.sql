-- Accounts. What an account has (cart, marks, checkouts, orders) hangs on its root: a session whose token nobody has.

CREATE TABLE accounts (
    id           TEXT PRIMARY KEY,
    root         TEXT NOT NULL UNIQUE REFERENCES sessions (id),
    email        TEXT NOT NULL,
    -- The address as it is compared.
    email_key    TEXT NOT NULL UNIQUE,
    -- argon2id in the PHC form; empty for those who have passkeys only.
    password     TEXT,
    -- What the account's passkeys know it by: a UUID.
    passkey_user TEXT NOT NULL UNIQUE,
    created_at   BIGINT NOT NULL
);

-- A session that is signed in, and what is told about it.
ALTER TABLE sessions ADD COLUMN account TEXT REFERENCES accounts (id);
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;
-- Which guest became it: one who asks again, because the answer got lost, gets it anew and not a second one.
ALTER TABLE sessions ADD COLUMN came_from TEXT;
-- A guest who signed in: the root that has what was theirs. Their token is over.
ALTER TABLE sessions ADD COLUMN merged_into TEXT REFERENCES sessions (id);
CREATE INDEX sessions_by_account ON sessions (account) WHERE account IS NOT NULL;
CREATE INDEX sessions_by_root ON sessions (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE passkeys (
    id         TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES accounts (id),
    device     TEXT NOT NULL,
    -- The public key and what was told about it, as webauthn-rs writes it.
    public_key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX passkeys_by_account ON passkeys (account, created_at);

-- Challenges that are out: each can be answered once, for five minutes.
CREATE TABLE ceremonies (
    id      TEXT PRIMARY KEY,
    state   TEXT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX ceremonies_by_end ON ceremonies (ends_at);
