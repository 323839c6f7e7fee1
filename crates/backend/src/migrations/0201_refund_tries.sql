-- How often a refund was asked for: the provider is asked less and less often.
ALTER TABLE refunds ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;

-- Orders that were cancelled before a cancelled order gave its money back. The provider gives nothing back twice.
INSERT INTO refunds (session, key, due_at) SELECT session, key, 0 FROM orders WHERE state = 'cancelled'
    ON CONFLICT DO NOTHING;
