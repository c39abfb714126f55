-- Run once in the project's SQL editor, after the tables of sink-postgres
-- (sink-connectors/sink-postgres/src/main/resources/io/callstream/sink/postgres/migration/V*.sql, in order).

-- The REST API would show the tables to everybody who has the public key; the service key passes row level security.
ALTER TABLE calls ENABLE ROW LEVEL SECURITY;
ALTER TABLE chunks ENABLE ROW LEVEL SECURITY;

-- How much a row says about its call. What says less never replaces what says more, in whatever order events come.
CREATE OR REPLACE FUNCTION callstream_stage(status text, error_code text) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN status = 'success' THEN 3
        WHEN status = 'started' THEN 0
        WHEN error_code = 'GATEWAY_LOST' THEN 1
        ELSE 2
    END
$$;

CREATE OR REPLACE FUNCTION callstream_keep_latest() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF callstream_stage(NEW.status, NEW.error_code) < callstream_stage(OLD.status, OLD.error_code) THEN
        RETURN NULL;
    END IF;
    IF callstream_stage(NEW.status, NEW.error_code) > callstream_stage(OLD.status, OLD.error_code) THEN
        NEW.delivered_at = now();
    ELSE
        NEW.delivered_at = OLD.delivered_at;
    END IF;
    RETURN NEW;
END
$$;

DROP TRIGGER IF EXISTS callstream_keep_latest ON calls;
CREATE TRIGGER callstream_keep_latest BEFORE UPDATE ON calls
    FOR EACH ROW EXECUTE FUNCTION callstream_keep_latest();

-- The API learns of the tables.
NOTIFY pgrst, 'reload schema';
