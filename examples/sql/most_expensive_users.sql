-- Who spends the most, and on what?
SELECT user_id, count(*) AS calls, round(sum(cost_nano_usd) / 1e9, 6) AS usd,
       max_by(model, cost_nano_usd) AS model_of_dearest_call, round(max(cost_nano_usd) / 1e9, 6) AS dearest_call_usd
FROM calls
WHERE outcome = 'success'
GROUP BY user_id
ORDER BY usd DESC, user_id
LIMIT 10;
