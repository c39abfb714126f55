-- What was cut, which routes a request may not choose, and whose call a chunk belongs to.
ALTER TABLE calls
    ADD COLUMN refused_routes mediumtext NOT NULL DEFAULT ('[]'),
    ADD COLUMN truncated_fields mediumtext NOT NULL DEFAULT ('[]');

ALTER TABLE chunks
    ADD COLUMN model_group text,
    ADD COLUMN provider text,
    ADD COLUMN key_hash text,
    ADD COLUMN team_id text,
    ADD COLUMN routes mediumtext NOT NULL DEFAULT ('[]'),
    ADD COLUMN disabled_callbacks mediumtext NOT NULL DEFAULT ('[]'),
    ADD COLUMN truncated_fields mediumtext NOT NULL DEFAULT ('[]');
