-- What decides prices: weights, tax classes, quantity breaks, coupons, and where a cart goes.

-- Of products from before, nobody wrote down what they weigh: a middling parcel.
ALTER TABLE products ADD COLUMN weight_grams BIGINT NOT NULL DEFAULT 500;
ALTER TABLE products ADD COLUMN tax_class TEXT NOT NULL DEFAULT 'standard';

-- `wire::QuantityBreak`s as JSON: from so many of the variant on, each costs less.
ALTER TABLE variants ADD COLUMN breaks TEXT NOT NULL DEFAULT '[]';

CREATE TABLE coupons (
    -- In upper case.
    code       TEXT PRIMARY KEY,
    -- `wire::CouponKind` as JSON.
    takes      TEXT NOT NULL,
    minimum    BIGINT,
    -- Ids as JSON; all products, if it is empty.
    products   TEXT NOT NULL,
    room       TEXT,
    -- The only person who may use it.
    person     TEXT,
    starts_at  BIGINT,
    ends_at    BIGINT,
    stacks     BOOLEAN NOT NULL,
    words      TEXT NOT NULL,
    lang       TEXT NOT NULL,
    -- How often it can be used, by all together and by one shopper; NULL: as often as they like.
    cap        BIGINT,
    per_person BIGINT,
    -- How often it is used or held. Moves by one conditional update, like stock.
    used       BIGINT NOT NULL DEFAULT 0 CHECK (used >= 0)
);

CREATE TABLE cart_coupons (
    session  TEXT NOT NULL REFERENCES carts (session),
    code     TEXT NOT NULL REFERENCES coupons (code),
    position BIGINT NOT NULL,
    PRIMARY KEY (session, code)
);

-- The coupons that a checkout uses. One that is given back counts no more; it counts again if the goods are bought late.
CREATE TABLE redemptions (
    checkout TEXT NOT NULL REFERENCES checkouts (id),
    code     TEXT NOT NULL REFERENCES coupons (code),
    session  TEXT NOT NULL REFERENCES sessions (id),
    counts   BOOLEAN NOT NULL,
    PRIMARY KEY (checkout, code)
);
CREATE INDEX redemptions_by_shopper ON redemptions (session, code);

ALTER TABLE carts ADD COLUMN destination TEXT NOT NULL DEFAULT 'DE';
-- The prices, coupons and totals of the cart's version, as `db::seen` writes them; empty from before there were any.
ALTER TABLE carts ADD COLUMN seen TEXT NOT NULL DEFAULT '';

ALTER TABLE checkouts ADD COLUMN coupons TEXT NOT NULL DEFAULT '[]';
-- Empty in checkouts from before totals knew countries: such an order may go anywhere.
ALTER TABLE checkouts ADD COLUMN destination TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN coupons TEXT NOT NULL DEFAULT '[]';
