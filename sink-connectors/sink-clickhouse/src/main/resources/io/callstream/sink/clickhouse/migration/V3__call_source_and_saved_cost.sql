-- Who made a call that another proxy reports, and what an answer from the cache would have cost.
ALTER TABLE {database}.calls
    ADD COLUMN IF NOT EXISTS call_source LowCardinality(Nullable(String)) AFTER request_sha256,
    ADD COLUMN IF NOT EXISTS saved_cost_nano_usd Nullable(Int64) AFTER cache_cost_nano_usd;

-- A view keeps the columns it was made with.
CREATE OR REPLACE VIEW {database}.calls_now AS SELECT * FROM {database}.calls FINAL;
