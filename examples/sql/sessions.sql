-- Which sessions were the longest, and what did they cost?
SELECT session_id, count(*) AS calls, count(*) FILTER (WHERE outcome = 'failure') AS failures,
       min(started_at) AS began, date_diff('minute', min(started_at), max(started_at)) AS minutes,
       sum(total_tokens) AS tokens, round(sum(cost_nano_usd) / 1e9, 6) AS usd
FROM calls
WHERE session_id IS NOT NULL AND outcome <> 'open'
GROUP BY session_id
ORDER BY tokens DESC NULLS LAST, session_id
LIMIT 10;
