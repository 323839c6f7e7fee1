-- What shoppers show of goods that go back, with the words of this use. A photo of a request to
-- send back belongs to the returns of that request, one for each owner, and to nothing else: only its
-- shopper and the goods' owners are told where it is.
CREATE TABLE return_photos (
    return_id TEXT NOT NULL REFERENCES returns (id),
    position  BIGINT NOT NULL,
    photo     TEXT NOT NULL REFERENCES photos (id),
    picture   TEXT NOT NULL,
    PRIMARY KEY (return_id, position)
);
CREATE INDEX return_photos_by_photo ON return_photos (photo);
