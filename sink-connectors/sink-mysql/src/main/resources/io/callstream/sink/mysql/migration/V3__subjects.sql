-- Erasures look for these.
CREATE INDEX calls_end_user ON calls (end_user(64));
CREATE INDEX calls_user ON calls (user_id(64));
