-- What did each team spend on each day? (days in UTC)
SELECT date_trunc('day', started_at) AS day, team_id, count(*) AS calls,
       sum(total_tokens) AS tokens, round(sum(cost_nano_usd) / 1e9, 6) AS usd
FROM calls
WHERE outcome = 'success'
GROUP BY ALL
ORDER BY day, team_id;
