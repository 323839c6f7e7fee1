-- What a moderator took away is not found, and what comes back is found again.

CREATE TRIGGER search_note_removed AFTER INSERT ON removed_notes BEGIN
    INSERT INTO search_dirty VALUES ('note', NEW.note) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_note_restored AFTER DELETE ON removed_notes BEGIN
    INSERT INTO search_dirty VALUES ('note', OLD.note) ON CONFLICT DO NOTHING;
END;
INSERT INTO search_dirty SELECT 'note', note FROM removed_notes WHERE TRUE ON CONFLICT DO NOTHING;
