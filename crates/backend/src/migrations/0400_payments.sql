-- What a payment needs to go on without the shopper's request: a webhook, or the shop by itself, makes the order of it.
CREATE TABLE payments (
    session   TEXT NOT NULL,
    key       TEXT NOT NULL,
    -- `wire::PaymentKind`: who is asked about it.
    provider  TEXT NOT NULL,
    -- Its name at the provider, and in the provider's webhooks.
    reference TEXT NOT NULL UNIQUE,
    -- `wire::OrderRequest` as JSON.
    request   TEXT NOT NULL,
    -- `wire::NextAction` as JSON, once the provider said what must happen first.
    next      TEXT,
    -- After this nobody waits for it any more.
    ends_at   BIGINT NOT NULL,
    -- When the provider was asked last, and how often.
    asked_at  BIGINT NOT NULL DEFAULT 0,
    asked     BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (session, key),
    -- A purchase that changes hands takes its payment along, under the name that the provider knows.
    FOREIGN KEY (session, key) REFERENCES attempts (session, key) ON UPDATE CASCADE
);
CREATE INDEX payments_open ON payments (asked_at) WHERE next IS NOT NULL;

-- Who gives the money back.
ALTER TABLE refunds ADD COLUMN provider TEXT NOT NULL DEFAULT 'test';

-- The provider's webhooks that were taken: one that comes twice is taken once.
CREATE TABLE webhooks (
    provider TEXT NOT NULL,
    id       TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (provider, id)
);
CREATE INDEX webhooks_by_age ON webhooks (at);

-- The books of the test provider: `payment::test_bank::Account` as JSON, and when its next webhook is due.
CREATE TABLE bank_accounts (
    reference TEXT PRIMARY KEY,
    account   TEXT NOT NULL,
    -- What was taken and not given back, in minor units.
    taken     BIGINT NOT NULL,
    letter_at BIGINT
);
CREATE INDEX bank_letters ON bank_accounts (letter_at) WHERE letter_at IS NOT NULL;

-- The pages that were opened at the redirect provider.
CREATE TABLE redirect_pages (
    reference TEXT PRIMARY KEY,
    -- The provider's name for it.
    page      TEXT NOT NULL
);
