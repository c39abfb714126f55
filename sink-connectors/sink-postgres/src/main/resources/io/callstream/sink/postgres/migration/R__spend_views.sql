-- What calls cost, in US dollars. A day is one of UTC. Made anew whenever this file changes.
-- cost_usd leaves out calls whose model has no known price; unpriced_calls says how many those are.

DROP VIEW IF EXISTS callstream_spend_by_day, callstream_spend_by_model, callstream_spend_by_team, callstream_spend_daily;

CREATE VIEW callstream_spend_daily AS
SELECT
    (event_time AT TIME ZONE 'UTC')::date AS day,
    model_group,
    model,
    provider,
    team_id,
    count(*) AS calls,
    count(*) FILTER (WHERE status = 'failure') AS failed_calls,
    count(*) FILTER (WHERE total_tokens > 0 AND cost_nano_usd IS NULL) AS unpriced_calls,
    coalesce(sum(prompt_tokens), 0) AS prompt_tokens,
    coalesce(sum(completion_tokens), 0) AS completion_tokens,
    coalesce(sum(total_tokens), 0) AS total_tokens,
    coalesce(sum(cost_nano_usd), 0) * 0.000000001 AS cost_usd
FROM calls
WHERE status <> 'started'
GROUP BY 1, 2, 3, 4, 5;

CREATE VIEW callstream_spend_by_day AS
SELECT
    day,
    sum(calls) AS calls,
    sum(failed_calls) AS failed_calls,
    sum(unpriced_calls) AS unpriced_calls,
    sum(total_tokens) AS total_tokens,
    sum(cost_usd) AS cost_usd
FROM callstream_spend_daily
GROUP BY day;

CREATE VIEW callstream_spend_by_model AS
SELECT
    model_group,
    sum(calls) AS calls,
    sum(failed_calls) AS failed_calls,
    sum(unpriced_calls) AS unpriced_calls,
    sum(total_tokens) AS total_tokens,
    sum(cost_usd) AS cost_usd
FROM callstream_spend_daily
GROUP BY model_group;

CREATE VIEW callstream_spend_by_team AS
SELECT
    team_id,
    sum(calls) AS calls,
    sum(failed_calls) AS failed_calls,
    sum(unpriced_calls) AS unpriced_calls,
    sum(total_tokens) AS total_tokens,
    sum(cost_usd) AS cost_usd
FROM callstream_spend_daily
GROUP BY team_id;

-- A view reads its table with its owner's rights, past row-level security, unless told otherwise, which PostgreSQL 15 can be.
DO $$
DECLARE
    spend text;
BEGIN
    IF current_setting('server_version_num')::integer >= 150000 THEN
        FOREACH spend IN ARRAY ARRAY['daily', 'by_day', 'by_model', 'by_team'] LOOP
            EXECUTE format('ALTER VIEW %I SET (security_invoker = true)', 'callstream_spend_' || spend);
        END LOOP;
    END IF;
END
$$;
