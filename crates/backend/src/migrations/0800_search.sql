-- Search. The words come from the tokeniser in `domain::search`, with spaces between: the engine only parts them there.
-- The index is SQLite's own; with PostgreSQL it would be a tsvector of the same words.

-- What is in the index, and as which document. The last digit in base four is the kind: 0 notes, 1 products, 2 people.
CREATE TABLE search_docs (
    doc  INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('note', 'product', 'person')),
    item TEXT NOT NULL,
    UNIQUE (kind, item)
);

-- Only words and where they stand: the texts are in their own tables.
CREATE VIRTUAL TABLE search_index USING fts5 (
    head, topics, body, content = '', contentless_delete = 1, tokenize = 'ascii', detail = 'column'
);

-- Every word that was ever written, for slips and compounds. `shown` is how it is written.
CREATE TABLE search_words (
    word  TEXT PRIMARY KEY,
    stem  TEXT NOT NULL,
    shown TEXT NOT NULL
);

-- What changed since it was taken into the index. Triggers write it, so that nobody who writes can forget it.
CREATE TABLE search_dirty (
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (kind, item)
);

CREATE TRIGGER search_note_new AFTER INSERT ON notes BEGIN
    INSERT INTO search_dirty VALUES ('note', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_note_changed AFTER UPDATE OF title, body, topics, place, author ON notes BEGIN
    INSERT INTO search_dirty VALUES ('note', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_note_gone AFTER DELETE ON notes BEGIN
    INSERT INTO search_dirty VALUES ('note', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_product_new AFTER INSERT ON products BEGIN
    INSERT INTO search_dirty VALUES ('product', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_product_changed AFTER UPDATE OF name, tagline, description, topics, owner ON products BEGIN
    INSERT INTO search_dirty VALUES ('product', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_product_gone AFTER DELETE ON products BEGIN
    INSERT INTO search_dirty VALUES ('product', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_new AFTER INSERT ON people BEGIN
    INSERT INTO search_dirty VALUES ('person', NEW.id) ON CONFLICT DO NOTHING;
END;
-- Notes are found by their author's name, products by the shop's.
CREATE TRIGGER search_person_changed AFTER UPDATE OF name, handle, bio, place, shop_name, shop_about ON people BEGIN
    INSERT INTO search_dirty VALUES ('person', NEW.id) ON CONFLICT DO NOTHING;
    INSERT INTO search_dirty SELECT 'note', id FROM notes WHERE author = NEW.id ON CONFLICT DO NOTHING;
    INSERT INTO search_dirty SELECT 'product', id FROM products WHERE owner = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_gone AFTER DELETE ON people BEGIN
    INSERT INTO search_dirty VALUES ('person', OLD.id) ON CONFLICT DO NOTHING;
END;
