-- What was cut, which routes a request may not choose, and whose call a chunk belongs to.
ALTER TABLE {database}.calls
    ADD COLUMN IF NOT EXISTS refused_routes Array(LowCardinality(String)) AFTER routes,
    ADD COLUMN IF NOT EXISTS truncated_fields Array(LowCardinality(String)) AFTER redacted;

ALTER TABLE {database}.chunks
    ADD COLUMN IF NOT EXISTS model_group LowCardinality(Nullable(String)) AFTER finish_reason,
    ADD COLUMN IF NOT EXISTS provider LowCardinality(Nullable(String)) AFTER model_group,
    ADD COLUMN IF NOT EXISTS key_hash Nullable(String) AFTER provider,
    ADD COLUMN IF NOT EXISTS team_id LowCardinality(Nullable(String)) AFTER key_hash,
    ADD COLUMN IF NOT EXISTS routes Array(LowCardinality(String)) AFTER team_id,
    ADD COLUMN IF NOT EXISTS disabled_callbacks Array(LowCardinality(String)) AFTER routes,
    ADD COLUMN IF NOT EXISTS truncated_fields Array(LowCardinality(String)) AFTER disabled_callbacks;

-- A view keeps the columns it was made with.
CREATE OR REPLACE VIEW {database}.calls_now AS SELECT * FROM {database}.calls FINAL;

CREATE OR REPLACE VIEW {database}.chunks_now AS SELECT * FROM {database}.chunks FINAL;
