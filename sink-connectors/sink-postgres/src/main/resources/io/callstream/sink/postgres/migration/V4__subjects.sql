-- Erasures look for these. Entries of a hash index have one size, however long a name is.
CREATE INDEX calls_end_user ON calls USING hash (end_user);
CREATE INDEX calls_user ON calls USING hash (user_id);
