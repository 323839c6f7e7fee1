-- What a shopper keeps for another day: set aside from the cart, or wished for. `price` is what one cost when it was put
-- here.
CREATE TABLE saved (
    session  TEXT NOT NULL REFERENCES sessions (id),
    variant  TEXT NOT NULL REFERENCES variants (id),
    list     TEXT NOT NULL CHECK (list IN ('later', 'wishes')),
    quantity BIGINT NOT NULL CHECK (quantity >= 1 AND quantity <= 99),
    price    BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (session, variant, list)
);
