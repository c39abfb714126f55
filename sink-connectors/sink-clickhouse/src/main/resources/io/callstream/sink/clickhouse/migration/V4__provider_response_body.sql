-- What the provider said in its own form, where that was put into another.
ALTER TABLE {database}.calls
    ADD COLUMN IF NOT EXISTS provider_response_body Nullable(String) CODEC(ZSTD) AFTER response_sha256;

-- A view keeps the columns it was made with.
CREATE OR REPLACE VIEW {database}.calls_now AS SELECT * FROM {database}.calls FINAL;
