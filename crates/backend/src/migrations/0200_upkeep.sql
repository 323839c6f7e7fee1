-- What lets the shop forget what is over, and give money back.

-- When a change was applied: after a while it is forgotten. Of those from before this column, what is known is when
-- their session was used last (a session ends 90 days after that).
ALTER TABLE cart_changes ADD COLUMN at BIGINT NOT NULL DEFAULT 0;
UPDATE cart_changes SET at =
    (SELECT s.expires_at - 7776000000 FROM sessions s WHERE s.id = cart_changes.session);
CREATE INDEX cart_changes_by_age ON cart_changes (at);

CREATE INDEX sessions_by_end ON sessions (expires_at);

-- From here on `attempts.run` names one try to pay; which tries are worked on, the server process has in its memory.
CREATE INDEX attempts_open ON attempts (checkout) WHERE state = 'paying';

-- Money to give back: a row stands here from the moment it is owed until the payment provider said yes. session and
-- key name the payment.
CREATE TABLE refunds (
    session TEXT NOT NULL REFERENCES sessions (id),
    key     TEXT NOT NULL,
    due_at  BIGINT NOT NULL,
    PRIMARY KEY (session, key)
);
CREATE INDEX refunds_by_time ON refunds (due_at);
