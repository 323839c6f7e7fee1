-- Whom somebody follows, and whom they want to see nothing by; and the towns that one can look around in.

CREATE TABLE follows (
    session TEXT NOT NULL REFERENCES sessions (id),
    person  TEXT NOT NULL REFERENCES people (id),
    at      BIGINT NOT NULL,
    PRIMARY KEY (session, person)
);

CREATE TABLE mutes (
    session TEXT NOT NULL REFERENCES sessions (id),
    person  TEXT NOT NULL REFERENCES people (id),
    at      BIGINT NOT NULL,
    PRIMARY KEY (session, person)
);

-- How many follow. Who was in the town before begins with a share of those who liked their notes, as in a new town.
ALTER TABLE people ADD COLUMN followers BIGINT NOT NULL DEFAULT 0 CHECK (followers >= 0);
UPDATE people SET followers = (SELECT COALESCE(SUM(n.likes), 0) / 40 FROM notes n WHERE n.author = people.id);

-- The town of the place in words, as `domain::place::town` says.
ALTER TABLE notes ADD COLUMN town TEXT NOT NULL DEFAULT '';
UPDATE notes SET town = place;
UPDATE notes SET town = substr(town, 1, instr(town, ' · ') - 1) WHERE instr(town, ' · ') > 0;
UPDATE notes SET town = substr(town, 1, instr(town, ',') - 1) WHERE instr(town, ',') > 0;
UPDATE notes SET town = trim(town);
CREATE INDEX notes_by_town ON notes (town, at, id);
