-- What shoppers show of goods that go back, with the words of this use. A photo of a return is used by nothing else: only its
-- shopper and the goods' owners are told where it is.
CREATE TABLE return_photos (
    photo     TEXT PRIMARY KEY REFERENCES photos (id),
    return_id TEXT NOT NULL REFERENCES returns (id),
    position  BIGINT NOT NULL,
    picture   TEXT NOT NULL,
    UNIQUE (return_id, position)
);
