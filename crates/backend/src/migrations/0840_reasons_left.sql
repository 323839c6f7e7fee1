-- Why something was reported by people who deleted their accounts since: moderators still see why, and nobody sees who.
CREATE TABLE reasons_left (
    case_id TEXT NOT NULL REFERENCES cases (id),
    reason  TEXT NOT NULL,
    -- By how many.
    given   BIGINT NOT NULL,
    PRIMARY KEY (case_id, reason)
);
